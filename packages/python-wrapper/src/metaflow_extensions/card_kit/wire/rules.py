"""Options that charts share: reference lines, and one of a few words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from ..errors import InputError
from .dates import date_on_wire, is_date_text
from .numbers import number
from .scalars import is_instance, length_of, unwrap
from .text import cap_text, describe

MAX_RULES = 50
_RULES_HINT = 'rules=[0.5, {"y": 0.9, "label": "target"}, {"x": 47, "label": "best epoch"}]'


def read_rules(rules: Any, axis: str = "y") -> list[dict[str, Any]]:
    """Reference lines as they travel.

    Parameters
    ----------
    rules : number, mapping or list of them, or None
        A number is a place on `axis`; a mapping has ``x`` or ``y``, and perhaps a ``label``.
    axis : {"y", "x"}
        The axis of plain numbers.

    Raises
    ------
    InputError
        For anything else.
    """
    if rules is None:
        return []
    is_list = is_instance(rules, (list, tuple))
    listed = list(islice(rules, MAX_RULES + 1)) if is_list else [rules]
    if len(listed) > MAX_RULES:
        count = max(length_of(rules) or 0, len(listed))
        raise InputError(f"rules has {count:,} lines; at most {MAX_RULES} can be shown.")
    return [_read_rule(unwrap(rule), place, axis) for place, rule in enumerate(listed)]


def _read_rule(rule: Any, place: int, axis: str) -> dict[str, Any]:
    given = rule if is_instance(rule, Mapping) else {axis: rule}
    ends = [name for name in ("x", "y") if given.get(name) is not None]
    if len(ends) != 1:
        raise InputError(
            f"rules[{place}] is {describe(rule)}; a rule is a number, or has x or y.", _RULES_HINT
        )
    value = unwrap(given[ends[0]])
    if ends == ["x"] and (is_instance(value, date) or is_date_text(value)):
        found: dict[str, Any] = {"x": date_on_wire(value) or value.replace(" ", "T")}
    elif (place_on_axis := _finite(value)) is not None:
        found = {ends[0]: place_on_axis}
    else:
        raise InputError(
            f"rules[{place}] is at {describe(value)}, which is no place of an axis.", _RULES_HINT
        )
    text = given.get("label")
    return found if text is None else {**found, "label": cap_text(text, 200)}


def _finite(value: Any) -> int | float | None:
    try:
        found = number(value)
    except TypeError:
        return None
    return None if isinstance(found, str) else found


def read_choice(
    argument: str, value: Any, choices: tuple[Any, ...], notes: list[str], default: Any = None
) -> Any:
    """One of a few words; anything else is ignored, with a note."""
    value = unwrap(value)
    if value is None:
        return default
    for choice in choices:
        if type(value) is type(choice) and value == choice:
            return choice
    words = ", ".join(map(str, choices))
    notes.append(f"{argument} is {describe(value)} and is ignored; it can be {words}.")
    return default


def texts_of(**given: Any) -> dict[str, str]:
    """Fields that are short texts, without those that are not given."""
    return {name: cap_text(value, 200) for name, value in given.items() if value is not None}
