"""Metaflow's own commands and client work on our cards; a failed attempt keeps what it showed."""

from __future__ import annotations

import json

import pytest
from stored_cards import stored_cards, text_of
from workplace import Workplace


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = Workplace.here(tmp_path_factory.mktemp("cli"))
    place.flow("every_card.py", "run")
    return place


def test_card_list_and_card_get(place: Workplace) -> None:
    listed = json.loads(
        place.flow("every_card.py", "--quiet", "card", "list", "start", "--as-json")
    )
    assert "kit_canvas" in {card["id"] for card in listed["cards"]}
    copy = place.home / "copy.html"
    place.flow("every_card.py", "card", "get", "start", copy, "--id", "kit_canvas")
    (canvas,) = [card for card in place.cards("EveryCardFlow") if card.type == "kit_canvas"]
    assert copy.read_text() == canvas.html


def test_card_create_makes_a_card_after_the_run(place: Workplace) -> None:
    before = {card.name for card in place.cards("EveryCardFlow")}
    run = next((place.home / ".metaflow/EveryCardFlow").glob("[0-9]*")).name
    place.flow(
        "every_card.py", "card", "create", f"{run}/start/1", "--type", "kit_metric_table",
        "--options", '{"title": "After the run"}',
    )  # fmt: skip
    (made,) = [card for card in place.cards("EveryCardFlow") if card.name not in before]
    assert made.document["title"] == "After the run"
    assert made.types == ["metric_table"]


def test_the_client_reads_a_card(place: Workplace) -> None:
    (place.cwd / "read.py").write_text(
        "from metaflow import Flow, namespace\n"
        "from metaflow.cards import get_cards\n"
        "namespace(None)\n"
        "task = Flow('EveryCardFlow').latest_run['start'].task\n"
        "(card,) = get_cards(task, type='kit_canvas')\n"
        "assert card.get().startswith('<!doctype html>')\n"
        "assert card.get() in card._repr_html_()\n"
    )
    place.flow("read.py")


def test_a_retried_task_keeps_what_each_attempt_showed(here: Workplace) -> None:
    here.flow("retried.py", "run")
    first, second = stored_cards(here.home, "RetriedFlow")
    assert first.problems == ["Shown by attempt 0."]
    assert 'content="live-' in first.html
    assert second.problems == ["Shown by attempt 1."]
    assert second.document["task"]["attempt"] == 1
    assert 'content="final"' in second.html


def test_a_page_names_its_task_in_plain_text(place: Workplace) -> None:
    for card in place.cards("EveryCardFlow"):
        assert "EveryCardFlow/" in text_of(card.html)
        assert card.html.isascii()
