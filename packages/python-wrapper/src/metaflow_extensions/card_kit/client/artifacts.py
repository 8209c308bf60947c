"""Artifacts, looked at before they are loaded: by name, by size, one at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

from ..errors import InputError
from ..wire.text import cap_text, describe
from .stored_info import stored_info

MAX_ARTIFACT_BYTES = 1_000_000_000
PATIENCE = 5.0
"""Seconds for which a value waits until another is read, which may never be."""
UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("B", 1))


def all_artifacts(task: Any) -> dict[str, Any]:
    """Name to artifact, Metaflow's own included (``_graph_info``, ``_task_ok``); one call."""
    try:
        task._iter_filter = lambda _: True  # iterating a task leaves out its own otherwise
        return {item.id: item for item in task}
    finally:
        vars(task).pop("_iter_filter", None)


def tasks_of_step(pathspec: str) -> list[Any]:
    """The tasks of a step, the newest first, in one call; none where there is no such step.

    Metaflow asks for a step before it lists its tasks, which is a call for nothing.
    """
    from metaflow import Step

    name = pathspec.split("/")[2]
    try:
        step = Step(pathspec, _object={"step_name": name, "ts_epoch": 0}, _namespace_check=False)
    except (TypeError, KeyError):  # a Metaflow that makes its objects in another way
        step = Step(pathspec)
    return list(step)


def run_of_task(task: Any) -> Any:
    """The run of a task, to list its steps; no call."""
    from metaflow import Run

    flow, run = task.pathspec.split("/")[:2]
    try:
        known = {"run_number": run, "ts_epoch": 0}
        return Run(f"{flow}/{run}", _object=known, _namespace_check=False)
    except (TypeError, KeyError):  # a Metaflow that makes its objects in another way
        return task.parent.parent


def runs_of_flow(flow: str) -> Iterator[Any]:
    """The runs of a flow in the current namespace, the newest first, in one call.

    Metaflow asks for a flow, and whether it has a run in the namespace, before it lists them.

    Raises
    ------
    MetaflowNotFound
        When there is no such flow; then it may take three calls.
    """
    from metaflow import Flow

    with suppress(TypeError, KeyError, AttributeError):  # another Metaflow makes them otherwise
        known = Flow(flow, _object={"flow_id": flow, "ts_epoch": 0}, _namespace_check=False)
        known._namespace_check = known._current_namespace is not None
        runs = iter(known)
        first = next(runs, None)
        if first is not None:
            return chain([first], runs)
    return iter(Flow(flow))


def own_artifacts(task: Iterable[Any]) -> dict[str, Any]:
    """Name to artifact, of those that the flow's author made; one call, nothing is loaded."""
    own = (item for item in task if not item.id.startswith("_") and item.id != "name")
    return {item.id: item for item in sorted(own, key=lambda item: str(item.id))}


def load_artifact(artifact: Any, limit: int = MAX_ARTIFACT_BYTES) -> Any:
    """The value of an artifact, if it is not too large.

    Raises
    ------
    InputError
        When it is too large, or cannot be read here; says which artifact and why.
    """
    info = stored_info(artifact)
    if info.size is not None and info.size > limit:
        raise InputError(
            f"The artifact {artifact.id} was not read: it has {bytes_text(info.size)}, "
            f"the limit is {bytes_text(limit)}."
        )
    try:
        return _load_value(artifact, (artifact.id, info.kind))
    except Exception as error:  # such as a class that this interpreter cannot import
        raise InputError(
            f"The artifact {artifact.id} could not be read: "
            f"{type(error).__name__}: {cap_text(error)}"
        ) from error


_IMPORTING = threading.Lock()
_IMPORTED: set[tuple[str, str | None]] = set()


def _load_value(artifact: Any, known_by: tuple[str, str | None]) -> Any:
    """The first of a name and type alone, the others side by side.

    To unpickle is to import, and of threads that import NumPy at once some get a half of it.
    """
    if known_by not in _IMPORTED and _IMPORTING.acquire(timeout=PATIENCE):
        try:
            if known_by not in _IMPORTED:
                value = artifact.data
                _IMPORTED.add(known_by)
                return value
        finally:
            _IMPORTING.release()
    return artifact.data


def bytes_text(size: int) -> str:
    """A number of bytes in three digits or fewer: ``9.8 GB``, ``412 B``."""
    unit, scale = next((u for u in UNITS if size >= u[1]), UNITS[-1])
    return f"{size / scale:.{0 if size >= 10 * scale or scale == 1 else 1}f} {unit}"


def read_bytes(limit: Any) -> int:
    """A limit as it is written in an option: a number of bytes, ``"500MB"`` or ``"10 GB"``.

    Raises
    ------
    InputError
        When it is neither.
    """
    if isinstance(limit, (int, float)) and not isinstance(limit, bool) and 0 <= limit < 1e18:
        return int(limit)
    if isinstance(limit, str) and len(limit) < 40:
        text = limit.strip().upper().replace(",", "").replace("IB", "B")
        for unit, scale in UNITS:
            number = text[: -len(unit)].strip() if text.endswith(unit) else ""
            if number.replace(".", "", 1).isdigit():
                return int(float(number) * scale)
    raise InputError(
        f"max_size is {describe(limit)}; it must be a number of bytes, or text like '500MB'."
    )
