"""One reader of data frames, columns, arrays and mappings of any library, by what they offer."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from operator import itemgetter
from typing import Any

from ..errors import InputError
from .arrays import native_items, read_array2d, read_values
from .mappings import is_mapping, read_mapping
from .scalars import (
    is_instance,
    library_of,
    offers,
    plain_items,
    read_attribute,
    shape_of,
    type_name,
    types_of,
)
from .tables import Frame, Kind
from .text import cap_text, describe, label

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
MAX_COLUMNS = 10_000

_COLLECT = {"collect": "collect()", "compute": "compute()", "toPandas": "toPandas()"}
_SAMPLE = {"pandas": "sample(10_000)", "polars": "sample(10_000)", "pyarrow": "slice(0, 10_000)"}


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
    value : DataFrame of pandas or polars, Table or RecordBatch of Arrow, or anything that has
        ``__arrow_c_stream__`` or ``__dataframe__``.
    argument : str
        Name of the argument, for messages.
    limit_cells : int, optional
        More rows times columns are refused, before any work.
    mapping : bool, optional
        Whether a dict of columns is a frame too.
    records : bool, optional
        Whether a list of dicts is a frame too.

    Raises
    ------
    InputError
        For a frame that is too large, or whose rows are not there yet.
    """
    if mapping and is_instance(value, Mapping):
        return _open_columns(value, argument, limit_cells)
    if records and is_instance(value, (list, tuple)):
        return _open_records(value, argument, limit_cells)
    if is_instance(value, (type, str, list, tuple, dict)):
        return None
    if library_of(value) == "narwhals" and offers(value, "to_native"):
        return read_frame(value.to_native(), argument, limit_cells=limit_cells)
    _refuse_lazy(value, argument)
    try:
        if offers(value, "iloc", "columns"):
            return _open_pandas(value, argument, limit_cells)
        if offers(value, "get_column", "height"):
            return _open_polars(value, argument, limit_cells)
        if offers(value, "num_rows", "schema", "column"):
            return _open_arrow(value, argument, limit_cells)
        names = read_attribute(read_attribute(value, "dtype"), "names")
        if type(names) is tuple and len(shape_of(value) or ()) == 1:
            return _open_structured(value, names, argument, limit_cells)
        if offers(value, "__arrow_c_stream__") or offers(value, "__dataframe__"):
            return _open_foreign(value, argument, limit_cells)
    except InputError:
        raise
    except Exception as error:
        raise InputError(
            f"{argument} could not be read: {type(error).__name__}: {cap_text(error, 300)}."
        ) from None
    return None


def _refuse_lazy(value: Any, argument: str) -> None:
    """Frames whose rows are not computed yet: polars' LazyFrame, dask, Spark."""
    for method, call in _COLLECT.items():
        if offers(value, method) and (offers(value, "columns") or offers(value, "schema")):
            name = type_name(value)
            raise InputError(
                f"{argument} is a {name} of {library_of(value)}, whose rows are not there yet; "
                f"{method} it.",
                f"{argument}.{call}",
            )


def _check_size(height: int, width: int, value: Any, argument: str, limit: int) -> None:
    if height * width <= limit and width <= MAX_COLUMNS:
        return
    sample = _SAMPLE.get(library_of(value))
    most = f"{limit:,} values" if width <= MAX_COLUMNS else f"{MAX_COLUMNS:,} columns"
    raise InputError(
        f"{argument} is a table of {height:,} rows and {width:,} columns; at most {most} can be "
        "read. Give it an aggregate or a sample.",
        f"{argument}.{sample}" if sample is not None and width <= MAX_COLUMNS else None,
    )


def _open_pandas(value: Any, argument: str, limit: int) -> Frame | None:
    height, width = value.shape
    _check_size(height, width, value, argument, limit)
    labels = native_items(value.columns) or []
    dtypes = list(map(str, value.dtypes))
    index = None if _is_counted(value.index) else plain_items(native_items(value.index) or [])
    return Frame(
        library=library_of(value),
        names=_name_columns(labels),
        labels=plain_items(labels),
        height=height,
        get=lambda place: value.iloc[:, place],
        dtype=dtypes.__getitem__,
        index=index,
        counted=_is_counted(value.columns),
    )


