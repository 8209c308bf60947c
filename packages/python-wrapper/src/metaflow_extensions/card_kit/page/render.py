"""One document becomes one self-contained ASCII page."""

from __future__ import annotations

import gzip
import json
from typing import Any

from ..wire.strict import strict
from . import asset, base85
from .html import escape
from .summary import summarize

HEAD = "version", "title", "theme", "task", "pending"


def render_page(document: dict[str, Any]) -> str:
    """The page as HTML: policy, static summary, compressed document, and the sections it needs.

    Everything but the document is compressed when the asset is built: a render joins strings.
    """
    kit = asset.load()
    nodes, text = _dump(document)
    names = asset.sections_for(nodes)
    sections = {name: kit["sections"][name] for name in names}
    hashes = " ".join(
        f"'{digest}'" for digest in [kit["loader"]["hash"], *(s["hash"] for s in sections.values())]
    )
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    title = escape(document["title"])
    facts = f"<p>{escape(document['task']['pathspec'])}</p>" if "task" in document else ""
    summary = f"<header><h1>{title}</h1>{facts}</header>"
    if "pending" in document:
        summary += f"<p>{escape(document['pending'])}</p>"
    summary += summarize(nodes)
    parts = {"document": _pack(text), **{name: s["data"] for name, s in sections.items()}}
    scripts = "".join(
        f'<script type="application/gzip" data-part="{name}">{data}</script>'
        for name, data in parts.items()
    )
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="metaflow-reload-token" content="[METAFLOW_RELOAD_TOKEN]">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<link rel="icon" href="data:,">'  # else a browser asks the host for one
        f"<title>{title}</title></head><body>"
        f'<main class="card-kit" data-card-kit data-theme="{escape(document["theme"])}">'
        f"<style>{kit['style']}</style>"
        f"<div data-summary>{summary}</div>"
        f"{scripts}<script>{kit['loader']['code']}</script></main></body></html>"
    )
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _dump(document: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    """The nodes and the whole document as text, each node dumped once.

    Ours are strict JSON; one of another library that is not is made so.
    """
    nodes, texts = [], []
    for node in document["nodes"]:
        whole = node
        try:
            text = _json(node)
        except (TypeError, ValueError, RecursionError):
            whole = strict(node)
            text = _json(whole)
        nodes.append(whole)
        texts.append(text)
    head = _json({name: document[name] for name in HEAD if name in document})
    return nodes, f'{head[:-1]},"nodes":[{",".join(texts)}]}}'


def _json(value: Any) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def _pack(text: str) -> str:
    # Level 6 is three times as fast as 9 on large data, and a percent larger.
    return base85.encode(gzip.compress(text.encode("ascii"), 6, mtime=0))
