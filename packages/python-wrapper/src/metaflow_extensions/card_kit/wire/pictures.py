"""Pictures of any kind as data URIs, without importing the library that they come from."""

from __future__ import annotations

import base64
import binascii
import os
import re
import stat
import struct
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from ..errors import InputError, NoData
from .pixels import gray_levels, png
from .scalars import is_instance, offers, read_attribute, shape_of
from .text import cap_text, describe

MAX_BYTES = 5_000_000
MAX_SIDE = 2_000
MAX_PATH = 4_096
HINT = 'Image("confusion.png"), or Image(figure) of matplotlib'
_PIL, _PLOTLY = ("save", "mode", "convert"), ("to_image", "to_plotly_json")
_URI = re.compile(r"data:(image/[a-z+.-]+)(?:;[a-z]+=[\w-]+)*(;base64)?,", re.I)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


@dataclass
class Picture:
    """A picture as it travels, and its width and height in pixels where they are known."""

    uri: str
    size: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)


def read_picture(source: Any) -> Picture:
    """The path of a file, bytes, a data URI, a figure, a picture or an array.

    Raises
    ------
    InputError
        For anything else, and for what is too large.
    """
    if source is None:
        raise NoData("No picture yet.")
    if is_instance(source, (bytes, bytearray, memoryview)):
        size = memoryview(source).nbytes
        if size > MAX_BYTES:
            raise _too_large(size)
        return _picture_of_bytes(bytes(source))
    if is_instance(source, str):
        text = str.__str__(source).strip()
        if text[:5].lower() == "data:":
            return _picture_of_uri(text)
        if re.match(r"(https?:)?//", text, re.I):
            raise InputError(
                f"source is {cap_text(text, 100)}; a card loads nothing from the network. Read the "
                "picture in the step.",
                "Image(requests.get(url).content)",
            )
        return _picture_of_file(text)
    if is_instance(source, os.PathLike):
        return _picture_of_file(os.fspath(source))
    figure = _figure_of(source)
    if figure is not None:
        return _picture_of_bytes(_save(figure.savefig, format="png", dpi=144, bbox_inches="tight"))
    if offers(source, *_PLOTLY):
        return _picture_of_bytes(_save(lambda file: file.write(source.to_image("png", scale=2))))
    if offers(source, *_PIL):
        return _picture_of_pil(source)
    if shape_of(source) is not None:
        return _picture_of_array(source)
    raise InputError(
        f"source is {describe(source)}; it must be a file, bytes, a figure, a picture or an array.",
        HINT,
    )


def is_drawing(source: Any) -> bool:
    return _figure_of(source) is not None or offers(source, *_PLOTLY) or offers(source, *_PIL)


def _figure_of(source: Any) -> Any:
    """A figure of matplotlib, or that of axes and of seaborn's grids."""
    if offers(source, "savefig"):
        return source
    figure = read_attribute(source, "figure")
    return figure if offers(figure, "savefig") else None


def _save(save: Any, **options: Any) -> bytes:
    buffer = BytesIO()
    try:
        save(buffer, **options)
    except Exception as error:
        raise InputError(
            f"source could not be drawn: {type(error).__name__}: {cap_text(error, 300)}."
        ) from None
    return buffer.getvalue()


def _picture_of_pil(source: Any) -> Picture:
    notes = []
    size = read_attribute(source, "size")
    if max(size) > MAX_SIDE:
        source = source.copy()
        source.thumbnail((MAX_SIDE, MAX_SIDE))
        notes.append(_smaller_note(*size))
    if source.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        source = source.convert("RGB")
    picture = _picture_of_bytes(_save(source.save, format="PNG"))
    picture.notes = notes
    return picture


def _smaller_note(width: int, height: int) -> str:
    return f"The picture has {width:,} x {height:,} pixels, and is shown smaller."


