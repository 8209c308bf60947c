"""A table of any kind as columns of plain values, and the components that stand in its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..errors import InputError
from .arrays import native_items
from .columns import Column, days_of_midnights, encode
from .frames import read_frame
from .mappings import is_mapping
from .pictures import is_drawing
from .scalars import head, is_instance, library_of, offers, plain_items, shape_of
from .tables import name_columns
from .text import cap_text, describe
from .weights import take_items

MAX_ROWS = 10_000
COLUMN = "value"
"""The name of a column that has none."""
MAX_COLUMNS = 200
MAX_CELLS = 500_000
MAX_COMPONENTS = 500
MAX_PROFILED = 200_000
"""Cells that are looked at for profiles; of a wide table the first 1,000 rows in any case."""
HINT = 'Table({"plan": ["basic", "team"], "accuracy": [0.921, 0.944]})'


@dataclass
class Cell:
    """A component in a table: where it stands, and itself, since it may be updated later."""

    row: int
    column: int
    component: Any


@dataclass
class TableData:
    """What is shown of a table.

    Attributes
    ----------
    columns : list of Column
        Packed already, so that the user's object can go.
    height : int
        How many rows are in the card.
    total : int
        How many there are.
    width : int
        How many columns there are.
    profiles : list
        What `profile` made of the first values of each column.
    profiled : int
        Of how many rows.
    """

    columns: list[Column]
    height: int
    total: int
    width: int
    cells: list[Cell] = field(default_factory=list)
    profiles: list[Any] = field(default_factory=list)
    profiled: int = 0


def is_component(value: Any) -> bool:
    """Whether a value is a component of a card, ours or Metaflow's, or a figure or a picture."""
    if offers(value, "render", "component_id"):
        return True
    return library_of(value) != "builtins" and is_drawing(value)


def read_table(
    data: Any,
    rows: int = MAX_ROWS,
    profile: Callable[[list[Any]], Any] | None = None,
) -> TableData:
    """A data frame or a column of any library, a mapping of columns, or a list of rows.

    Parameters
    ----------
    data : anything
    rows : int, optional
        How many rows are kept at most.
    profile : callable, optional
        Is given the first values of each column, more than are kept where there are more.

    Raises
    ------
    InputError
        For anything else.
    """
    listed = None if is_mapping(data) else _rows_of(data)
    if listed is not None:
        lists, total, width = listed
        values = [list(column) for column in zip(*lists)] if lists else [[]] * width
        names = [f"{i + 1}" for i in range(width)]
        return _pack_columns(names, values, TableData([], len(lists), total, width), rows, profile)
    total = _height_of(data)
    data = _with_columns(data)
    frame = read_frame(_head_rows(data), "data", mapping=True, records=True)
    if frame is None:
        raise InputError(
            f"data is {describe(data)}; it must be a data frame, a mapping of columns or a list "
            "of rows.",
            HINT,
        )
    height = min(frame.height, MAX_ROWS)
    names, columns = list(frame.names), [head(frame.native(name), height) for name in frame.names]
    names = [*(name for name, _ in frame.levels), *names]
    columns = [*(head(level, height) for _, level in frame.levels), *columns]
    shape = shape_of(data) or ()
    width = len(frame.levels) + (shape[1] if len(shape) == 2 else len(frame.names))
    table = TableData([], height, max(total, frame.height), width)
    return _pack_columns(name_columns(names), columns, table, rows, profile)


def with_headers(table: TableData, headers: Any) -> TableData:
    """The table under other headings."""
    try:
        names = [cap_text(name, 200) for name in take_items(headers, MAX_COLUMNS, "headers", None)]
    except Exception:  # they cannot be walked through, whatever they claim
        raise InputError(f"headers is {describe(headers)}; it must be a list of names.") from None
    if len(names) != len(table.columns):
        raise InputError(
            f"headers has {len(names)} names for {len(table.columns)} columns of data."
        )
    for column, name in zip(table.columns, names):
        column["name"] = name
    return table


def _height_of(data: Any) -> int:
    shape = shape_of(data)
    if shape:
        return shape[0]
    listed = is_instance(data, (list, tuple)) or offers(data, "to_pylist", "__len__")
    return len(data) if listed else 0


