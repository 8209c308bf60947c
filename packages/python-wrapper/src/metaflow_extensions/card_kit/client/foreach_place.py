"""Where a task stands in the foreach around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..wire.text import cap_text
from .artifacts import load_artifact

MAX_BYTES = 1_000_000
MAX_DEPTH = 20


@dataclass
class ForeachPlace:
    """The innermost foreach: the place of the task from 0, how many there are, and of what.

    ``total`` is None while the task runs: its own artifacts cannot be read yet. ``outer`` is the
    place in the foreach around it, where there is one.
    """

    index: int
    total: int | None = None
    variable: str | None = None
    value: str | None = None
    outer: ForeachPlace | None = None

    @property
    def words(self) -> str:
        """``task 5 of 10``; in a nested foreach ``task 5 of 10 in 2 of 3``."""
        around = "" if self.outer is None else f" in {self.outer.words.removeprefix('task ')}"
        return f"task {self._count}{around}"

    @property
    def loops(self) -> str:
        """``a foreach over folds, in one over models``."""
        over = f" over {self.variable}" if self.variable else ""
        around = "" if self.outer is None else self.outer.loops.removeprefix("a foreach")
        return f"a foreach{over}" + (f", in one{around}" if self.outer is not None else "")

    @property
    def _count(self) -> str:
        return f"{self.index + 1:,}" + (f" of {self.total:,}" if self.total else "")


def foreach_place(artifacts: Mapping[str, Any], metadata: Iterable[Any]) -> ForeachPlace | None:
    """The place by the artifact that Metaflow keeps of it, else by the task's metadata.

    Parameters
    ----------
    artifacts : mapping of str to artifact
        Metaflow's own included.
    metadata : iterable of Metadata

    Returns
    -------
    ForeachPlace or None
        None for a task that is in no foreach.
    """
    try:
        place: ForeachPlace | None = None
        for frame in load_artifact(artifacts["_foreach_stack"], MAX_BYTES)[:MAX_DEPTH]:
            place = ForeachPlace(
                int(frame.index),
                _total(frame.num_splits),
                _item_text(frame.var),
                _item_text(frame.value),
                place,
            )
        return place
    except Exception:  # not there yet, or another Metaflow's
        return _place_by_metadata(metadata)


def _total(splits: Any) -> int | None:
    return splits if isinstance(splits, int) and splits > 0 else None


def _item_text(value: Any) -> str | None:
    return None if value is None else cap_text(value, 100)


def _place_by_metadata(metadata: Iterable[Any]) -> ForeachPlace | None:
    for event in metadata:
        if event.name == "foreach-execution-path" and isinstance(event.value, str):
            place: ForeachPlace | None = None
            for index in re.findall(r":(\d+)(?:,|$)", event.value)[:MAX_DEPTH]:
                place = ForeachPlace(int(index), outer=place)
            return place
    return None
