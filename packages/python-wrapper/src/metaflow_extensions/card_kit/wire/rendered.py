"""What a component gives Metaflow, as a node of a card: one way in, wherever the component stands."""

from __future__ import annotations

from typing import Any

from .strict import strict
from .tree import Node


def node_of(rendered: Any, *keys: str) -> Any:
    """Our own node out of the section that carries it; Metaflow's own sections as ours.

    Parameters
    ----------
    rendered : Any
        What ``render`` returned.
    *keys : str
        Where the node may stand instead of under ``kit``, the first that is there.
    """
    if not isinstance(rendered, dict):
        return rendered
    for key in (*keys, "kit"):
        if isinstance(rendered.get(key), dict):
            return rendered[key]
    contents = rendered.get("contents")
    if rendered.get("type") != "section" or not isinstance(contents, (list, tuple)):
        return rendered
    rest = {k: v for k, v in rendered.items() if k != "contents" and v is not None}
    nodes = [node_of(part, *keys) for part in contents]
    return {**rest, "nodes": [node for node in nodes if isinstance(node, dict)]}


def any_node_of(rendered: Any, *keys: str) -> Node:
    """The same, and a node for whatever else it may be: text as text, anything as its data."""
    node = node_of(rendered, *keys)
    if isinstance(node, str):
        return {"type": "text", "text": node}
    if isinstance(node, dict) and isinstance(node.get("type"), str):
        return node
    return {"type": "data", "data": strict(node)}
