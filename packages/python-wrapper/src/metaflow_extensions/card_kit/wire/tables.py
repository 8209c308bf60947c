"""A table of any library whose columns are read one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import Any, Literal

from ..errors import InputError
from .arrays import head, native_items
from .scalars import is_instance, library_of, plain_items, type_name, types_of
from .text import cap_text, label

Kind = Literal["number", "text", "date", "time", "boolean", "other"]
"""What a column holds; a date has no time of day, and a time is a moment: date and time of day."""

_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"bool", "boolean"),
    (r"u?int\d*\b|float\d*\b|double|halffloat|decimal|sparse\[(u?int|float)", "number"),
    (r"string|large_string|str\b|utf8|categorical|enum|dictionary<values=(large_)?string", "text"),
    (r"datetime|timestamp", "time"),
    (r"date(32|64)?\b", "date"),
    (r"list|large_list|struct|array|map|time|duration|interval|period|binary", "other"),
)


MAX_COLUMNS = 10_000

_SAMPLE = {"pandas": "sample(10_000)", "polars": "sample(10_000)", "pyarrow": "slice(0, 10_000)"}


@dataclass
class Frame:
    """A table whose columns are read one by one, when they are asked for.

    Attributes
    ----------
    library : str
        Whose frame was given: ``"pandas"``, ``"polars"``, ``"pyarrow"``; ``"python"`` for a
        list of dicts and for a dict of columns.
    names : list of str
        The columns as text, no two alike.
    labels : list
        The columns as they were given, as plain values.
    height : int
        How many rows there are.
    index : list or None
        The names of the rows, as plain values; None where they are only counted.
    counted : bool
        Whether the columns are only counted too, 0 to n - 1.
    argument : str
        Name of the argument that it was, for messages.
    """

    library: str
    names: list[str]
    labels: list[Any]
    height: int
    get: Callable[[int], Any] = field(repr=False)
    dtype: Callable[[int], str] = field(repr=False, default=lambda _: "")
    index: list[Any] | None = None
    counted: bool = False
    argument: str = "data"

    def __post_init__(self) -> None:
        self._places = {name: place for place, name in enumerate(self.names)}
        self._kinds: dict[str, Kind] = {}

    def column(self, name: str, limit: int | None = None) -> list[Any]:
        """The values of a column, at most `limit`, as plain Python values, read when asked for.

        A missing value is None. NaN stays in a column of numbers, and is missing in any other.
        """
        items = self._items(name, limit)
        if self.kind(name, items) != "number" or "category" in self.dtype(self._places[name]):
            return [None if is_nan(item) else item for item in items]
        return items

    def native(self, name: str) -> Any:
        """A column as its library has it: a series, an array, a list."""
        return self.get(self._places[name])

    def kind(self, name: str, items: list[Any] | None = None) -> Kind:
        """What a column holds, by its declared type, else by its values."""
        if name not in self._kinds:
            dtype = self.dtype(self._places[name]).lower()
            found = next((kind for start, kind in _KINDS if re.match(start, dtype)), None)
            if found is None:
                found = kind_of_values(self._items(name) if items is None else items)
            self._kinds[name] = found
        return self._kinds[name]

    def records(self, limit: int | None = None) -> list[dict[str, Any]]:
        """The first rows, at most `limit`, as dicts."""
        if not self.names:
            return [{} for _ in range(self.height)[:limit]]
        columns = [self.column(name, limit) for name in self.names]
        return [dict(zip(self.names, row)) for row in zip(*columns)]

    def _items(self, name: str, limit: int | None = None) -> list[Any]:
        try:
            native = self.native(name)
            if limit is not None:
                native = head(native, limit)
            items = native if type(native) is list else native_items(native)
            return plain_items(items or [])
        except Exception as error:
            raise InputError(
                f"{self.argument} has a column {name} that could not be read: "
                f"{type_name(error)}: {cap_text(error, 300)}."
            ) from None


def is_nan(value: Any) -> bool:
    """Whether it is Python's own NaN; asks nothing of other values."""
    return type(value) is float and value != value  # noqa: PLR0124


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


def check_size(height: int, width: int, value: Any, argument: str, limit: int) -> None:
    """Refuse a table that is too large, before any work."""
    if height * width <= limit and width <= MAX_COLUMNS:
        return
    sample = _SAMPLE.get(library_of(value))
    most = f"{limit:,} values" if width <= MAX_COLUMNS else f"{MAX_COLUMNS:,} columns"
    raise InputError(
        f"{argument} is a table of {height:,} rows and {width:,} columns; at most {most} can be "
        "read. Give it an aggregate or a sample.",
        f"{argument}.{sample}" if sample is not None and width <= MAX_COLUMNS else None,
    )


def name_columns(labels: list[Any]) -> list[str]:
    """The columns as text, no two alike: a second one of a name gets a number."""
    seen: dict[str, None] = {}
    for column in labels:
        parts = column if is_instance(column, tuple) else (column,)
        name = own = " / ".join(label(part) for part in parts if part != "")
        count = 1
        while own in seen:
            count += 1
            own = f"{name} ({count})"
        seen[own] = None
    return list(seen)
