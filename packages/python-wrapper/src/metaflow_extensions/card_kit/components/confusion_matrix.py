"""Which class was taken for which, and how often."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..page.blocks import Block, paragraph, table
from ..statistics.classes import hashable, in_order, listed, name_classes, plain
from ..statistics.confusion import Cells, Predictions, read_cells
from ..wire.text import describe, label
from .base import Component, Width, as_it_is

if TYPE_CHECKING:
    from typing import Literal

    from ..client.task import TaskContext

NORMALIZE = ("true", "pred", "all")
MAX_CLASSES = 200
Y_TRUE = ("y_true", "y_test", "true_labels", "targets", "target", "actual", "y_valid", "y_val")
Y_PRED = ("y_pred", "predictions", "predicted", "preds", "y_hat", "pred", "prediction")
COUNTS = ("confusion_matrix", "confusion", "counts")


class ConfusionMatrix(Component):
    """Show how often each true class was predicted as each class.

    Rows are true, columns are predicted, the first class is at the top left, as in
    scikit-learn. The reader switches between counts and shares; precision, recall, F1 and
    support stand at the margins.

    Parameters
    ----------
    counts : array-like of shape (n, n), DataFrame or mapping
        Counts, or sums of weights; rows true, columns predicted. A DataFrame
        (`pandas.crosstab`) or a mapping ``{true: {predicted: count}}`` brings its classes
        along, and may lack the rows or columns of absent ones.
    labels : sequence or mapping, optional
        Names of the classes in the order of `counts`, at most 200. Where `counts` brings
        its classes along, `labels` chooses among them and orders them: a class that did not
        occur stands as zeros, and what belongs to any other class is left out and counted
        in a note. A mapping of class to name renames as well.
    normalize : {"true", "pred", "all"}, optional
        What the reader sees first: shares of the true class (rows), of the predicted class
        (columns) or of all, instead of counts.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    See Also
    --------
    ConfusionMatrix.from_predictions : Counts by itself.

    Examples
    --------
    >>> ConfusionMatrix([[50, 3], [5, 42]], labels=["cat", "dog"], title="Validation set")
    """

    type = "confusion_matrix"
    read_counts = read_labels = staticmethod(as_it_is)

    def __init__(
        self,
        counts: Any,
        labels: Any = None,
        *,
        normalize: Literal["true", "pred", "all"] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    @classmethod
    def from_predictions(
        cls,
        y_true: Any,
        y_pred: Any,
        *,
        labels: Any = None,
        sample_weight: Any = None,
        normalize: Literal["true", "pred", "all"] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> ConfusionMatrix:
        """Count predictions.

        Parameters
        ----------
        y_true : array-like of shape (n,)
            The true class of each sample: numbers, texts, bools, a categorical column.
        y_pred : array-like of shape (n,)
            The predicted class of each sample.
        labels : sequence or mapping, optional
            Which classes to show, and their order; a mapping of class to name renames them
            as well, and names for whole-number classes from 0 go by position. When not
            given: the categories of a categorical column, then every other class that
            occurs, sorted. At most 200 classes. Samples of a class that is not in `labels`
            are left out, as in scikit-learn, and counted in a note.
        sample_weight : array-like of shape (n,), optional
            Weight of each sample, 0 or more.
        normalize : {"true", "pred", "all"}, optional
            What the reader sees first: shares instead of counts.
        title : str, optional
            Heading above the component.
        caption : str, optional
            A sentence or two below the component.
        width : {"full", "two-thirds", "half", "third"}, optional
            Share of the card's width; what the component needs when not given.

        Returns
        -------
        ConfusionMatrix

        Notes
        -----
        Samples whose true or predicted class is missing (None, NaN, NA) are left out and
        counted in a note.

        Examples
        --------
        >>> ConfusionMatrix.from_predictions([0, 1, 1, 0], [0, 1, 0, 0], labels={0: "no", 1: "yes"})
        """
        counts = Predictions(y_true, y_pred, sample_weight)
        return cls(counts, labels, normalize=normalize, title=title, caption=caption, width=width)

    @classmethod
    def from_task(
        cls,
        context: TaskContext,
        *,
        y_true: str | None = None,
        y_pred: str | None = None,
        sample_weight: str | None = None,
        labels: Any = None,
        normalize: Literal["true", "pred", "all"] | None = None,
        counts: str | None = None,
    ) -> ConfusionMatrix:
        """Make the component from a task's artifacts; the keywords are the options of the card.

        Parameters
        ----------
        context : TaskContext
            The task.
        y_true : str, optional
            Name of the artifact with the true classes; ``y_true``, ``y_test`` and other
            usual names when not given.
        y_pred : str, optional
            Name of the artifact with the predicted classes; ``y_pred``, ``predictions`` and
            other usual names when not given.
        sample_weight : str, optional
            Name of the artifact with the weight of each sample.
        labels : list, dict or str, optional
            The classes and their order, a mapping of class to name, or the name of the
            artifact that holds either.
        normalize : {"true", "pred", "all"}, optional
            What the reader sees first: shares instead of counts.
        counts : str, optional
            Name of an artifact with ready counts, instead of `y_true` and `y_pred`.
        """
        if counts is not None and (y_true is not None or y_pred is not None):
            raise InputError("The options name both counts and predictions; one of them is enough.")
        if isinstance(labels, str):
            labels = context.read("labels", labels)
        predicted = y_true is not None or y_pred is not None or context.find(Y_TRUE) is not None
        if counts is not None or (not predicted and context.find(COUNTS) is not None):
            return cls(context.read("counts", counts, COUNTS), labels, normalize=normalize)
        return cls.from_predictions(
            context.read("y_true", y_true, Y_TRUE),
            context.read("y_pred", y_pred, Y_PRED),
            labels=labels,
            sample_weight=(
                None if sample_weight is None else context.read("sample_weight", sample_weight)
            ),
            normalize=normalize,
        )

    def compose(
        self, notes: list[str], *, counts: Any, labels: Any = None, normalize: Any = None
    ) -> dict[str, Any]:
        cells = read_cells(counts, MAX_CLASSES)
        if cells.weight != cells.samples:
            notes.append("The counts are sums of sample_weight.")
        if labels is None and isinstance(counts, Predictions):
            _refuse_scores(cells)
        chosen = _choose(cells, labels, notes)
        if len(chosen) > MAX_CLASSES:
            raise InputError(
                f"There are {len(chosen)} classes; at most {MAX_CLASSES} can be shown.",
                hint="labels=[...]  # the classes to show",
            )
        _note_left_out(cells, {value for value, _ in chosen}, notes)
        rows = [[cells.weight.get((t, p), 0) for p, _ in chosen] for t, _ in chosen]
        if not math.isfinite(sum(map(sum, rows))):
            raise InputError("The sum of counts is too large for a number.")
        if _rows_are_shares(rows):
            notes.append(
                "Every row of counts sums to 1, as after normalize='true': the accuracy, the "
                "precision and the totals hold only if all classes are equally frequent."
            )
        names = name_classes([name for _, name in chosen], notes)
        node: dict[str, Any] = {"labels": names, "counts": rows}
        if isinstance(normalize, str) and normalize in NORMALIZE:
            node["normalize"] = normalize
        elif normalize is not None:
            notes.append(
                f"normalize is {describe(normalize)} and is ignored; "
                "it can be 'true', 'pred', 'all' or None."
            )
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        labels, counts = node["labels"], node["counts"]
        total = sum(map(sum, counts))
        if total == 0:
            return paragraph("There are no predictions to count.")
        correct = sum(row[i] for i, row in enumerate(counts))
        accuracy = (
            f"Accuracy {correct / total:.1%}: {_text(correct)} of {_text(total)} are correct."
        )
        if len(labels) <= 20:
            rows = [[name, *map(_text, row)] for name, row in zip(labels, counts)]
            return paragraph(accuracy) + table(
                ["true \\ predicted", *labels], rows, "Rows are true, columns are predicted."
            )
        predicted = list(map(sum, zip(*counts)))
        rows = [
            [name, _text(sum(row)), _text(predicted[i]), _text(row[i])]
            for i, (name, row) in enumerate(zip(labels, counts))
        ]
        return paragraph(accuracy) + table(["class", "true", "predicted", "correct"], rows)


def _refuse_scores(cells: Cells) -> None:
    """Without labels, a fraction is rather a score than a class; scikit-learn refuses it too."""
    for argument, side in (("y_true", 0), ("y_pred", 1)):
        for value in dict.fromkeys(pair[side] for pair in cells.samples):
            if isinstance(value, float) and not value.is_integer():
                raise InputError(
                    f"{argument} holds {describe(value)}, which looks like a score, not a class. "
                    "Turn scores into classes, or name the classes in labels.",
                    hint=f"{argument} = scores >= 0.5",
                )


def _choose(cells: Cells, labels: Any, notes: list[str]) -> list[tuple[Any, Any]]:
    """The classes to show, each with its name, in their order."""
    if labels is None:
        if not cells.sortable:
            notes.append("The classes cannot be sorted; they stand as they first appear.")
        return [(value, value) for value in cells.classes]
    if isinstance(labels, Mapping):
        return _match(cells, [(plain(value), name) for value, name in labels.items()], notes)
    names = listed(labels)
    if names is None:
        raise InputError(f"labels is {describe(labels)}; it must be a list of classes.")
    if isinstance(labels, (set, frozenset)):
        names, _ = in_order(names)
    if cells.positional:
        if len(names) != len(cells.classes):
            raise InputError(f"counts has {len(cells.classes)} rows for {len(names)} labels.")
        return list(zip(cells.classes, names))
    return _match(cells, [(plain(name), name) for name in names], notes)


def _match(cells: Cells, wanted: list[tuple[Any, Any]], notes: list[str]) -> list[tuple[Any, Any]]:
    """Find the wanted classes in the data: by value, else by text, else by position."""
    values = [value for value, _ in wanted]
    hashable("labels", values)
    twice = [value for value, n in Counter(values).items() if n > 1]
    if twice:
        raise InputError(f"labels names {describe(twice[0])} twice.")
    known = set(cells.classes)
    if not known or not wanted or not known.isdisjoint(values):
        return wanted
    by_text = {label(value): value for value in cells.classes}
    if not by_text.keys().isdisjoint(map(label, values)):
        return [(by_text.get(label(value), value), name) for value, name in wanted]
    if all(isinstance(value, int) and 0 <= value < len(wanted) for value in known):
        notes.append(f"labels names the classes 0 to {len(wanted) - 1} by position.")
        return [(position, name) for position, (_, name) in enumerate(wanted)]
    raise InputError(
        f"No class in labels occurs: labels has {describe(values[0])}, "
        f"the data have {describe(cells.classes[0])}.",
        hint="labels={0: 'cat', 1: 'dog'}",
    )


def _note_left_out(cells: Cells, kept: set[Any], notes: list[str]) -> None:
    everything = sum(cells.samples.values())
    missing, outside, strangers = 0, 0, Counter[Any]()
    for pair, count in cells.samples.items():
        left_out = {value for value in pair if value not in kept}
        if None in left_out:
            missing += count
        elif left_out:
            outside += count
            strangers.update(dict.fromkeys(left_out, count))
    if missing:
        notes.append(
            f"{_text(missing)} of {_text(everything)} predictions left out: "
            "the true or the predicted class is missing."
        )
    if outside:
        named = ", ".join(f"{describe(v)}: {_text(n)}" for v, n in strangers.most_common(5))
        more = f" and {len(strangers) - 5} more" if len(strangers) > 5 else ""
        notes.append(
            f"{_text(outside)} of {_text(everything)} predictions left out: the true or the "
            f"predicted class is not in labels. Not in labels: {named}{more}."
        )


def _rows_are_shares(rows: list[list[Any]]) -> bool:
    """True for a matrix that was normalized by row; one of whole counts of 1 is none."""
    fractions = any(count % 1 for row in rows for count in row)
    return fractions and all(abs(sum(row) - 1) < 1e-6 or not any(row) for row in rows)


def _text(count: Any) -> str:
    return f"{count:,.2f}" if isinstance(count, float) else f"{count:,}"
