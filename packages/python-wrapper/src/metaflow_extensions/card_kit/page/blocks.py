"""What a component says without scripts: paragraphs, code and tables, once for every reader.

The first frame of a page, Metaflow's own cards, agents and e-mail all read these blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain, islice
from typing import Any, NamedTuple, Union

from ..wire.text import MAX_TEXT, cap_text

MAX_ROWS = 50
_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What would end a cell or a row of a table in plain text."""
_is_uncut: ContextVar[bool] = ContextVar("whole", default=False)
_NO_LIMIT = 1_000_000_000


@contextmanager
def unbounded() -> Iterator[None]:
    """Tables with all of their rows and whole texts, for those who read a card by machine."""
    token = _is_uncut.set(True)
    try:
        yield
    finally:
        _is_uncut.reset(token)


def row_limit() -> int:
    """How many rows of a table are read: the first ones, or all where nothing bounds them."""
    return _NO_LIMIT if _is_uncut.get() else MAX_ROWS


class Paragraph(NamedTuple):
    """A sentence or two."""

    text: str


class Heading(NamedTuple):
    """A heading inside of a text, from level 1, the highest, to 6."""

    text: str
    level: int


class Preformatted(NamedTuple):
    """Lines that stand as they are written: code, a log, a traceback."""

    text: str


class Table(NamedTuple):
    """A table whose first column heads its rows.

    ``left_out`` rows are not in ``rows``; None for an unknown number of them.
    """

    headers: list[str]
    rows: list[list[str]]
    caption: str | None
    left_out: int | None


Block = Union[Paragraph, Heading, Preformatted, Table]


def paragraph(text: Any) -> list[Block]:
    """A paragraph, in a list so that blocks add up."""
    return [Paragraph(cap_text(text, _NO_LIMIT if _is_uncut.get() else MAX_TEXT))]


def preformatted(text: Any, limit: int = MAX_TEXT) -> list[Block]:
    """Lines as they are written, in a list so that blocks add up."""
    return [Preformatted(cap_text(text, _NO_LIMIT if _is_uncut.get() else limit))]


def table(
    headers: Sequence[Any],
    rows: Iterable[Sequence[Any]],
    caption: str | None = None,
    *,
    total: int | None = None,
) -> list[Block]:
    """A table, in a list so that blocks add up.

    Parameters
    ----------
    headers : sequence
        Names of the columns.
    rows : iterable of sequences
        At most 50 are read, unless `unbounded`. The first cell of each is its head.
    caption : str, optional
        What the table shows.
    total : int, optional
        How many rows there are, where `rows` has no length or not all of them.
    """
    if total is None and isinstance(rows, Sized):
        total = len(rows)
    remaining = iter(rows)
    listed = [list(map(cap_text, row)) for row in islice(remaining, row_limit()) if row]
    if total is None:
        total = len(listed) + sum(1 for _ in remaining)
    return [Table(list(map(cap_text, headers)), listed, caption, max(0, total - len(listed)))]


def left_out_sentence(block: Table) -> str | None:
    """What a reader must know of the rows that are not there."""
    return f"{block.left_out:,} more rows" if block.left_out else None


def as_text(blocks: Iterable[Block]) -> str:
    """The blocks as plain text: a line for each row of a table, its cells between tabs."""
    return "\n".join(chain.from_iterable(map(_text_lines, blocks)))


def _text_lines(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {block.text}"
        return
    if not isinstance(block, Table):
        yield block.text
        return
    if block.caption:
        yield block.caption
    for row in (block.headers, *block.rows):
        yield "\t".join(" ".join(cell.split()) if _BREAKS.search(cell) else cell for cell in row)
    rest = left_out_sentence(block)
    if rest is not None:
        yield rest
