"""Headings of a text, as the browser shows them."""

from __future__ import annotations

import time
from typing import Any

import pytest
from metaflow.cards import Markdown
from metaflow_card_kit import CanvasCard, Text
from metaflow_extensions.card_kit.wire.headings import MAX_HEADINGS, headings_of

MARKDOWN = """
# One *two* `a_b`
A paragraph
that is _underlined_
===
Another
---
- an item
---
```
# code
```
~~~py
# code
~~~~
> # a quote
    # code

#no_heading
## Three ##
###### six [link](https://example.org) &amp; more
#
| a |
---
"""


def test_headings_are_those_of_markdown() -> None:
    assert headings_of(MARKDOWN, "markdown") == [
        (1, "One two a_b"),
        (1, "A paragraph that is underlined"),
        (2, "Another"),
        (2, "Three"),
        (6, "six link & more"),
    ]


def test_headings_of_html_are_its_words_and_plain_text_has_none() -> None:
    html = "<div><h2 class=x>A <b>b</b> &lt;c&gt;</h2></div><H3>d</H3><h1>"
    assert headings_of(html, "html") == [(2, "A b <c>"), (3, "d")]
    assert headings_of("# words", "plain") == []


@pytest.mark.parametrize(
    "part", ["#", "# ", "<h1", "<h1>", "[a", "*_", "a\n=\n", "```\n", "# a\n", "-", "a\n"]
)
@pytest.mark.parametrize("markup", ["markdown", "html"])
def test_no_text_takes_long(part: str, markup: str) -> None:
    start = time.process_time()
    found = headings_of((part * 200_000)[:200_000], markup)
    assert time.process_time() - start < 1
    assert len(found) <= MAX_HEADINGS


def test_headings_of_metaflows_markdown_make_a_table_of_contents() -> None:
    def page(*components: Any) -> str:
        return CanvasCard(components=[one.render() for one in components]).render(None)

    text = "\n".join(f"## Part {i}\nText." for i in range(5))
    assert " data-contents>" in page(Markdown(text))
    assert " data-contents>" in page(Text(text))
    assert " data-contents>" not in page(Text("\n".join(text.split("\n")[:8])))
