"""Options that take one value, or a mapping of names to values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..errors import InputError
from .frames import is_mapping, read_mapping
from .scalars import is_instance, plain
from .text import cap_text, describe, label

MAX_NAMES = 20_000
UNSET: Any = object()
"""Stands for an option that says nothing of a name: None may say something."""


@dataclass
class ByName:
    """One value for every name, or a value for each of some names."""

    argument: str
    every: Any = UNSET
    named: dict[str, Any] = field(default_factory=dict)

    def of(self, *names: str, default: Any = UNSET) -> Any:
        """The value for the first of these names that has one; `default` where none has."""
        found = (self.named[name] for name in names if name in self.named)
        value = next(found, self.every)
        return default if value is UNSET else value

    def unknown_note(self, known: Collection[str], names: Iterable[str]) -> str | None:
        """What to say of names that are not known; `names` are those to choose from."""
        unknown = [name for name in self.named if name not in known]
        if not unknown:
            return None
        found, choice = (cap_text(", ".join(islice(items, 20)), 300) for items in (unknown, names))
        return f"{self.argument} names {found}, which is no metric here; there are {choice}."


def read_by_name(value: Any, argument: str) -> ByName:
    """One value, or a mapping of names to values; None says nothing."""
    if value is None:
        return ByName(argument)
    if not is_mapping(value):
        return ByName(argument, every=plain(value))
    pairs = read_mapping(value, argument, MAX_NAMES)
    return ByName(argument, named={label(key): plain(item) for key, item in pairs})


def read_names(value: Any, argument: str) -> frozenset[str]:
    """Names in an argument: one, or a list of them."""
    if value is None:
        return frozenset()
    if is_instance(value, str):
        return frozenset((value,))
    is_list = is_instance(value, (list, tuple, set, frozenset)) and len(value) <= MAX_NAMES
    if is_list and all(is_instance(n, str) for n in islice(value, MAX_NAMES)):
        return frozenset(islice(value, MAX_NAMES))
    raise InputError(f"{argument} is {describe(value)}; it must be a list of names.")
