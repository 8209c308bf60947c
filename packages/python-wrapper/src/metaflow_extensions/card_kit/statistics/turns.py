"""What turns a metric around, and what only names a class of it or the model that it is of."""

from __future__ import annotations

import re

from .names import Item
from .word_groups import TURNED_GROUPS

SURE = ("HIGHER", "LOWER")


def without_sign(part: str) -> str:
    """``-RMSE`` as ``neg RMSE``."""
    return re.sub(r"^\s*-\s?(?=[A-Za-z])", "neg ", part)


def is_of_a_group(items: list[Item], metrics: list[int]) -> bool:
    """Whether what is better or less may be the class, the target or the model, not the metric."""
    if not any(items[i].kind in SURE for i in metrics):
        return False
    for i, item in enumerate(items):
        if item.kind in ("good", "bad", "less") and item.words != ("rank", "test"):
            of_what_follows = items[i + 1 : i + 2] and items[i + 1].words[0] in ("in", "of", "over")
            if item.words[0] in TURNED_GROUPS or (i < metrics[-1] and not of_what_follows):
                return True
    return False


def is_opposite(items: list[Item], metrics: list[int]) -> bool:
    """``non_toxicity``; ``non_fraud_recall`` is the recall of a class."""
    if len(metrics) > 1:
        return False
    before = [item for item in items[: metrics[0]] if item.kind != "context"]
    return bool(before) and before[-1].words in (("non",), ("inverse",))
