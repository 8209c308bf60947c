"""Prose: Markdown that is safe, or text as it is."""

from __future__ import annotations

import html
import re
import textwrap
from html.parser import HTMLParser
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from ..errors import NoData
from ..page.blocks import Block, paragraph
from ..page.heights import Heights
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
_NEW_LINE = re.compile(r"\s*([-*+|>#]|\d+[.)]\s|```)")
_BLOCKS = frozenset(
    "p div br hr h1 h2 h3 h4 h5 h6 li tr table blockquote pre dt dd figcaption summary".split()
)
_UNREAD = frozenset("script style template noscript head title".split())


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
        if node.get("markup") == "html" or "```" in node["text"] or "|" in node["text"]:
            return 12, None
        parts = _paragraphs(node["text"])

        def height(letters: int) -> float:
            total = 0.0
            for part in parts:
                lines = sum(ceil(len(line) / letters) for line in part.split("\n"))
                item, heading = _NEW_LINE.match(part), part.startswith("#")
                total += 24 * lines + 28 if heading else 20 * lines + (4 if item else 12)
            return total - (20 if parts and parts[0].startswith("#") else 0)

        title = 34 if "title" in node else 0
        return 12, Heights(height(76), height(76), height(76), height(48)) + title

    bare = True

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        text = node["text"]
        if node.get("markup") == "html":
            text = words_of_html(text)
        return [block for part in _paragraphs(text) for block in paragraph(part)]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; a heading, a row of a table and an item of a list is one each."""
    found: list[str] = []
    open_ = False
    for line in text.split("\n"):
        if not line.strip():
            open_ = False
        elif open_ and not _NEW_LINE.match(line):
            found[-1] += f"\n{line.strip()}"
        else:
            found.append(line.strip())
            open_ = True
    return found


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _UNREAD:
            self._unread += 1
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(re.sub(r"\s+", " ", data))


def words_of_html(markup: str) -> str:
    """What HTML says, without its elements."""
    reader = _Words()
    try:
        reader.feed(markup)
        reader.close()
    except Exception:
        return html.unescape(re.sub(r"<[^>]*>", " ", markup))
    return "".join(reader.parts).strip()
