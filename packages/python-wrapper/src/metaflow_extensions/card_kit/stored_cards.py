"""The cards that a task has stored, found by what people know of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from .client.attempts import read_record
from .page.read import read, with_update
from .page.standalone import count_text


class CardError(Exception):
    """There is no such card; the message says what there is."""


class StoredCard(NamedTuple):
    """A card of ours: its type and id, and its document, of a running task as it is now."""

    type: str
    id: str | None
    document: dict[str, Any]
    outcome: str | None = None
    """``done`` or ``failed``, where the task has ended since the card was made."""

    @property
    def name(self) -> str:
        return f"type {self.type}, id {self.id}" if self.id else f"type {self.type}"

    @property
    def moment(self) -> str:
        """When it was rendered."""
        facts = {**self.document.get("task", {}), **self.document.get("state", {})}
        return str(facts.get("rendered", ""))


def find_cards(
    pathspec: str, *, card_type: str | None = None, card_id: str | None = None
) -> list[StoredCard]:
    """The cards of ours of a task, the newest first.

    Parameters
    ----------
    pathspec : str
        ``flow/run/step/task``; of a step that has one task, ``flow/run/step``.
    card_type, card_id : str, optional
        Only those.

    Raises
    ------
    CardError
        When there is none.
    """
    from metaflow.cards import get_cards

    task = _find_task(pathspec)
    choice = " and ".join(
        f"{word} {value}" for word, value in (("type", card_type), ("id", card_id)) if value
    )
    try:
        cards = list(get_cards(task, type=card_type, id=card_id, follow_resumed=True))
    except Exception as error:
        if type(error).__name__ != "CardNotPresentException":
            raise CardError(f"The cards of {pathspec} could not be read: {error}") from None
        cards = []
    found = []
    for card in cards:
        html = str(card.get())
        if "data-card-kit" in html:
            document = with_update(read(html), _read_update(card, html))
            outcome = _read_outcome(task) if document.get("state") else None
            found.append(StoredCard(card.type, card.id or None, document, outcome))
    if not found:
        of = f" of {choice}" if choice else ""
        raise CardError(
            f"{pathspec} has {count_text(len(cards), 'cards')}{of}, and none of metaflow-card-kit."
            if cards
            else f"{pathspec} has no cards{of}.{_elsewhere()}"
        )
    return sorted(found, key=lambda each: each.moment, reverse=True)


def _elsewhere() -> str:
    """Metaflow writes cards below the directory of a run, and reads them below its setting."""
    root = os.environ.get("METAFLOW_DATASTORE_SYSROOT_LOCAL")
    if root is None or Path(root).resolve() in (Path.cwd(), *Path.cwd().parents):
        return ""
    return (
        f" They were looked for in {root}, and Metaflow keeps those of local runs below the "
        "directory in which the run was started: there `card get` writes one to a file."
    )


def _find_task(pathspec: str) -> Any:
    from metaflow import Step, Task, namespace
    from metaflow.exception import MetaflowException

    namespace(None)
    parts = pathspec.strip("/").split("/")
    try:
        if len(parts) == 4:
            return Task("/".join(parts))
        tasks = [task.pathspec for task in Step("/".join(parts))]
    except (MetaflowException, ValueError) as error:
        raise CardError(f"{pathspec}: {' '.join(str(error).split())}") from None
    except Exception as error:
        raise CardError(f"{pathspec} could not be read: {type(error).__name__}: {error}") from None
    if len(tasks) != 1:
        some = ", ".join(tasks[:5])
        raise CardError(f"{pathspec} has {len(tasks)} tasks, such as {some}: name one of them.")
    return Task(tasks[0])


def _read_outcome(task: Any) -> str | None:
    """How the newest attempt of a task ended; None while it runs, or where it was killed."""
    try:
        ok = read_record(task.metadata, task.created_at.timestamp()).ok
    except Exception:  # the card is worth more than what is known beside it
        return None
    return None if ok is None else "done" if ok else "failed"


def _read_update(card: Any, html: str) -> dict[str, Any] | None:
    """What a host would hand to the page of a running task."""
    if 'content="live-' not in html:
        return None
    try:
        update = card.get_data()
    except Exception:  # it is being written, or there is none yet
        return None
    data = update.get("data") if isinstance(update, dict) else None
    return data if isinstance(data, dict) else None
