"""Counts of (true, predicted) classes: from predictions, tables, DataFrames and mappings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InputError
from ..wire.numbers import number
from ..wire.text import describe, label
from .classes import categories, hashable, in_order, listed, plain, read_classes

Pair = tuple[Any, Any]


@dataclass
class Cells:
    """How often each pair of classes occurs; a missing class is None, an absent pair is 0.

    Attributes
    ----------
    weight : mapping of (true, predicted) to number
        A count, or a sum of weights.
    samples : mapping of (true, predicted) to number
        How many predictions that is.
    classes : list
        All classes in the order in which they stand.
    sortable : bool
        False when they stand as they first appear.
    positional : bool
        The classes are mere positions, for which names can be given.
    """

    weight: Mapping[Pair, Any]
    samples: Mapping[Pair, Any]
    classes: list[Any]
    sortable: bool = True
    positional: bool = False


class Predictions:
    """Predictions in the place of counts. They are counted once, at first use, and then let go."""

    def __init__(self, y_true: Any, y_pred: Any, sample_weight: Any) -> None:
        self._raw: tuple[Any, Any, Any] | None = (y_true, y_pred, sample_weight)
        self._cells = Cells({}, {}, [])

    def cells(self) -> Cells:
        if self._raw is not None:
            self._cells = count(*self._raw)
            self._raw = None
        return self._cells


def count(y_true: Any, y_pred: Any, sample_weight: Any = None) -> Cells:
    """Count predictions.

    Raises
    ------
    InputError
        When an argument is no column, or their lengths differ.
    """
    true, predicted = read_classes("y_true", y_true), read_classes("y_pred", y_pred)
    if len(true) != len(predicted):
        raise InputError(f"y_true has {len(true)} values and y_pred has {len(predicted)}.")
    samples = Counter(zip(true, predicted))
    weight: dict[Pair, Any] = samples
    if sample_weight is not None:
        weight = dict.fromkeys(samples, 0)
        for pair, value in zip(zip(true, predicted), _read_weights(sample_weight, len(true))):
            weight[pair] += value
        weight = {pair: _whole(value) for pair, value in weight.items()}
    declared = dict.fromkeys([*categories(y_true), *categories(y_pred)])
    occurring = dict.fromkeys([*(t for t, _ in samples), *(p for _, p in samples)])
    others = [value for value in occurring if value is not None and value not in declared]
    rest, sortable = in_order(others)
    return Cells(weight, samples, [*declared, *rest], sortable)


def read_cells(counts: Any, limit: int) -> Cells:
    """Read ready counts, of at most `limit` classes, or count predictions.

    Raises
    ------
    InputError
        When they are no square table of finite numbers of 0 or more.
    """
    if isinstance(counts, Predictions):
        return counts.cells()
    if isinstance(counts, Mapping):
        return _read_mapping(counts)
    if hasattr(counts, "columns") and hasattr(counts, "to_numpy"):
        return _read_frame(counts, limit)
    rows = _read_square(counts, limit)
    positions = list(range(len(rows)))
    return _cells(positions, positions, rows, positional=True)


def _read_mapping(counts: Mapping[Any, Any]) -> Cells:
    for true, row in counts.items():
        if not isinstance(row, Mapping):
            raise InputError(
                f"counts of true {label(true)} is {describe(row)}; it must be a mapping of "
                "predicted class to count.",
                hint="ConfusionMatrix({'cat': {'cat': 50, 'dog': 3}, 'dog': {'dog': 42}})",
            )
    predicted = list(dict.fromkeys(value for row in counts.values() for value in row))
    rows = [[row.get(value, 0) for value in predicted] for row in counts.values()]
    return _cells(list(counts), predicted, rows)


def _read_frame(frame: Any, limit: int) -> Cells:
    """A DataFrame; an axis that only numbers its entries takes the names of the other one."""
    rows = frame.to_numpy().tolist()
    predicted = listed(frame.columns) or []
    index = getattr(frame, "index", None)
    true = list(range(len(rows))) if index is None or callable(index) else listed(index) or []
    if len(true) > 2 * limit or len(predicted) > 2 * limit:
        raise InputError(f"counts is a table of {len(true)} rows and {len(predicted)} columns.")
    if true and predicted and true[-1] == "All" == predicted[-1]:  # pandas.crosstab(margins=True)
        true, predicted, rows = true[:-1], predicted[:-1], [row[:-1] for row in rows[:-1]]
    positions = list(range(len(rows)))
    if len(true) == len(predicted):
        if true == positions:
            true = predicted
        elif predicted == positions:
            predicted = true
    return _cells(true, predicted, rows)


def _read_square(counts: Any, limit: int) -> list[list[Any]]:
    hint = "ConfusionMatrix([[50, 3], [5, 42]], labels=['cat', 'dog'])"
    rows = listed(counts)
    if rows is None:
        raise InputError(
            f"counts is {describe(counts)}; it must be a square table, with a row for each true "
            "class and a column for each predicted class.",
            hint=hint,
        )
    if len(rows) > limit:
        raise InputError(f"counts has {len(rows)} rows; at most {limit} classes can be shown.")
    table = []
    for i, row in enumerate(rows):
        cells = listed(row)
        if cells is None:
            raise InputError(
                f"counts[{i}] is {describe(row)}; it must be a row of {len(rows)} numbers.",
                hint=hint,
            )
        if len(cells) != len(rows):
            raise InputError(
                f"counts[{i}] has length {len(cells)}, and counts has length {len(rows)}; "
                "it must be square, with a row and a column for each class.",
                hint=hint,
            )
        table.append(cells)
    return table


def _cells(
    true: Sequence[Any], predicted: Sequence[Any], rows: list[list[Any]], positional: bool = False
) -> Cells:
    true, predicted = [plain(value) for value in true], [plain(value) for value in predicted]
    for axis, values in (("row", true), ("column", predicted)):
        hashable(axis, values)
        twice = [value for value, n in Counter(values).items() if n > 1]
        if twice:
            raise InputError(f"counts has more than one {axis} {describe(twice[0])}.")
    weight = {
        (t, p): _read_count(cell, f"counts of true {label(t)}, predicted {label(p)}")
        for t, row in zip(true, rows)
        for p, cell in zip(predicted, row)
    }
    classes = [value for value in dict.fromkeys([*true, *predicted]) if value is not None]
    return Cells(weight, weight, classes, positional=positional)


def _read_count(cell: Any, place: str) -> int | float:
    try:
        value = number(cell)
    except TypeError:
        raise InputError(f"{place} is {describe(cell)}, which is not a number.") from None
    if value is None or isinstance(value, str) or value < 0:
        raise InputError(f"{place} is {describe(cell)}; it must be a finite number of 0 or more.")
    return _whole(value)


def _read_weights(sample_weight: Any, length: int) -> list[Any]:
    weights = listed(sample_weight)
    if weights is None:
        raise InputError(f"sample_weight is {describe(sample_weight)}; it must be a list or array.")
    if len(weights) != length:
        raise InputError(f"sample_weight has {len(weights)} values for {length} predictions.")
    plain_numbers = set(map(type, weights)) <= {int, float}
    if plain_numbers and math.isfinite(sum(weights)) and min(weights, default=0) >= 0:
        return weights
    return [_read_count(value, f"sample_weight[{i}]") for i, value in enumerate(weights)]


def _whole(value: int | float) -> int | float:
    """A float without a fraction as an int, which is shorter on the wire."""
    if isinstance(value, float) and value.is_integer() and value <= 2**53:
        return int(value)
    return value
