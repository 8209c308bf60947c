"""Which classes a matrix shows, in which order and under which names; the rest is gathered."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, Optional

from ..errors import InputError, NoData
from ..wire.arrays import read_values
from ..wire.format import format_count
from ..wire.libraries import is_frame
from ..wire.mappings import is_mapping, read_mapping
from ..wire.scalars import is_instance, length_of, shape_of
from ..wire.text import describe, label
from .classes import check_hashable, plain, sort_classes
from .confusion import MAX_AXIS, Cells, read_counts

Number = float
MAX_CLASSES = 200


def read_shown(counts: Any, labels: Any) -> Cells:
    """Read ready counts, but for those of more classes than are shown where none are chosen.

    Totals of pandas' ``crosstab``, and a column with the names of the rows, are no class.

    Raises
    ------
    InputError
        When more than 200 classes would be shown, and as `read_counts` raises.
    """
    if counts is None:
        raise NoData("No counts yet.")
    shape = shape_of(counts)
    size = min(shape) if shape is not None and len(shape) == 2 else length_of(counts) or 0
    # Of counts without names, a list names every class, and chooses none.
    has_names = is_mapping(counts) or is_frame(counts)
    chooses = is_mapping(labels) or (labels is not None and has_names)
    chosen = min(size - 1, length_of(labels) or 0) if chooses else size - 1
    if chosen > MAX_CLASSES and size <= MAX_AXIS:
        raise _too_many(f"counts has {size:,} rows")
    return read_counts(counts)


def _too_many(found: str) -> InputError:
    return InputError(
        f"{found}; at most {MAX_CLASSES} classes can be shown.",
        hint="labels=[...]  # the classes to show",
    )


class Labels(NamedTuple):
    """Classes with the names to show; of a plain list each class is its own name."""

    pairs: list[tuple[Any, Any]]
    renames: bool


class Selection(NamedTuple):
    """A square table of chosen classes.

    Attributes
    ----------
    names : list
        A name for each chosen class.
    counts : list of list of number
        Rows true, columns predicted; the last of both is the rest, where there is one.
    others : int
        How many classes the rest is the sum of; 0 without a rest.
    hits : list of number
        How many of each class were predicted right; the diagonal, but for the rest.
    """

    names: list[Any]
    counts: list[list[Number]]
    others: int
    hits: list[Number]

    @property
    def all_names(self) -> list[Any]:
        """The names, with one for the rest."""
        rest = [f"{self.others} other class{'es' if self.others > 1 else ''}"]
        return self.names + (rest if self.others else [])


def read_labels(labels: Any) -> Labels | None:
    """The argument ``labels``: a list of classes or names, or a mapping of class to name.

    Raises
    ------
    InputError
        When it is neither.
    """
    if labels is None:
        return None
    if is_mapping(labels):
        pairs = read_mapping(labels, "labels", MAX_AXIS)
        return Labels([(plain(value), name) for value, name in pairs], True)
    names = [
        plain(value)
        for value in read_values(labels, "labels", MAX_AXIS, what="one class for each row")
    ]
    if is_instance(labels, (set, frozenset)):
        names, _ = sort_classes(names)
    return Labels([(name, name) for name in names], False)


def select_classes(cells: Cells, labels: Labels | None, notes: list[str]) -> Selection:
    """The classes to show, and what the others add up to; notes say what the numbers are.

    Raises
    ------
    InputError
        When `labels` does not fit the classes.
    """
    notes.extend(cells.notes)
    if cells.weight != cells.samples:
        notes.append("The counts are sums of sample_weight.")
    if labels is None:
        _refuse_scores(cells)
        if not cells.sortable:
            notes.append("The classes cannot be sorted; they stand as they first appear.")
    chosen = _chosen_pairs(cells, labels)
    if len(chosen) > MAX_CLASSES:
        raise _too_many(f"There are {len(chosen):,} classes")
    values = [value for value, _ in chosen]
    place = {value: position for position, value in enumerate(values)}
    skips = None not in place
    rest = dict.fromkeys(
        value
        for pair, weight in cells.weight.items()
        if weight and not (skips and _is_missing(pair))
        for value in pair
        if value not in place
    )
    size = len(values) + bool(rest)
    counts: list[list[Number]] = [[0] * size for _ in range(size)]
    hits: list[Number] = [0] * size
    missing = 0
    for pair, weight in cells.weight.items():
        if skips and _is_missing(pair):
            missing += cells.samples[pair]
            continue
        row, column = (place.get(value, len(values)) for value in pair)
        if row < size > column:
            counts[row][column] += weight
            if pair[0] == pair[1]:
                hits[row] += weight
    if not math.isfinite(sum(map(sum, counts))):
        raise InputError("The sum of counts is too large for a number.")
    if missing:
        everything = format_count(sum(cells.samples.values()))
        notes.append(
            f"{format_count(missing)} of {everything} predictions left out: "
            "the true or the predicted class is missing."
        )
    return Selection([name for _, name in chosen], counts, len(rest), hits)


def _is_missing(pair: tuple[Any, Any]) -> bool:
    return pair[0] is None or pair[1] is None


def _chosen_pairs(cells: Cells, labels: Labels | None) -> Sequence[tuple[Any, Any]]:
    if labels is None:
        return [(value, value) for value in cells.classes]
    if cells.positional and not labels.renames:
        if len(labels.pairs) != len(cells.classes):
            raise InputError(
                f"counts has {len(cells.classes)} rows for {len(labels.pairs)} labels."
            )
        return [(value, name) for value, (_, name) in zip(cells.classes, labels.pairs)]
    return _match(cells, labels.pairs)


def _match(cells: Cells, pairs: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Find classes in the data: by value, else by text, else by position."""
    values = [value for value, _ in pairs]
    check_hashable("labels", values)
    twice: Optional[Any] = next((v for v, n in Counter(values).items() if n > 1), None)  # noqa: UP045
    if twice is not None:
        raise InputError(f"labels names {describe(twice)} twice.")
    known = set(cells.classes)
    if not known or not pairs or not known.isdisjoint(values):
        return pairs
    by_text = {label(value): value for value in cells.classes}
    if not by_text.keys().isdisjoint(map(label, values)):
        return [(by_text.get(label(value), value), name) for value, name in pairs]
    by_position = all(isinstance(value, int) and 0 <= value < len(pairs) for value in known)
    # Numbers are classes themselves: 0 and 1 are never called 2 and 4.
    if by_position and not any(isinstance(value, (int, float)) for value in values):
        return [(position, name) for position, (_, name) in enumerate(pairs)]
    raise InputError(
        f"No class in labels occurs: labels has {describe(values[0])}, "
        f"the data have {describe(cells.classes[0])}.",
        hint="labels={0: 'cat', 1: 'dog'}",
    )


def _refuse_scores(cells: Cells) -> None:
    """Without labels, a fraction is rather a score than a class; scikit-learn refuses it too."""
    if not cells.counted:
        return
    for argument, side in (("y_true", 0), ("y_pred", 1)):
        for value in dict.fromkeys(pair[side] for pair in cells.samples):
            if isinstance(value, float) and not value.is_integer():
                raise InputError(
                    f"{argument} holds {describe(value)}, which looks like a score, not a class. "
                    "Turn scores into classes, or name the classes in labels.",
                    hint=f"{argument} = scores >= 0.5",
                )
