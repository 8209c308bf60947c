"""The first frames of panels whose parts are many: a matrix, a comparison, a flow, a problem."""

from __future__ import annotations

from math import ceil
from typing import Any

from ..page.heights import Heights, empty, lines_of, panel, widths_of

_CONFUSIONS, _FIGURES, _BESIDE = 7, 15, 6


def matrix_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a confusion matrix: its rows, its keys, and the confusions beside it or below."""
    labels, counts = node["labels"], node["counts"]
    size = len(labels)
    if size == 0:
        return 5, empty(node)
    pairs = sum(
        bool(count) for i, row in enumerate(counts) for j, count in enumerate(row) if i != j
    )
    figures = size <= _FIGURES
    pairs = min(pairs, _CONFUSIONS if figures else 2 * _CONFUSIONS)
    hardest = sum(score is not None and score < 1 for score in node.get("f1", []))
    hardest = min(hardest, ceil(pairs / 2)) if size > 5 else 0
    beside = size >= _BESIDE and pairs > 0
    listed, hard = 24 + 26 * pairs, 24 + 26 * hardest if hardest else 0
    both = max(listed + 52, hard)
    confusions = Heights(listed + hard + 52, both, both, listed + hard + 52)
    content = _cell_heights(labels) if figures else _picture_heights(labels)
    if beside:
        wide = Heights(*(max(pair) for pair in zip(content, confusions)))
        below = content + 20 + confusions
        content = Heights(wide.wide, below.medium, below.narrow, below.phone)
    span = 5 if size <= 5 else 12
    return span, panel(node, content, subtitle="90.0% correct, 900 of 1,000", span=span)


def _cell_heights(labels: list[str]) -> Heights:
    size = len(labels)
    longest = max(map(len, labels), default=0)
    head = 97 if longest > max(8, 42 // max(size, 1)) else 21
    table = head + (41 if size <= 5 else 35) * size + 31
    keys = 68 if size <= 5 else 28
    return Heights(table + keys, table + keys, table + 28, table + 96)


def _picture_heights(labels: list[str]) -> Heights:
    names = min(max(map(len, labels), default=0), 16) * 6.6

    def height(width: float, phone: bool = False) -> float:
        shown = min(names, 63) if phone else names
        side = min(640, width - max(shown * 0.92 + 8, 76) - (16 if phone else 40))
        return shown * 0.65 + 16 + side + (68 if phone else 28)

    wide, medium, narrow, phone = widths_of()
    return Heights(height(0.7 * wide), height(medium), height(narrow), height(phone, True))


def comparison_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a comparison: the verdict, the leaderboard, and the parameters that differ."""
    models, metrics = len(node["models"]), len(node["metrics"])
    judged = sum("higher_is_better" in metric for metric in node["metrics"])
    differing = sum(len(set(row["groups"])) > 1 for row in node["parameters"])
    few = models <= 3 and metrics > 6
    rows = metrics if few else models
    board = 30 + 36 * min(rows, 40) + 24 if metrics else 0
    strip = 28 * min(judged, 6) + 22 if judged and models > 1 else 0
    words = 18 + 38 + 20 * 3
    differences = 0
    if node["parameters"]:
        table = 30 + min(33 * differing, 640) if differing else 0
        differences = 24 + 26 + table + (24 if differing < len(node["parameters"]) else 0)
    ranked = "ranking" in node
    wide = (max(words, strip) + 24 if ranked else 0) + board + differences
    narrow = (words + 16 + strip + 24 if ranked else 0) + board + differences
    others = ceil(max(0, metrics - 1) / 2) * 36
    phone = (18 + 32 + 80 + 16 + 28 * 2 * min(judged, 6) + 40 + 24 if ranked else 0) + (
        45 * models + others + 60 + (50 + 90 * min(differing, 12) if differing else 0)
    )
    shown = {**node, "title": node.get("title", "Models")}
    tools = 44 if models > 1 else 0
    content = Heights(wide, wide, narrow, phone + tools + 44 * (models >= 8))
    return 12, panel(shown, content, subtitle=f"{models} models")


def flow_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a flow: its rows of boxes, or its rail on a phone, and the timeline."""
    steps = {step["name"]: step for step in node["steps"]}
    lanes = _lanes_of(steps)
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
        content += Heights(level, level, level, 84 + 41 * len(timed))
    words = "6 steps, all done, heavy line: the critical path, bars: share of the time"
    done = all(step.get("status") in (None, "done") for step in steps.values())
    subtitle = words if "run" in node else "6 steps"
    return 12, panel(node, content, subtitle=subtitle, counts="" if done else " 1 failed 1 running")


def _lanes_of(steps: dict[str, Any]) -> list[int]:
    """How many steps stand above each other in each rank; of a split above six, six."""
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
    found = [0] * (max(ranks.values(), default=-1) + 1)
    for rank in ranks.values():
        found[rank] += 1
    return [min(lanes, 6) for lanes in found if lanes]


def problem_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a sentence, and of code to write instead."""
    if node.get("waiting") and "hint" not in node:
        return 12, empty(node, node["message"])
    opening = f"{node['component']} is not shown. " if "component" in node else ""
    words = f"{opening}{node['message']}"
    hint = str(node.get("hint", ""))
    content = Heights(
        *(
            20 * lines_of(words, width - 26, 6.4 if width > 500 else 7.3)
            + (24 + 18 * lines_of(hint, width - 50, 7.3) if hint else 0)
            for width in widths_of()
        )
    )
    head = 20 if "title" in node or "component" in node else 0
    return 12, content + Heights(34, 34, 34, 34) + head
