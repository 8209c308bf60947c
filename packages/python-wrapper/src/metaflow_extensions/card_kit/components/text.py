"""Prose: Markdown that is safe, or text as it is."""

from __future__ import annotations

import re
import textwrap
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from ..errors import NoData
from ..page.blocks import Block
from ..page.heights import Heights
from ..page.markup import blocks_of_text, parts_of_markdown
from ..wire.headings import headings_of
from ..wire.rules import read_choice
from ..wire.scalars import is_instance
from ..wire.text import cap_text, clean_text
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import TextArguments
    from ..wire.nodes import TextFields

MAX_CHARACTERS = 200_000
MARKUPS = ("markdown", "html", "plain")
_LIST_ITEM = re.compile(r"\s*([-*+|>#]|\d+[.)]\s)")
_TALL = ("```", "~~~", "|", "[!")
"""Marks of what is higher than its letters tell."""


class Text(Component):
    """Show prose: Markdown with headings, lists, tables, task lists, footnotes and code.

    Links open in a new tab. Pictures are shown where they are in the text itself, as
    ``data:image/png;base64,...``, since a card loads nothing; others become links. Of HTML, only
    what is safe is shown: no script, no style, no form.

    Parameters
    ----------
    text : str
        The text, at most 200,000 characters; what it is indented by as a whole is taken away.
    markup : {"markdown", "html", "plain"}
        How it is read.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Text('''
    ...     ## What changed
    ...     The week 46 model is right for **1.3% more** customers.
    ...
    ...     - It wins in all four plans; most in `team`.
    ...     - It loses only for customers in their first month.
    ... ''')
    """

    type = "text"

    def __init__(
        self,
        text: str,
        *,
        markup: Literal["markdown", "html", "plain"] = "markdown",
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[TextArguments]) -> None: ...

    @staticmethod
    def read_text(text: Any) -> tuple[str, int]:
        """The text, and how many characters of it are left out."""
        if text is None:
            raise NoData("No text yet.")
        whole = str.__str__(text) if is_instance(text, str) else cap_text(text)
        shown = clean_text(whole[:MAX_CHARACTERS])
        return textwrap.dedent(shown).strip("\n"), max(0, len(whole) - MAX_CHARACTERS)

    def compose(self, notes: list[str], *, text: tuple[str, int], markup: Any) -> TextFields:
        shown, left_out = text
        if left_out:
            notes.append(f"{left_out:,} characters more are left out.")
        node: TextFields = {"text": shown}
        choice = read_choice("markup", markup, MARKUPS, notes, "markdown")
        if choice != "markdown":
            node["markup"] = choice
        headings = headings_of(shown, choice)
        if headings:
            node["headings"] = [{"level": level, "title": title} for level, title in headings]
        return node

    @staticmethod
    def frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
        if node.get("markup") == "html" or any(mark in node["text"] for mark in _TALL):
            return 12, None
        parts = [part for part, _ in parts_of_markdown(node["text"])]

        def height(letters: int) -> float:
            total = 0.0
            for part in parts:
                lines = sum(ceil(len(line) / letters) for line in part.split("\n"))
                item, heading = _LIST_ITEM.match(part), part.startswith("#")
                total += 24 * lines + 28 if heading else 20 * lines + (4 if item else 12)
            return total - (20 if parts and parts[0].startswith("#") else 0)

        title = 34 if "title" in node else 0
        return 12, Heights(height(76), height(76), height(76), height(48)) + title

    bare = True

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        return blocks_of_text(node["text"], node.get("markup", "markdown"))
