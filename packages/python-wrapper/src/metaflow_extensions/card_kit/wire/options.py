"""Options of a metric, read one by one: what is no format, no limit and no direction is said."""

from __future__ import annotations

import math
import re
from typing import Any

from .format import read_number
from .metric_values import read_metric
from .numbers import Num
from .scalars import is_instance, unwrap
from .specifier import WHAT_A_FORMAT_IS, parse_format
from .text import describe

_PERCENT = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*%\s*")


def read_format(given: Any, name: str | None, notes: list[str]) -> str | None:
    """A format as it travels: ``{:.2f}`` as ``.2f``, which means the same.

    Parameters
    ----------
    name : str or None
        What it is the format of, where not of all.
    """
    if given is None:
        return None
    if parse_format(given) is None:
        argument = "format" if name is None else f"The format of {name}"
        notes.append(
            f"{argument} is {describe(given)}, no format, and is ignored; "
            f"write one {WHAT_A_FORMAT_IS}."
        )
        return None
    text: str = given.strip(" ")
    return text[2:-1] if text.startswith("{:") else text


def read_noise(given: Any, name: str, notes: list[str]) -> tuple[float | None, float | None]:
    """A limit of noise: an amount, or a share of the baseline written as ``"1%"``."""
    if given is None:
        return None, None
    percent = _PERCENT.fullmatch(given) if is_instance(given, str) else None
    if percent is not None:
        return None, float(percent[1]) / 100
    limit = read_finite(given)
    if limit is not None and limit >= 0:
        return limit, None
    notes.append(
        f"The noise of {name} is {describe(given)} and is ignored; it can be an amount of 0 or "
        'more, or a share of the baseline such as "1%".'
    )
    return None, None


def read_target(given: Any, name: str, notes: list[str]) -> float | None:
    if given is None:
        return None
    target = read_finite(given)
    if target is None:
        notes.append(f"The target of {name} is {describe(given)}, no number, and is ignored.")
    return target


def read_flag(given: Any, name: str, argument: str, notes: list[str]) -> bool | None:
    """A truth value; None, with a note, for anything else."""
    flag = unwrap(given)
    if is_instance(flag, bool):
        return bool(flag)
    notes.append(f"{argument} of {name} is {describe(flag)}, not True or False, and is ignored.")
    return None


def read_history(given: Any, name: str, limit: int, notes: list[str]) -> list[Num] | None:
    """The latest of earlier values, as they travel."""
    if given is None:
        return None
    if not is_instance(given, (list, tuple)):
        notes.append(f"The history of {name} is {describe(given)}, no list of numbers: not shown.")
        return None
    return [read_metric((name,), value).value for value in given[-limit:]]


def read_finite(given: Any) -> float | None:
    """A finite number of any library; None for anything else."""
    value = read_number(unwrap(given))
    return float(value) if value is not None and math.isfinite(value) else None
