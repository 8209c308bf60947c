"""What the README, the tutorial and the how-to pages tell people to run, runs."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from workplace import ROOT, Workplace, bare_env, run

PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/how-to").glob("*.md")),
]


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


INSTALLING = [
    ROOT / "README.md",
    ROOT / "docs/tutorial.md",
    ROOT / "packages/python-wrapper/README.md",
]


def install_lines(page: Path) -> list[str]:
    shell = re.findall(r"^```bash\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (block,) = [block for block in shell if "pip install" in block]
    return block.splitlines()


FLOWS = [
    pytest.param(block, id=f"{page.relative_to(ROOT)} {number}")
    for page in PAGES
    for number, block in enumerate(blocks(page), start=1)
    if "(FlowSpec)" in block
]


@pytest.mark.parametrize("page", INSTALLING, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_begins_with_a_way_to_install_that_works_today(page: Path) -> None:
    make, pip = install_lines(page)
    assert make == "make wheel"
    assert pip.startswith("pip install dist/*.whl")
    text = page.read_text("utf-8")
    assert "is not on PyPI" in text[: text.index("pip install")]
    assert "scripts/wheel.ts" in run("make", "-n", "wheel", cwd=ROOT, env=dict(os.environ))


def test_in_a_fresh_environment_the_lines_of_the_readme_install_what_its_flow_needs(
    wheel: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    (clone / "dist").mkdir(parents=True)
    shutil.copy(wheel, clone / "dist")  # what `make wheel` leaves
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=clone, env=dict(os.environ))
    programs = tmp_path / "venv/bin"
    env = {**os.environ, **bare_env(tmp_path), "PATH": f"{programs}:{os.environ['PATH']}"}
    _, pip = install_lines(ROOT / "README.md")
    run("sh", "-c", pip, cwd=clone, env=env)
    flow = next(block for block in blocks(ROOT / "README.md") if "(FlowSpec)" in block)
    (clone / "train.py").write_text(flow, encoding="utf-8")
    run("sh", "-c", "python train.py run", cwd=clone, env=env)
    assert "Error" not in run("sh", "-c", "python train.py card list start", cwd=clone, env=env)
    place = Workplace(programs / "python", tmp_path)
    (card,) = place.cards("Train")
    assert card.problems == []


def test_the_readme_and_the_tutorial_hold_whole_flows() -> None:
    pages = [str(flow.id).split()[0] for flow in FLOWS]
    assert {"README.md", "docs/tutorial.md", "docs/how-to/live-updates.md"} <= set(pages)


@pytest.mark.parametrize("code", FLOWS)
def test_a_flow_runs_and_its_cards_show_what_it_gives_them(here: Workplace, code: str) -> None:
    file = here.home / "train.py"
    file.write_text(code, encoding="utf-8")
    here.flow(file, "run")
    cards = here.cards("Train")
    assert len(cards) == code.count("@card(")
    for card in cards:
        assert card.problems == []
        assert card.types != []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_python_is_python(page: Path) -> None:
    for block in blocks(page):
        whole = block if "def " in block or "@card" not in block else f"{block}def step(self): ..."
        compile(whole, page.name, "exec")


@pytest.mark.parametrize(
    "page",
    [*PAGES, ROOT / "CONTRIBUTING.md", *(ROOT / "docs/reference").glob("*.md")],
    ids=lambda page: page.name,
)
def test_every_link_into_the_repository_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []
