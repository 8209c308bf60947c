from __future__ import annotations

from metaflow_card_kit import Text
from metaflow_extensions.card_kit.page.summary import summary_text


def test_what_a_text_is_indented_by_is_taken_away() -> None:
    node = Text("\n    # One\n      two\n").node
    assert (node["type"], node["text"]) == ("text", "# One\n  two")
    assert "markup" not in node


def test_its_summary_holds_every_word_in_order() -> None:
    text = "# Title\nFirst line\nand second.\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |"
    summary = summary_text([Text(text).node])
    assert summary.split("\n")[:5] == [
        "# Title",
        "First line",
        "and second.",
        "- one",
        "- two",
    ]
    assert "| 1 | 2 |" in summary


def test_the_summary_of_html_is_its_words() -> None:
    markup = "<h1>A &amp; B</h1><p>one <b>two</b></p><script>evil()</script><table><tr><td>1<td>2"
    summary = summary_text([Text(markup, markup="html").node])
    assert summary == "A & B\none two\n1 2"


def test_what_is_no_text_is_shown_as_text() -> None:
    assert Text(1.5).node["text"] == "1.5"  # type: ignore[arg-type]
    assert Text(None).node["waiting"] is True  # type: ignore[arg-type]


def test_a_long_text_is_cut_and_said() -> None:
    node = Text("x" * 200_007).node
    assert len(node["text"]) == 200_000
    assert node["notes"] == ["7 characters more are left out."]


def test_an_unknown_markup_is_ignored_with_a_note() -> None:
    node = Text("a", markup="rst").node  # type: ignore[arg-type]
    assert node["notes"] == [
        "markup is 'rst' (str) and is ignored; it can be markdown, html, plain."
    ]
