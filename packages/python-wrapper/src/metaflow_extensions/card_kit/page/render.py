"""One document becomes one self-contained ASCII page."""

from __future__ import annotations

import gzip
import json
from typing import Any

from ..wire.columns import lift
from ..wire.strict import strict
from . import asset, base85
from .contents import contents_html
from .guests import read_guests
from .header import details_html, header_html
from .html import escape
from .summary import summarize

HEAD = "version", "title", "theme", "bare", "task", "pending", "state", "unavailable"
HOLD = "document.currentScript?.parentNode.setAttribute('data-held','')"
"""Before anything is seen: a page whose scripts run holds the places of what they draw."""
TOKEN_PLACE = "[METAFLOW_RELOAD_TOKEN]"
"""What Metaflow puts its token in the place of."""


def render_page(document: dict[str, Any]) -> str:
    """The page as HTML: policy, static summary, compressed document, and the chunks it needs.

    The chunks are packed as one, a tenth smaller than each by itself; libraries are packed when the
    asset is built, so that a render does not work on what is large.
    """
    kit = asset.load()
    types = list(asset.types_of(document["nodes"]))
    guests, unavailable = read_guests(types)
    if unavailable:
        document = {**document, "unavailable": unavailable}
    nodes, text, columns = _dump(document)
    contents = contents_html(nodes)
    rare = asset.rare_types(nodes)
    scripts = asset.scripts_for(
        types, guests, rare=rare, live="state" in document, contents=bool(contents)
    )
    hashes = " ".join(f"'{one}'" for one in (asset.hash_of(HOLD), *scripts.hashes))
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    title = escape(document["title"])
    summary = "" if document.get("bare") else header_html(document)
    summary += details_html(document)  # readers that cut a long page keep what is first
    if "pending" in document:
        summary += f"<p>{escape(document['pending'])}</p>"
    summary += contents + summarize(nodes, bool(contents))
    alone = " data-alone" if len(nodes) == 1 else ""
    parts = [
        _part("document", _pack(text)),
        _part("code", _pack(scripts.code, 9)),
        *(_part(name, data) for name, data in scripts.packed.items()),
        *(_part(name, data, " data-late") for name, data in scripts.late.items()),
        *(_part(f"column-{i}", base85.encode(data)) for i, data in enumerate(columns)),
    ]
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="metaflow-reload-token" content="{TOKEN_PLACE}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<link rel="icon" href="data:,">'  # else a browser asks the host for one
        f"<title>{title}</title></head><body>"
        f'<main class="card-kit" data-card-kit data-theme="{escape(document["theme"])}">'
        f"<style>{kit['style']}{kit['contents_style'] if contents else ''}</style>"
        f"<script>{HOLD}</script>"
        f"<div data-summary{alone}{' data-contents' if contents else ''}>{summary}</div>"
        f"{''.join(parts)}<script>{scripts.loader}</script></main></body></html>"
    )
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _part(name: str, data: str, more: str = "") -> str:
    return f'<script type="application/gzip" data-part="{name}"{more}>{data}</script>'


def _dump(document: dict[str, Any]) -> tuple[list[dict[str, Any]], str, list[bytes]]:
    """The nodes, the whole document as text, and the columns that stand beside it.

    Each node is dumped once. Ours are strict JSON; one of another library that is not is made so.
    """
    nodes, texts = [], []
    columns: list[bytes] = []
    for node in document["nodes"]:
        whole = node
        lifted, parts = lift(whole, len(columns))
        try:
            text = _json(lifted)
        except (TypeError, ValueError, RecursionError):
            whole = strict(node)
            parts = []
            text = _json(whole)
        nodes.append(whole)
        texts.append(text)
        columns += parts
    head = _json({name: document[name] for name in HEAD if name in document})
    return nodes, f'{head[:-1]},"nodes":[{",".join(texts)}]}}', columns


def _json(value: Any) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def _pack(text: str, level: int = 6) -> str:
    # Level 6 is three times as fast as 9 on large data, and a percent larger.
    return base85.encode(gzip.compress(text.encode("ascii"), level, mtime=0))
