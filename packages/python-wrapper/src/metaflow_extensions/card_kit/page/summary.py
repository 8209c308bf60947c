"""The static summary: every node in reading order, for e-mail, agents and the first frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..registry import component_class
from ..wire.text import cap_text
from ..wire.tree import children_of
from .blocks import Block, as_text, paragraph
from .frames import frames_of
from .html import as_html, escape


def blocks_of(node: dict[str, Any]) -> list[Block]:
    """What one node says, with its notes and its caption; not its children. Never raises."""
    try:
        blocks = list(component_class(str(node["type"])).summary(node))
    except Exception:
        blocks = _foreign_blocks(node)
    notes, caption = node.get("notes"), node.get("caption")
    for text in [*(notes if isinstance(notes, list) else []), caption]:
        if isinstance(text, str) and text:
            blocks += paragraph(text)
    return blocks


def summarize(nodes: Sequence[dict[str, Any]]) -> str:
    """The summary of nodes and their children as HTML, each under its heading."""
    frames = frames_of(nodes)
    return "".join(_section_html(node, 2, frame) for node, frame in zip(nodes, frames))


def summary_text(nodes: Iterable[dict[str, Any]]) -> str:
    """The same as plain text."""
    return "\n\n".join(
        part
        for node in nodes
        for part in (
            heading_of(node),
            as_text(blocks_of(node)),
            summary_text(children_of(node)),
        )
        if part
    )


def heading_of(node: dict[str, Any]) -> str:
    title = node.get("title")
    return title if isinstance(title, str) else ""


def _section_html(node: dict[str, Any], level: int, frame: str = "") -> str:
    title = heading_of(node)
    heading = f"<h{level}>{escape(title)}</h{level}>" if title else ""
    children = "".join(_section_html(child, min(level + 1, 6)) for child in children_of(node))
    return f"<section{frame}>{heading}{as_html(blocks_of(node))}{children}</section>"


def _foreign_blocks(node: dict[str, Any]) -> list[Block]:
    """A node of another library by its type and its data."""
    data = json.dumps({k: v for k, v in node.items() if k not in ("type", "id", "nodes")})
    return paragraph(f"A component of type {node.get('type')}: {cap_text(data, 2000)}")
