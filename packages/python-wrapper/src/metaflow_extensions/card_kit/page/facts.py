"""What a card says of its task, in sentences, and the whole of it as text."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Any

from ..wire.durations import duration_text
from .blocks import unbounded
from .summary import summary_text

OVERDUE_SECONDS = 15.0
"""As in `freshness.svelte.ts`: Metaflow's interval, that of the slowest host, and a tolerance."""
STATUS_WORDS = {"running": "Running", "done": "Done", "failed": "Failed"}


def document_text(
    document: dict[str, Any], *, outcome: str | None = None, now: float | None = None
) -> str:
    """A document as plain text in reading order, every row of its tables included.

    Parameters
    ----------
    document : dict
    outcome : {"done", "failed"}, optional
        How the task has ended since, where that is known.
    now : float, optional
        Seconds since the epoch; the clock's when not given.
    """
    with unbounded():
        body = summary_text(document["nodes"])
    head = [] if document.get("bare") else [document["title"]]
    task = document.get("task", {})
    head += [task.get("pathspec"), *fact_lines(document, outcome, now), document.get("pending")]
    return "\n\n".join(filter(None, ["\n".join(filter(None, head)), body]))


def status_word(task: dict[str, Any], status: str) -> str:
    """How the task went; ``@catch`` keeps one that failed from failing its run."""
    return "Failed, caught" if task.get("caught") else STATUS_WORDS.get(status, "")


def fact_lines(
    document: dict[str, Any], outcome: str | None = None, now: float | None = None
) -> list[str]:
    """How the task went, its tags and its parameters, a line for each."""
    task, state = document.get("task", {}), document.get("state")
    status = outcome if state and outcome else task.get("status", "")
    facts = [status_word(task, status)]
    if task.get("attempt"):
        facts.append(f"attempt {task['attempt']}")
    if "started" in task:
        facts.append(f"started {task['started']}")
    if "seconds" in task:
        facts.append(
            f"{'so far' if state and status != 'failed' else 'took'} {task['seconds']:.1f} s"
        )
    if "user" in task:
        facts.append(f"by {task['user']}")
    if state:
        facts.append(f"as of {state['rendered']}")
    lines = [", ".join(filter(None, facts)), age_line(document, outcome, now), *detail_lines(task)]
    return [line for line in lines if line]


def age_line(document: dict[str, Any], outcome: str | None = None, now: float | None = None) -> str:
    """Of a card that was made while its task ran: how old it is, and what that means."""
    state = document.get("state")
    if not state:
        return ""
    if outcome:
        word = "failed" if outcome == "failed" else "ended well"
        return f"The task has {word}; this is the last card of it while it ran."
    try:
        moment = datetime.fromisoformat(state["rendered"].replace("Z", "+00:00"))
    except (ValueError, AttributeError):
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    age = (time.time() if now is None else now) - moment.timestamp()
    if age <= OVERDUE_SECONDS or document.get("task", {}).get("status") == "failed":
        return ""
    return (
        f"No new data since {state['rendered']}. That was {duration_text(age)} ago: "
        "the task may be busy or may have ended."
    )


def detail_lines(task: dict[str, Any]) -> list[str]:
    """The tags and parameters of a task, and what of it was not read."""
    lines = []
    if task.get("tags"):
        lines.append(f"Tags: {', '.join(task['tags'])}")
    if task.get("parameters"):
        pairs = (f"{one['name']} = {one['value']}" for one in task["parameters"])
        lines.append(f"Parameters: {', '.join(pairs)}")
    return [*lines, *task.get("unread", ())]
