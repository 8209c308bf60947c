"""A component of another package, built from our wheel and our packed npm package alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_travel import run_start_step, unpacked
from workplace import ENVIRONMENTS, ROOT, Workplace, build_wheel, environment, install, locked, run

EXAMPLE = ROOT / "examples" / "acme-gauge"
SCHEMA = json.loads(
    (EXAMPLE / "python/src/metaflow_extensions/acme/components/gauge.schema.json").read_text()
)
METAFLOW = f"metaflow=={version('metaflow')}"
# What a consumer installs from npm beside our package, taken from our own installation.
NPM = {"svelte": ROOT, "vite": ROOT, "@sveltejs/vite-plugin-svelte": ROOT}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example by itself, its chunk built."""
    place = tmp_path_factory.mktemp("acme") / "acme-gauge"
    shutil.copytree(EXAMPLE, place, ignore=shutil.ignore_patterns("node_modules", "*.chunk.json"))
    env = dict(os.environ)
    components = ROOT / "packages" / "components"
    run("npm", "pack", "--silent", "--pack-destination", place, cwd=components, env=env)
    (archive,) = place.glob("*.tgz")
    packages = place / "node_modules"
    with tarfile.open(archive) as packed:
        packed.extractall(packages / "@metaflow-card-kit")
    (packages / "@metaflow-card-kit/package").rename(packages / "@metaflow-card-kit/components")
    manifest = json.loads((packages / "@metaflow-card-kit/components/package.json").read_text())
    needed = {**NPM, **{name: components for name in manifest["dependencies"]}}
    for name, home in needed.items():
        link = packages / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to((home / "node_modules" / name).resolve())
    run("node", "node_modules/vite/bin/vite.js", "build", cwd=place, env=env)
    return place


@pytest.fixture(scope="module")
def acme_python(project: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with Metaflow and the two wheels."""
    gauge = build_wheel(project / "python", tmp_path_factory.mktemp("acme-dist"))
    python = environment("acme", METAFLOW)
    with locked(ENVIRONMENTS / "install.lock"):
        install(python, "--no-deps", "--force-reinstall", wheel, gauge)
    return python


def drawn(page: Path, *steps: str) -> list[str]:
    """What a browser shows of a page, at first and after each step."""
    tsx = ROOT / "node_modules/.bin/tsx"
    command = [tsx, ROOT / "scripts/draw-page.ts", page, *steps]
    found = json.loads(run(*command, cwd=ROOT, env=dict(os.environ)).splitlines()[-1])
    assert found["troubles"] == []
    return list(found["texts"])


def only_card(place: Workplace) -> tuple[Any, dict[str, Any]]:
    (card,) = place.cards("GaugeFlow")
    gauge = card.document["nodes"][0]
    jsonschema.validate(gauge, SCHEMA)
    return card, gauge


def test_it_is_on_a_canvas_while_the_task_runs_and_after(
    project: Path, acme_python: Path, tmp_path: Path
) -> None:
    place = Workplace(acme_python, tmp_path)
    shutil.copy(project / "flow.py", place.cwd / "flow.py")
    place.flow("flow.py", "run")
    card, gauge = only_card(place)
    assert gauge["value"] == 100
    assert "unavailable" not in card.document
    assert "100 %, from 0 to 100" in card.html
    (data,) = place.home.rglob("mf.cards/**/start/**/runtime/*.data.json")
    update = json.loads(data.read_text())["data"]
    assert {"#card", gauge["id"]} < set(update)

    page = tmp_path / "card.html"
    page.write_text(card.html)
    tap = (
        "document.querySelector('[data-card-kit]').shadowRoot"
        ".querySelector(`[data-node^=acme_gauge] button:not([aria-label])`).click()"
    )
    shown, tapped = drawn(page, tap)
    assert "Progress" in shown and "100 %" in shown and "Tapped 0 times" in shown
    assert "Tapped 1 times" in tapped

    live = tmp_path / "live.html"
    (place.cwd / "live.py").write_text(
        "from pathlib import Path\n"
        "from metaflow_card_kit import CanvasCard\n"
        "from metaflow_extensions.acme.components.gauge import Gauge\n"
        "node = {**Gauge(5, high=100, unit='%').node, 'id': 'g'}\n"
        "card = CanvasCard(components=[node])\n"
        "data = {'component_update_ts': 1.0, 'components': {'g': node}}\n"
        "html = card.render_runtime(None, data)\n"
        f"Path({str(live)!r}).write_text(html.replace(card.RELOAD_POLICY_TOKEN, 'live-1'))\n"
    )
    place.flow("live.py")
    change = json.dumps({"g": {**gauge, "id": "g", "value": 42}})
    steps = [tap.replace("acme_gauge", "g"), f"window.metaflow_card_update({change})"]
    before, tapped, after = drawn(live, *steps)
    assert "5 %" in before
    assert "Tapped 1 times" in tapped
    assert "42 %" in after and "Tapped 1 times" in after


def test_it_travels_in_a_saved_code_package(
    project: Path, acme_python: Path, tmp_path: Path
) -> None:
    place = Workplace(acme_python, tmp_path / "here")
    shutil.copy(project / "flow.py", place.cwd / "flow.py")
    place.flow("flow.py", "package", "save", tmp_path / "package.tgz")
    bare = environment("metaflow", METAFLOW)
    missing = subprocess.run(
        [bare, "-c", "import metaflow_card_kit"], capture_output=True, check=False
    )
    assert missing.returncode != 0
    remote = unpacked(tmp_path / "package.tgz", bare, tmp_path / "there")
    run_start_step(remote, "flow.py")
    card, gauge = only_card(remote)
    assert gauge["value"] == 100
    assert 'data-part="acme.gauge"' in card.html
