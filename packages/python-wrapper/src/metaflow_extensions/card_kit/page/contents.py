"""Whether a card is long enough for a table of contents; the page makes it, from its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..wire.tree import Node, children_of
from .summary import heading_of

LEAST = 5
"""A card with fewer titles has none; ``contents/entries.ts`` has the same number."""
DEPTH = 2
CLOSED = "accordion"


def has_contents(nodes: Iterable[Node]) -> bool:
    """Whether the titles of a card, two levels deep, are enough to be listed."""
    return sum(1 for _ in islice(_titles(nodes, 1), LEAST)) == LEAST


def _titles(nodes: Iterable[Node], level: int) -> Iterator[str]:
    for node in nodes:
        title = heading_of(node)
        if title:
            yield title
        inside = level + bool(title)
        if inside <= DEPTH:
            yield from _headings(node.get("headings"), inside)
            if node.get("type") != CLOSED:
                yield from _titles(children_of(node), inside)


def _headings(headings: Any, level: int) -> Iterator[str]:
    """Those of a text, of which the highest are at the level of what is inside."""
    if isinstance(headings, list) and headings:
        highest = min(each["level"] for each in headings)
        yield from (each["title"] for each in headings if level + each["level"] - highest <= DEPTH)
