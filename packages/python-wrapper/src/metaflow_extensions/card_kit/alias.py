"""Makes ``import metaflow_card_kit`` work where only ``metaflow_extensions`` was sent along.

A remote step has the submitter's extensions, and no other package of the same distribution.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

NAME = "metaflow_card_kit"


class _Alias(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(NAME, self) if fullname == NAME else None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        kit = importlib.import_module(__package__ or "")
        for name in ("__doc__", "__all__", "__version__", "__getattr__", "__dir__"):
            setattr(module, name, getattr(kit, name))


def install() -> None:
    """Append the finder, so that an installed package of that name still comes first."""
    if not any(type(finder).__qualname__ == "_Alias" for finder in sys.meta_path):
        sys.meta_path.append(_Alias())
