"""The static summary of a card: semantic HTML for e-mail, agents, search and readers without scripts."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

MAX_ROWS = 50


def escape(value: Any) -> str:
    """Text of the user inside HTML. A bracket is escaped too: Metaflow replaces its token everywhere."""
    return html.escape(str(value)).replace("[", "&#91;")


def paragraph(text: Any) -> str:
    return f"<p>{escape(text)}</p>"


def table(headers: Sequence[Any], rows: Iterable[Sequence[Any]], caption: str | None = None) -> str:
    """A table whose first column heads its rows; long tables end with a row that says what is left out."""
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
    kind = str(node.get("type", ""))
    try:
        body = _component(kind).summary(node)
    except Exception:
        body = paragraph(f"A component of type {kind}.")
    heading = f"<h2>{escape(node['title'])}</h2>" if node.get("title") else ""
    notes = "".join(paragraph(note) for note in node.get("notes", ()))
    caption = paragraph(node["caption"]) if node.get("caption") else ""
    return f"<section>{heading}{body}{notes}{caption}</section>"


def _component(kind: str) -> Any:
    if not kind.isidentifier():
        raise ImportError(kind)
    module = import_module(f"{__package__}.components.{kind}")
    return getattr(module, class_name(kind))


def class_name(slug: str) -> str:
    """``confusion_matrix`` -> ``ConfusionMatrix``."""
    return "".join(word.capitalize() for word in slug.split("_"))
