"""The static summary: semantic HTML for e-mail, agents, search and readers without scripts."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from .values import cap_text

MAX_ROWS = 50


def escape(value: Any) -> str:
    """Text of the user inside HTML; brackets too, since Metaflow replaces its token everywhere."""
    return html.escape(str(value)).replace("[", "&#91;")


def paragraph(text: Any) -> str:
    return f"<p>{escape(text)}</p>"


def table(headers: Sequence[Any], rows: Iterable[Sequence[Any]], caption: str | None = None) -> str:
    """A table whose first column heads its rows; a long one ends by saying what is left out."""
    listed = list(rows)
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in headers)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in listed[:MAX_ROWS]
        if row
    )
    if len(listed) > MAX_ROWS:
        body += f'<tr><td colspan="{len(headers)}">{len(listed) - MAX_ROWS} more rows</td></tr>'
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def summarize(nodes: Iterable[dict[str, Any]]) -> str:
    """The summary of every node, each under its heading. Never raises."""
    return "".join(_summarize(node) for node in nodes)


def _summarize(node: dict[str, Any]) -> str:
    try:
        body = _component(str(node["type"])).summary(node)
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


def _component(kind: str) -> Any:
    if not kind.isidentifier():
        raise ImportError(kind)
    module = import_module(f"{__package__}.components.{kind}")
    return getattr(module, class_name(kind))


def class_name(slug: str) -> str:
    """``confusion_matrix`` -> ``ConfusionMatrix``."""
    return "".join(word.capitalize() for word in slug.split("_"))
