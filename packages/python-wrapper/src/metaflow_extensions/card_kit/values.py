"""Values of users as strict JSON. Nothing here imports a third-party library or raises for odd data."""

from __future__ import annotations

import math
from datetime import date, time, timedelta
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Union

Num = Union[int, float, str, None]
"""A number on the wire: JSON has no NaN and no infinities, so they travel as strings."""

MAX_TEXT = 10_000
MAX_ITEMS = 10_000
MAX_DEPTH = 20


def cap_text(value: Any, limit: int = MAX_TEXT) -> str:
    """The value as text of at most `limit` characters; a cut says how much is missing."""
    try:
        text = value if isinstance(value, str) else str(value)
    except Exception as error:
        text = f"<{type(value).__name__}: {type(error).__name__} in str()>"
    # A lone half of a surrogate pair is not text that a browser or a file can hold.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit} characters more)"


def unwrap(value: Any) -> Any:
    """A NumPy, pandas or PyTorch scalar as the Python value it stands for; anything else as it is."""
    if type(value).__module__ == "builtins":
        return value
    if is_missing(value):
        return None
    item = getattr(value, "item", None)
    if callable(item) and not hasattr(value, "keys") and getattr(value, "size", 1) == 1:
        try:
            return item()
        except Exception:
            return value
    return value


def is_missing(value: Any) -> bool:
    """None, ``pandas.NA`` and ``NaT``; NaN is a number, and is not missing."""
    return value is None or type(value).__name__ in ("NAType", "NaTType")


def number(value: Any) -> Num:
    """A number as it travels.

    Parameters
    ----------
    value : number, None or anything that stands for one
        Python, NumPy, pandas and PyTorch scalars, `Decimal`, `Fraction`.

    Returns
    -------
    int, float, "NaN", "Infinity", "-Infinity" or None
        None for a missing value.

    Raises
    ------
    TypeError
        When the value is not a number. Text and bool are not.
    """
    value = unwrap(value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        raise TypeError(f"{describe(value)} is not a number")
    if isinstance(value, Integral):
        whole = int(value)
        return whole if abs(whole) <= 2**53 else float_on_wire(whole)
    return float_on_wire(value)


def float_on_wire(value: Any) -> Num:
    try:
        as_float = float(value)
    except OverflowError:
        return "Infinity" if value > 0 else "-Infinity"
    if math.isnan(as_float):
        return "NaN"
    if math.isinf(as_float):
        return "Infinity" if as_float > 0 else "-Infinity"
    return as_float


def label(value: Any) -> str:
    """A class label or a name as text: ``1`` for 1 and for 1.0 of NumPy, never ``np.int64(1)``."""
    value = unwrap(value)
    if value is None:
        return "None"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bytes):
        return cap_text(value.decode("utf-8", "backslashreplace"), 200)
    return cap_text(value, 200)


def describe(value: Any) -> str:
    """What was found, for a message: ``'abc' (str)``."""
    try:
        text = repr(value)
    except Exception:
        text = "a value"
    return f"{cap_text(text, 60)} ({type(value).__name__})"


def strict(value: Any, depth: int = 0) -> Any:
    """Any value as strict JSON: NaN and the infinities as strings, unknown objects as their text.

    Depth is capped at 20, the items of each container at 10,000; a cut leaves a text that says so.
    """
    value = unwrap(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return cap_text(value, 10_000_000)
    if isinstance(value, (Real, Decimal)):
        return number(value)
    if depth >= MAX_DEPTH:
        return f"(deeper than {MAX_DEPTH} levels: left out)"
    if isinstance(value, dict):
        items = list(value.items())
        result = {cap_text(key, 1000): strict(item, depth + 1) for key, item in items[:MAX_ITEMS]}
        if len(items) > MAX_ITEMS:
            result["…"] = f"{len(items) - MAX_ITEMS} more: left out"
        return result
    if isinstance(value, (list, tuple, set, frozenset)):
        sequence = list(value)
        listed = [strict(item, depth + 1) for item in sequence[:MAX_ITEMS]]
        if len(sequence) > MAX_ITEMS:
            listed.append(f"… {len(sequence) - MAX_ITEMS} more: left out")
        return listed
    if isinstance(value, (bytes, bytearray)):
        return f"({len(value)} bytes)"
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return cap_text(value)
