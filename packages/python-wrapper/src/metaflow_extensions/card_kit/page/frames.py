"""Where the panels of a card stand in its first frame: as they are drawn then; nothing jumps.

The rows are those of ``lib/spans.ts``; a test looks at both in a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..registry import component_class
from .heights import WIDE_BESIDE_CONTENTS, WIDTHS, Heights, Room, is_stacked, room, within

COLUMNS = 12
MAX_DEPTH = 5
"""Of containers in each other; deeper, their height is not foretold."""
_WIDTHS = {"full": 12, "two-thirds": 8, "half": 6, "third": 4}


def frames_of(nodes: Sequence[dict[str, Any]], contents: bool = False) -> list[str]:
    """For each node the attributes that give its section its columns and its heights."""
    widths = Heights(*WIDTHS)._replace(wide=WIDE_BESIDE_CONTENTS) if contents else Heights(*WIDTHS)
    with within(Room(widths, framed=len(nodes) > 1)):
        return [_attributes(*frame) for frame in _frames_in_rows(nodes)]


def height_of(nodes: Sequence[dict[str, Any]]) -> Heights | None:
    """How high nodes are together in the room there is; unknown where one of them is."""
    if not nodes or room().depth > MAX_DEPTH:
        return None
    frames = _frames_in_rows(nodes)
    found = []
    for at, width in enumerate(room().widths):
        rows: list[list[float]] = []
        used = COLUMNS
        for span, heights, _ in frames:
            if heights is None:
                return None
            if is_stacked(width) or used + span > COLUMNS:
                rows.append([])
                used = 0
            rows[-1].append(heights[at])
            used += span
        found.append(sum(map(max, rows)) + (12 if at == 3 else 16) * (len(rows) - 1))
    return Heights(*found)


def _frames_in_rows(nodes: Sequence[dict[str, Any]]) -> list[tuple[int, Heights | None, bool]]:
    frames = [_frame(node) for node in nodes]
    spans = fill_rows([span for span, _, _ in frames])
    return [
        frame if frame[0] == span else (span, *_frame(node, span)[1:])
        for node, frame, span in zip(nodes, frames, spans)
    ]


def fill_rows(spans: Sequence[int]) -> list[int]:
    """The columns that each gets, in reading order: the last of a row grows to its end."""
    filled, used = list(spans), 0
    for at, span in enumerate(spans):
        if used + span > COLUMNS and at > 0:
            filled[at - 1] += COLUMNS - used
            used = 0
        used += span
    if filled:
        filled[-1] += COLUMNS - used
    return filled


def _frame(node: dict[str, Any], span: int | None = None) -> tuple[int, Heights | None, bool]:
    asked = span or _WIDTHS.get(str(node.get("width")))
    try:
        component = component_class(str(node["type"]))
        with within(room()._replace(span=asked)):
            (own, heights), bare = component.frame(node), component.bare
    except Exception:  # of another library, or not what it says it is
        own, heights, bare = COLUMNS, None, False
    return asked or own, heights, bare


def _attributes(span: int, heights: Heights | None, bare: bool) -> str:
    parts = [f"--span:{span}"] if span < COLUMNS else []
    if heights is not None:
        parts += [f"--{name}:{height:.0f}px" for name, height in heights._asdict().items()]
    style = f' style="{";".join(parts)}"' if parts else ""
    return f' class="bare"{style}' if bare else style
