"""How far a run is: the counts of its steps, seen along the transitions of its graph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from .steps import RunState, Span, StepState


def add_state(
    steps: list[dict[str, Any]],
    run: RunState,
    now: float,
    *,
    alive: bool | None = None,
    own: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """Give each step its status, duration and counts; the steps are in topological order.

    Parameters
    ----------
    steps : list of dict
        As `graph_steps` gives them; each gains what is known of it.
    run : RunState
    now : float
        Seconds since the epoch, when the run was read.
    alive : bool or None
        Whether the run is known to go on. Only then is a task without an end running; otherwise
        it has "no end recorded", and its time stops at the last that was heard of the run.
    own : tuple of str, optional
        Step and id of the task whose card this is: it is marked among those of its step.

    Returns
    -------
    dict
        What is known of the run as a whole: ``started``, ``elapsed``, ``critical``.
    """
    alive = run.alive if alive is None else alive
    progress = _Progress(steps, run.steps, alive is True)
    until = now if alive else run.last_event
    first = min((s.started for s in run.steps.values() if s.started is not None), default=None)
    for step in steps:
        state = progress.states[step["name"]]
        expected = progress.expected(step)
        step["status"] = progress.status(step, expected)
        if state.total:
            _add_counts(step, state, max(state.total, expected), alive is True)
            many = max(state.total, expected) > 1
            _add_times(step, state, first, until, "running" if alive else "unknown", many=many)
            if own is not None and own[0] == step["name"]:
                _mark_own(step, state, own[1])
    facts: dict[str, Any] = {}
    if first is not None:
        facts["started"] = datetime.fromtimestamp(first, timezone.utc).isoformat(timespec="seconds")
        ends = [step["start"] + step["duration"] for step in steps if "duration" in step]
        if ends:
            facts["elapsed"] = round(max(ends), 3)
    critical = _critical_path(steps)
    if len(critical) > 1:
        facts["critical"] = critical
    return facts


class _Progress:
    """The states of the steps, as their parents make them."""

    def __init__(
        self, steps: list[dict[str, Any]], states: Mapping[str, StepState], alive: bool
    ) -> None:
        self.states = {step["name"]: states.get(step["name"], StepState()) for step in steps}
        self._alive = alive
        self._over = any(step["kind"] == "end" and self.states[step["name"]].done for step in steps)
        place = {step["name"]: index for index, step in enumerate(steps)}
        self._parents: dict[str, list[dict[str, Any]]] = {name: [] for name in place}
        self._in_loop: set[str] = set()
        for step in steps:
            for to in step["next"]:
                start, end = place[to["step"]], place[step["name"]]
                if start > end:
                    self._parents[to["step"]].append(step)
                else:
                    self._in_loop.update(item["name"] for item in steps[start : end + 1])

    def expected(self, step: dict[str, Any]) -> int:
        """How many tasks the foreach around a step asked for; 0 when nobody knows."""
        outer = step.get("within")
        if not outer:
            return 0
        ancestors = list(self._parents[step["name"]])
        visited = {outer[-1]}
        while ancestors:
            ancestor = ancestors.pop()
            if ancestor["name"] not in visited:
                visited.add(ancestor["name"])
                if ancestor["kind"] == "switch":
                    return 0
                ancestors += self._parents[ancestor["name"]]
        state = self.states.get(outer[-1], StepState())
        return 0 if state.unread else state.splits

    def status(self, step: dict[str, Any], expected: int) -> str:
        name = step["name"]
        state, parents = self.states[name], self._parents[name]
        if not state.total:
            passed = bool(parents) and all(self._passes(parent, name) for parent in parents)
            return "skipped" if self._over or passed else "pending"
        if state.failed:
            return "failed"
        if state.open:
            return "running" if self._alive else "unknown"
        if state.unread:
            return "unknown"
        if self._over or ("within" not in step and name not in self._in_loop):
            return "done"
        before = {parent["status"] for parent in parents}
        if self._has_ended(state, name, expected) and before <= {"done", "skipped"}:
            return "done"
        if before & {"failed", "pending"}:
            return "pending"
        return "running" if self._alive else "unknown"

    def _has_ended(self, state: StepState, name: str, expected: int) -> bool:
        if state.chosen[name] > 0:
            left = sum(count for to, count in state.chosen.items() if to != name)
            return left >= max(expected, 1)
        return state.total >= expected

    def _passes(self, parent: dict[str, Any], name: str) -> bool:
        """Whether no task of the parent will lead to this step any more."""
        state = self.states[parent["name"]]
        decided = parent["kind"] == "switch" and parent["status"] == "done" and not state.unread
        return parent["status"] == "skipped" or (decided and not state.chosen[name])


def _add_counts(step: dict[str, Any], state: StepState, total: int, alive: bool) -> None:
    running, ends_unknown = (state.open, 0) if alive else (0, state.open)
    step["tasks"] = {"total": total, "done": state.done, "failed": state.failed, "running": running}
    for name, count in (
        ("caught", state.caught),
        ("unended", ends_unknown),
        ("unread", state.unread),
        ("reused", state.reused),
    ):
        if count:
            step["tasks"][name] = count
    if state.attempts > 1:
        step["attempts"] = state.attempts
    if state.killed:
        step["killed"] = state.killed
    if step["kind"] == "switch" and state.done and not state.unread:
        for to in step["next"]:
            to["taken"] = state.chosen[to["step"]]


def _add_times(
    step: dict[str, Any],
    state: StepState,
    first: float | None,
    until: float | None,
    open_status: str,
    *,
    many: bool,
) -> None:
    end = until if state.open else state.ended
    if state.started is None or first is None or end is None:
        return
    step["start"] = round(state.started - first, 3)
    step["duration"] = round(max(end - state.started, 0), 3)
    if state.spans and (many or state.attempts > 1):
        step["spans"] = [_span(span, first, until, open_status) for span in state.spans]


def _mark_own(step: dict[str, Any], state: StepState, task: str) -> None:
    for made, span in zip(step.get("spans", ()), state.spans):
        if span.task == task:
            made["own"] = True


def _span(span: Span, first: float, until: float | None, open_status: str) -> dict[str, Any]:
    end = span.ended if span.ended is not None else until
    status = open_status if span.status == "open" else span.status
    made: dict[str, Any] = {"start": round(span.started - first, 3), "status": status}
    if end is not None:
        made["duration"] = round(max(end - span.started, 0), 3)
    if span.attempts > 1:
        made["attempts"] = span.attempts
    return made


def _critical_path(steps: list[dict[str, Any]]) -> list[str]:
    """What the run waited for: from the step that ended last, back along the latest parents."""
    ends = {s["name"]: s["start"] + s["duration"] for s in steps if "duration" in s}
    if not ends:
        return []
    place = {step["name"]: index for index, step in enumerate(steps)}
    parents: dict[str, list[str]] = {}
    for step in steps:
        for to in step["next"]:
            known = step["name"] in ends and place[to["step"]] > place[step["name"]]
            if known and to.get("taken", 1):
                parents.setdefault(to["step"], []).append(step["name"])
    name = max(ends, key=lambda item: (ends[item], place[item]))
    path = [name]
    while parents.get(name):
        name = max(parents[name], key=lambda item: (ends[item], place[item]))
        path.append(name)
    return path[::-1]
