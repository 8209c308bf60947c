"""Builders of plain, semantic HTML, for the summary of a component."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

MAX_ROWS = 50


def escape(value: Any) -> str:
    """Text of the user inside HTML; brackets too, since Metaflow replaces its token everywhere."""
    return html.escape(str(value)).replace("[", "&#91;")


def paragraph(text: Any) -> str:
    return f"<p>{escape(text)}</p>"


def table(headers: Sequence[Any], rows: Iterable[Sequence[Any]], caption: str | None = None) -> str:
    """A table whose first column heads its rows; a long one ends by saying what is left out."""
    listed = list(rows)
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in headers)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in listed[:MAX_ROWS]
        if row
    )
    if len(listed) > MAX_ROWS:
        body += f'<tr><td colspan="{len(headers)}">{len(listed) - MAX_ROWS} more rows</td></tr>'
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
