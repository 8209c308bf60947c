"""A wheel holds exactly what it must, and none is built without the asset that its sources make."""

from __future__ import annotations

import email
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from metaflow_extensions.card_kit.version import __version__

ROOT = Path(__file__).resolve().parents[2]
KIT = Path("packages/python-wrapper/src/metaflow_extensions/card_kit")
ASSET = KIT / "assets/card-kit.json"
SOURCES = [
    "LICENSE",
    "package.json",
    "pnpm-lock.yaml",
    "packages/components/src",
    "packages/components/vite",
    "packages/python-wrapper/MANIFEST.in",
    "packages/python-wrapper/THIRD_PARTY_NOTICES",
    "packages/python-wrapper/README.md",
    "packages/python-wrapper/pyproject.toml",
    "packages/python-wrapper/setup.py",
    "packages/python-wrapper/src",
    "scripts/build-asset.ts",
    "scripts/chunks.ts",
    "scripts/sources.ts",
    "scripts/slim-vega.ts",
    "scripts/stylesheet.ts",
    "scripts/svelte-cuts.ts",
    "scripts/theme.ts",
]
DIGEST = "import { sourceDigest } from './scripts/sources'; console.log(sourceDigest());"


def node_digest(tree: Path) -> str:
    """The digest by the implementation in TypeScript."""
    (tree / "digest.mts").write_text(DIGEST)
    tsx = ROOT / "node_modules/.bin/tsx"
    out = subprocess.run([tsx, "digest.mts"], cwd=tree, check=True, capture_output=True, text=True)
    (tree / "digest.mts").unlink()
    return out.stdout.strip()


def build(project: Path, *how: str, env: dict[str, str] | None = None) -> str:
    """``python -m build``: what it printed, with its exit status in front."""
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(project / "dist"), *how, str(project)],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=env,
    )
    return f"{done.returncode}: {done.stdout}"


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    """A copy of what a build reads, with an asset that is fresh by its own word."""
    for name in SOURCES:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        if source.is_dir():
            shutil.copytree(source, target, ignore=ignored)
        else:
            shutil.copyfile(source, target)
    asset = json.loads((tmp_path / ASSET).read_text())
    (tmp_path / ASSET).write_text(json.dumps({**asset, "sources": node_digest(tmp_path)}))
    yield tmp_path


def test_a_wheel_comes_from_the_sdist_without_node_and_holds_exactly_our_files(tree: Path) -> None:
    project = tree / "packages/python-wrapper"
    stale = project / "build/lib/metaflow_extensions/card_kit/removed_long_ago.py"
    stale.parent.mkdir(parents=True)
    stale.touch()
    without_node = {**os.environ, "PATH": "/usr/bin:/bin"}
    out = build(project, env=without_node)
    assert out.startswith("0:"), out
    wheel = zipfile.ZipFile(project / f"dist/metaflow_card_kit-{__version__}-py3-none-any.whl")
    info = f"metaflow_card_kit-{__version__}.dist-info"
    source = project / "src"
    ours = {
        path.relative_to(source).as_posix()
        for package in ("metaflow_extensions", "metaflow_card_kit")
        for path in (source / package).rglob("*")
        if path.is_file()
    }
    licenses = {"licenses/LICENSE", "licenses/THIRD_PARTY_NOTICES"}
    meta = {"METADATA", "RECORD", "WHEEL", "top_level.txt", *licenses}
    assert set(wheel.namelist()) == ours | {f"{info}/{name}" for name in meta}
    assert wheel.read(f"{info}/top_level.txt").split() == [
        b"metaflow_card_kit",
        b"metaflow_extensions",
    ]
    assert wheel.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    notices = wheel.read(f"{info}/licenses/THIRD_PARTY_NOTICES")
    assert notices == (ROOT / "packages/python-wrapper/THIRD_PARTY_NOTICES").read_bytes()
    metadata = email.message_from_bytes(wheel.read(f"{info}/METADATA"))
    assert metadata["License-Expression"] == "Apache-2.0"
    assert "pip install dist/*.whl" in metadata.get_payload()
    urls = dict(url.split(", ") for url in metadata.get_all("Project-URL") or [])
    assert set(urls) == {"Homepage", "Documentation", "Repository", "Issues", "Changelog"}
    assert all(url.startswith("https://") for url in urls.values())
    versions = [c for c in metadata.get_all("Classifier") or [] if "Python :: 3." in c]
    assert versions[0].endswith(metadata["Requires-Python"].lstrip(">="))
    plain = [r for r in metadata.get_all("Requires-Dist") or [] if "extra ==" not in r]
    assert plain == ["metaflow>=2.15"]
    # A self-referential extra would break `import metaflow` for everybody.
    assert "metaflow-card-kit" not in " ".join(metadata.get_all("Requires-Dist") or [])
    with tarfile.open(project / f"dist/metaflow_card_kit-{__version__}.tar.gz") as sdist:
        names = [name.partition("/")[2] for name in sdist.getnames()]
    assert "src/metaflow_extensions/card_kit/assets/card-kit.json" in names
    assert {"LICENSE", "THIRD_PARTY_NOTICES"} <= set(names)
    assert not [name for name in names if "removed_long_ago" in name or "__pycache__" in name]


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("dist/*")}


