"""The steps of a flow and how far a run is, of a run or of the run of a task."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from ..errors import InputError
from ..wire.text import cap_text
from .artifacts import run_of_task
from .graph import graph_steps
from .progress import add_state
from .steps import read_steps
from .stored import graph_of, open_run
from .task import TaskContext


@dataclass
class FlowState:
    """What `read_steps` keeps: the fields of the node, and what must be said of them."""

    fields: dict[str, Any]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RunState:
    run: Any

    def read(self) -> FlowState:
        run, found = open_run(self.run), FlowState({"steps": []})
        graph = graph_of(run)
        if graph is None:
            raise InputError(f"The run {run.pathspec} has not stored its graph yet.")
        found.fields["steps"] = graph_steps(graph, found.notes)
        _add_run(found, run, None)
        return found


@dataclass(frozen=True)
class TaskState:
    context: TaskContext
    strip: bool = False

    def read(self) -> FlowState:
        task = self.context.task
        found = FlowState({"steps": []})
        found.fields["steps"] = graph_steps(self.context.graph, found.notes)
        step, own = task.pathspec.split("/")[2:4]
        # While a card is made its run goes on; a later look at a task says so by `live`.
        alive = self.context.live is not False
        known = self.context.known_metadata
        _add_run(found, run_of_task(task), alive, (step, own), known)
        found.fields["current"] = step
        if any("within" in one for one in found.fields["steps"] if one["name"] == step):
            place = self.context.foreach
            if place is not None:
                found.fields["place"] = place.words
        if self.strip:
            found.fields["strip"] = True
        return found


def _add_run(
    found: FlowState,
    run: Any,
    alive: bool | None,
    own: tuple[str, str] | None = None,
    known: Any = None,
) -> None:
    """The state of the run on its graph; where it cannot be read, the graph alone and why."""
    steps = found.fields["steps"]
    try:
        by_name = {step["name"]: step for step in steps}
        state = read_steps(run, by_name, found.notes, own, known)
    except Exception as error:  # the graph alone is still worth showing
        found.notes.append(
            f"How far the run is could not be read: {type(error).__name__}: {cap_text(error, 300)}"
        )
        return
    now = time.time()
    found.fields.update(add_state(steps, state, now, alive=alive, own=own))
    as_of = datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds")
    found.fields.update(run=run.pathspec, as_of=as_of)
