"""What a card's header says of its task, read in a bounded number of calls."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timezone
from typing import Any

from ..wire.literals import exact_text
from ..wire.scalars import is_instance, length_of
from ..wire.text import cap_text
from .artifacts import all_artifacts, own_artifacts, tasks_of_step
from .attempts import TaskRecord, read_record
from .calls import Budget, Failure, Unread, read_in_parallel
from .secrets import MASK, mask

CALLS = 4
SECONDS = 5.0
MAX_TAGS = 20
MAX_PARAMETERS = 100
MAX_PARAMETER_TEXT = 200
MAX_KEYS = 8
MAX_ITEMS = 1000
"""Of a value so many are read: its text shows fewer."""


def read_task_facts(
    task: Any,
    *,
    live: bool | None = None,
    graph: Any = None,
    parameters: bool = True,
    show: tuple[str, ...] = (),
    budget: Budget | None = None,
    metadata: list[Any] | None = None,
) -> dict[str, Any]:
    """What a header says of a task. Never raises: what could not be read is absent.

    At most 4 calls of the client, two at a time, and at most 5 seconds.

    Parameters
    ----------
    task : metaflow.Task
        As Metaflow hands it to a card; None gives no facts.
    live : bool, optional
        Whether the card is one of a task that runs now: then the status is ``running``. False for
        the final card, which Metaflow renders for a task that ended well. None: only what the
        task's metadata say.
    graph : dict, optional
        The flow's graph, as Metaflow hands it to a card: says whether the step has ``@catch``.
    parameters : bool
        Whether to read the run's parameters, which is half of the calls.
    show : tuple of str
        Names of parameters that are shown although they look like secrets.
    budget : Budget, optional
        Instead of 4 calls and 5 seconds.
    metadata : list of Metadata, optional
        Of the task, where they have been read already.

    Returns
    -------
    dict
        ``pathspec``; ``rendered``, when this was read; ``attempt``, a number from 0; ``status``,
        one of ``running``, ``done`` and ``failed``; ``caught``, True where ``@catch`` kept a
        failed task going; ``started``, ISO 8601 in UTC; ``seconds``, from the start of this
        attempt to its end, or so far; ``user``; ``tags``, a list; ``parameters``, a list of
        ``{"name", "value"}`` as text, with ``"secret": True`` where the value is masked;
        ``unread``, a sentence for each thing that was left out.
    """
    facts: dict[str, Any] = {}
    budget = budget or Budget(CALLS, SECONDS)
    if not isinstance(getattr(task, "pathspec", None), str):
        return facts
    facts.update(pathspec=task.pathspec, rendered=_moment(time.time()))
    _try_to(lambda: _add_tags(facts, task))
    _try_to(lambda: facts.update(started=_moment(task.created_at.timestamp())))
    readings: list[Callable[[], Any]] = [lambda: _read_record(task, graph, budget, metadata)]
    if parameters:
        readings.append(lambda: _read_parameters(task, show, budget))
    results = read_in_parallel(lambda read: read(), readings, budget.seconds)
    unread = []
    for name, result in zip(("attempt and status", "parameters"), results):
        if isinstance(result, Unread):
            unread.append(f"The {name} were not read: the time was over.")
        elif isinstance(result, Failure):
            reason = cap_text(result.error, 200).rstrip(".")
            unread.append(f"The {name} were not read: {type(result.error).__name__}: {reason}.")
        elif name == "parameters":
            facts["parameters"] = result
        else:
            record, caught = result
            _add_record(facts, record, caught, live)
    if live:
        facts.setdefault("status", "running")
    if unread:
        facts["unread"] = unread
    return facts


def _try_to(act: Callable[[], Any]) -> None:
    try:
        act()
    except Exception:  # a header that says less is better than no card
        return


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


def _add_tags(facts: dict[str, Any], task: Any) -> None:
    users = sorted(tag[5:] for tag in task.system_tags if tag.startswith("user:"))
    if users:
        facts["user"] = cap_text(users[0], 100)
    tags = [cap_text(mask(None, tag), 100) for tag in sorted(task.user_tags)[:MAX_TAGS]]
    if tags:
        facts["tags"] = tags


def _read_record(
    task: Any, graph: Any, budget: Budget, metadata: list[Any] | None
) -> tuple[TaskRecord, bool]:
    if metadata is None:
        budget.spend()
        metadata = task.metadata
    record = read_record(metadata, task.created_at.timestamp())
    caught = False
    if record.ok and has_decorator(graph, task.pathspec.split("/")[2], "catch"):
        budget.spend()
        success = all_artifacts(task).get("_success")
        caught = success is not None and success.data is False
    return record, caught


def has_decorator(graph: Any, step: str, name: str) -> bool:
    """Whether a step of a graph, as Metaflow serializes it, has a decorator."""
    try:
        return any(deco.get("name") == name for deco in graph[step]["decorators"])
    except (KeyError, TypeError, AttributeError):
        return False


def _add_record(facts: dict[str, Any], record: TaskRecord, caught: bool, live: bool | None) -> None:
    attempt = record.last
    if attempt is None:
        return
    facts["attempt"] = attempt.number
    if not record.cloned:
        facts["started"] = _moment(attempt.started)
    if attempt.ok is not None and not (live and attempt.ok):
        facts["status"] = "done" if attempt.ok else "failed"
    if caught:
        facts["caught"] = True
    end = attempt.ended if attempt.ended is not None else time.time() if live else None
    if end is not None and not record.cloned:
        facts["seconds"] = round(max(end - attempt.started, 0), 3)


def _read_parameters(task: Any, show: tuple[str, ...], budget: Budget) -> list[dict[str, Any]]:
    flow, run = task.pathspec.split("/")[:2]
    budget.spend(2)
    tasks = tasks_of_step(f"{flow}/{run}/_parameters")
    if not tasks:
        return []
    artifacts = all_artifacts(tasks[0])
    kinds = parameter_kinds(artifacts.get("_graph_info"))
    own = own_artifacts(artifacts.values())
    names = [name for name in own if kinds is None or name in kinds]
    listed = [
        parameter_text(name, own[name], (kinds or {}).get(name, ""), show)
        for name in names[:MAX_PARAMETERS]
    ]
    if len(names) > MAX_PARAMETERS:
        listed.append({"name": "…", "value": f"{len(names) - MAX_PARAMETERS} more"})
    return listed


def parameter_kinds(graph_info: Any) -> dict[str, str] | None:
    """Parameter -> its class, such as ``IncludeFile``; None for a run that did not store them."""
    try:
        return {item["name"]: item["type"] for item in graph_info.data["parameters"]}
    except Exception:  # an older Metaflow, an artifact that cannot be read here
        return None


def parameter_text(
    name: str, artifact: Any, kind: str = "", show: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A parameter as a card shows it: ``{"name", "value"}``, and ``"secret"`` where it is masked.

    A file that was included is not loaded; of a mapping the names of its keys are shown.
    """
    if kind == "IncludeFile":
        return {"name": name, "value": "(an included file)"}
    try:
        value = artifact.data
    except Exception as error:
        return {"name": name, "value": f"(not read: {type(error).__name__})"}
    text = value_text(name, value, show)
    return {"name": name, "value": text, **({"secret": True} if text == MASK else {})}


def value_text(name: str, value: Any, show: Collection[str] = ()) -> str:
    """A parameter's value as a card shows it: what masks it, where it is a secret."""
    try:
        shown = mask(name, value, show, most=MAX_ITEMS)
    except Exception as error:  # a mapping whose items cannot be read
        return f"(not read: {type(error).__name__})"
    if is_instance(shown, str):
        return shown if len(shown) <= MAX_PARAMETER_TEXT else cap_text(shown, MAX_PARAMETER_TEXT)
    if is_instance(shown, Mapping):
        keys = [cap_text(key, 40) for key in list(shown)[:MAX_KEYS]]
        more = ", …" if len(shown) > MAX_KEYS else ""
        return (
            f"{max(len(shown), length_of(value) or 0):,} keys: {', '.join(keys)}{more}"
            if keys
            else "no keys"
        )
    text = exact_text(shown)[0]
    size = length_of(value) or 0
    if size > MAX_ITEMS and len(text) > MAX_PARAMETER_TEXT:
        return f"{text[:MAX_PARAMETER_TEXT]}… ({size:,} items)"
    return cap_text(text, MAX_PARAMETER_TEXT)
