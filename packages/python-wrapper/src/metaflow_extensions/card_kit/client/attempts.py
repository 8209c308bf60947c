"""The attempts of a task, from its metadata: when each began, when and how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

TRUE = "True"


@dataclass
class Attempt:
    """One attempt of a task.

    Attributes
    ----------
    number : int
        Metaflow's: 0 is the first.
    started : float
        Seconds since the epoch.
    ended : float or None
        None while it runs, and for ever when it was killed.
    ok : bool or None
        Whether it ended well; None when no end is recorded.
    """

    number: int
    started: float
    ended: float | None = None
    ok: bool | None = None


@dataclass
class TaskRecord:
    """What a task's metadata say.

    Attributes
    ----------
    attempts : list of Attempt
        In the order in which they began. All but the last are over: one without an end was killed.
    last_event : float or None
        Seconds since the epoch: when the task was last heard of.
    cloned : bool
        Whether a resume took the task over from another run.
    """

    attempts: list[Attempt]
    last_event: float | None = None
    cloned: bool = False

    @property
    def last(self) -> Attempt | None:
        """The newest attempt."""
        return self.attempts[-1] if self.attempts else None

    @property
    def ok(self) -> bool | None:
        """How the newest attempt ended; None when no end of it is recorded."""
        return self.attempts[-1].ok if self.attempts else None

    @property
    def killed(self) -> int:
        """How many attempts were followed by another one without ever having ended."""
        return sum(attempt.ok is None for attempt in self.attempts[:-1])


def read_record(metadata: Iterable[Any], created: float) -> TaskRecord:
    """The record of a task.

    Parameters
    ----------
    metadata : iterable of metaflow.client.core.Metadata
        ``task.metadata``: one call.
    created : float
        When the task was created; a task that has not said more began then.
    """
    events = sorted(metadata, key=lambda event: (event.created_at, event.name == "attempt_ok"))
    record = TaskRecord([], cloned=any(event.name == "origin-task-id" for event in events))
    for event in events:
        if event.name == "attempt":
            _begin(record.attempts, _whole_number(event.value), event.created_at / 1000)
        elif event.name == "attempt_ok":
            if not record.attempts:
                _begin(record.attempts, 0, created)
            attempt = record.attempts[-1]
            attempt.ended, attempt.ok = event.created_at / 1000, event.value == TRUE
    if not record.attempts:
        record.attempts.append(Attempt(0, created))
    if events and not record.cloned:
        record.last_event = max(created, events[-1].created_at / 1000)
    return record


def _begin(attempts: list[Attempt], number: int, started: float) -> None:
    if not attempts or attempts[-1].number != number:
        attempts.append(Attempt(number, started))


def _whole_number(text: Any) -> int:
    try:
        return int(text)
    except (TypeError, ValueError):
        return 0


def allowed_attempts(graph: Any, step: str) -> int | None:
    """What ``@retry`` allows, the first attempt included; None where the step has none."""
    with suppress(Exception):
        for decorator in graph[step]["decorators"]:
            if decorator["name"] == "retry":
                return int(decorator["attributes"]["times"]) + 1
    return None
