"""How high panels are when they are drawn, so that the first frame of a page holds their places.

What depends on letters is an estimate: of how many lines a text takes in the fonts of a browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import ceil
from typing import Any, NamedTuple

WIDTHS = 1036, 836, 704, 336
"""Of the content of a card: on a desk, beside a table of contents, on a tablet, on a phone."""
WIDE_BESIDE_CONTENTS = 976
_LETTER = 6.8
_LINE = 16
_MOST_LINES = 100
_FIELD = 200
"""What a field takes in a title row at least."""


class Heights(NamedTuple):
    """Of one panel in pixels, by the width of the content; ``theme.css`` has the limits."""

    wide: float
    medium: float
    narrow: float
    phone: float

    def __add__(self, other: Any) -> Heights:
        others = other if isinstance(other, Heights) else [other] * 4
        return Heights(*(a + b for a, b in zip(self, others)))


class Room(NamedTuple):
    """Where panels stand: in the card, or in a container of it."""

    widths: Heights = Heights(*WIDTHS)
    span: int | None = None
    """The columns of twelve that a panel has got; undefined while only its own wish is known."""
    framed: bool = True
    """Whether it has paper, a line and a padding around it."""
    nested: bool = False
    """In a panel, where none has paper of its own."""
    depth: int = 0


_WHOLE_CARD = Room()
_ROOM: ContextVar[Room | None] = ContextVar("room", default=None)
_STACKED = 815
"""Up to this width panels stand below each other."""


def room() -> Room:
    return _ROOM.get() or _WHOLE_CARD


@contextmanager
def within(where: Room) -> Iterator[None]:
    """What is reckoned meanwhile stands there."""
    token = _ROOM.set(where)
    try:
        yield
    finally:
        _ROOM.reset(token)


def columns_of(widths: Heights, span: int) -> Heights:
    """How wide so many of twelve columns are."""
    gaps = (12 - span) / 12 * 16
    return Heights(*(width if width <= _STACKED else width * span / 12 - gaps for width in widths))


def is_stacked(width: float) -> bool:
    return width <= _STACKED


def lines_of(text: str, width: float, letter: float = _LETTER) -> int:
    """How many lines a text takes; a word that is long begins a line, and goes on in the next."""
    least = max(1, ceil(len(text) * letter / width))
    most = max(1, int(width / letter))
    words = text.split(" ") if least < _MOST_LINES else []
    if len(text) <= most or not any(len(word) > 0.4 * most for word in words):
        return least
    lines, used = 1, 0
    for word in words:
        if used and used + 1 + len(word) > most:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
        lines, used = lines + max(0, used - 1) // most, (used - 1) % most + 1 if used else 0
    return lines


def widths_of(span: int = 12) -> Heights:
    """The inner widths of a panel of so many columns, or of those that it has got."""
    where = room()
    outer = columns_of(where.widths, where.span or span)
    return outer + Heights(-42, -42, -42, -30) if where.framed else outer


def panel(
    node: dict[str, Any],
    content: Heights,
    *,
    subtitle: str = "",
    span: int = 12,
    bare: bool = True,
    flush: bool = False,
    counts: str = "",
    search: bool = False,
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
    flush : bool, optional
        Whether its content goes to its lower edge.
    counts : str, optional
        The words of its pills.
    search : bool, optional
        Whether it has a field in its title row.
    """
    title, subtitle = str(node.get("title", "")), str(node.get("subtitle", subtitle))
    widths = widths_of(span)
    total = content
    if room().framed:
        total += Heights(36, 36, 36, 28)
        if flush and not node.get("notes") and "caption" not in node:
            total += Heights(-18, -18, -18, -14)
    if title or subtitle or not bare:
        names = 7.8 * len(title) + 12 * bool(subtitle) + _LETTER * len(subtitle)
        pills = 12 + (_LETTER + 2) * len(counts) if counts else 0

        def row(width: float) -> float:
            # In a narrow panel the title has three fifths of its row.
            beside = max(names, 0.6 * width) if search and width <= 438 else names
            tools = beside + 40 + (_FIELD if search else 0)
            below = bool(counts) and (width <= 438 or tools + pills > width)
            own = 28 if not search and names <= width - 40 else 20 * lines_of(title, width, 7.8)
            own += 18 * (not search and bool(subtitle) and width - 40 < names and width <= 438)
            if search and tools + (0 if below else pills) > width:
                return own + 42 + 24 * below
            return max(28, own) + 10 + 24 * below

        beside = widths.phone - 49
        lines = 20 * lines_of(title, beside, 7.6) * bool(title)
        lines += (_LINE + 2) * lines_of(subtitle, beside) * bool(subtitle)
        own = max(28, lines) if lines or not search else 0
        phone = 10 + own + 40 * search + 24 * bool(counts)
        total += Heights(row(widths.wide), row(widths.medium), row(widths.narrow), phone)
    for note in node.get("notes", []):
        total += Heights(*(_LINE * lines_of(note, width - 24) for width in widths))
    if node.get("notes"):
        total += 28
    if "caption" in node:
        total += Heights(
            *(10 + 18 * lines_of(node["caption"], min(width, 560)) for width in widths)
        )
    return total


def empty(node: dict[str, Any], text: str = "", *, headed: bool = False) -> Heights:
    """A name and a sentence in a dashed panel, or below the title of one."""
    if headed:
        return panel(node, Heights(40, 40, 40, 40))
    return Heights(*(52 + 20 * lines_of(text, width - 28, 6.7) for width in widths_of()))


def legend(names: Sequence[str], span: int = 6) -> Heights:
    """The rows of a legend above a picture."""

    def height(width: float) -> int:
        rows, used = 1, 0.0
        for name in names:
            item = 24 + _LETTER * len(name)
            if used and used + item > width:
                rows, used = rows + 1, 0.0
            used += item + 16
        return 24 * rows

    return Heights(*map(height, widths_of(span)))


class TileWords(NamedTuple):
    """What makes a tile higher than its figure."""

    label: str
    pill: str = ""
    note: str = ""
    history: bool = False


def tiles(node: dict[str, Any], listed: Sequence[TileWords], span: int = 12) -> Heights:
    """A panel of tiles, which are side by side, and two by two where it is narrow."""
    count = len(listed)
    columns = count if count <= 4 else 3 if count <= 6 else 4

    def below(pill: str, note: str, width: float) -> int:
        if not pill:
            return 4 + max(20, _LINE * lines_of(note, width)) if note else 0
        used = 36 + _LETTER * (len(pill) + len(note))
        return 24 if not note or used <= width else 26 + _LINE * lines_of(note, width)

    def height(width: float, across: int, phone: bool) -> float:
        small = phone or width <= 480
        across = min(across, 2) if small else across
        base, padding, line = (74, 28, 36) if small else (88, 40, 0)
        total = 2.0
        for at in range(0, count, across):
            row = listed[at : at + across]
            inner = width / len(row) - padding
            total += base + max(
                below(tile.pill, tile.note, inner)
                + line * tile.history
                + 18 * (lines_of(tile.label, inner, 7) - 1)
                for tile in row
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
