"""What a column holds, by the type that its library declares, or by its values."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from numbers import Real
from typing import Any, Literal

from .scalars import is_instance, types_of

Kind = Literal["number", "text", "date", "time", "boolean", "other"]
"""What a column holds; a date has no time of day, and a time is a moment: date and time of day."""

_KIND_PATTERNS: tuple[tuple[str, Kind], ...] = (
    (r"bool", "boolean"),
    (r"u?int\d*\b|float\d*\b|double|halffloat|decimal|sparse\[(u?int|float)", "number"),
    (r"string|large_string|str\b|utf8|categorical|enum|dictionary<values=(large_)?string", "text"),
    (r"datetime|timestamp", "time"),
    (r"date(32|64)?\b", "date"),
    (r"list|large_list|struct|array|map|time|duration|interval|period|binary", "other"),
)


def kind_of_dtype(dtype: str) -> Kind | None:
    """What a declared type holds; None where that says nothing, such as ``object``."""
    lower = dtype.lower()
    return next((kind for start, kind in _KIND_PATTERNS if re.match(start, lower)), None)


def kind_of_values(items: list[Any]) -> Kind:
    """What plain values are, without those that are missing."""
    kinds = [
        kind
        for kind in types_of(items) or (object,)
        if kind is not type(None)
        and not (kind is float and all(is_nan(item) for item in items if type(item) is float))
    ]
    if kinds == [bool]:
        return "boolean"
    if kinds and bool not in kinds and all(issubclass(kind, (Real, Decimal)) for kind in kinds):
        return "number"
    for base, found in ((str, "text"), (datetime, "time")):
        if kinds and all(issubclass(kind, base) for kind in kinds):
            return found  # type: ignore[return-value]
    days = kinds and all(
        issubclass(kind, date) and not issubclass(kind, datetime) for kind in kinds
    )
    return "date" if days else "other"


def is_nan(value: Any) -> bool:
    """Whether it is Python's own NaN; asks nothing of other values."""
    return type(value) is float and value != value  # noqa: PLR0124


def without_nan(items: list[Any], dtype: str) -> list[Any]:
    """NaN is a number among numbers, and stays; in any other column it is a missing value."""
    kind = kind_of_dtype(dtype) or kind_of_values(items)
    if kind == "number" and "category" not in dtype:
        return items
    return [None if is_nan(item) else item for item in items]


def number_hint(value: Any) -> str | None:
    """How values that are no numbers become some, or are counted."""
    if is_instance(value, timedelta):
        return "[value.total_seconds() for value in values]"
    if not isinstance(value, str):
        return None
    written = re.fullmatch(r"\s*[+-]?[\d.]+(e[+-]?\d+)?\s*", value, re.IGNORECASE)
    return (
        "[float(value) for value in values]" if written else "BarChart(collections.Counter(values))"
    )
