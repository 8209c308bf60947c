"""Images of PIL, figures of matplotlib and files of images, as what a page can show."""

from __future__ import annotations

import base64
import io
import struct
from typing import Any

from ..wire.scalars import is_instance, library_of, offers

MAX_SIDE = 1200
MAX_BYTES = 400_000
_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


def read_picture(value: Any) -> dict[str, Any] | None:
    """A picture as a data URL with its size in pixels; None for what is none.

    Returns
    -------
    dict or None
        ``src``, absent where the file is larger than 400 kB; ``width`` and ``height``.
    """
    if is_instance(value, (bytes, bytearray)):
        return _read_file(bytes(value))
    if library_of(value) == "PIL" and offers(value, "thumbnail", "save", "copy"):
        return _read_pil(value)
    if library_of(value) == "matplotlib" and offers(value, "savefig"):
        file = io.BytesIO()
        value.savefig(file, format="png", dpi=100)
        return _read_file(file.getvalue())
    return None


def _read_file(data: bytes) -> dict[str, Any] | None:
    form = next((name for start, name in _FORMATS if data.startswith(start)), None)
    if form is None and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        form = "webp"
    if form is None:
        return None
    found: dict[str, Any] = {}
    size = _size_of_file(data, form)
    if size is not None:
        found["width"], found["height"] = size
    if len(data) <= MAX_BYTES:
        found["src"] = f"data:image/{form};base64,{base64.b64encode(data).decode('ascii')}"
    return found


def _size_of_file(data: bytes, form: str) -> tuple[int, int] | None:
    if form == "png" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if form == "gif" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    return None


def _read_pil(image: Any) -> dict[str, Any]:
    width, height = image.size
    small = image.copy()
    small.thumbnail((MAX_SIDE, MAX_SIDE))
    if small.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        small = small.convert("RGB")
    file = io.BytesIO()
    small.save(file, format="PNG")
    return {**(_read_file(file.getvalue()) or {}), "width": width, "height": height}