def _with_columns(data: Any) -> Any:
    """A column on its own as a table of it, beside the index that it has; a table as it is."""
    library = library_of(data)
    if library == "narwhals" and offers(data, "to_native"):
        return _with_columns(data.to_native())
    if library == "pandas" and len(shape_of(data) or ()) == 1:
        first = head(data, MAX_ROWS)
        if offers(data, "to_frame", "iloc"):
            return first.to_frame(COLUMN if data.name is None else data.name)
        if offers(data, "levels"):
            return first.to_frame(index=False)
        return {COLUMN if getattr(data, "name", None) is None else data.name: first}
    if library == "polars" and offers(data, "to_frame", "alias"):
        return data.alias(data.name or COLUMN).head(MAX_ROWS).to_frame()
    if library == "pyarrow" and offers(data, "to_pylist", "type"):
        return {COLUMN: data.slice(0, MAX_ROWS)}
    return data


def _head_rows(data: Any) -> Any:
    """As much of a table as is shown, by its library's own means: nothing else is read."""
    library = library_of(data)
    if library == "pandas" and offers(data, "iloc"):
        return data.iloc[:MAX_ROWS, :MAX_COLUMNS]
    if library == "polars" and offers(data, "head", "to_series"):
        return data.head(MAX_ROWS)
    if library == "pyarrow" and offers(data, "slice"):
        return data.slice(0, MAX_ROWS)
    return data[:MAX_ROWS] if is_instance(data, (list, tuple)) else data


def _rows_of(data: Any) -> tuple[list[list[Any]], int, int] | None:
    """The rows of a list of lists or of an array; None for another table."""
    shape = shape_of(data)
    if is_instance(data, (list, tuple)):
        first = next(iter(data), None)
        if first is not None and is_mapping(first):
            return None
    elif not shape or len(shape) > 2 or not offers(data, "tolist") or _is_frame(data):
        return None
    rows = []
    for place, row in enumerate(islice(data, MAX_ROWS)):
        items = list(islice(row, MAX_COLUMNS)) if is_instance(row, (list, tuple)) else None
        if items is None and shape_of(row):
            items = native_items(row[:MAX_COLUMNS])
        if items is None and (is_instance(row, str) or not offers(row, "__iter__")):
            items = [row]
        if items is None:
            raise InputError(f"data[{place}] is {describe(row)}; a row is a list of cells.", HINT)
        rows.append(items)
    width = max(map(len, rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows], len(data), width


def _is_frame(data: Any) -> bool:
    """Whether a table has columns of its own: a frame, or a structured array."""
    named = getattr(getattr(data, "dtype", None), "names", None) is not None
    return named or library_of(data) in ("pandas", "polars")


def _pack_columns(
    names: list[str],
    values: list[Any],
    table: TableData,
    rows: int,
    profile: Callable[[list[Any]], Any] | None,
) -> TableData:
    width = max(1, min(table.width, MAX_COLUMNS))
    table.profiled = min(table.height, max(1_000, MAX_PROFILED // width)) if profile else 0
    table.height = min(table.height, rows, MAX_CELLS // width)
    for place, (name, column) in enumerate(zip(names[:MAX_COLUMNS], values)):
        if profile is not None:
            first = head(column, table.profiled)
            table.profiles.append(
                profile(plain_items(first if type(first) is list else native_items(first) or []))
            )
        shown = head(column, table.height)
        if type(shown) is list:
            shown = _take_components(table, place, shown)
        table.columns.append(days_of_midnights(encode(name, shown, long=True)))
    return table


def _take_components(table: TableData, place: int, column: list[Any]) -> list[Any]:
    found = [row for row, value in enumerate(column) if is_component(value)]
    if not found:
        return plain_items(column)
    column = list(column)
    for row in found:
        component, column[row] = column[row], None
        if len(table.cells) < MAX_COMPONENTS:
            table.cells.append(Cell(row, place, component))
        else:
            column[row] = f"({type(component).__name__}: left out)"
    return plain_items(column)
