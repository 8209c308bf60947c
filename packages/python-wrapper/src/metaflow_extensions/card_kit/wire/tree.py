"""Children stand in ``nodes``, and nowhere else: the one way through a tree of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

Node = dict[str, Any]
"""A node as JSON has it."""


def children_of(node: Node) -> list[Node]:
    """The nodes inside of a container; none for any other node."""
    children = node.get("nodes")
    return children if isinstance(children, list) else []


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node in reading order: a container before its children."""
    for node in nodes:
        yield node
        yield from walk(children_of(node))


def with_identities(nodes: Iterable[Node]) -> list[Node]:
    """The tree with an id for each node that no other one has.

    Metaflow knows the ids of the top level only, and an update names those: they stay. One that
    stands there twice gets a name of its own and says in ``same_as`` whose updates it takes.
    A child is named within its parent, so that an update of the parent names it alike.
    """
    result = []
    for node, name in _unique_identities(list(nodes)):
        named = with_child_identities({**node, "id": name})
        if isinstance(node.get("id"), str) and node["id"] not in ("", name):
            named["same_as"] = node["id"]
        result.append(named)
    return result


def with_child_identities(node: Node) -> Node:
    """The node with a name for each child, made of its own name and theirs."""
    children = children_of(node)
    if not children:
        return node
    within = [
        with_child_identities({**child, "id": f"{node['id']}/{name}"})
        for child, name in _unique_identities(children)
    ]
    return {**node, "nodes": within}


def _unique_identities(nodes: list[Node]) -> Iterator[tuple[Node, str]]:
    """Each node with its own id, or one that none of its siblings has; the first keeps its own."""
    names = {name for node in nodes if isinstance(name := node.get("id"), str)}
    found: set[str] = set()
    for position, node in enumerate(nodes):
        own = node.get("id")
        if isinstance(own, str) and own and own not in found:
            name = own
        else:
            stem = f"{own}~" if isinstance(own, str) and own else "node_"
            name = next(
                made
                for number in count(2 if stem.endswith("~") else position)
                if (made := f"{stem}{number}") not in names
            )
            names.add(name)
        found.add(name)
        yield node, name
