"""A run by its pathspec, and the graph that Metaflow stored with it."""

from __future__ import annotations

from typing import Any

from ..errors import InputError
from ..wire.text import cap_text, describe
from .artifacts import all_artifacts, tasks_of_step


def open_run(run: Any) -> Any:
    """The run itself, or the one that a pathspec names.

    Raises
    ------
    InputError
        When there is no such run, or it is in another namespace.
    """
    from metaflow import Run
    from metaflow.exception import MetaflowException

    if isinstance(run, Run):
        return run
    if not isinstance(run, str) or len(run.split("/")) != 2:
        raise InputError(
            f"run is {describe(run)}; it must be a metaflow.Run or the pathspec of one.",
            hint="DagView.from_run('TrainFlow/12')",
        )
    try:
        return Run(run)
    except MetaflowException as error:
        raise InputError(
            f"The run {cap_text(run, 200)} cannot be read: {error}",
            hint="metaflow.namespace(None)  # to read runs of other people",
        ) from error


def graph_of(run: Any) -> Any:
    """The graph that Metaflow stored with the run; None for a run that has not stored one.

    Two calls: it stands with the run's parameters, before any step begins. Runs of an older
    Metaflow have it at their steps.
    """
    graph = _graph_of_step(f"{run.pathspec}/_parameters")
    if graph is not None:
        return graph
    newest = next(iter(run), None)
    return None if newest is None else _graph_of_step(newest.pathspec)


def _graph_of_step(pathspec: str) -> Any:
    for task in tasks_of_step(pathspec)[:1]:
        artifact = all_artifacts(task).get("_graph_info")
        if artifact is not None:
            return artifact.data
    return None
