"""Headings of a text, as a table of contents lists them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

MAX_HEADINGS = 100
MAX_TITLE = 200
MAX_LINE = 500
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HASHES = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(r"\s*$| {0,3}([>#<]|[-*+]\s|\d+[.)]\s)| {4}|\t")
_TAG = re.compile(r"<h([1-6])\b[^>]{0,200}>((?:(?!<h[1-6]).){0,500}?)</h\1\s*>", re.I | re.S)
_MARKS = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^>]*>")
# Underscores inside of a word are letters.
_EMPHASIS = re.compile(
    r"(\*{1,3}|~{1,2})(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)"
)


def headings_of(text: str, markup: str) -> list[tuple[int, str]]:
    """Level and words of each heading, in their order; those of quotes and lists are left out.

    Parameters
    ----------
    text : str
        The text.
    markup : {"markdown", "html", "plain"}
        How it is read.
    """
    readers = {"markdown": _of_markdown, "html": _of_html}
    found: list[tuple[int, str]] = []
    for level, words in readers[markup](text) if markup in readers else ():
        title = " ".join(words.split())[:MAX_TITLE]
        if title:
            found.append((level, title))
        if len(found) == MAX_HEADINGS:
            break
    return found


def _of_html(text: str) -> Iterator[tuple[int, str]]:
    for level, inside in _TAG.findall(text):
        yield int(level), html.unescape(re.sub(r"<[^>]*>", "", inside))


def _of_markdown(text: str) -> Iterator[tuple[int, str]]:
    fence, paragraph = "", ""
    for line in (each[:MAX_LINE] for each in text.split("\n")):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        underline, hashes = _UNDERLINE.match(line), _HASHES.match(line)
        if mark:
            fence = mark[1]
        elif underline and paragraph:
            yield (1 if "=" in underline[1] else 2), words_of(paragraph)
        elif hashes:
            yield len(hashes[1]), words_of(hashes[2] or "")
        plain = not (mark or underline or hashes or _NO_PARAGRAPH.match(line))
        paragraph = f"{paragraph} {line.strip()}"[:MAX_LINE] if plain else ""


def words_of(inline: str) -> str:
    """A line of Markdown without its marks; code keeps what looks like some."""
    parts = re.split(r"`+([^`]+)`+", inline)
    parts[::2] = [_MARKS.sub(lambda mark: mark[1] or "", part) for part in parts[::2]]
    for _ in range(2):  # bold in italics
        parts[::2] = [_EMPHASIS.sub(lambda mark: mark[2] or mark[4], part) for part in parts[::2]]
    return html.unescape("".join(parts))
