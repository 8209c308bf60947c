"""The bases of components that hold others: what they hold may change without a new layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from io import IOBase
from itertools import islice
from typing import Any

from ..errors import InputError
from ..page.blocks import Block
from ..wire.scalars import is_instance, shape_of
from ..wire.text import cap_text, describe, label
from ..wire.weights import take_items
from .base import Component
from .child import is_child, node_of_child, problem_node, read_child

MAX_CHILDREN = 500
MAX_SECTIONS = 100
MAX_DEPTH = 20
MAX_NAME = 200

_AROUND: ContextVar[tuple[int, ...]] = ContextVar("containers_around", default=())
"""The containers that are being written, from the outermost to the innermost."""


class Container(Component):
    """A component that holds components.

    Metaflow knows the container only: when a component in it is updated, or one is appended, the
    next ``current.card.refresh()`` sends the container with all that it holds, and the page keeps
    what did not change.
    """

    @property
    def node(self) -> dict[str, Any]:
        """The node with what its components show now."""
        return self._holding("node")

    @property
    def live_node(self) -> dict[str, Any]:
        """The same with what its components send in a refresh."""
        return self._holding("live_node")

    def child_nodes(self, form: str) -> list[dict[str, Any]]:
        """The nodes of what it holds.

        Parameters
        ----------
        form : {"node", "live_node"}
            Which node of a component of ours.
        """
        raise NotImplementedError

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        return []

    def _holding(self, form: str) -> dict[str, Any]:
        node = {**self._node, "id": self.component_id}
        if node["type"] != self.type:
            return node
        around = _AROUND.get()
        if id(self) in around or len(around) >= MAX_DEPTH:
            return {**problem_node(self._refusal(around)), "id": self.component_id}
        token = _AROUND.set((*around, id(self)))
        try:
            return {**node, "nodes": self.child_nodes(form)}
        finally:
            _AROUND.reset(token)

    def _refusal(self, around: tuple[int, ...]) -> str:
        name = type(self).__name__
        if id(self) in around:
            return f"This {name} holds itself; it is shown once."
        return f"This {name} is inside of {MAX_DEPTH} containers, which is as deep as a card goes."


class ListContainer(Container):
    """A container of components in their order."""

    @classmethod
    def read_components(cls, components: Any) -> list[Any]:
        """The components themselves, since they may be updated later."""
        if not _is_list(components):
            raise InputError(
                f"components is {describe(components)}; it must be a list of components.",
                hint=f'{cls.__name__}([MetricTable({{"accuracy": 0.93}})], title="Validation")',
            )
        return _read_children(components, "components")

    def append(self, component: Any) -> None:
        """Add a component behind the others; call ``current.card.refresh()`` afterwards.

        Parameters
        ----------
        component : Component
            One of ours, one of ``metaflow.cards``, text, a figure, a chart of Altair or a frame.
        """
        self.update([*(self._values.get("components") or []), component])

    def child_nodes(self, form: str) -> list[dict[str, Any]]:
        return _nodes_of(self._values["components"], form)

    def compose(self, notes: list[str], *, components: list[Any], **_: Any) -> Any:
        _note_cut(notes, components)
        return {"nodes": []}


class NamedContainer(Container):
    """A container of sections, each components under a name.

    On the wire a section is a ``section`` with a title, so that every reader of a card knows it.
    """

    @classmethod
    def read_sections(cls, sections: Any) -> dict[str, list[Any]]:
        """The components themselves by the names of their sections."""
        if not is_instance(sections, Mapping):
            raise InputError(
                f"sections is {describe(sections)}; it must be a dict of components by name.",
                hint=f'{cls.__name__}({{"Overview": MetricTable({{"accuracy": 0.93}})}})',
            )
        read: dict[str, list[Any]] = {}
        for name, content in islice(sections.items(), MAX_SECTIONS + 1):
            key = section_name(name)
            read.setdefault(key, []).extend(_read_content(content, f"sections[{describe(name)}]"))
        return read

    @staticmethod
    def read_captions(captions: Any) -> dict[str, str]:
        """A few words for sections, by their names."""
        if captions is None:
            return {}
        if not is_instance(captions, Mapping):
            raise InputError(
                f"captions is {describe(captions)}; it must be a dict of text by name of a section."
            )
        pairs = islice(captions.items(), MAX_SECTIONS)
        return {section_name(name): cap_text(text, MAX_NAME) for name, text in pairs}

    def append(self, component: Any, name: str) -> None:
        """Add a component to a section, or a section; call ``current.card.refresh()`` afterwards.

        Parameters
        ----------
        component : Component
            One of ours, one of ``metaflow.cards``, text, a figure, a chart of Altair or a frame.
        name : str
            Name of the section; a new one comes behind the others.
        """
        sections = self._values.get("sections") or {}
        key = section_name(name)
        self.update(sections={**sections, key: [*sections.get(key, []), component]})

    def child_nodes(self, form: str) -> list[dict[str, Any]]:
        captions = self._values.get("captions") or {}
        return [
            {
                **{"type": "section", "id": name, "title": name},
                **({"caption": captions[name]} if name in captions else {}),
                "nodes": _nodes_of(components, form),
            }
            for name, components in islice(self._values["sections"].items(), MAX_SECTIONS)
        ]

    def compose(
        self,
        notes: list[str],
        *,
        sections: dict[str, list[Any]],
        captions: dict[str, str],
        **_: Any,
    ) -> Any:
        if len(sections) > MAX_SECTIONS:
            notes.append(f"Only the first {MAX_SECTIONS} sections are shown.")
        for components in sections.values():
            _note_cut(notes, components)
        note_unknown(notes, "captions", captions, sections)
        return {"nodes": []}


def note_unknown(
    notes: list[str], argument: str, names: Iterable[str], sections: Mapping[str, Any]
) -> None:
    """Say which names of an argument no section has."""
    unknown = [describe(name) for name in names if name not in sections]
    if unknown:
        more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        notes.append(f"{argument} names {', '.join(unknown[:3])}{more}, which no section is.")


def section_name(name: Any) -> str:
    """The name of a section as it travels, and as other arguments name it."""
    return label(name).strip() or "Unnamed"


def _read_content(content: Any, place: str) -> list[Any]:
    """What stands under a name: a component, a text, or a list of them."""
    if _is_list(content) and not is_child(content):
        return _read_children(content, place)
    return [read_child(content, place)]


def _is_list(value: Any) -> bool:
    """Whether a value is a list of others: not text, nor a mapping, a frame or an array."""
    return (
        is_instance(value, Iterable)
        and not is_instance(value, (str, bytes, Mapping, IOBase))
        and shape_of(value) is None
    )


def _read_children(components: Iterable[Any], place: str) -> list[Any]:
    """Up to one more than is shown, so that a cut is known."""
    return [
        read_child(child, f"{place}[{position}]")
        for position, child in enumerate(take_items(components, MAX_CHILDREN + 1, place, None))
    ]


def _note_cut(notes: list[str], components: list[Any]) -> None:
    note = f"Only the first {MAX_CHILDREN} components are shown."
    if len(components) > MAX_CHILDREN and note not in notes:
        notes.append(note)


def _nodes_of(components: list[Any], form: str) -> list[dict[str, Any]]:
    return [node_of_child(child, form) for child in components[:MAX_CHILDREN]]
