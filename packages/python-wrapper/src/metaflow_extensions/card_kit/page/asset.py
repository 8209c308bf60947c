"""The built asset: one file with the loader, the style sheet and the compressed sections."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict, cast

PATH = Path(__file__).parents[1] / "assets" / "card-kit.json"


class Section(TypedDict):
    hash: str
    data: str


class Loader(TypedDict):
    hash: str
    code: str


class Asset(TypedDict):
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

    def look(value: dict[str, Any] | list[Any]) -> None:
        if isinstance(value, dict):
            # A problem names the component that will stand there once its data are mended.
            for key in ("type", "component"):
                name = value.get(key)
                if isinstance(name, str) and name in heavy:
                    found.add(name)
        for child in value.values() if isinstance(value, dict) else value:
            if isinstance(child, (dict, list)):
                look(child)

    look(nodes)
    return ["core", *sorted(found)]
