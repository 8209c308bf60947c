"""Our node as Metaflow's own cards show it: plain tables and text, and where it is shown whole."""

from __future__ import annotations

from typing import Any

from ..wire.tree import children_of
from .blocks import Heading, Paragraph, Preformatted, left_out_sentence
from .summary import blocks_of, heading_of


def builtin_nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Nodes of Metaflow's own components, bounded by the blocks of the summary."""
    shown: list[dict[str, Any]] = []
    title = heading_of(node)
    if title:
        shown.append({"type": "subtitle", "text": title})
    for block in blocks_of(node):
        if isinstance(block, (Paragraph, Heading)):
            shown.append({"type": "text", "text": block.text})
            continue
        if isinstance(block, Preformatted):
            shown.append({"type": "log", "data": block.text})
            continue
        if block.caption:
            shown.append({"type": "text", "text": block.caption})
        shown.append(
            {"type": "table", "columns": block.headers, "data": block.rows, "vertical": False}
        )
        rest = left_out_sentence(block)
        if rest is not None:
            shown.append({"type": "text", "text": rest})
    for child in children_of(node):
        shown += builtin_nodes(child)[:-1]
    line = 'Shown in full by @card(type="kit_canvas").'
    return [*shown, {"type": "text", "text": line}]
