"""The lines that a chart's arguments name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ..errors import InputError
from ..wire.channels import Channel, Source, are_names
from ..wire.dates import micros_since_epoch
from ..wire.floats import read_floats
from ..wire.kinds import Kind
from ..wire.pairs import read_pairs
from ..wire.text import cap_text, label
from .lines import MAX_ROWS, Group, Line, Lines

MAX_POINTS = 400_000
MAX_LINES = 200


def read_lines(
    data: Any = None,
    *,
    x: Any = None,
    y: Any = None,
    color: Any = None,
    lower: Any = None,
    upper: Any = None,
) -> Lines:
    """The lines that a chart's arguments name, each sorted by its places.

    Raises
    ------
    InputError
        When a column is not there, is no number, or has another length.
    """
    if data is None and all(value is None or are_names(value) for value in (x, y, color)):
        return Lines("number", [], x if isinstance(x, str) else "")
    pairs = read_pairs(data) if x is None and y is None else None
    if pairs is not None:
        data, (x, y) = None, pairs
    source = Source(data)
    places = source.index() if x is None else source.places("x", x)
    by = None if color is None else source.values("color", color)
    but = [channel.name for channel in (places, by) if channel is not None]
    values = source.numeric(but) if y is None else source.several("y", y)
    if not values and source.height == 0:
        return Lines("number", [], x if isinstance(x, str) else "")
    if not values:
        raise InputError("data have no column of numbers for y.", 'y="name_of_a_column"')
    bounds = [
        [] if given is None else source.several(argument, given)
        for argument, given in (("lower", lower), ("upper", upper))
    ]
    for argument, given in zip(("lower", "upper"), bounds):
        if any(bounds) and len(given) != len(values):
            raise InputError(
                f"{argument} names {len(given)} columns, and y {len(values)}; "
                "a band has a lower and an upper end for each line."
            )
    height = len(values[0].values)
    for argument, channel in [
        *(("x", c) for c in (places,) if c is not None),
        *(("color", c) for c in (by,) if c is not None),
        *(("y", c) for c in values),
        *(("lower", c) for c in bounds[0]),
        *(("upper", c) for c in bounds[1]),
    ]:
        if len(channel.values) != height:
            raise InputError(
                f"{argument} has {len(channel.values):,} values, and y has {height:,}."
            )
    return _make_lines(places, values, by, bounds, height)


def _make_lines(
    places: Channel | None,
    values: list[Channel],
    by: Channel | None,
    bounds: list[list[Channel]],
    height: int,
) -> Lines:
    kind, x = _read_line_places(places, height)
    lines = Lines(kind, [], places.name if places is not None else "")
    if by is not None and len(values) == 1:
        lines.values = values[0].name
    if kind == "text":
        x = [lines.names.setdefault(label(place), len(lines.names)) for place in x]
    floats = [channel.floats("y") for channel in values]
    lows, highs = (
        [channel.floats(argument) for channel in given]
        for argument, given in zip(("lower", "upper"), bounds)
    )
    groups: dict[str, list[int]] = {}
    if by is not None:
        for place, value in enumerate(by.values):
            groups.setdefault(label(value), []).append(place)
    limit = min(MAX_ROWS, MAX_POINTS // max(1, len(values)))
    for name, rows in groups.items() if by is not None else [("", range(height))]:
        if len(lines.groups) * len(values) >= MAX_LINES:
            lines.left_out = (len(groups) - len(lines.groups)) * len(values)
            break
        order = _in_order(x, rows, kind)
        made = [
            Line(
                _name_line(channel.name, name, len(values), by is not None),
                [floats[i][row] for row in order],
                [lows[i][row] for row in order] if lows else None,
                [highs[i][row] for row in order] if highs else None,
            )
            for i, channel in enumerate(values)
        ]
        group = Group([x[row] for row in order], made, len(order))
        share = max(1_000, limit * len(order) // max(1, height))
        if len(order) > share:
            group.take(group.extremes(share * len(values)))
        lines.groups.append(group)
    return lines


def _name_line(column: str, group: str, columns: int, grouped: bool) -> str:
    if not grouped:
        return cap_text(column or "y", 200)
    return group if columns == 1 else f"{column}, {group}"


def _read_line_places(places: Channel | None, height: int) -> tuple[Kind, list[Any]]:
    if places is None:
        return "number", list(range(height))
    if places.kind in ("time", "date"):
        return places.kind, places.values
    if places.kind == "number" or all(v is None for v in places.values):
        return "number", read_floats(places.values, "x")
    return "text", places.values


def _in_order(x: list[Any], rows: Sequence[int], kind: Kind) -> list[int]:
    """The rows by their places; as they were given where those ascend, or are names."""
    rows = list(rows)
    if kind == "text":
        return rows
    places = [x[row] for row in rows]
    try:
        if all(a <= b for a, b in zip(places, places[1:])):
            return rows
    except TypeError:
        pass  # a missing moment
    return sorted(rows, key=lambda row: _sort_key(x[row]))


def _sort_key(place: Any) -> tuple[bool, Any]:
    missing = place is None or (isinstance(place, float) and math.isnan(place))
    if missing:
        return True, 0
    if isinstance(place, datetime):
        return False, micros_since_epoch(place)
    return False, place.toordinal() if isinstance(place, date) else place
