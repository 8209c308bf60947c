"""What a text says, as blocks: Markdown, HTML or text as it is."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain
from typing import Any

from ..wire.headings import words_of
from .blocks import Block, Heading, paragraph, preformatted, table

ALERTS = {
    "NOTE": "Note",
    "TIP": "Tip",
    "IMPORTANT": "Important",
    "WARNING": "Warning",
    "CAUTION": "Caution",
}
"""The quotes that are callouts, as GitHub has them; `components/text/alert.ts` has the same."""

_NEW_LINE = re.compile(r"\s*([-*+|>#]|\d+[.)]\s|```|~~~)")
_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")
_ANY_FENCE = re.compile(r"((?:[ ]{0,3}>)?\s*)(`{3,}|~{3,})([^`]*)$")
_INDENTED = re.compile(r" {4}|\t")
_ALERT = re.compile(rf"\s*>\s*\[!({'|'.join(ALERTS)})\][ \t]*(.*)$", re.IGNORECASE)
_QUOTE = re.compile(r"\s*> ?")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t]*$")
_DELIMITERS = re.compile(r"\|(\s*:?-+:?\s*\|)*(\s*:?-+:?\s*)?$")
_BARS = re.compile(r"(?<!\\)\|")
_ALIGNED = re.compile(r"^[ \t]+\S|\S(?: {2,}|\t)\S", re.MULTILINE)
_BLOCKS = frozenset(
    "p div br hr h1 h2 h3 h4 h5 h6 li tr table blockquote pre dt dd figcaption summary".split()
)
_UNREAD = frozenset("script style template noscript head title".split())


def blocks_of_text(text: str, markup: str = "markdown") -> list[Block]:
    """The blocks of a text.

    Parameters
    ----------
    text : str
        The text.
    markup : {"markdown", "html", "plain"}
        How it is read.
    """
    if markup == "html":
        return _html_blocks(text)
    if markup == "plain":
        if _ALIGNED.search(text):
            return preformatted(text)
        return [block for line in text.split("\n") if line.strip() for block in paragraph(line)]
    return list(chain.from_iterable(_markdown_blocks(parts_of_markdown(text))))


def _markdown_blocks(parts: list[tuple[str, bool]]) -> Iterator[list[Block]]:
    at = 0
    while at < len(parts):
        part, is_code = parts[at]
        at += 1
        heading = _HEADING.match(part)
        if is_code:
            yield preformatted(part)
        elif heading:
            yield [Heading(words_of(heading[2]), len(heading[1]))]
        elif part.startswith("|") and at < len(parts) and _DELIMITERS.match(parts[at][0]):
            headers = _cells_of(part)
            rows = []
            while at + 1 < len(parts) and parts[at + 1][0].startswith("|"):
                cells = _cells_of(parts[at + 1][0])
                rows.append([*cells, *[""] * len(headers)][: len(headers)])
                at += 1
            at += 1
            yield table(headers, rows)
        else:
            yield paragraph(part)


def _cells_of(row: str) -> list[str]:
    inside = row.strip().replace("\n", " ")
    inside = inside[1:-1] if inside.endswith("|") and len(inside) > 1 else inside[1:]
    return [cell.strip().replace("\\|", "|") for cell in _BARS.split(inside)]


def parts_of_markdown(text: str) -> list[tuple[str, bool]]:
    """The paragraphs of a text, and which of them are code.

    A heading, a row of a table and an item of a list is a paragraph each, with its indent.
    """
    found: list[tuple[str, bool]] = []
    code: list[str] = []
    fence, indent = "", ""
    is_open = in_list = in_alert = leads = False

    def close() -> None:
        nonlocal code
        if any(map(str.strip, code)):
            found.append((textwrap.dedent("\n".join(code)).strip("\n"), True))
        code = []

    for whole in text.split("\n"):
        line = whole
        if fence:
            content = line[len(indent) :] if line.startswith(indent) else line.lstrip(" >")
            if content.strip().startswith(fence) and not content.strip().strip(fence[0]):
                close()
                fence = ""
            else:
                code.append(content)
            continue
        mark = _ANY_FENCE.match(line)
        is_code = not is_open and not in_list and _INDENTED.match(line) is not None
        if code and (is_code or not line.strip()):
            code.append(line)
            continue
        close()
        leads, was_leading = False, leads
        is_quote = line.lstrip().startswith(">")
        lead = _ALERT.match(line)
        if lead:
            found.append((f"{ALERTS[lead[1].upper()]}: {lead[2]}".rstrip(), False))
            in_alert = is_open = leads = True
            continue
        in_alert = in_alert and is_quote
        if in_alert:
            line = _QUOTE.sub("", line, count=1)
        if mark:
            indent, fence, is_open = mark[1], mark[2], False
        elif not line.strip():
            is_open = False
        elif is_code:
            code = [line]
        elif is_open and not _NEW_LINE.match(line):
            before, _ = found[-1]
            found[-1] = (f"{before} {line}" if was_leading else f"{before}\n{line.rstrip()}", False)
        else:
            is_open = _HEADING.match(line) is None
            in_list = _ITEM.match(line) is not None or (in_list and line[0] in " \t")
            found.append((line.rstrip(), False))
    close()
    return found


class _MarkupReader(HTMLParser):
    """The words of HTML, and what is in ``pre`` as it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._item = ""
        self._lists = self._unread = self._kept = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _UNREAD:
            self._unread += 1
        if tag in _BLOCKS and not (self._kept and tag == "br"):
            self.flush()
        elif tag == "br":
            self._open.append("\n")
        elif tag in ("td", "th"):
            self._open.append(" ")
        if tag in ("ul", "ol"):
            self.flush()
            self._lists += 1
        if tag == "li":
            self._item = "  " * (self._lists - 1) + "- "
        self._kept += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        if tag in _BLOCKS or tag in ("ul", "ol"):
            self.flush()
        if tag in ("ul", "ol"):
            self._lists = max(0, self._lists - 1)
        self._kept = max(0, self._kept - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._open.append(data if self._kept else re.sub(r"\s+", " ", data))

    def flush(self) -> None:
        text = "".join(self._open)
        self._open = []
        if not text.strip():
            return
        if self._kept:
            self.blocks += preformatted(text.strip("\n"))
        else:
            self.blocks += paragraph(f"{self._item}{text.strip()}")
        self._item = ""


def _close(markup: str) -> str:
    """HTML without beginnings that have no end, of which the parser looks for each to the end."""
    for start, end in (("<![", None), ("<!--", "-->"), ("<", ">")):
        last = -1 if end is None else markup.rfind(end)
        markup = markup[: last + 1] + markup[last + 1 :].replace(start, f"&lt;{start[1:]}")
    return markup


def _html_blocks(markup: str) -> list[Block]:
    reader = _MarkupReader()
    try:
        reader.feed(_close(markup))
        reader.close()
        reader.flush()
    except Exception:
        words = html.unescape(re.sub(r"<[^>]*>", " ", markup)).strip()
        return paragraph(words) if words else []
    return reader.blocks
