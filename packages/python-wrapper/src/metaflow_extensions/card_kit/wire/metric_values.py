"""What may stand for the value of a metric: a number, scores, a mean with its spread, a text."""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import dataclass, field
from datetime import date, time
from numbers import Integral, Real
from typing import Any

from ..errors import InputError
from .arrays import read_values
from .frames import is_mapping, read_mapping
from .numbers import Num, number
from .scalars import is_instance, length_of, offers, plain, shape_of, type_name, unwrap
from .text import cap_text, label

MAX_SCORES = 10_000
SPREADS = ("std", "sd", "stdev", "std_dev")
COUNTS = ("n", "count", "n_splits", "n_folds", "folds")


@dataclass
class Metric:
    """A metric as it was given.

    Attributes
    ----------
    names : tuple of str
        The names of the mappings around it, the outermost first, then its own.
    value : number as it travels
        None where there is none, and where `text` stands for it.
    exact : int, optional
        A whole number of 2^53 and more, which no number on the page holds; `text` shows it.
    text : str, optional
        What was given in place of a number.
    scores : list of float, optional
        Scores of folds, whose mean is the value.
    sd, n : number and int, optional
        The spread of scores, and how many there were, where they were given as such.
    reason : str, optional
        Why there is no finite number to read.
    fields : dict
        What was given beside the value: unit, format, baseline.
    """

    names: tuple[str, ...]
    value: Num = None
    exact: int | None = None
    text: str | None = None
    scores: list[float] | None = None
    sd: Num = None
    n: int | None = None
    reason: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return cap_text(" / ".join(self.names), 300)


def read_metric(names: tuple[str, ...], value: Any) -> Metric:
    """One value: a number, the scores of folds, a mean with its spread, or a text."""
    try:
        return _with_reason(Metric(names, number(value)), unwrap(value))
    except Exception:
        pass
    if holds_names(value):
        given = dict(read_mapping(value, names[-1], 100))
        return (
            read_spread(names, given)
            if "mean" in given
            else Metric(names, text=_metric_text(value))
        )
    scores = _read_scores(value)
    if scores is None:
        return Metric(names, text=_metric_text(value))
    if len(scores) == 1:
        return read_metric(names, scores[0])
    known = [score for score in scores if score is not None]
    left = len(scores) - len(known)
    reason = f"{left} of {len(scores)} scores are missing" if left else None
    return Metric(names, scores=known, reason=reason)


def read_spread(names: tuple[str, ...], given: dict[Any, Any]) -> Metric:
    """A mean with its standard deviation and the number of its scores."""
    mean = next((given[key] for key in ("mean", "value") if key in given), None)
    metric = read_metric(names, mean)
    for key in SPREADS:
        found = _number_or_none(given.get(key))
        if isinstance(found, (int, float)) and found >= 0:
            metric.sd = found
    count = next((_number_or_none(given[key]) for key in COUNTS if key in given), None)
    if metric.sd is not None and isinstance(count, (int, float)) and count == int(count) >= 1:
        metric.n = int(count)
    return metric


def _number_or_none(value: Any) -> Num:
    try:
        return number(value)
    except Exception:
        return None


def holds_names(value: Any) -> bool:
    """Whether it is a mapping: a series whose index only counts is a list of scores."""
    counted = offers(value, "iloc", "index") and type_name(value.index) == "RangeIndex"
    return is_mapping(value) and not counted


def _read_scores(value: Any) -> list[float | None] | None:
    """A list, an array or a column of numbers; None for anything else."""
    sequence = is_instance(value, (list, tuple, array, deque)) or len(shape_of(value) or ()) == 1
    if (
        not (sequence or offers(value, "to_pylist", "type"))
        or not 1 <= (length_of(value) or 0) <= MAX_SCORES
    ):
        return None
    try:
        items = read_values(value, "scores", MAX_SCORES)
    except InputError:
        return None
    numbers = [item for item in items if is_instance(item, Real) and not is_instance(item, bool)]
    if not numbers or len(numbers) + sum(item is None for item in items) != len(items):
        return None
    return [None if item is None else float(item) for item in items]


def _with_reason(metric: Metric, given: Any) -> Metric:
    reasons = {"NaN": "not a number", "Infinity": "infinite", "-Infinity": "infinite"}
    if metric.value is None:
        metric.reason = "None was given" if given is None else "a missing value was given"
    elif isinstance(metric.value, str):
        metric.reason = reasons[metric.value]
    elif is_instance(given, Integral) and abs(given) >= 2**53:
        metric.exact = int(given)
        metric.text = f"{metric.exact:,}"
    return metric


def _metric_text(value: Any) -> str:
    value = plain(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (str, bytes)):
        return label(value[:1000])
    size = length_of(value)
    if size is not None and size > 20:
        return f"{type_name(value)} of {size:,} items"
    return label(value)
