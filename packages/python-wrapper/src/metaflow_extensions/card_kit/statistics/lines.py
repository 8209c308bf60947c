"""The points of lines: extended as a run goes on, bounded, and packed as columns."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from ..wire.columns import Column, encode
from ..wire.kinds import Kind
from ..wire.numbers import Num, float_on_wire
from .reduce import extreme_places

MAX_ROWS = 100_000
BLOCK = 4096
"""Appended points are packed so many at a time, and never again."""
RECENT = 2_000
HISTORY = 1_000
"""The points of a refresh: the last ones as they are, and extremes of all before."""

Bounds = list[float]


@dataclass
class Line:
    """A line over the places of its group."""

    name: str
    y: list[float]
    lower: Bounds | None = None
    upper: Bounds | None = None

    def facts(self) -> dict[str, Num]:
        """First and last value, smallest and largest, of those that are there."""
        known = [value for value in self.y if value == value]  # noqa: PLR0124
        if not known:
            return {}
        ends = {"first": known[0], "last": known[-1], "low": min(known), "high": max(known)}
        return {name: float_on_wire(value) for name, value in ends.items()}

    def columns(self) -> dict[str, list[float]]:
        named = {"y": self.y, "lower": self.lower, "upper": self.upper}
        return {name: values for name, values in named.items() if values is not None}


@dataclass
class Group:
    """Lines over the same places."""

    x: list[Any]
    lines: list[Line]
    count: int = 0
    """How many points came, of which `x` may hold fewer."""
    blocks: dict[str, list[Column]] = field(default_factory=dict)

    def take(self, places: list[int]) -> None:
        """Keep the points at these places."""
        self.x = [self.x[place] for place in places]
        for line in self.lines:
            for name, values in line.columns().items():
                setattr(line, name, [values[place] for place in places])
        self.blocks = {}

    def extend(self, more: Group) -> None:
        """The points of the same lines, behind these."""
        self.x.extend(more.x)
        self.count += more.count
        for line, new in zip(self.lines, more.lines):
            for name, values in new.columns().items():
                line.columns().get(name, []).extend(values)

    def bound(self) -> None:
        """Beyond the limit the older points are thinned out, to a half: their extremes stay."""
        if len(self.x) > MAX_ROWS * 6 // 5:
            end = len(self.x) - RECENT
            self.take([*self.extremes(MAX_ROWS // 2, 0, end), *range(end, len(self.x))])

    def extremes(self, limit: int, start: int = 0, end: int | None = None) -> list[int]:
        """The places of the extremes of all lines, between two of them."""
        share = max(5, limit // max(1, len(self.lines)))
        found: set[int] = set()
        for line in self.lines:
            for values in line.columns().values():
                found.update(start + place for place in extreme_places(values[start:end], share))
        return sorted(found)


@dataclass
class Lines:
    """All lines of a chart.

    Attributes
    ----------
    kind : str
        What the places on the x axis are.
    names : dict of str to int
        Of places that are names, the number of each.
    label : str
        Name of the column of places; empty where they are counted.
    values : str
        Name of the one column that is split into lines by color; else empty.
    left_out : int
        How many lines were given and are not here.
    appended : bool
        Whether points came after the first ones.
    revision : str
        Tells these lines, however they grow, from others.
    """

    kind: Kind
    groups: list[Group]
    label: str = ""
    values: str = ""
    names: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    appended: bool = False
    revision: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    @property
    def total(self) -> int:
        """How many points came."""
        return sum(group.count * len(group.lines) for group in self.groups)

    @property
    def kept(self) -> int:
        """How many of them are here."""
        return sum(len(group.x) * len(group.lines) for group in self.groups)

    def append_row(self, row: Mapping[str, Any], x: str) -> bool:
        """Take one point of each line in, the quick way; False where it takes a closer look."""
        group = self.groups[0] if len(self.groups) == 1 else None
        if group is None or self.kind != "number" or self.label != x or len(row) < 2:
            return False
        place: Any = row.get(x)
        values: list[Any] = [row.get(line.name) for line in group.lines if line.lower is None]
        plain = {int, float}
        if {type(place), *map(type, values)} - plain or len(values) != len(group.lines):
            return False
        if len(row) != len(values) + 1:
            return False
        group.x.append(float(place))
        group.count += 1
        for line, value in zip(group.lines, values):
            line.y.append(float(value))
        self.appended = True
        group.bound()
        return True

    def extend(self, more: Lines) -> None:
        """Take the points of other lines in, behind those of the lines of the same names."""
        if self.kept == 0 and more.kept:
            self.kind, self.label, self.names = more.kind, more.label, more.names
        if more.kind != self.kind and more.kept:
            raise InputError(f"x holds {more.kind}s, and the points before it {self.kind}s.")
        codes = {
            code: self.names.setdefault(name, len(self.names)) for name, code in more.names.items()
        }
        for group in more.groups:
            known = self._find(group)
            if codes:
                group.x = [codes[code] for code in group.x]
            elif self.label == "" and known is not None:
                group.x = [known.count + place for place in group.x]
            if known is None:
                self.groups.append(group)
            else:
                known.extend(group)
        self.appended = True
        for group in self.groups:
            group.bound()

    def _find(self, group: Group) -> Group | None:
        names = [line.name for line in group.lines]
        return next((g for g in self.groups if [line.name for line in g.lines] == names), None)

    def columns(self) -> tuple[list[Column], list[dict[str, Any]]]:
        """All points as columns, and which line is in which."""
        columns: list[Column] = []
        series: list[dict[str, Any]] = []
        for at, group in enumerate(self.groups):
            columns += self._pack(group, f"x{at}", group.x)
            for line in group.lines:
                own: dict[str, Any] = {"name": line.name, "x": f"x{at}", "count": group.count}
                for name, values in line.columns().items():
                    own[name] = f"{name}{len(series)}"
                    columns += self._pack(group, own[name], values)
                own.update(line.facts())
                series.append(own)
        return columns, series

    def _pack(self, group: Group, name: str, values: list[Any]) -> list[Column]:
        if not self.appended:
            return [_pack_values(name, values)]
        blocks = group.blocks.setdefault(name, [])
        while (len(blocks) + 1) * BLOCK <= len(values):
            start = len(blocks) * BLOCK
            blocks.append(_pack_values(name, values[start : start + BLOCK]))
        return [*blocks, _pack_values(name, values[len(blocks) * BLOCK :])]

    def latest(self) -> tuple[list[Column], list[dict[str, Any]]] | None:
        """What a refresh sends of a long run; None where everything is as short.

        The host of a page polls for the last refresh only, and each may be dropped or come
        instead of several. So every refresh can stand alone: it holds the last `RECENT` points as
        they are, and the extremes of all before, `HISTORY` of them, whatever the length of the
        run. A page that has all points before the recent ones adds those it lacks, and loses
        nothing; one that has not, since it was opened late or missed more than `RECENT` points,
        shows the extremes until the next whole page. ``count`` says how many points came, and
        ``recent`` how many of the columns' last ones are as they are.
        """
        share = max(1, sum(len(group.lines) for group in self.groups))
        recent, history = max(50, RECENT // share), max(20, HISTORY // share)
        if not self.appended or all(len(g.x) <= recent + history for g in self.groups):
            return None
        short = Lines(self.kind, [], self.label, self.values, self.names)
        sizes: list[int] = []
        for group in self.groups:
            copy = Group(group.x, [Line(**vars(line)) for line in group.lines], group.count)
            end = max(0, len(group.x) - recent)
            if end > history:
                limit = history * len(group.lines)
                copy.take([*group.extremes(limit, 0, end), *range(end, len(group.x))])
                sizes += [recent] * len(group.lines)
            else:
                sizes += [len(group.x)] * len(group.lines)
            short.groups.append(copy)
        columns, series = short.columns()
        for own, size in zip(series, sizes):
            own["recent"] = size
        return columns, series


def _pack_values(name: str, values: list[Any]) -> Column:
    """A column, by NumPy where the process has it anyway and it is worth its while."""
    numpy = sys.modules.get("numpy")
    if numpy is not None and len(values) >= BLOCK and type(values[0]) is float:
        return encode(name, numpy.array(values))
    return encode(name, values)
