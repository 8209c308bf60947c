"""What a page of a running task is told about itself; ``CardState`` in ``wire/document.ts``."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from ..page.read import STATE_KEY

__all__ = ["STATE_KEY", "TOKEN", "read_state"]

TOKEN = "live-1"
"""Begins with ``live-`` on every page that takes updates, and on no other."""


def read_state(data: Any, own: list[str], *, appended_first: bool = False) -> dict[str, Any]:
    """When the data were collected, and of which layout they are.

    Parameters
    ----------
    data : dict
        What Metaflow hands to ``render_runtime`` and ``refresh``.
    own : list of str
        Ids of the nodes that the card itself makes at every update.
    appended_first : bool, optional
        Whether the components of the step stand before them.
    """
    given = data if isinstance(data, dict) else {}
    components, moment = given.get("components"), given.get("component_update_ts")
    appended = list(components) if isinstance(components, dict) else []
    return {
        "rendered": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
        "layout": moment if isinstance(moment, (int, float)) else 0,
        "nodes": [*appended, *own] if appended_first else [*own, *appended],
    }
