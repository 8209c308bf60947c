"""Nodes of Metaflow's own components, and of those made like them, as nodes of ours.

Here and nowhere else: cards and containers show nothing but our own. Components are known by
their names only.
"""

from __future__ import annotations

from typing import Any, Callable

from ..errors import LOG
from ..registry import component_class, is_foreign
from ..wire.scalars import is_instance
from ..wire.strict import strict
from ..wire.text import cap_text, describe
from . import data, prose, signals
from .parts import MAX_DEPTH, Node, make, text_of

READERS: dict[str, Callable[[Node], Node]] = {
    "markdown": prose.read_markdown,
    "text": prose.read_text,
    "title": prose.read_heading,
    "subtitle": prose.read_heading,
    "heading": prose.read_heading,
    "html": prose.read_html,
    "pythonCode": prose.read_code,
    "log": prose.read_log,
    "table": data.read_table,
    "artifacts": data.read_artifacts,
    "jsonViewer": data.read_json,
    "yamlViewer": data.read_yaml,
    "image": data.read_image,
    "vegaChart": data.read_chart,
    "dag": data.read_dag,
    "progressBar": signals.read_progress,
    "valueBox": signals.read_value_box,
    "eventsTimeline": signals.read_timeline,
}


def translate(rendered: Any, *keys: str, depth: int = 0) -> Node:
    """What a component gave Metaflow as a node of ours. Never raises.

    Parameters
    ----------
    rendered : dict or str
        What ``render()`` returned.
    *keys : str
        Where our own node may stand in it, before ``"kit"``.
    """
    if is_instance(rendered, str):
        return make("text", rendered, markup="plain")
    if not is_instance(rendered, dict) or not isinstance(rendered.get("type"), (str, type(None))):
        return _placeholder(rendered, f"This is {describe(rendered)}, and no component.")
    for key in (*keys, "kit"):
        if isinstance(rendered.get(key), dict):
            return rendered[key]  # type: ignore[no-any-return]
    kind = rendered.get("type")
    if kind is None:
        return _placeholder(rendered, "This has no type, and is no component.")
    identity = {"id": rendered["id"]} if isinstance(rendered.get("id"), str) else {}
    try:
        return {**_read_builtin(kind, rendered, keys, depth), **identity}
    except Exception as error:
        message = f"{cap_text(kind, 100)} could not be read: {type(error).__name__}: "
        message += cap_text(error, 300)
        LOG.say("card", message)
        return {"type": "problem", "message": message, **identity}


def _read_builtin(kind: str, rendered: Node, keys: tuple[str, ...], depth: int) -> Node:
    reader = READERS.get(kind)
    if kind in ("section", "page") and "nodes" not in rendered:
        return _section(rendered, keys, depth)
    if reader is not None and "nodes" not in rendered:
        return reader(rendered)
    if is_foreign(kind) or _is_our_node(kind):
        texts = {name: text_of(rendered.get(name)) for name in ("title", "caption")}
        kept = {key: value for key, value in strict(rendered).items() if key not in texts}
        return {**kept, **{name: text for name, text in texts.items() if text is not None}}
    return _placeholder(rendered, f"This card has no component for {kind}. These are its data.")


def _is_our_node(kind: str) -> bool:
    try:
        component_class(kind)
    except Exception:
        return False
    return True


def _section(rendered: Node, keys: tuple[str, ...], depth: int) -> Node:
    """A section or a page; beyond a depth that nobody writes, its data."""
    contents = rendered.get("contents")
    if depth > MAX_DEPTH:
        return _placeholder(rendered, "This is nested too deep.")
    children = list(contents) if isinstance(contents, (list, tuple)) else []
    nodes = [translate(child, *keys, depth=depth + 1) for child in children]
    columns = rendered.get("columns")
    if isinstance(columns, int) and columns > 1:
        width = "half" if columns == 2 else "third"
        nodes = [{"width": width, **node} for node in nodes]
    subtitle = text_of(rendered.get("subtitle"))
    if subtitle:
        nodes.insert(0, make("text", subtitle, markup="plain"))
    node: Node = {"type": "section", "nodes": nodes}
    title = text_of(rendered.get("title"))
    return {**node, "title": title} if title else node


def _placeholder(rendered: Any, note: str) -> Node:
    """Data that no component here shows."""
    data = rendered
    if is_instance(rendered, dict):
        data = {k: v for k, v in rendered.items() if k not in ("type", "id")}
    title = rendered.get("type") if is_instance(rendered, dict) else None
    node = make("json", data, title=cap_text(title, 100) if title else None)
    return {**node, "notes": [*node.get("notes", []), note]}
