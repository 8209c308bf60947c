"""Which class was taken for which, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..page.blocks import Block, paragraph, table
from ..statistics.classes import name_classes
from ..statistics.classification import score_matrix
from ..statistics.confusion import Cells, count
from ..statistics.matrix_text import (
    CLASS_HEADERS,
    CONFUSION_HEADERS,
    class_rows,
    confusion_rows,
    headline,
    read_normalization,
)
from ..statistics.selection import Labels, read_labels, read_shown, select_classes
from ..wire.format import format_count
from ..wire.rules import read_choice
from ..wire.scalars import is_instance
from ._heights import matrix_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing import Literal

    from typing_extensions import Unpack

    from ..client.task import TaskContext
    from ..wire.arguments import ConfusionMatrixArguments
    from ..wire.nodes import ConfusionMatrixFields

NORMALIZE = ("true", "pred", "all")
MAX_SUMMARY_CLASSES = 20
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
        occur stands as zeros, and every other class is gathered in a row and a column of
        their own, so that the totals stay true. A mapping of class to name renames as well.
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
    read_labels = staticmethod(read_labels)

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

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ConfusionMatrixArguments]) -> None: ...

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
            are gathered in a row and a column of their own, so that the totals stay true.
        sample_weight : array-like of shape (n,), optional
            Weight of each sample, 0 or more.
        normalize : {"true", "pred", "all"}, optional
            What the reader sees first: shares instead of counts.
        title, caption, width : optional
            As for the constructor.

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
        return cls.made_of(
            {"counts": lambda: count(y_true, y_pred, sample_weight)},
            labels=labels,
            normalize=normalize,
            title=title,
            caption=caption,
            width=width,
        )

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
        if is_instance(labels, str):
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

    def _read(self, given: dict[str, Any], sources: frozenset[str] = frozenset()) -> Any:
        if "counts" in given and "counts" not in sources:
            counts, labels = given["counts"], given.get("labels", self._values.get("labels"))
            given = {**given, "counts": lambda: read_shown(counts, labels)}
            sources |= {"counts"}
        return super()._read(given, sources)

    def compose(
        self, notes: list[str], *, counts: Cells, labels: Labels | None, normalize: Any
    ) -> ConfusionMatrixFields:
        chosen = select_classes(counts, labels, notes)
        normalization = None if counts.counted else read_normalization(chosen.counts, notes)
        scores = score_matrix(chosen.counts, chosen.hits, normalization, chosen.others > 0)
        node: ConfusionMatrixFields = {
            "labels": name_classes(chosen.all_names, notes),
            "counts": chosen.counts,
        }
        node.update({k: v for k, v in scores._asdict().items() if v is not None})  # type: ignore[typeddict-item]
        if normalization is not None:
            node["normalized"] = normalization
        if chosen.others:
            node["others"] = {"classes": chosen.others, "hits": chosen.hits[-1]}
        if (first := read_choice("normalize", normalize, NORMALIZE, notes)) is not None:
            node["normalize"] = first
        return node

    frame = staticmethod(matrix_frame)

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        labels, counts = node["labels"], node["counts"]
        if not any(map(any, counts)):
            return paragraph("There are no predictions to count.")
        cells = paragraph(f"{len(labels)} classes: the cells are in the card itself.")
        if len(labels) <= MAX_SUMMARY_CLASSES:
            rows = [[name, *map(format_count, row)] for name, row in zip(labels, counts)]
            sides = "Rows are true, columns are predicted."
            cells = table(["true \\ predicted", *labels], rows, sides)
        return [
            *paragraph(headline(node)),
            *cells,
            *table(CLASS_HEADERS, class_rows(node)),
            *table(CONFUSION_HEADERS, confusion_rows(node)),
        ]
