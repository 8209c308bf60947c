"""The graph of a flow, with the state of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..client.flow_state import FlowState, RunState, TaskState
from ..client.graph import graph_steps, serialized_graph
from ..client.task import TaskContext, before_end
from ..page.blocks import Block, paragraph, table
from ._flow_heights import flow_frame
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
        source: Any = RunState(run)
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
        source: Any = TaskState(context)
        return cls(source, timeline=timeline)

    @classmethod
    def strip_of_task(cls, context: TaskContext) -> DagView:
        """Where the task's step is in its flow: names in one row, what is far from it folded.

        Parameters
        ----------
        context : TaskContext
        """
        source: Any = TaskState(context, strip=True)
        return cls(source, title="Where it sits")

    @staticmethod
    def read_steps(steps: Any) -> FlowState:
        if isinstance(steps, (RunState, TaskState)):
            return steps.read()
        dag = FlowState({})
        dag.fields["steps"] = graph_steps(serialized_graph(steps), dag.notes)
        return dag

    def compose(self, notes: list[str], *, steps: FlowState, timeline: Any) -> dict[str, Any]:
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
