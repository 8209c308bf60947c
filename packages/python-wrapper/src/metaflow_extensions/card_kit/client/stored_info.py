"""What the datastore noted of a task's artifacts: their sizes and classes, all in one reading."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from ..wire.text import cap_text


class StoredInfo(NamedTuple):
    """Bytes of an artifact as they are stored, and its class; None where that is not known."""

    size: int | None = None
    kind: str | None = None


class _Task:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.info: dict[str, Any] | None = None


# Metaflow opens a task anew at each question for a size: three requests to S3, or more.
_tasks: WeakKeyDictionary[Any, _Task] = WeakKeyDictionary()
_lock = threading.Lock()


def stored_info(artifact: Any) -> StoredInfo:
    """The size and the class of an artifact. Of one task the datastore is asked once."""
    info: Any = None
    with suppress(Exception):  # another Metaflow's objects
        info = _info_of_task(artifact).get(artifact.id)
    kind = None if info is None else _class_name(info.get("type"))
    size = None if info is None else info.get("size")
    if not _is_size(size) or kind == "IncludedFile":  # what is stored only names the file
        size = None
        with suppress(Exception):  # an older datastore, an artifact without a record
            size = artifact.size
    return StoredInfo(size if _is_size(size) else None, kind)


def _is_size(size: Any) -> bool:
    return isinstance(size, int) and not isinstance(size, bool)


def _class_name(text: Any) -> str | None:
    found = re.search(r"'(?:.*\.)?(\w+)'", text) if isinstance(text, str) else None
    return cap_text(found[1], 100) if found else None


def _info_of_task(artifact: Any) -> dict[str, Any]:
    with _lock:
        known = _tasks.setdefault(artifact._parent, _Task())
    with known.lock:
        if known.info is None:
            known.info = _open_task(artifact)
        return known.info


def _open_task(artifact: Any) -> dict[str, Any]:
    from metaflow.client import core

    place, task = artifact._object, artifact.path_components[:4]
    cache = core.filecache = core.filecache or core.FileCache()
    kind, location = place["ds_type"], place["location"]
    storage = cache._get_datastore_storage_impl(kind)
    root = (
        location[6:]
        if location.startswith(":root:")
        else storage.get_datastore_root_from_location(location, task[0])
    )
    opened = cache._get_task_datastore(kind, root, *task, artifact._attempt)
    info: dict[str, Any] = opened._info
    return info
