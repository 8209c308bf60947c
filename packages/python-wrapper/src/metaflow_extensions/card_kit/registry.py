"""Type -> class: where the Python half of a component is found."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def component_class(kind: str) -> Any:
    """The class of a wire type.

    Raises
    ------
    ImportError
        For a type that no component here has.
    """
    if not kind.isidentifier():
        raise ImportError(kind)
    module = import_module(f"{__package__}.components.{kind}")
    return getattr(module, class_name(kind))


def class_name(slug: str) -> str:
    """``confusion_matrix`` -> ``ConfusionMatrix``."""
    return "".join(word.capitalize() for word in slug.split("_"))
