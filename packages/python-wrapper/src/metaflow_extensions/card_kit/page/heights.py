"""How high panels are when they are drawn, so that the first frame of a page holds their places.

What depends on letters is an estimate: of how many lines a text takes in the fonts of a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, NamedTuple

WIDTHS = 1036, 836, 704, 336
"""Of the content of a card: on a desk, beside a table of contents, on a tablet, on a phone."""
_LETTER = 6.8
_LINE = 16


SPANS = {"full": 12, "two-thirds": 8, "half": 6, "third": 4}
"""The columns that an author can give a component by its ``width``."""


def span_of(node: dict[str, Any], usual: int) -> int:
    """The columns of a panel: up to the end of its row, as its author says, or what it needs."""
    return int(node.get("span") or SPANS.get(str(node.get("width")), usual))


class Heights(NamedTuple):
    """Of one panel in pixels, by the width of the content; ``theme.css`` has the limits."""

    wide: float
    medium: float
    narrow: float
    phone: float

    def __add__(self, other: Any) -> Heights:
        others = other if isinstance(other, Heights) else [other] * 4
        return Heights(*(a + b for a, b in zip(self, others)))


def lines_of(text: str, width: float, letter: float = _LETTER) -> int:
    """How many lines a text takes."""
    return max(1, ceil(len(text) * letter / width))


def widths_of(span: int = 12) -> Heights:
    """The inner widths of a panel of so many columns."""
    wide, medium, narrow, phone = WIDTHS
    gaps = (12 - span) / 12 * 16
    return Heights(
        wide * span / 12 - gaps - 42, medium * span / 12 - gaps - 42, narrow - 42, phone - 30
    )


def panel(
    node: dict[str, Any], content: Heights, *, subtitle: str = "", span: int = 12, bare: bool = True
) -> Heights:
    """A panel around its content: its padding, its title row, its notes and its caption.

    Parameters
    ----------
    node : dict
        Its title, notes and caption.
    content : Heights
        Of what it shows.
    subtitle : str, optional
        What stands behind the title; below it on a phone.
    bare : bool, optional
        Whether it has no title row where it has no title.
    """
    title = str(node.get("title", ""))
    widths = widths_of(span)
    total = content + Heights(36, 36, 36, 28)
    if title or subtitle or not bare:
        beside = widths.phone - 49
        below = _LINE + 2 if subtitle else 0
        names = 20 * lines_of(title, beside, 7.6) * bool(title)
        names += below * lines_of(subtitle, beside)
        total += Heights(38, 38, 38, 10 + max(28, names))
    for note in node.get("notes", []):
        total += Heights(*(_LINE * lines_of(note, width - 24) for width in widths))
    if node.get("notes"):
        total += 28
    if "caption" in node:
        total += Heights(
            *(10 + 18 * lines_of(node["caption"], min(width, 560)) for width in widths)
        )
    return total


def legend(names: Sequence[str], span: int = 6) -> Heights:
    """The rows of a legend above a picture."""

    def height(width: float) -> int:
        rows, used = 1, 0.0
        for name in names:
            item = 24 + _LETTER * len(name)
            if used and used + item > width:
                rows, used = rows + 1, 0.0
            used += item + 16
        return 4 + 20 * rows

    return Heights(*map(height, widths_of(span)))


def tiles(node: dict[str, Any], listed: Sequence[tuple[str, str, bool]], span: int = 12) -> Heights:
    """A panel of tiles, which are side by side, and two by two where it is narrow.

    Of each is given what makes it higher than its figure: its pill, its note, its line of values.
    """
    count = len(listed)
    columns = count if count <= 4 else 3 if count <= 6 else 4

    def below(pill: str, note: str, width: float) -> int:
        if not pill:
            return 4 + max(20, _LINE * lines_of(note, width)) if note else 0
        used = 36 + _LETTER * (len(pill) + len(note))
        return 24 if not note or used <= width else 42

    def height(width: float, across: int, phone: bool) -> float:
        base, padding, line = (74, 28, 36) if phone else (88, 40, 0)
        total = 2.0
        for at in range(0, count, across):
            row = listed[at : at + across]
            inner = width / len(row) - padding
            total += base + max(
                below(pill, note, inner) + line * history for pill, note, history in row
            )
        return total

    across = [columns, columns, min(2, columns), min(2, columns)]
    wide, medium, narrow, phone = widths_of(span)
    content = Heights(
        height(wide + 40, across[0], False),
        height(medium + 40, across[1], False),
        height(narrow + 40, across[2], False),
        height(phone + 28, across[3], True),
    )
    around = panel(node, Heights(0, 0, 0, 0), span=span)
    title = Heights(42, 42, 42, around.phone - 28 - 6) if "title" in node else Heights(0, 0, 0, 0)
    rest = panel({**node, "title": ""}, Heights(-36, -36, -36, -28), span=span)
    foot = Heights(18, 18, 18, 14) if "caption" in node or node.get("notes") else 0
    return content + title + rest + foot
