"""Data without columns of their own: a number for each key, pairs, rows of one length."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from numbers import Real
from typing import Any

from .arrays import read_values
from .mappings import read_mapping
from .scalars import is_instance, unwrap
from .tables import MAX_ROWS, Frame, check_size

MAX_PAIRS = 100_000


def read_pairs(data: Any) -> tuple[list[Any], list[Any]] | None:
    """The keys and the values of a mapping of numbers or of a list of pairs; None for all else."""
    if is_instance(data, Mapping):
        pairs = list(read_mapping(data, "data", MAX_PAIRS))
    elif _is_row(data) and data and type(data[0]) is tuple and len(data[0]) == 2:
        check_size(len(data), 2, data, "data", MAX_ROWS)
        pairs = list(data)
    else:
        return None
    if not pairs or any(type(pair) is not tuple or len(pair) != 2 for pair in pairs):
        return None
    values = [unwrap(value) for _, value in pairs]
    if not all(value is None or is_instance(value, (Real, Decimal)) for value in values):
        return None
    return [unwrap(key) for key, _ in pairs], values


def read_rows(data: Any, limit: int) -> Frame | None:
    """Lists of one length as the rows of a table whose columns have numbers for names."""
    if not _is_row(data) or not data or not _is_row(data[0]) or len(data[0]) < 2:
        return None
    check_size(len(data), len(data[0]), data, "data", limit)
    if not all(map(_is_row, data)) or len(set(map(len, data))) != 1:
        return None
    columns = [read_values(list(column), "data", limit) for column in zip(*data)]
    names = [str(place) for place in range(len(columns))]
    return Frame("python", names, names, len(data), columns.__getitem__)


def _is_row(value: Any) -> bool:
    return type(value) in (list, tuple)
