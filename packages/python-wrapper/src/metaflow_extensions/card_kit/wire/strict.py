"""Values of users as strict JSON, without importing a library or raising for odd data."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from numbers import Real
from typing import Any

from .numbers import number
from .scalars import size_of, unwrap
from .text import cap_text, describe

MAX_ITEMS = 10_000
MAX_VALUES = 1_000_000
MAX_DEPTH = 20


_short = reprlib.Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60


def strict(value: Any) -> Any:
    """Any value as strict JSON: NaN and the infinities as strings, unknown objects as their text.

    Depth is capped at 20, the items of each container at 10,000, all values together at a
    million; a cut leaves a text that says so.
    """
    return _Strict().read(value)


class _Strict:
    """One reading of one value: what it is inside of, and how much it may still take in."""

    def __init__(self) -> None:
        self.inside: list[int] = []
        self.left = MAX_VALUES

    def read(self, value: Any) -> Any:
        self.left -= 1
        if value is None or type(value) in (bool, int, float, str):
            return self._scalar(value)
        try:
            value = unwrap(value)
            if isinstance(value, (Mapping, list, tuple, set, frozenset)):
                return self._container(value)
            listed = _as_list(value)
            return self._scalar(value) if listed is None else self._container(listed)
        except Exception as error:
            return f"<{type(value).__name__}: {type(error).__name__} when it was read>"

    def _scalar(self, value: Any) -> Any:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return cap_text(value, 10_000_000)
        if isinstance(value, (Real, Decimal)):
            return number(value)
        if isinstance(value, (bytes, bytearray)):
            return f"({len(value)} bytes)"
        if isinstance(value, (date, time)):
            return value.isoformat()
        return cap_text(value)

    def _container(self, value: Any) -> Any:
        if id(value) in self.inside:
            return "(contains itself: left out)"
        if len(self.inside) >= MAX_DEPTH:
            return f"(deeper than {MAX_DEPTH} levels: left out)"
        if self.left <= 0:
            return f"(more than {MAX_VALUES:,} values: left out)"
        self.inside.append(id(value))
        try:
            return self._mapping(value) if isinstance(value, Mapping) else self._sequence(value)
        finally:
            self.inside.pop()

    def _sequence(self, value: Any) -> list[Any]:
        items = sorted(value, key=describe) if isinstance(value, (set, frozenset)) else value
        result = [self.read(item) for item in items[:MAX_ITEMS]]
        if len(items) > MAX_ITEMS:
            result.append(f"… {len(items) - MAX_ITEMS} more: left out")
        return result

    def _mapping(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        """Distinct keys stay distinct: beside a key ``"1"``, a key ``1`` becomes ``"1 (int)"``."""
        result: dict[str, Any] = {}
        for count, (key, item) in enumerate(value.items()):
            if count == MAX_ITEMS:
                result["…"] = f"{len(value) - MAX_ITEMS} more: left out"
                break
            name = plain = cap_text(key, 1000)
            if name in result:
                name = plain = f"{name} ({type(key).__name__})"
            copies = 1
            while name in result:
                copies += 1
                name = f"{plain} {copies}"
            result[name] = self.read(item)
        return result


def _as_list(value: Any) -> list[Any] | None:
    """The items of an array of any library, if it is small enough to be shown."""
    size = size_of(value)
    if isinstance(size, int) and size <= MAX_VALUES and callable(getattr(value, "tolist", None)):
        listed = value.tolist()
        return listed if isinstance(listed, list) else None
    return None
