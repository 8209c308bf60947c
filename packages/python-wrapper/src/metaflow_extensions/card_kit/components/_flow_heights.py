"""The first frame of a flow: its rows of boxes, its rail on a phone, or its strip."""

from __future__ import annotations

from math import ceil
from typing import Any

from ..page.heights import Heights, panel, widths_of

_MOST_RANKS = 9
"""In a row."""


def flow_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a flow: its rows of boxes, or its rail on a phone, and the timeline."""
    steps = {step["name"]: step for step in node["steps"]}
    if node.get("strip") and node.get("current") in steps:
        return 12, panel(node, Heights(*(_strip_height(node, width) for width in widths_of())))
    lanes = [min(len(names), 6) for names in _ranks_of(steps)]
    longest = max(map(len, steps), default=0)
    least = max(100.0, min(176.0, longest * 6.7 + 42))

    def graph(room: float) -> float:
        most = min(9, int((room + 22) // (least + 22)))
        if len(lanes) > most:
            most = max(1, min(7, int((room - 10) // (least + 22))))
        rows = ceil(len(lanes) / max(most, 1))
        each = ceil(len(lanes) / max(rows, 1))
        highest = [max(lanes[at : at + each]) for at in range(0, len(lanes), each or 1)]
        return sum(78 * high - 18 for high in highest) + 36 * (len(highest) - 1) + 8

    wide, medium, narrow, _ = widths_of()
    run = 26 if "run" in node else 0
    waiting = sum(step.get("status") in ("pending", "skipped") for step in steps.values())
    rail = 52 * len(steps) - 6 * waiting
    content = Heights(graph(wide), graph(medium), graph(narrow), rail) + Heights(
        run, run, run, run and run + 16
    )
    if node.get("timeline") and "elapsed" in node:
        timed = [step for step in steps.values() if "duration" in step][:40]
        bars = sum(max(25, 6 * len(step.get("spans", [])) + 2) for step in timed)
        level = 84 + bars
        phone = sum(max(41, 6 * len(step.get("spans", [])) + 22) for step in timed)
        content += Heights(level, level, level, 84 + phone)
    words = "6 steps, all done, heavy line: the critical path, bars: share of the time"
    done = all(step.get("status") in (None, "done") for step in steps.values())
    subtitle = words if "run" in node else "6 steps"
    return 12, panel(node, content, subtitle=subtitle, counts="" if done else " 1 failed 1 running")


def _ranks_of(steps: dict[str, Any]) -> list[list[str]]:
    """The steps that stand above each other in each rank."""
    ranks = {name: 0 for name in steps}
    for _ in range(len(steps)):
        moved = False
        for name, step in steps.items():
            for to in step["next"]:
                other = to["step"]
                if other in ranks and other != name and ranks[other] <= ranks[name] < len(steps):
                    ranks[other], moved = ranks[name] + 1, True
        if not moved:
            break
    found: list[list[str]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for name, rank in ranks.items():
        found[rank].append(name)
    return [names for names in found if names]


def _strip_height(node: dict[str, Any], width: float) -> float:
    """Of a row of names; what is far from the card's own step is folded, see ``items.ts``."""
    own = next(step for step in node["steps"] if step["name"] == node["current"])
    is_many = "within" in own or own.get("tasks", {}).get("total", 1) > 1
    ranks = _ranks_of({step["name"]: step for step in node["steps"]})
    middle = next(at for at, names in enumerate(ranks) if own["name"] in names)

    def size(name: str) -> float:
        words = 6.4 * len(f"this is {node['place']}") if "place" in node else 0
        letter = 7.9 if name == own["name"] else 7.2
        box = min(240, letter * len(name) + 42)
        return max(150, box + words + 10) if name == own["name"] and is_many else box

    def folded(ends: list[list[str]]) -> list[list[str]]:
        names = [name for rank in ends for name in rank]
        return [[f"{len(names)} steps"] if len(names) > 1 else names] if names else []

    def fits(found: list[list[str]]) -> bool:
        if width < 560:
            return sum(min(len(names), 3) for names in found) <= 5
        needed = sum(max(map(size, names)) + 22 for names in found) - 22
        return len(found) <= _MOST_RANKS and needed <= width

    first, last = max(0, middle - _MOST_RANKS), min(len(ranks) - 1, middle + _MOST_RANKS)
    while True:
        found = folded(ranks[:first]) + ranks[first : last + 1] + folded(ranks[last + 1 :])
        if fits(found) or max(middle - first, last - middle) == 0:
            break
        if middle - first >= last - middle:
            first += 1
        else:
            last -= 1
    if width < 560:
        return sum(34 * min(len(names), 3) for names in found) + 18 * is_many
    # A transition over a rank passes beside its boxes.
    at = {name: rank for rank, names in enumerate(ranks) for name in names}
    spans = {
        (at[step["name"]], at[to["step"]])
        for step in node["steps"]
        for to in step["next"]
        if to["step"] in at
    }
    offset = 1 - first if first else 0
    heights = []
    for rank, names in enumerate(found):
        passing = sum(start < rank - offset < end for start, end in spans)
        own_height = 18 * (own["name"] in names and is_many)
        heights.append(40 * min(len(names), 3) - 10 + 22 * min(passing, 2) + own_height)
    return max(heights) + 8
