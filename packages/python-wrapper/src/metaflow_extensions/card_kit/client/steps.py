"""What a run has done so far, step by step, read through Metaflow's client with bounded work."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from ..wire.text import cap_text, describe

MAX_TASKS = 1000
MAX_SECONDS = 20.0


@dataclass
class StepState:
    """The tasks of one step, counted.

    Attributes
    ----------
    total, done, failed, running, unread, reused : int
        Tasks that exist; of these, by state; `reused` ones were taken over by a resume.
    attempts : int
        The most attempts of one task.
    started, ended : float or None
        Seconds since the epoch: the first creation, the last end.
    chosen : Counter
        Of a switch: next step -> how many tasks chose it.
    splits : int
        Of a foreach: how many tasks it asked for.
    """

    total: int = 0
    done: int = 0
    failed: int = 0
    running: int = 0
    unread: int = 0
    reused: int = 0
    attempts: int = 1
    started: float | None = None
    ended: float | None = None
    chosen: Counter[str] = field(default_factory=Counter)
    splits: int = 0


def open_run(run: Any) -> Any:
    """The run itself, or the one that a pathspec names.

    Raises
    ------
    InputError
        When there is no such run, or it is in another namespace.
    """
    from metaflow import Run
    from metaflow.exception import MetaflowException

    if isinstance(run, Run):
        return run
    if not isinstance(run, str) or len(run.split("/")) != 2:
        raise InputError(
            f"run is {describe(run)}; it must be a metaflow.Run or the pathspec of one.",
            hint="DagView.from_run('TrainFlow/12')",
        )
    try:
        return Run(run)
    except MetaflowException as error:
        raise InputError(
            f"The run {cap_text(run, 200)} cannot be read: {error}",
            hint="metaflow.namespace(None)  # to read runs of other people",
        ) from error


def graph_of(run: Any) -> Any:
    """The graph that Metaflow stored with the run; None for a run that has not stored one."""
    try:
        return run["_parameters"].task["_graph_info"].data
    except (KeyError, AttributeError, TypeError):
        pass
    try:
        return next(iter(run)).task["_graph_info"].data
    except (KeyError, AttributeError, StopIteration):
        return None


def read_steps(run: Any, kinds: dict[str, str], notes: list[str]) -> dict[str, StepState]:
    """Count the tasks of each step that has any.

    Parameters
    ----------
    run : metaflow.Run
    kinds : dict
        Step name -> kind, as in the node.
    notes : list of str
        Is told of tasks that were left out: at most 1,000 are read for each step, and reading
        stops after 20 seconds.
    """
    until = time.monotonic() + MAX_SECONDS
    states = {}
    for step in run:
        if step.id in kinds:
            states[step.id] = _read_step(step, kinds[step.id], until)
    partly = [name for name, state in states.items() if state.unread]
    if partly:
        unread = sum(states[name].unread for name in partly)
        total = sum(states[name].total for name in partly)
        notes.append(
            f"The state of {unread:,} of {total:,} tasks was not read, to stay quick: "
            f"steps {cap_text(', '.join(partly), 300)}."
        )
    return states


def _read_step(step: Any, kind: str, until: float) -> StepState:
    tasks = list(step)
    state = StepState(total=len(tasks))
    for count, task in enumerate(tasks):
        if count >= MAX_TASKS or time.monotonic() > until:
            state.unread += len(tasks) - count
            break
        try:
            _read_task(task, kind, state)
        except Exception:  # a task that cannot be read is counted, and the others are shown
            state.unread += 1
    return state


def _read_task(task: Any, kind: str, state: StepState) -> None:
    events = sorted(task.metadata, key=lambda event: event.created_at)
    attempts = [event for event in events if event.name == "attempt"]
    outcomes = [event for event in events if event.name == "attempt_ok"]
    # An attempt that was killed leaves no outcome: the newest outcome counts when it is newer
    # than the newest attempt.
    ended = bool(outcomes) and not (attempts and attempts[-1].created_at > outcomes[-1].created_at)
    successful = ended and outcomes[-1].value == "True"
    if successful and kind == "switch":
        state.chosen[str(task["_transition"].data[0][0])] += 1
    if successful and kind == "foreach":
        state.splits += int(task["_foreach_num_splits"].data or 0)
    state.attempts = max([state.attempts, *(int(event.value) + 1 for event in attempts)])
    state.done += successful
    state.failed += ended and not successful
    state.running += not ended
    if any(event.name == "origin-task-id" for event in events):
        state.reused += 1
        return
    created = task.created_at.timestamp()
    state.started = created if state.started is None else min(state.started, created)
    if ended:
        end = outcomes[-1].created_at / 1000
        state.ended = end if state.ended is None else max(state.ended, end)
