"""How much memory the values of a column take as Python's own, before they are made."""

from __future__ import annotations

import sys
from io import IOBase
from itertools import islice
from typing import Any

from ..errors import InputError
from .scalars import is_instance, is_plain_type, library_of, lists_of, read_attribute, shape_of

MAX_WEIGHT = 300_000_000
OBJECT = 40
CHUNK = 1_000


def refuse_weight(value: Any) -> None:
    """Raise MemoryError for an array or a column whose values would take too much of it."""
    weight = weight_of(value)
    if weight > MAX_WEIGHT:
        raise MemoryError(f"its values would take {weight / 1e6:,.0f} MB")


def weight_of(value: Any) -> int:
    """Bytes that the values take as a list; 0 for what is no array and no column."""
    library = library_of(value)
    try:
        if library == "numpy":
            return _weight_of_array(value)
        if library == "pyarrow":
            return _weight_of_arrow(value)
        if library == "polars":
            return _weight_of_polars(value)
        if library == "pandas":
            return _weight_of_pandas(value)
    except Exception:  # a rare type
        size = read_attribute(value, "nbytes")
        return size if is_instance(size, int) else 0
    return 0


def take_items(value: Any, most: int, argument: str, hint: str | None) -> list[Any]:
    """The first items; nobody knows how large those are that have to be made first."""
    if is_instance(value, IOBase):
        raise TypeError("a file has no values")
    items: list[Any] = []
    weight = 0
    iterator = iter(value)
    while len(items) < most:
        chunk = list(islice(iterator, min(CHUNK, most - len(items))))
        if not is_instance(value, (list, tuple)):
            weight += sum(map(_weight_of_item, chunk))
        if weight > MAX_WEIGHT:
            raise InputError(
                f"{argument} gives more than {MAX_WEIGHT / 1e6:,.0f} MB in its "
                f"{len(items) + len(chunk):,} first items, or never ends.",
                hint,
            )
        items += chunk
        if len(chunk) < CHUNK:
            break
    return items


def _weight_of_item(item: Any) -> int:
    """Bytes that an item takes, one level deep; nobody knows those of other classes."""
    kind = type(item)
    if kind is str or kind is bytes:
        return sys.getsizeof(item)
    if kind in (list, tuple, dict, set):
        return sys.getsizeof(item) + OBJECT * len(item)
    return OBJECT if is_plain_type(item) else 5 * OBJECT


def _weight_of_array(array: Any) -> int:
    size = lists_of(shape_of(array) or ())
    wide = array.dtype.kind in "SUV"
    return size * (OBJECT + (array.dtype.itemsize if wide else 0))


def _weight_of_arrow(array: Any) -> int:
    import pyarrow
    from pyarrow import compute, types

    if is_instance(array, pyarrow.ChunkedArray):
        return sum(map(_weight_of_arrow, array.chunks))
    kind, size = array.type, OBJECT * len(array)
    if types.is_dictionary(kind):
        lengths = compute.binary_length(array.dictionary)
        return size + (compute.sum(compute.take(lengths, array.indices)).as_py() or 0)
    if types.is_run_end_encoded(kind):
        longest = compute.max(compute.binary_length(array.values)).as_py() or 0
        return size + len(array) * int(longest)
    if types.is_struct(kind):
        return size + sum(map(_weight_of_arrow, array.flatten()))
    if types.is_nested(kind):
        inside = OBJECT * (compute.sum(compute.list_value_length(array)).as_py() or 0)
        # what is flat stands once for each list that holds it
        return size + (inside if inside > MAX_WEIGHT else _weight_of_arrow(array.flatten()))
    if types.is_primitive(kind) or types.is_null(kind) or types.is_decimal(kind):
        return size
    return size + (compute.sum(compute.binary_length(array)).as_py() or 0)


def _weight_of_polars(column: Any) -> int:
    name = type(column.dtype).__name__
    size = OBJECT * len(column)
    if str(column.dtype) == "String":
        return size + int(column.str.len_bytes().sum() or 0)
    if name == "List":
        inside = OBJECT * int(column.list.len().sum() or 0)
        return size + (inside if inside > MAX_WEIGHT else _weight_of_polars(column.explode()))
    return size + int(column.estimated_size())


def _weight_of_pandas(column: Any) -> int:
    import numpy as np

    values = column.array if hasattr(column, "array") else column
    size = OBJECT * len(values)
    if hasattr(values, "codes") and hasattr(values, "categories"):
        texts = [len(c) if type(c) is str else 0 for c in values.categories.tolist()]
        counts = np.bincount(np.asarray(values.codes) + 1, minlength=len(texts) + 1)[1:]
        return size + int(np.dot(counts, texts))
    if hasattr(values, "sp_index"):
        return size
    return size + (0 if values.dtype == object else int(values.nbytes))
