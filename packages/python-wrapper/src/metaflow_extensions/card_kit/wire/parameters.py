"""Parameters of models as they travel: a value to show, and a key that equal values share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from .literals import exact_text, is_plain
from .numbers import number
from .scalars import is_instance, unwrap
from .text import cap_text

MAX_TEXT = 10_000


@dataclass
class Parameter:
    """A value, and a key that equal values share; each value too large to compare has its own."""

    cell: dict[str, Any]
    key: Any


def read_parameter(value: Any) -> Parameter:
    """A value as it travels: 1, ``"1"``, True and None stay four different ones."""
    text, whole = exact_text(value)
    key = text if whole else object()
    single = unwrap(value)
    if single is None:
        return Parameter({"value": None}, key)
    if is_instance(single, str):
        shown = cap_text(single, MAX_TEXT)
        return Parameter({"text": shown if is_plain(shown) else cap_text(text, MAX_TEXT)}, key)
    if whole and is_instance(single, (Real, Decimal)) and not is_instance(single, bool):
        cell: dict[str, Any] = {"value": number(single)}
        if is_instance(single, Integral) and abs(int(single)) > 2**53:
            cell["text"] = cap_text(text, MAX_TEXT)
        return Parameter(cell, key)
    return Parameter({"text": cap_text(text, MAX_TEXT)}, key)
