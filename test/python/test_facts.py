"""The facts of a card's header, the attempts of a task, and the limits of a reading."""

from __future__ import annotations

import time
from collections import namedtuple
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from metaflow_extensions.card_kit.client.artifacts import bytes_text, read_bytes
from metaflow_extensions.card_kit.client.attempts import read_record
from metaflow_extensions.card_kit.client.calls import (
    UNREAD,
    Budget,
    BudgetError,
    Failure,
    read_in_parallel,
)
from metaflow_extensions.card_kit.client.facts import parameter_text
from metaflow_extensions.card_kit.client.secrets import MASK
from metaflow_extensions.card_kit.client.task import read_task_facts
from metaflow_extensions.card_kit.errors import InputError

Event = namedtuple("Event", "name value created_at")


def events(*texts: str) -> list[Event]:
    """``events("1 attempt 0", "5 attempt_ok True")``: seconds, name, value."""
    made = []
    for text in texts:
        seconds, name, value = text.split()
        made.append(Event(name, value, int(float(seconds) * 1000)))
    return made


def test_an_attempt_that_ended_well_has_an_end() -> None:
    record = read_record(events("1 attempt 0", "5 attempt_ok True"), 0.0)
    assert record.ok is True
    assert (record.last.started, record.last.ended) == (1.0, 5.0)  # type: ignore[union-attr]
    assert record.killed == 0


def test_a_task_without_an_outcome_is_open_and_was_last_heard_of_by_its_last_event() -> None:
    record = read_record(events("1 attempt 0", "3 runtime dev"), 0.0)
    assert record.ok is None
    assert record.last_event == 3.0


def test_a_killed_attempt_is_counted_once_another_one_has_begun() -> None:
    killed = events("1 attempt 0", "9 attempt 1", "12 attempt_ok True")
    record = read_record(killed, 0.0)
    assert [attempt.ok for attempt in record.attempts] == [None, True]
    assert record.killed == 1
    assert record.last.started == 9.0  # type: ignore[union-attr]


def test_the_outcome_of_an_old_attempt_is_not_that_of_the_newest() -> None:
    record = read_record(events("1 attempt 0", "5 attempt_ok False", "9 attempt 1"), 0.0)
    assert [attempt.ok for attempt in record.attempts] == [False, None]
    assert record.ok is None
    assert record.killed == 0


def test_attempts_are_told_apart_when_the_events_come_in_any_order() -> None:
    given = events("1 attempt 0", "5 attempt_ok False", "9 attempt 1", "11 attempt_ok True")
    assert read_record(given[::-1], 0.0) == read_record(given, 0.0)
    assert read_record(given, 0.0).ok is True


def test_a_task_without_metadata_has_begun_when_it_was_created() -> None:
    record = read_record([], 7.0)
    assert (record.last.started, record.ok, record.last_event) == (7.0, None, None)  # type: ignore[union-attr]


def test_a_cloned_task_is_known_as_one() -> None:
    assert read_record(events("1 attempt 0", "1 origin-task-id 4"), 0.0).cloned


class Task:
    """What Metaflow's ``Task`` offers a header, and how often it was asked."""

    pathspec = "F/1/train/3"
    system_tags = frozenset({"user:ada", "metaflow_version:2.19"})
    user_tags = frozenset({"nightly", "week:46"})
    created_at = datetime.fromtimestamp(100, timezone.utc)

    def __init__(self, metadata: Any) -> None:
        self._metadata = metadata
        self.asked = 0

    @property
    def metadata(self) -> Any:
        self.asked += 1
        if isinstance(self._metadata, Exception):
            raise self._metadata
        return self._metadata


def test_the_facts_of_a_task_that_ended() -> None:
    task = Task(events("101 attempt 1", "103.5 attempt_ok True"))
    facts = read_task_facts(task, parameters=False)
    assert facts.pop("rendered").startswith("20")
    assert facts == {
        "pathspec": "F/1/train/3",
        "user": "ada",
        "tags": ["nightly", "week:46"],
        "started": "1970-01-01T00:01:41+00:00",
        "attempt": 1,
        "status": "done",
        "seconds": 2.5,
    }
    assert task.asked == 1


