"""The base of components that hold others: what they hold may change without a new layout."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from ..errors import InputError
from ..foreign.translate import translate
from ..page.blocks import Block
from ..wire.text import describe
from .base import Component

MAX_CHILDREN = 500


class Container(Component):
    """A component that holds components.

    Metaflow knows the container only: when a component in it is updated, or one is appended, the
    next ``current.card.refresh()`` sends the container with all that it holds, and the page keeps
    what did not change.
    """

    @staticmethod
    def read_components(components: Any) -> list[Any]:
        """The components themselves, since they may be updated later."""
        if isinstance(components, (str, bytes, dict)) or not isinstance(components, Iterable):
            raise InputError(
                f"components is {describe(components)}; it must be a list of components.",
                hint='Section([MetricTable({"accuracy": 0.93})], title="Validation")',
            )
        children = list(islice(components, MAX_CHILDREN + 1))
        for position, child in enumerate(children):
            if not isinstance(child, str) and not callable(getattr(child, "render", None)):
                raise InputError(
                    f"components[{position}] is {describe(child)}; it must be a component."
                )
        return children

    def append(self, component: Any) -> None:
        """Add a component behind the others; call ``current.card.refresh()`` afterwards.

        Parameters
        ----------
        component : Component
            One of ours, one of ``metaflow.cards``, or text.
        """
        self.update([*(self._values.get("components") or []), component])

    def compose(self, notes: list[str], *, components: list[Any]) -> dict[str, Any]:
        if len(components) > MAX_CHILDREN:
            notes.append(f"Only the first {MAX_CHILDREN} components are shown.")
        return {"nodes": []}

    @property
    def node(self) -> dict[str, Any]:
        """The node with what its components show now."""
        node = super().node
        if node["type"] != self.type:
            return node
        children = self._values["components"][:MAX_CHILDREN]
        return {**node, "nodes": [node_of_child(child) for child in children]}

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        return []


def node_of_child(child: Any) -> dict[str, Any]:
    """What a component shows now: one of ours, one of Metaflow's, or text."""
    if isinstance(child, Component):
        return child.node
    try:
        rendered = child if isinstance(child, str) else child.render()
    except Exception as error:
        message = f"{type(child).__name__} could not be rendered: {type(error).__name__}: {error}"
        return {"type": "problem", "message": message}
    return translate(rendered)
