"""The points of a scatter chart that its arguments name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from ..wire.channels import Channel, Source
from ..wire.floats import read_floats
from ..wire.pairs import read_pairs
from ..wire.text import label as label_text
from .reduce import outer_places

MAX_POINTS = 100_000
MAX_NAMES = 1_000
FEW = 8
"""Whole numbers of so few kinds, such as those of clusters, are names rather than quantities."""


@dataclass
class Points:
    """Columns of equal length, by what they decide."""

    columns: dict[str, list[Any]]
    labels: dict[str, str] = field(default_factory=dict)
    x_names: list[str] | None = None
    color_names: list[str] | None = None
    total: int = 0
    """How many points there are, of which the columns may hold fewer."""


def read_points(
    data: Any = None,
    *,
    x: Any = None,
    y: Any = None,
    color: Any = None,
    size: Any = None,
    label: Any = None,
) -> Points:
    """The points that a chart's arguments name.

    Raises
    ------
    InputError
        When a column is not there, cannot be placed, or has another length.
    """
    if data is None and x is None and y is None:
        return Points({"x": [], "y": []})
    pairs = read_pairs(data) if x is None and y is None else None
    if pairs is not None:
        data, (x, y) = None, pairs
    source = Source(data)
    given = {"x": x, "y": y, "color": color, "size": size, "label": label}
    found = {
        name: (source.places if name == "x" else source.values)(name, value)
        for name, value in given.items()
        if value is not None
    }
    if "x" not in found or "y" not in found:
        if source.height == 0:
            return Points({"x": [], "y": []})
        for name, channel in _free_columns(source, found):
            found[name] = channel
    height = len(found["y"].values)
    for name, channel in found.items():
        if len(channel.values) != height:
            raise InputError(f"{name} has {len(channel.values):,} values, and y has {height:,}.")
    points = Points({}, {name: channel.name for name, channel in found.items()}, total=height)
    points.columns["x"], points.x_names = _read_point_places(found["x"])
    points.columns["y"] = found["y"].floats("y")
    if "color" in found:
        points.columns["color"], points.color_names = _read_colors(found["color"])
    if "size" in found:
        points.columns["size"] = found["size"].floats("size")
    if "label" in found:
        points.columns["label"] = list(map(_category_text, found["label"].values))
    if height > MAX_POINTS:
        across = points.columns["x"] if found["x"].kind == "number" else range(height)
        kept = outer_places(across, points.columns["y"], MAX_POINTS)
        points.columns = {
            name: [values[at] for at in kept] for name, values in points.columns.items()
        }
    return points


def _free_columns(source: Source, found: dict[str, Channel]) -> list[tuple[str, Channel]]:
    """The first columns of numbers that no argument names, for x and y."""
    axes = [name for name in ("x", "y") if name not in found]
    free = source.numeric([channel.name for channel in found.values()])
    if len(axes) == 2 and len(free) == 1:
        height = len(free[0].values)
        count = Channel("", [float(place) for place in range(height)], "number")
        free = [source.index() or count, *free]
    if len(free) < len(axes):
        raise InputError(
            f"{' and '.join(axes)} must name columns of numbers; data have {len(free)} that no "
            "other argument names.",
            'x="a_column", y="another_column"',
        )
    return list(zip(axes, free))


def _read_point_places(channel: Channel) -> tuple[list[Any], list[str] | None]:
    """Numbers, dates and moments as they are; numbers of names in the order of their first row."""
    if channel.kind in ("date", "time"):
        return channel.values, None
    if channel.kind in ("text", "other") and any(value is not None for value in channel.values):
        return _number_names(channel.values)
    return read_floats(channel.values, "x"), None


def _read_colors(channel: Channel) -> tuple[list[Any], list[str] | None]:
    """Numbers of names in the order of their first row, or the quantities themselves."""
    if channel.kind == "number":
        floats = channel.floats("color")
        distinct = set(floats)
        whole = all(value.is_integer() for value in distinct if not math.isnan(value))
        if len(distinct) > FEW or not whole:
            return floats, None
        names = [str(int(v)) for v in sorted(value for value in distinct if not math.isnan(value))]
        codes = {float(name): float(code) for code, name in enumerate(names)}
        return [codes.get(value, math.nan) for value in floats], names
    return _number_names(channel.values)


def _number_names(values: Sequence[Any]) -> tuple[list[float], list[str]]:
    codes: dict[str, int] = {}
    numbers: list[float] = []
    for value in values:
        if value is None or (len(codes) >= MAX_NAMES and label_text(value) not in codes):
            numbers.append(math.nan)
        else:
            numbers.append(float(codes.setdefault(label_text(value), len(codes))))
    return numbers, list(codes)


def _category_text(value: Any) -> str:
    return "" if value is None else label_text(value)
