"""Real interpreters for real flows: one has Metaflow alone, the other has the wheel beside it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
from workplace import ENVIRONMENTS, ROOT, Workplace, build_wheel, environment, install, locked

OLDEST, NEWEST = "2.15.0", version("metaflow")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our wheel, built from this tree."""
    with locked(ENVIRONMENTS / "wheel.lock"):
        return build_wheel(ROOT / "packages" / "python-wrapper", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def neighbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of someone else's extension, built with setuptools, with a card of its own."""
    project = tmp_path_factory.mktemp("neighbor")
    card = project / "metaflow_extensions/neighbor/plugins/cards/neighbor/__init__.py"
    card.parent.mkdir(parents=True)
    card.write_text(
        "from metaflow.cards import MetaflowCard\n\n\n"
        "class NeighborCard(MetaflowCard):\n"
        '    type = "neighbor"\n\n'
        "    def render(self, task):\n"
        '        return "<p>from next door</p>"\n\n\n'
        "CARDS = [NeighborCard]\n"
    )
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n'
        '[project]\nname = "metaflow-card-neighbor"\nversion = "1.0"\n\n'
        "[tool.setuptools.packages.find]\nnamespaces = true\n"
    )
    return build_wheel(project, tmp_path_factory.mktemp("neighbor-dist"))


@pytest.fixture(scope="session", params=[OLDEST, NEWEST])
def metaflow_version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def bare_python(metaflow_version: str) -> Path:
    """An interpreter that has Metaflow and what Metaflow needs, and nothing of ours."""
    return environment(f"metaflow-{metaflow_version}", f"metaflow=={metaflow_version}")


@pytest.fixture(scope="session")
def kit_python(metaflow_version: str, wheel: Path, neighbor: Path) -> Path:
    """An interpreter with Metaflow, our wheel and a neighbor's, without NumPy or pandas."""
    python = environment(f"kit-{metaflow_version}", f"metaflow=={metaflow_version}")
    with locked(ENVIRONMENTS / "install.lock"):
        install(python, "--no-deps", "--force-reinstall", wheel, neighbor)
    return python


@pytest.fixture
def here(tmp_path: Path) -> Workplace:
    return Workplace.here(tmp_path)
