"""A visible account of what could not be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..page.blocks import Block, paragraph
from ..registry import component_name
from ..wire.text import cap_text
from ._heights import problem_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ProblemArguments


class Problem(Component):
    """Say on the card what could not be shown, and what to do about it.

    Parameters
    ----------
    message : str
        What was wrong: the argument, what was found and what was expected.
    component : str, optional
        Wire type of the component that should stand here.
    hint : str, optional
        What to write instead, as code.
    waiting : bool
        Nothing is wrong: there is nothing to show yet.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Problem("The validation set is empty.", hint="self.valid = frame.sample(frac=0.2)")
    """

    type = "problem"

    def __init__(
        self,
        message: str,
        *,
        component: str | None = None,
        hint: str | None = None,
        waiting: bool = False,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ProblemArguments]) -> None: ...

    def compose(
        self,
        notes: list[str],
        *,
        message: Any,
        component: Any = None,
        hint: Any = None,
        waiting: bool = False,
    ) -> dict[str, Any]:
        node: dict[str, Any] = {"message": cap_text(message)}
        if component is not None:
            node["component"] = cap_text(component, 200)
        if hint is not None:
            node["hint"] = cap_text(hint)
        if waiting is True:
            node["waiting"] = True
        return node

    frame = staticmethod(problem_frame)

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        if node.get("waiting"):
            return paragraph(node["message"])
        component = node.get("component")
        opening = f"{component_name(component)} is not shown. " if component else ""
        return paragraph(f"{opening}{node['message']}")
