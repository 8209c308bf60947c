"""How many digits a number takes, so that it reads as no other one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from .numbers import MAX_EXACT
from .specifier import MAX_DIGITS, MINUS, Real, Specifier, digits

NOISE = 1e-12
"""Floating-point numbers that differ by less than this share of their size are one number."""

_LEAST_FIXED = 1e-4
_MOST_FIXED = 1e9
_MOST_DECIMALS = 6
_ADDED = 2
_POINTED = ("d", "f", "%")
WHOLE = Specifier(grouping=True, precision=0, type="d")


def are_one(a: Real, b: Real) -> bool:
    """Whether two numbers are one, but for the noise of floating point; whole numbers are exact."""
    if a == b:
        return True
    if not (math.isfinite(a) and math.isfinite(b)) or (_is_whole(a) and _is_whole(b)):
        return False
    return abs(a - b) <= NOISE * max(abs(a), abs(b))


def _is_whole(value: Real) -> bool:
    return isinstance(value, int) or value.is_integer()


def usual(value: Real, largest: Real | None = None, decimals: int | None = None) -> Specifier:
    """Three significant digits, whatever stands beside it: a value has one form on a card.

    A whole number has the decimals of `largest`. Zeros that nobody gave are not added below three
    decimals, unless `decimals` are asked for.
    """
    size = abs(value)
    if not size:
        return WHOLE
    if not _LEAST_FIXED <= size < _MOST_FIXED:
        return Specifier(precision=2, type="e")
    places = 2 - _exponent(largest if largest is not None and _is_whole(value) else size)
    given = max(_decimals(value) if decimals is None else decimals, 3)
    return Specifier(grouping=True, precision=max(min(places, given), 0), type="f")


def _decimals(value: Real) -> int:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _exponent(value: Real) -> int:
    """Of the power of ten below a size; 1 and 100 % have the decimals of the shares below them."""
    return Decimal(repr(value)).adjusted() - (abs(value) in (1, 100))


def _common(values: list[Real]) -> list[Specifier]:
    if all(map(_is_whole, values)):
        return [WHOLE if abs(value) <= MAX_EXACT else usual(value) for value in values]
    fixed = [abs(v) for v in values if _LEAST_FIXED <= abs(v) < _MOST_FIXED]
    largest = max(fixed, default=1.0)
    return [usual(value, largest) for value in values]


def told_apart(values: list[Real], given: Specifier | None, hundred: bool) -> list[Specifier]:
    """A format for each value, by which no two that differ look alike."""
    specs = [given] * len(values) if given is not None else _common(values)
    if given is None:
        specs = [_off_landmarks(value, spec) for value, spec in zip(values, specs)]
    # Two that were told apart may look like others then: 4.46 and 4.53 both as 4.5, not 4 and 5.
    for _ in range(MAX_DIGITS):
        alike: dict[str, list[int]] = {}
        for i, (value, spec) in enumerate(zip(values, specs)):
            alike.setdefault(written(value, spec, hundred), []).append(i)
        groups = [(group, _gaps(sorted({values[i] for i in group}))) for group in alike.values()]
        groups = [(group, gaps) for group, gaps in groups if gaps]
        for group, gaps in groups:
            finer = _finer(max((specs[i] for i in group), key=_precision), gaps, hundred)
            for i in group:
                specs[i] = finer
        if not groups:
            break
    return specs


def _precision(spec: Specifier) -> int:
    return spec.precision


def align_decimals(
    values: Sequence[Real], specs: Sequence[Specifier], hundred: bool
) -> list[Specifier]:
    """The decimals of a column as one number, where its largest number gets two more at most.

    None is added where two numbers would look alike then: 215.885 and 215.88500001 round to 215.88
    and 215.89, and to one number by three decimals.
    """
    most, largest, own = 0, 0.0, 0
    for value, spec in zip(values, specs):
        if spec.type not in _POINTED:
            continue
        if abs(value) >= largest:
            largest, own = abs(value), spec.precision
        most = max(most, spec.precision)
    if not 0 < most <= own + _ADDED:
        return list(specs)
    aligned = [spec.with_precision(most) if spec.type in _POINTED else spec for spec in specs]
    seen: dict[str, Real] = {}
    for value, spec in zip(values, aligned):
        text = written(value, spec, hundred)
        if not are_one(value, seen.get(text, value)):
            return list(specs)
        seen[text] = value
    return aligned


def _gaps(ordered: Sequence[Real]) -> list[tuple[Real, Real]]:
    """Each number with the next larger one that is not the same but for noise."""
    gaps: list[tuple[Real, Real]] = []
    j = 0
    for i, value in enumerate(ordered):
        j = max(j, i)
        while j < len(ordered) and are_one(value, ordered[j]):
            j += 1
        if j == len(ordered):
            break
        gaps.append((value, ordered[j]))
    return gaps


def _off_landmarks(value: Real, spec: Specifier) -> Specifier:
    while spec.precision < _MOST_DECIMALS and _landmark(value, spec, True) is not None:
        spec = spec.with_precision(spec.precision + 1)
    return spec


def _finer(spec: Specifier, gaps: list[tuple[Real, Real]], hundred: bool) -> Specifier:
    """`spec` with the digits that it takes to tell each pair apart."""
    whole = all(_is_whole(value) and abs(value) < 10**21 for pair in gaps for value in pair)
    exponential = replace(spec, type="e")
    tries = [replace(WHOLE, sign=spec.sign)] if whole and spec.type in ("e", "f", "d") else []
    tries += [spec.with_precision(n) for n in range(spec.precision + 1, MAX_DIGITS + 1)]
    tries += [exponential.with_precision(n) for n in range(2, MAX_DIGITS)]
    for finer in tries:
        if all(written(a, finer, hundred) != written(b, finer, hundred) for a, b in gaps):
            return finer
    return replace(WHOLE, sign=spec.sign)


def _landmark(value: Real, spec: Specifier, hundred: bool) -> int | None:
    """0, 1 or 100, where `spec` rounds the value to it."""
    size = abs(value)
    text = digits(size, spec)
    for mark in (0, 1, 100) if hundred else (0, 1):
        if size != mark and abs(size - mark) < 1 + mark / 2 and text == digits(mark, spec):
            return mark
    return None


def written(value: Real, spec: Specifier, hundred: bool) -> str:
    size = abs(value)
    mark = _landmark(value, spec, hundred)
    text, relation = digits(size, spec), ""
    if mark is not None:
        places = spec.precision + {"%": 2, "e": 1}.get(spec.type, 0)
        if mark == 100 and spec.type not in ("f", "d", "%"):
            places -= 2
        step = 10.0**-places
        relation = "<" if mark == 0 or (size < mark and mark - step <= 0) else ">"
        if mark == 0:
            text = digits(step, spec)
        elif size < mark and mark - step > 0:
            text = digits(mark - step, spec)
        if value < 0:
            relation = ">" if relation == "<" else "<"
    if spec.grouping:
        whole = len(text) - len(text.lstrip("0123456789"))
        text = f"{int(text[:whole]):,}{text[whole:]}"
    sign = MINUS if value < 0 else "+" if spec.sign and value > 0 else ""
    return f"{relation}{sign}{'$' if spec.currency else ''}{text}"
