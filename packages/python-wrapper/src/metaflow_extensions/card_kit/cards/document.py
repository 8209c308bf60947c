"""The document of a card: its title, its theme, its nodes, and what is wrong with its options."""

from __future__ import annotations

from typing import Any

from ..errors import LOG, InputError
from ..wire.text import cap_text, describe
from ..wire.tree import with_identities
from .base import THEMES


def card_document(
    title: Any, theme: Any, problems: list[str], nodes: list[dict[str, Any]]
) -> dict[str, Any]:
    """The document of these nodes, below what is wrong with the options."""
    if not isinstance(theme, str) or theme not in THEMES:
        found = describe(theme)
        problems = [*problems, f"The option theme is {found}; it can be auto, light or dark."]
        theme = "auto"
    remarks = [
        {"type": "problem", "id": f"kit_option_{place}", "message": text}
        for place, text in enumerate(problems)
    ]
    return {
        "version": 1,
        "title": cap_text(title, 300),
        "theme": theme,
        "nodes": with_identities([*remarks, *nodes]),
    }


def option_problems(kind: str, options: Any, names: list[str]) -> list[str]:
    """A sentence for each option that a card type does not have."""
    if options is None:
        return []
    if not isinstance(options, dict):
        return [f"options is {describe(options)}; it must be a dict."]
    return [
        f"The option {describe(name)} does not exist for {kind}. It has: {', '.join(names)}."
        for name in options
        if name not in names
    ]


def error_node(error: Exception, kind: str) -> dict[str, Any]:
    """What could not be composed, in words; the log is told, too."""
    known = isinstance(error, InputError)
    message = cap_text(error) if known else f"{type(error).__name__}: {cap_text(error)}"
    LOG.say(kind, message)
    node = {"type": "problem", "message": message}
    hint = getattr(error, "hint", None)
    return {**node, "hint": cap_text(hint)} if known and hint is not None else node


def default_title(task: Any) -> str:
    """``Flow · step``."""
    parts = str(getattr(task, "pathspec", "")).split("/")
    return f"{parts[0]} · {parts[2]}" if len(parts) == 4 else "Card"
