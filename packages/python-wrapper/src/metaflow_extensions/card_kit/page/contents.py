"""The table of contents of a long card, as its first frame has it; the page draws its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..wire.tree import Node, children_of
from .html import escape
from .summary import heading_of

LEAST = 5
"""A card with fewer titles has none; ``contents/entries.ts`` has the same number."""
MANY = 24
"""Of more titles only those of the first level are listed."""
DEPTH = 2
CLOSED = ("accordion", "timeline", "table")
"""What is inside of these tells itself at its place: a click away, at its event, in its cell."""
FAILURE, TEXT = "failure", "text"
OWN = {"artifacts": "Artifacts", "model_comparison": "Models", "parameters": "Parameters"}
"""The headings of components that have one without a title."""


def contents_html(nodes: Iterable[Node]) -> str:
    """The titles of a card, two levels deep; empty where they are too few to be listed."""
    titled = list(islice(_titled(nodes, 1), 1_000))
    if len(titled) < LEAST:
        return ""
    first = [entry for entry in titled if entry[1] == 1]
    listed = first if len(titled) > MANY and len(first) > 1 else titled
    items = (
        f"<li{' class=inner' if level > 1 else ''}>{escape(title)}</li>" for title, level in listed
    )
    return f"<nav><p>On this card</p><ol>{''.join(items)}</ol></nav>"


def _titled(nodes: Iterable[Node], level: int) -> Iterator[tuple[str, int]]:
    for node in nodes:
        title = heading_of(node) or _what_failed(node) or OWN.get(str(node.get("type")), "")
        if title:
            yield title, level
        inside = level + bool(title)
        if inside <= DEPTH:
            if node.get("type") == TEXT:
                yield from _headings(node.get("headings", []), inside)
            if node.get("type") not in CLOSED:
                yield from _titled(children_of(node), inside)


def _what_failed(node: Node) -> str:
    kind = node.get("kind")
    return kind if node.get("type") == FAILURE and isinstance(kind, str) else ""


def _headings(headings: list[dict[str, Any]], level: int) -> Iterator[tuple[str, int]]:
    """Those of a text, of which the highest are at the level of what is inside."""
    highest = min((each["level"] for each in headings), default=0)
    for each in headings:
        own = level + each["level"] - highest
        if own <= DEPTH:
            yield each["title"], own
