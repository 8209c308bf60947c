"""Cards as a run left them in the local datastore, read back without Metaflow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import read_valid


@dataclass
class StoredCard:
    """One page: its type and id by the name of its file, and the document inside it."""

    name: str
    step: str
    html: str

    @property
    def type(self) -> str:
        return self.name.partition("-")[0]

    @property
    def document(self) -> dict[str, Any]:
        return read_valid(self.html)

    @property
    def nodes(self) -> list[dict[str, Any]]:
        nodes: list[dict[str, Any]] = self.document["nodes"]
        return nodes

    @property
    def types(self) -> list[str]:
        return [node["type"] for node in self.nodes]

    @property
    def problems(self) -> list[str]:
        """What the card complains of; what it waits for is no complaint."""
        problems = [node for node in self.nodes if node["type"] == "problem"]
        return [node["message"] for node in problems if not node.get("waiting")]


def text_of(html: str) -> str:
    """What a reader without scripts sees."""
    without_code = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", without_code)


def stored_cards(root: Path, flow: str) -> list[StoredCard]:
    """Every card that runs of this flow stored, oldest first."""
    pages = root.glob(f"**/mf.cards/{flow}/runs/*/steps/*/tasks/*/cards/*.html")
    return [
        StoredCard(page.stem, page.parts[-5], page.read_text(encoding="utf-8"))
        for page in sorted(pages, key=lambda page: page.stat().st_mtime_ns)
    ]
