"""Type -> class: where the Python half of a component is found, ours and those of other packages.

A type is the address of its class: ``metric_table`` is ``MetricTable`` in
``metaflow_extensions.card_kit.components.metric_table``, and ``acme.gauge`` is ``Gauge`` in
``metaflow_extensions.acme.components.gauge``. Nothing is registered, so nothing is imported before
a card shows such a node, and a remote step finds it in what was sent along.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

NAMESPACE, HOME = (__package__ or "").split(".")


class AmbiguousTypeError(ImportError):
    """Two packages have a component of one type; the message names both places."""


def component_class(kind: str) -> Any:
    """The class of a wire type.

    Raises
    ------
    AmbiguousTypeError
        For a type that two packages have.
    ImportError
        For a type that no package here has.
    """
    home, _, slug = kind.rpartition(".")
    home = home or HOME
    if not (slug.isidentifier() and home.isidentifier()):
        raise ImportError(kind)
    if home != HOME:
        places = _places(home, slug)
        if len(places) > 1:
            raise AmbiguousTypeError(
                f"two packages have a component {kind}: {' and '.join(places)}"
            )
    module = import_module(f"{NAMESPACE}.{home}.components.{slug}")
    found = getattr(module, class_name(slug), None)
    if getattr(found, "type", None) != kind:
        raise ImportError(f"{module.__name__} has no class {class_name(slug)} of type {kind}")
    return found


def is_foreign(kind: str) -> bool:
    """Whether a type is at home in another package."""
    return "." in kind and all(part.isidentifier() for part in kind.split("."))


def class_name(slug: str) -> str:
    """``confusion_matrix`` -> ``ConfusionMatrix``."""
    return "".join(word.capitalize() for word in slug.split("_"))


def component_name(kind: str) -> str:
    """A type as its users know it: ``MetricTable``; of another package as it is, ``acme.gauge``."""
    return class_name(kind) if re.fullmatch("[a-z][a-z0-9_]*", kind) else kind


@lru_cache(maxsize=1000)
def _places(home: str, slug: str) -> tuple[str, ...]:
    """Where the module of a component is: more than once on the path, or in two distributions."""
    parts = (home, "components", f"{slug}.py")
    roots = {Path(root).resolve(): None for root in import_module(NAMESPACE).__path__}
    files = [root.joinpath(*parts) for root in roots]
    found = [str(file) for file in files if file.is_file()]
    owners = _owners("/".join((NAMESPACE, *parts))) if len(found) == 1 else []
    return tuple(owners or found)


def _owners(path: str) -> list[str]:
    """The distributions that claim a file; the second has overwritten that of the first."""
    owners = []
    for distribution in distributions():
        try:
            if NAMESPACE not in (distribution.read_text("top_level.txt") or "").split():
                continue
            if any(file.as_posix() == path for file in distribution.files or ()):
                owners.append(f"{distribution.metadata['Name']} {distribution.version}")
        except Exception:  # a broken distribution of somebody else says nothing
            continue
    return sorted(set(owners))
