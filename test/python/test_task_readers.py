"""What a task's card reads: the log, the source, the place in a foreach, earlier durations."""

from __future__ import annotations

from collections import namedtuple
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from metaflow_extensions.card_kit.client.calls import Budget
from metaflow_extensions.card_kit.client.foreach_place import foreach_place
from metaflow_extensions.card_kit.client.step_history import StepHistory
from metaflow_extensions.card_kit.client.step_source import read_step_source
from metaflow_extensions.card_kit.client.task_failure import ended_by_log, exit_failure
from metaflow_extensions.card_kit.client.task_log import LogLine, TaskLog, read_task_log
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.wire.durations import duration_text

Event = namedtuple("Event", "name value")
Frame = namedtuple("Frame", "step var num_splits index value")


def task_that_prints(stdout: Any, stderr: Any = (), size: int = 10) -> Any:
    def lines(stream: str, meta_dict: Any) -> Any:
        return iter(stdout if stream == "stdout" else stderr)

    return SimpleNamespace(
        pathspec="F/1/train/2",
        metadata_dict={},
        _log_size=lambda stream, record: size,
        loglines=lines,
    )


def at(second: int) -> datetime:
    return datetime(2026, 11, 23, 14, 5, second)


def test_lines_of_both_streams_stand_in_their_order_in_time() -> None:
    task = task_that_prints([(at(1), "one"), (at(3), "three")], [(at(2), "two")])
    log = read_task_log(task)
    assert [(line.text, line.stream) for line in log.lines] == [
        ("one", "stdout"),
        ("two", "stderr"),
        ("three", "stdout"),
    ]
    assert log.lines[0].moment == "2026-11-23T14:05:01.000+00:00"
    assert log.command == "python flow.py logs 1/train/2"


def test_of_a_long_log_the_first_100_and_the_last_900_lines_are_kept() -> None:
    log = read_task_log(task_that_prints([(at(1), str(i)) for i in range(5000)]))
    assert len(log.lines) == 1000
    assert (log.lines[99].text, log.lines[100].text) == ("99", "4100")
    assert (log.total, log.gap) == (5000, 4000)


def test_a_log_that_is_not_stored_has_no_lines() -> None:
    assert read_task_log(task_that_prints([(None, "")], [(None, "")])).lines == []


def test_a_large_log_is_not_read_and_says_so() -> None:
    log = read_task_log(task_that_prints([(at(1), "x")], size=50_000_000))
    assert log.lines == []
    assert "stdout was not read: ValueError: it has 50 MB, the limit is 20 MB." in log.unread


def test_a_budget_that_is_spent_is_told() -> None:
    log = read_task_log(task_that_prints([(at(1), "x")]), budget=Budget(0, 5))
    assert log.unread == ["The log was not read: it may ask for 0 things at most."]


def test_a_secret_in_a_line_is_masked() -> None:
    text = "connecting to postgres://ada:hunter2@db.example/churn"
    assert "hunter2" not in read_task_log(task_that_prints([(at(1), text)])).lines[0].text


class Flow:
    def train(self) -> None:
        api_key = "abc"  # a secret
        options = {"password": "hunter2", "max_tokens": "5"}
        del api_key, options


def test_the_source_of_a_step_has_lines_and_a_base_name_and_no_secret() -> None:
    source = read_step_source(Flow(), None, "train")
    assert source.file == "test_task_readers.py"
    assert source.lines[0] == "    def train(self) -> None:"
    assert source.last - source.first == len(source.lines) - 1
    assert '"abc"' not in source.text
    assert "hunter2" not in source.text
    assert '"max_tokens": "5"' in source.text


def test_the_source_is_found_by_the_graph_where_there_is_no_flow(tmp_path: Any) -> None:
    file = tmp_path / "flow.py"
    file.write_text("class F:\n    @step\n    def train(self):\n        pass\n")
    graph = {"train": {"source_file": str(file), "line": 3}}
    source = read_step_source(None, graph, "train")
    assert (source.file, source.first, len(source.lines)) == ("flow.py", 2, 3)