def _is_counted(index: Any) -> bool:
    """An index that nobody gave: 0 to n - 1 without a name."""
    start, step = read_attribute(index, "start"), read_attribute(index, "step")
    return type_name(index) == "RangeIndex" and (start, step, index.name) == (0, 1, None)


def _open_polars(value: Any, argument: str, limit: int) -> Frame | None:
    height, width = value.shape
    _check_size(height, width, value, argument, limit)
    names = list(value.columns)
    dtypes = list(map(str, value.dtypes))
    return Frame("polars", names, names, height, value.to_series, dtypes.__getitem__)


def _open_arrow(value: Any, argument: str, limit: int) -> Frame | None:
    height, width = value.num_rows, value.num_columns
    _check_size(height, width, value, argument, limit)
    labels = list(value.schema.names)
    dtypes = list(map(str, value.schema.types))
    return Frame("pyarrow", _name_columns(labels), labels, height, value.column, dtypes.__getitem__)


def _open_structured(value: Any, names: tuple[str, ...], argument: str, limit: int) -> Frame:
    _check_size(len(value), len(names), value, argument, limit)
    return Frame("numpy", list(names), list(names), len(value), lambda at: value[names[at]])


def _open_foreign(value: Any, argument: str, limit: int) -> Frame | None:
    """What any library offers to others, read by one that is installed."""
    shape = shape_of(value)
    if shape is not None and len(shape) == 1:
        return None  # a column
    if shape is not None and len(shape) == 2:
        _check_size(*shape, value, argument, limit)
    try:
        import pyarrow
    except ImportError:
        raise InputError(
            f"{argument} is {describe(value)}, which can be read where pyarrow is installed.",
            "pip install pyarrow",
        ) from None
    if not offers(value, "__arrow_c_stream__"):
        from pyarrow.interchange import from_dataframe

        interchange = value.__dataframe__()
        _check_size(interchange.num_rows() or 0, interchange.num_columns(), value, argument, limit)
        frame = _open_arrow(from_dataframe(value), argument, limit)
    else:
        try:
            reader = pyarrow.RecordBatchReader.from_stream(value)
        except Exception:
            return None  # the stream of a column
        batches: list[Any] = []
        height = 0
        for batch in reader:
            batches.append(batch)
            height += batch.num_rows
            _check_size(height, len(reader.schema), value, argument, limit)
        frame = _open_arrow(pyarrow.Table.from_batches(batches, reader.schema), argument, limit)
    if frame is not None:
        frame.library = library_of(value)
    return frame


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
    return Frame("python", _name_columns(labels), labels, height, columns.__getitem__)


def _open_records(value: Any, argument: str, limit: int) -> Frame | None:
    rows = value
    kinds = types_of(rows)
    if not rows or (kinds != {dict} and not all(is_instance(row, Mapping) for row in rows)):
        return None
    _check_size(len(rows), 1, value, argument, limit)
    labels = list(dict.fromkeys(chain.from_iterable(rows)))
    _check_size(len(rows), len(labels), value, argument, limit)
    return Frame(
        "python",
        _name_columns(labels),
        labels,
        len(rows),
        lambda at: _read_key(rows, labels[at]),
    )


def _read_key(rows: Any, key: Any) -> list[Any]:
    try:
        return list(map(itemgetter(key), rows))
    except KeyError:
        return [row.get(key) for row in rows]


def _name_columns(labels: list[Any]) -> list[str]:
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


def describe_key(key: Any) -> str:
    """A key as it stands in brackets."""
    return cap_text(repr(key) if type(key) in (str, int, float, bool) else label(key), 60)


def records(frame: Any) -> list[Any] | None:
    """The rows of a data frame of pandas, polars or Arrow; None for what is no data frame."""
    for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        if callable(getattr(frame, method, None)):
            return list(getattr(frame, method)(*arguments))
    return None
