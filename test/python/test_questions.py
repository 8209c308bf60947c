"""Ten questions to ten cards, answered by the plain text of their pages: what an agent reads."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any, Callable

import pytest
from answered_cards import CARDS, missing_answers
from metaflow_card_kit import Card, MetricTable, read
from metaflow_extensions.card_kit.page.facts import document_text
from metaflow_extensions.card_kit.page.render import render_page


def text_of_page(page: str) -> str:
    """The text outside of scripts and styles, the cells of a row between tabs."""
    body = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    rows = re.sub(r"</(td|th)>(?=<t[dh])", "\t", body)
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(tr|p|h\d|caption)>", "\n", rows)))


def page_of(make: Callable[[], list[Any]], folder: Path) -> str:
    Card(make(), title="Report").save(folder / "card.html")
    return (folder / "card.html").read_text("ascii")


def test_there_are_ten_cards() -> None:
    assert len(CARDS) == 10


@pytest.mark.parametrize("card", CARDS, ids=[card[0] for card in CARDS])
@pytest.mark.parametrize("reader", ["page", "command"])
def test_the_plain_text_answers(card: Any, reader: str, tmp_path: Path) -> None:
    page = page_of(card[1], tmp_path)
    text = text_of_page(page) if reader == "page" else document_text(read(page))
    assert missing_answers(text, card=card[0]) == [], text


@pytest.mark.parametrize(("name", "make"), [c[:2] for c in CARDS], ids=[c[0] for c in CARDS])
def test_the_plain_text_is_short(name: str, make: Callable[[], list[Any]], tmp_path: Path) -> None:
    text = document_text(read(page_of(make, tmp_path)))
    assert len(text) < 1200
    assert not re.search(r"\n{3}", text)


def test_no_row_and_no_value_is_left_out_of_a_long_table(tmp_path: Path) -> None:
    metrics = {f"recall of class {i}": i / 1000 for i in range(300)}
    text = document_text(read(page_of(lambda: [MetricTable(metrics)], tmp_path)))
    assert all(f"recall of class {i}\t" in text for i in range(300))
    assert "more rows" not in text


def test_a_long_text_is_whole(tmp_path: Path) -> None:
    words = " ".join(f"word{i}" for i in range(1500))
    text = document_text(read(page_of(lambda: [words], tmp_path)))
    assert words in text


def test_a_task_is_told_by_its_facts(tmp_path: Path) -> None:
    document = {
        "version": 1,
        "title": "Train",
        "theme": "auto",
        "task": {
            "pathspec": "Train/12/fit/34",
            "status": "done",
            "attempt": 1,
            "started": "2026-05-01T10:00:00Z",
            "seconds": 12.34,
            "user": "ada",
            "tags": ["nightly"],
            "parameters": [{"name": "rate", "value": "0.1"}],
        },
        "nodes": [],
    }
    assert document_text(document).splitlines() == [
        "Train",
        "Train/12/fit/34",
        "Done, attempt 1, started 2026-05-01T10:00:00Z, took 12.3 s, by ada",
        "Tags: nightly",
        "Parameters: rate = 0.1",
    ]


def test_a_reader_that_lists_the_texts_of_a_page_finds_a_cell_where_one_is_empty(
    tmp_path: Path,
) -> None:
    make = next(make for name, make, _, _ in CARDS if name == "graph")
    page = page_of(make, tmp_path)
    texts = re.findall(r">([^<>]+)</t[hd]>", html.unescape(page))
    assert texts[-3:] == ["end", "end", "—"]


def test_tags_and_parameters_stand_before_what_can_be_long() -> None:
    task = {"pathspec": "F/1/s/2", "parameters": [{"name": "rate", "value": "0.1"}]}
    node = {"type": "text", "id": "a", "text": "A long report."}
    document = {"version": 1, "title": "T", "theme": "auto", "task": task, "nodes": [node]}
    page = render_page(document)
    assert page.index("Parameters: rate = 0.1") < page.index("A long report.")


RUNNING = {
    "title": "Card",
    "nodes": [],
    "task": {"pathspec": "F/1/a/2", "status": "running", "seconds": 4.0},
    "state": {"rendered": "2026-11-22T09:00:00+00:00", "nodes": []},
}
AT = 1_795_338_000.0


def test_the_text_of_a_running_task_says_when_its_data_are_old() -> None:
    fresh = document_text(RUNNING, now=AT + 5)
    assert "Running, so far 4.0 s, as of 2026-11-22T09:00:00+00:00" in fresh
    assert "No new data" not in fresh
    old = document_text(RUNNING, now=AT + 61)
    assert (
        "No new data since 2026-11-22T09:00:00+00:00. That was 1m 01s ago: "
        "the task may be busy or may have ended."
    ) in old


def test_what_the_client_knows_of_the_end_is_in_the_text_and_not_running() -> None:
    text = document_text(RUNNING, outcome="failed", now=AT + 61)
    assert "Running" not in text
    assert "Failed, took 4.0 s" in text
    assert "The task has failed; this is the last card of it while it ran." in text
