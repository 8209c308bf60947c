"""Numbers as people read them, the same in Python and on the page.

A value never reads as another one's: rounding does not reach 0, 1 or 100 %, and the values of a
column that differ look different. ``lib/format`` is the same in TypeScript; a fixture holds both.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Union

from .dates import format_date
from .numbers import MAX_EXACT
from .precision import WHOLE, align_decimals, told_apart, usual, written
from .specifier import MAX_DIGITS, MINUS, Real, Specifier, digits, parse_format

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

MISSING = "\u2014"
_LARGEST = int(sys.float_info.max)
_NOT_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}

Value = Union[Real, str, None]


def format_number(value: Value, spec: str | None = None, *, unit: str | None = None) -> str:
    """A number as text.

    Parameters
    ----------
    value : number as it travels
        None is a dash; NaN and the infinities read as what they are.
    spec : str, optional
        A format such as ``.3f``, ``.1%`` or ``,d``. Without one, or with one that is no format:
        three significant digits, all digits of what is a thousand or more, as many as it takes
        not to read as 0 or 1.
    unit : str, optional
        Stands behind the number.

    Examples
    --------
    >>> format_number(1834.22), format_number(0.9996), format_number(0.9996, ".1%")
    ('1,834', '0.9996', '>99.9%')
    """
    return with_unit(format_column([value], spec, unit=unit)[0], unit)


def format_place(value: Value) -> str:
    """A place on an axis as text: a number, or a date or moment as it travels."""
    return format_date(value) if isinstance(value, str) else format_number(value)


def with_unit(text: str, unit: str | None) -> str:
    """A unit behind a number: ``41.7 ms``, ``93.1%``; none behind a dash."""
    if not unit or text == MISSING:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def format_column(
    values: Iterable[Value],
    spec: str | None = None,
    *,
    unit: str | None = None,
    aligned: bool = False,
) -> list[str]:
    """Numbers that are compared with each other: those that differ look different.

    Where two would look alike, these two get more digits than `spec` gives the others. Of those
    that are `aligned`, one below the other, all get them.
    """
    given = parse_format(spec)
    numbers = [_written_long(read_number(value), given) for value in values]
    finite = [value for value in numbers if _is_finite(value)]
    hundred = unit == "%" or given is None
    specs = told_apart(finite, given, hundred)
    if aligned:
        specs = align_decimals(finite, specs, hundred)
    texts = iter(written(value, own, hundred) for value, own in zip(finite, specs))
    return [
        value if isinstance(value, str) else next(texts) if _is_finite(value) else _special(value)
        for value in numbers
    ]


def _is_finite(value: Any) -> TypeGuard[Real]:
    return isinstance(value, (int, float)) and math.isfinite(value)


def _written_long(value: Real | None, given: Specifier | None) -> Real | str | None:
    """A whole number that no double holds, with all of its digits where the format has them."""
    if type(value) is not int or abs(value) <= MAX_EXACT:
        return value
    shape = WHOLE if given is None else given
    if shape.type != "d":
        return float(value)
    sign = MINUS if value < 0 else "+" if shape.sign else ""
    size = f"{abs(value):,}" if shape.grouping else f"{abs(value)}"
    return f"{sign}{'$' if shape.currency else ''}{size}"


def format_share(part: Real | None, whole: Real = 1) -> str:
    """A part of a whole in percent, with one decimal: only none is 0.0%, only all 100.0%.

    Examples
    --------
    >>> format_share(9_999, 10_000), format_share(1, 3), format_share(0, 0)
    ('>99.9%', '33.3%', '—')
    """
    if part is None or not whole or math.isnan(part) or math.isnan(whole):
        return MISSING
    share = part / whole
    if share == 1 and part != whole:  # a quotient that rounding brought to 1
        share = math.nextafter(1, 0)
    return format_number(share, ".1%")


def format_count(count: Value) -> str:
    """A count with separated thousands; weighted counts keep two decimals at most."""
    number = read_number(count)
    if number is None or not math.isfinite(number):
        return _special(number)
    nearest = number if number == int(number) else math.floor(number + 0.5)
    if abs(number - nearest) <= 1e-9 * abs(number):
        return format_number(nearest, ",d")
    return format_number(number, ",.2~f")


def format_change(change: Value, values: Sequence[Value] = (), spec: str | None = None) -> str:
    """A difference with its sign, in the decimals of its values, or in as many as it takes.

    The difference of two percentages is in percentage points.
    """
    number = read_number(change)
    if number is None or not math.isfinite(number):
        return "+∞" if number == math.inf else MISSING if number is None else _special(number)
    given = parse_format(spec)
    if given is None:
        plain = [v for v in map(read_number, values) if v is not None and math.isfinite(v)]
        fixed = [shape for shape in told_apart(plain, None, True) if shape.type != "e"]
        own = told_apart([number], None, True)[0]
        given = max(fixed, key=lambda shape: shape.precision, default=own)
    if abs(number) > MAX_EXACT:  # as the page reads it
        number = float(number)
    points = given.type in ("%", "p") and abs(number) < 1e300
    if points:
        given = replace(given, type="f" if given.type == "%" else "r")
        number = number * 100.0
    if not number:
        return digits(0, given) + (" pp" if points else "")
    shape = replace(given, sign=True)
    if digits(abs(number), shape) == digits(0, shape):
        shape = replace(
            usual(number, decimals=MAX_DIGITS), sign=True, currency=given.currency, trim=True
        )
        shape = shape.with_precision(shape.precision - 1) if shape.precision > 1 else shape
    return written(number, shape, False) + (" pp" if points else "")


def format_relative_change(change: Value) -> str:
    """A relative change, 0.05 for 5 %, with its sign: one decimal, or as many as it takes."""
    number = read_number(change)
    if number is None or not math.isfinite(number):
        return "+∞" if number == math.inf else MISSING if number is None else _special(number)
    size = abs(number)
    if size == 0:
        return "0.0%"
    if size < 1e-6:
        return f"{format_number(number * 100, '+.1e')}%"
    if 0.999 < size < 1.001:
        # Nearly all, and nearly twice as much, are not all and twice as much.
        places = next((d for d in range(1, 7) if round(size * 100, d) != 100), 1)
        return format_number(number, f"+.{places}%")
    spec = "+.2p" if size < 0.001 else "+.1%" if size < 10 else "+,.0%"
    return format_number(number, spec)


def read_number(value: Any) -> Real | None:
    """The number that travelled; None for a missing one, and for what is no number."""
    if isinstance(value, str):
        return _NOT_FINITE.get(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, int) and abs(value) > _LARGEST:
        return math.inf if value > 0 else -math.inf
    return value


def _special(value: Real | None) -> str:
    if value is None:
        return MISSING
    return "NaN" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
