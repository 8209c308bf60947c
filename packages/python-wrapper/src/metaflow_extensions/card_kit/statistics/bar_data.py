"""The bars that a chart's arguments name: one value for each name and each series."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InputError
from ..wire.channels import Channel, Source
from ..wire.pairs import read_pairs
from ..wire.scalars import is_instance
from ..wire.text import describe, label

MAX_BARS = 1_000
MAX_SERIES = 50
MAX_PLACES = 1_000_000
"""Of bars that are compared, to find those that are shown."""
CHUNK = 100_000


@dataclass
class Bars:
    """The places of bars, and the values of each series there."""

    places: list[Any]
    series: dict[str, list[float]]
    label: str = ""
    total: int = 0
    """How many places there are, of which `places` may hold fewer."""
    merged: int = 0
    """How many values were added to another one of the same place and series."""
    left_out: int = 0
    """How many series are not here."""


def read_bars(
    data: Any = None, *, x: Any = None, y: Any = None, color: Any = None, sort: Any = None
) -> Bars:
    """The bars that a chart's arguments name.

    Raises
    ------
    InputError
        When a column is not there, is no number, or has another length.
    """
    if data is None and y is None:
        return Bars([], {})
    pairs = read_pairs(data) if x is None and y is None else None
    if pairs is not None:
        data, (x, y) = None, pairs
    source = Source(data)
    names = source.index() if x is None else source.values("x", x)
    by = None if color is None else source.values("color", color)
    but = [channel.name for channel in (names, by) if channel is not None]
    values = source.numeric(but) if y is None else source.several("y", y)
    if not values and source.height == 0:
        return Bars([], {}, "" if names is None else names.name)
    if not values:
        raise InputError("data have no column of numbers for y.", 'y="name_of_a_column"')
    height = len(values[0].values)
    for argument, channel in (("x", names), ("color", by), *(("y", value) for value in values)):
        if channel is not None and len(channel.values) != height:
            raise InputError(
                f"{argument} has {len(channel.values):,} values, and y has {height:,}."
            )
    bars = _gather(names, by, values, height)
    _sort_bars(bars, sort, names, values)
    bars.total = len(bars.places)
    if bars.total > MAX_BARS:
        sums = _sums_of(bars)
        largest = sorted(range(bars.total), key=lambda at: -_size_of(sums[at]))[:MAX_BARS]
        _take_bars(bars, sorted(largest))
    return bars


def _gather(names: Channel | None, by: Channel | None, values: list[Channel], height: int) -> Bars:
    places: dict[Any, int] = {}
    keys = range(1, height + 1) if names is None else names.values
    rows: list[int] = []
    for start in range(0, height, CHUNK):
        rows += [places.setdefault(_as_key(k), len(places)) for k in keys[start : start + CHUNK]]
        if len(places) > MAX_PLACES:
            raise InputError(
                f"x has more than {MAX_PLACES:,} places for bars; give an aggregate or a sample."
            )
    bars = Bars(list(places), {}, "" if names is None else names.name)
    for channel in values:
        floats = channel.floats("y")
        for row, value in enumerate(floats):
            group = None if by is None else label(by.values[row])
            name = _name_series(channel.name, group, len(values))
            if name not in bars.series:
                if len(bars.series) >= MAX_SERIES:
                    bars.left_out += 1
                    continue
                bars.series[name] = [math.nan] * len(places)
            column = bars.series[name]
            before = column[rows[row]]
            if math.isnan(before):
                column[rows[row]] = value
            elif not math.isnan(value):
                column[rows[row]] = before + value
                bars.merged += 1
    return bars


def _name_series(column: str, group: str | None, columns: int) -> str:
    own = column or "y"
    if group is None:
        return own
    return group if columns == 1 else f"{own}, {group}"


def _as_key(value: Any) -> Any:
    """A place as a key; equal floats and whole numbers are one, and so are all missing ones."""
    if isinstance(value, float):
        return None if math.isnan(value) else int(value) if value.is_integer() else value
    if is_instance(value, (tuple, frozenset)):
        return label(value)  # of a shared one the hash may take for ever
    try:
        hash(value)
    except TypeError:
        return label(value)
    return value


def _sort_bars(bars: Bars, sort: Any, names: Channel | None, values: Sequence[Channel]) -> None:
    if sort is None:
        return
    text = sort if is_instance(sort, str) else ""
    descending, key = text.startswith("-"), text.lstrip("-")
    places = range(len(bars.places))
    if key in ("y", *(value.name for value in values)) and key:
        sums = _sums_of(bars)
        known = [at for at in places if not math.isnan(sums[at])]
        order = sorted(known, key=sums.__getitem__, reverse=descending)
        order += [at for at in places if math.isnan(sums[at])]
    elif key and key in ("x", "" if names is None else names.name):
        order = sorted(places, key=lambda at: _name_key(bars.places[at]), reverse=descending)
    else:
        raise InputError(
            f"sort is {describe(sort)}; it can be the column of x or of y, with - in front for "
            "the largest first.",
            'sort="-y"',
        )
    _take_bars(bars, order)


def _name_key(place: Any) -> tuple[int, Any]:
    return (0, place) if isinstance(place, (int, float)) else (1, str(place))


def _take_bars(bars: Bars, order: list[int]) -> None:
    bars.places = [bars.places[at] for at in order]
    bars.series = {name: [values[at] for at in order] for name, values in bars.series.items()}


def _sums_of(bars: Bars) -> list[float]:
    """The sum of all series at each place; NaN where none has a value."""
    sums = []
    for values in zip(*bars.series.values()):
        known = [value for value in values if not math.isnan(value)]
        sums.append(sum(known) if known else math.nan)
    return sums


def _size_of(value: float) -> float:
    return -1.0 if math.isnan(value) else abs(value)