def test_a_failed_attempt_is_failed_and_a_task_without_an_end_has_no_status() -> None:
    failed = Task(events("101 attempt 0", "102 attempt_ok False"))
    assert read_task_facts(failed, parameters=False)["status"] == "failed"
    facts = read_task_facts(Task(events("101 attempt 0")), parameters=False)
    assert "status" not in facts
    assert "seconds" not in facts


def test_a_live_card_is_running_and_says_how_long_so_far() -> None:
    started = time.time() - 60
    facts = read_task_facts(
        Task([Event("attempt", "0", started * 1000)]), live=True, parameters=False
    )
    assert facts["status"] == "running"
    assert 59 < facts["seconds"] < 90


def test_a_live_card_of_an_attempt_that_has_failed_does_not_say_that_it_runs() -> None:
    failed = Task(events("101 attempt 0", "102 attempt_ok False"))
    facts = read_task_facts(failed, live=True, parameters=False)
    assert (facts["status"], facts["seconds"]) == ("failed", 1)
    again = Task(events("101 attempt 0", "102 attempt_ok False", "103 attempt 1"))
    assert read_task_facts(again, live=True, parameters=False)["status"] == "running"


def test_what_cannot_be_read_is_absent_and_said() -> None:
    facts = read_task_facts(Task(ConnectionError("refused")), parameters=False)
    assert facts["user"] == "ada"
    assert facts["unread"] == ["The attempt and status were not read: ConnectionError: refused."]


@pytest.mark.parametrize("task", [None, 3, "F/1/a/2", SimpleNamespace(pathspec="x")])
def test_whatever_is_given_no_exception_reaches_the_card(task: Any) -> None:
    assert isinstance(read_task_facts(task), dict)


def test_a_budget_is_not_overdrawn() -> None:
    budget = Budget(3, 60)
    budget.spend(2)
    with pytest.raises(BudgetError):
        budget.spend(2)
    budget.spend()
    assert budget.left == 0
    with pytest.raises(BudgetError, match="time"):
        Budget(3, 0).spend()


def test_readings_keep_their_order_and_their_errors() -> None:
    results = read_in_parallel(lambda n: 6 // n, [1, 0, 3], 10)
    assert (results[0], results[2]) == (6, 2)
    assert isinstance(results[1], Failure)
    assert read_in_parallel(str, [], 10) == []


def test_a_reading_that_hangs_keeps_nobody_waiting() -> None:
    began = time.monotonic()
    results = read_in_parallel(lambda n: time.sleep(n) or n, [0, 30], 0.3)
    assert results == [0, UNREAD]
    assert time.monotonic() - began < 5


def test_many_readings_at_a_time_take_the_time_of_few() -> None:
    began = time.monotonic()
    read_in_parallel(lambda _: time.sleep(0.05), range(32), 10)
    assert time.monotonic() - began < 0.8


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (412, "412 B"), (9_800_000_000, "9.8 GB"), (214_000_000, "214 MB")],
)
def test_sizes_read_as_people_write_them(size: int, text: str) -> None:
    assert bytes_text(size) == text


@pytest.mark.parametrize(
    ("limit", "size"), [(500, 500), ("10GB", 10**10), ("1.5 mb", 1_500_000), ("7 B", 7)]
)
def test_limits_are_numbers_or_text(limit: Any, size: int) -> None:
    assert read_bytes(limit) == size


@pytest.mark.parametrize("limit", [None, True, "much", "-1 GB", float("nan"), [1]])
def test_a_limit_that_is_none_is_told(limit: Any) -> None:
    with pytest.raises(InputError, match="max_size is"):
        read_bytes(limit)


def test_parameters_are_masked_cut_and_summarized() -> None:
    assert parameter_text("lr", SimpleNamespace(data=0.1)) == {
        "name": "lr",
        "value": "0.1",
    }
    assert parameter_text("api_key", SimpleNamespace(data="abc")) == {
        "name": "api_key", "value": MASK, "secret": True,
    }  # fmt: skip
    assert parameter_text("api_key", SimpleNamespace(data="abc"), show=("api_key",)) == {
        "name": "api_key", "value": "abc",
    }  # fmt: skip
    long = parameter_text("text", SimpleNamespace(data="x" * 1000))["value"]
    assert long.endswith("… (800 characters more)")
    config = {"lr": 1, "password": "x"}
    assert parameter_text("config", SimpleNamespace(data=config))["value"] == "2 keys: lr, password"
    assert parameter_text("table", None, "IncludeFile")["value"] == "(an included file)"
