"""A matrix of counts in words, for the plain summary."""

from __future__ import annotations

from typing import Any

from ..wire.format import format_count, format_share
from .classification import Matrix, Normalization, find_normalization, largest_confusions

MAX_CONFUSIONS = 10
CLASS_HEADERS = ("class", "true", "predicted", "recall", "precision", "F1")
CONFUSION_HEADERS = ("largest confusions", "count", "of the true class")
_LINES = {"true": "Every row", "pred": "Every column", "all": "The sum"}
_UNKNOWN = {
    "true": "from which accuracy, precision and F1 cannot be known.",
    "pred": "from which accuracy, recall and F1 cannot be known.",
    "all": "and how many predictions there were is not known.",
}


def read_normalization(counts: Matrix, notes: list[str]) -> Normalization | None:
    """By what a matrix had been divided beyond doubt; a note says so, and what may have been."""
    found = find_normalization(counts)
    if found is None:
        return None
    name, certain = found
    if not certain:
        notes.append(
            f"{_LINES[name]} of counts sums to 100. If these are percentages, the accuracy and "
            "the totals hold only if all classes are equally frequent."
        )
        return None
    is_sum = "is" if name == "all" else "sums to"
    notes.append(
        f"{_LINES[name]} of counts {is_sum} 1 or 100, as after normalize='{name}': these are "
        f"shares, {_UNKNOWN[name]}"
    )
    return name


def headline(node: dict[str, Any]) -> str:
    """The accuracy, or what is known instead of it."""
    counts, others = node["counts"], node.get("others")
    if "accuracy" not in node:
        recall = node.get("balanced_accuracy")
        start = "" if recall is None else f"Mean recall {format_share(recall)}. "
        return f"{start}The accuracy is not known."
    if "normalized" in node:
        return f"Accuracy {format_share(node['accuracy'])}."
    hits = [row[i] for i, row in enumerate(counts)]
    correct = sum(hits[:-1]) + others["hits"] if others else sum(hits)
    total = sum(map(sum, counts))
    return (
        f"Accuracy {format_share(correct, total)}: "
        f"{format_count(correct)} of {format_count(total)} are correct."
    )


def class_rows(node: dict[str, Any]) -> list[list[str]]:
    """A row for each class under `CLASS_HEADERS`."""
    labels, counts = node["labels"], node["counts"]
    none = [None] * len(labels)
    scores = zip(*(node.get(name) or none for name in ("recall", "precision", "f1")))
    return [
        [
            name,
            format_count(sum(row)),
            format_count(sum(column)),
            *map(format_share, shares),
        ]
        for name, row, column, shares in zip(labels, counts, zip(*counts), scores)
    ]


def confusion_rows(node: dict[str, Any]) -> list[list[str]]:
    """A row for each of the largest confusions under `CONFUSION_HEADERS`."""
    labels = node["labels"]
    return [
        [
            f"{labels[one.true]} as {labels[one.predicted]}",
            format_count(one.errors),
            format_share(one.share),
        ]
        for one in largest_confusions(node["counts"], MAX_CONFUSIONS)
    ]
