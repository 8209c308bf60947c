"""The graph of a flow, with the state of a run."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from ..client.steps import StepState, graph_of, open_run, read_steps
from ..client.task import TaskContext, before_end
from ..errors import InputError
from ..page.blocks import Block, paragraph, table
from ..wire.text import cap_text, describe, label
from .base import Component, Width, as_it_is

MAX_STEPS = 1000
MAX_CASES = 100

# Metaflow's names for the kinds of steps: of the graph's nodes, and of its serialized form.
_KINDS = {
    "start": "start",
    "linear": "linear",
    "join": "join",
    "end": "end",
    "split": "split",
    "split-static": "split",
    "foreach": "foreach",
    "split-foreach": "foreach",
    "split-parallel": "parallel",
    "split-switch": "switch",
}
_SPLITS = ("split", "foreach", "parallel")


@dataclass(frozen=True)
class _OfRun:
    run: Any


@dataclass(frozen=True)
class _OfTask:
    task: Any
    graph: Any


class DagView(Component):
    """The steps of a flow as a graph, with status, duration and task counts where a run is known.

    Names, kinds and transitions of the steps, the first sentence of their docstrings and the
    names of their decorators leave the machine; source paths and attributes of decorators do not.

    Parameters
    ----------
    graph : dict, FlowSpec or FlowGraph
        ``current.graph``, a flow (the class, or ``self``), its graph, or the ``_graph_info``
        artifact of a run.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> DagView({
    ...     "start": {"type": "split-foreach", "next": ["train"], "foreach_artifact": "folds"},
    ...     "train": {"type": "linear", "next": ["join"]},
    ...     "join": {"type": "join", "next": ["end"]},
    ...     "end": {"type": "end", "next": []},
    ... })
    """

    type = "dag_view"
    read_graph = staticmethod(as_it_is)

    def __init__(
        self,
        graph: Any,
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    @classmethod
    def from_run(
        cls,
        run: Any,
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> DagView:
        """The graph of a run and how far each of its steps is.

        Durations go from the creation of a step's first task to the end of its last one. At most
        1,000 tasks are read for each step, and reading stops after 20 seconds; the card says so.

        Parameters
        ----------
        run : metaflow.Run or str
            The run, or its pathspec: ``TrainFlow/12``.
        title : str, optional
            Heading above the component.
        caption : str, optional
            A sentence or two below the component.
        width : {"full", "two-thirds", "half", "third"}, optional
            Share of the card's width; what the component needs when not given.

        Examples
        --------
        >>> view = DagView.from_run("TrainFlow/12")
        """
        return cls(_OfRun(run), title=title, caption=caption, width=width)

    @classmethod
    @before_end
    def from_task(cls, context: TaskContext) -> DagView:
        """The graph of the task's flow and how far its run is.

        Parameters
        ----------
        context : TaskContext
        """
        return cls(_OfTask(context.task, context.graph))

    def compose(self, notes: list[str], *, graph: Any) -> dict[str, Any]:
        if isinstance(graph, _OfRun):
            run = open_run(graph.run)
            stored = graph_of(run)
            if stored is None:
                raise InputError(f"The run {run.pathspec} has not stored its graph yet.")
            steps = _steps(stored, notes)
            return {"steps": steps, **_read_state(steps, lambda: run, notes)}
        if isinstance(graph, _OfTask):
            steps = _steps(graph.graph, notes)
            state = _read_state(steps, lambda: graph.task.parent.parent, notes)
            return {"steps": steps, **state, "current": graph.task.pathspec.split("/")[2]}
        return {"steps": _steps(_plain(graph), notes)}

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        known = any("status" in step for step in node["steps"])
        headers = ["Step", "Kind", "Next"] + (["Status", "Tasks done", "Seconds"] if known else [])
        rows = []
        for step in node["steps"]:
            row = [step["name"], step["kind"], ", ".join(to["step"] for to in step["next"])]
            if known:
                tasks = step.get("tasks")
                row += [
                    step.get("status", ""),
                    f"{tasks['done']} of {tasks['total']}" if tasks else "",
                    f"{step['duration']:.1f}" if "duration" in step else "",
                ]
            rows.append(row)
        run = paragraph(f"{node['run']}, as of {node['as_of']}") if "run" in node else []
        return run + table(headers, rows)


def _plain(graph: Any) -> Any:
    """The graph as Metaflow serializes it, from whatever holds one."""
    from metaflow import FlowSpec, Run
    from metaflow.client import DataArtifact
    from metaflow.graph import FlowGraph

    if isinstance(graph, DataArtifact):
        return graph.data
    if isinstance(graph, (str, Run)):
        raise InputError(
            f"graph is {describe(graph)}; a run is shown by from_run.",
            hint="DagView.from_run(run)",
        )
    flow = graph if isinstance(graph, type) else type(graph)
    if issubclass(flow, FlowSpec):
        graph = FlowGraph(flow)
    if not isinstance(graph, FlowGraph):
        return graph
    try:
        return graph.output_steps()[0]
    except Exception as error:
        raise InputError(
            f"Metaflow cannot tell the steps of {graph.name}: {type(error).__name__}: {error}"
        ) from error


def _steps(graph: Any, notes: list[str]) -> list[dict[str, Any]]:
    """The fields of the graph that may travel, in an order where each step follows its parents."""
    if not isinstance(graph, Mapping):
        raise InputError(
            f"graph is {describe(graph)}; it must be a flow, its graph, or a dict of "
            'step name to {"type": ..., "next": [...]}.',
            hint="DagView(self)  # in a step",
        )
    inner = graph.get("steps")
    if isinstance(inner, Mapping) and "next" not in inner:
        graph = inner
    if not graph:
        raise InputError("graph has no steps.")
    steps = {}
    for name, info in list(graph.items())[:MAX_STEPS]:
        step = _step(label(name), info, notes)
        steps[step["name"]] = step
    if len(graph) > MAX_STEPS:
        notes.append(f"The first {MAX_STEPS:,} of {len(graph):,} steps are shown.")
    for step in steps.values():
        lost = [to["step"] for to in step["next"] if to["step"] not in steps]
        if lost:
            step["next"] = [to for to in step["next"] if to["step"] in steps]
            if "cases" in step:
                step["cases"] = [case for case in step["cases"] if case["step"] in steps]
            notes.append(
                f"Step {step['name']} leads to {cap_text(', '.join(lost), 200)}, "
                "which the graph does not have."
            )
    ordered = [steps[name] for name in _topological(steps)]
    _nest(ordered)
    return ordered


def _step(name: str, info: Any, notes: list[str]) -> dict[str, Any]:
    following = info.get("next") if isinstance(info, Mapping) else None
    if not isinstance(following, (list, tuple)):
        raise InputError(
            f"graph has {describe(info)} for step {name}; "
            'it must be a dict with "type" and "next", a list of step names.'
        )
    kind = _KINDS.get(label(info.get("type")))
    if kind is None:
        kind = "linear"
        notes.append(f"Step {name} has the unknown type {describe(info.get('type'))}.")
    names = dict.fromkeys(label(to) for to in following)
    step: dict[str, Any] = {"name": name, "kind": kind, "next": [{"step": to} for to in names]}
    doc = _first_sentence(info.get("doc"))
    if doc:
        step["doc"] = doc
    decorators = [
        label(deco["name"])
        for deco in _listed(info.get("decorators"))
        if isinstance(deco, Mapping) and "name" in deco
    ]
    if decorators:
        step["decorators"] = decorators[:50]
    if kind == "foreach" and info.get("foreach_artifact"):
        step["foreach"] = label(info["foreach_artifact"])
    if kind == "switch":
        if info.get("condition"):
            step["condition"] = label(info["condition"])
        cases = info.get("switch_cases")
        if isinstance(cases, Mapping):
            step["cases"] = [
                {"label": label(value), "step": label(to)} for value, to in cases.items()
            ][:MAX_CASES]
    return step


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _first_sentence(doc: Any) -> str:
    if not isinstance(doc, str):
        return ""
    opening = " ".join(doc.strip().split("\n\n")[0].split())
    found = re.match(r".*?[.!?](?=\s|$)", opening)
    return cap_text(found.group() if found else opening, 300)


def _topological(steps: dict[str, dict[str, Any]]) -> list[str]:
    """Names, each after its parents; a transition that closes a loop is the only one to go back."""
    following = {name: [to["step"] for to in step["next"]] for name, step in steps.items()}
    reached = {to for name, names in following.items() for to in names if to != name}
    order: list[str] = []
    entered: set[str] = set()
    for root in sorted(steps, key=lambda name: name in reached):
        if root in entered:
            continue
        entered.add(root)
        left: list[str] = []
        stack = [(root, list(following[root]))]
        while stack:
            name, children = stack[-1]
            if not children:
                left.append(name)
                stack.pop()
            elif (child := children.pop()) not in entered:
                entered.add(child)
                stack.append((child, list(following[child])))
        order = left[::-1] + order
    return order


def _nest(ordered: list[dict[str, Any]]) -> None:
    """Give each step the foreach and parallel steps around it, as Metaflow's own walk does."""
    open_splits: dict[str, list[str]] = {ordered[0]["name"]: []}
    kinds = {step["name"]: step["kind"] for step in ordered}
    for step in ordered:
        around = open_splits.setdefault(step["name"], [])
        if step["kind"] == "join":
            around = around[:-1]
        fans = [name for name in around if kinds[name] in ("foreach", "parallel")]
        if fans:
            step["within"] = fans
        inside = [*around, step["name"]] if step["kind"] in _SPLITS else around
        for to in step["next"]:
            open_splits.setdefault(to["step"], inside)


