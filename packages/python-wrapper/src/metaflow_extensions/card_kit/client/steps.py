"""What a run has done so far, step by step, read through Metaflow's client with bounded work."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..wire.text import cap_text
from .artifacts import all_artifacts
from .attempts import TaskRecord, read_record
from .calls import Failure, Unread, read_in_parallel

MAX_TASKS, MAX_ALL_TASKS = 1000, 5000
# For the card of one task: of a foreach of a thousand, each of a thousand cards would read all.
MAX_TASKS_BESIDE, MAX_ALL_TASKS_BESIDE = 100, 300
MAX_SECONDS = 10.0
MAX_SPANS = 20
HEARTBEAT_SECONDS = 60.0
"""A service hears of a run every ten seconds; one it has not heard of for this long has ended."""


@dataclass
class Span:
    """One task in time: seconds since the epoch; `ended` is None where no end is recorded."""

    started: float
    ended: float | None
    status: str
    attempts: int = 1
    task: str = ""


@dataclass
class StepState:
    """The tasks of one step, counted.

    Attributes
    ----------
    total, done, caught, failed, open, unread, reused : int
        Tasks that exist; of these, by state. A caught one is done as well: ``@catch`` kept its
        failure from ending the run. An open one began and has no recorded end.
        Reused ones were taken over by a resume.
    attempts : int
        The most attempts of one task.
    killed : int
        Attempts that were followed by another one without having ended.
    started, ended, last_event : float or None
        Seconds since the epoch: the first creation, the last end, the last that was heard.
    chosen : Counter
        Of a switch: next step -> how many tasks chose it.
    splits : int
        Of a foreach: how many tasks it asked for.
    spans : list of Span
        The tasks in time, where there are at most 20.
    """

    total: int = 0
    done: int = 0
    caught: int = 0
    failed: int = 0
    open: int = 0
    unread: int = 0
    reused: int = 0
    attempts: int = 1
    killed: int = 0
    started: float | None = None
    ended: float | None = None
    last_event: float | None = None
    chosen: Counter[str] = field(default_factory=Counter)
    splits: int = 0
    spans: list[Span] = field(default_factory=list)


@dataclass
class RunState:
    """A run as it was read.

    Attributes
    ----------
    steps : dict
        Step name -> its tasks, counted; of the steps that have begun.
    alive : bool or None
        Whether the run goes on, by its heartbeat; None where metadata cannot tell, as local
        ones cannot.
    """

    steps: dict[str, StepState]
    alive: bool | None = None

    @property
    def last_event(self) -> float | None:
        """Seconds since the epoch: when the run was last heard of."""
        return max(
            (s.last_event for s in self.steps.values() if s.last_event is not None), default=None
        )


def read_steps(
    run: Any,
    steps: Mapping[str, Mapping[str, Any]],
    notes: list[str],
    own: tuple[str, str] | None = None,
    metadata: list[Any] | None = None,
) -> RunState:
    """Count the tasks of each step that has any.

    One call lists the steps, one for each step lists its tasks, one reads each task's metadata,
    and one more what a foreach, a switch or a ``@catch`` did; sixteen at a time.

    Parameters
    ----------
    run : metaflow.Run
    steps : mapping
        Step name -> step, as `graph_steps` gives it.
    notes : list of str
        Is told of tasks that were left out: at most 1,000 are read for each step and 5,000 in
        all, and reading stops after 10 seconds.
    own : tuple of str, optional
        Step and id of the task whose card this is: at most 100 for each step, 300 in all are read.
    metadata : list of Metadata, optional
        Of that task, where they have been read already.
    """
    deadline = time.monotonic() + MAX_SECONDS
    begun = [step for step in run if step.id in steps]
    listings = read_in_parallel(list, begun, deadline - time.monotonic())
    states: dict[str, StepState] = {}
    queues, unlisted = list[tuple[str, list[Any]]](), list[str]()
    for step, tasks in zip(begun, listings):
        state = states[step.id] = StepState()
        if isinstance(tasks, (Failure, Unread)):
            unlisted.append(step.id)
            state.total = state.unread = 1  # a step that has begun has a task
            state.last_event = step.created_at.timestamp()
            continue
        state.total = state.unread = len(tasks)
        is_narrow = len(tasks) <= MAX_SPANS
        ordered = sorted(tasks, key=lambda t: (is_narrow or (step.id, t.id) != own, t.created_at))
        queues.append((step.id, ordered[: MAX_TASKS_BESIDE if own else MAX_TASKS]))
    chosen = list(islice(_in_turns(queues), MAX_ALL_TASKS_BESIDE if own else MAX_ALL_TASKS))

    def read(item: tuple[str, Any]) -> tuple[TaskRecord, str | None, int, bool]:
        known = metadata if (item[0], item[1].id) == own else None
        return _read_task(item[1], steps[item[0]], known)

    records = read_in_parallel(read, chosen, deadline - time.monotonic())
    for (name, task), record in zip(chosen, records):
        if not isinstance(record, (Failure, Unread)):
            states[name].unread -= 1
            _count_task(states[name], *record, task=task.id)
    _note_unread(states, unlisted, notes)
    return RunState(states, is_run_alive(run))


def _in_turns(queues: list[tuple[str, list[Any]]]) -> Any:
    """The first task of every step, then the second: a wide step does not keep out the others."""
    iterators = [(name, iter(tasks)) for name, tasks in queues]
    while iterators:
        remaining = []
        for name, tasks in iterators:
            for task in islice(tasks, 1):
                yield name, task
                remaining.append((name, tasks))
        iterators = remaining


def _note_unread(states: Mapping[str, StepState], unlisted: list[str], notes: list[str]) -> None:
    if unlisted:
        names = cap_text(", ".join(unlisted[:20]), 300)
        notes.append(f"The tasks of these steps could not be listed in time: {names}.")
    partly = [name for name, state in states.items() if state.unread and name not in unlisted]
    if partly:
        unread = sum(states[name].unread for name in partly)
        total = sum(states[name].total for name in partly)
        notes.append(
            f"The state of {unread:,} of {total:,} tasks was not read, to stay quick: "
            f"steps {cap_text(', '.join(partly), 300)}."
        )


def is_run_alive(run: Any) -> bool | None:
    """Whether a run is known to go on; None where nobody can tell, as with local metadata.

    The run of this process does; of others the metadata service hears every ten seconds.
    """
    from metaflow import current

    if current.is_running_flow and f"{current.flow_name}/{current.run_id}" == run.pathspec:
        return True
    heartbeat = getattr(run, "_object", {}).get("last_heartbeat_ts")
    if not isinstance(heartbeat, (int, float)) or heartbeat <= 0:
        return None
    seconds = heartbeat / 1000 if heartbeat > 1e11 else heartbeat
    return time.time() - seconds < HEARTBEAT_SECONDS


def _read_task(
    task: Any, step: Mapping[str, Any], metadata: list[Any] | None = None
) -> tuple[TaskRecord, str | None, int, bool]:
    """The record of a task; of a switch its choice, of a foreach its splits, whether caught."""
    known = task.metadata if metadata is None else metadata
    record = read_record(known, task.created_at.timestamp())
    choice, splits, caught = None, 0, False
    is_caught = "catch" in step.get("decorators", ())
    if record.ok and (is_caught or step["kind"] in ("switch", "foreach")):
        artifacts = all_artifacts(task)
        if step["kind"] == "switch" and "_transition" in artifacts:
            choice = str(artifacts["_transition"].data[0][0])
        if step["kind"] == "foreach" and "_foreach_num_splits" in artifacts:
            splits = int(artifacts["_foreach_num_splits"].data or 0)
        if is_caught and "_success" in artifacts:
            caught = artifacts["_success"].data is False
    return record, choice, splits, caught


def _count_task(
    state: StepState,
    record: TaskRecord,
    choice: str | None,
    splits: int,
    caught: bool,
    *,
    task: str = "",
) -> None:
    last = record.attempts[-1]
    if choice is not None:
        state.chosen[choice] += 1
    state.splits += splits
    state.attempts = max(state.attempts, last.number + 1)
    state.killed += record.killed
    state.done += record.ok is True
    state.caught += caught
    state.failed += record.ok is False
    state.open += record.ok is None
    if record.cloned:
        state.reused += 1
        return
    first = record.attempts[0].started
    state.started = first if state.started is None else min(state.started, first)
    if last.ended is not None:
        state.ended = last.ended if state.ended is None else max(state.ended, last.ended)
    if record.last_event is not None:
        state.last_event = max(state.last_event or 0.0, record.last_event)
    if state.total <= MAX_SPANS:
        status = {True: "done", False: "failed", None: "open"}[record.ok]
        shown = "caught" if caught else status
        state.spans.append(Span(first, last.ended, shown, last.number + 1, task))