def test_two_clean_builds_in_two_folders_give_the_same_bytes_dated_by_the_last_commit(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "a-longer-name"
    shutil.copytree(tree, other)
    for path in other.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        if path.is_file():
            path.chmod(0o664)
    commit = {
        **os.environ,
        **{
            f"GIT_{who}_{what}": "x"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
        "GIT_COMMITTER_DATE": "2024-02-03T04:05:06Z",
    }
    for place, umask in ((tree, 0o022), (other, 0o077)):
        for command in (("init", "-q"), ("commit", "-q", "--allow-empty", "-m", "x")):
            subprocess.run(["git", "-C", place, *command], check=True, env=commit)
        project = place / "packages/python-wrapper"
        before = os.umask(umask)
        try:
            out = build(project, "--no-isolation")
        finally:
            os.umask(before)
        assert out.startswith("0:"), out
    built = hashes(tree / "packages/python-wrapper")
    assert len(built) == 2
    assert hashes(other / "packages/python-wrapper") == built
    (wheel,) = (tree / "packages/python-wrapper/dist").glob("*.whl")
    entries = zipfile.ZipFile(wheel).infolist()
    assert {entry.date_time for entry in entries} == {(2024, 2, 3, 4, 5, 6)}


def test_a_wheel_straight_from_the_tree_leaves_out_what_an_earlier_build_left(tree: Path) -> None:
    project = tree / "packages/python-wrapper"
    stale = project / "build/lib/metaflow_extensions/card_kit/removed_long_ago.py"
    stale.parent.mkdir(parents=True)
    stale.touch()
    out = build(project, "--wheel", "--no-isolation")
    assert out.startswith("0:"), out
    (wheel,) = (project / "dist").glob("*.whl")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "removed" in name]


@pytest.mark.parametrize("what", ["--wheel", "--sdist"])
def test_without_the_asset_nothing_is_built_and_one_sentence_says_what_to_run(
    tree: Path, what: str
) -> None:
    (tree / ASSET).unlink()
    out = build(tree / "packages/python-wrapper", what, "--no-isolation")
    assert not out.startswith("0:")
    assert "The asset is not built: " in out
    assert "Run `make wheel`." in out


@pytest.mark.parametrize("what", ["--wheel", "--sdist"])
def test_with_a_stale_asset_nothing_is_built_and_one_sentence_says_what_to_run(
    tree: Path, what: str
) -> None:
    changed = tree / "packages/components/src/theme.css"
    changed.write_text(changed.read_text() + "\n")
    out = build(tree / "packages/python-wrapper", what, "--no-isolation")
    assert not out.startswith("0:")
    assert "The asset is stale: its sources changed after it was built. Run `make wheel`." in out


def test_both_implementations_of_the_digest_agree(tree: Path) -> None:
    odd = tree / "packages/components/src/odd"
    odd.mkdir()
    for name in ("Upper.ts", "lower.ts", "under_score.ts", "dash-ed.ts", "dot.d.ts"):
        (odd / name).write_text(name)
    script = (
        "import setuptools; setuptools.setup = lambda **_: None; import runpy; "
        "print(runpy.run_path('setup.py')['source_digest']())"
    )
    project = tree / "packages/python-wrapper"
    out = subprocess.run(
        [sys.executable, "-c", script], cwd=project, check=True, capture_output=True, text=True
    )
    assert out.stdout.strip() == node_digest(tree)


def test_the_version_is_that_of_the_monorepo() -> None:
    assert json.loads((ROOT / "package.json").read_text())["version"] == __version__
