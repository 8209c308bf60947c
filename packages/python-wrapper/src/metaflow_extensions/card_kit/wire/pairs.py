"""Data without columns of their own: a number for each key, pairs, rows of one length."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from numbers import Real
from typing import Any

from .arrays import read_values
from .mappings import read_mapping
from .scalars import is_instance, unwrap
from .tables import Frame

MAX_PAIRS = 100_000


def read_pairs(data: Any) -> tuple[list[Any], list[Any]] | None:
    """The keys and the values of a mapping of numbers or of a list of pairs; None for all else."""
    if is_instance(data, Mapping):
        pairs = list(read_mapping(data, "data", MAX_PAIRS))
    elif type(data) in (list, tuple) and {type(pair) for pair in data} == {tuple}:
        pairs = list(data)
    else:
        return None
    if not pairs or any(len(pair) != 2 for pair in pairs):
        return None
    values = [unwrap(value) for _, value in pairs]
    if not all(value is None or is_instance(value, (Real, Decimal)) for value in values):
        return None
    return [unwrap(key) for key, _ in pairs], values


def read_rows(data: Any, limit: int) -> Frame | None:
    """Lists of one length as the rows of a table whose columns have numbers for names."""
    if type(data) not in (list, tuple) or not all(type(row) in (list, tuple) for row in data):
        return None
    if len(set(map(len, data))) != 1 or len(data[0]) < 2:
        return None
    columns = [read_values(list(column), "data", limit) for column in zip(*data)]
    names = [str(place) for place in range(len(columns))]
    return Frame("python", names, names, len(data), columns.__getitem__)
