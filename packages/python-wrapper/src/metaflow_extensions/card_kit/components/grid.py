"""Components beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..wire.scalars import unwrap
from ..wire.text import describe
from ._container_heights import grid_frame
from .base import Width
from .container import ListContainer

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import GridArguments
    from ..wire.nodes import GridFields

MAX_COLUMNS = 12


class Grid(ListContainer):
    """Put components beside each other, in rows that end flush.

    Where there is no room for as many in a row as ``columns`` says, fewer stand in one: on a phone
    each has a row of its own.

    Parameters
    ----------
    components : iterable of Component
        Components of this library, of ``metaflow.cards``, or texts; at most 500.
    columns : int, optional
        How many stand in a row, each as wide as the others: 1 to 12. Each takes the ``width`` that
        it has, or needs, when not given.
    title : str, optional
        Heading above the components.
    caption : str, optional
        A sentence or two above the components.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; all of it when not given.

    Examples
    --------
    >>> Grid([Problem(f"Fold {fold} is empty.") for fold in (1, 2, 3)], columns=3)
    """

    type = "grid"
    frame = staticmethod(grid_frame)
    bare = True

    def __init__(
        self,
        components: Iterable[Any] = (),
        *,
        columns: int | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[GridArguments]) -> None: ...

    def compose(
        self, notes: list[str], *, components: list[Any], columns: Any = None, **_: Any
    ) -> GridFields:
        node: GridFields = {"nodes": super().compose(notes, components=components)["nodes"]}
        columns = unwrap(columns)
        if isinstance(columns, int) and not isinstance(columns, bool) and columns > 0:
            node["per_row"] = min(columns, MAX_COLUMNS)
            if columns > MAX_COLUMNS:
                notes.append(f"columns is {describe(columns)}; a row holds at most {MAX_COLUMNS}.")
        elif columns is not None:
            notes.append(
                f"columns is {describe(columns)} and is ignored; it can be 1 to {MAX_COLUMNS}."
            )
        return node
