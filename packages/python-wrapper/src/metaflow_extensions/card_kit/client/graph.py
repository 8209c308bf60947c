"""The steps of a flow, from whatever holds its graph: names, kinds, transitions, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from ..errors import InputError
from ..wire.scalars import is_instance, length_of
from ..wire.text import cap_text, describe, label

MAX_STEPS = 1000
MAX_CASES = 100
MAX_NOTES = 20

# Metaflow's names for the kinds of steps: of the graph's nodes, and of its serialized form.
_STEP_KINDS = {
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
MULTIPLIERS = ("foreach", "parallel")
"""Kinds of steps that are followed by any number of tasks of the next one."""


def serialized_graph(steps: Any) -> Any:
    """The graph as Metaflow serializes it: of a flow, its class, its graph, or an artifact.

    Raises
    ------
    InputError
        When it is a run, or a flow without steps.
    """
    from metaflow import FlowSpec, Run
    from metaflow.client import DataArtifact
    from metaflow.graph import FlowGraph

    if isinstance(steps, DataArtifact):
        return steps.data
    if isinstance(steps, (str, Run)):
        raise InputError(
            f"steps is {describe(steps)}; a run is shown by from_run.",
            hint="DagView.from_run(run)",
        )
    flow = steps if isinstance(steps, type) else type(steps)
    graph = FlowGraph(steps if flow is steps else flow) if issubclass(flow, FlowSpec) else steps
    if not isinstance(graph, FlowGraph):
        return graph
    try:
        return graph.output_steps()[0]
    except Exception as error:
        raise InputError(
            f"Metaflow cannot tell the steps of {graph.name}: {type(error).__name__}: {error}"
        ) from error


def graph_steps(graph: Any, notes: list[str]) -> list[dict[str, Any]]:
    """The fields of a graph that may travel, in an order where each step follows its parents.

    Parameters
    ----------
    graph : mapping of step name to mapping, or the ``_graph_info`` artifact
        At most 1,000 steps of it are read.
    notes : list of str
        Is told what was left out, and what makes no sense.

    Raises
    ------
    InputError
        When it is no graph.
    """
    if not is_instance(graph, Mapping):
        raise InputError(
            f"steps is {describe(graph)}; it must be a flow, its graph, or a dict of "
            'step name to {"type": ..., "next": [...]}.',
            hint="DagView(self)  # in a step",
        )
    inner = graph.get("steps")
    if is_instance(inner, Mapping) and "next" not in inner:
        graph = inner
    if length_of(graph) == 0:
        raise InputError("steps has no steps.")
    steps, remarks = {}, list[str]()
    for name, info in islice(graph.items(), MAX_STEPS):
        step = _read_step(label(name), info, remarks)
        steps[step["name"]] = step
    if len(graph) > MAX_STEPS:
        notes.append(f"The first {MAX_STEPS:,} of {len(graph):,} steps are shown.")
    for step in steps.values():
        _drop_unknown_transitions(step, steps, remarks, cut=len(graph) > MAX_STEPS)
    notes.extend(remarks[:MAX_NOTES])
    if len(remarks) > MAX_NOTES:
        notes.append(f"There are {len(remarks) - MAX_NOTES:,} more notes of this kind.")
    ordered = [steps[name] for name in topological_order(steps)]
    _nest(ordered)
    return ordered


def _drop_unknown_transitions(
    step: dict[str, Any], steps: Mapping[str, Any], remarks: list[str], *, cut: bool
) -> None:
    unknown = [to["step"] for to in step["next"] if to["step"] not in steps]
    if not unknown:
        return
    step["next"] = [to for to in step["next"] if to["step"] in steps]
    if "cases" in step:
        step["cases"] = [case for case in step["cases"] if case["step"] in steps]
    if not cut:
        names = cap_text(", ".join(unknown[:10]), 200)
        remarks.append(f"Step {step['name']} leads to {names}, which the graph does not have.")


def _read_step(name: str, info: Any, remarks: list[str]) -> dict[str, Any]:
    following: Any = info.get("next") if is_instance(info, Mapping) else None
    if not is_instance(following, (list, tuple)):
        raise InputError(
            f"steps has {describe(info)} for step {name}; "
            'it must be a dict with "type" and "next", a list of step names.'
        )
    kind = _STEP_KINDS.get(label(info.get("type")))
    if kind is None:
        kind = "linear"
        remarks.append(f"Step {name} has the unknown type {describe(info.get('type'))}.")
    names = dict.fromkeys(label(to) for to in following[:MAX_STEPS])
    step: dict[str, Any] = {"name": name, "kind": kind, "next": [{"step": to} for to in names]}
    doc = _first_sentence(info.get("doc"))
    if doc:
        step["doc"] = doc
    decorators = [
        label(deco["name"])
        for deco in _first_items(info.get("decorators"))
        if is_instance(deco, Mapping) and "name" in deco
    ]
    if decorators:
        step["decorators"] = decorators
    if kind == "foreach" and _is_given(info.get("foreach_artifact")):
        step["foreach"] = label(info["foreach_artifact"])
    if kind == "switch":
        if _is_given(info.get("condition")):
            step["condition"] = label(info["condition"])
        cases = info.get("switch_cases")
        if is_instance(cases, Mapping):
            step["cases"] = [
                {"label": label(value), "step": label(to)}
                for value, to in islice(cases.items(), MAX_CASES)
            ]
    return step


def _is_given(value: Any) -> bool:
    return value is not None and label(value) != ""


def _first_items(value: Any) -> list[Any]:
    return list(value[:50]) if is_instance(value, (list, tuple)) else []


def _first_sentence(doc: Any) -> str:
    if not is_instance(doc, str):
        return ""
    opening = " ".join(doc[:10_000].strip().split("\n\n")[0].split())
    found = re.match(r".*?[.!?](?=\s|$)", opening)
    return cap_text(found.group() if found else opening, 300)


def topological_order(steps: Mapping[str, dict[str, Any]]) -> list[str]:
    """Names, each after its parents; a transition that closes a loop is the only one to go back."""
    following = {name: [to["step"] for to in step["next"]] for name, step in steps.items()}
    reached = {to for name, names in following.items() for to in names if to != name}
    orders: list[list[str]] = []
    entered: set[str] = set()
    for root in sorted(steps, key=lambda name: name in reached):
        if root in entered:
            continue
        entered.add(root)
        finished: list[str] = []
        stack = [(root, list(following[root]))]
        while stack:
            name, children = stack[-1]
            if not children:
                finished.append(name)
                stack.pop()
            elif (child := children.pop()) not in entered:
                entered.add(child)
                stack.append((child, list(following[child])))
        orders.append(finished[::-1])
    return [name for order in reversed(orders) for name in order]


def _nest(ordered: list[dict[str, Any]]) -> None:
    """Give each step the foreach and parallel steps around it, as Metaflow's own walk does."""
    open_splits: dict[str, tuple[str, ...]] = {ordered[0]["name"]: ()}
    kinds = {step["name"]: step["kind"] for step in ordered}
    for step in ordered:
        outer = open_splits.setdefault(step["name"], ())
        if step["kind"] == "join":
            outer = outer[:-1]
        fans = [name for name in outer if kinds[name] in MULTIPLIERS]
        if fans:
            step["within"] = fans[-MAX_NOTES:]
        inside = (*outer, step["name"]) if step["kind"] in _SPLITS else outer
        for to in step["next"]:
            open_splits.setdefault(to["step"], inside[-200:])
