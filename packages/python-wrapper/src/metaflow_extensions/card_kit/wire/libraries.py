"""Data frames of pandas, polars, Arrow, NumPy and of what speaks their protocols."""

from __future__ import annotations

from typing import Any

from ..errors import InputError
from .arrays import native_items
from .lazy import refuse_lazy
from .scalars import library_of, offers, plain_items, read_attribute, shape_of, type_name
from .tables import Frame, check_size, name_columns
from .text import describe
from .weights import MAX_WEIGHT

_PANDAS, _POLARS, _ARROW = (
    ("iloc", "columns"),
    ("get_column", "height"),
    ("num_rows", "schema", "column"),
)


def is_frame(value: Any) -> bool:
    """Whether a value is a data frame by what its type offers; lazy ones are, too."""
    forms = (_PANDAS, _POLARS, _ARROW, ("collect", "schema"), ("__dataframe__",))
    return any(offers(value, *names) for names in forms)


def open_library(value: Any, argument: str, limit: int) -> Frame | None:
    """A frame of a library, of at most `limit` cells; None for anything else.

    Raises
    ------
    InputError
        For a frame that is too large, or whose rows are not there yet.
    """
    if library_of(value) == "narwhals" and offers(value, "to_native"):
        return open_library(value.to_native(), argument, limit)
    refuse_lazy(value, argument)
    if offers(value, *_PANDAS):
        return _open_pandas(value, argument, limit)
    if offers(value, *_POLARS):
        return _open_polars(value, argument, limit)
    if offers(value, *_ARROW):
        return _open_arrow(value, argument, limit)
    names = read_attribute(read_attribute(value, "dtype"), "names")
    if type(names) is tuple and len(shape_of(value) or ()) == 1:
        return _open_structured(value, names, argument, limit)
    if offers(value, "__arrow_c_stream__") or offers(value, "__dataframe__"):
        return _open_foreign(value, argument, limit)
    return None


def index_of(value: Any) -> tuple[list[Any] | None, list[tuple[Any, Any]]]:
    """The names of the rows of what pandas gave, and its levels; None where none are given."""
    if not offers(value, "iloc", "index") or _is_counted(value.index):
        return None, []
    return plain_items(native_items(value.index) or []), _levels_of(value.index)


def _open_pandas(value: Any, argument: str, limit: int) -> Frame | None:
    height, width = value.shape
    check_size(height, width, value, argument, limit)
    labels = native_items(value.columns) or []
    dtypes = list(map(str, value.dtypes))
    index, levels = index_of(value)
    return Frame(
        library=library_of(value),
        names=name_columns(labels),
        labels=plain_items(labels),
        height=height,
        get=lambda place: value.iloc[:, place],
        dtype=dtypes.__getitem__,
        index=index,
        levels=levels,
        counted=_is_counted(value.columns),
    )


def _levels_of(index: Any) -> list[tuple[Any, Any]]:
    names = list(index.names)
    if len(names) == 1:
        return [("" if names[0] is None else names[0], index)]
    return [
        (f"level {place}" if name is None else name, index.get_level_values(place))
        for place, name in enumerate(names)
    ]


def _is_counted(index: Any) -> bool:
    """An index that nobody gave: 0 to n - 1 without a name."""
    start, step = read_attribute(index, "start"), read_attribute(index, "step")
    return type_name(index) == "RangeIndex" and (start, step, index.name) == (0, 1, None)


def _open_polars(value: Any, argument: str, limit: int) -> Frame | None:
    height, width = value.shape
    check_size(height, width, value, argument, limit)
    names = list(value.columns)
    dtypes = list(map(str, value.dtypes))
    return Frame("polars", names, names, height, value.to_series, dtypes.__getitem__)


def _open_arrow(value: Any, argument: str, limit: int) -> Frame | None:
    height, width = value.num_rows, value.num_columns
    check_size(height, width, value, argument, limit)
    labels = list(value.schema.names)
    dtypes = list(map(str, value.schema.types))
    return Frame("pyarrow", name_columns(labels), labels, height, value.column, dtypes.__getitem__)


def _open_structured(value: Any, names: tuple[str, ...], argument: str, limit: int) -> Frame:
    check_size(len(value), len(names), value, argument, limit)
    return Frame("numpy", list(names), list(names), len(value), lambda at: value[names[at]])


def _open_foreign(value: Any, argument: str, limit: int) -> Frame | None:
    """What any library offers to others, read by one that is installed."""
    shape = shape_of(value)
    if shape is not None and len(shape) == 1:
        return None  # a column
    if shape is not None and len(shape) == 2:
        check_size(*shape, value, argument, limit)
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
        check_size(interchange.num_rows() or 0, interchange.num_columns(), value, argument, limit)
        frame = _open_arrow(from_dataframe(value), argument, limit)
    else:
        try:
            reader = pyarrow.RecordBatchReader.from_stream(value)
        except Exception:
            return None  # the stream of a column
        batches: list[Any] = []
        height = size = 0
        for batch in reader:
            batches.append(batch)
            height += batch.num_rows
            size += batch.nbytes
            if size > MAX_WEIGHT:
                raise InputError(
                    f"{argument} gives more than {MAX_WEIGHT / 1e6:,.0f} MB, or never ends. "
                    "Give it an aggregate or a sample."
                )
            check_size(height, len(reader.schema), value, argument, limit)
        frame = _open_arrow(pyarrow.Table.from_batches(batches, reader.schema), argument, limit)
    if frame is not None:
        frame.library = library_of(value)
    return frame