def _read_state(
    steps: list[dict[str, Any]], find_run: Callable[[], Any], notes: list[str]
) -> dict[str, Any]:
    try:
        run = find_run()
        states = read_steps(run, {step["name"]: step["kind"] for step in steps}, notes)
    except Exception as error:  # the graph alone is still worth showing
        notes.append(
            f"How far the run is could not be read: {type(error).__name__}: {cap_text(error, 300)}"
        )
        return {}
    now = time.time()
    _add_state(steps, states, now)
    as_of = datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds")
    return {"run": run.pathspec, "as_of": as_of}


def _add_state(steps: list[dict[str, Any]], states: dict[str, StepState], now: float) -> None:
    """Give each step its status, duration and counts; the steps are in topological order."""
    progress = _Progress(steps, states)
    for step in steps:
        state = progress.states[step["name"]]
        expected = progress.expected(step)
        step["status"] = progress.status(step, expected)
        if state.total:
            _count(step, state, max(state.total, expected), now)


class _Progress:
    """How far a run is: the counts of its steps, seen along its transitions."""

    def __init__(self, steps: list[dict[str, Any]], states: dict[str, StepState]) -> None:
        self.states = {step["name"]: states.get(step["name"], StepState()) for step in steps}
        self._over = any(step["kind"] == "end" and self.states[step["name"]].done for step in steps)
        place = {step["name"]: index for index, step in enumerate(steps)}
        self._parents: dict[str, list[dict[str, Any]]] = {name: [] for name in place}
        for step in steps:
            for to in step["next"]:
                if place[to["step"]] > place[step["name"]]:
                    self._parents[to["step"]].append(step)

    def expected(self, step: dict[str, Any]) -> int:
        """How many tasks the foreach around a step asked for; 0 when nobody knows."""
        around = step.get("within")
        if not around:
            return 0
        ancestors = list(self._parents[step["name"]])
        visited = {around[-1]}
        while ancestors:
            ancestor = ancestors.pop()
            if ancestor["name"] not in visited:
                visited.add(ancestor["name"])
                if ancestor["kind"] == "switch":
                    return 0
                ancestors += self._parents[ancestor["name"]]
        return self.states[around[-1]].splits

    def status(self, step: dict[str, Any], expected: int) -> str:
        name = step["name"]
        state, parents = self.states[name], self._parents[name]
        if not state.total:
            passed = bool(parents) and all(self._passes(parent, name) for parent in parents)
            return "skipped" if self._over or passed else "pending"
        if state.failed:
            return "failed"
        if state.running:
            return "running"
        looping = state.chosen[name] > 0
        left = sum(count for to, count in state.chosen.items() if to != name)
        ended = left >= max(expected, 1) if looping else state.total >= expected
        before = {parent["status"] for parent in parents}
        if ended and before <= {"done", "skipped"}:
            return "done"
        return "pending" if before & {"failed", "pending"} else "running"

    def _passes(self, parent: dict[str, Any], name: str) -> bool:
        """Whether no task of the parent will lead to this step any more."""
        state = self.states[parent["name"]]
        decided = parent["kind"] == "switch" and parent["status"] == "done" and not state.unread
        return parent["status"] == "skipped" or (decided and not state.chosen[name])


def _count(step: dict[str, Any], state: StepState, total: int, now: float) -> None:
    tasks = {"done": state.done, "failed": state.failed, "running": state.running}
    step["tasks"] = {"total": total, **tasks}
    for name, count in (("unread", state.unread), ("reused", state.reused)):
        if count:
            step["tasks"][name] = count
    if state.attempts > 1:
        step["attempts"] = state.attempts
    end = now if state.running else state.ended
    if state.started is not None and end is not None:
        step["duration"] = round(max(end - state.started, 0), 3)
    if step["kind"] == "switch" and state.done and not state.unread:
        for to in step["next"]:
            to["taken"] = state.chosen[to["step"]]
