"""The preview of a real flow's cards: rendered anew when a file changes, while nothing is run."""

from __future__ import annotations

import http.client
import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from metaflow_card_kit import read
from workplace import Workplace

FLOW = "previewed.py"


class Shown:
    """A preview that runs, and what it shows."""

    def __init__(self, place: Workplace, *arguments: str) -> None:
        command = [place.python, "-m", "metaflow_card_kit", "preview", FLOW, "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=place.cwd,
            env=place.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.version = 0

    def state(self) -> dict[str, Any]:
        """The next state."""
        deadline = time.time() + 60
        while time.time() < deadline:
            with urlopen(f"{self.address}state") as answer:
                state: dict[str, Any] = json.load(answer)
            if state["version"] > self.version:
                self.version = state["version"]
                return state
            time.sleep(0.1)
        raise AssertionError("nothing was rendered anew")

    def document(self, number: int) -> dict[str, Any]:
        with urlopen(f"{self.address}card/{number}") as answer:
            return read(answer.read().decode())


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = Workplace.here(tmp_path_factory.mktemp("preview"))
    place.flow(FLOW, "run")
    return place


@pytest.fixture
def shown(place: Workplace) -> Iterator[Shown]:
    shown = Shown(place)
    yield shown
    shown.process.terminate()
    shown.process.wait(timeout=30)


def test_the_cards_of_the_last_run_follow_the_files(place: Workplace, shown: Shown) -> None:
    stored = [card.name for card in place.cards("PreviewedFlow")]
    state = shown.state()
    assert state["error"] is None
    assert [card["name"] for card in state["cards"]] == [
        "start: kit_canvas, id appended",
        "start: kit_metric_table",
        "end: kit_dag_view",
    ]
    assert state["run"].startswith("PreviewedFlow/")
    assert shown.document(0)["title"] == "Of a module"
    assert [node["title"] for node in shown.document(0)["nodes"]] == ["Of the step"]
    assert shown.document(1)["nodes"][0]["metrics"][0]["value"] == 0.75
    assert shown.document(1)["task"]["pathspec"].startswith(state["run"])

    change(place.cwd / FLOW, "First title", "Second title")
    assert shown.state()["error"] is None
    assert shown.document(1)["nodes"][0].get("title") in (None, "Second title")
    assert "Second title" in json.dumps(shown.document(1))

    change(place.cwd / "report.py", "Of a module", "Of a module that changed")
    shown.state()
    assert shown.document(0)["title"] == "Of a module that changed"

    assert [card.name for card in place.cards("PreviewedFlow")] == stored, "nothing is stored"
    assert len(list((place.home / ".metaflow/PreviewedFlow").glob("[0-9]*"))) == 1


def test_an_error_of_the_module_is_shown_until_it_is_mended(place: Workplace, shown: Shown) -> None:
    shown.state()
    change(place.cwd / "report.py", "TITLE", "TITLE = = ")
    broken = shown.state()
    assert "SyntaxError" in broken["error"]
    assert "report.py" in broken["error"]
    assert len(broken["cards"]) == 3, "the last cards stay"
    change(place.cwd / "report.py", "TITLE = = ", "TITLE")
    assert shown.state()["error"] is None


def test_one_step_is_chosen_and_one_that_is_not_there_is_told(place: Workplace) -> None:
    for step, names, error in [
        ("end", ["end: kit_dag_view"], None),
        ("train", [], "PreviewedFlow has no step train; it has start, end."),
    ]:
        shown = Shown(place, "--step", step)
        try:
            state = shown.state()
            assert [card["name"] for card in state["cards"]] == names
            assert state["error"] == error
        finally:
            shown.process.terminate()
            shown.process.wait(timeout=30)


def test_the_preview_answers_this_machine_only(shown: Shown) -> None:
    shown.state()
    address = urlparse(shown.address)
    assert address.hostname == "127.0.0.1"
    assert address.port is not None
    connection = http.client.HTTPConnection("127.0.0.1", address.port)
    connection.request("GET", "/card/0", headers={"Host": f"evil.example:{address.port}"})
    assert connection.getresponse().status == 403
