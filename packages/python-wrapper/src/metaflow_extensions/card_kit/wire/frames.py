"""Lists, frames and arrays of any library, by what they offer."""

from __future__ import annotations

from typing import Any


def records(frame: Any) -> list[Any] | None:
    """The rows of a data frame of pandas, polars or Arrow; None for what is no data frame."""
    for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        if callable(getattr(frame, method, None)):
            return list(getattr(frame, method)(*arguments))
    return None
