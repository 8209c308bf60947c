"""A page without a run: in a file, or as the output of a cell of a notebook."""

from __future__ import annotations

import os
from typing import Any

from ..wire.text import cap_text
from .notebook import frame_of_page
from .render import TOKEN_PLACE, render_page

FINAL_TOKEN = "final"
MAX_TITLE, MAX_REPR = 40, 120
_NO_CONTENT = ("notes", "columns")


def save_page(document: dict[str, Any], path: str | os.PathLike[str]) -> None:
    """Write a document as a page of its own.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    page = standalone_page(document)
    with open(path, "w", encoding="ascii") as file:
        file.write(page)


def cell_of(document: dict[str, Any]) -> str:
    """A document as the output of a cell."""
    return frame_of_page(standalone_page(document), document["title"])


def standalone_page(document: dict[str, Any]) -> str:
    """A page that no host will change."""
    return render_page(document).replace(TOKEN_PLACE, FINAL_TOKEN)


def document_of(node: dict[str, Any], name: str) -> dict[str, Any]:
    """A document of one node, without what stands around the nodes of a card."""
    title = node.get("title")
    return {
        "version": 1,
        "title": cap_text(title if isinstance(title, str) and title else name, 300),
        "theme": "auto",
        "bare": True,
        "nodes": [node],
    }


def describe_node(name: str, node: dict[str, Any]) -> str:
    """``MetricTable(title='Held out', 4 metrics)``: what a node holds, in a line."""
    title = node.get("title")
    parts = [f"title={_brief(title)!r}"] if isinstance(title, str) else []
    if node.get("type") == "problem" and name != "Problem":
        word = "waiting" if node.get("waiting") else "problem"
        parts.append(f"{word}: {_brief(node.get('message'))}")
    elif node.get("type") == "problem":
        parts.append(repr(_brief(node.get("message"))))
    else:
        parts += _counts_of(node)
    text = f"{name}({', '.join(parts)})"
    return text if len(text) <= MAX_REPR else f"{text[: MAX_REPR - 2]}…)"


def count_text(number: int, plural: str) -> str:
    """``1 metric``, ``4 metrics``."""
    one = number == 1 and plural.endswith("s") and plural != "series"
    return f"{number:,} {plural[:-1] if one else plural}"


def _counts_of(node: dict[str, Any]) -> list[str]:
    lists = {k: v for k, v in node.items() if isinstance(v, list) and k not in _NO_CONTENT}
    if isinstance(node.get("text"), str):
        return [repr(_brief(node["text"]))]
    if "nodes" in lists:
        return [count_text(len(lists["nodes"]), "components")]
    for kind in (dict, str):
        named = {k: v for k, v in lists.items() if v and all(isinstance(one, kind) for one in v)}
        if named:
            return [count_text(len(v), k.replace("_", " ")) for k, v in named.items()][:2]
    columns = node.get("columns")
    return [count_text(columns[0]["shape"][0], "values")] if columns else []


def _brief(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= MAX_TITLE else f"{text[: MAX_TITLE - 1]}…"


def describe_card(name: str, title: Any, components: Any) -> str:
    """``Card(title='Evaluation', 3 components)``."""
    parts = [f"title={_brief(title)!r}"] if isinstance(title, str) else []
    if isinstance(components, (list, tuple)):
        parts.append(count_text(len(components), "components"))
    return f"{name}({', '.join(parts)})"
