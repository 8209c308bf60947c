"""Values of users as text, without raising for odd ones."""

from __future__ import annotations

import reprlib
from typing import Any

from .scalars import unwrap

MAX_TEXT = 10_000


def cap_text(value: Any, limit: int = MAX_TEXT) -> str:
    """The value as text of at most `limit` characters; a cut says how much is missing."""
    try:
        text = value if isinstance(value, str) else str(value)
    except Exception as error:
        text = f"<{type(value).__name__}: {type(error).__name__} in str()>"
    # A lone half of a surrogate pair is not text that a browser or a file can hold.
    # `str.encode`, since a subclass may have its own.
    text = str.encode(text, "utf-8", "replace").decode("utf-8")
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit} characters more)"


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
        text = _short.repr(value)
    except Exception:
        text = "a value"
    return f"{cap_text(text, 60)} ({type(value).__name__})"


_short = reprlib.Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60
