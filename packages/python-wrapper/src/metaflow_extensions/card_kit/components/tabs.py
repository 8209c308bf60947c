"""Sections of which one is seen at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ._container_heights import tabs_frame
from .base import Width
from .container import NamedContainer

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import TabsArguments


class Tabs(NamedContainer):
    """Show one section of several at a time; on paper, and without scripts, all of them.

    Parameters
    ----------
    sections : mapping of str to Component
        By the name of a tab, what it holds: a component of this library or of ``metaflow.cards``,
        a text, or a list of them. At most 100 tabs, of at most 500 components.
    captions : mapping of str to str, optional
        A few words beside the name of a tab, such as a count of what it holds.
    title : str, optional
        Heading above the tabs.
    caption : str, optional
        A sentence or two above the tabs.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; all of it when not given.

    Examples
    --------
    >>> Tabs(
    ...     {"Overview": MetricTable({"accuracy": 0.93}), "Errors": ["The worst first."]},
    ...     captions={"Errors": "929"},
    ... )
    """

    type = "tabs"
    frame = staticmethod(tabs_frame)
    bare = True

    def __init__(
        self,
        sections: Mapping[str, Any],
        *,
        captions: Mapping[str, str] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[TabsArguments]) -> None: ...

    def compose(
        self,
        notes: list[str],
        *,
        sections: dict[str, list[Any]],
        captions: dict[str, str],
        **_: Any,
    ) -> Any:
        return super().compose(notes, sections=sections, captions=captions)
