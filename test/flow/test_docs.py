"""What the README, the tutorial and the how-to pages tell people to run, runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from workplace import ROOT, Workplace

PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/how-to").glob("*.md")),
]


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


FLOWS = [
    pytest.param(block, id=f"{page.relative_to(ROOT)} {number}")
    for page in PAGES
    for number, block in enumerate(blocks(page), start=1)
    if "(FlowSpec)" in block
]


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
