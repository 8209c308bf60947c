"""A table of any library whose columns are read one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from .arrays import native_items
from .kinds import Kind, kind_of_dtype, kind_of_values, without_nan
from .scalars import head, is_instance, library_of, plain_items, type_name
from .text import cap_text, label

MAX_COLUMNS = 10_000
MAX_ROWS = 5_000_000

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
    levels : list of (str, column)
        The same as columns, one for each level of the index, each with its name.
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
    levels: list[tuple[Any, Any]] = field(repr=False, default_factory=list)
    counted: bool = False
    argument: str = "data"

    def __post_init__(self) -> None:
        self._places = {name: place for place, name in enumerate(self.names)}
        self._kinds: dict[str, Kind] = {}

    def column(self, name: str, limit: int | None = None) -> list[Any]:
        """The values of a column, at most `limit`, as plain Python values, read when asked for.

        A missing value is None. NaN stays in a column of numbers, and is missing in any other.
        """
        return without_nan(self._items(name, limit), self.dtype(self._places[name]))

    def native(self, name: str) -> Any:
        """A column as its library has it: a series, an array, a list."""
        return self.get(self._places[name])

    def declared_kind(self, name: str) -> Kind | None:
        """What the type of a column says that it holds."""
        return kind_of_dtype(self.dtype(self._places[name]))

    def kind(self, name: str) -> Kind:
        """What a column holds, by its declared type, else by its values."""
        if name not in self._kinds:
            self._kinds[name] = self.declared_kind(name) or kind_of_values(self._items(name))
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
    counts: dict[str, int] = {}
    for column in labels:
        parts = column if is_instance(column, tuple) else (column,)
        name = own = " / ".join(label(part) for part in parts if part != "")
        while own in seen:
            counts[name] = counts.get(name, 1) + 1
            own = f"{name} ({counts[name]})"
        seen[own] = None
    return list(seen)
