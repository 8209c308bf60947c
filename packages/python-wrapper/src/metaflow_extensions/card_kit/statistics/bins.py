"""Bins of a histogram, as NumPy makes them, without NumPy."""

from __future__ import annotations

import math
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

MAX_BINS = 1_000
MOST_BY_RULE = 100
MOST_WHOLE = 60
LAST_WHOLE = 2**52
"""From here on, floats have no halves between whole numbers."""
_LEAST_POWER, _MOST_POWER = -323.3, 308.2547155599167
"""Of ten, between which it is a float and not 0."""


def bin_edges(
    values: Sequence[float], bins: str | int = "auto", *, log: bool = False
) -> list[float]:
    """Where equally wide bins end.

    Parameters
    ----------
    values : sequence of float
        Finite values; for logarithmic bins, positive ones.
    bins : {"auto", "fd", "sturges"} or int, optional
        How many bins there are. ``"fd"`` is the rule of Freedman and Diaconis (1981): bins as wide
        as twice the interquartile range, divided by the cube root of the count; ``"sturges"`` that
        of Sturges (1926). Both give 100 at most. ``"auto"`` gives each whole number a bin of its
        own where there are at most 60 of them, else takes the narrower bins of the two rules.
    log : bool, optional
        Whether bins are equally wide on a logarithmic axis.

    Returns
    -------
    list of float
        One more than there are bins; empty without values.
    """
    if not values:
        return []
    places = [math.log10(value) for value in values] if log else values
    low, high = min(places), max(places)
    exact = max(-low, high) < LAST_WHOLE
    if bins == "auto" and not log and exact and high - low < MOST_WHOLE and _are_whole(values):
        return [low - 0.5 + i for i in range(round(high - low) + 2)]
    if isinstance(bins, int):
        count = max(1, min(bins, MAX_BINS))
    else:
        count = _count_by_rule(places, bins, high - low)
    if low == high:
        room = max(0.5, 2 * math.ulp(low))
        low, high = max(low - room, -sys.float_info.max), min(high + room, sys.float_info.max)
    edges = _spaced(low, high, count)
    if log:
        edges = [10 ** max(_LEAST_POWER, min(edge, _MOST_POWER)) for edge in edges]
        # Powers of logarithms may miss the outermost values by a little.
        edges = [min(edges[0], *values), *edges[1:-1], max(edges[-1], *values)]
    return sorted(set(edges))


def count_in_bins(
    values: Sequence[float], edges: Sequence[float], weights: Sequence[float] | None = None
) -> list[float]:
    """How many values, or how much weight, is in each bin.

    A bin holds its lower edge and not its upper one, but the last one holds both, as in
    ``numpy.histogram``. Values outside of all bins are not counted.
    """
    count = len(edges) - 1
    if weights is None:
        ordered = sorted(values)
        places = [bisect_left(ordered, edge) for edge in edges[:-1]]
        places.append(bisect_right(ordered, edges[-1]))
        return [after - before for before, after in zip(places, places[1:])]
    totals = [0.0] * count
    for value, weight in zip(values, weights):
        if edges[0] <= value <= edges[-1]:
            totals[min(bisect_right(edges, value) - 1, count - 1)] += weight
    return totals


def _are_whole(values: Sequence[float]) -> bool:
    return all(float(value).is_integer() for value in values)


def _spaced(low: float, high: float, count: int) -> list[float]:
    """Edges at equal distances, as ``numpy.linspace`` has them."""
    if math.isinf(high - low):
        return [low * (1 - i / count) + high * (i / count) for i in range(count + 1)]
    step = (high - low) / count
    return [*(i * step + low for i in range(count)), high]


def _count_by_rule(places: Sequence[float], rule: str, span: float) -> int:
    size = len(places)
    ordered = sorted(places)
    spread = _quantile(ordered, 0.75) - _quantile(ordered, 0.25)
    width = 2 * spread / size ** (1 / 3)
    sturges = span / (math.log2(size) + 1)
    if rule == "sturges" or (rule == "auto" and width == 0):
        width = sturges
    elif rule == "auto":
        width = min(width, sturges)
    if width == 0:
        return 1
    ratio = span / width
    return math.ceil(ratio) if ratio < MOST_BY_RULE else MOST_BY_RULE


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between neighbors, as ``numpy.quantile`` by default."""
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    part = place - below
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return high - (high - low) * (1 - part) if part >= 0.5 else low + (high - low) * part
