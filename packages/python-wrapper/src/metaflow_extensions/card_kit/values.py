"""Values of users as strict JSON, without importing a library or raising for odd data."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Union

Num = Union[int, float, str, None]
"""A number on the wire: JSON has no NaN and no infinities, so they travel as strings."""

MAX_TEXT = 10_000
MAX_ITEMS = 10_000
MAX_VALUES = 1_000_000
MAX_DEPTH = 20


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
    """A real number as it travels; one that is too large for a float is an infinity."""
    try:
        as_float = float(value)
    except OverflowError:
        return "Infinity" if value > 0 else "-Infinity"
    except Exception:
        if isinstance(value, Decimal):  # a signaling NaN, which refuses any use
            return "NaN"
        raise TypeError(f"{describe(value)} cannot be read as a number") from None
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
        text = _short.repr(value)
    except Exception:
        text = "a value"
    return f"{cap_text(text, 60)} ({type(value).__name__})"


_short = reprlib.Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60


def strict(value: Any) -> Any:
    """Any value as strict JSON: NaN and the infinities as strings, unknown objects as their text.

    Depth is capped at 20, the items of each container at 10,000, all values together at a
    million; a cut leaves a text that says so.
    """
    return _Strict().read(value)


class _Strict:
    """One reading of one value: what it is inside of, and how much it may still take in."""

    def __init__(self) -> None:
        self.inside: list[int] = []
        self.left = MAX_VALUES

    def read(self, value: Any) -> Any:
        self.left -= 1
        if value is None or type(value) in (bool, int, float, str):
            return self._scalar(value)
        try:
            value = unwrap(value)
            if isinstance(value, (Mapping, list, tuple, set, frozenset)):
                return self._container(value)
            listed = _as_list(value)
            return self._scalar(value) if listed is None else self._container(listed)
        except Exception as error:
            return f"<{type(value).__name__}: {type(error).__name__} when it was read>"

    def _scalar(self, value: Any) -> Any:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return cap_text(value, 10_000_000)
        if isinstance(value, (Real, Decimal)):
            return number(value)
        if isinstance(value, (bytes, bytearray)):
            return f"({len(value)} bytes)"
        if isinstance(value, (date, time)):
            return value.isoformat()
        return cap_text(value)

    def _container(self, value: Any) -> Any:
        if id(value) in self.inside:
            return "(contains itself: left out)"
        if len(self.inside) >= MAX_DEPTH:
            return f"(deeper than {MAX_DEPTH} levels: left out)"
        if self.left <= 0:
            return f"(more than {MAX_VALUES:,} values: left out)"
        self.inside.append(id(value))
        try:
            return self._mapping(value) if isinstance(value, Mapping) else self._sequence(value)
        finally:
            self.inside.pop()

    def _sequence(self, value: Any) -> list[Any]:
        items = sorted(value, key=describe) if isinstance(value, (set, frozenset)) else value
        result = [self.read(item) for item in items[:MAX_ITEMS]]
        if len(items) > MAX_ITEMS:
            result.append(f"… {len(items) - MAX_ITEMS} more: left out")
        return result

    def _mapping(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        """Distinct keys stay distinct: beside a key ``"1"``, a key ``1`` becomes ``"1 (int)"``."""
        result: dict[str, Any] = {}
        for count, (key, item) in enumerate(value.items()):
            if count == MAX_ITEMS:
                result["…"] = f"{len(value) - MAX_ITEMS} more: left out"
                break
            name = plain = cap_text(key, 1000)
            if name in result:
                name = plain = f"{name} ({type(key).__name__})"
            copies = 1
            while name in result:
                copies += 1
                name = f"{plain} {copies}"
            result[name] = self.read(item)
        return result


def records(frame: Any) -> list[Any] | None:
    """The rows of a data frame of pandas, polars or Arrow; None for what is no data frame."""
    for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        if callable(getattr(frame, method, None)):
            return list(getattr(frame, method)(*arguments))
    return None


def _as_list(value: Any) -> list[Any] | None:
    """The items of an array of any library, if it is small enough to be shown."""
    size = size_of(value)
    if isinstance(size, int) and size <= MAX_VALUES and callable(getattr(value, "tolist", None)):
        listed = value.tolist()
        return listed if isinstance(listed, list) else None
    return None
