"""What a column holds: its histogram or its commonest values, and how much of it is missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TypedDict, Union

from ..wire.dates import date_on_wire, days_since_epoch, is_moment, micros_since_epoch
from ..wire.kinds import is_nan, kind_of_values
from ..wire.text import cap_text

BARS = 12
PARTS = 4
MAX_NAME = 60


class Part(TypedDict):
    """A value, and which share of all rows has it."""

    name: str
    share: float


class Profile(TypedDict, total=False):
    """The fields of `ColumnProfile` on the wire; those that a column has."""

    bars: list[float]
    low: Union[float, str, None]  # noqa: UP007
    high: Union[float, str, None]  # noqa: UP007
    parts: list[Part]
    different: int
    missing: float


def profile_column(values: Sequence[Any]) -> Profile:
    """A column in a few figures.

    Parameters
    ----------
    values : sequence of plain values
        None and NaN are missing.

    Returns
    -------
    Profile
        ``bars`` from ``low`` to ``high`` of finite numbers, dates and moments; ``parts``, the
        commonest first, and how many are ``different`` of texts; no and yes of booleans; of
        anything else what is ``missing``, as a share of all rows.
    """
    items = [value for value in values if value is not None and not is_nan(value)]
    profile: Profile = {}
    read = _PROFILES.get(kind_of_values(items)) if items else None
    if read is not None:
        with suppress(Exception):  # moments with and without a zone have no order
            profile = read(items, len(values))
    if len(items) < len(values):
        profile["missing"] = _rounded(1 - len(items) / len(values))
    return profile


def histogram(numbers: Sequence[float], count: int) -> list[float]:
    """Counts of equally wide bins, as shares of the fullest."""
    low, high = min(numbers), max(numbers)
    if low == high or not math.isfinite(high - low):
        return [1.0]
    bars = [0] * count
    scale = count / (high - low)
    for number in numbers:
        bars[min(int((number - low) * scale), count - 1)] += 1
    return [_rounded(bar / max(bars)) for bar in bars]


def _profile_numbers(items: list[Any], _rows: int) -> Profile:
    numbers = [number for number in map(float, items) if math.isfinite(number)]
    if not numbers:
        return {}
    low, high = min(numbers), max(numbers)
    if high - low < BARS and all(number.is_integer() for number in numbers):
        counts = Counter(numbers)
        bars = [counts[low + place] for place in range(int(high - low) + 1)]
        return {"bars": [_rounded(bar / max(bars)) for bar in bars], "low": low, "high": high}
    return {"bars": histogram(numbers, BARS), "low": low, "high": high}


def _profile_dates(items: list[Any], _rows: int) -> Profile:
    place = micros_since_epoch if is_moment(items[0]) else days_since_epoch
    places = [float(place(item)) for item in items]
    low, high = date_on_wire(min(items)), date_on_wire(max(items))
    return {"bars": histogram(places, BARS), "low": low, "high": high}


def _profile_texts(items: list[Any], rows: int) -> Profile:
    counts = Counter(items)
    parts: list[Part] = [
        {"name": cap_text(name, MAX_NAME), "share": _rounded(count / rows, 6)}
        for name, count in counts.most_common(PARTS)
    ]
    if len(counts) == len(items) > PARTS:
        parts = []
    return {"parts": parts, "different": len(counts)}


def _profile_booleans(items: list[Any], rows: int) -> Profile:
    yes = sum(items)
    counts = {"no": len(items) - yes, "yes": yes}
    parts: list[Part] = [
        {"name": name, "share": _rounded(count / rows, 6)}
        for name, count in counts.items()
        if count
    ]
    return {"parts": parts, "different": len(parts)}


def _rounded(share: float, digits: int = 3) -> float:
    """Never to nothing or to all."""
    least = 10**-digits
    return share if share in (0, 1) else min(max(round(share, digits), least), 1 - least)


_PROFILES = {
    "number": _profile_numbers,
    "date": _profile_dates,
    "time": _profile_dates,
    "text": _profile_texts,
    "boolean": _profile_booleans,
}
