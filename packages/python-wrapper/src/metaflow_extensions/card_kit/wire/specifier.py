"""How a number is written: one grammar of formats for Python and the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from typing import Any, Union

from .scalars import is_instance

Real = Union[int, float]

GRAMMAR = re.compile(r"([+-]?)(\$?)(,?)(?:\.([0-9]|1[0-9]|20))?(~?)([%defgprs]?)")
WHAT_A_FORMAT_IS = "such as .3f, .1%, ,d, .3g, .2e or .3s"
MINUS = "\u2212"
MAX_DIGITS = 17
MAX_FIXED = Decimal(10) ** 21
_PREFIXES = "yzafpnµm kMGTPEZY"
_EXACT_ROUNDING = Context(prec=1200, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)


@dataclass(frozen=True)
class Specifier:
    """A format: ``[sign][$][,][.precision][~][type]``, the parts of which are d3-format's."""

    sign: bool = False
    currency: bool = False
    grouping: bool = False
    precision: int = 6
    trim: bool = False
    type: str = "f"

    def with_precision(self, precision: int) -> Specifier:
        kind = "f" if self.type == "d" else self.type
        return replace(self, precision=precision, type=kind)


def parse_format(text: Any) -> Specifier | None:
    """The format in `text`, of which ``{:.2f}`` is another spelling; None for what is none."""
    if not is_instance(text, str) or len(text) > 20:
        return None
    text = text.strip(" ")
    if text.startswith("{:") and text.endswith("}"):
        text = text[2:-1]
    found = GRAMMAR.fullmatch(text)
    if found is None or not text:
        return None
    sign, currency, grouping, precision, trim, kind = found.groups()
    places = int(precision) if precision is not None else 6 if kind else 12
    if kind == "d":
        places = 0
    elif kind not in ("f", "e", "%"):
        places = max(places, 1)
    return Specifier(
        sign=sign == "+",
        currency=bool(currency),
        grouping=bool(grouping),
        precision=places,
        trim=bool(trim) or not kind,
        type=kind or "g",
    )


def digits(size: Real, spec: Specifier) -> str:
    """A finite size of 0 or more by `spec`, without its sign and its groups of thousands."""
    exact = Decimal(size)
    places, kind = spec.precision, spec.type
    suffix = ""
    if kind in ("f", "d"):
        text = _fixed(exact, places)
    elif kind == "e":
        text = _exponential(exact, places)
    elif kind == "%":
        text, suffix = _fixed(_percent(size), places), "%"
    elif kind == "p":
        text, suffix = _significant(_percent(size), places), "%"
    elif kind == "r":
        text = _significant(exact, places)
    elif kind == "s":
        text, suffix = _with_prefix(exact, places)
    else:
        text = _general(exact, places)
    if spec.trim:
        text = re.sub(r"(\.[0-9]*?)0+(?=e|$)", r"\1", text).replace(".e", "e").rstrip(".")
    return text + suffix


def _percent(size: Real) -> Decimal:
    """Times 100 as the page multiplies, so that both round the same number."""
    return Decimal(size * 100.0) if size < 1e19 else Decimal(size) * 100


def _fixed(size: Decimal, places: int) -> str:
    if size >= MAX_FIXED:
        return _exponential(size, max(places, 2))
    return f"{_EXACT_ROUNDING.quantize(size, Decimal(1).scaleb(-places)):f}"


def _scientific(size: Decimal, count: int) -> tuple[str, int]:
    """The first `count` digits, and the power of ten of the first."""
    if size == 0:
        return "0" * count, 0
    rounded = Context(prec=count, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN).plus(size)
    text = "".join(map(str, rounded.as_tuple().digits)).ljust(count, "0")
    return text, rounded.adjusted()


def _exponential(size: Decimal, places: int) -> str:
    text, exponent = _scientific(size, places + 1)
    sign = MINUS if exponent < 0 else "+"
    return f"{_pointed(text, 1)}e{sign}{abs(exponent)}"


def _significant(size: Decimal, count: int) -> str:
    text, exponent = _scientific(size, count)
    if not -20 <= exponent < 21:
        return _exponential(size, count - 1)
    if exponent < 0:
        return f"0.{'0' * (-exponent - 1)}{text}"
    return _pointed(text.ljust(exponent + 1, "0"), exponent + 1)


def _general(size: Decimal, count: int) -> str:
    _, exponent = _scientific(size, count)
    if -6 <= exponent < count:
        return _significant(size, count)
    return _exponential(size, count - 1)


def _with_prefix(size: Decimal, count: int) -> tuple[str, str]:
    text, exponent = _scientific(size, count)
    thousands = exponent // 3
    if not -8 <= thousands <= 8:
        return _exponential(size, count - 1), ""
    whole = exponent - 3 * thousands + 1
    return _pointed(text.ljust(whole, "0"), whole), _PREFIXES[thousands + 8].strip()


def _pointed(text: str, whole: int) -> str:
    return text if len(text) == whole else f"{text[:whole]}.{text[whole:]}"
