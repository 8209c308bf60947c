"""Where the panels of a card stand in its first frame: as they are drawn then; nothing jumps.

The rows are those of ``lib/spans.ts``; a test looks at both in a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..registry import component_class
from .heights import Heights, span_of

COLUMNS = 12


def frames_of(nodes: Sequence[dict[str, Any]]) -> list[str]:
    """For each node the attributes that give its section its columns and its heights."""
    frames = [_frame(node) for node in nodes]
    spans = fill_rows([span for span, _, _ in frames])
    frames = [
        frame if frame[0] == span else _frame({**node, "span": span})
        for node, frame, span in zip(nodes, frames, spans)
    ]
    return [_attributes(span, *frame[1:]) for span, frame in zip(spans, frames)]


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


def _frame(node: dict[str, Any]) -> tuple[int, Heights | None, bool]:
    try:
        component = component_class(str(node["type"]))
        (span, heights), bare = component.frame(node), component.bare
    except Exception:  # of another library, or not what it says it is
        span, heights, bare = COLUMNS, None, False
    return span_of(node, span), heights, bare


def _attributes(span: int, heights: Heights | None, bare: bool) -> str:
    parts = [f"--span:{span}"] if span < COLUMNS else []
    if heights is not None:
        parts += [f"--{name}:{height:.0f}px" for name, height in heights._asdict().items()]
    style = f' style="{";".join(parts)}"' if parts else ""
    return f' class="bare"{style}' if bare else style
