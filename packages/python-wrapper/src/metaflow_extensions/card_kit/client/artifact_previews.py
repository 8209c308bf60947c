"""The artifacts of a task, read only as far as they are shown: small ones first, within limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from ..statistics.previews import kind_name, preview
from ..wire.text import cap_text
from .artifacts import MAX_ARTIFACT_BYTES, bytes_text, load_artifact
from .calls import Failure, Unread, read_in_parallel
from .masked_preview import masked_preview
from .masked_table import hides_column
from .secrets import MASK, is_secret
from .stored_info import StoredInfo, stored_info

MAX_ARTIFACTS = 200
MAX_ALL_BYTES = 2
"""How many times the limit of one artifact all may have together."""
SECONDS = 15.0
WORKERS = 2


@dataclass
class ArtifactReading:
    """The artifacts of a task as a card shows them.

    Attributes
    ----------
    artifacts : list of dict
        By name: ``name``, ``size``, ``kind`` and what `statistics.previews.preview` gives;
        ``unread`` with the reason where it was not read, and ``hint`` with what to write;
        ``secret``.
    left_out : int
        How many there are beyond the first 200.
    kept : dict
        What the `keep` of the reading made of them, by name.
    """

    artifacts: list[dict[str, Any]] = field(default_factory=list)
    left_out: int = 0
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        return sum(item.get("size", 0) for item in self.artifacts)

    @property
    def unread(self) -> int:
        return sum("unread" in item for item in self.artifacts)


def read_artifacts(
    artifacts: Mapping[str, Any],
    *,
    max_bytes: int = MAX_ARTIFACT_BYTES,
    show: Collection[str] = (),
    seconds: float = SECONDS,
    keep: Callable[[str, Any], Any] | None = None,
) -> ArtifactReading:
    """Look at sizes first, then read the smallest first, until a limit is reached.

    Parameters
    ----------
    artifacts : mapping of str to metaflow.DataArtifact
    max_bytes : int, optional
        Larger ones are not read; all together have at most twice as many.
    show : collection of str, optional
        Names that are shown although they look like secrets; of others nothing is read.
    seconds : float, optional
        What was not read by then is left out: also one whose reading never ends.
    keep : callable, optional
        Is given each name and value, and may return what else should be made of it.
    """
    names = sorted(artifacts)[:MAX_ARTIFACTS]
    reading = ArtifactReading(left_out=len(artifacts) - len(names))
    deadline = time.monotonic() + seconds
    infos = _stored_infos(artifacts, names, seconds / 2)
    sizes = {name: infos[name].size for name in names}
    items: dict[str, dict[str, Any]] = {name: _item(name, infos[name]) for name in names}
    todo: list[str] = []
    total = 0
    for name in sorted(names, key=lambda name: sizes[name] or 0):
        size = sizes[name]
        if name not in show and is_secret(name):
            items[name]["secret"] = True
        elif size is not None and size > max_bytes:
            _refuse_artifact(items[name], size, max_bytes)
        elif total + (size or 0) > MAX_ALL_BYTES * max_bytes:
            items[name]["unread"] = (
                f"not read: {bytes_text(size or 0)}, and all together may have "
                f"{bytes_text(MAX_ALL_BYTES * max_bytes)}"
            )
            items[name]["hint"] = f'max_size="{_next_limit(total + (size or 0))}"'
        else:
            total += size or 0
            todo.append(name)

    def read(name: str) -> dict[str, Any]:
        value = load_artifact(artifacts[name], max_bytes)
        if keep is not None:
            with suppress(Exception):
                made = keep(name, value)
                if made is not None:
                    reading.kept[name] = made
        return _preview_artifact(name, value, show)

    results = read_in_parallel(read, todo, max(deadline - time.monotonic(), 0), WORKERS)
    for name, result in zip(todo, results):
        if isinstance(result, Unread):
            items[name]["unread"] = f"not read: it was not there within {seconds:.0f} s"
        elif isinstance(result, Failure):
            items[name]["unread"] = _unread_reason(result.error, name)
        else:
            items[name].update(result)
    reading.artifacts = [items[name] for name in names]
    reading.kept = {name: reading.kept[name] for name in names if name in reading.kept}
    return reading


def preview_values(
    values: Iterable[tuple[str, Any]], show: Collection[str] = (), seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """The same of values that are at hand."""
    pairs = list(values)

    def read(pair: tuple[str, Any]) -> dict[str, Any]:
        name, value = pair
        if name not in show and is_secret(name, value):
            return {"kind": kind_name(value), "secret": True}
        return _preview_artifact(name, value, show)

    found = []
    for (name, value), result in zip(pairs, read_in_parallel(read, pairs, seconds, WORKERS)):
        item = {"name": cap_text(name, 200), "kind": kind_name(value)}
        if isinstance(result, dict):
            item.update(result)
        elif isinstance(result, Failure):
            item["unread"] = _unread_reason(result.error, name)
        else:
            item["unread"] = f"not read: it did not write itself within {seconds:.0f} s"
        found.append(item)
    return found


def hides_something(item: Mapping[str, Any]) -> bool:
    """Whether a preview leaves out what `show` would have it say."""
    columns = item.get("pictures", [])
    return "secret" in item or MASK in str(item) or any(not column["bars"] for column in columns)


def _preview_artifact(name: str, value: Any, show: Collection[str]) -> dict[str, Any]:
    if name in show:
        return preview(value)
    return preview(
        value,
        lambda part, limit: masked_preview(part, limit, show),
        lambda column, first: hides_column(column, first, show),
    )


def _item(name: str, info: StoredInfo) -> dict[str, Any]:
    item: dict[str, Any] = {"name": cap_text(name, 200)}
    if info.size is not None:
        item["size"] = info.size
    return {**item, "kind": info.kind} if info.kind else item


def _stored_infos(
    artifacts: Mapping[str, Any], names: list[str], seconds: float
) -> dict[str, StoredInfo]:
    found = read_in_parallel(lambda name: stored_info(artifacts[name]), names, seconds, WORKERS)
    return {
        name: info if isinstance(info, StoredInfo) else StoredInfo()
        for name, info in zip(names, found)
    }


def _refuse_artifact(item: dict[str, Any], size: int, limit: int) -> None:
    item["unread"] = f"not read: {bytes_text(size)}, the limit is {bytes_text(limit)}"
    item["hint"] = f'max_size="{_next_limit(size)}"'


def _next_limit(size: int) -> str:
    """A round limit that is enough: ``10GB`` for 9.8 GB."""
    unit, scale = next(
        pair
        for pair in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3), ("B", 1))
        if size >= pair[1] or pair[1] == 1
    )
    number = -(-size // scale)
    digits = 10 ** max(len(str(number)) - 1, 0)
    return f"{-(-number // digits) * digits}{unit}"


def _unread_reason(error: Exception, name: str) -> str:
    text = cap_text(error, 300) if isinstance(error, InputError) else f"{type(error).__name__}"
    text = text.removeprefix(f"The artifact {name} could not be read: ")
    return f"not read: {text}"
