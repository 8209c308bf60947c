"""The static summary: every node in reading order, for e-mail, agents and the first frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..registry import component_class, component_name
from ..wire.text import cap_text
from ..wire.tree import children_of
from .blocks import Block, Paragraph, as_text, paragraph
from .frames import frames_of
from .html import as_html, escape

MAX_LINE = 200


def blocks_of(node: dict[str, Any]) -> list[Block]:
    """What one node says, with its notes and its caption; not its children. Never raises."""
    try:
        blocks = list(component_class(str(node["type"])).summary(node))
    except Exception:
        blocks = _foreign_blocks(node)
    notes, caption = node.get("notes"), node.get("caption")
    if "subtitle" in node:
        blocks[:0] = paragraph(node["subtitle"])
    for text in [*(notes if isinstance(notes, list) else []), caption]:
        if isinstance(text, str) and text:
            blocks += paragraph(text)
    return blocks


def summarize(nodes: Sequence[dict[str, Any]], contents: bool = False) -> str:
    """The summary of nodes and their children as HTML, each under its heading.

    Parameters
    ----------
    nodes : sequence of dict
    contents : bool, optional
        Whether they stand beside a table of contents.
    """
    frames = frames_of(nodes, contents)
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


def line_of(node: dict[str, Any]) -> str:
    """What a node says in a line, for a cell; else where to look: below, as its table's child."""
    title = heading_of(node)
    blocks = [] if title else blocks_of(node)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and "\n" not in blocks[0].text:
        return cap_text(blocks[0].text, MAX_LINE)
    return f"see {title or component_name(str(node.get('type')))} below"


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
