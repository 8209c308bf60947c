"""``import metaflow`` does not feel this package, and the public names are there when asked for."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import metaflow_card_kit
import pytest
from metaflow_extensions.card_kit.public import MODULES

# With "blocked" the extension is not found at all: the difference is what it costs.
COUNT = """
import json, sys
if sys.argv[1] == "blocked":
    sys.path[:] = [p for p in sys.path if p != sys.argv[2]]
import metaflow
kinds = [card.type for card in metaflow.plugins.CARDS]
print(json.dumps({"modules": sorted(sys.modules), "kinds": kinds}))
"""
SOURCE = str(Path(metaflow_card_kit.__file__).parents[1])


def imported(how: str) -> tuple[set[str], list[str]]:
    out = subprocess.run(
        [sys.executable, "-c", COUNT, how, SOURCE], check=True, capture_output=True, text=True
    ).stdout
    found = json.loads(out)
    return set(found["modules"]), found["kinds"]


def test_importing_metaflow_loads_little_of_ours_and_nothing_of_others() -> None:
    without, kinds = imported("blocked")
    assert not [kind for kind in kinds if kind.startswith("kit_")]
    with_us, kinds = imported("found")
    assert "kit_canvas" in kinds
    added = with_us - without
    others = {name.partition(".")[0] for name in added} - {"metaflow_extensions"}
    assert others - set(sys.stdlib_module_names) == set()
    assert len(others) <= 2
    ours = {name for name in added if name.startswith("metaflow_extensions.card_kit.")}
    prefix = "metaflow_extensions.card_kit."
    assert {name.replace(prefix, "") for name in ours} == {
        "alias",
        "cards",
        "cards.base",
        "cards.kinds",
        "cards.task",
        "plugins",
        "plugins.cards",
        "plugins.cards.card_kit",
    }


@pytest.mark.parametrize("first", ["CanvasCard", "MetricTable", "*"])
def test_our_cards_are_known_whichever_package_is_imported_first(first: str) -> None:
    script = (
        f"from metaflow_card_kit import {first}\n"
        "from metaflow.plugins.cards.card_modules import MF_EXTERNAL_CARDS\n"
        "print([card.type for card in MF_EXTERNAL_CARDS])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout
    assert "kit_canvas" in out


def test_two_copies_on_the_path_do_not_harm_metaflow(tmp_path: Path) -> None:
    copy = shutil.copytree(Path(SOURCE) / "metaflow_extensions", tmp_path / "metaflow_extensions")
    assert (copy / "card_kit" / "cards" / "base.py").is_file()
    script = (
        "from metaflow.plugins.cards.card_modules import MF_EXTERNAL_CARDS\n"
        "print([card.type for card in MF_EXTERNAL_CARDS])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    ).stdout
    assert "kit_canvas" in out


def test_every_public_name_is_there() -> None:
    assert set(metaflow_card_kit.__all__) == set(MODULES)
    for name in MODULES:
        assert getattr(metaflow_card_kit, name).__name__ == name
    assert set(MODULES) <= set(dir(metaflow_card_kit))


def test_a_name_that_does_not_exist_is_an_import_error() -> None:
    with pytest.raises(ImportError, match="NoSuchComponent"):
        exec("from metaflow_card_kit import NoSuchComponent", {})


def test_the_alias_has_the_same_names_as_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from metaflow_extensions.card_kit import alias

    alias.install()
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != SOURCE])
    monkeypatch.delitem(sys.modules, "metaflow_card_kit")
    importlib.invalidate_caches()
    module = importlib.import_module("metaflow_card_kit")
    assert getattr(module, "__file__", None) is None
    assert module.__all__ == metaflow_card_kit.__all__
    assert module.__version__ == metaflow_card_kit.__version__
    assert module.Problem is metaflow_card_kit.Problem
    monkeypatch.delitem(sys.modules, "metaflow_card_kit")


def test_the_alias_is_installed_once_and_comes_last() -> None:
    from metaflow_extensions.card_kit import alias

    alias.install()
    alias.install()
    names = [type(finder).__module__ for finder in sys.meta_path]
    assert names.count("metaflow_extensions.card_kit.alias") == 1


def test_no_module_of_ours_imports_a_third_party_library() -> None:
    kit = Path(SOURCE) / "metaflow_extensions" / "card_kit"
    files = [file.relative_to(kit).with_suffix("") for file in kit.rglob("*.py")]
    # The nodes are types of the type checker, and no module imports them.
    modules = [".".join(file.parts) for file in files if file.name not in ("nodes", "__init__")]
    assert len(modules) > 20
    lines = [f"import metaflow_extensions.card_kit.{module}" for module in modules]
    heavy = ["numpy", "pandas", "sklearn", "typing_extensions", "scipy", "matplotlib"]
    probe = (
        f"import sys\nimport metaflow\nbefore = set(sys.modules)\n{chr(10).join(lines)}\n"
        f"print(sorted(set({heavy}) & (set(sys.modules) - before)))"
    )
    out = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    assert out.stdout.strip() == "[]"
