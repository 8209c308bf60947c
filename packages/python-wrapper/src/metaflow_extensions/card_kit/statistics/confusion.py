"""Counts of (true, predicted) classes: from predictions, tables, DataFrames and mappings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from ..errors import InputError
from ..wire.arrays import read_array2d, read_values
from ..wire.frames import Frame, read_frame
from ..wire.mappings import is_mapping, read_mapping
from ..wire.numbers import number
from ..wire.scalars import read_attribute, shape_of
from ..wire.text import describe, label
from .classes import MAX_SAMPLES, categories, check_hashable, plain, read_classes, sort_classes
from .crosstab import read_axes

MAX_AXIS = 1_000
"""Rows or columns of ready counts that are read; `labels` can choose among them."""

_COUNTS_HINT = "ConfusionMatrix([[50, 3], [5, 42]], labels=['cat', 'dog'])"
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
    counted : bool
        Whether predictions were counted here, and are no sums that somebody else made.
    notes : list of str
        What was understood of them and not said.
    """

    weight: Mapping[Pair, Any]
    samples: Mapping[Pair, Any]
    classes: list[Any]
    sortable: bool = True
    positional: bool = False
    counted: bool = False
    notes: list[str] = field(default_factory=list)


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
    rest, sortable = sort_classes(others)
    notes = [] if set(true) & set(predicted) else _note_types(true, predicted)
    return Cells(weight, samples, [*declared, *rest], sortable, counted=True, notes=notes)


def _note_types(true: list[Any], predicted: list[Any]) -> list[str]:
    """A note where no prediction can be right, only because 1 is no "1"."""
    by_text = {label(value): value for value in set(true)}
    for value in dict.fromkeys(predicted):
        other = by_text.get(label(value))
        if value is not None and other is not None:
            return [
                f"y_true holds {describe(other)} and y_pred {describe(value)}: classes of another "
                "type are other classes, so that nothing counts as correct."
            ]
    return []


def read_counts(counts: Any) -> Cells:
    """Read ready counts of at most 1,000 rows and columns.

    Raises
    ------
    InputError
        When they are no square table of finite numbers of 0 or more.
    """
    shape = shape_of(counts)
    if shape is not None and len(shape) == 2 and max(shape) > MAX_AXIS:
        raise InputError(
            f"counts is a table of {shape[0]:,} rows and {shape[1]:,} columns; "
            f"at most {MAX_AXIS:,} classes can be read."
        )
    frame = read_frame(counts, "counts", limit_cells=MAX_AXIS * MAX_AXIS, records=False)
    if frame is not None:
        axes = (read_attribute(counts, "index"), read_attribute(counts, "columns"))
        return _read_table(frame, [value for axis in axes for value in categories(axis)])
    if is_mapping(counts):
        return _read_nested_mapping(counts)
    rows = _read_square(counts)
    positions = list(range(len(rows)))
    return _cells(positions, positions, rows, positional=True)


def _read_nested_mapping(counts: Any) -> Cells:
    table = {}
    for true, row in read_mapping(counts, "counts", MAX_AXIS):
        if not is_mapping(row):
            raise InputError(
                f"counts of true {label(true)} is {describe(row)}; it must be a mapping of "
                "predicted class to count.",
                hint="ConfusionMatrix({'cat': {'cat': 50, 'dog': 3}, 'dog': {'dog': 42}})",
            )
        check_hashable("row", [true])
        table[true] = dict(read_mapping(row, f"counts of true {label(true)}", MAX_AXIS))
    predicted = list(dict.fromkeys(value for row in table.values() for value in row))
    rows = [[row.get(value, 0) for value in predicted] for row in table.values()]
    return _cells(list(table), predicted, rows)


