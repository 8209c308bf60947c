"""One value in large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..page.blocks import Block, paragraph
from ..page.heights import Heights, TileWords, tiles
from ..wire.format import format_number
from ..wire.numbers import number
from ..wire.options import read_format
from ..wire.rules import read_choice, texts_of
from ..wire.scalars import is_instance
from ..wire.text import cap_text
from ._arguments import plain_option
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ValueBoxArguments
    from ..wire.nodes import ValueBoxFields

TONES = ("good", "warn", "bad", "accent")


class ValueBox(Component):
    """Show one value in large letters, with what it is and how it changed.

    Parameters
    ----------
    value : number or str
        The value; a text is shown as it is.
    label : str, optional
        What the value is.
    unit : str, optional
        Unit, after the value.
    change : str, optional
        How it changed: ``"+12% in a week"``.
    note : str, optional
        A few words below the value.
    tone : {"good", "warn", "bad", "accent"}, optional
        What to think of it.
    format : str, optional
        d3-format specifier of a number.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> ValueBox(0.934, label="Accuracy", change="+1.3%", note="from 0.922", tone="good")
    """

    type = "value_box"

    def __init__(
        self,
        value: Any,
        *,
        label: str | None = None,
        unit: str | None = None,
        change: str | None = None,
        note: str | None = None,
        tone: Literal["good", "warn", "bad", "accent"] | None = None,
        format: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ValueBoxArguments]) -> None: ...

    read_value = staticmethod(plain_option)

    def compose(
        self,
        notes: list[str],
        *,
        value: Any,
        label: Any,
        unit: Any,
        change: Any,
        note: Any,
        tone: Any,
        format: Any,
    ) -> ValueBoxFields:
        node: ValueBoxFields = {"value": _read_value(value)}
        written = read_format(format, None, notes)
        texts = texts_of(label=label, unit=unit, change=change, note=note, format=written)
        node.update(texts)  # type: ignore[typeddict-item]
        choice = read_choice("tone", tone, TONES, notes)
        if choice is not None:
            node["tone"] = choice
        return node

    @staticmethod
    def frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
        words = TileWords(node.get("label", ""), node.get("change", ""), node.get("note", ""))
        return 4, tiles(node, [words], span=4)

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        value, unit = node["value"], node.get("unit")
        if not isinstance(value, dict):
            value = format_number(value, node.get("format"), unit=unit)
        else:
            value = value["text"] + (f" {unit}" if unit else "")
        parts = [f"{node['label']}: {value}" if "label" in node else value]
        return paragraph("; ".join([*parts, *(node[k] for k in ("change", "note") if k in node)]))


def _read_value(value: Any) -> Any:
    """A number as it travels, or a text, apart from those that stand for numbers."""
    if is_instance(value, (str, bool)):
        return {"text": cap_text(value, 200)}
    try:
        return number(value)
    except TypeError:
        return {"text": cap_text(value, 200)}
