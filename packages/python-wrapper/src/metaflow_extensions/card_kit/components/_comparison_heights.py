"""The first frame of a comparison: the verdict, the leaderboard, and the parameters that differ."""

from __future__ import annotations

from math import ceil
from typing import Any

from ..page.heights import Heights, lines_of, panel, widths_of

_MODEL_ROW, _KEY_LINE = 36, 24


def comparison_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    models = len(node["models"])
    words = f"{models} models"
    content = Heights(*(_comparison_height(node, width) for width in widths_of()))
    shown = {**node, "title": node.get("title", "Models")}
    return 12, panel(shown, content, subtitle=words)


def _comparison_height(node: dict[str, Any], width: float) -> float:
    parts = [_verdict_height(node, width)] if "ranking" in node else []
    parts += [_board_height(node, width)] if node["metrics"] else []
    parts += [_parameters_height(node, width)] if node["parameters"] else []
    return sum(parts) + 24 * (len(parts) - 1)


def _verdict_height(node: dict[str, Any], width: float) -> float:
    judged = sum("higher_is_better" in metric for metric in node["metrics"])
    best = node["ranking"]["best"]
    ranked = [i for i, model in enumerate(node["models"]) if model.get("ranked") is not False]
    lines = min(6, sum(_is_strip(metric, ranked) for metric in node["metrics"]))
    beside = width >= 720 and lines > 0
    room = (width - 28) / 2 if beside else width
    name = node["models"][best[0]]["name"] if best else "No model is better than the others"
    near = [node["models"][i]["name"] for i in node["ranking"].get("within_noise", [])[:3]]
    letters = 25 * (len(best) == 1 and judged > 1) + (17 + len(", ".join(near))) * bool(near)
    base = node.get("baseline")
    if base is not None and len(best) == 1 and base != name:
        letters += 12 + len(base) + 23 * min(5, judged)
    figure, high = (14.5, 32) if width <= 480 else (18, 38)
    words = 18 + high * lines_of(name, room, figure)
    words += 20 * lines_of("x" * letters, room, 7.3) if letters else 0
    strip = (46 if width <= 440 else 28) * lines + 22 if lines else 0
    return max(words, strip) if beside else words + (16 + strip if lines else 0)


def _is_strip(metric: dict[str, Any], ranked: list[int]) -> bool:
    """Whether two models or more stand on a line from the worst to the best."""
    values = [metric["cells"][i].get("value") for i in ranked]
    return "higher_is_better" in metric and sum(v not in (None, "NaN") for v in values) > 1


def _board_height(node: dict[str, Any], width: float) -> float:
    models, metrics = len(node["models"]), len(node["metrics"])
    if width < 560 and models == 1:
        return (
            39.0 + 20 * (metrics > 1) + 36 * ceil((metrics - 1) / max(1, int((width - 12) // 132)))
        )
    if width < 560:
        tools = 40 * (metrics > 1 and models > 1)
        opened = 36 * ceil((metrics - 1) / max(1, int((width - 12) // 132)))
        opened += 12 * (metrics > 1)
        room = width - 24 - 125
        names = (18 * lines_of(model["name"], room, 7.4) - 18 for model in node["models"])
        each = 64 if metrics > 1 else 45
        return (
            tools
            + each * models
            + sum(names)
            - 20 * (metrics > 1)
            + opened
            + 8
            + 18 * (3 if width < 480 else 2)
        )
    if models <= 3 and metrics > 6:
        return (656 if metrics > 40 else 32 + _MODEL_ROW * metrics) + _KEY_LINE
    room = min(270.0, 0.24 * width)
    rows = (1 + 18 * lines_of(model["name"], room, 7.4) for model in node["models"])
    keys = _KEY_LINE if models > 1 else 9
    return (656 if models > 40 else 32 + sum(max(_MODEL_ROW, row) for row in rows)) + keys


def _parameters_height(node: dict[str, Any], width: float) -> float:
    names = [model["name"] for model in node["models"]]
    rows = node["parameters"]
    differing = [row for row in rows if len(set(row["groups"])) > 1]
    if len(names) == 1:
        differing = rows
    foot = 36 * (len(differing) < len(rows))
    headings = sum(7 * len(name) + 20 for name in names) + 180
    if len(names) == 1 or (width >= 560 and len(names) <= 8 and headings <= width):
        table = 31 + 32 * len(differing) if len(differing) <= 40 else 656
        return 26 + (table if differing else 0) + foot
    more = 36 * (len(differing) > 12)
    return 26 + sum(_values_height(row, names, width) for row in differing[:12]) + foot + more


def _values_height(row: dict[str, Any], names: list[str], width: float) -> float:
    groups: dict[int, list[str]] = {}
    for group, name in zip(row["groups"], names):
        groups.setdefault(group, []).append(name)
    listed = list(groups.values())
    cut = len(listed) > 9
    room = width - 364 if width >= 560 else width - 78
    lines = 0
    for group in listed[: 8 if cut else None]:
        large = len(group) >= 4 and len(group) * 2 > len(names)
        text = "the other 25 models" if large else ", ".join(group)
        lines += 2 + 18 * lines_of(text, room, 6.7)
    return lines + 4 * (len(listed[:8]) - 1) + 32 * cut + 17 + (22 if width < 560 else 0)
