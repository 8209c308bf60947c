"""What a card that reads artifacts may look at: the task's artifacts, the flow's graph, the run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any, Callable, TypeVar

from ..errors import InputError
from ..wire.text import cap_text, describe

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
    """

    def __init__(self, task: Any, card_type: str, graph: Any = None) -> None:
        self.task = task
        self.graph = graph
        self._card_type = card_type
        self._artifacts: dict[str, Any] | None = None

    @property
    def artifacts(self) -> dict[str, Any]:
        """Name to artifact, of the artifacts that users made; reading ``.data`` is what costs."""
        if self._artifacts is None:
            self._artifacts = {
                artifact.id: artifact
                for artifact in self.task
                if not artifact.id.startswith("_") and artifact.id != "name"
            }
        return self._artifacts

    def find(self, names: Iterable[str]) -> str | None:
        """The first of these names that the task has as an artifact."""
        return next((name for name in names if name in self.artifacts), None)

    def read(self, option: str, name: str | None, usual: Iterable[str] = ()) -> Any:
        """The value of an artifact.

        Parameters
        ----------
        option : str
            The card's option that names the artifact, for the message.
        name : str or None
            What the option says; None looks for the usual names.
        usual : iterable of str
            Names to look for, in this order, when the option is not given.

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
        found = self.find(usual if name is None else [name])
        if found is not None:
            return self._load(found)
        looked = f"an artifact named {name}" if name is not None else _one_of(usual)
        has = ", ".join(sorted(self.artifacts)[:30]) or "no artifacts"
        raise InputError(
            f"It looked for {looked} in this task, and found: {cap_text(has, 600)}.",
            hint=self._hint(option),
        )

    def _load(self, name: str) -> Any:
        try:
            return self.artifacts[name].data
        except Exception as error:  # such as a class that this interpreter cannot import
            raise InputError(
                f"The artifact {name} could not be read: {type(error).__name__}: {cap_text(error)}"
            ) from error

    def _hint(self, option: str) -> str:
        return f'@card(type="{self._card_type}", options={{"{option}": "name_of_your_artifact"}})'


def read_task_facts(task: Any, *, live: bool) -> dict[str, Any]:
    """What the header of a card says of its task; empty outside of a run."""
    pathspec = getattr(task, "pathspec", None)
    if pathspec is None:
        return {}
    facts = {
        "pathspec": str(pathspec),
        "rendered": datetime.now(timezone.utc).isoformat(timespec="seconds"),
    }
    try:
        attempt = int(task.current_attempt)
    except Exception:
        return facts
    return {**facts, "attempt": attempt} if attempt else facts


def _one_of(names: list[str]) -> str:
    if len(names) == 1:
        return f"an artifact named {names[0]}"
    return f"an artifact named {', '.join(names[:-1])} or {names[-1]}"
