"""The graph of real flows, and the state of real runs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from workplace import Workplace


def read_node(place: Workplace, pathspec: str, which: str = "NODE") -> dict[str, Any]:
    printed = place.flow("dag_of_run.py", pathspec)
    (line,) = [line for line in printed.splitlines() if line.startswith(which)]
    node: dict[str, Any] = json.loads(line.split(" ", 1)[1])
    assert node["type"] == "dag_view", node
    return node


def run_to_node(place: Workplace, file: str, flow: str) -> dict[str, Any]:
    """Run the flow, to its end or to its failure, and read it by `DagView.from_run`."""
    id_file = place.home / "run-id"
    command = (file, "run", "--run-id-file", id_file)
    if "failed" in file:
        with pytest.raises(AssertionError, match="this one fails"):
            place.flow(*command)
    else:
        place.flow(*command)
    return read_node(place, f"{flow}/{id_file.read_text()}")


def by_name(node: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in node["steps"]}


def counts(step: dict[str, Any]) -> tuple[int, int, int, int]:
    tasks = step["tasks"]
    return tasks["total"], tasks["done"], tasks["failed"], tasks["running"]


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workplace, dict[str, Any]]:
    python = Path(sys.executable)
    # The tasks of a local @parallel are started by the first python of the path.
    path = {"PATH": f"{python.parent}:{os.environ['PATH']}"}
    place = Workplace(python, tmp_path_factory.mktemp("kinds"), path)
    return place, run_to_node(place, "dag_kinds.py", "DagKindsFlow")


def test_every_kind_of_step_is_known(kinds: tuple[Workplace, dict[str, Any]]) -> None:
    steps = by_name(kinds[1])
    assert {name: step["kind"] for name, step in steps.items()} == {
        "start": "foreach",
        "region": "foreach",
        "store": "linear",
        "join_stores": "join",
        "join_regions": "join",
        "split": "split",
        "left": "linear",
        "right": "linear",
        "join_sides": "join",
        "tune": "switch",
        "choose": "switch",
        "small": "linear",
        "large": "linear",
        "nodes": "parallel",
        "work": "linear",
        "gather": "join",
        "end": "end",
    }
    assert steps["store"]["within"] == ["start", "region"]
    assert steps["work"]["within"] == ["nodes"]
    assert steps["start"]["doc"] == "Names the regions."


def test_a_finished_run_is_done_but_for_the_branch_not_taken(
    kinds: tuple[Workplace, dict[str, Any]],
) -> None:
    place, node = kinds
    steps = by_name(node)
    assert {name for name, step in steps.items() if step["status"] != "done"} == {"large"}
    assert steps["large"]["status"] == "skipped"
    assert counts(steps["store"]) == (3, 3, 0, 0)
    assert steps["store"]["attempts"] == 2
    assert counts(steps["work"]) == (2, 2, 0, 0)
    assert counts(steps["tune"]) == (3, 3, 0, 0)
    assert steps["tune"]["next"] == [{"step": "tune", "taken": 2}, {"step": "choose", "taken": 1}]
    assert steps["choose"]["next"] == [{"step": "small", "taken": 1}, {"step": "large", "taken": 0}]
    assert all(0 < step["duration"] < 120 for step in steps.values() if "tasks" in step)
    assert str(place.home) not in json.dumps(node)


def test_tasks_beyond_the_cap_are_counted_and_said(
    kinds: tuple[Workplace, dict[str, Any]],
) -> None:
    place, whole = kinds
    node = read_node(place, whole["run"], "CAPPED")
    steps = by_name(node)
    assert steps["store"]["tasks"] == {
        "total": 3, "done": 1, "failed": 0, "running": 0, "unread": 2,
    }  # fmt: skip
    assert "taken" not in steps["tune"]["next"][0]
    assert [note for note in node["notes"] if "7 of 12 tasks was not read" in note], node["notes"]


def test_the_card_of_a_task_shows_the_run_so_far(kinds: tuple[Workplace, dict[str, Any]]) -> None:
    place, whole = kinds
    cards = place.cards("DagKindsFlow")
    assert [card.types for card in cards] == [["dag_view"]] * 4
    early = [card.nodes[0] for card in cards if card.step == "store"]
    assert all(node["current"] == "store" for node in early)
    assert all(by_name(node)["start"]["status"] == "done" for node in early)
    assert all(by_name(node)["split"]["status"] == "pending" for node in early)
    (last,) = [card for card in cards if card.step == "end"]
    assert last.document["title"] == "All of it"
    statuses = {name: step["status"] for name, step in by_name(last.nodes[0]).items()}
    assert statuses == {name: step["status"] for name, step in by_name(whole).items()}
    assert '<th scope="row">large</th>' in last.html
    assert not any(str(place.home) in json.dumps(card.document) for card in cards)


def test_a_failed_task_is_counted_and_what_follows_is_not_started(tmp_path: Path) -> None:
    place = Workplace.here(tmp_path)
    steps = by_name(run_to_node(place, "dag_failed.py", "DagFailedFlow"))
    assert {name: step["status"] for name, step in steps.items()} == {
        "start": "done",
        "work": "failed",
        "join": "pending",
        "end": "pending",
    }
    assert counts(steps["work"]) == (3, 2, 1, 0)
    (left,) = [card for card in place.cards("DagFailedFlow") if 'content="live-' in card.html]
    own = by_name(left.nodes[0])["work"]
    assert own["status"] == "running"
    assert own["tasks"]["failed"] == 0
