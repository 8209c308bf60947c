"""The first frames of panels whose parts are many: metrics, a matrix, a problem."""

from __future__ import annotations

from heapq import nsmallest
from math import ceil
from typing import Any

from ..page.heights import Heights, TileWords, empty, lines_of, panel, tiles, widths_of
from ..wire.metric_text import metric_tile


def metric_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of metrics: tiles, or rows; on a phone, a line or two for each."""
    metrics = node["metrics"]
    if len(metrics) <= 4:
        words = [TileWords(metric["name"], *metric_tile(metric)) for metric in metrics]
        return 12, tiles(node, words)
    compared = any("change" in metric for metric in metrics)
    span = 12 if compared or any("sd" in metric for metric in metrics) else 5

    def height(width: float) -> float:
        if width < 460 and len(metrics) <= 200:
            return 16 * compared - 1 + sum(_metric_lines(metric, width) for metric in metrics)
        if len(metrics) > 40:
            return 656
        names = min(336.0, 0.6 * width)
        return 31 + sum(
            max(
                32,
                13 + 18 * lines_of(metric["name"], names, 7.4) + _description_height(metric, names),
            )
            if len(metric["name"]) > 44 or "description" in metric
            else 32
            for metric in metrics
        )

    return span, panel(node, Heights(*map(height, widths_of(span))), span=span, bare=False)


def _description_height(metric: dict[str, Any], width: float) -> int:
    return 16 * lines_of(metric["description"], width, 6.4) if "description" in metric else 0


def _metric_lines(metric: dict[str, Any], width: float) -> float:
    names = width - (158 if "baseline" in metric else 70)
    lines = 17 + 18 * lines_of(metric["name"], names, 7.4) + _description_height(metric, names)
    return lines + 18 * ("change" in metric) + 16 * ("target" in metric)


def matrix_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a confusion matrix: its rows, its keys, and the confusions beside it or below."""
    labels, counts = node["labels"], node["counts"]
    size, figures = len(labels), len(labels) <= 15
    if size == 0:
        return 5, empty(node)
    most = 7 if figures else 14
    found = [
        (-count, row, column)
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        if row != column and count
    ]
    pairs = [f"{labels[row]} \u2192 {labels[column]}" for _, row, column in nsmallest(most, found)]
    hard = sum(score is not None and score < 1 for score in node.get("f1", []))
    hard = 24 + 26 * min(hard, ceil(len(pairs) / 2)) if size > 5 and hard else 0

    def height(width: float, phone: bool) -> float:
        least, needed = 240.0, _matrix_width(node) if figures else 520.0
        beside = bool(pairs) and needed + 28 + least <= width and (6 <= size <= 12 or not figures)
        if not figures and beside:
            needed = min(760.0, needed + (width - 28 - least - needed) / 2)
        own = needed if beside else width
        matrix = _cell_height(node, own, phone) if figures else _picture_height(labels, own, phone)
        if size < 6 or not pairs:
            return matrix
        room = width - needed - 28 if beside else width
        apart = room >= 568
        each = (room - 28) / 2 if apart else room
        listed = 24 + sum(_pair_height(pair, each) for pair in pairs)
        listed += 20 + _SMALL * lines_of(_ERROR_WORDS, each, 6.4)
        below = max(listed, hard) if apart else listed + hard
        return max(matrix, below) if beside else matrix + 20 + below

    span = 5 if size <= 5 else 12
    widths = widths_of(span)
    content = Heights(*(height(width, width == widths.phone) for width in widths))
    return span, panel(node, content, subtitle="90.0% correct, 900 of 1,000", span=span)


_SMALL = 16
_ERROR_WORDS = "These 7 pairs are 244 of the 1,000 errors (24.4%). Shares are of the true class."
_KEYS_WIDTH = 616


def _pair_height(pair: str, width: float) -> float:
    if len(pair) > 28:
        return 24 + 18 * lines_of(pair, width, 7.2)
    return max(26, 18 * lines_of(pair, 0.56 * width, 7.2))


def _matrix_width(node: dict[str, Any]) -> float:
    labels, counts = node["labels"], node["counts"]
    least = 64 if len(labels) <= 5 else 38
    cells = sum(max(least, 9 + 7.7 * len(f"{max(column):,.0f}")) + 1 for column in zip(*counts))
    names = max(118.0, min(150.0, max(map(len, labels), default=0) * 6.6))
    return max(names + 10 + cells + 97 * ("recall" in node), _KEYS_WIDTH)


def _cell_height(node: dict[str, Any], width: float, phone: bool) -> float:
    labels = node["labels"]
    size = len(labels)
    longest = max(map(len, labels), default=0)
    head = 97 if longest > max(8, 42 // max(size, 1)) else 36 if width < 480 else 21
    least = 41 if size <= 5 else 35
    names = 96 if width < 480 else 150
    rows = sum(max(least, 1 + _SMALL * lines_of(name, names, 6.6)) for name in labels)
    return head + rows + 31 * ("precision" in node) + 10 + _keys_height(width)


def _keys_height(width: float, meaning: bool = True) -> float:
    lines = 1 if width >= _KEYS_WIDTH else 2 if width >= 420 or not meaning else 3
    return 20 * (lines + (width < 320)) - 2


def _picture_height(labels: list[str], width: float, phone: bool) -> float:
    names = min(max(map(len, labels), default=0), 16) * 6.6
    shown = min(names, 63) if width <= 480 else names
    side = min(640, width - max(shown * 0.92 + 8, 76) - (16 if width <= 480 else 40))
    return shown * 0.65 + 16 + side + 8 + _keys_height(width, meaning=False)


def problem_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a sentence, and of code to write instead."""
    if node.get("waiting") and "hint" not in node:
        return 12, empty(node, node["message"]) + (0 if "title" in node else -20)
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
