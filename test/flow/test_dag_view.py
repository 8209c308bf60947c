"""The graph of real flows, and the state of real runs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
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


def newest_run(place: Workplace, flow: str) -> str:
    (run,) = [
        path.name for path in (place.home / ".metaflow" / flow).iterdir() if path.name[0].isdigit()
    ]
    return f"{flow}/{run}"


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


def test_a_task_of_a_run_that_was_killed_has_no_recorded_end_and_does_not_run_on(
    tmp_path: Path,
) -> None:
    place = Workplace.here(tmp_path)
    process = subprocess.Popen(
        [str(place.python), "dag_killed.py", "run"],
        cwd=place.cwd,
        env=place.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 120
        while len(list(place.cwd.glob("waiting-*"))) < 4 and time.monotonic() < until:
            time.sleep(0.2)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    pathspec = newest_run(place, "DagKilledFlow")
    node = read_node(place, pathspec)
    work = by_name(node)["work"]
    assert work["status"] == "unknown"
    assert work["tasks"] == {"total": 4, "done": 0, "failed": 0, "running": 0, "unended": 4}
    assert {step["status"] for step in node["steps"] if step["name"] in ("join", "end")} == {
        "pending"
    }
    time.sleep(2)
    again = read_node(place, pathspec)
    assert by_name(again)["work"]["duration"] == work["duration"]
    assert again["elapsed"] == node["elapsed"]
    assert again["as_of"] > node["as_of"]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workplace, dict[str, Any]]:
    place = Workplace.here(tmp_path_factory.mktemp("outcomes"))
    return place, run_to_node(place, "dag_outcomes.py", "DagOutcomesFlow")


def test_caught_failures_and_killed_attempts_are_counted(
    outcomes: tuple[Workplace, dict[str, Any]],
) -> None:
    steps = by_name(outcomes[1])
    assert steps["work"]["tasks"] == {
        "total": 4, "done": 4, "failed": 0, "running": 0, "caught": 2,
    }  # fmt: skip
    assert steps["work"]["status"] == "done"
    assert steps["work"]["attempts"] == 2
    assert steps["work"]["killed"] == 1
    assert sorted(span["status"] for span in steps["work"]["spans"]) == [
        "caught", "caught", "done", "done",
    ]  # fmt: skip
    assert outcomes[1]["critical"] == ["start", "work", "join", "end"]
    assert all(step["status"] == "done" for step in steps.values())


FACTS = """
import json, sys
import counted_client
from metaflow import Run
from metaflow_card_kit import DagView
from metaflow_extensions.card_kit.client.task import read_task_facts

run = Run(sys.argv[1])
facts = []
for step in run:
    for task in step:
        counted_client.calls.clear()
        facts.append({**read_task_facts(task), "calls": len(counted_client.calls)})
counted_client.calls.clear()
DagView.from_run(run)
print(json.dumps([facts, len(counted_client.calls)]))
"""


def test_the_facts_of_a_header_cost_four_calls_and_hide_secrets(
    outcomes: tuple[Workplace, dict[str, Any]],
) -> None:
    place, node = outcomes
    facts, calls = json.loads(place.flow("-c", FACTS, node["run"]).splitlines()[-1])
    assert len(facts) == 7
    assert {fact["calls"] for fact in facts} == {3}
    assert all(fact["status"] == "done" and fact["user"] == "tester" for fact in facts)
    assert sorted(fact["attempt"] for fact in facts if "/work/" in fact["pathspec"]) == [0, 1, 1, 1]
    assert all(
        fact["parameters"]
        == [
            {"name": "api_key", "value": "••••••", "secret": True},
            {"name": "rounds", "value": "3"},
        ]
        for fact in facts
    )
    # One for the steps, three for the graph, one for each step, one or two for each task.
    assert calls <= 1 + 3 + 4 + 2 * 7


SLOW = """
import sys, time
import counted_client
from metaflow_card_kit import DagView

began = time.monotonic()
node = DagView.from_run(sys.argv[1]).node
print(time.monotonic() - began, len(counted_client.calls))
"""


def test_tasks_are_read_many_at_a_time(kinds: tuple[Workplace, dict[str, Any]]) -> None:
    place, whole = kinds
    place.env["METADATA_DELAY"] = "0.1"
    try:
        seconds, calls = map(float, place.flow("-c", SLOW, whole["run"]).split())
    finally:
        del place.env["METADATA_DELAY"]
    assert calls > 40
    assert seconds < 0.1 * calls / 2
