"""Builds the distribution; everything that is not a check of the asset is in ``pyproject.toml``."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist
from setuptools.errors import SetupError

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KIT = HERE / "src" / "metaflow_extensions" / "card_kit"
ASSET = KIT / "assets" / "card-kit.json"
NOTICES = HERE / "THIRD_PARTY_NOTICES"
COMPONENTS = ROOT / "packages" / "components" / "src"
EARLIEST = 315_532_800
"""1980, the first year that a wheel can say."""
# An unpacked sdist has the asset, and not what it was built from.
IN_REPOSITORY = COMPONENTS.is_dir() and HERE == ROOT / "packages" / "python-wrapper"


def source_digest() -> str:
    """The digest of the asset's sources, as ``scripts/sources.ts`` computes it."""
    folders = [COMPONENTS, COMPONENTS.with_name("vite")]
    files = [f for d in folders for f in d.rglob("*") if f.is_file() and not f.is_symlink()]
    scripts = ("build-asset", "chunks", "slim-vega", "stylesheet", "svelte-cuts", "theme")
    files += [ROOT / "pnpm-lock.yaml", *(ROOT / "scripts" / f"{name}.ts" for name in scripts)]
    digest = hashlib.sha256()
    for name in sorted(f.relative_to(ROOT).as_posix() for f in files):
        digest.update(name.encode() + b"\0")
        digest.update((ROOT / name).read_bytes() + b"\0")
    return digest.hexdigest()


def source_date() -> int:
    """The time that every file of a distribution has: that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    if not IN_REPOSITORY:  # an sdist is unpacked with the times that it was packed with
        return int((HERE / "PKG-INFO").stat().st_mtime)
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(git, check=True, capture_output=True, text=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return EARLIEST


def check_asset() -> None:
    """Refuse to package no asset, or one that was built from other sources than these."""
    for file in (ASSET, NOTICES):
        if not file.is_file():
            raise SetupError(f"The asset is not built: {file} is missing. Run `make wheel`.")
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
        if not self.editable_mode:
            for file in Path(self.build_lib).rglob("*"):
                file.chmod(0o755 if file.is_dir() else 0o644)


class Sdist(sdist):
    def run(self) -> None:
        check_asset()
        super().run()

    def make_archive(self, base_name: str, *_: Any, base_dir: str, **__: Any) -> str:
        """Pack the same bytes from the same files, whoever packs them, and when."""
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for path in sorted(path for path in Path(base_dir).rglob("*") if path.is_file()):
                entry = tarfile.TarInfo(path.as_posix())
                entry.size, entry.mtime, entry.mode = path.stat().st_size, SOURCE_DATE, 0o644
                with path.open("rb") as content:
                    archive.addfile(entry, content)
        target = Path(f"{base_name}.tar.gz")
        target.write_bytes(gzip.compress(packed.getvalue(), mtime=SOURCE_DATE))
        return str(target)


SOURCE_DATE = max(source_date(), EARLIEST)
os.environ["SOURCE_DATE_EPOCH"] = str(SOURCE_DATE)  # the wheel is written with it
os.umask(0o022)
if IN_REPOSITORY:
    # License files must lie beside `pyproject.toml`, and a link would stay a link in the sdist.
    shutil.copyfile(ROOT / "LICENSE", HERE / "LICENSE")
for license_file in (HERE / "LICENSE", NOTICES):
    if license_file.is_file():
        license_file.chmod(0o644)

setup(cmdclass={"build_py": BuildPy, "sdist": Sdist})
