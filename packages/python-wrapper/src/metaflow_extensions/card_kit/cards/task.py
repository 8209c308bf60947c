"""The card of a task: all that is known of it, without a line in the step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from .base import Card

CHANGING_PARTS = ("tiles", "place")
LIVE_PARTS = ("tiles", "place", "parameters", "code", "later")


class TaskCard(Card):
    """Card type ``kit_task``: what a task is, did, printed and stored, and what it failed of.

    What the step appends stands first. Artifacts are read only as far as they are shown: those
    above the option ``max_size`` are not, and the card says so.
    """

    type = "kit_task"
    before_end: ClassVar[bool] = True
    appended_first: ClassVar[bool] = True
    header_parameters: ClassVar[bool] = False

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._changing_only = False

    def compose(
        self,
        task: Any,
        *,
        show: Iterable[str] = (),
        log: bool = True,
        code: bool = True,
        dag: bool = True,
        frames: int = 3,
    ) -> list[Any]:
        """The parts of the card; its keywords are options of the card.

        Parameters
        ----------
        task : TaskContext
        show : list of str, optional
            Names of parameters and artifacts that are shown although they look like secrets.
        log, code, dag : bool, optional
            Whether the log, the source of the step and the graph of the flow are shown.
        frames : int, optional
            How many data frames stand below the artifacts as tables of their own.
        """
        from ..wire.by_name import read_names
        from .task_parts import TaskParts

        parts = TaskParts(task, read_names(show, "show"))
        self._own_title = parts.title
        if task.live:
            shown = {"code": code, "place": dag}
            names = [name for name in LIVE_PARTS if shown.get(name, True)]
            if not parts.has_parameters:
                names.remove("parameters")
            if self._changing_only:
                names = [name for name in names if name in CHANGING_PARTS]
            return [getattr(parts, name) for name in names]
        found: list[Any] = [parts.failure] if parts.has_failed else []
        found += [parts.tiles, *([parts.place] if dag else [])]
        found += [parts.parameters] if parts.has_parameters else []
        found += [parts.code] if code else []
        found += [*parts.usual_components(), parts.artifacts]
        found += parts.tables(frames if isinstance(frames, int) else 3)
        return found + ([parts.log] if log else [])

    def refresh(self, task: Any, data: Any) -> dict[str, Any]:
        """Of the card's own parts a refresh sends what can have changed: how far the run is."""
        self._changing_only = True
        try:
            return super().refresh(task, data)
        finally:
            self._changing_only = False

    def _live_ids(self, own: list[dict[str, Any]]) -> list[str]:
        hidden = {
            name
            for option, name in (("code", "code"), ("dag", "place"))
            if self._options.get(option) is False
        }
        return [f"kit_{name}" for name in LIVE_PARTS if name not in hidden]

    def _name_of(self, part: Any, position: int) -> str:
        return f"kit_{getattr(part, '__name__', position)}"
