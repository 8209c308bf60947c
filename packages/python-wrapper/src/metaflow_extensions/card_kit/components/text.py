"""Prose: Markdown that is safe, or text as it is."""

from __future__ import annotations

import base64
import re
import textwrap
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from ..errors import NoData
from ..page.blocks import Block
from ..page.heights import Heights, columns_of, lines_of, room
from ..page.markup import blocks_of_text, parts_of_markdown
from ..wire.headings import headings_of
from ..wire.pictures import picture_size
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
_PICTURE = re.compile(
    r"!\[[^\[\]]*\]\(\s{0,9}<?data:(image/(?:png|gif|jpeg|webp));base64,([A-Za-z0-9+/=]*)"
    r"[^()]{0,1000}\)"
)
_PICTURE_MARK = "\ufffc"
_ALERT_LINE = re.compile(r"(Note|Tip|Important|Warning|Caution): ")


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
        if node.get("markup") == "html":
            return 12, None
        text, pictures = _without_pictures(node["text"])
        if None in pictures:
            return 12, None
        parts = parts_of_markdown(text)
        if not parts:
            return 12, Heights(52, 52, 52, 52)
        outer = columns_of(room().widths, room().span or 12)

        def height(width: float) -> float:
            shown = min(width, 677)
            total, last = 0.0, ""
            drawn = iter(pictures)
            for at, (part, is_code) in enumerate(parts):
                lines = sum(lines_of(line, shown, 7.0) for line in part.split("\n"))
                kind = "code" if is_code else _line_kind(part)
                gap = 20 if kind == "heading" else 4 if kind == last == "item" else 12
                gap = 8 if last == "heading" else 0 if kind == last == "row" else gap
                total += gap if at else 0
                if kind == "heading":
                    total += 24 if part.startswith(("# ", "## ")) else 20
                elif kind == "row":
                    total += 0 if set(part) <= set("|-: ") else 30.5
                elif kind == "code":
                    total += 18 * (part.count("\n") + 1) + 24
                else:
                    alert = 24 + 20 * ceil(len(part) * 7.0 / (shown - 54))
                    total += alert if kind == "alert" else 22 * lines
                for wide, high in (next(drawn) or (0, 0) for _ in range(part.count(_PICTURE_MARK))):
                    total += high * min(1, shown / wide) - 16
                last = kind
            return total + (12 if last == "row" else 0)

        title = 34 if "title" in node else 0
        return 12, Heights(*map(height, outer)) + title

    bare = True

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        return blocks_of_text(node["text"], node.get("markup", "markdown"))


def _without_pictures(text: str) -> tuple[str, list[tuple[int, int] | None]]:
    """A text with a mark for each picture that it shows, and their sizes."""
    sizes: list[tuple[int, int] | None] = []

    def mark(found: re.Match[str]) -> str:
        try:
            data = base64.b64decode(found[2] + "=" * (-len(found[2]) % 4))
            sizes.append(picture_size(data, found[1]))
        except ValueError:
            sizes.append(None)
        return _PICTURE_MARK

    return _PICTURE.sub(mark, text.replace(_PICTURE_MARK, " ")), sizes


def _line_kind(part: str) -> str:
    if part.startswith("#"):
        return "heading"
    if part.startswith("|"):
        return "row"
    if _ALERT_LINE.match(part):
        return "alert"
    return "item" if _LIST_ITEM.match(part) else "words"
