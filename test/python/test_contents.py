from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from metaflow_card_kit import CanvasCard, Problem
from metaflow_extensions.card_kit.page.contents import contents_html

FIXTURE = Path(__file__).parents[1] / "unit/fixtures/contents.json"
CASES = json.loads(FIXTURE.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_same_cards_have_contents_in_both_languages(case: dict[str, Any]) -> None:
    assert bool(contents_html(case["nodes"])) is case["listed"]


def test_only_a_long_page_carries_contents_and_keeps_their_place_in_its_plain_form() -> None:
    def page(count: int) -> Any:
        parts = [Problem("Text.", title=f"Title {i}").render() for i in range(count)]
        return CanvasCard(components=parts).render(None)

    short, long = page(4), page(5)
    assert "<div data-summary>" in short
    assert "<div data-summary data-contents>" in long
    # A title more, and the chunk with its hash.
    assert 1000 < len(long) - len(short) < 5000
