"""How far something is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import Block, paragraph
from ..wire.format import format_number, format_share
from ..wire.numbers import number
from ..wire.rules import texts_of
from ..wire.text import describe
from ._arguments import plain_option
from ._part_heights import progress_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ProgressArguments
    from ..wire.nodes import ProgressFields

MAX_MARKS = 100


class Progress(Component):
    """Show how far something is, how fast it goes and how long it will take.

    While the step runs, the card says the rate and the time that is left, by the last hundred
    updates.

    Parameters
    ----------
    value : number
        How much is done; more than the total is more than 100%, and less than nothing less than
        0%.
    total : number, optional
        How much there is to do; without one, only what is done is shown.
    unit : str, optional
        What is counted, such as ``"customers"``.
    details : str, optional
        A few words on what is going on.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> progress = Progress(0, 48210, unit="customers", title="Scoring week 47")
    >>> progress.update(31420)
    >>> Progress(31420, 48210, unit="customers", title="Scoring week 47")
    """

    type = "progress"
    frame = staticmethod(progress_frame)
    _marks: list[tuple[float, float]]

    def __init__(
        self,
        value: Any,
        total: Any = None,
        *,
        unit: str | None = None,
        details: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ProgressArguments]) -> None: ...

    read_value = staticmethod(plain_option)
    read_total = staticmethod(plain_option)

    def compose(
        self, notes: list[str], *, value: Any, total: Any, unit: Any, details: Any
    ) -> ProgressFields:
        done = _read_amount(value, "value")
        if done is None:
            raise NoData("Not started yet.")
        node: ProgressFields = {"value": done}
        whole = _read_amount(total, "total")
        if isinstance(whole, (int, float)) and whole > 0:
            node["total"] = whole
        elif whole is not None:
            notes.append(f"total is {describe(total)} and is ignored.")
        node.update(texts_of(unit=unit, details=details))  # type: ignore[typeddict-item]
        if isinstance(done, (int, float)):
            if self._marks and done < self._marks[-1][1]:  # it has begun again
                self._marks.clear()
            if not self._marks or done != self._marks[-1][1]:
                self._marks = [*self._marks[1 - MAX_MARKS :], (time.monotonic(), done)]
        return node

    @property
    def live_node(self) -> dict[str, Any]:
        """The node with its rate and the time that is left, which an ended task has not."""
        node = self.node
        if node["type"] != self.type or len(self._marks) < 2:
            return node
        (start, first), (end, last) = self._marks[0], self._marks[-1]
        if end <= start:
            return node
        rate = (last - first) / (end - start)
        live = {**node, "rate": rate}
        total = node.get("total")
        if total is not None and rate > 0:
            live["seconds_left"] = max(0.0, (total - last) / rate - (time.monotonic() - end))
        return live

    def _start(self) -> None:
        super()._start()
        self._marks = []

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        value, total = node["value"], node.get("total")
        text = format_number(value)
        if total is not None:
            text += f" of {format_number(total)}"
        if "unit" in node:
            text += f" {node['unit']}"
        if total is not None and isinstance(value, (int, float)):
            text = f"{format_share(value, total)}: {text}"
        return paragraph(f"{text}; {node['details']}" if "details" in node else text)


def _read_amount(value: Any, argument: str) -> Any:
    try:
        return number(value)
    except TypeError:
        raise InputError(
            f"{argument} is {describe(value)}; it must be a number.", "Progress(31420, 48210)"
        ) from None
