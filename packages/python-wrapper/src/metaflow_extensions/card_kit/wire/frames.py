"""One reader of data frames, columns, arrays and mappings of any library, by what they offer."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from ..errors import InputError
from .arrays import read_array2d, read_values
from .kinds import Kind
from .libraries import open_library
from .mappings import is_mapping, read_mapping, take_pairs
from .scalars import is_instance, length_of, type_name, types_of
from .tables import MAX_COLUMNS, Frame, check_size, name_columns
from .text import cap_text, label

__all__ = [
    "LIMIT_CELLS",
    "Frame",
    "Kind",
    "is_mapping",
    "read_array2d",
    "read_frame",
    "read_mapping",
    "read_values",
]

LIMIT_CELLS = 2_000_000


def read_frame(
    value: Any,
    argument: str,
    *,
    limit_cells: int = LIMIT_CELLS,
    mapping: bool = False,
    records: bool = False,
) -> Frame | None:
    """A data frame of any library; None for anything else.

    Parameters
    ----------
    value : DataFrame of pandas or polars, Table or RecordBatch of Arrow
        Or anything that has ``__arrow_c_stream__`` or ``__dataframe__``.
    argument : str
        Name of the argument, for messages.
    limit_cells : int, optional
        More rows times columns are refused, before any work.
    mapping : bool, optional
        Whether a dict of columns is a frame too.
    records : bool, optional
        Whether a list of dicts is a frame too.

    Returns
    -------
    Frame or None
        ``names`` and ``height``; ``column(name)`` and ``records()`` with plain values, read when
        they are asked for.

    Raises
    ------
    InputError
        For a frame that is too large, or whose rows are not there yet.
    """
    try:
        frame = _open_frame(value, argument, limit_cells, mapping=mapping, records=records)
    except InputError:
        raise
    except Exception as error:
        raise InputError(
            f"{argument} could not be read: {type_name(error)}: {cap_text(error, 300)}."
        ) from None
    if frame is not None:
        frame.argument = argument
    return frame


def _open_frame(
    value: Any, argument: str, limit: int, *, mapping: bool, records: bool
) -> Frame | None:
    if mapping and is_instance(value, Mapping):
        return _open_columns(value, argument, limit)
    if records and is_instance(value, (list, tuple)):
        return _open_records(value, argument, limit)
    if is_instance(value, (type, str, list, tuple, dict)):
        return None
    return open_library(value, argument, limit)


def _open_columns(value: Mapping[Any, Any], argument: str, limit: int) -> Frame:
    pairs = read_mapping(value, argument, MAX_COLUMNS)
    labels = [key for key, _ in pairs]
    most = limit // max(len(labels), 1)
    columns = [
        read_values(column, f"{argument}[{describe_key(key)}]", most, nested=True)
        for key, column in pairs
    ]
    for key, column in zip(labels, columns):
        if len(column) != len(columns[0]):
            raise InputError(
                f"{argument}[{describe_key(key)}] has {len(column):,} values, and "
                f"{argument}[{describe_key(labels[0])}] has {len(columns[0]):,}."
            )
    height = len(columns[0]) if columns else 0
    return Frame("python", name_columns(labels), labels, height, columns.__getitem__)


def _open_records(value: Any, argument: str, limit: int) -> Frame | None:
    if not is_instance(next(iter(value), None), Mapping):
        return None
    check_size(length_of(value) or 0, 1, value, argument, limit)
    # lists and dicts of a class of its own may be as long as they like
    rows = list(islice(iter(value), limit + 1))
    if types_of(rows) != {dict}:
        if not all(is_instance(row, Mapping) for row in rows):
            return None
        rows = [dict(take_pairs(row, MAX_COLUMNS + 1)) for row in rows]
    labels = list(dict.fromkeys(chain.from_iterable(rows)))
    check_size(len(rows), len(labels), value, argument, limit)
    return Frame(
        "python",
        name_columns(labels),
        labels,
        len(rows),
        lambda at: _read_key(rows, labels[at]),
    )


def _read_key(rows: Any, key: Any) -> list[Any]:
    try:
        return list(map(itemgetter(key), rows))
    except KeyError:
        return [row.get(key) for row in rows]


def describe_key(key: Any) -> str:
    """A key as it stands in brackets."""
    return cap_text(repr(key) if type(key) in (str, int, float, bool) else label(key), 60)


def records(frame: Any) -> list[Any] | None:
    """The rows of a data frame of pandas, polars or Arrow; None for what is no data frame."""
    for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        if callable(getattr(frame, method, None)):
            return list(getattr(frame, method)(*arguments))
    return None
