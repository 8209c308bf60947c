"""The chunks of components of other packages, each a file beside its class."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..registry import component_class, is_foreign
from ..wire.text import cap_text
from . import base85
from .asset import PackedChunk, load

_DATA = re.compile(r"[0-9A-Za-z!#/%:()*+\-;.=,?@^_\]{|}~]+")
MAX_BYTES = 5_000_000


def read_guests(types: Iterable[str]) -> tuple[dict[str, PackedChunk], dict[str, str]]:
    """What a page carries for types of other packages.

    Returns
    -------
    chunks : dict of PackedChunk
        By type.
    unavailable : dict of str
        Why the code of a type is not there, in words for the reader of the card. A type whose
        package is not here is in neither.
    """
    chunks, unavailable = {}, {}
    for kind in filter(is_foreign, types):
        try:
            found = component_class(kind)
        except ModuleNotFoundError:
            continue
        except Exception as error:
            unavailable[kind] = cap_text(error, 500)
            continue
        try:
            chunks[kind] = _read_chunk(kind, found.chunk)
        except InputError as error:
            unavailable[kind] = cap_text(error, 500)
    return chunks, unavailable


def _read_chunk(kind: str, place: Any) -> PackedChunk:
    """The chunk in a file, if it is one that a page of ours can run."""
    if not isinstance(place, Path):
        raise InputError("its class names no chunk")
    try:
        if place.stat().st_size > MAX_BYTES:
            raise InputError(f"its chunk {place.name} is larger than {MAX_BYTES / 1e6:.0f} MB")
        chunk = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"its chunk {place.name} cannot be read: {cap_text(error)}") from None
    if not isinstance(chunk, dict):
        raise InputError(f"its chunk {place.name} is no object")
    ours, theirs = load()["format"], chunk.get("format")
    if theirs != ours:
        raise InputError(
            f"its chunk is of format {cap_text(theirs, 40)}, and this metaflow-card-kit reads "
            f"format {ours}: one of the two packages is older than the other"
        )
    if chunk.get("type") != kind:
        raise InputError(f"its chunk {place.name} is of {cap_text(chunk.get('type'), 80)}")
    data = chunk.get("data")
    if isinstance(data, str) and _DATA.fullmatch(data):
        digest = _hash_of(data)
        if digest is not None and digest == chunk.get("hash"):
            return {"hash": digest, "data": data}
    raise InputError(f"its chunk {place.name} is damaged; build it again")


def _hash_of(data: str) -> str | None:
    try:
        code = gzip.decompress(base85.decode(data))
    except Exception:
        return None
    return f"sha256-{base64.b64encode(hashlib.sha256(code).digest()).decode('ascii')}"