def _read_table(frame: Frame, declared: list[Any]) -> Cells:
    """A data frame; an axis that nobody named takes the names of the other one."""
    notes: list[str] = []
    true, predicted, rows = read_axes(frame, notes)
    width = len(rows[0]) if rows else 0
    if true is None and predicted is None:
        return _cells(list(range(len(rows))), list(range(width)), rows, positional=True)
    if true is None or predicted is None:
        if len(rows) != width:
            raise InputError(
                f"counts is a table of {len(rows)} rows and {width} columns.", _COUNTS_HINT
            )
        true = predicted = predicted if true is None else true
        return _cells(true or [], predicted or [], rows)
    cells = _cells(true, predicted, rows, sort=True)
    ordered = [value for value in dict.fromkeys(declared) if value in cells.classes]
    cells.classes = list(dict.fromkeys([*ordered, *cells.classes]))
    cells.notes = notes
    return cells


def _read_square(counts: Any) -> list[list[Any]]:
    if shape_of(counts) == (0,):
        return []
    if shape_of(counts) is None:
        rows = read_values(
            counts,
            "counts",
            MAX_AXIS,
            what="a row for each true class and a column for each predicted class",
            hint=_COUNTS_HINT,
            nested=True,
        )
        table = [
            read_values(
                row, f"counts[{i}]", MAX_AXIS, what=f"a row of {len(rows)} numbers", nested=True
            )
            for i, row in enumerate(rows)
        ]
    else:
        table = read_array2d(counts, "counts", MAX_AXIS)
    for i, row in enumerate(table):
        if len(row) != len(table):
            raise InputError(
                f"counts[{i}] has length {len(row)}, and counts has length {len(table)}; "
                "it must be square, with a row and a column for each class.",
                hint=_COUNTS_HINT,
            )
    return table


def _cells(
    true: Sequence[Any],
    predicted: Sequence[Any],
    rows: list[list[Any]],
    *,
    positional: bool = False,
    sort: bool = False,
) -> Cells:
    true, predicted = [plain(value) for value in true], [plain(value) for value in predicted]
    for axis, values in (("row", true), ("column", predicted)):
        check_hashable(axis, values)
        twice = [value for value, n in Counter(values).items() if n > 1]
        if twice:
            raise InputError(f"counts has more than one {axis} {describe(twice[0])}.")
    weight: dict[tuple[Any, Any], int | float] = {}
    for t, row in zip(true, rows):
        if set(map(type, row)) == {int} and 0 <= min(row) <= max(row) <= 2**53:
            weight.update(zip(zip(repeat(t), predicted), row))
            continue
        for p, cell in zip(predicted, row):
            weight[t, p] = _read_count(cell, "counts of true {}, predicted {}", t, p)
    classes = [value for value in dict.fromkeys([*true, *predicted]) if value is not None]
    if sort and true != predicted:
        classes, _ = sort_classes(classes)
    return Cells(weight, weight, classes, positional=positional)


def _read_count(cell: Any, place: str, *names: Any) -> int | float:
    """The cell as a number; its place is put into words only where it has none."""
    try:
        value = number(cell)
    except TypeError:
        wrong = ", which is not a number."
    else:
        if value is not None and not isinstance(value, str) and value >= 0:
            return _whole(value)
        wrong = "; it must be a finite number of 0 or more."
    raise InputError(f"{place.format(*map(label, names))} is {describe(cell)}{wrong}")


def _read_weights(sample_weight: Any, length: int) -> list[Any]:
    weights = read_values(
        sample_weight, "sample_weight", MAX_SAMPLES, what="one weight for each sample"
    )
    if len(weights) != length:
        raise InputError(f"sample_weight has {len(weights)} values for {length} predictions.")
    plain_numbers = set(map(type, weights)) <= {int, float}
    if plain_numbers and math.isfinite(sum(weights)) and min(weights, default=0) >= 0:
        if weights and not any(weights):
            raise InputError("Every sample_weight is 0, so that no prediction counts.")
        return weights
    return [_read_count(value, "sample_weight[{}]", i) for i, value in enumerate(weights)]


def _whole(value: int | float) -> int | float:
    """A float without a fraction as an int, which is shorter on the wire."""
    if isinstance(value, float) and value.is_integer() and value <= 2**53:
        return int(value)
    return value
