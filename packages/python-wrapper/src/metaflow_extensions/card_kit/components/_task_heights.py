"""The first frames of what a task is told by: its artifacts, its parameters and its failure."""

from __future__ import annotations

from math import ceil
from typing import Any

from ..page.heights import Heights, columns_of, empty, lines_of, panel, room, widths_of

_LETTER, _SOFT = 7.23, 6.4
_SHOWN_ARTIFACTS, _SHOWN_PARAMETERS = 40, 16
_STACKED_ARTIFACTS = 680


def artifacts_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a row for each, whose preview wraps; on a phone, of lines below its name."""
    artifacts = node["artifacts"]
    if not artifacts:
        return 12, empty(node, "The task has stored none.")
    shown = artifacts[:_SHOWN_ARTIFACTS]
    sized = any("size" in one for one in artifacts)
    line = 0
    if "task" in node:
        readable = (one for one in artifacts if not one.get("secret") and "unread" not in one)
        name = next(readable, artifacts[0])["name"]
        line = len(f"from metaflow import Task; Task('{node['task']}').data.{name}")

    def row(one: dict[str, Any], width: float) -> float:
        preview = max(120.0, width - 374 - 104 * sized)
        names = lines_of(one["name"], 138, 7.2), lines_of(one.get("kind", ""), 188, 6.9)
        return max(33, 9 + 18 * max(names), 9 + _preview_height(one, preview))

    def stacked(one: dict[str, Any], width: float) -> float:
        names = 4 + 18 * lines_of(one["name"], width - 76 * sized, 7.2)
        kind = 4 + 16 * lines_of(one.get("kind", ""), width, _SOFT)
        return 13 + names + kind + 4 + _preview_height(one, width, wrapped=True)

    def height(width: float) -> float:
        narrow = width <= _STACKED_ARTIFACTS
        call = max(38, 18 * lines_of("x" * line, width - 112, _LETTER)) + 8 if line else 0
        rows = sum((stacked if narrow else row)(one, width) for one in shown)
        return call + rows + (0 if narrow else 32) + 28 * (len(shown) < len(artifacts))

    titled = {**node, "title": node.get("title", "Artifacts")}
    subtitle = f"{len(artifacts)}, 10.1 GB" if sized else str(len(artifacts))
    return 12, panel(titled, Heights(*map(height, widths_of())), subtitle=subtitle)


def _preview_height(one: dict[str, Any], width: float, *, wrapped: bool = False) -> float:
    """Of parts that stand beside each other as long as there is room."""
    if "text" in one and not wrapped:
        return 18
    rows: list[float] = []
    used = width
    for part, high in _preview_parts(one, width):
        if used + 10 + part > width:
            rows.append(high)
            used = part
        else:
            used += 10 + part
            rows[-1] = max(rows[-1], high)
    return sum(rows) + 4 * max(0, len(rows) - 1)


def _preview_parts(one: dict[str, Any], width: float) -> list[tuple[float, float]]:
    if one.get("secret"):
        return [(70, 18), (_SOFT * 29, 16)]
    if "unread" in one:
        hint = [(_SOFT * 14 + _LETTER * len(one["hint"]), 20.0)] if "hint" in one else []
        return [(16 + 6.9 * len(one["unread"]), 20), *hint]
    parts: list[tuple[float, float]] = []
    if "shape" in one:
        parts.append((max(96, 7 * len(" x ".join(f"{n:,}" for n in one["shape"]))), 18))
    if one.get("pictures"):
        parts.append((48 * len(one["pictures"]) - 8, 24))
    if "more_columns" in one:
        parts.append((_SOFT * 19, 16))
    if "range" in one:
        parts += [(16 + 136 + 2 * 40, 24), (_SOFT * 24, 16)]
    if "picture" in one:
        parts += [(54, 38)] if "src" in one["picture"] else []
        parts += [(_LETTER * 9, 18)] if "width" in one["picture"] else []
        parts.append((_SOFT * 12, 16))
    if "text" in one:
        lines = lines_of(one["text"], width, _LETTER)
        parts.append((min(width, _LETTER * len(one["text"])), 18 * lines))
    if "remark" in one:
        parts.append((_SOFT * len(one["remark"]), 16))
    return parts or [(0, 18)]


def parameters_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a row for each; a name that is no neighbor of its value stands above it."""
    if not node["parameters"]:
        return 5, None
    shown = node["parameters"][:_SHOWN_PARAMETERS]

    def height(width: float) -> float:
        total = 32.0 * (len(shown) < len(node["parameters"]))
        for one in shown:
            name, value = 7.2 * len(one["name"]), str(one.get("value", ""))
            used = 7.4 * len(value)
            if "default" in one:
                used += 20 + _SOFT * len(f"default {one['default']}")
            if one.get("secret"):
                used = 66 + _SOFT * 24
            lines = max(1, ceil(used / width))
            names = 18 * lines_of(one["name"], width, 7.2)
            total += 33 if name + used + 16 <= 0.95 * width else 13 + names + 19 * lines
        return total - 1

    subtitle = f"{len(node['parameters'])}, all of them the default" * bool(node.get("compared"))
    titled = {**node, "title": node.get("title", "Parameters")}
    return 5, panel(titled, Heights(*map(height, widths_of(5))), subtitle=subtitle, span=5)


def failure_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of the words, and of the source beside them or below."""
    what = f"{node['kind']}: {node['message']}" if node.get("message") else node["kind"]
    words = [f"caused by {cause}" for cause in node.get("causes", ())]
    words += [*node.get("remarks", ()), *node.get("notes", ())]
    words += [node["caption"]] if "caption" in node else []
    excerpt = node.get("excerpt")
    paper = 22 + 19 * len(excerpt["lines"]) if excerpt else 0
    paper += 28 * (len(node["frames"]) > 1)
    paper += 24 * bool(paper)

    def height(width: float) -> float:
        beside = width > 760
        inner = (width - 72) * 5 / 12 if beside else width - 28
        parts = [20 * lines_of(node["lead"], inner - 22, 6.7)]
        parts.append(27 * sum(lines_of(line, inner, 11.2) for line in what.split("\n")))
        parts += [20 * lines_of(text, inner, 6.9) for text in words]
        parts += [28] * bool(node.get("traceback"))
        total = sum(parts) + 8 * (len(parts) - 1)
        if beside:
            return 36 + max(total, paper)
        return 28 + total + (16 + paper if paper else 0)

    outer = columns_of(room().widths, room().span or 12)
    return 12, Heights(*map(height, outer))