@pytest.mark.parametrize("graph", [None, {}, {"train": {"source_file": "/nowhere/flow.py"}}])
def test_a_source_that_is_not_here_is_told_without_a_path(graph: Any) -> None:
    with pytest.raises(InputError) as told:
        read_step_source(None, graph, "train")
    assert "/nowhere" not in str(told.value)


def test_the_place_in_a_foreach_comes_from_the_artifact() -> None:
    stack = SimpleNamespace(id="_foreach_stack", size=5, data=[Frame("t", "folds", 10, 4, "4")])
    place = foreach_place({"_foreach_stack": stack}, [])
    assert place is not None
    assert (place.words, place.variable) == ("task 5 of 10", "folds")


def test_of_a_running_task_the_place_comes_from_its_metadata() -> None:
    place = foreach_place({}, [Event("foreach-execution-path", "split:1,train:4")])
    assert place is not None
    assert place.words == "task 5 in 2"


def test_a_nested_foreach_says_the_place_in_each() -> None:
    frames = [Frame("a", "models", 3, 1, "m"), Frame("b", "folds", 10, 4, "4")]
    stack = SimpleNamespace(id="_foreach_stack", size=5, data=frames)
    place = foreach_place({"_foreach_stack": stack}, [])
    assert place is not None
    assert (place.index, place.variable) == (4, "folds")
    assert place.words == "task 5 of 10 in 2 of 3"
    assert place.loops == "a foreach over folds, in one over models"


def test_a_task_outside_of_a_foreach_has_no_place() -> None:
    stack = SimpleNamespace(id="_foreach_stack", size=5, data=[])
    assert foreach_place({"_foreach_stack": stack}, []) is None
    assert foreach_place({}, []) is None


def test_a_duration_is_the_same_within_the_range_of_earlier_ones() -> None:
    history = StepHistory([10.0, 12.0, 11.0])
    assert history.usual == 11.0
    assert [history.verdict(s) for s in (9.0, 11.5, 13.0)] == [
        "shorter",
        "same",
        "longer",
    ]


def test_of_fewer_than_three_runs_nothing_is_usual() -> None:
    history = StepHistory([10.0, 12.0])
    assert (history.usual, history.verdict(50.0)) == (None, None)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"),
        (0.0004, "<0.1s"),
        (0.049, "<0.1s"),
        (0.05, "0.1s"),
        (0.44, "0.4s"),
        (9.96, "10s"),
        (402, "6m 42s"),
        (7440, "2h 04m"),
        (90000, "1d 01h"),
    ],
)
def test_a_duration_has_its_two_largest_units(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def log_of(*lines: str) -> TaskLog:
    return TaskLog([LogLine(line, "stderr") for line in lines])


def test_an_end_without_an_exception_is_told_with_what_the_log_says() -> None:
    lines = [f"line {i}" for i in range(30)]
    failure = exit_failure(log_of(*lines, "Task exited with code 137.", "Task failed."), 3)
    assert failure.lead == "Failed after 3s"
    assert failure.exception.kind == "It ended without an exception"
    assert "Its log says exit code 137." in failure.remarks
    assert failure.excerpt is not None
    assert failure.excerpt["file"] == "the end of stderr"
    assert failure.excerpt["first"] == 24
    assert failure.excerpt["lines"][-1] == "Task exited with code 137."
    silent = exit_failure(log_of("Task failed."))
    assert silent.excerpt is None
    assert silent.remarks[-1] == "It has printed nothing to stderr."


def test_only_metaflow_says_that_a_task_without_an_outcome_has_failed() -> None:
    assert ended_by_log(log_of("a", "Task failed."))
    assert not ended_by_log(log_of("a", "my Task failed. again"))
    assert not ended_by_log(log_of())
