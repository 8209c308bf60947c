"""Where the package must work: beside a neighbor, on a remote step, in a run inside a run."""

from __future__ import annotations

import subprocess
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest
from metaflow_extensions.card_kit.cards.kinds import CARDS
from metaflow_extensions.card_kit.public import MODULES
from stored_cards import StoredCard
from workplace import Workplace, environment

APPENDED = [
    module[len("components.") :]
    for name, module in MODULES.items()
    if module.startswith("components.") and name != "Component"
]


def unpacked(package: Path, python: Path, home: Path) -> Workplace:
    """What a remote machine does with a code package: unpack it, and put it before all else."""
    code = home / "code"
    code.mkdir(parents=True)
    with tarfile.open(package) as archive:
        archive.extractall(code)
    inner = code / ".mf_code"
    place = Workplace(python, home, env={"PYTHONPATH": str(inner if inner.exists() else code)})
    (code / ".metaflow").mkdir()
    return place


def run_start_step(place: Workplace, file: str) -> None:
    """The two commands by which a scheduler such as Argo runs a step."""
    run_id = "remote-1"
    place.flow(file, "init", "--run-id", run_id, "--task-id", "params")
    place.flow(
        file, "--quiet", "--metadata", "local", "--datastore", "local", "step", "start",
        "--run-id", run_id, "--task-id", "start-1", "--input-paths", f"{run_id}/_parameters/params",
    )  # fmt: skip


def assert_every_card(cards: list[StoredCard]) -> None:
    by_type = {card.type: card for card in cards}
    assert set(by_type) == {card.type for card in CARDS}
    assert by_type["kit_canvas"].types == APPENDED
    for kind, card in by_type.items():
        if kind != "kit_canvas":
            assert card.problems == [], kind
            assert len(card.types) == 1 or kind == "kit_task"
    assert {"tiles", "code", "artifacts"} <= set(by_type["kit_task"].types)


def assert_lacks(python: Path, *modules: str) -> None:
    """A probe that finds one of them would make the test prove nothing."""
    for module in modules:
        found = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
        assert found.returncode != 0, f"{module} is in the interpreter that should not have it"


def test_the_wheel_works_without_numpy(kit_python: Path, tmp_path: Path) -> None:
    place = Workplace(kit_python, tmp_path)
    assert_lacks(kit_python, "numpy", "pandas")
    place.flow("every_card.py", "run")
    assert_every_card(place.cards("EveryCardFlow"))


def test_the_wheel_works_beside_another_extension(kit_python: Path, tmp_path: Path) -> None:
    place = Workplace(kit_python, tmp_path)
    place.flow("neighbors.py", "run")
    assert {card.type for card in place.cards("NeighborsFlow")} == {"kit_canvas", "neighbor"}


def test_cards_and_imports_work_on_a_remote_step(
    kit_python: Path, bare_python: Path, tmp_path: Path
) -> None:
    package = tmp_path / "code.tgz"
    Workplace(kit_python, tmp_path / "sender").flow("every_card.py", "package", "save", package)
    assert_lacks(bare_python, "metaflow_card_kit", "metaflow_extensions.card_kit", "numpy")
    place = unpacked(package, bare_python, tmp_path / "remote")
    run_start_step(place, "every_card.py")
    assert_every_card(place.cards("EveryCardFlow"))


def test_a_run_inside_packaged_code_has_its_cards(
    kit_python: Path, bare_python: Path, tmp_path: Path
) -> None:
    package = tmp_path / "code.tgz"
    Workplace(kit_python, tmp_path / "sender").flow("outer.py", "package", "save", package)
    place = unpacked(package, bare_python, tmp_path / "remote")
    run_start_step(place, "outer.py")
    assert_every_card(place.cards("EveryCardFlow"))


def test_a_package_saved_from_an_editable_install_works(here: Workplace, tmp_path: Path) -> None:
    package = tmp_path / "code.tgz"
    here.flow("every_card.py", "package", "save", package)
    bare = environment(f"metaflow-{version('metaflow')}", f"metaflow=={version('metaflow')}")
    place = unpacked(package, bare, tmp_path / "remote")
    run_start_step(place, "every_card.py")
    assert_every_card(place.cards("EveryCardFlow"))


@pytest.mark.parametrize("suffix", [".svelte", ".ts", "node_modules"])
def test_only_the_python_package_travels(here: Workplace, tmp_path: Path, suffix: str) -> None:
    listing = here.flow("every_card.py", "package", "list")
    assert "metaflow_extensions/card_kit/assets/card-kit.json" in listing
    assert suffix not in listing
