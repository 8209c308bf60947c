"""Components under one heading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ._container_heights import section_frame
from .base import Width
from .container import ListContainer

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import SectionArguments


class Section(ListContainer):
    """Put components under one heading.

    What it holds can change while the task runs: a component in it is updated, or one is appended
    to it, and ``current.card.refresh()`` shows it in place.

    Parameters
    ----------
    components : iterable of Component
        Components of this library, of ``metaflow.cards``, or texts; at most 500.
    title : str, optional
        Heading above the components.
    caption : str, optional
        A sentence or two above the components.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; all of it when not given.

    Examples
    --------
    >>> Section([Problem("The validation set is empty.")], title="Validation")
    """

    type = "section"
    frame = staticmethod(section_frame)
    bare = True

    def __init__(
        self,
        components: Iterable[Any] = (),
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[SectionArguments]) -> None: ...

    def compose(self, notes: list[str], *, components: list[Any], **_: Any) -> Any:
        return super().compose(notes, components=components)
