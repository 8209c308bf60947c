"""What a card is about, as the first frame has it: in the places of the drawn card's header."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from ..wire.durations import duration_text
from .facts import detail_lines, status_word
from .html import escape

_MAX_TAGS = 6


def header_html(document: dict[str, Any]) -> str:
    """The title and the facts of the task; which of them may be missing."""
    title = f"<h1>{escape(document['title'])}</h1>"
    facts = document.get("task")
    return f"<header>{title}{_facts_html(facts) if facts else ''}</header>"


def details_html(document: dict[str, Any]) -> str:
    """What the drawn card has behind its header and in its footer, for readers without scripts."""
    lines = [*_age_lines(document), *detail_lines(document.get("task", {}))]
    return (
        f"<footer>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</footer>" if lines else ""
    )


def _age_lines(document: dict[str, Any]) -> list[str]:
    """As of when the data of a live page are; it may be read when its task has long ended."""
    state, facts = document.get("state"), document.get("task", {})
    if not state:
        return []
    attempt = f"Attempt {facts['attempt']}. " if "attempt" in facts else ""
    known = "" if facts.get("status") == "failed" else "; the task may have ended since"
    return [f"{attempt}Shown as of {moment_text(state['rendered'])}{known}."]


def _facts_html(facts: dict[str, Any]) -> str:
    status, attempt = facts.get("status"), facts.get("attempt")
    line = ""
    if status:
        name = "caught" if facts.get("caught") else status
        line = f'<b class="{escape(name)}">{status_word(facts, status)}</b>'
    if attempt:
        line += f"<b>Attempt {attempt}</b>"
    line += f"<code>{escape(facts['pathspec'])}</code>"
    more = []
    if "started" in facts:
        more.append(f"started <i>{format_moment(facts['started'])}</i>")
    if "seconds" in facts:
        word = "so far" if status == "running" else "took"
        more.append(f"{word} <i>{duration_text(facts['seconds'])}</i>")
    if "user" in facts:
        more.append(f"by <i>{escape(facts['user'])}</i>")
    more += [f"<i>{escape(tag)}</i>" for tag in facts.get("tags", [])[:_MAX_TAGS]]
    parameters = len(facts.get("parameters", []))
    if parameters:
        more.append(f"<u>{parameters} parameter{'s' if parameters > 1 else ''}</u>")
    return f"<p>{line}<span>{''.join(f'<span>{part}</span>' for part in more)}</span></p>"


def format_moment(text: str) -> str:
    """A moment in UTC as HTML."""
    return escape(moment_text(text))


def moment_text(text: str) -> str:
    """A moment in UTC: ``23 Nov 2026, 14:02 UTC``; other text stays as it is."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)
    except ValueError:
        return text
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"
