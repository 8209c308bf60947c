"""The bins of a histogram that its arguments name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..errors import InputError
from ..wire.arrays import read_values
from ..wire.channels import Channel, Source, list_names
from ..wire.dates import (
    date_of_days,
    days_since_epoch,
    micros_since_epoch,
    zone_of,
)
from ..wire.pairs import read_pairs
from ..wire.rules import read_choice
from ..wire.scalars import is_instance, shape_of, unwrap
from ..wire.text import describe, label
from .bins import MAX_BINS, bin_edges, count_in_bins
from .moment_bins import moment_edges, moment_of_edge

MAX_VALUES = 1_000_000
MAX_GROUPS = 20
MAX_EDGES = 100_000
RULES = ("auto", "fd", "sturges")
NORMALIZE = ("count", "share", "density")


@dataclass
class Bins:
    """The bars of each group over the same edges."""

    edges: list[Any]
    groups: dict[str, list[float]]
    counts: dict[str, int]
    label: str = ""
    weighted: bool = False
    missing: int = 0
    """How many values are missing, infinite, or not positive where they must be."""
    outside: int = 0
    """How many are outside of the edges that were given."""
    log: bool = False
    normalize: str = "count"
    notes: list[str] = field(default_factory=list)


def read_bins(
    data: Any = None,
    *,
    x: Any = None,
    color: Any = None,
    bins: Any = "auto",
    weights: Any = None,
    x_scale: Any = None,
    normalize: Any = "count",
) -> Bins:
    """The bins that a histogram's arguments name.

    Raises
    ------
    InputError
        When a column is not there, cannot be counted, or has another length; for other bins.
    """
    notes: list[str] = []
    log = read_choice("x_scale", x_scale, ("linear", "log"), notes) == "log"
    normalize = read_choice("normalize", normalize, NORMALIZE, notes, default="count")
    if data is None and x is None:
        return Bins([], {"": []}, {"": 0}, log=log, normalize=normalize, notes=notes)
    if x is None and is_instance(data, Mapping) and read_pairs(data) is not None:
        raise InputError(
            "data has one number for each name, and a Histogram counts the values of a column.",
            "BarChart(data)",
        )
    source = Source(data, MAX_VALUES)
    channel = _only_column(source) if x is None else source.places("x", x)
    by = None if color is None else source.values("color", color)
    shares = None if weights is None else source.values("weights", weights).floats("weights")
    height = len(channel.values)
    lengths = {
        "color": height if by is None else len(by.values),
        "weights": height if shares is None else len(shares),
    }
    for argument, length in lengths.items():
        if length != height:
            raise InputError(f"{argument} has {length:,} values, and x has {height:,}.")
    if shares is not None and not all(share >= 0 and math.isfinite(share) for share in shares):
        raise InputError("weights must be 0 or more, and none may be missing.")
    places, zone = _read_binned_numbers(channel)
    known = [at for at, v in enumerate(places) if math.isfinite(v) and not (log and v <= 0)]
    ordered = sorted(places[at] for at in known)
    edges = _read_edges(bins, ordered, channel.kind, zone, log)
    groups: dict[str, list[int]] = {}
    for at in known:
        groups.setdefault("" if by is None else label(by.values[at]), []).append(at)
    made = Bins(
        edges,
        {},
        {},
        channel.name,
        weighted=shares is not None,
        missing=height - len(known),
        log=log,
        normalize=normalize,
        notes=notes,
    )
    for name, rows in _largest(groups).items():
        values = [places[at] for at in rows]
        own = None if shares is None else [shares[at] for at in rows]
        made.groups[name] = _normalized(count_in_bins(values, edges, own), edges, normalize)
        inside = sum(1 for v in values if edges and edges[0] <= v <= edges[-1])
        made.counts[name] = inside
        made.outside += len(values) - inside
    if not made.groups:
        made.groups, made.counts = {"": []}, {"": 0}
    made.edges = _write_edges(edges, channel.kind, zone)
    return made


def _largest(groups: dict[str, list[int]]) -> dict[str, list[int]]:
    """The groups in their order; beyond the limit the largest, and the rest together."""
    if len(groups) <= MAX_GROUPS:
        return groups
    order = sorted(groups, key=lambda name: -len(groups[name]))[: MAX_GROUPS - 1]
    kept = {name: rows for name, rows in groups.items() if name in set(order)}
    rest = [row for name, rows in groups.items() if name not in kept for row in rows]
    return {**kept, f"{len(groups) - len(kept)} others": rest}


def _only_column(source: Source) -> Channel:
    columns = source.numeric([])
    if not columns and source.height == 0:
        return Channel("", [], "number")
    if len(columns) != 1:
        names = [column.name for column in columns]
        raise InputError(
            "x must name the column that is counted; data have "
            + (
                f"the columns of numbers {list_names(names)}." if names else "no column of numbers."
            ),
            f'x="{names[0]}"' if names else None,
        )
    return columns[0]


def _read_binned_numbers(channel: Channel) -> tuple[list[float], str | None]:
    """Values as numbers: days of dates, microseconds of moments."""
    if channel.kind == "date":
        return [_or_nan(value, days_since_epoch) for value in channel.values], None
    if channel.kind == "time":
        first = next((v for v in channel.values if isinstance(v, datetime)), None)
        zone = None if first is None else zone_of(first)
        return [_or_nan(value, micros_since_epoch) for value in channel.values], zone
    return channel.floats("x"), None


def _or_nan(value: Any, read: Any) -> float:
    return float(read(value)) if isinstance(value, date) else math.nan


def _read_edges(
    bins: Any, values: list[float], kind: str, zone: str | None, log: bool
) -> list[float]:
    if shape_of(bins) or is_instance(bins, (list, tuple)):
        return _given_edges(read_values(bins, "bins", MAX_EDGES, what="edges"))
    bins = unwrap(bins)
    whole = isinstance(bins, int) and not isinstance(bins, bool)
    if bins is not None and bins not in RULES and not (whole and 1 <= bins <= MAX_BINS):
        raise InputError(
            f"bins is {describe(bins)}; it can be a number up to {MAX_BINS:,}, a list of edges, "
            f"or {', '.join(RULES)}.",
            "bins=20",
        )
    rule = bins or "auto"
    if kind == "date" and values:
        span = values[-1] - values[0] + 1
        step = max(1, math.ceil(span / (len(bin_edges(values, rule)) - 1)))
        last = float(days_since_epoch(date.max))
        begin = min(values[0], last - 1)
        ends = (begin + step * at for at in range(math.ceil(span / step) + 1))
        return sorted({min(end, last) for end in ends})
    if kind == "time" and values:
        return moment_edges(values, "fd" if rule == "auto" else rule, zone)
    return bin_edges(values, rule, log=log)


def _given_edges(bins: Any) -> list[float]:
    edges = Channel("", list(map(unwrap, bins)), "number").floats("bins")
    ascending = all(a < b for a, b in zip(edges, edges[1:]))
    if len(edges) < 2 or len(edges) > MAX_BINS + 1 or not ascending:
        raise InputError(
            f"bins has {len(edges):,} edges; it must have 2 to {MAX_BINS + 1:,}, each larger than "
            "the one before.",
            "bins=[0, 0.25, 0.5, 1]",
        )
    return edges


def _write_edges(edges: list[float], kind: str, zone: str | None) -> list[Any]:
    if kind == "date":
        return [date_of_days(int(edge)) for edge in edges]
    if kind == "time":
        return [moment_of_edge(edge, zone) for edge in edges]
    return edges


def _normalized(bars: list[float], edges: list[float], normalize: Any) -> list[float]:
    total = sum(bars)
    if normalize not in ("share", "density") or not total:
        return bars
    if normalize == "share":
        return [bar / total for bar in bars]
    return [bar / total / (after - before) for bar, before, after in zip(bars, edges, edges[1:])]
