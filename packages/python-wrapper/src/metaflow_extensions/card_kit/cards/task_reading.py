"""What a card reads of its task; each reading is made once, and shared by the parts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

from ..client.artifact_previews import ArtifactReading, read_artifacts
from ..client.attempts import TaskRecord, read_record
from ..client.exceptions import TaskException
from ..client.facts import parameter_kinds
from ..client.foreach_place import ForeachPlace
from ..client.masked_table import mask_table
from ..client.step_source import StepSource, read_step_source
from ..client.task import TaskContext
from ..client.task_failure import ended_by_log, task_exception
from ..client.task_log import TaskLog, read_task_log
from ..statistics.previews import frame_of
from ..statistics.profiles import profile_column
from ..wire.table_data import MAX_ROWS, read_table

SECONDS = 30.0
"""Metaflow gives a card 45 seconds."""
FRAME_ROWS = 1000
USUAL_BYTES = 50_000_000
PAST_SECONDS = 120.0


class TaskReading:
    """What there is to say of a task.

    Parameters
    ----------
    context : TaskContext
    show : frozenset of str
        Names that are shown although they look like secrets.
    """

    def __init__(self, context: TaskContext, show: frozenset[str] = frozenset()) -> None:
        self.context = context
        self.show = show
        self.deadline = time.monotonic() + SECONDS
        self.pathspec = str(context.task.pathspec)
        self.step = self.pathspec.split("/")[2]
        with suppress(Exception):
            if context.live is None and self._is_past():
                context.live = False

    @property
    def title(self) -> str:
        """``train, task 5 of 10``."""
        return self.step if self.where is None else f"{self.step}, {self.where.words}"

    @cached_property
    def record(self) -> TaskRecord:
        task = self.context.task
        return read_record(self.context.metadata, task.created_at.timestamp())

    @cached_property
    def own_artifacts(self) -> Mapping[str, Any]:
        """Metaflow's own and the author's; none while the task runs."""
        if not self.context.live:
            with suppress(Exception):
                return self.context.every_artifact
        return {}

    @cached_property
    def where(self) -> ForeachPlace | None:
        return self.context.foreach

    @cached_property
    def exception(self) -> TaskException | None:
        return task_exception(self.own_artifacts)

    @cached_property
    def source(self) -> StepSource:
        return read_step_source(self.context.flow, self.context.graph, self.step)

    @cached_property
    def reading(self) -> ArtifactReading:
        """The artifacts of the task; the parameters of the run have a list of their own."""
        parameters = parameter_kinds(self.own_artifacts.get("_graph_info")) or {}
        listed = {k: v for k, v in self.context.artifacts.items() if k not in parameters}
        return read_artifacts(
            listed,
            max_bytes=self.context.max_bytes,
            show=self.show,
            seconds=min(15.0, max(self.deadline - time.monotonic(), 1.0)),
            keep=lambda name, value: table_of_frame(name, value, self.show),
        )

    @property
    def has_parameters(self) -> bool:
        """Whether the flow has any; True where that is not known."""
        with suppress(Exception):
            return any(True for _ in self.context.flow._get_parameters())
        return True

    @property
    def seconds(self) -> float | None:
        """How long the attempt took, or so far; None where nobody recorded its end."""
        last = self.record.last
        if last is None or self.record.cloned:
            return None
        end = time.time() if last.ended is None and self.context.live else last.ended
        return None if end is None else max(end - last.started, 0.0)

    @cached_property
    def has_failed(self) -> bool:
        """Whether the task failed: it stored an exception, or ended without one and said so."""
        if self.exception is not None:
            return True
        with suppress(Exception):
            if self.record.ok is None and self.context.live is None and not self.record.cloned:
                return ended_by_log(self.task_log)
            return self.record.ok is False
        return False

    @cached_property
    def task_log(self) -> TaskLog:
        file = "flow.py"
        with suppress(Exception):
            file = self.source.file
        return read_task_log(self.context.task, file, metadata=self.context.known_metadata)

    def _is_past(self) -> bool:
        """Whether the card is made long after its task: its run may be over."""
        last = self.record.last
        return (
            last is not None
            and last.ended is not None
            and (time.time() - last.ended > PAST_SECONDS)
        )


def table_of_frame(name: str, value: Any, show: frozenset[str] = frozenset()) -> Any:
    """A table of the first rows, secrets masked, with the height and the width of the whole."""
    frame = frame_of(value)
    if frame is None or not frame.names:
        return None
    from ..components.table import Table

    first = value
    for method, arguments in (("head", (MAX_ROWS,)), ("slice", (0, MAX_ROWS))):
        if frame.height > MAX_ROWS and callable(getattr(value, method, None)):
            first = getattr(value, method)(*arguments)
            break
    data = read_table(first, FRAME_ROWS, profile_column)
    data.total = frame.height
    table = Table(data if name in show else mask_table(data, show))
    return (table, frame.height, len(frame.names)) if table.node["type"] == "table" else None
