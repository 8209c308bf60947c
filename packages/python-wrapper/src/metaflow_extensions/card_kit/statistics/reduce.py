"""Fewer rows that look the same: of each stretch the smallest, the largest, and a missing one."""

from __future__ import annotations

import math
from collections.abc import Sequence


def extreme_places(values: Sequence[float], limit: int) -> list[int]:
    """Where the extremes of a long series are, stretch by stretch.

    The series is cut into stretches of equal length. Of each stays the place of the smallest
    value, of the largest, and of the first that is missing, so that the line through them has all
    peaks and all gaps; the first and the last place of all stay too.

    Parameters
    ----------
    values : sequence of float
        NaN stands for a missing value. Infinities are values.
    limit : int
        At most so many places are given; at least 5.

    Returns
    -------
    list of int
        In ascending order; every place when there are no more than `limit`.
    """
    count = len(values)
    if count <= limit:
        return list(range(count))
    length = math.ceil(count / max(1, (limit - 2) // 3))
    places = {0, count - 1}
    for start in range(0, count, length):
        stretch = values[start : start + length]
        total = sum(stretch)
        if math.isnan(total):  # a missing value, or infinities of both signs
            known = [value for value in stretch if not math.isnan(value)]
            if len(known) < len(stretch):
                places.add(start + next(i for i, v in enumerate(stretch) if math.isnan(v)))
            if not known:
                continue
            low, high = min(known), max(known)
        else:
            low, high = min(stretch), max(stretch)
        places.add(start + stretch.index(low))
        places.add(start + stretch.index(high))
    return sorted(places)


def outer_places(x: Sequence[float], y: Sequence[float], limit: int) -> list[int]:
    """Every so many places of a cloud of points, and those of its extremes.

    Returns
    -------
    list of int
        In ascending order, at most `limit` of them.
    """
    count = len(x)
    if count <= limit:
        return list(range(count))
    step = math.ceil(count / max(1, limit - 4))
    places = set(range(0, count, step))
    for values in (x, y):
        known = [place for place in range(count) if math.isfinite(values[place])]
        if known:
            places.add(min(known, key=values.__getitem__))
            places.add(max(known, key=values.__getitem__))
    return sorted(places)
