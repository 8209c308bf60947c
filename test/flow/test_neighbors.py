"""Our cards beside those of other extensions, unmodified and in one interpreter."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import NEWEST
from stored_cards import StoredCard, text_of
from workplace import ENVIRONMENTS, Workplace, environment, install, locked

NEIGHBORS = (
    "metaflow-card-html",
    "metaflow-card-notebook",
    "metaflow-checkpoint",
    "metaflow-netflixext",
    "metaflow-pyinstrument",
    "pyinstrument",
)


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    python = environment("neighbors", f"metaflow=={NEWEST}", *NEIGHBORS)
    with locked(ENVIRONMENTS / "install.lock"):
        install(python, "--no-deps", "--force-reinstall", wheel)
    return Workplace(python, tmp_path_factory.mktemp("neighborhood"))


@pytest.fixture(scope="module")
def cards(place: Workplace) -> dict[str, StoredCard]:
    place.flow("neighborhood.py", "run")
    return {card.name.rpartition("-")[0]: card for card in place.cards("NeighborhoodFlow")}


def test_every_card_of_the_task_is_made_and_none_in_place_of_an_error(
    cards: dict[str, StoredCard],
) -> None:
    assert set(cards) == {
        "blank-task_checkpoints",
        "html-page",
        "html-pyinstrument",
        "kit_canvas-ours",
        "kit_task-task",
        "notebook-cells",
    }


def test_the_neighbors_show_what_is_theirs(cards: dict[str, StoredCard]) -> None:
    assert cards["html-page"].html == "<p>from next door</p>"
    assert "pyinstrument" in cards["html-pyinstrument"].html
    assert len(cards["blank-task_checkpoints"].html) > 100_000


def test_a_cell_of_a_notebook_card_shows_a_component(cards: dict[str, StoredCard]) -> None:
    notebook = cards["notebook-cells"].html
    assert "Traceback" not in notebook
    assert "srcdoc=" in notebook
    text = text_of(notebook)
    assert "recall" in text and "0.625" in text
    assert "NeighborhoodFlow/" in text


def test_ours_show_what_the_step_appends_and_what_its_neighbors_store(
    cards: dict[str, StoredCard],
) -> None:
    assert cards["kit_canvas-ours"].nodes[0]["metrics"][0]["value"] == 0.875
    task = cards["kit_task-task"]
    assert task.problems == []
    (listed,) = [node for node in task.nodes if node["type"] == "artifacts"]
    found = {one["name"]: one for one in listed["artifacts"]}
    assert {"html", "nb_options_dict", "profile", "saved"} <= set(found)
    assert not any("unread" in one for one in found.values())


def test_metaflow_has_the_names_of_all_of_them_and_says_nothing(place: Workplace) -> None:
    names = "Checkpoint, checkpoint, huggingface_hub, model, named_env, pip"
    printed = place.flow("-c", f"from metaflow import {names}; print('whole')")
    assert printed == "whole\n"
    version = place.flow("neighborhood.py", "version")
    assert "obcheckpoint" in version and "netflix-ext" in version
