"""What a card says can be read at a terminal: the document, the summary, a table."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from metaflow_card_kit import (
    BarChart,
    Card,
    Component,
    ConfusionMatrix,
    DagView,
    Histogram,
    LineChart,
    MetricTable,
    ModelComparison,
    Problem,
    ScatterChart,
    Table,
    VegaChart,
)
from metaflow_extensions.card_kit.cards.base import CanvasCard
from metaflow_extensions.card_kit.command import main
from metaflow_extensions.card_kit.page.cells import without_formulas


@pytest.fixture
def card(tmp_path: Path) -> str:
    table = MetricTable({"accuracy": 0.93, "a, b": 2}, title="Held out", caption="On new data.")
    page = CanvasCard(
        options={"title": "Card"}, components=[table.render(), Problem("Lost.").render()]
    ).render(None)
    (tmp_path / "card.html").write_text(page, encoding="ascii")
    return str(tmp_path / "card.html")


def test_the_document_comes_back_as_json(card: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", card]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["title"] == "Card"
    assert [node["type"] for node in document["nodes"]] == ["metric_table", "problem"]


def test_the_summary_comes_as_text_in_reading_order(
    card: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", card, "--text"]) == 0
    text = capsys.readouterr().out
    places = [text.index(part) for part in ("Card", "Held out", "accuracy", "On new data", "Lost")]
    assert places == sorted(places)


def test_a_table_comes_as_csv(card: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", card, "--csv", "Held out"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert [row[:2] for row in rows] == [["name", "value"], ["accuracy", "0.93"], ["a, b", "2"]]


def saved(folder: Path, *components: Any) -> str:
    Card(components, title="Card").save(folder / "saved.html")
    return str(folder / "saved.html")


def rows_of(card: str, name: str, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    assert main(["read", card, "--csv", name]) == 0
    return list(csv.reader(io.StringIO(capsys.readouterr().out)))


def test_a_table_has_every_row_and_every_digit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    metrics = {f"metric {i}": 1 / (i + 3) for i in range(200)}
    rows = rows_of(saved(tmp_path, MetricTable(metrics, title="Many")), "Many", capsys)
    assert {row[0]: float(row[1]) for row in rows[1:]} == metrics


@pytest.mark.parametrize(
    ("component", "rows"),
    [
        (
            LineChart({"epoch": [1, 2], "train": [3, 2.5], "valid": [4, 5]}, x="epoch"),
            [
                ["series", "epoch", "y"],
                ["train", "1", "3.0"],
                ["train", "2", "2.5"],
                ["valid", "1", "4"],
                ["valid", "2", "5"],
            ],
        ),
        (
            Histogram([1, 2, 2, 3], bins=2),
            [["from", "to", "count"], ["1", "2", "1"], ["2", "3", "3"]],
        ),
        (
            BarChart({"feature": ["age", "zip"], "importance": [0.75, 0.25]}, x="feature"),
            [["feature", "importance"], ["age", "0.75"], ["zip", "0.25"]],
        ),
        (ScatterChart(x=[1, 2], y=[3, 4]), [["x", "y"], ["1", "3"], ["2", "4"]]),
        (
            ConfusionMatrix([[8, 2], [1, 9]], labels=["cat", "dog"]),
            [["true \\ predicted", "cat", "dog"], ["cat", "8", "2"], ["dog", "1", "9"]],
        ),
        (
            ModelComparison({"a": {"auc": 0.5}, "b": {"auc": 0.75, "loss": 2}}),
            [["model", "auc", "loss"], ["a", "0.5", ""], ["b", "0.75", "2"]],
        ),
        (
            VegaChart({"data": {"values": [{"fold": 1, "auc": 0.5}]}, "mark": "bar"}),
            [["fold", "auc"], ["1", "0.5"]],
        ),
        (
            DagView({"start": {"type": "start", "next": []}}),
            [["name", "kind", "next"], ["start", "start", "[]"]],
        ),
    ],
    ids=lambda value: value.type if isinstance(value, Component) else "",
)
def test_every_kind_of_data_comes_as_plain_values(
    component: Component, rows: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    component.update(title="The node")
    assert rows_of(saved(tmp_path, component), "The node", capsys) == rows


def test_of_two_nodes_with_one_title_the_id_names_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = [MetricTable({"loss": i}, title="Fold") for i in range(2)]
    card = saved(tmp_path, *tables)
    assert main(["read", card, "--csv", "Fold"]) == 1
    assert "2 nodes have the title Fold" in capsys.readouterr().err
    assert rows_of(card, tables[1].component_id, capsys)[1][:2] == ["loss", "1"]


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
def test_a_place_without_a_card_is_told(place: str, capsys: pytest.CaptureFixture[str]) -> None:
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


SIGNS = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "|x",
    "\t=1",
    "\uff1d1",
    "\ufeff=1",
    '"=1',
    " =1",
    "\u200b+1",
]


def test_no_cell_of_a_csv_begins_with_a_formula_however_it_is_split(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [f"{before}{sign}" for before in ("", "a;", "a,", "a\t", "a\n") for sign in SIGNS]
    file = tmp_path / "card.html"
    Table({"=name": texts, "n": [-1.5] * len(texts)}, title="Cells").save(file)
    assert main(["read", str(file), "--csv", "Cells"]) == 0
    out = capsys.readouterr().out
    for delimiter in (",", ";", "\t"):
        rows = csv.reader(io.StringIO(out), delimiter=delimiter)
        cells = [line for row in rows for cell in row for line in cell.splitlines()]
        begun = [
            cell.strip(' "\ufeff\u200b')[:1] for cell in cells if cell not in ("-1.5", ",-1.5")
        ]
        assert not set(begun) & set("=+-@|\uff1d"), delimiter


def test_what_a_spreadsheet_does_not_show_hides_no_sign_of_a_formula() -> None:
    hidden = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")
    ]
    assert len(hidden) > 200
    assert [one for one in hidden if "'" not in without_formulas(f"{one}=1")] == []
    for count in (150, 300, 5000):
        assert without_formulas("\u200b" * count + "=1")[0] == "'"


@pytest.mark.parametrize("unseen", ["\t", "\n", "\v", " ", "\u200b", ",", ", "])
def test_a_long_field_without_a_formula_costs_as_much_as_it_is_long(unseen: str) -> None:
    start = time.process_time()
    without_formulas(unseen * 100_000)
    assert time.process_time() - start < 3
