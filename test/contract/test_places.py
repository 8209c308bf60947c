"""The rules of place that no linter has: how long a file may be, and whose a private name is."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from importlinter.api import read_configuration

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "packages/python-wrapper/src"
TYPESCRIPT = ROOT / "packages/components/src"
SCRIPTS = ROOT / "scripts"

BASES = {"base.py", "container.py"}
GENERATED = {"arguments.py", "kinds.py", "nodes.py", "public.py", "words.py"}
PRIVATE_TYPESCRIPT = re.compile(
    r"^(?:async )?function\*? (\w+)|^const (\w+) = (?:async )?(?:<[^=]*>)?\([^=]*\)?[^=]*=>",
    re.MULTILINE,
)


def modules() -> list[Path]:
    return sorted(PYTHON.rglob("*.py"))


def private_names(module: Path) -> set[str]:
    """What a module defines for itself."""
    if module.suffix == ".ts":
        found = PRIVATE_TYPESCRIPT.findall(module.read_text("utf-8"))
        return {function or arrow for function, arrow in found}
    names = set()
    for statement in ast.parse(module.read_text("utf-8")).body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(statement.name)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def names_of_several(files: Iterable[Path]) -> dict[str, list[str]]:
    owners = defaultdict(list)
    for file in files:
        for name in private_names(file):
            owners[name].append(str(file.relative_to(ROOT)))
    return {name: places for name, places in owners.items() if len(places) > 1}


@pytest.mark.parametrize(
    "files",
    [modules(), sorted(TYPESCRIPT.rglob("*.ts"))],
    ids=["Python", "TypeScript"],
)
def test_a_private_name_is_found_in_one_file(files: list[Path]) -> None:
    assert files
    assert names_of_several(files) == {}


def test_private_names_are_seen_in_both_languages(tmp_path: Path) -> None:
    python = tmp_path / "a.py"
    python.write_text("def _f(): ...\n_A: int = 1\n_B = 2\nclass _C: ...\ndef g():\n    _d = 1\n")
    assert private_names(python) == {"_f", "_A", "_B", "_C"}
    typescript = tmp_path / "a.ts"
    typescript.write_text(
        "function f() {}\nconst g = (x: number) => x;\nconst h = <T>(x: T): T => x;\n"
        "export const i = () => 1;\nconst j = 1;\n  const k = () => 1;\n"
    )
    assert private_names(typescript) == {"f", "g", "h"}


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ([file for file in modules() if file.name not in BASES | GENERATED], 250),
        (sorted(TYPESCRIPT.rglob("*.svelte")), 200),
        (sorted(TYPESCRIPT.rglob("*.ts")), 300),
    ],
    ids=["Python", "Svelte", "TypeScript"],
)
def test_a_file_can_be_read_in_a_minute(files: list[Path], most: int) -> None:
    lines = {
        str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in files
    }
    assert {place: count for place, count in lines.items() if count > most} == {}


def names_of(text: str) -> set[str]:
    """What Python code calls by a name of its own: variables and arguments."""
    nodes = list(ast.walk(ast.parse(text)))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {node.arg for node in nodes if isinstance(node, ast.arg)}


VARIABLE = re.compile(r"\b(?:const|let|var|function) (\w+)|[(,]\s*(\w+)(?=\s*(?::|\) =>|, \w))")


def test_no_variable_is_called_by_what_somebody_did() -> None:
    deeds = {"said", "told", "wanted", "lost", "tried", "thought", "heard"}
    scripts = [*TYPESCRIPT.rglob("*.ts"), *TYPESCRIPT.rglob("*.svelte"), *SCRIPTS.rglob("*.ts")]
    names = {file: names_of(file.read_text("utf-8")) for file in modules()}
    for file in scripts:
        names[file] = {one or other for one, other in VARIABLE.findall(file.read_text("utf-8"))}
    assert {str(file): found & deeds for file, found in names.items() if found & deeds} == {}


KIT = "metaflow_extensions.card_kit"
APART = {"alias", "plugins", "public", "version"}
"""What belongs to no room: the doors of the package, and what is generated for them."""


def rooms_in_the_table() -> dict[str, set[str]]:
    """Python's rooms, and those that docs/architecture.md allows each to import."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| (`card_kit/.*?) \|.*\| (.*?) \|$", text, re.MULTILINE)
    found: dict[str, set[str]] = {}
    for places, imports in rows:
        rooms = [Path(place).stem for place in re.findall(r"`(?:card_kit/)?([\w.]+)`", places)]
        named = {name.split(".")[0] for name in re.findall(r"`([\w.]+)`", imports)}
        above = set(found) if imports.startswith("all above") else set()
        found.update({room: named | above | {room} for room in rooms})
    return found


def test_no_room_may_import_what_the_table_does_not_allow() -> None:
    allowed = rooms_in_the_table()
    package = PYTHON / KIT.replace(".", "/")
    there = {path.stem for path in package.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert set(allowed) == {name for name in there if name[0] not in "_."} - APART - {"assets"}
    forbidden = defaultdict(set)
    pyproject = ROOT / "packages/python-wrapper/pyproject.toml"
    for contract in read_configuration(str(pyproject))["contracts_options"]:
        for source in contract.get("source_modules", ()):
            forbidden[source] |= set(contract.get("forbidden_modules", ()))
    outer = {"stored_cards", "command", "preview"}
    open_doors = {
        room: {other for other in allowed if other not in imports}
        - {name.removeprefix(f"{KIT}.") for name in forbidden[f"{KIT}.{room}"]}
        for room, imports in allowed.items()
        if room not in outer
    }
    assert {room: others for room, others in open_doors.items() if others} == {}
