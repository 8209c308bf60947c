"""The parameters of a run beside their defaults, secrets masked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from ..wire.literals import exact_text
from ..wire.scalars import is_plain_type, shape_of
from ..wire.strict import MAX_VALUES, strict
from ..wire.text import cap_text, label
from .artifacts import all_artifacts, own_artifacts, tasks_of_step
from .calls import Budget
from .facts import parameter_kinds

MAX_PARAMETERS = 500
MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_MISSING: Any = type("Missing", (), {})()


@dataclass
class RunParameter:
    """A parameter: its value, or ``text`` or ``file`` in its place; its default where known."""

    name: str
    value: Any = None
    text: str | None = None
    default: Any = _MISSING
    file: Any = None
    """The artifact of a file that was included."""

    @property
    def has_default(self) -> bool:
        return self.default is not _MISSING

    @property
    def differs(self) -> bool:
        """Whether it is known not to be the default."""
        return self.has_default and not _same(self.value, self.default)

    def beside(self, defaults: Mapping[str, Any]) -> RunParameter:
        """The same beside other defaults."""
        return replace(self, default=defaults.get(self.name, _MISSING))


def read_run_parameters(
    task: Any,
    flow: Any = None,
    budget: Budget | None = None,
    artifacts: Mapping[str, Any] | None = None,
) -> list[RunParameter]:
    """The parameters of a task's run, by name; two calls, and none of their values above 1 MB.

    Parameters
    ----------
    task : metaflow.Task
    flow : FlowSpec, optional
        As Metaflow hands it to a card: knows the defaults.
    budget : Budget, optional
        Instead of 2 calls and 5 seconds.
    artifacts : mapping of str to artifact, optional
        Of the task, where they have been listed already: if all parameters are among them, no
        call is made.

    Raises
    ------
    BudgetError
        When it would cost more.
    """
    artifacts = artifacts or {}
    kinds = parameter_kinds(artifacts.get("_graph_info"))
    if kinds is None or not kinds.keys() <= artifacts.keys():
        (budget or Budget(2, 5.0)).spend(2)
        flow_name, run = task.pathspec.split("/")[:2]
        tasks = tasks_of_step(f"{flow_name}/{run}/_parameters")
        if not tasks:
            return []
        artifacts = all_artifacts(tasks[0])
        kinds = parameter_kinds(artifacts.get("_graph_info"))
    own = own_artifacts(artifacts.values())
    names = [name for name in own if kinds is None or name in kinds][:MAX_PARAMETERS]
    defaults = declared_defaults(flow)
    return [
        _run_parameter(name, own[name], (kinds or {}).get(name, ""), defaults) for name in names
    ]


def declared_defaults(flow: Any) -> dict[str, Any]:
    """The defaults that a flow declares; not those that are computed when a run starts."""
    found: dict[str, Any] = {}
    with suppress(Exception):
        for _, parameter in flow._get_parameters():
            default = parameter.kwargs.get("default", None)
            if not callable(default) and type(default).__name__ != "DelayEvaluator":
                found[parameter.name] = default
    return found


def _run_parameter(
    name: str, artifact: Any, kind: str, defaults: Mapping[str, Any]
) -> RunParameter:
    if kind == "IncludeFile":
        return RunParameter(name, file=artifact)
    try:
        value = artifact.data
    except Exception as error:
        return RunParameter(name, text=f"(not read: {type(error).__name__})")
    return RunParameter(name, value, default=defaults.get(name, _MISSING))


def parameters_of(
    pairs: Iterable[tuple[Any, Any]],
) -> list[RunParameter]:
    """Parameters of names and values; the values are copies of our own."""
    return [RunParameter(label(name), _own_value(value)) for name, value in pairs]


def _own_value(value: Any) -> Any:
    """What a user may change later, as it is now: containers, arrays and frames."""
    copied: dict[int, Any] = {}

    def own(part: Any, depth: int = 0) -> Any:
        if is_plain_type(part):
            return part
        if id(part) in copied:
            return copied[id(part)]
        kind = type(part)
        if depth < MAX_DEPTH and kind in (dict, list, tuple, set, frozenset):
            if len(part) > MAX_VALUES:
                return strict(part)
            if kind is dict:
                made: Any = {key: own(item, depth + 1) for key, item in part.items()}
            else:
                made = kind(own(item, depth + 1) for item in part)
        else:
            made = strict(part) if shape_of(part) else part
        copied[id(part)] = made
        return made

    return own(value)


def _same(value: Any, default: Any) -> bool:
    """Whether a value is the default, which may be the text that it was read from."""
    try:
        texts = exact_text(value), exact_text(default)
        if value is default or (texts[0] == texts[1] and texts[0][1]):
            return True
        if all(is_plain_type(one) or shape_of(one) for one in (value, default)) and bool(
            value == default
        ):
            return True
        if isinstance(default, str) and not isinstance(value, str):
            return default == cap_text(value) or bool(json.loads(default) == value)
        return isinstance(value, (bool, int, float)) and cap_text(default) == cap_text(value)
    except Exception:  # an odd value, or a default that is no JSON
        return False
