"""What a matrix of counts says of each class, and of all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple, Optional

Number = float
Matrix = Sequence[Sequence[Number]]
Normalization = Literal["true", "pred", "all"]


class ClassScores(NamedTuple):
    """Scores of one class; None where a score is a share of nothing."""

    support: Number
    predicted: Number
    recall: Optional[float]  # noqa: UP045
    precision: Optional[float]  # noqa: UP045
    f1: Optional[float]  # noqa: UP045


def class_scores(counts: Matrix, hits: Sequence[Number]) -> list[ClassScores]:
    """Recall, precision and F1 of each class.

    Parameters
    ----------
    counts : matrix of shape (n, n)
        Rows true, columns predicted.
    hits : sequence of shape (n,)
        How many of each class were predicted right: the diagonal, but for a class that is the
        sum of several.

    Notes
    -----
    F1 is ``2 tp / (2 tp + fp + fn)``, and so is there where one of precision and recall is not.
    """
    predicted = [math.fsum(column) for column in zip(*counts)]
    scores = []
    for row, guessed, right in zip(counts, predicted, hits):
        support = math.fsum(row)
        scores.append(
            ClassScores(
                support,
                guessed,
                _share(right, support),
                _share(right, guessed),
                _share(2 * right, support + guessed),
            )
        )
    return scores


def mean_recall(scores: Sequence[ClassScores]) -> float | None:
    """The balanced accuracy: the mean recall of the classes that occur."""
    return _mean([score.recall for score in scores])


def macro_f1(scores: Sequence[ClassScores]) -> float | None:
    """The mean F1 of the classes that occur or were predicted."""
    return _mean([score.f1 for score in scores])


def find_normalization(counts: Matrix) -> tuple[Normalization, bool] | None:
    """By what a matrix was divided before it was given, if its sums say so.

    Parameters
    ----------
    counts : matrix of shape (n, n)
        Rows true, columns predicted.

    Returns
    -------
    tuple or None
        What the sums of 1 or of 100 are sums over, and whether they are shares beyond doubt:
        whole numbers whose rows all sum to 100 may be percentages, or counts.

    Notes
    -----
    A sum may miss 1 or 100 by the rounding of its cells, which the decimals that they have tell.
    """
    cells = [cell for row in counts for cell in row]
    whole = not any(cell % 1 for cell in cells)
    half = 0.5 * 10.0 ** -max(map(_count_decimals, cells), default=0)
    for name, lines in (("true", counts), ("pred", list(zip(*counts)))):
        if _are_shares(lines, half, (100,) if whole else (1, 100)):
            if whole and sum(map(any, lines)) < 2:
                continue
            return name, not whole  # type: ignore[return-value]
    return ("all", True) if not whole and _are_shares([cells], half, (1, 100)) else None


def _are_shares(lines: Sequence[Sequence[Number]], half: float, wholes: tuple[int, ...]) -> bool:
    filled = [line for line in lines if any(line)]
    return bool(filled) and any(
        all(
            abs(math.fsum(line) - whole) <= half * sum(map(bool, line)) + 1e-6 * whole
            for line in filled
        )
        for whole in wholes
    )


def _count_decimals(value: Number) -> int:
    text = repr(float(value))
    if "e" in text:
        return 17
    return min(len(text.partition(".")[2].rstrip("0")), 17)


def _share(part: Number, whole: Number) -> float | None:
    return part / whole if whole else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) / len(known) if known else None


class Confusion(NamedTuple):
    """Predictions of one class that are truly another."""

    true: int
    predicted: int
    errors: Number
    share: float
    """Of the true class."""


def largest_confusions(counts: Matrix, limit: int) -> list[Confusion]:
    """The most frequent errors, at most `limit`; of equal counts the larger share first."""
    found = [
        Confusion(i, j, cell, cell / math.fsum(row))
        for i, row in enumerate(counts)
        for j, cell in enumerate(row)
        if cell and i != j
    ]
    return sorted(found, key=lambda one: (-one.errors, -one.share))[:limit]


class Scores(NamedTuple):
    """What can be said of a matrix: all of it for counts, less for shares of rows or columns."""

    accuracy: Optional[float] = None  # noqa: UP045
    balanced_accuracy: Optional[float] = None  # noqa: UP045
    macro_f1: Optional[float] = None  # noqa: UP045
    recall: Optional[list[Optional[float]]] = None  # noqa: UP045
    precision: Optional[list[Optional[float]]] = None  # noqa: UP045
    f1: Optional[list[Optional[float]]] = None  # noqa: UP045


def score_matrix(
    counts: Matrix, hits: Sequence[Number], normalization: Normalization | None, rest: bool
) -> Scores:
    """The scores of a matrix and of its classes; absent where its shares do not tell.

    Parameters
    ----------
    counts : matrix of shape (n, n)
        Rows true, columns predicted.
    hits : sequence of shape (n,)
        How many of each class were predicted right.
    normalization : {"true", "pred", "all"}, optional
        By what the counts were divided before they were given.
    rest : bool
        Whether the last class is the sum of several, which no mean over classes counts.
    """
    classes = class_scores(counts, hits)
    single = classes[:-1] if rest else classes
    total = math.fsum(score.support for score in classes)
    rows, columns = normalization != "pred", normalization != "true"
    both = rows and columns
    return Scores(
        math.fsum(hits) / total if both and total else None,
        mean_recall(single) if rows else None,
        macro_f1(single) if both else None,
        [score.recall for score in classes] if rows else None,
        [score.precision for score in classes] if columns else None,
        [score.f1 for score in classes] if both else None,
    )
