"""Blocks as semantic HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from .blocks import Block, Paragraph, Preformatted, Table, left_out_sentence

MAX_INDENT = 16


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
    return _paragraph_html(block)


def _paragraph_html(block: Paragraph) -> str:
    """What a paragraph is indented by is the depth of an item in a list."""
    depth = min(len(block.text) - len(block.text.lstrip(" ")), MAX_INDENT)
    indent = f' style="padding-left:{depth}ch"' if depth else ""
    return f"<p{indent}>{escape(block.text.lstrip(' '))}</p>"


def _table_html(block: Table) -> str:
    head = "".join(f'<th scope="col">{_cell_html(cell)}</th>' for cell in block.headers)
    body = "".join(
        f'<tr><th scope="row">{_cell_html(row[0])}</th>'
        + "".join(f"<td>{_cell_html(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in block.rows
    )
    rest = left_out_sentence(block)
    if rest is not None:
        body += f'<tr><td colspan="{len(block.headers)}">{rest}</td></tr>'
    title = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell_html(text: str) -> str:
    """Readers that list the texts of a page would take the next cell for an empty one."""
    return escape(text) if text.strip() else "—"
