"""The card of a task says all that is known of it, of real tasks in every state."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from stored_cards import StoredCard, text_of
from workplace import Workplace


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = Workplace.here(tmp_path_factory.mktemp("task"))
    place.flow("task_card.py", "run")
    place.flow("task_card.py", "run", "--depth", "8")
    return place


def cards_of(place: Workplace, step: str) -> list[StoredCard]:
    return [card for card in place.cards("TaskCardFlow") if card.step == step]


def node_of(card: StoredCard, name: str) -> dict[str, Any]:
    (node,) = [node for node in card.nodes if node["id"] == f"kit_{name}"]
    return node


@pytest.fixture(scope="module")
def done(place: Workplace) -> StoredCard:
    """Of the second run, the final card of the task that was retried."""
    return next(
        card
        for card in reversed(cards_of(place, "train"))
        if 'content="final"' in card.html and card.document["task"].get("attempt")
    )


def test_what_the_step_appends_stands_first(done: StoredCard) -> None:
    assert done.nodes[0]["message"] == "Shown by the step."
    assert [node["id"] for node in done.nodes[1:6]] == [
        "kit_tiles",
        "kit_place",
        "kit_parameters",
        "kit_code",
        "kit_metric_table",
    ]
    assert done.nodes[-1]["id"] == "kit_log"
    assert re.fullmatch(r"python task_card.py logs \d+/train/\d+", done.nodes[-1]["code"])


def test_a_retried_task_says_what_the_earlier_attempt_failed_of(done: StoredCard) -> None:
    tiles = {tile["label"]: tile for tile in node_of(done, "tiles")["tiles"]}
    assert (tiles["Attempts"]["value"], tiles["Attempts"]["unit"]) == ("2", "of 2 allowed")
    assert tiles["Attempts"]["status"] == "1 failed"
    assert tiles["Attempts"]["note"] == "attempt 0, MemoryError"
    assert len(tiles["Duration"]["history"]) == 2
    assert tiles["Duration"]["note"].startswith("before ")


def test_a_task_of_a_foreach_knows_its_place(done: StoredCard) -> None:
    assert done.document["title"] == "train, task 2 of 3"
    place = node_of(done, "place")
    assert (place["current"], place["place"]) == ("train", "task 2 of 3")
    (train,) = [step for step in place["steps"] if step["name"] == "train"]
    assert sum(span.get("own", False) for span in train["spans"]) == 1
    assert place["subtitle"] == "step 2 of 5, a foreach over folds"
    assert place["strip"] is True


def test_parameters_stand_beside_their_defaults_and_secrets_are_not_there(
    done: StoredCard,
) -> None:
    listed = {one.pop("name"): one for one in node_of(done, "parameters")["parameters"]}
    assert listed["depth"] == {"value": "8", "default": "6"}
    assert listed["seed"] == {"value": "17"}
    assert listed["warehouse_token"] == {"value": "••••••", "secret": True}


def test_what_json_a_config_and_a_file_hold_is_shown(done: StoredCard) -> None:
    listed = {one["name"]: one for one in node_of(done, "parameters")["parameters"]}
    assert listed["grid"]["value"] == "2 keys: lr, password"
    assert json.loads(listed["grid"]["text"]) == {"lr": [0.1, 0.2], "password": "••••••"}
    assert json.loads(listed["settings"]["text"]) == {"optimizer": "adam", "api_key": "••••••"}
    assert re.fullmatch(r"an included file, \d+ B, 2 lines", listed["notes"]["value"])
    assert listed["notes"]["text"] == "REGION=eu-west-1\nDB_PASSWORD=••••••\n"


def test_no_secret_of_parameters_artifacts_or_source_is_in_the_card(done: StoredCard) -> None:
    assert "hunter2" not in str(done.document)
    found = {one["name"]: one for one in node_of(done, "artifacts")["artifacts"]}
    assert found["login"]["text"] == "Login(user='ada', password=••••••)"
    assert found["database"]["text"] == "'postgres://ada:••••••@db/churn'"


def test_the_source_of_the_step_has_no_path(done: StoredCard, place: Workplace) -> None:
    code = node_of(done, "code")
    assert code["code"].splitlines()[0].strip().startswith("@retry")
    last = code["first_line"] + code["code"].count("\n")
    assert code["subtitle"] == f"task_card.py, lines {code['first_line']} to {last}"
    assert str(place.home) not in str(done.document)


def test_artifacts_are_read_as_far_as_they_are_shown(done: StoredCard) -> None:
    found = {one["name"]: one for one in node_of(done, "artifacts")["artifacts"]}
    assert "depth" not in found, "parameters have a list of their own"
    for name in ("features", "events", "table"):
        assert found[name]["shape"] == [2, 3], name
        assert found[name]["kind"] in ("DataFrame", "Table")
    assert found["embeddings"]["range"]["max"] == 11
    assert re.fullmatch(r"not read: \d+ KB, the limit is 200 KB", found["raw"]["unread"])
    assert found["raw"]["kind"] == "ndarray"
    assert found["raw"]["hint"].startswith('max_size="')
    assert found["api_key"]["secret"] is True
    assert found["hostile"]["text"] == "'</script><img src=x onerror=alert(1)>'"
    assert "••••••" in found["config"]["text"]


def test_frames_and_metrics_have_components_of_their_own(done: StoredCard) -> None:
    names = [metric["name"] for metric in node_of(done, "metric_table")["metrics"]]
    assert names == ["accuracy", "log_loss"]
    assert "model_comparison" not in done.types, "scores of one model are no models"
    tables = [node for node in done.nodes if node["type"] == "table"]
    assert [table["title"] for table in tables] == ["events", "features", "table"]
    assert "2 rows, 3 columns" in tables[0]["subtitle"]


def test_a_page_without_scripts_says_it_too(done: StoredCard) -> None:
    text = text_of(done.html)
    for words in ("1 failed", "task 2 of 3", "the limit is 200 KB", "python task_card.py logs"):
        assert words in text, words


def test_of_a_running_task_the_parts_are_shown_that_can_be_read(place: Workplace) -> None:
    live = [c for c in cards_of(place, "train") if 'content="live-' in c.html]
    assert len(live) == 2, "one attempt of each run has failed after a refresh"
    assert live[0].document["title"] == "train, task 2"
    assert live[0].types == ["problem", "tiles", "dag_view", "parameters", "code", "problem"]
    assert live[0].nodes[-1]["waiting"] is True
    assert live[0].document["state"]["nodes"][-1] == "kit_later"


def test_the_last_card_of_an_attempt_that_ended_is_not_read_as_one_that_runs(
    place: Workplace,
) -> None:
    live = next(c for c in cards_of(place, "train") if 'content="live-' in c.html)
    task = live.document["task"]["pathspec"]
    done = subprocess.run(
        [place.python, "-m", "metaflow_card_kit", "read", task, "--text"],
        cwd=place.cwd,
        env=place.env,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "Running" not in done.stdout.partition("Attempts")[0]


def test_a_caught_failure_is_shown_and_said_to_be_caught(place: Workplace) -> None:
    card = cards_of(place, "risky")[-1]
    assert (card.document["task"]["status"], card.document["task"]["caught"]) == ("done", True)
    assert '<b class="caught">Failed, caught</b>' in card.html
    failure = node_of(card, "failure")
    assert (failure["kind"], failure["message"]) == ("ValueError", "no <b>column</b>")
    assert failure["lead"].startswith("Caught after ")
    assert "@catch kept the run going" in failure["remarks"][0]
    excerpt = failure["excerpt"]
    at = excerpt["failed"] - excerpt["first"]
    assert "raise ValueError" in excerpt["lines"][at]


def test_a_failed_task_is_shown_after_its_run(here: Workplace) -> None:
    with pytest.raises(AssertionError, match="JSONDecodeError"):
        here.flow("task_failed.py", "run")
    run = next((here.home / ".metaflow/TaskFailedFlow").glob("[0-9]*")).name
    here.flow("task_failed.py", "card", "create", f"{run}/start/1", "--type", "kit_task")
    (card,) = here.cards("TaskFailedFlow")
    assert card.document["task"]["status"] == "failed"
    assert card.types == ["failure", "tiles", "dag_view", "code", "artifacts", "log"]
    failure = node_of(card, "failure")
    assert failure["kind"] == "json.decoder.JSONDecodeError"
    assert "at line 13 of task_failed.py" in failure["lead"]
    assert [frame.get("library") for frame in failure["frames"]][:2] == [None, "python"]
    assert str(here.home) not in failure["traceback"]
    assert [one["name"] for one in node_of(card, "artifacts")["artifacts"]] == ["fold"]
    assert "read the options" in node_of(card, "log")["text"]


def test_options_choose_the_parts(here: Workplace, place: Workplace) -> None:
    run = max(p.name for p in (place.home / ".metaflow/TaskCardFlow").glob("[0-9]*"))
    task = next((place.home / ".metaflow/TaskCardFlow" / run / "train").glob("[0-9]*")).name
    place.flow(
        "task_card.py", "card", "create", f"{run}/train/{task}", "--type", "kit_task",
        "--options",
        '{"code": false, "log": false, "dag": false, "frames": 0, "show": ["api_key"]}',
    )  # fmt: skip
    card = cards_of(place, "train")[-1]
    ids = [node["id"] for node in card.nodes]
    assert ids == ["kit_tiles", "kit_parameters", "kit_metric_table", "kit_artifacts"]
    found = {one["name"]: one for one in node_of(card, "artifacts")["artifacts"]}
    assert found["api_key"]["text"] == "'sk-hunter2'"


def test_a_task_that_ended_without_an_exception_says_so_and_shows_its_last_words(
    here: Workplace,
) -> None:
    with pytest.raises(AssertionError, match="failed"):
        here.flow("task_exits.py", "run")
    run = next((here.home / ".metaflow/TaskExitsFlow").glob("[0-9]*")).name
    here.flow("task_exits.py", "card", "create", f"{run}/start/1", "--type", "kit_task")
    (card,) = here.cards("TaskExitsFlow")
    failure = node_of(card, "failure")
    assert failure["kind"] == "It ended without an exception"
    assert failure["excerpt"]["lines"] == ["no license found"]
    assert card.types[0] == "failure"
