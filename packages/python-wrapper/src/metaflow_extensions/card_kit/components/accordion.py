"""Sections that open and close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..wire.scalars import is_instance, unwrap
from ..wire.text import describe
from ..wire.weights import take_items
from ._container_heights import accordion_frame
from .base import Width
from .container import MAX_SECTIONS, NamedContainer, note_unknown, section_name

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import AccordionArguments
    from ..wire.nodes import AccordionFields


class Accordion(NamedContainer):
    """Show the names of sections, each of which opens at a click; on paper all are open.

    Parameters
    ----------
    sections : mapping of str to Component
        By name, what a section holds: a component of this library or of ``metaflow.cards``, a
        text, or a list of them. At most 100 sections, of at most 500 components.
    captions : mapping of str to str, optional
        A few words at the end of a section's row, so that it need not be opened.
    open : bool, str or iterable of str, optional
        Names of the sections that are open at first, or True for all of them; none when not given.
    title : str, optional
        Heading above the sections.
    caption : str, optional
        A sentence or two below the sections.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; all of it when not given.

    Examples
    --------
    >>> Accordion(
    ...     {"Data": "Customers active on 1 November.", "Folds": MetricTable({"accuracy": 0.93})},
    ...     captions={"Data": "1,204 rows left out"},
    ...     open="Data",
    ... )
    """

    type = "accordion"
    frame = staticmethod(accordion_frame)

    def __init__(
        self,
        sections: Mapping[str, Any],
        *,
        captions: Mapping[str, str] | None = None,
        open: bool | str | Iterable[str] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[AccordionArguments]) -> None: ...

    @staticmethod
    def read_open(open: Any) -> bool | list[str]:
        """The names of open sections; True for all of them."""
        value = unwrap(open)
        if value is None or is_instance(value, bool):
            return bool(value)
        if is_instance(value, str):
            return [section_name(value)]
        try:
            if is_instance(value, (bytes, Mapping)):
                raise TypeError(value)
            return [section_name(name) for name in take_items(value, MAX_SECTIONS, "open", None)]
        except Exception:  # what it is cannot be walked through
            message = f"open is {describe(value)}; it must be names of sections, or True."
            raise InputError(message) from None

    def compose(
        self,
        notes: list[str],
        *,
        sections: dict[str, list[Any]],
        captions: dict[str, str],
        open: bool | list[str] = False,
        **_: Any,
    ) -> AccordionFields:
        composed = super().compose(notes, sections=sections, captions=captions)
        node: AccordionFields = {"nodes": composed["nodes"]}
        names = list(sections) if open is True else open or []
        note_unknown(notes, "open", names, sections)
        if names:
            node["open"] = [name for name in names if name in sections]
        return node
