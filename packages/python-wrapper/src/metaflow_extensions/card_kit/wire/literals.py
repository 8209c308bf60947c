"""A value as exact text: two values are equal when their texts are, and types tell them apart."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from .mappings import is_mapping, take_pairs
from .scalars import is_instance, length_of, shape_of, type_name
from .text import MAX_BITS, cap_text, text_of_object
from .walk import MAX_DEPTH, MAX_ITEMS, Parts, Walk, count_more, text_of_error

MAX_CHARACTERS = 1_000_000
MAX_BYTES = 100_000
MAX_PAIRS = 100_000

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_NOT_PLAIN = frozenset(("", "None", "True", "False", "—"))


def exact_text(value: Any) -> tuple[str, bool]:
    """The value as text that tells 1, ``"1"``, True and None apart, but not 1 and 1.0.

    Parameters
    ----------
    value : anything
        Mappings, sequences, sets and arrays are written out, 10,000 items and 20 levels at most.

    Returns
    -------
    text : str
        As Python writes it, keys of mappings in order; NaN equals NaN.
    whole : bool
        False when the value was too large to write out: then equal texts prove nothing.

    Examples
    --------
    >>> exact_text({"b": [1.0, "1"], "a": True})
    ('{"a": True, "b": [1, "1"]}', True)
    """
    writer = _Writer()
    return str(writer.read(value)), writer.whole


def is_plain(text: str) -> bool:
    """Whether text can stand without quotes and still not be taken for anything but text."""
    if text in _NOT_PLAIN or text != text.strip() or text[0] in '"[{(':
        return False
    try:
        float(text)
    except ValueError:
        return True
    return False


def as_mapping(value: Any) -> dict[Any, Any] | None:
    """What has named values, as a new dict: mappings, series, data classes; None for the rest."""
    if not is_mapping(value) or is_instance(value, tuple) or (length_of(value) or 0) > MAX_PAIRS:
        return None
    try:
        return dict(take_pairs(value, MAX_PAIRS))
    except Exception:
        return None


class _Writer(Walk):
    def __init__(self) -> None:
        super().__init__(MAX_DEPTH, MAX_ITEMS, MAX_ITEMS)
        self.whole = True
        self._characters = MAX_CHARACTERS

    def scalar(self, value: Any) -> str:
        if value is None or value is True or value is False:
            return str(value)
        if is_instance(value, str):
            return json.dumps(self._cap(value), ensure_ascii=False)
        if is_instance(value, (Real, Decimal)):
            return self._number(value)
        if is_instance(value, (bytes, bytearray, memoryview)):
            size = len(value)
            text = repr(bytes(value[:MAX_BYTES]))
            return text if size <= MAX_BYTES else self.part(f"{text}… {size:,} bytes")
        return self.other(value)

    def other(self, value: Any) -> str:
        if shape_of(value) is not None:
            return self.part(cap_text(value, 1000))
        return _ADDRESS.sub("", self._cap(text_of_object(value)))

    def cut(self, reason: str) -> str:
        self.whole = False
        return f"({reason})"

    def unreadable(self, value: Any, error: Exception) -> str:
        return self.part(text_of_error(value, error))

    def part(self, text: str) -> str:
        """Text that is not all of a value: then equal texts prove nothing."""
        self.whole = False
        return text

    def container(self, value: Any, parts: Parts) -> str:
        written: list[str] = []
        for item in parts.items:
            if self.left <= 0:
                break
            written.append(self._item(item, parts.form))
        if parts.form in ("mapping", "set"):
            written.sort()
        if parts.size is None or parts.size > len(written):
            written.append(self.part(f"… {count_more(parts.size, len(written))}"))
        text = ", ".join(written)
        if parts.form == "sequence":
            return f"[{text}]"
        return f"{type_name(value)}({text})" if parts.form == "record" else f"{{{text}}}"

    def _item(self, item: Any, form: str) -> str:
        if form == "mapping":
            return f"{self.read(item[0])}: {self.read(item[1])}"
        if form == "record":
            return f"{item[0]}={self.read(item[1])}"
        return str(self.read(item))

    def _number(self, value: Any) -> str:
        try:
            if is_instance(value, Integral):
                return self._whole_number(int(value))
            as_float = float(value)
        except Exception:
            return self.part(f"(a {type_name(value)} that is no float)")
        if math.isnan(as_float):
            return "NaN"
        if math.isinf(as_float):
            return "Infinity" if as_float > 0 else "-Infinity"
        whole = as_float.is_integer() and abs(as_float) < 1e21
        return str(int(as_float)) if whole else repr(as_float)

    def _whole_number(self, whole: int) -> str:
        if abs(whole) < 10**21:
            return str(whole)
        if whole.bit_length() > MAX_BITS:
            return self.part(text_of_object(whole))
        try:
            as_float = float(whole)
        except OverflowError:
            return str(whole)
        return repr(as_float) if as_float == whole else str(whole)

    def _cap(self, text: str) -> str:
        size = str.__len__(text)
        shown = cap_text(text, max(0, min(size, self._characters)))
        self._characters -= min(size, self._characters)
        return shown if len(shown) == size else self.part(shown)
