"""Plain values as floats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

from ..errors import InputError
from .kinds import number_hint
from .scalars import is_instance
from .text import describe


def read_floats(values: Sequence[Any], argument: str) -> list[float]:
    """Plain values as floats: NaN for missing ones, infinities for numbers beyond a float."""
    kinds = set(map(type, values))
    if kinds <= {float, int, bool}:
        try:
            return list(values) if kinds == {float} else list(map(float, values))
        except OverflowError:
            pass
    elif kinds <= {float, type(None)}:
        return [math.nan if value is None else value for value in values]
    return [_read_float(value, place, argument) for place, value in enumerate(values)]


def _read_float(value: Any, place: int, argument: str) -> float:
    if value is None:
        return math.nan
    if not is_instance(value, (Real, Decimal)):
        raise InputError(
            f"{argument} must hold numbers, and holds {describe(value)} at place {place:,}.",
            number_hint(value),
        )
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except ValueError:  # a signaling NaN
        return math.nan
