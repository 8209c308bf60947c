"""A page gives back the document that it was made of."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any

from ..wire.tree import walk
from . import base85

STATE_KEY = "#card"
"""Where an update says how far the card is; Metaflow makes no such id."""
_DOCUMENT = re.compile(r'<script type="application/gzip" data-part="document">([^<]*)</script>')
_COLUMN = re.compile(r'<script type="application/gzip" data-part="column-\d+">([^<]*)</script>')


def read(html: str) -> dict[str, Any]:
    """The document of a card.

    Parameters
    ----------
    html : str
        The page, as ``card get`` or ``get_cards(task)[0].get()`` give it.

    Returns
    -------
    dict
        ``version``, ``title``, ``theme``, ``task`` and the tree of ``nodes``, their columns as
        `wire.columns.decode` takes them.

    Raises
    ------
    ValueError
        When the page is not one of ours.
    """
    found = _DOCUMENT.search(html)
    if found is None:
        raise ValueError("This is not a card of metaflow-card-kit: it has no document.")
    document: dict[str, Any] = json.loads(gzip.decompress(base85.decode(found[1])))
    parts = [base85.decode(part) for part in _COLUMN.findall(html)]
    for node in walk(document["nodes"]):
        for column in _columns_of(node):
            if isinstance(column.get("data"), int):
                column["data"] = base64.b64encode(parts[column["data"]]).decode("ascii")
    return document


def with_update(document: dict[str, Any], update: dict[str, Any] | None) -> dict[str, Any]:
    """The document of a running task, as it is after a refresh.

    Parameters
    ----------
    document : dict
        As `read` gives it.
    update : dict, optional
        The data of the refresh: nodes by id, and the state of the card.
    """
    before = document.get("state")
    after = (update or {}).get(STATE_KEY)
    if not update or not before or not after or after["rendered"] < before["rendered"]:
        return document
    gone = set(before["nodes"]) - set(after["nodes"])
    nodes = [update.get(node["id"], node) for node in document["nodes"] if node["id"] not in gone]
    known = {node["id"] for node in nodes}
    nodes += [update[name] for name in after["nodes"] if name in update and name not in known]
    return {**document, "state": after, "nodes": nodes}


def _columns_of(node: dict[str, Any]) -> list[dict[str, Any]]:
    columns = node.get("columns")
    return [one for one in columns if isinstance(one, dict)] if isinstance(columns, list) else []
