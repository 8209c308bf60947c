"""The parts of a task's card; one that cannot be read takes no other along."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ..client.artifacts import bytes_text
from ..client.attempts import allowed_attempts
from ..client.exceptions import exception_of
from ..client.step_history import StepHistory, read_step_history
from ..client.task_failure import describe_failure, exit_failure
from ..components.child import add_subtitle
from ..wire.durations import duration_text
from ..wire.text import cap_text
from .task_reading import USUAL_BYTES, TaskReading

USUAL = {
    "model_comparison": "Models",
    "metric_table": "Metrics",
    "confusion_matrix": "Predicted classes",
}
NO_LOG = "It is stored when the task has ended, on this machine; this prints it."
LATER = "They can be read when the task ends; then they are shown here."


class TaskParts(TaskReading):
    """What a card says of its task, part by part."""

    def failure(self) -> Any:
        from ..components.failure import Failure

        if self.exception is None:
            return self._exit_failure()
        source = None
        with suppress(Exception):
            source = self.source
        failure = describe_failure(self.exception, source, self.seconds)
        if self.exception.caught:
            failure.remarks.append(
                "@catch kept the run going: it goes on to the steps after this one."
            )
        else:
            failure.remarks += self._attempt_remarks()
        return Failure.of_failure(failure)

    def _exit_failure(self) -> Any:
        from ..components.failure import Failure

        failure = exit_failure(self.task_log, self.seconds)
        failure.remarks += self._attempt_remarks()
        return Failure.of_failure(failure)

    def _attempt_remarks(self) -> list[str]:
        last, allowed = self.record.last, allowed_attempts(self.context.graph, self.step)
        if last is None or allowed is None:
            return []
        left = allowed - last.number - 1
        return [
            f"It was attempt {last.number}, the last of {allowed}."
            if left <= 0
            else f"It was attempt {last.number}; {left} more were allowed."
        ]

    def tiles(self) -> Any:
        from ..components.tiles import Tiles

        makers: list[Callable[[], Any]] = [self._duration_tile, self._attempts_tile]
        makers += [] if self.context.live else [self._artifacts_tile]
        found = []
        for make_tile in makers:
            with suppress(Exception):  # a figure that is not known is not there
                found.append(make_tile())
        return Tiles([tile for tile in found if tile is not None])

    def place(self) -> Any:
        from ..components.dag_view import DagView

        view = DagView.strip_of_task(self.context)
        add_subtitle(view, self._place_words(view.node.get("steps", [])))
        return view

    def parameters(self) -> Any:
        from ..components.parameters import Parameters

        listed = Parameters.from_task(self.context, show=self.show)
        listed.update(title="Parameters")
        return listed

    def code(self) -> Any:
        from ..components.code import Code

        source = self.source
        count = len(source.lines)
        cut = f", the first {count} of {source.total:,}" if source.total > count else ""
        code = Code(
            source.text,
            first_line=source.first,
            title="Code",
            width="half" if self.has_parameters else None,
        )
        last = source.first + count - 1
        add_subtitle(code, f"{source.file}, lines {source.first} to {last}{cut}")
        return code

    def artifacts(self) -> Any:
        from ..components.artifacts import Artifacts

        listed = Artifacts.of_reading(self.reading, self.pathspec)
        listed.update(title="Artifacts")
        return listed

    def later(self) -> Any:
        from ..components.problem import Problem

        return Problem(LATER, waiting=True, title="Artifacts")

    def tables(self, limit: int) -> list[Any]:
        """The first data frames, each as a table of its own."""
        found: list[Any] = []
        try:
            reading = self.reading
        except Exception:  # the list of artifacts says why
            return found
        for name, (table, height, width) in list(reading.kept.items())[: max(0, limit)]:
            item = next(one for one in reading.artifacts if one["name"] == name)
            size = f", {bytes_text(item['size'])}" if "size" in item else ""
            table.update(title=name)
            add_subtitle(table, f"{item['kind']}, {height:,} rows, {width:,} columns{size}")
            found.append(_named(f"table_{name}", table))
        return found

    def usual_components(self) -> list[Any]:
        """What has the name of models, metrics or classes and fits them, by their own component."""
        from ..registry import component_class

        context = self.context.with_limit(min(USUAL_BYTES, self.context.max_bytes))
        found = []
        for slug, title in USUAL.items():
            with suppress(Exception):
                component = component_class(slug).from_task(context)
                # Scores of one model have the name of those of many, and are no models.
                if component.node["type"] == slug and component.node.get("metrics") != []:
                    component.update(title=title)
                    found.append(_named(slug, component))
        return found

    def log(self) -> Any:
        from ..components.code import Code
        from ..components.log import Log
        from ..components.problem import Problem

        read = self.task_log
        if not read.lines:
            if read.unread:
                return Problem(" ".join(read.unread), hint=read.command, title="Log")
            return Code(read.command, language="shell", title="Log", caption=NO_LOG)
        caption = " ".join(
            [f"All of it: {read.command}", *read.unread] if read.gap else read.unread
        )
        log = Log.of_task_log(read)
        log.update(title="Log", caption=caption or None)
        attempt = f"attempt {self.record.last.number}, " if self.record.last else ""
        add_subtitle(log, f"{attempt}{read.total:,} line{'s' * (read.total != 1)}")
        return log

    def _duration_tile(self) -> dict[str, Any] | None:
        seconds = self.seconds
        if seconds is None:
            return None
        tile: dict[str, Any] = {"label": "Duration", "value": duration_text(seconds)}
        if self.record.last is None or self.record.last.ended is None:
            return {**tile, "label": "So far"}
        history = StepHistory()
        with suppress(Exception):
            index = None if self.where is None else self.where.index
            history = read_step_history(self.context.task, index)
        if history.seconds:
            tile["history"] = [*history.seconds, round(seconds, 3)]
            runs = f"{len(history.seconds)} run{'s' if len(history.seconds) > 1 else ''}"
            usual = history.usual
            tile["note"] = (
                f"before {duration_text(history.seconds[-1])}"
                if usual is None
                else f"usually {duration_text(usual)}, {runs}"
            )
            if usual is not None:
                tile["reference"] = usual
        if self.record.ok is False:
            tile["status"] = "cut short"
        elif (verdict := history.verdict(seconds)) is not None:
            tile["status"] = verdict if verdict == "same" else f"{verdict} than before"
        return tile

    def _attempts_tile(self) -> dict[str, Any] | None:
        attempts = self.record.attempts
        last = self.record.last
        if last is None:
            return None
        tile: dict[str, Any] = {"label": "Attempts", "value": str(last.number + 1)}
        allowed = allowed_attempts(self.context.graph, self.step)
        if allowed is not None:
            tile["unit"] = f"of {allowed} allowed"
        failed = [attempt for attempt in attempts if attempt.ok is False]
        if failed:
            tile.update(status=f"{len(failed)} failed", tone="bad")
            tile["note"] = self._reason_of_attempt(failed[-1].number)
        elif self.record.killed:
            tile.update(status=f"{self.record.killed} killed", tone="warn")
        return tile

    def _reason_of_attempt(self, number: int) -> str:
        found = self.exception
        if number != getattr(self.record.last, "number", None):
            found = None
            with suppress(Exception):
                from metaflow import Task

                task = Task(self.pathspec, attempt=number)
                found = exception_of(task["_exception"].data)
        return f"attempt {number}" + (f", {cap_text(found.kind, 60)}" if found else "")

    def _artifacts_tile(self) -> dict[str, Any]:
        reading = self.reading
        count = len(reading.artifacts) + reading.left_out
        tile: dict[str, Any] = {"label": "Artifacts", "value": f"{count:,}"}
        if count:
            tile["unit"] = bytes_text(reading.bytes)
        if reading.unread:
            read = len(reading.artifacts) - reading.unread
            tile["note"] = f"{read:,} read, {reading.unread:,} not"
        return tile

    def _place_words(self, steps: list[dict[str, Any]]) -> str:
        names = [step["name"] for step in steps]
        if self.step not in names:
            return ""
        words = f"step {names.index(self.step) + 1} of {len(names)}"
        return words if self.where is None else f"{words}, {self.where.loops}"


def _named(name: str, component: Any) -> Callable[[], Any]:
    """A part of a card that is made already, under a name of its own."""

    def part() -> Any:
        return component

    part.__name__ = name
    return part
