"""Text of Metaflow's components: Markdown, headings, HTML, code and logs."""

from __future__ import annotations

from .parts import Node, make, text_of


def read_markdown(node: Node) -> Node:
    """``{source}``."""
    return make("text", node.get("source") or "")


def read_text(node: Node) -> Node:
    """``{text}``, as it is."""
    return make("text", _plain(node.get("text")), markup="plain")


def read_heading(node: Node) -> Node:
    """``{text}`` of a title and a subtitle, ``{title, subtitle}`` of a heading."""
    title, below = text_of(node.get("text") or node.get("title")), text_of(node.get("subtitle"))
    made = make("text", below or "", markup="plain", title=title)
    return made


def read_html(node: Node) -> Node:
    """``{data}``: what is safe of it."""
    made = make("text", _plain(node.get("data")), markup="html")
    note = "Of this HTML only the text and its form are shown: no script, style or frame."
    return {**made, "notes": [*made.get("notes", []), note]} if made["type"] == "text" else made


def read_code(node: Node) -> Node:
    """``{data}`` in Python."""
    return make("code", _plain(node.get("data")))


def read_log(node: Node) -> Node:
    """``{data}``: a log, or an error of Metaflow's, whose first line says what it is."""
    return make("log", _plain(node.get("data")))


def _plain(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
