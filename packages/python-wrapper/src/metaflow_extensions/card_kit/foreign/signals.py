"""What changes while a step runs: bars, single values and events."""

from __future__ import annotations

from typing import Any

from ..wire.scalars import is_instance, unwrap
from ..wire.text import cap_text
from .parts import Node, Rendered, dict_of, frame_of, is_rendered, make, text_of

TONES = {
    "success": "good",
    "warning": "warn",
    "danger": "bad",
    "error": "bad",
    "info": "accent",
    "primary": "accent",
    "tool_call": "accent",
    "ai_response": "good",
    "bg-gradient-indigo-purple": "accent",
}
NAMES = ("title", "event", "name", "message", "action", "event_type", "type", "status")


def read_progress(node: Node) -> Node:
    """``{value, max, label, unit, details}``."""
    unit = text_of(node.get("unit"))
    return make(
        "progress",
        unwrap(node.get("value")),
        unwrap(node.get("max")),
        unit=unit,
        details=text_of(node.get("details")),
        title=text_of(node.get("label")) or text_of(node.get("title")),
    )


def read_value_box(node: Node) -> Node:
    """``{value, title, subtitle, theme, change_indicator}``."""
    return make(
        "value_box",
        node.get("value"),
        label=text_of(node.get("title")),
        note=text_of(node.get("subtitle")),
        change=text_of(node.get("change_indicator")),
        tone=_tone(node.get("theme")),
    )


def read_timeline(node: Node) -> Node:
    """``{events: [{metadata, payloads, style_theme, priority}], stats}``, the latest first."""
    events = node.get("events")
    given = events if is_instance(events, (list, tuple)) else ()
    listed = [_event(one) for one in given or () if is_instance(one, dict)]
    made = make("timeline", listed, **frame_of(node))
    stats = dict_of(node.get("stats"))
    if made["type"] != "timeline":
        return made
    total = stats.get("total_events")
    if isinstance(total, int) and total > len(listed):
        made["caption"] = f"The latest {len(listed):,} of {total:,} events."
    if stats.get("finished") is True:
        made["caption"] = f"{made.get('caption', '')} Finished.".strip()
    return made


def _event(event: Node) -> Node:
    facts = dict(dict_of(event.get("metadata")))
    moment = facts.pop("timestamp", event.get("received_at"))
    name = next((n for n in NAMES if is_instance(facts.get(n), str)), None)
    if name is None:
        name = next((n for n, value in facts.items() if is_instance(value, str)), None)
    title = facts.pop(name) if name is not None else "Event"
    # A viewer in the place of a fact belongs to the event as well.
    inside = {n: value for n, value in facts.items() if is_rendered(value)}
    for part in inside:
        del facts[part]
    payloads = {**inside, **dict_of(event.get("payloads"))}
    priority = event.get("priority")
    if priority is not None and priority != "normal":
        facts["priority"] = priority
    return {
        "title": title,
        "time": moment,
        "tone": _tone(event.get("style_theme")),
        "facts": {cap_text(n, 100): value for n, value in facts.items() if value is not None},
        "components": {n: Rendered(value) for n, value in payloads.items()},
    }


def _tone(theme: Any) -> str | None:
    """Themes of other style sheets have no look here."""
    return TONES.get(theme) if isinstance(theme, str) else None
