"""Pixels as a PNG, without a library of pictures."""

from __future__ import annotations

import struct
import zlib


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
