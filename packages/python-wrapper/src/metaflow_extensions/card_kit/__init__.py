"""Cards and card components for Metaflow, built for machine learning."""

from __future__ import annotations

from typing import Any

# Metaflow loads our cards while it is imported: were they imported first, they would be half made.
import metaflow as _metaflow  # noqa: F401


def __getattr__(name: str) -> Any:
    """Nothing is loaded before it is asked for: ``import metaflow`` must not feel this package."""
    from importlib import import_module

    if name == "__version__":
        return import_module(f"{__name__}.version").__version__
    if name == "__all__" or not name.startswith("_"):
        modules = import_module(f"{__name__}.public").MODULES
        if name == "__all__":
            return sorted(modules)
        if name in modules:
            return getattr(import_module(f"{__name__}.{modules[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    from .public import MODULES

    return [*sorted(MODULES), "__version__"]
