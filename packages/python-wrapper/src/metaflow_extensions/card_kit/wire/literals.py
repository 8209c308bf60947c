"""A value as exact text: two values are equal when their texts are, and types tell them apart."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from .scalars import size_of, unwrap
from .strict import MAX_DEPTH, MAX_ITEMS
from .text import cap_text

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
    return writer.write(value, 0), writer.whole


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
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if type(value).__name__ in ("Namespace", "SimpleNamespace"):
        return dict(vars(value))
    to_dict, shape = getattr(value, "to_dict", None), getattr(value, "shape", ())
    table = isinstance(shape, tuple) and (len(shape) > 1 or any(n > MAX_ITEMS for n in shape))
    if callable(to_dict) and not isinstance(value, type) and not table:
        try:
            made = to_dict()
        except Exception:
            return None
        return dict(made) if isinstance(made, Mapping) else None
    return None


class _Writer:
    def __init__(self) -> None:
        self.whole = True
        self._left = MAX_ITEMS

    def write(self, value: Any, depth: int) -> str:
        listed = _as_list(value, self._left)
        if listed is None:
            value = unwrap(value)
        if value is None or isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            return json.dumps(cap_text(value, len(value)), ensure_ascii=False)
        if isinstance(value, (Real, Decimal)):
            return self._number(value)
        if isinstance(value, (bytes, bytearray)):
            return repr(bytes(value))
        if depth >= MAX_DEPTH:
            return self._cut("…")
        if isinstance(value, Mapping):
            pairs = [
                f"{self.write(key, depth + 1)}: {self.write(item, depth + 1)}"
                for key, item in self._first(value.items())
            ]
            return self._between("{", sorted(pairs), "}", len(value))
        if isinstance(value, (set, frozenset)):
            items = [self.write(item, depth + 1) for item in self._first(value)]
            return self._between("{", sorted(items), "}", len(value))
        if listed is not None:
            items = [self.write(item, depth + 1) for item in self._first(listed)]
            return self._between("[", items, "]", len(listed))
        if hasattr(value, "shape"):
            return self._cut(cap_text(value, 1000))
        return _ADDRESS.sub("", cap_text(value, 100_000))

    def _number(self, value: Any) -> str:
        try:
            if isinstance(value, Integral):
                whole = int(value)
                far = abs(whole) >= 10**21
                return repr(float(whole)) if far and float(whole) == whole else str(whole)
            as_float = float(value)
        except (ArithmeticError, ValueError):
            return self._cut(f"(a {type(value).__name__} that is no float)")
        if math.isnan(as_float):
            return "NaN"
        if math.isinf(as_float):
            return "Infinity" if as_float > 0 else "-Infinity"
        return (
            str(int(as_float)) if as_float.is_integer() and abs(as_float) < 1e21 else repr(as_float)
        )

    def _first(self, items: Any) -> list[Any]:
        taken = []
        for item in items:
            if self._left <= 0:
                break
            self._left -= 1
            taken.append(item)
        return taken

    def _between(self, start: str, written: list[str], end: str, size: int) -> str:
        if len(written) < size:
            written.append(self._cut(f"… {size - len(written)} more"))
        return start + ", ".join(written) + end

    def _cut(self, text: str) -> str:
        self.whole = False
        return text


def _as_list(value: Any, limit: int) -> Any:
    """Lists, tuples, and what arrays and series hold; None for what is no sequence, or too long."""
    if isinstance(value, (list, tuple)):
        return value
    shape, tolist = getattr(value, "shape", ()), getattr(value, "tolist", None)
    if isinstance(shape, tuple) and shape and callable(tolist):
        size = size_of(value)
        return tolist() if isinstance(size, int) and size <= limit else None
    return None
