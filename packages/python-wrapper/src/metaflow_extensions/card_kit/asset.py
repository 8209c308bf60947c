"""The built asset: one file with the loader, the style sheet and the compressed sections."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict, cast

PATH = Path(__file__).parent / "assets" / "card-kit.json"


class Section(TypedDict):
    hash: str
    data: str


class Loader(TypedDict):
    hash: str
    code: str


class Asset(TypedDict):
    version: str
    sources: str
    style: str
    loader: Loader
    sections: dict[str, Section]


@lru_cache(maxsize=1)
def load() -> Asset:
    """Read the asset, once in a process.

    Raises
    ------
    FileNotFoundError
        In a source tree where it was not built; the message says what to run.
    """
    try:
        return cast(Asset, json.loads(PATH.read_text(encoding="ascii")))
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The asset is not built: {PATH} is missing. Run `make wheel`, or `pnpm build`."
        ) from None


def sections_for(nodes: Any) -> list[str]:
    """The sections that a page with these nodes carries: the core, and the heavy ones they name."""
    heavy = set(load()["sections"]) - {"core"}
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            found.update(heavy.intersection(v for k in ("type", "component") if isinstance(v := value.get(k), str)))
            for child in value.values():
                look(child)
        elif isinstance(value, list):
            for child in value:
                look(child)

    look(nodes)
    return ["core", *sorted(found)]
