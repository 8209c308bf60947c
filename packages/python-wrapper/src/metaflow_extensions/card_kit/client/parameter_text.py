"""The whole of a parameter whose line says only what it is: JSON, or the beginning of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from ..wire.mappings import is_mapping
from ..wire.scalars import is_instance, shape_of
from ..wire.strict import strict
from ..wire.text import clean_text
from .artifacts import bytes_text
from .facts import MAX_PARAMETER_TEXT, value_text
from .secrets import is_secret, mask, mask_text
from .stored_info import stored_info

MAX_CHARACTERS = 10_000
MAX_ITEMS = 5000
"""More items than can be written in so many characters."""
MAX_FILE_BYTES = 1_000_000

_FLAT_LIST = re.compile(r"\[\s+([^\[\]{}\"]*?)\s+\]")
_REST = "\n… the rest is not in this card"


def whole_text(name: str, value: Any, show: Collection[str] = ()) -> str | None:
    """What a parameter holds, where its line does not show it; None where it does.

    Examples
    --------
    >>> print(whole_text("config", {"lr": 0.1, "layers": [64, 32], "password": "hunter2"}))
    {
      "lr": 0.1,
      "layers": [64, 32],
      "password": "••••••"
    }
    """
    if is_secret(name, value) and name not in show:
        return None
    with suppress(Exception):  # a value that cannot be read; its line says so
        if is_instance(value, str):
            cut = str.__getitem__(value, slice(0, 2 * MAX_CHARACTERS))
            text = cut if name in show else mask_text(cut)
            return _cut(text) if len(text) > MAX_PARAMETER_TEXT else None
        if shape_of(value) is not None or not (is_mapping(value) or is_instance(value, _LISTS)):
            return None
        if not is_mapping(value) and len(value_text(name, value, show)) < MAX_PARAMETER_TEXT:
            return None
        shown = mask(name, value, show, most=MAX_ITEMS)
        shown = strict(shown[:MAX_ITEMS] if is_instance(shown, (list, tuple)) else shown)
        text = json.dumps(shown, indent=2, ensure_ascii=False)
        return _cut(clean_text(_FLAT_LIST.sub(_join_list, text))) if shown else None
    return None


def file_text(name: str, artifact: Any, show: Collection[str] = ()) -> tuple[str, str | None]:
    """A line that says what an included file is, and the beginning of its text.

    A file that is larger than 1 MB, or of which nobody knows the size, is not read.
    """
    if name not in show and is_secret(name):
        return "(an included file)", None
    size = stored_info(artifact).size
    if size is None:
        return "(an included file)", None
    line = f"an included file, {bytes_text(size)}"
    if size > MAX_FILE_BYTES:
        return line, None
    try:
        text = artifact.data
    except Exception as error:
        return f"{line} (not read: {type(error).__name__})", None
    if not is_instance(text, str) or not text:
        return line, None
    head = str(text[: 2 * MAX_CHARACTERS])
    lines = text.count("\n") + (not text.endswith("\n"))
    shown = head if name in show else mask_text(head)
    return f"{line}, {lines:,} line{'' if lines == 1 else 's'}", _cut(clean_text(shown))


_LISTS = (list, tuple)


def _join_list(found: re.Match[str]) -> str:
    return f"[{' '.join(found[1].split())}]"


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + _REST
