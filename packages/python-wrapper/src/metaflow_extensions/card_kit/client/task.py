"""What a card may know of its task: artifacts, the flow's graph, and the facts of its header."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Callable, TypeVar

from ..errors import InputError
from ..wire.text import cap_text, describe
from .artifacts import MAX_ARTIFACT_BYTES, all_artifacts, load_artifact, own_artifacts
from .facts import read_task_facts
from .foreach_place import ForeachPlace, foreach_place

__all__ = ["TaskContext", "before_end", "read_task_facts"]

FromTask = TypeVar("FromTask", bound=Callable[..., Any])


def before_end(from_task: FromTask) -> FromTask:
    """Mark a ``from_task`` that reads no artifact of its task: it is shown while that runs."""
    from_task.before_end = True  # type: ignore[attr-defined]
    return from_task


class TaskContext:
    """A task as a card sees it.

    Parameters
    ----------
    task : metaflow.Task
    card_type : str
        For messages that say how to name an artifact.
    graph : dict, optional
        The flow's graph as Metaflow hands it to a card.
    live : bool, optional
        Whether the task runs now: True in ``render_runtime`` and ``refresh``, False for a look
        at a task of the past; None where a card is made by its own run.
    max_bytes : int
        Artifacts that are larger are not read.
    flow : FlowSpec, optional
        As Metaflow hands it to a card: its source and the defaults of its parameters.

    Attributes
    ----------
    notes : list of str
        What the reader must know of how artifacts were chosen; a card adds them to its component.
    """

    def __init__(
        self,
        task: Any,
        card_type: str,
        graph: Any = None,
        *,
        live: bool | None = None,
        max_bytes: int = MAX_ARTIFACT_BYTES,
        flow: Any = None,
    ) -> None:
        self.task = task
        self.flow = flow
        self.graph = graph
        self.live = live
        self.max_bytes = max_bytes
        self.notes: list[str] = []
        self._card_type = card_type
        self._artifacts: dict[str, Any] | None = None
        self._every_artifact: dict[str, Any] | None = None
        self._metadata: list[Any] | None = None

    @property
    def artifacts(self) -> dict[str, Any]:
        """Name to artifact, of the artifacts that users made; reading ``.data`` is what costs."""
        if self._artifacts is None:
            known = self.task if self._every_artifact is None else self._every_artifact.values()
            self._artifacts = own_artifacts(known)
        return self._artifacts

    @property
    def every_artifact(self) -> dict[str, Any]:
        """The same with those of Metaflow itself: ``_exception``, ``_foreach_stack``."""
        if self._every_artifact is None:
            self._every_artifact = all_artifacts(self.task)
        return self._every_artifact

    @property
    def known_artifacts(self) -> dict[str, Any] | None:
        """The same if they have been listed."""
        return self._every_artifact

    @property
    def metadata(self) -> list[Any]:
        """What the task has said of itself; nothing where that cannot be read."""
        if self._metadata is None:
            try:
                self._metadata = list(self.task.metadata)
            except Exception:  # a card that says less is better than none
                self._metadata = []
        return self._metadata

    @property
    def known_metadata(self) -> list[Any] | None:
        """The same if it has been read; None asks whoever needs it to read it, and to say why."""
        return self._metadata or None

    @property
    def foreach(self) -> ForeachPlace | None:
        """Where the task stands in the foreach around it."""
        artifacts: dict[str, Any] = {}
        if not self.live:  # the artifacts of a running attempt cannot be read
            with suppress(Exception):
                artifacts = self.every_artifact
        return foreach_place(artifacts, self.metadata)

    def with_limit(self, max_bytes: int) -> TaskContext:
        """The same task with another limit and no notes; what was listed is not asked again."""
        other = TaskContext(
            self.task,
            self._card_type,
            self.graph,
            live=self.live,
            max_bytes=max_bytes,
            flow=self.flow,
        )
        other._artifacts, other._every_artifact = self._artifacts, self._every_artifact
        other._metadata = self._metadata
        return other

    def find(self, names: Iterable[str]) -> str | None:
        """The first of these names that the task has as an artifact."""
        return next((name for name in names if name in self.artifacts), None)

    def read(
        self,
        option: str,
        name: str | None,
        usual: Iterable[str] = (),
        *,
        fits: Callable[[Any], bool] | None = None,
    ) -> Any:
        """The value of an artifact.

        Parameters
        ----------
        option : str
            The card's option that names the artifact, for the message.
        name : str or None
            What the option says; None looks for the usual names.
        usual : iterable of str
            Names to look for, in this order, when the option is not given.
        fits : callable, optional
            Whether a value can be what is looked for. Of the usual names the first whose value
            fits is taken, and `notes` says that it was guessed. An artifact that the option names
            is taken as it is.

        Raises
        ------
        InputError
            When there is no such artifact; says what was looked for and what was found.
        """
        usual = list(usual)
        if name is not None and not isinstance(name, str):
            raise InputError(
                f"The option {option} is {describe(name)}; it must be the name of an artifact.",
                hint=self._hint(option),
            )
        if name is not None and name in self.artifacts:
            return self._load(name)
        misfits: list[str] = []
        for candidate in usual if name is None else ():
            if candidate not in self.artifacts:
                continue
            try:
                value = self._load(candidate)
            except InputError:
                if fits is None or candidate == self._last(usual):
                    raise
                misfits.append(f"{candidate} could not be read")
                continue
            if fits is None or _does_fit(fits, value):
                self._note_guess(option, candidate, misfits)
                return value
            misfits.append(f"{candidate} is {describe(value)}")
        looked = f"an artifact named {name}" if name is not None else _one_of(usual)
        has = ", ".join(sorted(self.artifacts)[:30]) or "no artifacts"
        but = f" Of these, {'; '.join(misfits)}: none fits." if misfits else ""
        raise InputError(
            f"It looked for {looked} in this task, and found: {cap_text(has, 600)}.{but}",
            hint=self._hint(option),
        )

    def _last(self, usual: list[str]) -> str | None:
        return next((name for name in reversed(usual) if name in self.artifacts), None)

    def _note_guess(self, option: str, name: str, misfits: list[str]) -> None:
        note = f"Shown: the artifact {name} (guessed from its name)."
        if misfits:
            note = f"Shown: the artifact {name} (guessed from its name; {'; '.join(misfits)})."
        if name != option and note not in self.notes:
            self.notes.append(note)

    def _load(self, name: str) -> Any:
        try:
            return load_artifact(self.artifacts[name], self.max_bytes)
        except InputError as error:
            if error.hint is None and "the limit is" in str(error):
                error.hint = f'@card(type="{self._card_type}", options={{"max_size": "10GB"}})'
            raise

    def _hint(self, option: str) -> str:
        return f'@card(type="{self._card_type}", options={{"{option}": "name_of_your_artifact"}})'


def _does_fit(fits: Callable[[Any], bool], value: Any) -> bool:
    try:
        return bool(fits(value))
    except Exception:  # an odd value does not fit
        return False


def _one_of(names: list[str]) -> str:
    if len(names) == 1:
        return f"an artifact named {names[0]}"
    return f"an artifact named {', '.join(names[:-1])} or {names[-1]}"
