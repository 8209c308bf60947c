"""What metrics are called: which way each is better, and the artifacts that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, Optional

from .lexicon import Kind
from .names import Item, kind_of, name_items, name_parts, name_words, spaced
from .turns import SURE, is_of_a_group, is_opposite, without_sign
from .word_groups import ALONE, EVENTS, OUTCOMES, PERIODS, PRICES, SCORED, SECONDS

Direction = Optional[Literal["higher", "lower"]]

USUAL_METRICS = (
    "metrics",
    "scores",
    "results",
    "test_metrics",
    "eval_metrics",
    "val_metrics",
    "evaluation",
)
"""What users call an artifact that holds their metrics, the likeliest first."""

_FLIPPED: dict[Direction, Direction] = {"higher": "lower", "lower": "higher", None: None}
_BETTER: dict[Kind, Direction] = {"bad": "lower", "good": "higher"}
_METRIC = ("HIGHER", "LOWER", "higher", "lower", "overriding")
_ERROR_BARS = frozenset(
    "std stddev stdev sd stderr se sem ci var variance delta diff difference change threshold "
    "thresholds count counts support".split()
)
_MAX_NAME = 200


class _Reading(NamedTuple):
    """What a part of a name says: `decides` where it is a metric whatever surrounds it."""

    way: Direction
    decides: bool = False
    whole: bool = False
    silent: bool = False
    of_classes: bool = False
    outcome: bool = False


def direction(name: str | Sequence[str]) -> Direction:
    """Whether a higher or a lower value of this metric is better.

    Parameters
    ----------
    name : str or sequence of str
        As users write it: ``val_loss``, ``test/f1_macro``, ``neg_log_loss``, ``latencyP95Ms``; or
        its parts, the outermost first: ``("negative", "recall")``. The part that names the metric
        decides, not the one that names a class.

    Returns
    -------
    "higher", "lower" or None
        None when the name is not known, or speaks of both: nothing is guessed.

    Examples
    --------
    >>> direction("val_loss"), direction("mAP50-95"), direction("n_samples")
    ('lower', 'higher', None)
    >>> direction(("false positive", "recall")), direction("accuracy_stderr")
    ('higher', None)
    """
    if isinstance(name, str):
        return _direction_of((name[:_MAX_NAME],))
    return _direction_of(tuple(str(part)[:_MAX_NAME] for part in name))


@lru_cache(maxsize=4096)
def _direction_of(names: tuple[str, ...]) -> Direction:
    parts = [part for name in names for part in name_parts(name)]
    explicit = _explicit_direction(parts[-1]) if parts else None
    if explicit is not None:
        return explicit
    if any(_ERROR_BARS.issuperset(name_words(part) or "?") for part in parts[:-1]):
        return None
    readings = [_read_part(part) for part in parts]
    while readings and readings[-1].silent:
        readings.pop()
    if not readings:
        return None
    last, before = readings[-1], readings[:-1]
    named = next((part for part in reversed(before) if part.decides and part.whole), None)
    if last.way is None:
        # A class of a metric: {"recall": {"cat": 0.9}}. What is no metric for sure stays one.
        unknown = _is_unknown(parts[len(readings) - 1])
        return named.way if named is not None and unknown else None
    is_class = named is not None and (named.of_classes or not last.decides or last.outcome)
    if named is not None and is_class and not named.outcome:
        return named.way
    return last.way


def _explicit_direction(part: str) -> Direction:
    """The direction that a name gives itself: ``FID ↓``."""
    text = part.lower()
    for way, signs in (("higher", "↑⬆"), ("lower", "↓⬇")):
        if f"{way} is better" in text or any(sign in part for sign in signs):
            return "higher" if way == "higher" else "lower"
    return None


def _read_part(part: str) -> _Reading:
    part = without_sign(part)
    complement = re.search(
        r"(?i)(?:^|[\s_])(?:1|100|one)[\s_]*(?:-|minus)[\s_]*(?=[a-z])", spaced(part)
    )
    if complement is not None:
        before, rest = (
            name_words(part[: complement.start()]),
            name_items(name_words(spaced(part)[complement.end() :])),
        )
        split = all(kind_of(word) == "context" for word in before)
        if rest and rest[0].kind in _METRIC and not _COUNTING.intersection(before[-1:]):
            found = _read_words(rest)
            return found._replace(way=_FLIPPED[found.way] if split else None)
    items = name_items(name_words(part))
    for i, item in enumerate(items):
        if i and item.words[0] in ("at", "given", "when", "under"):
            return _read_words(items[:i])
        if i and item.words == ("per",) and items[i + 1 :]:
            return _rate(items[:i], items[i + 1].words[0])
    return _read_words(items)


def _rate(counted: list[Item], by: str) -> _Reading:
    """So many of this per that."""
    found = _read_words(counted)
    if found.way is not None:
        return found._replace(decides=True)
    what = counted[-1].words[-1]
    if what in EVENTS and (by in SECONDS or by in PRICES):
        return _Reading("higher", decides=True)
    if counted[-1].kind == "unit" and by not in PERIODS and what not in EVENTS:
        return _Reading("lower", decides=True)
    return _Reading(None)


def _is_unknown(part: str) -> bool:
    """Whether no word says that this is something else than a class."""
    others = ("neutral", "ending", "less", "more")
    return not any(item.kind in others for item in name_items(name_words(part)))


def _read_words(items: list[Item]) -> _Reading:
    kinds = [item.kind for item in items]
    if "neutral" in kinds or not items:
        return _Reading(None)
    metrics = [i for i, kind in enumerate(kinds) if kind in _METRIC]
    for kind, better in _BETTER.items():
        if kind in kinds:
            of_a_group = metrics and is_of_a_group(items, metrics)
            return _Reading(None if of_a_group and _way(items, metrics)[0] != better else better)
    if not metrics:
        return _without_metric(items)
    if "ending" in kinds[metrics[-1] :]:
        return _Reading(None)
    way, decides = _way(items, metrics)
    opposite = is_opposite(items, metrics)
    if not opposite and any(item.words in (("inverse",), ("inverted",)) for item in items):
        return _Reading(None)
    turned = kinds.count("less") + opposite
    if "negation" in kinds[: metrics[-1] + 1]:
        return _Reading(_negated(items, metrics, way))
    if turned % 2:
        way = None if is_of_a_group(items, metrics) else _FLIPPED[way]
    whole = all(kind is not None for kind in kinds)
    of_classes = items[metrics[-1]].words[0] in _OF_CLASSES
    outcome = all("_".join(items[i].words) in OUTCOMES for i in metrics)
    return _Reading(way, decides, whole, of_classes=of_classes, outcome=outcome)


def _way(items: list[Item], metrics: list[int]) -> tuple[Direction, bool]:
    """Which way the metrics of a name are better together, and whether that is sure."""
    found = [items[i] for i in metrics]
    if any(item.kind == "overriding" for item in found):
        return "higher", True
    of_models = [item for item in found if "_".join(item.words) not in OUTCOMES]
    if any(item.kind in SURE for item in of_models):
        found = of_models
    ways = {str(item.kind).lower() for item in found}
    last = found[-1]
    if len(ways) == 2:
        if last.kind == "HIGHER":
            return "higher", True
        if last.kind == "LOWER" and not any(item.kind == "HIGHER" for item in found):
            return "lower", True
        return ("lower", True) if last.words == ("loss",) else (None, False)
    way: Direction = "higher" if "higher" in ways else "lower"
    tail = items[metrics[-1] + 1 :]
    scored = any(item.words[-1] in ("score", "scores") for item in tail)
    if scored and last.words in (("latency",), ("jitter",), ("downtime",)):
        return None, False
    if any(item.kind in SURE for item in found):
        return way, True
    if any(item.kind not in _TAIL for item in tail):
        return None, False
    if scored and way == "lower" and last.words[0] not in SCORED:
        return None, False
    return (way if _timed(items, metrics) else None), False


def _timed(items: list[Item], metrics: list[int]) -> bool:
    """A time is a cost where it is known what takes it: not in ``arrival_time``."""
    if items[metrics[-1]].words[-1] not in ("time", "duration"):
        return True
    return all(item.kind in (*_TAIL, *_METRIC) for item in items[: metrics[-1]])


def _negated(items: list[Item], metrics: list[int], way: Direction) -> Direction:
    """``neg_log_loss`` is a loss times -1; ``negative_sampling_loss`` is a loss of negatives."""
    at = next(i for i, item in enumerate(items) if item.kind == "negation")
    after = next((i for i in range(at + 1, len(items)) if items[i].kind != "context"), at)
    if after not in metrics:
        return way if items[at].words == ("negative",) else None
    plain = items[after].words[0] in ("loss", "losses", "error", "errors", "err")
    plain = plain and after == at + 1
    return "higher" if way == "lower" and not plain else None


def _without_metric(items: list[Item]) -> _Reading:
    kinds = [item.kind for item in items]
    names = [("_".join(item.words), item.kind) for item in items]
    rest = [name for name, kind in names if kind != "context" or name in ALONE]
    if not rest:
        return _Reading(None, silent=True)
    if len(rest) == 1 and rest[0] in ALONE:
        return _Reading("higher" if ALONE[rest[0]] == "higher" else "lower")
    if any(name in ("saved", "saving", "savings") for name in rest):
        return _Reading("higher")
    units = [i for i, kind in enumerate(kinds) if kind == "unit"]
    timed = units and items[units[-1]].words[0] in _TIMES and units[-1] == len(items) - 1
    if timed and all(kind in ("process", "context", "unit") for kind in kinds):
        return _Reading("lower")
    return _Reading(None)


_OF_CLASSES = frozenset("precision recall f1 specificity sensitivity iou jaccard".split())
_COUNTING = frozenset("top rouge bleu fold hits hit f".split())
_TAIL = ("context", "measure", "unit", "process", "less", "more")
_TIMES = frozenset(
    "s sec secs second seconds ms msec millis millisecond milliseconds us ns minutes hours".split()
)
