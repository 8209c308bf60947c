"""Refresh a card from a loop: when Metaflow takes a refresh, and at no cost in between."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sized
from typing import Any, Generic, TypeVar

from .errors import LOG

Item = TypeVar("Item")
USUAL_INTERVAL = 5.0
"""Of ``@card``, where the card does not say its own."""


def live(
    items: Iterable[Item] = (), components: Any = (), *, card: str | None = None
) -> Loop[Item]:
    """Go through a loop, and show on the task's card how far it is.

    The components are appended to the card, and the card is refreshed before the first round and
    behind each round that ends when a refresh is due: when the ``refresh_interval`` of the card is
    over, since Metaflow drops what comes earlier. Any other round costs about a microsecond.
    Without ``@card``, in a notebook or a test, the loop runs as it is.

    Parameters
    ----------
    items : iterable, optional
        What the loop goes through. Not given where the rounds are those of somebody else, as in a
        callback: then call `refresh`.
    components : Component or list of Component, optional
        What is to be on the card; those that are on it already stay where they are.
    card : str, optional
        The ``id`` of the card, where the step has several.

    Returns
    -------
    Loop
        To be gone through once, with ``due`` and ``refresh``.

    Examples
    --------
    >>> loss = LineChart(x="epoch", y="loss", title="Loss")
    >>> for epoch in live(range(3), loss):
    ...     loss.append(epoch=epoch, loss=1 / (1 + epoch))

    >>> progress = live(components=loss)
    >>> progress.refresh()  # in a callback
    """
    return Loop(items, _list_components(components), _find_card(card))


class Loop(Generic[Item]):
    """A loop that refreshes a card; `live` makes one.

    Parameters
    ----------
    items : iterable
        What it goes through.
    components : list of Component
        What is to be on the card.
    card : CardComponentManager, optional
        The card; None where there is none.
    """

    def __init__(self, items: Iterable[Item], components: list[Any], card: Any) -> None:
        self._items = items
        self._card = card
        self._interval = _read_interval(card)
        self._next = 0.0
        self._declined = False
        for component in components:
            self._append(component)

    def __iter__(self) -> Iterator[Item]:
        self.refresh()
        try:
            for item in self._items:
                yield item
                if self._declined:
                    self._declined = False
                elif time.monotonic() >= self._next:
                    self.refresh()
        finally:
            self.refresh()

    def __len__(self) -> int:
        if not isinstance(self._items, Sized):
            raise TypeError(f"{type(self._items).__name__} has no len()")
        return len(self._items)

    @property
    def due(self) -> bool:
        """Whether a refresh would be sent now: else the work of an update can be left out.

        A round that was told False sends nothing when it ends, since it has updated nothing.
        """
        due = self._is_due()
        self._declined = not due
        return due

    def refresh(self) -> None:
        """Refresh the card if that is due; else it costs nothing."""
        if not self._is_due():
            return
        try:
            self._card.refresh()
        except Exception as error:  # a card is no reason to end a task
            LOG.say("live", f"the card could not be refreshed: {type(error).__name__}: {error}")
        self._next = time.monotonic() + self._interval

    def _is_due(self) -> bool:
        return self._card is not None and time.monotonic() >= self._next

    def _append(self, component: Any) -> None:
        if self._card is None:
            return
        try:
            name = getattr(component, "component_id", None)
            if name is None or name not in self._card.components:
                self._card.append(component)
        except Exception as error:
            LOG.say("live", f"a component could not be appended: {type(error).__name__}: {error}")


def _find_card(name: str | None) -> Any:
    """The card of the running step; None where there is none."""
    from metaflow import current

    cards = getattr(current, "card", None)
    if cards is None:
        return None
    if name is not None:
        found = cards[name]  # Metaflow gives a list, and says so in the log, for one that is not
        return found if hasattr(found, "refresh") else None
    # Metaflow's collector gives no way to the card that it refreshes but this one.
    managers = getattr(cards, "_card_component_store", {})
    return managers.get(getattr(cards, "_default_editable_card", None), cards)


def _read_interval(card: Any) -> float:
    interval = getattr(card, "_refresh_interval", USUAL_INTERVAL)
    try:
        return max(0.0, float(interval))
    except (TypeError, ValueError):
        return USUAL_INTERVAL


def _list_components(components: Any) -> list[Any]:
    if isinstance(components, Iterable) and not isinstance(components, str):
        return list(components)
    return [components]
