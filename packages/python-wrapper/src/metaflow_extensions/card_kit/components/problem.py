"""A visible account of what could not be shown."""

from __future__ import annotations

from typing import Any

from ..page.html import paragraph
from ..wire.text import cap_text
from .base import Component


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
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.

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
        title: str | None = None,
        caption: str | None = None,
    ) -> None:
        super().__init__(
            message=message, component=component, hint=hint, title=title, caption=caption
        )

    def compose(
        self,
        notes: list[str],
        *,
        message: Any,
        component: Any = None,
        hint: Any = None,
    ) -> dict[str, Any]:
        node = {"message": cap_text(message)}
        if component is not None:
            node["component"] = cap_text(component, 200)
        if hint is not None:
            node["hint"] = cap_text(hint)
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> str:
        return paragraph(f"Not shown. {node['message']}")
