"""Arrays as pictures."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from ..errors import InputError


def gray_levels(array: Any) -> tuple[Any, str | None]:
    """Values from 0 to 255; floats from 0 to 1 and all others by their own range."""
    import numpy as np

    if array.dtype == np.uint8:
        return array, None
    if array.dtype.kind == "b":
        return array.astype(np.uint8) * 255, None
    if array.dtype.kind not in "iuf":
        raise InputError(
            f"source is an array of {array.dtype}; it must hold numbers.",
            'Image(array.astype("uint8"))',
        )
    values = np.nan_to_num(array.astype(np.float64), nan=0, posinf=0, neginf=0)
    low, high = float(values.min()), float(values.max())
    if array.dtype.kind == "f" and low >= 0 and high <= 1:
        return np.rint(values * 255).astype(np.uint8), None
    if array.dtype.kind != "f" and low >= 0 and high <= 255:
        return values.astype(np.uint8), None
    scale = 255 / (high - low) if high > low else 0
    note = f"Values from {low:.4g} to {high:.4g} are shown from black to white."
    return np.rint((values - low) * scale).astype(np.uint8), note


def png(pixels: bytes, width: int, height: int, depth: int) -> bytes:
    """Bytes of pixels, row by row, as a PNG of gray (1), RGB (3) or RGBA (4)."""
    stride = width * depth
    rows = b"".join(b"\0" + pixels[at : at + stride] for at in range(0, stride * height, stride))

    def part(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    color = {1: 0, 3: 2, 4: 6}[depth]
    head = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    packed = zlib.compress(rows, 6)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", packed) + part(b"IEND", b"")
