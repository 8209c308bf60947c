"""Numbers of any library as they travel."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Union

from .scalars import is_instance, unwrap
from .text import describe

Num = Union[int, float, str, None]
"""A number on the wire: JSON has no NaN and no infinities, so they travel as strings."""
_NONFINITE = ("NaN", "Infinity", "-Infinity")


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
        return whole if abs(whole) <= 2**53 else float_on_wire(whole)
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
