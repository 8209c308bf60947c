"""Artifacts, each in a line: type, size and a preview, and the code that loads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..client.artifact_previews import (
    ArtifactReading,
    hides_something,
    preview_values,
    read_artifacts,
)
from ..client.artifacts import bytes_text
from ..client.task import TaskContext
from ..page.blocks import Block, paragraph, table
from ..wire.by_name import read_names
from ..wire.mappings import read_mapping
from ..wire.text import label
from ._task_heights import artifacts_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ArtifactsArguments
    from ..wire.nodes import Artifact

MAX_ARTIFACTS = 200
MAX_READ = 10_000
HINT = 'Artifacts({"model": self.model, "features": self.features})'


class Artifacts(Component):
    """List values by name, each in a line that says what it is and what it holds.

    A data frame of any library is its shape and a small histogram of each of its first columns, an
    array its shape, range, mean and NaN, an image or a figure a picture; anything else is the
    beginning of what Python writes for it.

    Parameters
    ----------
    artifacts : mapping
        Name to value, at most 200. What a name says is a secret is not shown.
    show : iterable of str, optional
        Names that are shown although they look like secrets.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; all of it when not given.

    Examples
    --------
    >>> Artifacts({"classes": ["stayed", "churned"], "fold": 5, "api_key": "sk-1234"})
    """

    type = "artifacts"
    frame = staticmethod(artifacts_frame)

    def __init__(
        self,
        artifacts: Mapping[str, Any],
        *,
        show: Iterable[str] = (),
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ArtifactsArguments]) -> None: ...

    @classmethod
    def from_task(cls, context: TaskContext, *, show: Iterable[str] = ()) -> Artifacts:
        """The artifacts of the task, read only as far as they are shown.

        Sizes are looked at first. What is larger than the option ``max_size`` of the card is not
        read, nor what would make all of them more than twice as large; the card says so.

        Parameters
        ----------
        context : TaskContext
            The task, as its card sees it.
        show : iterable of str, optional
            Names that are shown although they look like secrets; nothing of others is read.
        """
        names = read_names(show, "show")
        reading = read_artifacts(context.artifacts, max_bytes=context.max_bytes, show=names)
        return cls.of_reading(reading, context.task.pathspec)

    @classmethod
    def of_reading(cls, reading: ArtifactReading, task: str) -> Artifacts:
        """Artifacts that were read already.

        Parameters
        ----------
        reading : ArtifactReading
            As `client.artifact_previews.read_artifacts` gives it.
        task : str
            Pathspec of the task.
        """
        return cls.made_of({"artifacts": lambda: (reading, task)})

    @staticmethod
    def read_artifacts(artifacts: Any) -> Any:
        """Previews of the values, so that the values can go; secrets wait for `show`."""
        given = read_mapping(artifacts, "artifacts", MAX_READ, hint=HINT)
        pairs = [(label(name), value) for name, value in given[:MAX_ARTIFACTS]]
        masked = preview_values(pairs)
        hiding = [pair for pair, item in zip(pairs, masked) if hides_something(item)]
        shown = preview_values(hiding, frozenset(name for name, _ in hiding))
        reading = ArtifactReading(masked, len(given) - len(pairs))
        reading.kept = {item["name"]: item for item in shown}
        return reading, None

    read_show = staticmethod(lambda value: read_names(value, "show"))

    def compose(self, notes: list[str], *, artifacts: Any, show: frozenset[str]) -> dict[str, Any]:
        reading, task = artifacts
        listed: list[Artifact] = reading.artifacts
        if task is None:
            listed = [
                reading.kept.get(one["name"], one) if one["name"] in show else one for one in listed
            ]
        if reading.left_out:
            notes.append(f"{reading.left_out:,} more artifacts are not listed.")
        return {"artifacts": listed, **({} if task is None else {"task": task})}

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        artifacts = node["artifacts"]
        if not artifacts:
            return paragraph("No artifacts.")
        rows = [
            [
                one["name"],
                one.get("kind", ""),
                bytes_text(one["size"]) if "size" in one else "",
                preview_line(one),
            ]
            for one in artifacts
        ]
        found = table(["Artifact", "Type", "Size", "Preview"], rows)
        if "task" in node:
            first = next((one for one in artifacts if _is_readable(one)), artifacts[0])
            line = f'from metaflow import Task; Task("{node["task"]}").data.{first["name"]}'
            found += paragraph(f"To load one: {line}")
        return found


def _is_readable(one: Mapping[str, Any]) -> bool:
    return not one.get("secret") and "unread" not in one


def preview_line(one: Mapping[str, Any]) -> str:
    """What an artifact holds, in words."""
    if one.get("secret"):
        return "its name looks like a secret"
    if "unread" in one:
        hint = f"; raise it with {one['hint']}" if "hint" in one else ""
        return f"{one['unread']}{hint}"
    parts = []
    if "shape" in one:
        parts.append(" × ".join(f"{size:,}" for size in one["shape"]))
    if "pictures" in one:
        more = f", and {one['more_columns']:,} more" if "more_columns" in one else ""
        parts.append(f"columns {', '.join(column['name'] for column in one['pictures'])}{more}")
    if "range" in one:
        low, high, mean = (one["range"][key] for key in ("min", "max", "mean"))
        missing = one["range"]["missing"]
        nan = f"{missing:,} NaN" if missing else "no NaN"
        if "infinite" in one["range"]:
            nan += f", {one['range']['infinite']:,} infinite"
        parts.append(f"{_figure(low)} to {_figure(high)}, mean {_figure(mean)}, {nan}")
    if "picture" in one:
        size = [one["picture"].get(side) for side in ("width", "height")]
        parts.append("a picture" + (f" of {size[0]:,} × {size[1]:,}" if all(size) else ""))
    return ", ".join([*parts, *(one[key] for key in ("text", "remark") if key in one)])


def _figure(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
