"""What a card says of its task, in sentences, and the whole of it as text."""

from __future__ import annotations

from typing import Any

from .blocks import unbounded
from .summary import summary_text

STATUS_WORDS = {"running": "Running", "done": "Done", "failed": "Failed"}


def document_text(document: dict[str, Any]) -> str:
    """A document as plain text in reading order, every row of its tables included."""
    with unbounded():
        body = summary_text(document["nodes"])
    head = [] if document.get("bare") else [document["title"]]
    task = document.get("task", {})
    head += [task.get("pathspec"), *fact_lines(document), document.get("pending")]
    return "\n\n".join(filter(None, ["\n".join(filter(None, head)), body]))


def fact_lines(document: dict[str, Any]) -> list[str]:
    """How the task went, its tags and its parameters, a line for each."""
    task, state = document.get("task", {}), document.get("state")
    facts = [STATUS_WORDS.get(task.get("status", ""), "")]
    if task.get("attempt"):
        facts.append(f"attempt {task['attempt']}")
    if "started" in task:
        facts.append(f"started {task['started']}")
    if "seconds" in task:
        facts.append(f"{'so far' if state else 'took'} {task['seconds']:.1f} s")
    if "user" in task:
        facts.append(f"by {task['user']}")
    if state:
        facts.append(f"as of {state['rendered']}")
    return [line for line in (", ".join(filter(None, facts)), *detail_lines(task)) if line]


def detail_lines(task: dict[str, Any]) -> list[str]:
    """The tags and parameters of a task, and what of it was not read."""
    lines = []
    if task.get("tags"):
        lines.append(f"Tags: {', '.join(task['tags'])}")
    if task.get("parameters"):
        pairs = (f"{one['name']} = {one['value']}" for one in task["parameters"])
        lines.append(f"Parameters: {', '.join(pairs)}")
    return [*lines, *task.get("unread", ())]
