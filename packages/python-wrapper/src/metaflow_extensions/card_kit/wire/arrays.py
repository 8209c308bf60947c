"""Lists, arrays and columns of any library: how much they hold first, then what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import InputError
from .kinds import without_nan
from .lazy import refuse_lazy
from .scalars import (
    is_instance,
    length_of,
    library_of,
    offers,
    plain_items,
    read_attribute,
    shape_of,
    type_name,
)
from .text import cap_text, describe, shape_text
from .weights import refuse_weight, take_items

MAX_ITERATED = 2_000_000
"""What gives no length may never end: this many items of it are read at most."""


def read_values(
    value: Any,
    argument: str,
    limit: int,
    *,
    what: str = "one value for each item",
    hint: str | None = None,
    nested: bool = False,
) -> list[Any]:
    """A one-dimensional sequence as a new list of plain values.

    Parameters
    ----------
    value : list, tuple, range, array, series, column, iterator or iterable
        An array or a frame of shape (n, 1) is a column too.
    argument : str
        Name of the argument, for messages.
    limit : int
        More items are refused, and not read.
    what : str, optional
        What the argument must hold, for messages: ``"one class for each sample"``.
    hint : str, optional
        What to write instead, as code.
    nested : bool, optional
        Whether items may be lists and arrays; else a list of lists of one item is read as a
        column, and longer ones are refused with their shape.

    Returns
    -------
    list
        NumPy and pandas scalars as Python's own, missing values as None, NaN as it is.

    Raises
    ------
    InputError
        For text, mappings, single values, tables, and more than `limit` items.
    """
    items = _read_items(value, argument, limit, what, hint)
    if not nested and items:
        items = _flatten_column(items, argument, what, hint)
    items = plain_items(items)
    if library_of(value) == "pandas":
        items = without_nan(items, str(read_attribute(value, "dtype")))
    return items


def read_array2d(
    value: Any, argument: str, limit: int, *, limit_columns: int | None = None
) -> list[list[Any]]:
    """A table of values without names: nested lists, arrays, frames.

    Parameters
    ----------
    value : list of lists, array of shape (rows, columns), or frame
    argument : str
        Name of the argument, for messages.
    limit : int
        The most rows.
    limit_columns : int, optional
        The most columns; `limit` by default.

    Returns
    -------
    list of list
        Rows of equal length, of plain values.

    Raises
    ------
    InputError
        When it is no such table, or too large.
    """
    from .frames import read_frame

    most = limit if limit_columns is None else limit_columns
    shape = shape_of(value)
    if shape is not None:
        if len(shape) != 2:
            raise InputError(
                f"{argument} has the shape {shape_text(shape)}; it must have rows and columns."
            )
        _refuse_size(shape, argument, limit, most)
    frame = read_frame(value, argument, limit_cells=limit * most)
    if frame is not None:
        _refuse_size((frame.height, len(frame.names)), argument, limit, most)
        columns = [frame.column(name) for name in frame.names]
        return (
            [list(row) for row in zip(*columns)] if columns else [[] for _ in range(frame.height)]
        )
    what = "a row of values for each item"
    given = native_items(value) if shape is not None else None
    rows = [
        read_values(row, f"{argument}[{i}]", most, what="a row of values", nested=True)
        for i, row in enumerate(given or _read_items(value, argument, limit, what, None))
    ]
    for i, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise InputError(
                f"{argument}[{i}] has {len(row)} values, and {argument}[0] has {len(rows[0])}; "
                "all rows must have the same length."
            )
    return rows


def native_items(value: Any) -> list[Any] | None:
    """The items of an array or a column, as its library gives them; None for what is neither."""
    refuse_weight(value)
    dtype = read_attribute(value, "dtype")
    kind = read_attribute(dtype, "kind")
    naive = "," not in str(dtype)  # the name of a zone
    if kind in ("M", "m") and naive and callable(read_attribute(value, "view")):
        unit = "datetime64" if kind == "M" else "timedelta64"
        if str(value.dtype) != "datetime64[D]":
            value = value.astype(f"{unit}[us]")
    if type_name(dtype) == "CategoricalDtype" and library_of(dtype) == "pandas":
        # Of the codes: pandas makes an object of each item.
        values = value.array if offers(value, "array") else value
        labels = [*values.categories.tolist(), None]
        return [labels[code] for code in values.codes.tolist()]
    if type_name(dtype) == "SparseDtype":
        value = value.to_numpy() if offers(value, "to_numpy") else value.to_dense()
    for name in ("tolist", "to_list", "to_pylist"):
        method = read_attribute(value, name)
        if callable(method):
            items = method()
            return items if is_instance(items, list) else None
    for name in ("to_numpy", "__array__"):
        method = read_attribute(value, name)
        if callable(method):
            return native_items(method())
    return None


def _read_items(value: Any, argument: str, limit: int, what: str, hint: str | None) -> list[Any]:
    if is_instance(value, (str, bytes, bytearray, Mapping, type)):
        raise _no_values(value, argument, what, hint)
    refuse_lazy(value, argument)
    shape = shape_of(value)
    if shape is not None and len(shape) != 1 and shape[1:] != (1,):
        if not shape:
            raise _no_values(value, argument, what, hint)
        raise InputError(
            f"{argument} has the shape {shape_text(shape)}; it must hold {what}.", hint
        )
    length = shape[0] if shape else length_of(value)
    if length is not None and length > limit:
        raise InputError(f"{argument} has {length:,} values; at most {limit:,} can be read.")
    try:
        if shape and len(shape) == 2:
            value = _first_column(value)
        items = native_items(value)
        if items is None:
            most = limit if is_instance(value, (list, tuple, range)) else min(limit, MAX_ITERATED)
            items = take_items(value, most + 1, argument, hint)
            if len(items) > most:
                raise InputError(
                    f"{argument} gives more than {most:,} values, or never ends; at most that "
                    "many can be read.",
                    hint,
                )
    except InputError:
        raise
    except Exception as error:
        if length is None and isinstance(error, TypeError):
            raise _no_values(value, argument, what, hint) from None
        raise _unreadable(argument, error, hint) from None
    if len(items) > limit:
        raise InputError(f"{argument} has {len(items):,} values; at most {limit:,} can be read.")
    return items


def _no_values(value: Any, argument: str, what: str, hint: str | None) -> InputError:
    return InputError(
        f"{argument} is {describe(value)}; it must be a list, an array or a column with {what}.",
        hint,
    )


def _unreadable(argument: str, error: Exception, hint: str | None) -> InputError:
    return InputError(
        f"{argument} could not be read: {type_name(error)}: {cap_text(error, 300)}.", hint
    )


def _first_column(value: Any) -> Any:
    if callable(read_attribute(value, "reshape")):
        return value.reshape(-1)
    from .frames import read_frame

    frame = read_frame(value, "it")
    return value if frame is None else frame.column(frame.names[0])


def _flatten_column(items: list[Any], argument: str, what: str, hint: str | None) -> list[Any]:
    """The items of one-item lists; longer ones are refused."""
    first = _length_of_row(items[0])
    if first is None:
        return items
    if first == 1 and all(_length_of_row(item) == 1 for item in items):
        try:
            return [next(iter(item)) for item in items]
        except Exception as error:
            raise _unreadable(argument, error, hint) from None
    raise InputError(
        f"{argument} has the shape {shape_text((len(items), first))}; it must hold {what}.", hint
    )


def _length_of_row(value: Any) -> int | None:
    """How many items a list or an array holds as an item of a list; None for anything else."""
    if is_instance(value, (list, tuple)):
        return length_of(value) or 0
    shape = shape_of(value)
    return shape[0] if shape is not None and len(shape) == 1 else None


def _refuse_size(shape: tuple[int, ...], argument: str, limit: int, most: int) -> None:
    rows, columns = shape
    if rows > limit or columns > most:
        raise InputError(
            f"{argument} has {rows:,} rows and {columns:,} columns; at most {limit:,} rows and "
            f"{most:,} columns can be read."
        )
