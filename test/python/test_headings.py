"""Headings of a text, as the browser shows them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from metaflow.cards import Markdown
from metaflow_card_kit import CanvasCard, Text
from metaflow_extensions.card_kit.wire.headings import MAX_HEADINGS, headings_of

FIXTURE = Path(__file__).parents[1] / "unit/fixtures/headings.json"
CASES = json.loads(FIXTURE.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_headings_are_those_that_the_page_draws(case: dict[str, Any]) -> None:
    found = headings_of(case["text"], case["markup"])
    assert [list(heading) for heading in found] == case["headings"]


def test_plain_text_has_no_headings() -> None:
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
