"""What stands in a container: a component, text, or what has a component that shows it."""

from __future__ import annotations

from typing import Any

from ..errors import LOG
from ..foreign.translate import translate
from ..registry import component_class
from ..wire.libraries import is_frame
from ..wire.pictures import is_drawing
from ..wire.scalars import is_instance, library_of, offers, read_attribute, type_name
from ..wire.table_data import TableData
from ..wire.text import cap_text, describe
from .base import Component


def add_subtitle(component: Component, words: str) -> None:
    """Words of a card after the title, instead of the component's own."""
    component._show({**component._values, "subtitle": words}, component._failures)


def is_child(value: Any) -> bool:
    """Whether a value stands in a container by itself, though some can be iterated."""
    return (
        is_instance(value, str)
        or callable(read_attribute(value, "render"))
        or _is_chart(value)
        or is_drawing(value)
        or is_frame(value)
    )


def read_child(child: Any, place: str) -> Any:
    """What no component shows has its place on the card, where it says what it is."""
    if isinstance(child, Component) or is_instance(child, str):
        return child
    found = _component_for(child)
    if found is not None:
        return found
    if is_child(child):
        return child
    message = f"{place} is {describe(child)}; it must be a component, text, a figure or a frame."
    LOG.say("container", message)
    return _Refused(message)


def with_children(table: TableData) -> TableData:
    """The table with a component for each figure and picture in its cells."""
    for cell in table.cells:
        cell.component = read_child(cell.component, f"the cell in row {cell.row}")
    return table


def node_of_child(child: Any, form: str = "node") -> dict[str, Any]:
    try:
        if isinstance(child, Component):
            node: dict[str, Any] = getattr(child, form)
            return node
        rendered = child if is_instance(child, str) else child.render()
        return translate(rendered)
    except Exception as error:
        name = type_name(child)
        return problem_node(f"{name} could not be rendered: {type_name(error)}: {cap_text(error)}")


def problem_node(message: str) -> dict[str, Any]:
    return {"type": "problem", "message": cap_text(message, 2000)}


class _Refused:
    """The place of something that no component shows."""

    def __init__(self, message: str) -> None:
        self.message = message

    def render(self) -> dict[str, Any]:
        return problem_node(self.message)


def _is_chart(value: Any) -> bool:
    return library_of(value) == "altair" and offers(value, "to_dict")


def _component_for(value: Any) -> Component | None:
    """The component of a figure, a picture, a chart or a frame as its library made it."""
    kinds = {"vega_chart": _is_chart, "image": is_drawing, "table": is_frame}
    for kind, fits in kinds.items():
        if fits(value):
            component: Component = component_class(kind)(value)
            return component
    return None
