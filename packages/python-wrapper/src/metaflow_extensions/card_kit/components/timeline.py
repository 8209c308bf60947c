"""What happened, and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import Block, table
from ..wire.dates import format_date
from ..wire.events import MAX_EVENTS, Event, read_event
from ..wire.scalars import is_instance
from ..wire.text import describe
from ..wire.weights import take_items
from ._part_heights import timeline_frame
from .base import Component, Width
from .child import node_of_child, read_child

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import TimelineArguments

HINT = 'Timeline([{"time": "2026-11-23T14:02:00Z", "title": "Data frozen"}])'


class Timeline(Component):
    """Show what happened, and when: events with their facts, and components that belong to them.

    Parameters
    ----------
    events : iterable of mapping or str, optional
        In their order. A mapping has ``title``, and may have ``time`` (a datetime, ISO 8601, or
        seconds since 1970), ``text``, ``tone`` ("good", "warn", "bad" or "accent"), ``facts`` (a
        mapping of names to values) and ``components``. At most 500; the last ones are shown.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Timeline([
    ...     {"time": "2026-11-23T14:02:00Z", "title": "Data frozen", "tone": "good"},
    ...     {"time": "2026-11-23T14:05:00Z", "title": "Fold 5 failed", "tone": "bad",
    ...      "text": "out of memory at 8 GB", "facts": {"attempt": 0}},
    ... ], title="What happened")
    """

    type = "timeline"
    frame = staticmethod(timeline_frame)

    def __init__(
        self,
        events: Iterable[Any] = (),
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[TimelineArguments]) -> None: ...

    @staticmethod
    def read_events(events: Any) -> list[Event]:
        if events is None:
            return []
        if is_instance(events, (str, bytes, dict)) or not is_instance(events, Iterable):
            raise InputError(f"events is {describe(events)}; it must be a list of events.", HINT)
        try:
            given = take_items(events, 100 * MAX_EVENTS, "events", HINT)
        except TypeError:  # a file
            raise InputError(
                f"events is {describe(events)}; it must be a list of events.", HINT
            ) from None
        return [_read_event(event, place) for place, event in enumerate(given)]

    def append(self, event: Any) -> None:
        """Add an event behind the others; call ``current.card.refresh()`` afterwards.

        Parameters
        ----------
        event : mapping or str
            As in the constructor.
        """
        before = list(self._values.get("events") or [])[1 - MAX_EVENTS :]
        self._left_out += max(0, len(self._values.get("events") or []) + 1 - MAX_EVENTS)
        try:
            before.append(_read_event(event, len(before)))
        except Exception as error:  # the user's task goes on, whatever happened here
            before.append(Event(title=f"This event cannot be read: {error}", tone="warn"))
        self._show({**self._values, "events": before}, {})

    def _start(self) -> None:
        super()._start()
        self._left_out = 0

    def compose(self, notes: list[str], *, events: list[Event]) -> dict[str, Any]:
        if not events:
            raise NoData("No events yet.")
        left_out = self._left_out + max(0, len(events) - MAX_EVENTS)
        if left_out:
            notes.append(f"{left_out:,} events before these are left out.")
        return {"events": [event.fields() for event in events[-MAX_EVENTS:]]}

    @property
    def node(self) -> dict[str, Any]:
        """The node, with what the components of its events show now."""
        node = super().node
        if node["type"] != self.type:
            return node
        children = [
            {**node_of_child(component), **({"title": name} if name else {})}
            for event in self._values["events"][-MAX_EVENTS:]
            for name, component in event.components
        ]
        return {**node, "nodes": children} if children else node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        rows = []
        for event in node["events"]:
            facts = "; ".join(f"{fact['name']}: {fact['value']}" for fact in event.get("facts", ()))
            details = [event.get("text"), facts]
            rows.append(
                [
                    format_date(event["time"]) if "time" in event else "",
                    event["title"],
                    "; ".join(part for part in details if part),
                ]
            )
        return table(["Time", "Event", "Details"], rows)


def _read_event(given: Any, place: int) -> Event:
    """An event whose figures, pictures and frames are components."""
    event = read_event(given, place)
    event.components = [
        (name, read_child(one, f"a component of event {place}")) for name, one in event.components
    ]
    return event
