"""`python -m metaflow_card_kit read` on the cards of real tasks, also of one that runs."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from workplace import Workplace

FLOW = "EveryCardFlow"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = Workplace.here(tmp_path_factory.mktemp("read"))
    place.flow("every_card.py", "run")
    return place


def read(place: Workplace, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [place.python, "-m", "metaflow_card_kit", "read", *arguments],
        cwd=place.cwd,
        env=place.env,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def task_of(place: Workplace, flow: str, step: str) -> str:
    (task,) = (place.home / ".metaflow" / flow).glob(f"[0-9]*/{step}/[0-9]*")
    return "/".join(task.parts[-4:])


def test_a_task_and_a_step_name_the_newest_card_and_the_others_are_told(place: Workplace) -> None:
    task = task_of(place, FLOW, "start")
    done = read(place, task)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["task"]["pathspec"] == task
    assert "--type and --id choose another" in done.stderr
    by_step = read(place, task.rpartition("/")[0])
    assert json.loads(by_step.stdout)["nodes"] == document["nodes"]


def test_a_type_or_an_id_chooses_a_card(place: Workplace) -> None:
    task = task_of(place, FLOW, "start")
    table = read(place, task, "--type", "kit_metric_table", "--text")
    assert table.returncode == 0, table.stderr
    assert table.stderr == ""
    lines = table.stdout.splitlines()
    assert lines[1] == task
    assert lines[2].startswith("Done, started ")
    canvas = read(place, task, "--id", "kit_canvas")
    assert canvas.stderr == ""
    missing = read(place, task, "--id", "nothing")
    assert missing.returncode == 1
    assert missing.stderr.strip() == f"metaflow_card_kit: {task} has no cards of id nothing."


def test_a_file_of_card_get_is_read_like_its_task(place: Workplace) -> None:
    task = task_of(place, FLOW, "start")
    file = place.home / "table.html"
    place.flow("every_card.py", "card", "get", "start", file, "--type", "kit_metric_table")
    from_file = read(place, str(file))
    from_task = read(place, task, "--type", "kit_metric_table")
    assert json.loads(from_file.stdout) == json.loads(from_task.stdout)
    (node,) = json.loads(from_file.stdout)["nodes"]
    rows = list(csv.reader(io.StringIO(read(place, str(file), "--csv", node["id"]).stdout)))
    assert rows[0][:2] == ["name", "value"]
    assert [float(row[1]) for row in rows[1:]] == [one["value"] for one in node["metrics"]]


@pytest.mark.parametrize(
    ("pathspec", "message"),
    [
        ("NoSuchFlow/1/start/1", r"NoSuchFlow/1/start/1: .*(not found|does not exist)"),
        (f"{FLOW}/1/start/1", rf"{FLOW}/1/start/1: .*"),
        (FLOW, rf"{FLOW} is neither a file nor the pathspec of a task, flow/run/step/task\."),
        ("no.html", r"no\.html is neither a file nor"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(place: Workplace, pathspec: str, message: str) -> None:
    done = read(place, pathspec)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert re.match(rf"metaflow_card_kit: {message}", line), line


def test_a_card_of_metaflow_is_told(place: Workplace) -> None:
    (place.cwd / "plain.py").write_text(
        "from metaflow import FlowSpec, card, step\n\n\n"
        "class PlainFlow(FlowSpec):\n"
        "    @card\n    @step\n    def start(self):\n        self.next(self.end)\n\n"
        "    @step\n    def end(self):\n        pass\n\n\n"
        'if __name__ == "__main__":\n    PlainFlow()\n'
    )
    place.flow("plain.py", "run")
    task = task_of(place, "PlainFlow", "start")
    done = read(place, task)
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"{task} has 1 card, and none of metaflow-card-kit.")
    file = place.home / "plain.html"
    place.flow("plain.py", "card", "get", "start", file)
    assert "This is not a card of metaflow-card-kit" in read(place, str(file)).stderr
    empty = read(place, task_of(place, "PlainFlow", "end"))
    assert empty.stderr.strip().endswith("has no cards.")


def test_cards_that_metaflow_keeps_elsewhere_than_it_looks_are_told(place: Workplace) -> None:
    apart = place.home.parent / f"{place.home.name}-apart"
    apart.mkdir()
    done = subprocess.run(
        [place.python, "-m", "metaflow_card_kit", "read", task_of(place, "PlainFlow", "end")],
        cwd=apart,
        env=place.env,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert f"has no cards. They were looked for in {place.home}, and" in done.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Workplace]:
    place = Workplace.here(tmp_path)
    process = subprocess.Popen(
        [place.python, "live.py", "run"],
        cwd=place.cwd,
        env=place.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield place
    for name in ("update", "append", "end"):
        (place.cwd / name).touch()
    process.wait(timeout=120)


def eventually(place: Workplace, words: str) -> str:
    text = ""
    deadline = time.time() + 90
    while time.time() < deadline:
        if list((place.home / ".metaflow" / "LiveFlow").glob("[0-9]*/start/[0-9]*")):
            text = read(place, task_of(place, "LiveFlow", "start"), "--text").stdout
            if words in text:
                return text
        time.sleep(0.5)
    raise AssertionError(f"{words} is not in {text!r}")


def test_a_running_task_is_read_as_it_is_now(running: Workplace) -> None:
    first = eventually(running, "accuracy\t0.250")
    assert re.search(r"^Running, .*as of 20", first, re.MULTILINE)
    (running.cwd / "update").touch()
    second = eventually(running, "accuracy\t0.750")
    assert "cat\t80\t20" in second
    assert second.index("accuracy") < second.index("cat")
