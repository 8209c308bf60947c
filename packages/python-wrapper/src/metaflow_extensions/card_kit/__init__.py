"""Cards and card components for Metaflow, built for machine learning."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .public import MODULES
from .version import __version__ as __version__

__all__ = sorted(MODULES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Nothing is loaded before it is asked for: ``import metaflow`` must not feel this package."""
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{MODULES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
