"""What a change against a baseline means: its size, its share, its verdict, and what is noise.

What the reader may change on the page, a baseline, is computed there by ``lib/change.ts``; one
fixture holds both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Literal, Optional

from ..wire.format import Value, read_number
from ..wire.precision import are_one
from ..wire.specifier import Real
from .directions import Direction

Verdict = Optional[Literal["better", "worse", "same", "noise"]]

_LARGEST_SHARE = 10
"""Above it, against a baseline near 0, a share of the baseline says less than the change itself."""

_EXACT_DIFFERENCES = Context(prec=2000, Emax=MAX_EMAX, Emin=MIN_EMIN)


@dataclass(frozen=True)
class Change:
    """From a baseline to a value.

    Attributes
    ----------
    change : int or float
        Value minus baseline, of the numbers as they are written: 0.93 - 0.9 is 0.03.
    relative_change : float, optional
        The change as a share of the baseline's magnitude; None for a baseline of 0, or so near
        to 0 that the change is more than ten times its size.
    verdict : "better", "worse", "same", "noise" or None
        None where better has no direction.
    """

    change: Real
    relative_change: float | None
    verdict: Verdict


def change_of(
    value: Value,
    baseline: Value,
    *,
    direction: Direction = None,
    noise: float | None = None,
    relative_noise: float | None = None,
) -> Change | None:
    """The change from `baseline` to `value`; None where either is missing or not a number.

    Parameters
    ----------
    value, baseline : number as it travels
        Whole numbers of any size are exact. Other numbers that differ by less than one part in
        10^12 are the same: that is the rounding of floating point.
    direction : "higher", "lower" or None
        Which way is better.
    noise : float, optional
        Changes of this size and below are noise.
    relative_noise : float, optional
        Changes of this share of the baseline, and below, are noise.

    Examples
    --------
    >>> change_of(0.93, 0.9, direction="higher", noise=0.05)
    Change(change=0.03, relative_change=0.03333333333333333, verdict='noise')
    """
    new, old = read_number(value), read_number(baseline)
    if new is None or old is None or math.isnan(new) or math.isnan(old):
        return None
    change: Real = 0 if are_one(new, old) else subtract(new, old)
    relative = _relative_to(change, old)
    return Change(change, relative, _verdict(change, relative, direction, noise, relative_noise))


def _relative_to(change: Real, baseline: Real) -> float | None:
    """The change relative to the magnitude of the baseline, where there is one."""
    if baseline == 0 or not math.isfinite(baseline) or not math.isfinite(change):
        return None
    share = float(change) / abs(float(baseline))
    return share if abs(share) <= _LARGEST_SHARE else None


def _verdict(
    change: Real,
    relative: float | None,
    direction: Direction,
    noise: float | None,
    relative_noise: float | None,
) -> Verdict:
    if change == 0:
        return "same"
    if noise is not None and abs(change) <= noise:
        return "noise"
    if relative_noise is not None and relative is not None:
        share = abs(relative)
        if share <= relative_noise or are_one(share, relative_noise):
            return "noise"
    if direction is None:
        return None
    return "better" if (change > 0) == (direction == "higher") else "worse"


def subtract(a: Real, b: Real) -> Real:
    """The difference of two numbers as they are written, rounded once."""
    if isinstance(a, int) and isinstance(b, int):
        return read_number(a - b) or 0
    if not (math.isfinite(a) and math.isfinite(b)):
        return float(a) - float(b)
    return float(_EXACT_DIFFERENCES.subtract(Decimal(repr(a)), Decimal(repr(b))))


def best_of(
    values: Sequence[Value],
    direction: Direction,
    *,
    noise: float | None = None,
    relative_noise: float | None = None,
) -> list[int]:
    """Where the best of some values stand, with those that are the same or within noise of it.

    Returns
    -------
    list of int
        Empty where better has no direction, where fewer than two are numbers, and where none is
        better than the others. An infinity is a number; NaN is none.
    """
    numbers = [
        (i, number)
        for i, number in enumerate(map(read_number, values))
        if number is not None and not math.isnan(number)
    ]
    if direction is None or len(numbers) < 2:
        return []
    best = (max if direction == "higher" else min)(number for _, number in numbers)
    tied = []
    for i, number in numbers:
        change = change_of(number, best, noise=noise, relative_noise=relative_noise)
        if change is not None and change.verdict in ("same", "noise"):
            tied.append(i)
    return tied if len(tied) < len(numbers) else []
