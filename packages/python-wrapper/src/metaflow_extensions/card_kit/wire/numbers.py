"""Numbers of any library as they travel."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Union

from .scalars import is_instance, unwrap
from .text import describe

Num = Union[int, float, str, None]
"""A number on the wire: JSON has no NaN and no infinities, so they travel as strings."""
_NONFINITE = ("NaN", "Infinity", "-Infinity")
MAX_EXACT = 2**53
"""JavaScript's numbers are exact up to here."""
LONG = "\0"
"""Stands before the digits of a larger whole number, where it travels exactly: no text has it."""
_MAX_LONG = 10**300
_LONG_IN_JSON = re.compile(r'"\\u0000(-?\d+)"')


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
        When the value is not a number. Bool is not, nor is text but for these three words: a
        number that travels already, as in a list that was read, stays as it is.
    """
    value = unwrap(value)
    if value is None or (type(value) is str and value in _NONFINITE):
        return value
    if type(value) is float:
        return float_on_wire(value)
    if is_instance(value, bool) or not is_instance(value, (Real, Decimal)):
        raise TypeError(f"{describe(value)} is not a number")
    if is_instance(value, Integral):
        try:
            whole = int(value)
        except Exception:
            raise TypeError(f"{describe(value)} cannot be read as a number") from None
        return whole if abs(whole) <= MAX_EXACT else float_on_wire(whole)
    return float_on_wire(value)


def float_on_wire(value: Any) -> Num:
    """A real number as it travels; one that is too large for a float is an infinity."""
    try:
        as_float = float(value)
    except OverflowError:
        return "Infinity" if value > 0 else "-Infinity"
    except Exception:
        if is_instance(value, Decimal):  # a signaling NaN, which refuses any use
            return "NaN"
        raise TypeError(f"{describe(value)} cannot be read as a number") from None
    if math.isnan(as_float):
        return "NaN"
    if math.isinf(as_float):
        return "Infinity" if as_float > 0 else "-Infinity"
    return as_float


def exact_number(value: Any) -> Num:
    """A number as it travels, and a whole number that no double holds as `LONG` and its digits."""
    value = unwrap(value)
    if is_instance(value, Integral) and not is_instance(value, bool):
        whole = int(value)
    elif is_instance(value, Decimal) and value.is_finite() and value.adjusted() < 300:
        whole = int(value) if value == value.to_integral_value() else 0
    else:
        return number(value)
    return f"{LONG}{whole}" if MAX_EXACT < abs(whole) < _MAX_LONG else number(value)


def read_long(value: Any) -> int | None:
    """The whole number that `exact_number` wrote; None for anything else."""
    return int(value[1:]) if type(value) is str and value.startswith(LONG) else None


def with_long(text: str) -> str:
    """JSON in which larger whole numbers stand as the numbers that they are."""
    return _LONG_IN_JSON.sub(r"\1", text)