def _picture_of_file(path: Any) -> Picture:
    try:
        if is_instance(path, (str, bytes)) and len(path) > MAX_PATH:
            raise ValueError("it is too long for the name of a file")
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):  # what is read of a pipe or of a device may never come
            raise ValueError("it is no file")
        if found.st_size > MAX_BYTES:
            raise _too_large(found.st_size)
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError(
            f"source is {cap_text(path, 200)}, which cannot be read: {cap_text(error, 200)}.", HINT
        ) from None
    return _picture_of_bytes(data)


def _picture_of_uri(text: str) -> Picture:
    found = _URI.match(text)
    if found is None:
        raise InputError(f"source is {cap_text(text, 60)}, which is no picture.", HINT)
    data = text[found.end() :]
    if len(data) > 2 * MAX_BYTES:
        raise _too_large(len(data))
    try:
        if found[2]:
            return _picture_of_bytes(base64.b64decode(re.sub(r"\s", "", data), validate=True))
        return _picture_of_bytes(unquote_to_bytes(data))
    except binascii.Error:
        raise InputError("source is a data URI whose base 64 is damaged.", HINT) from None


def _picture_of_bytes(data: bytes) -> Picture:
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if kind is None and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "image/webp"
    if kind is None and data[4:12] in (b"ftypavif", b"ftypavis"):
        kind = "image/avif"
    if kind is None and b"<svg" in data[:1000].lower():
        kind = "image/svg+xml"
    if kind is None:
        raise InputError(
            f"source has {len(data):,} bytes that are no PNG, JPEG, GIF, WebP, AVIF or SVG.", HINT
        )
    uri = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
    return Picture(uri, picture_size(data, kind))


def picture_size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height, by the first bytes of a file; None where they do not say it."""
    try:
        if kind == "image/png":
            width, height = struct.unpack(">II", data[16:24])
        elif kind == "image/gif":
            width, height = struct.unpack("<HH", data[6:10])
        elif kind == "image/jpeg":
            width, height = _jpeg_size(data)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return (width, height) if 0 < width < 100_000 and 0 < height < 100_000 else None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """What the frame header says, behind other segments."""
    at = 2
    while data[at : at + 1] == b"\xff":
        if 0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0


def _too_large(size: int) -> InputError:
    return InputError(
        f"source has {size / 1e6:.1f} MB; a picture has at most {MAX_BYTES / 1e6:.0f} MB. "
        "Give it a smaller one."
    )


def _picture_of_array(source: Any) -> Picture:
    import numpy as np

    if offers(source, "detach"):  # a tensor of PyTorch
        source = source.detach().cpu()
    shape = shape_of(source) or ()
    channels_first = len(shape) == 3 and shape[0] in (1, 3, 4) and shape[2] not in (1, 3, 4)
    depth = 1 if len(shape) == 2 else (shape[0] if channels_first else shape[-1]) if shape else 0
    if len(shape) not in (2, 3) or depth not in (1, 3, 4) or 0 in shape:
        raise InputError(
            f"source is {describe(source)}; a picture is height x width, or with 3 or 4 colors.",
            HINT,
        )
    height, width = shape[1:] if channels_first else shape[:2]
    step = -(-max(height, width) // MAX_SIDE)
    try:
        if offers(source, "columns", "to_numpy"):  # a frame
            source = source.to_numpy()
        source = source[:, ::step, ::step] if channels_first else source[::step, ::step]
        array = np.asarray(source)
    except Exception as error:
        why = f"{type(error).__name__}: {cap_text(error, 300)}"
        raise InputError(
            f"source is {describe(source)}, whose pixels cannot be read: {why}.", HINT
        ) from None
    pixels, note = gray_levels(array)
    if channels_first:
        pixels = pixels.transpose(1, 2, 0)
    notes = [note] if note else []
    if step > 1:
        notes.append(_smaller_note(width, height))
    pixels = pixels.reshape(*pixels.shape[:2], depth)
    picture = _picture_of_bytes(png(pixels.tobytes(), pixels.shape[1], pixels.shape[0], depth))
    picture.notes = notes
    return picture
