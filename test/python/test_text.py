from __future__ import annotations

import pytest
from metaflow_card_kit import Code, Failure, Json, Log, Table, Text
from metaflow_extensions.card_kit.page.fallback import builtin_nodes
from metaflow_extensions.card_kit.page.summary import summarize, summary_text


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
    assert summary.split("\n")[5:] == ["a\tb", "1\t2"]


def test_headings_and_tables_are_such_without_scripts() -> None:
    text = "## One *two*\nWords\n\n| a \\| b | c |\n|---|--:|\n| x | 1 |\n| y |\n\nafter"
    html = summarize([Text(text).node])
    assert "<h3>One two</h3><p>Words</p><table>" in html
    assert '<th scope="col">a | b</th><th scope="col">c</th>' in html
    assert '<th scope="row">x</th><td>1</td>' in html
    assert html.endswith("<p>after</p></section>")


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


CODE = "def f(x):\n    if x:\n\n        return 1\n    return 2"
MARKUPS = {
    "a fence": (f"Before\n```python\n{CODE}\n```\nAfter", "markdown"),
    "a fence of tildes": (f"~~~\n{CODE}\n~~~", "markdown"),
    "a fence in a list": (
        "- one\n  ```\n" + CODE.replace("\n", "\n  ") + "\n  ```",
        "markdown",
    ),
    "a fence in a quote": (
        "> ```\n> " + CODE.replace("\n", "\n> ") + "\n> ```",
        "markdown",
    ),
    "an open fence": (f"```\n{CODE}", "markdown"),
    "lines that are indented": (
        "Before\n\n    " + CODE.replace("\n", "\n    ") + "\n\nAfter",
        "markdown",
    ),
    "HTML": (f"<p>Before<pre><code>{CODE}</code></pre>", "html"),
    "plain text": (CODE, "plain"),
}


@pytest.mark.parametrize("text", MARKUPS.values(), ids=MARKUPS)
def test_code_in_a_text_keeps_its_lines_and_their_indent(text: tuple[str, str]) -> None:
    node = Text(text[0], markup=text[1]).node  # type: ignore[arg-type]
    assert f"<pre>\n{CODE}</pre>" in summarize([node])
    assert CODE in summary_text([node])
    assert {"type": "log", "data": CODE} in builtin_nodes(node)


def test_code_data_logs_and_calls_keep_their_lines_without_scripts() -> None:
    calls = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: b'
    for component in (Code(CODE), Json({"a": [1]}), Log("one\n  two"), Failure(calls)):
        text = summary_text([component.node])
        assert "\n " in text
        assert "<pre>\n" in summarize([component.node])


def test_a_nested_list_keeps_its_depth() -> None:
    text = "- one\n  - two\n    words of two\n    1. three\n- four"
    node = Text(text).node
    assert summary_text([node]) == text
    assert '<p style="padding-left:2ch">- two\n    words of two</p>' in summarize([node])
    nested = Text("<ul><li>one<ul><li>two</ul><li>three</ul>", markup="html").node
    assert summary_text([nested]) == "- one\n  - two\n- three"


def test_an_alert_says_what_it_is() -> None:
    text = "> [!WARNING]\n> The data is *old*.\n> Very.\n\nmore\n\n> [!note]\n>\n> - a"
    lines = summary_text([Text(text).node]).split("\n")
    titled = Text("> [!WARNING] Before the rollout.\n> Cache it.\n> Now.").node
    assert summary_text([titled]) == "Warning: Before the rollout. Cache it.\nNow."
    assert lines == ["Warning: The data is *old*.", "Very.", "more", "Note:", "- a"]


def test_a_row_of_a_table_is_one_line_of_text() -> None:
    node = Table({"a\nb": ["one\ntwo", "x\ty"], "c": [1, 2]}).node
    assert summary_text([node]).split("\n") == ["a b\tc", "one two\t1", "x y\t2"]
