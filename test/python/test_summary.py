"""The static summary is semantic HTML in which the user's text is only ever text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from metaflow_extensions.card_kit.page.blocks import MAX_ROWS, table
from metaflow_extensions.card_kit.page.html import as_html, escape
from metaflow_extensions.card_kit.page.summary import summarize
from metaflow_extensions.card_kit.registry import class_name


def test_markup_and_metaflows_token_are_text() -> None:
    assert escape("<img src=x onerror='a'>&") == "&lt;img src=x onerror=&#x27;a&#x27;&gt;&amp;"
    assert "[METAFLOW_RELOAD_TOKEN]" not in escape("[METAFLOW_RELOAD_TOKEN]")


def test_a_table_heads_its_rows_and_columns() -> None:
    assert as_html(table(["name", "value"], [["<a>", 1]], caption="C")) == (
        '<table><caption>C</caption><thead><tr><th scope="col">name</th><th scope="col">value</th>'
        '</tr></thead><tbody><tr><th scope="row">&lt;a&gt;</th><td>1</td></tr></tbody></table>'
    )


def test_a_long_table_says_how_much_is_left_out() -> None:
    html = as_html(table(["n"], ([i] for i in range(MAX_ROWS + 7))))
    assert html.count('scope="row"') == MAX_ROWS
    assert "7 more rows" in html


def test_a_node_is_summarized_under_its_title_with_its_notes_and_caption() -> None:
    node = {
        "type": "problem",
        "id": "a",
        "title": "T",
        "message": "M",
        "notes": ["N"],
        "caption": "C",
    }
    html = summarize([node])
    assert re.match(r'<section style="--wide:\d+px;[^"]*"><h2>T</h2>', html)
    assert html.endswith("<p>N</p><p>C</p></section>")
    assert "M" in html


@pytest.mark.parametrize(
    "node",
    [
        {"type": "markdown", "source": "# a <b>"},
        {"type": "../../etc", "data": 1},
        {"type": "problem"},
        {"type": "text", "text": 5},
        {"type": "x", "notes": 5, "title": 7, "caption": ["c"]},
        {"type": 5},
        {},
    ],
)
def test_a_node_of_any_shape_is_summarized_with_its_data(node: dict[str, Any]) -> None:
    html = summarize([node])
    assert html.startswith("<section>")
    assert "<b>" not in html
    for value in node.values():
        if isinstance(value, int):
            assert str(value) in html


def test_the_class_of_a_slug() -> None:
    assert class_name("confusion_matrix") == "ConfusionMatrix"


@pytest.mark.parametrize("cell", ["1,234.5", "−0.010", "+1.3%", "40 ms", "1e-5", ".5", "12 GB"])
def test_figures_stand_at_the_right_of_a_table(cell: str) -> None:
    assert f"<td>{cell}</td>" in as_html(table(["n", "v"], [["a", cell], ["b", "—"]]))


@pytest.mark.parametrize("cell", ["a text", "2026-11-23", "14:02", "3 of 5 were lost", "v1.2"])
def test_text_stands_at_the_left_of_a_table(cell: str) -> None:
    html = as_html(table(["n", "v"], [["a", cell], ["b", "1"]]))
    assert f"<td class=t>{cell}</td>" in html
    assert '<th scope="col" class=t>v</th>' in html
