"""What became of a run, found in few calls: its end, or the open steps of its graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timezone
from typing import Any

from ..wire.text import cap_text
from .artifacts import all_artifacts, tasks_of_step
from .attempts import read_record
from .calls import Budget, BudgetError
from .graph import graph_steps
from .steps import is_run_alive

MAX_TASKS_OF_STEP = 100


@dataclass
class Place:
    """A task where results may stand: the step it is of, and its artifacts by name."""

    step: str
    artifacts: dict[str, Any]
    task: Any = None


@dataclass
class RunReading:
    """A run while it is read.

    Attributes
    ----------
    facts : dict
        Of the model: ``created``, ``status``, ``failed_in``, ``reason``.
    remarks : list of str
        What must be said of it.
    budget : Budget
    places : list of Place
        The tasks whose artifacts are listed already, the likeliest first.
    earlier : iterator of Place
        More of them, each of which costs two calls.
    run : metaflow.Run
    """

    run: Any
    budget: Budget
    facts: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    earlier: Iterator[Place] = field(default_factory=lambda: iter(()))
    graph: dict[str, dict[str, Any]] | None = None


def read_outcome(item: Any, budget: Budget) -> RunReading:
    """The status of a run or a task, and where its results stand."""
    reading = RunReading(item, budget)
    created = item.created_at.astimezone(timezone.utc)
    reading.facts["created"] = created.isoformat(timespec="seconds")
    if len(item.pathspec.split("/")) == 4:
        _read_task_outcome(reading, item)
    else:
        _read_run_outcome(reading, item)
    return reading


def _read_task_outcome(reading: RunReading, task: Any) -> None:
    place = _list_artifacts(reading, task)
    reading.places.append(place)
    _judge_task(reading, place, task)


def _read_run_outcome(reading: RunReading, run: Any) -> None:
    place = _place_of_step(reading, "end")
    if place is not None:
        reading.places.append(place)
        if _value(place, "_task_ok") is True:
            reading.facts["status"] = "done"
            reading.graph = _graph_of_place(place)
            reading.earlier = _earlier_places(reading, _earlier_steps(reading))
            return
    reading.budget.spend()
    steps = list(run)  # the newest first
    _read_graph(reading, steps)
    _find_failure(reading, run, steps)
    reading.earlier = _earlier_places(reading, [step.id for step in steps])


def _place_of_step(reading: RunReading, name: str) -> Place | None:
    """The newest task of a step, with its artifacts, in two calls."""
    reading.budget.spend()
    tasks = tasks_of_step(f"{reading.run.pathspec}/{name}")
    return _list_artifacts(reading, tasks[0]) if tasks else None


def _earlier_steps(reading: RunReading) -> Iterator[str]:
    """The steps before the end, the latest first: by the graph, or as Metaflow lists them."""
    if reading.graph is not None:
        yield from reversed(list(reading.graph))
        return
    reading.budget.spend()
    for step in reading.run:
        yield step.id


def _list_artifacts(reading: RunReading, task: Any) -> Place:
    reading.budget.spend()
    return Place(task.pathspec.split("/")[2], all_artifacts(task), task)


def _value(place: Place, name: str) -> Any:
    """A small value of Metaflow's own: read from the datastore, no call."""
    artifact = place.artifacts.get(name)
    return None if artifact is None else artifact.data


def _read_graph(reading: RunReading, steps: list[Any]) -> None:
    """The run's graph, from a task that has ended; from its parameters otherwise."""
    if steps and not reading.places:
        place = _place_of_step(reading, steps[0].id)
        if place is not None and place.artifacts:
            reading.places.append(place)
    place = next((p for p in reading.places if "_graph_info" in p.artifacts), None)
    if place is None:
        place = _place_of_step(reading, "_parameters")
        if place is not None:
            reading.places.append(place)
    reading.graph = None if place is None else _graph_of_place(place)


def _graph_of_place(place: Place) -> dict[str, dict[str, Any]] | None:
    try:
        return {step["name"]: step for step in graph_steps(_value(place, "_graph_info"), [])}
    except Exception:  # an older run, or a graph that cannot be read here
        return None


def _find_failure(reading: RunReading, run: Any, steps: list[Any]) -> None:
    """Look at the steps after which nothing came: one of them failed, was killed, or goes on."""
    alive = is_run_alive(run)
    place = reading.places[0] if reading.places else None
    if place is not None and _value(place, "_task_ok") is False:
        _set_failure(reading, place)
        return
    begun = {step.id for step in steps}
    graph = reading.graph or {}
    frontier = [
        step
        for step in steps
        if not graph
        or any(to["step"] not in begun for to in graph.get(step.id, {}).get("next", ()))
        or graph.get(step.id, {}).get("kind") == "end"
        or step is steps[0]
    ]
    unread, open_tasks = 0, 0
    for position, step in enumerate(frontier):
        try:
            reading.budget.spend()
            tasks = tasks_of_step(f"{run.pathspec}/{step.id}")
        except BudgetError:
            unread += len(frontier) - position
            break
        for count, task in enumerate(tasks):
            try:
                if count >= MAX_TASKS_OF_STEP or reading.budget.left <= 2:
                    raise BudgetError
                reading.budget.spend()
            except BudgetError:
                unread += len(tasks) - count
                break
            record = read_record(task.metadata, task.created_at.timestamp())
            if record.ok is False:
                _set_failure(reading, _list_artifacts(reading, task))
                return
            open_tasks += record.ok is None
    _set_open(reading, alive, open_tasks, unread)


def _set_failure(reading: RunReading, place: Place) -> None:
    reading.facts.update(status="failed", failed_in=place.step)
    try:
        exception = _value(place, "_exception")
    except Exception as error:  # of a class that cannot be imported here
        exception = f"an exception that could not be read: {type(error).__name__}"
    lines = str(exception).strip().splitlines() if exception is not None else []
    reason = cap_text(lines[-1] if lines else "no exception was stored", 200).rstrip(".")
    reading.facts["reason"] = reason
    reading.remarks.append(f"failed in the step {place.step}: {reason}")
    if place not in reading.places:
        reading.places.insert(0, place)


def _set_open(reading: RunReading, alive: bool | None, open_tasks: int, unread: int) -> None:
    if alive:
        reading.facts["status"] = "running"
        reading.remarks.append("it is running; what is stored so far is shown")
        return
    reading.facts["status"] = "no end recorded"
    remark = "no end is recorded, it may be running or have been killed"
    if unread:
        remark += f" or have failed in a task that was not read ({unread:,} were not)"
    elif alive is False or not open_tasks:
        remark = "no end is recorded, and no task is known to run"
    reading.remarks.append(f"{remark}; what is stored so far is shown")


def _judge_task(reading: RunReading, place: Place, task: Any) -> None:
    ok = _value(place, "_task_ok")
    if ok is True:
        reading.facts["status"] = "done"
    elif ok is False:
        _set_failure(reading, place)
    else:
        reading.facts["status"] = "no end recorded"
        reading.remarks.append("no end is recorded; what is stored so far is shown")


def _earlier_places(reading: RunReading, names: Iterable[str]) -> Iterator[Place]:
    """Steps where one task stands for the step; two calls each."""
    for name in names:
        known = any(place.step == name for place in reading.places)
        if known or (reading.graph or {}).get(name, {}).get("within"):
            continue
        reading.budget.spend()
        tasks = tasks_of_step(f"{reading.run.pathspec}/{name}")
        if len(tasks) == 1:
            yield _list_artifacts(reading, tasks[0])
