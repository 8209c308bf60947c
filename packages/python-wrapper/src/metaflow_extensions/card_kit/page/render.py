"""One document becomes one self-contained ASCII page."""

from __future__ import annotations

import gzip
import json
from typing import Any, TypedDict

from . import asset, base85
from .html import escape
from .summary import summarize


class TaskFacts(TypedDict, total=False):
    """Where the card comes from; mirrors ``TaskFacts`` in ``document.ts``."""

    pathspec: str
    attempt: int
    rendered: str


class Document(TypedDict, total=False):
    """Everything that one page shows; mirrors ``CardDocument`` in ``document.ts``."""

    version: int
    title: str
    theme: str
    task: TaskFacts
    pending: str
    nodes: list[dict[str, Any]]


def render_page(document: Document) -> str:
    """The page as HTML: policy, static summary, compressed document, and the sections it needs.

    Everything but the document is compressed when the asset is built: a render joins strings.
    """
    kit = asset.load()
    names = asset.sections_for(document["nodes"])
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
    summary += summarize(document["nodes"])
    parts = {"document": _pack(document), **{name: s["data"] for name, s in sections.items()}}
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


def _pack(document: Document) -> str:
    text = json.dumps(document, allow_nan=False, separators=(",", ":"))
    return base85.encode(gzip.compress(text.encode("ascii"), 9, mtime=0))
