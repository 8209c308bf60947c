"""What a card says can be read at a terminal: the document, the summary, a table."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from metaflow_card_kit import MetricTable, Problem
from metaflow_extensions.card_kit.cards.base import CanvasCard
from metaflow_extensions.card_kit.command import main


@pytest.fixture
def card(tmp_path: Path) -> str:
    table = MetricTable(
        {"accuracy": 0.93, "a, b": 2}, title="Held out", caption="On new data."
    )
    page = CanvasCard(
        options={"title": "Card"},
        components=[table.render(), Problem("Lost.").render()],
    ).render(None)
    (tmp_path / "card.html").write_text(page, encoding="ascii")
    return str(tmp_path / "card.html")


def test_the_document_comes_back_as_json(
    card: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", card]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["title"] == "Card"
    assert [node["type"] for node in document["nodes"]] == ["metric_table", "problem"]


def test_the_summary_comes_as_text_in_reading_order(
    card: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", card, "--text"]) == 0
    text = capsys.readouterr().out
    places = [
        text.index(part)
        for part in ("Card", "Held out", "accuracy", "On new data", "Lost")
    ]
    assert places == sorted(places)


def test_a_table_comes_as_csv(card: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", card, "--csv", "Held out"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert [row[0] for row in rows][1:] == ["accuracy", "a, b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--csv", "nope"], "no such node. The card has: Held out"),
        (["--csv", "problem"], "no such node"),
    ],
)
def test_what_is_not_there_is_told(
    card: str, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", card, *arguments]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("place", ["no_such_file.html", "NoFlow/1/start/2", __file__])
def test_a_place_without_a_card_is_told(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", place]) == 1
    assert capsys.readouterr().err.startswith("metaflow_card_kit: ")


def test_it_runs_as_a_module_and_reads_a_pipe(card: str) -> None:
    out = subprocess.run(
        [sys.executable, "-m", "metaflow_card_kit", "read", "-", "--text"],
        input=Path(card).read_text("ascii"),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "accuracy" in out
