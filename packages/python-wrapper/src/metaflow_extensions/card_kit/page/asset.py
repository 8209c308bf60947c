"""The built asset: one file with the loader, the style sheet and the graph of chunks."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypedDict, cast

from ..registry import component_class
from ..wire.tree import walk

PATH = Path(__file__).parents[1] / "assets" / "card-kit.json"

# No type has a name with a hyphen.
_CARD, _LIVE, _GUESTS, _CONTENTS = "kit-core", "kit-live", "kit-guests", "kit-contents"
_IN_CARD = {"problem"}
# V8 reads a function twice that it thinks is not called; a page of a few components calls most.
_EAGER = "//# allFunctionsCalledOnLoad"


class PackedChunk(TypedDict):
    """A script: its hash for the policy of the page, and its gzip in base 85."""

    hash: str
    data: str


class _Chunk(TypedDict):
    imports: list[str]


class Chunk(_Chunk, total=False):
    """A part of the asset: a function as it is, or the packed script of a library."""

    code: str
    style: str
    data: str
    hash: str


class Loader(TypedDict):
    hash: str
    code: str


class Asset(TypedDict):
    sources: str
    format: int
    style: str
    contents_style: str
    loader: Loader
    live_loader: Loader
    chunks: dict[str, Chunk]


class Scripts(NamedTuple):
    """What a page of some types runs."""

    loader: str
    hashes: list[str]
    """Of all of them, for its policy."""
    code: str
    """The chunks of the asset as one script, which leaves them by name on its element."""
    packed: dict[str, str]
    """Chunks of other packages, by type."""
    late: dict[str, str]
    """Libraries, which are unpacked when a component asks for them."""


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


def types_of(nodes: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The types of nodes and of their children, each once."""
    seen = set()
    for node in walk(nodes):
        # A problem names the component that will stand there once its data are mended.
        for name in (node.get("type"), node.get("component")):
            if isinstance(name, str) and name not in seen:
                seen.add(name)
                yield name


def rare_types(nodes: Iterable[dict[str, Any]]) -> set[str]:
    """The types of nodes that need the rare part of their library."""
    chunks, found = load()["chunks"], set()
    for node in walk(nodes):
        kind = node.get("type")
        if isinstance(kind, str) and f"{kind}-rare" in chunks and kind not in found:
            try:
                needed = component_class(kind).needs_rare(node)
            except Exception:
                needed = True
            if needed:
                found.add(kind)
    return found


def chunks_for(
    types: Iterable[str],
    extra: Mapping[str, PackedChunk] | None = None,
    *,
    rare: Iterable[str] = (),
    live: bool = False,
    contents: bool = False,
) -> list[str]:
    """Names of the chunks of a page, each behind those that it imports.

    Parameters
    ----------
    types : iterable of str
        Types of the page's nodes.
    extra : mapping of str to PackedChunk, optional
        Chunks of other packages by type.
    rare : iterable of str, optional
        Types of which a node needs the rare part of its library.
    live : bool, optional
        Whether the page takes updates; then it may become long, and need what is rare, too.
    contents : bool, optional
        Whether the page has a table of contents.
    """
    chunks, extra = load()["chunks"], extra or {}
    types = list(types)
    ours = [name for name in types if name in chunks and "-" not in name]
    has_guests = live or not set(types) <= {*ours, *_IN_CARD}
    optional = {_LIVE: live, _GUESTS: has_guests, _CONTENTS: live or contents}
    first = [_CARD, *(name for name, needed in optional.items() if needed), *ours]
    rarely = ours if live else rare
    parts = [f"{each}-rare" for each in rarely] + [f"{each}-section" for each in ours]
    libraries = [name for name in parts if name in chunks]
    theirs = [name for name in types if name in extra]
    return [*_closure([*first, *libraries], chunks), *theirs]


def scripts_for(
    types: Iterable[str],
    extra: Mapping[str, PackedChunk] | None = None,
    *,
    rare: Iterable[str] = (),
    live: bool = False,
    contents: bool = False,
) -> Scripts:
    """The chunks of a page, and the loader that runs them; takes what `chunks_for` takes."""
    kit, extra = load(), extra or {}
    names = chunks_for(types, extra, rare=rare, live=live, contents=contents)
    ours = {name: kit["chunks"][name] for name in names if name not in extra}
    packed = {name: extra[name] for name in names if name in extra}
    late = {name: chunk for name, chunk in ours.items() if "data" in chunk}
    loader = kit["live_loader" if live else "loader"]
    functions = ",".join(f'"{name}":{one["code"]}' for name, one in ours.items() if "code" in one)
    # Styles side by side are packed better than each with its function.
    style = json.dumps("".join(one.get("style", "") for one in ours.values()))
    code = f"{_EAGER}\ndocument.currentScript.chunk=(kitStyle=>({{{functions}}}))({style})"
    libraries = [chunk["hash"] for chunk in [*packed.values(), *late.values()]]
    return Scripts(
        loader["code"],
        [loader["hash"], hash_of(code), *libraries],
        code,
        {name: chunk["data"] for name, chunk in packed.items()},
        {name: chunk["data"] for name, chunk in late.items()},
    )


def hash_of(code: str) -> str:
    """What the policy of a page knows a script by."""
    digest = hashlib.sha256(code.encode("ascii")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _closure(names: Iterable[str], chunks: Mapping[str, Chunk]) -> list[str]:
    found: dict[str, None] = {}

    def take(name: str) -> None:
        if name not in found:
            for other in chunks[name]["imports"]:
                take(other)
            found[name] = None

    for name in names:
        take(name)
    return list(found)
