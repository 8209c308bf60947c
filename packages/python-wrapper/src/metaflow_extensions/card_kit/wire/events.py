"""Events of a timeline as they travel."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from typing import Any

from ..errors import InputError
from .dates import date_on_wire
from .mappings import first_pairs, is_mapping
from .scalars import is_instance, unwrap
from .table_data import is_component
from .text import cap_text, describe

MAX_EVENTS = 500
MAX_FACTS = 50
TONES = ("good", "warn", "bad", "accent")
HINT = '{"time": "2026-11-23T14:02:00Z", "title": "Data frozen"}'


@dataclass
class Event:
    """One event; its components stay as they are, since they may be updated later."""

    title: str
    time: str | None = None
    text: str | None = None
    tone: str | None = None
    facts: list[dict[str, str]] = field(default_factory=list)
    components: list[tuple[str, Any]] = field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        """Without what there is not."""
        found: dict[str, Any] = {"title": self.title}
        for name in ("time", "text", "tone"):
            if getattr(self, name) is not None:
                found[name] = getattr(self, name)
        if self.facts:
            found["facts"] = self.facts
        if self.components:
            found["components"] = len(self.components)
        return found


def read_event(event: Any, place: int) -> Event:
    """A mapping or a text as an event.

    Raises
    ------
    InputError
        For anything else.
    """
    if is_instance(event, str):
        return Event(title=cap_text(event, 300))
    if not is_mapping(event):
        raise InputError(f"events[{place}] is {describe(event)}; it must be a mapping.", HINT)
    where = f"events[{place}]"
    given = dict(first_pairs(event, where, 100))
    found = Event(title=cap_text(given.get("title", "(no title)"), 300))
    found.time = moment_text(given.get("time"))
    if given.get("text") is not None:
        found.text = cap_text(given["text"], 2000)
    tone = unwrap(given.get("tone"))
    if is_instance(tone, str) and tone in TONES:
        found.tone = str(tone)
    facts = given.get("facts")
    if is_mapping(facts):
        found.facts = [
            {"name": cap_text(name, 100), "value": cap_text(value, 300)}
            for name, value in first_pairs(facts, f"facts of {where}", MAX_FACTS)
        ]
    components: Any = given.get("components")
    if is_mapping(components):
        pairs = first_pairs(components, f"components of {where}", MAX_FACTS)
        found.components = [(cap_text(name, 100), one) for name, one in pairs]
    elif is_instance(components, (list, tuple)):
        found.components = [("", one) for one in components[:MAX_FACTS]]
    elif is_component(components):
        found.components = [("", components)]
    return found


def moment_text(value: Any) -> str | None:
    """A moment as ISO 8601; a number is seconds since 1970. None for anything else."""
    value = unwrap(value)
    if is_instance(value, (int, float)) and not isinstance(value, bool):
        try:
            if not math.isfinite(value):
                return None
            moment = datetime.fromtimestamp(value, timezone.utc)
        except (OverflowError, OSError, ValueError):
            return None
        return moment.isoformat(timespec="milliseconds")
    if is_instance(value, date):
        return date_on_wire(value)
    return cap_text(value, 100) if is_instance(value, str) else None
