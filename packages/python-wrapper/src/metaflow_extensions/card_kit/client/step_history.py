"""How long a step took in earlier runs, read in a bounded number of calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from statistics import median
from typing import Any

from ..wire.text import cap_text
from .artifacts import runs_of_flow, tasks_of_step
from .attempts import read_record
from .calls import Budget, Failure, Unread, read_in_parallel

MAX_RUNS = 10
CALLS = 1 + 2 * MAX_RUNS
SECONDS = 5.0
FEWEST = 3
"""Of fewer runs nobody can say what is usual."""


@dataclass
class StepHistory:
    """Durations of one task of a step in earlier runs.

    Attributes
    ----------
    seconds : list of float
        The oldest first, of runs in which the task ended well.
    unread : list of str
        What was not read, a sentence each.
    """

    seconds: list[float] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def usual(self) -> float | None:
        """The median; None of fewer than three runs."""
        return median(self.seconds) if len(self.seconds) >= FEWEST else None

    def verdict(self, seconds: float) -> str | None:
        """``same`` within the range of the earlier runs, else ``longer`` or ``shorter``."""
        if len(self.seconds) < FEWEST:
            return None
        if seconds > max(self.seconds):
            return "longer"
        return "shorter" if seconds < min(self.seconds) else "same"


def read_step_history(
    task: Any, index: int | None = None, budget: Budget | None = None
) -> StepHistory:
    """How long this task took in the last runs before its own. Never raises.

    One call lists the runs, and two read each of at most 10: those before the task's own, in the
    current namespace. At most 5 seconds.

    Parameters
    ----------
    task : metaflow.Task
    index : int, optional
        Its place in a foreach, from 0: it is compared with the tasks at the same place.
    budget : Budget, optional
        Instead of 21 calls and 5 seconds.
    """
    budget = budget or Budget(CALLS, SECONDS)
    history = StepHistory()
    try:
        flow, run, step, _ = task.pathspec.split("/")
        listed = read_in_parallel(
            lambda name: _earlier_runs(name, run, budget), [flow], budget.seconds
        )
        if isinstance(listed[0], Unread):
            history.unread.append("The earlier runs were not read: the time was over.")
            return history
        if isinstance(listed[0], Failure):
            raise listed[0].error
        runs = listed[0]
        results = read_in_parallel(
            lambda name: _seconds_of(f"{flow}/{name}/{step}", index, budget), runs, budget.seconds
        )
    except Exception as error:
        history.unread.append(
            f"The earlier runs were not read: {type(error).__name__}: {cap_text(error, 200)}"
        )
        return history
    missing = sum(isinstance(result, (Failure, Unread)) for result in results)
    if missing:
        history.unread.append(f"{missing} of {len(runs)} earlier runs were not read in time.")
    known = [r for r in results if isinstance(r, float)]
    history.seconds = [round(seconds, 3) for seconds in reversed(known)]
    return history


def _earlier_runs(flow: str, run: str, budget: Budget) -> list[str]:
    """Ids of the runs before this one, the newest first."""
    budget.spend()
    runs = runs_of_flow(flow)
    for found in runs:
        if found.id == run:
            break
    return [found.id for found in islice(runs, MAX_RUNS)]


def _seconds_of(step: str, index: int | None, budget: Budget) -> float | None:
    """How long the task at a place of a step took; None where it did not end well."""
    budget.spend()
    tasks = sorted(tasks_of_step(step), key=lambda task: int(task.id) if task.id.isdigit() else 0)
    place = index or 0
    if place >= len(tasks):
        return None
    budget.spend()
    task = tasks[place]
    record = read_record(task.metadata, task.created_at.timestamp())
    last = record.last
    if record.cloned or last is None or not last.ok or last.ended is None:
        return None
    return float(max(last.ended - last.started, 0.0))
