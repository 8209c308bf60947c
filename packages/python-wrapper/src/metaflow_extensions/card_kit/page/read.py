"""A page gives back the document that it was made of."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

from . import base85

_DOCUMENT = re.compile(r'<script type="application/gzip" data-part="document">([^<]*)</script>')


def read(html: str) -> dict[str, Any]:
    """The document of a card.

    Parameters
    ----------
    html : str
        The page, as ``card get`` or ``get_cards(task)[0].get()`` give it.

    Returns
    -------
    dict
        ``version``, ``title``, ``theme``, ``task`` and the tree of ``nodes``.

    Raises
    ------
    ValueError
        When the page is not one of ours.
    """
    found = _DOCUMENT.search(html)
    if found is None:
        raise ValueError("This is not a card of metaflow-card-kit: it has no document.")
    document: dict[str, Any] = json.loads(gzip.decompress(base85.decode(found[1])))
    return document
