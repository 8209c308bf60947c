"""What the readers of foreign nodes share."""

from __future__ import annotations

from typing import Any

from ..registry import component_class
from ..wire.scalars import is_instance
from ..wire.text import cap_text

Node = dict[str, Any]
MAX_DEPTH = 30


class Rendered:
    """A rendered component as one that can be rendered: what stands in a cell or an event."""

    component_id = None

    def __init__(self, rendered: Any) -> None:
        self._rendered = rendered

    def render(self) -> Any:
        """What it was rendered to."""
        return self._rendered


def make(kind: str, *values: Any, **options: Any) -> Node:
    """The node of a component of ours, without its identity."""
    node = component_class(kind)(*values, **options).node
    return {name: value for name, value in node.items() if name != "id"}


def dict_of(value: Any) -> dict[Any, Any]:
    """A mapping, or an empty one in the place of anything else."""
    return value if is_instance(value, dict) else {}


def text_of(value: Any) -> str | None:
    """Text for a title; None for nothing."""
    return None if value is None or value == "" else cap_text(value, 1000)


def frame_of(node: Node) -> dict[str, Any]:
    """The title and the subtitle of a node, as those of ours."""
    return {"title": text_of(node.get("title")), "caption": text_of(node.get("subtitle"))}


def is_rendered(value: Any) -> bool:
    """Whether a value is a component that was rendered, and no data."""
    return is_instance(value, dict) and isinstance(value.get("type"), str) and len(value) > 1
