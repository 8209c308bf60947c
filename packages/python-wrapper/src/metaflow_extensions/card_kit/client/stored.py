"""A run by its pathspec, and the graph that Metaflow stored with it."""

from __future__ import annotations

from typing import Any

from ..errors import InputError
from ..wire.text import cap_text, describe


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
    """The graph that Metaflow stored with the run; None for a run that has not stored one."""
    try:
        return run["_parameters"].task["_graph_info"].data
    except (KeyError, AttributeError, TypeError):
        pass
    try:
        return next(iter(run)).task["_graph_info"].data
    except (KeyError, AttributeError, StopIteration):
        return None
