"""Scalars of any library as the Python values they stand for."""

from __future__ import annotations

import math
from typing import Any


def unwrap(value: Any) -> Any:
    """A NumPy, pandas or PyTorch scalar as the Python value it stands for; others as they are."""
    if type(value).__module__ == "builtins":
        return value
    if is_missing(value):
        return None
    try:
        if size_of(value) not in (None, 1) or hasattr(value, "keys"):
            return value
        if type(value).__name__ in ("datetime64", "timedelta64"):
            return str(value)  # to Python, nanoseconds are a plain int
        return value.item() if callable(getattr(value, "item", None)) else value
    except Exception:
        return value


def size_of(value: Any) -> Any:
    """How many items an array holds; None for what is no array. ``size`` of PyTorch is a method."""
    size = getattr(value, "size", None)
    return math.prod(getattr(value, "shape", ())) if callable(size) else size


def is_missing(value: Any) -> bool:
    """None, ``pandas.NA``, ``NaT`` and ``numpy.ma.masked``; NaN is a number, and is not missing."""
    return value is None or type(value).__name__ in ("NAType", "NaTType", "MaskedConstant")
