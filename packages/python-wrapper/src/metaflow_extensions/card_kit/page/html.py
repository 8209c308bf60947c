"""Blocks as semantic HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from .blocks import Block, Heading, Paragraph, Preformatted, Table, left_out_sentence

MAX_INDENT = 16
_FIGURE = re.compile(r"[+\-−]?(\d[\d,.]*|\.\d+)(e[+\-]?\d+)?( ?[^\s\d]{1,5})?$", re.IGNORECASE)
_NOTHING = ("", "—", "NaN", "nan", "∞", "−∞")


def escape(value: Any) -> str:
    """Text of the user inside HTML; brackets too, since Metaflow replaces its token everywhere."""
    return html.escape(str(value)).replace("[", "&#91;")


def as_html(blocks: Iterable[Block]) -> str:
    """The blocks, one after another."""
    return "".join(map(_block_html, blocks))


def _block_html(block: Block) -> str:
    if isinstance(block, Preformatted):
        # A parser takes the first line's end away where it is one.
        return f"<pre>\n{escape(block.text)}</pre>"
    if isinstance(block, Table):
        return _table_html(block)
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    return _paragraph_html(block)


def _paragraph_html(block: Paragraph) -> str:
    """What a paragraph is indented by is the depth of an item in a list."""
    depth = min(len(block.text) - len(block.text.lstrip(" ")), MAX_INDENT)
    indent = f' style="padding-left:{depth}ch"' if depth else ""
    return f"<p{indent}>{escape(block.text.lstrip(' '))}</p>"


def _table_html(block: Table) -> str:
    """Figures stand at the right of their columns; what is text stands at the left, and says so."""
    kinds = [_kind_of(column) for column in zip_longest(*block.rows, fillvalue="")]
    kinds += [""] * (len(block.headers) - len(kinds))
    head = "".join(
        f'<th scope="col"{kind if i else ""}>{_cell_html(cell)}</th>'
        for i, (cell, kind) in enumerate(zip(block.headers, kinds))
    )
    body = "".join(
        f'<tr><th scope="row">{_cell_html(row[0])}</th>'
        + "".join(f"<td{kind}>{_cell_html(cell)}</td>" for cell, kind in zip(row[1:], kinds[1:]))
        + "</tr>"
        for row in block.rows
    )
    rest = left_out_sentence(block)
    if rest is not None:
        body += f'<tr><td colspan="{len(block.headers)}" class=t>{rest}</td></tr>'
    title = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _kind_of(column: Iterable[str]) -> str:
    cells = [cell for cell in column if cell.strip() not in _NOTHING]
    return "" if cells and all(map(_FIGURE.match, cells)) else " class=t"


def _cell_html(text: str) -> str:
    """Readers that list the texts of a page would take the next cell for an empty one."""
    return escape(text) if text.strip() else "—"
