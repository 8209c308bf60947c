"""Builds the distribution; everything that is not a check of the asset is in ``pyproject.toml``."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist
from setuptools.errors import SetupError

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KIT = HERE / "src" / "metaflow_extensions" / "card_kit"
ASSET = KIT / "assets" / "card-kit.json"
COMPONENTS = ROOT / "packages" / "components" / "src"
# An unpacked sdist has the asset, and not what it was built from.
IN_REPOSITORY = COMPONENTS.is_dir() and HERE == ROOT / "packages" / "python-wrapper"


def source_digest() -> str:
    """The digest of the asset's sources, as ``scripts/sources.ts`` computes it."""
    files = [f for f in COMPONENTS.rglob("*") if f.is_file() and not f.is_symlink()]
    files += [ROOT / "pnpm-lock.yaml", ROOT / "scripts" / "build-asset.ts"]
    digest = hashlib.sha256()
    for name in sorted(f.relative_to(ROOT).as_posix() for f in files):
        digest.update(name.encode() + b"\0")
        digest.update((ROOT / name).read_bytes() + b"\0")
    return digest.hexdigest()


def check_asset() -> None:
    """Refuse to package no asset, or one that was built from other sources than these."""
    if not ASSET.is_file():
        raise SetupError(f"The asset is not built: {ASSET} is missing. Run `make wheel`.")
    if not IN_REPOSITORY:
        return
    if json.loads(ASSET.read_text(encoding="ascii"))["sources"] != source_digest():
        raise SetupError(
            "The asset is stale: its sources changed after it was built. Run `make wheel`."
        )


class BuildPy(build_py):
    """An editable install may come before the asset; a wheel may not."""

    def run(self) -> None:
        if not self.editable_mode:
            check_asset()
            # A wheel holds what the tree holds, not what an earlier build left.
            shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()


class Sdist(sdist):
    def run(self) -> None:
        check_asset()
        super().run()


if IN_REPOSITORY:
    # License files must lie beside `pyproject.toml`, and a link would stay a link in the sdist.
    shutil.copyfile(ROOT / "LICENSE", HERE / "LICENSE")

setup(cmdclass={"build_py": BuildPy, "sdist": Sdist})
