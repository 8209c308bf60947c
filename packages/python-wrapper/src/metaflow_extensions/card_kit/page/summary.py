"""The static summary: semantic HTML for e-mail, agents, search and readers without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..registry import component_class
from ..wire.text import cap_text
from .html import escape, paragraph


def summarize(nodes: Iterable[dict[str, Any]]) -> str:
    """The summary of every node, each under its heading. Never raises."""
    return "".join(_summarize(node) for node in nodes)


def _summarize(node: dict[str, Any]) -> str:
    try:
        body = component_class(str(node["type"])).summary(node)
    except Exception:
        body = _foreign(node)
    title, caption, notes = (node.get(key) for key in ("title", "caption", "notes"))
    heading = f"<h2>{escape(title)}</h2>" if isinstance(title, str) and title else ""
    said = notes if isinstance(notes, list) else []
    closing = [*said, caption] if isinstance(caption, str) and caption else said
    return f"<section>{heading}{body}{''.join(map(paragraph, closing))}</section>"


def _foreign(node: dict[str, Any]) -> str:
    """Text and Markdown as they are; another node of another library by its type and its data."""
    written = node.get({"text": "text", "markdown": "source"}.get(str(node.get("type")), ""))
    if isinstance(written, str):
        return paragraph(cap_text(written))
    data = json.dumps({k: v for k, v in node.items() if k not in ("type", "id")})
    return paragraph(f"A component of type {node.get('type')}: {cap_text(data, 2000)}")
