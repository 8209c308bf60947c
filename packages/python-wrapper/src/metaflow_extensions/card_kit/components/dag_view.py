"""The graph of a flow, with the state of a run."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..client.artifacts import run_of_task
from ..client.graph import graph_steps, serialized_graph
from ..client.progress import add_state
from ..client.steps import read_steps
from ..client.stored import graph_of, open_run
from ..client.task import TaskContext, before_end
from ..errors import InputError
from ..page.blocks import Block, paragraph, table
from ..wire.text import cap_text
from ._heights import flow_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import DagViewArguments

STATUS_WORDS = {
    "done": "done",
    "running": "running",
    "failed": "failed",
    "pending": "not started",
    "skipped": "skipped",
    "unknown": "no end recorded",
}
COUNT_WORDS = (
    ("failed", "failed"),
    ("caught", "caught"),
    ("running", "running"),
    ("unended", "without a recorded end"),
    ("unread", "not read"),
    ("reused", "taken over from an earlier run"),
)


@dataclass
class _Dag:
    """What `read_steps` keeps: the fields of the node, and what must be said of them."""

    fields: dict[str, Any]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _OfRun:
    run: Any

    def read(self) -> _Dag:
        run, dag = open_run(self.run), _Dag({"steps": []})
        graph = graph_of(run)
        if graph is None:
            raise InputError(f"The run {run.pathspec} has not stored its graph yet.")
        dag.fields["steps"] = graph_steps(graph, dag.notes)
        _add_run(dag, run, None)
        return dag


@dataclass(frozen=True)
class _OfTask:
    context: TaskContext

    def read(self) -> _Dag:
        task = self.context.task
        dag = _Dag({"steps": []})
        dag.fields["steps"] = graph_steps(self.context.graph, dag.notes)
        step, own = task.pathspec.split("/")[2:4]
        # While a card is made its run goes on; a later look at a task says so by `live`.
        alive = self.context.live is not False
        known = self.context.known_metadata
        _add_run(dag, run_of_task(task), alive, (step, own), known)
        dag.fields["current"] = step
        if any("within" in one for one in dag.fields["steps"] if one["name"] == step):
            place = self.context.foreach
            if place is not None:
                dag.fields["place"] = place.words
        return dag


class DagView(Component):
    """The steps of a flow as a graph, with status, duration and task counts where a run is known.

    Names, kinds and transitions of the steps, the first sentence of their docstrings and the
    names of their decorators leave the machine; source paths and attributes of decorators do not.

    Parameters
    ----------
    steps : dict, FlowSpec or FlowGraph
        ``current.graph``, a flow (the class, or ``self``), its graph, or the ``_graph_info``
        artifact of a run: step name to ``{"type": ..., "next": [...]}``. At most 1,000 steps.
    timeline : bool
        Whether the steps of a run stand below the graph in time as well.
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

    def __init__(
        self,
        steps: Any,
        *,
        timeline: bool = False,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[DagViewArguments]) -> None: ...

    @classmethod
    def from_run(
        cls,
        run: Any,
        *,
        timeline: bool = True,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> DagView:
        """The graph of a run and how far each of its steps is.

        Durations go from the start of a step's first task to the end of its last one. A task
        that began and whose end nobody recorded, as when it was killed, is running only where
        the metadata service still hears of the run; otherwise it has "no end recorded", and its
        time stops at the last that is known of the run. At most 1,000 tasks are read for each
        step, 5,000 in all, sixteen at a time, and for 10 seconds at most; the card says what
        was left out.

        Parameters
        ----------
        run : metaflow.Run or str
            The run, or its pathspec: ``TrainFlow/12``.
        timeline : bool
            Whether the steps stand below the graph in time as well.
        title : str, optional
            Heading above the component.
        caption : str, optional
            A sentence or two below the component.
        width : {"full", "two-thirds", "half", "third"}, optional
            Share of the card's width; what the component needs when not given.

        Returns
        -------
        DagView

        Examples
        --------
        >>> view = DagView.from_run("TrainFlow/12")  # doctest: +SKIP
        """
        source: Any = _OfRun(run)
        return cls(source, timeline=timeline, title=title, caption=caption, width=width)

    @classmethod
    @before_end
    def from_task(cls, context: TaskContext, *, timeline: bool = True) -> DagView:
        """The graph of the task's flow and how far its run is; the task's own step is marked.

        Of the other tasks at most 100 are read for each step, 300 in all.

        Parameters
        ----------
        context : TaskContext
        timeline : bool
            Whether the steps stand below the graph in time as well.

        Returns
        -------
        DagView
        """
        source: Any = _OfTask(context)
        return cls(source, timeline=timeline)

    @staticmethod
    def read_steps(steps: Any) -> _Dag:
        if isinstance(steps, (_OfRun, _OfTask)):
            return steps.read()
        dag = _Dag({})
        dag.fields["steps"] = graph_steps(serialized_graph(steps), dag.notes)
        return dag

    def compose(self, notes: list[str], *, steps: _Dag, timeline: Any) -> dict[str, Any]:
        notes.extend(steps.notes)
        shown = timeline is True and "started" in steps.fields
        return {**steps.fields, **({"timeline": True} if shown else {})}

    frame = staticmethod(flow_frame)

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        known = any("status" in step for step in node["steps"])
        headers = ["Step", "Kind", "Next"] + (["Status", "Tasks done", "Seconds"] if known else [])
        rows = []
        for step in node["steps"]:
            row = [step["name"], step["kind"], ", ".join(to["step"] for to in step["next"])]
            tasks = step.get("tasks")
            if known:
                status = STATUS_WORDS.get(step.get("status", ""), "")
                seconds = f"{step['duration']:.1f}" if "duration" in step else ""
                row += [status, _counts_text(tasks) if tasks else "", seconds]
            rows += [row]
        run = paragraph(f"{node['run']}, as of {node['as_of']}") if "run" in node else []
        return run + table(headers, rows)


def _counts_text(tasks: dict[str, int]) -> str:
    others = [f"{tasks[name]:,} {word}" for name, word in COUNT_WORDS if tasks.get(name)]
    return ", ".join([f"{tasks['done']:,} of {tasks['total']:,}", *others])


def _add_run(
    dag: _Dag, run: Any, alive: bool | None, own: tuple[str, str] | None = None, known: Any = None
) -> None:
    """The state of the run on its graph; where it cannot be read, the graph alone and why."""
    steps = dag.fields["steps"]
    try:
        by_name = {step["name"]: step for step in steps}
        state = read_steps(run, by_name, dag.notes, own, known)
    except Exception as error:  # the graph alone is still worth showing
        dag.notes.append(
            f"How far the run is could not be read: {type(error).__name__}: {cap_text(error, 300)}"
        )
        return
    now = time.time()
    dag.fields.update(add_state(steps, state, now, alive=alive, own=own))
    as_of = datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds")
    dag.fields.update(run=run.pathspec, as_of=as_of)
