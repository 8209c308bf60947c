"""Whether a card is long enough for a table of contents; the page makes it, from its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ..wire.tree import Node, children_of
from .summary import heading_of

LEAST = 5
"""A card with fewer titles has none; ``contents/entries.ts`` has the same number."""
DEPTH = 2
CLOSED = "accordion"


def has_contents(nodes: Iterable[Node]) -> bool:
    """Whether the titles of a card, two levels deep, are enough to be listed."""
    return sum(1 for _ in islice(_titled(nodes, 1), LEAST)) == LEAST


def _titled(nodes: Iterable[Node], level: int) -> Iterator[Node]:
    for node in nodes:
        titled = bool(heading_of(node))
        if titled:
            yield node
        inside = level + titled
        if inside <= DEPTH and node.get("type") != CLOSED:
            yield from _titled(children_of(node), inside)
