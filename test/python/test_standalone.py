"""A component and a card without a run: in a file, in a cell of a notebook, in a line of text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from metaflow.cards import Markdown
from metaflow_card_kit import (
    Card,
    Component,
    ConfusionMatrix,
    LineChart,
    MetricTable,
    Problem,
    ScatterChart,
    Section,
    Text,
    read,
)

TABLE = {"accuracy": 0.93, "f1": 0.9}


def page_of(cell: str) -> str:
    (page,) = re.findall(r'srcdoc="([^"]*)"', cell)
    return html.unescape(page)


def test_a_component_writes_itself_to_a_file_that_can_be_read_back(tmp_path: Path) -> None:
    table = MetricTable(TABLE, title="Held out")
    assert table.save(tmp_path / "card.html") is None
    page = (tmp_path / "card.html").read_text("ascii")
    assert "[METAFLOW_RELOAD_TOKEN]" not in page
    document = read(page)
    assert document["title"] == "Held out"
    assert document["nodes"] == [table.node]


def test_a_card_of_components_writes_itself_to_a_file_in_their_order(tmp_path: Path) -> None:
    parts = [MetricTable(TABLE), "In words.", Markdown("# Of Metaflow"), Section([Problem("No.")])]
    Card(parts, title="Evaluation", theme="dark").save(str(tmp_path / "card.html"))
    document = read((tmp_path / "card.html").read_text("ascii"))
    assert (document["title"], document["theme"]) == ("Evaluation", "dark")
    kinds = [node["type"] for node in document["nodes"]]
    assert kinds == ["metric_table", "text", "text", "section"]
    assert document["nodes"][2]["text"] == "# Of Metaflow"
    assert document["nodes"][3]["nodes"][0]["message"] == "No."
    assert "task" not in document


def test_a_file_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    for thing in (MetricTable(TABLE), Card([MetricTable(TABLE)])):
        with pytest.raises(FileNotFoundError):
            thing.save(tmp_path / "no such folder" / "card.html")
        with pytest.raises(IsADirectoryError):
            thing.save(tmp_path)


class Broken:
    def render(self) -> Any:
        raise ValueError("out of paper")


def endless() -> Iterator[str]:
    while True:
        yield "again"


@pytest.mark.parametrize(
    ("components", "message"),
    [
        (3, "components is 3 (int); it must be a list of components."),
        ("words", "components is 'words' (str); it must be a list of components."),
        ([None], "components[0] is None (NoneType); it must be a component, "),
        ([Broken()], "Broken could not be rendered: ValueError: out of paper"),
        (endless(), "Only the first 2,000 components are shown."),
    ],
)
def test_what_is_no_component_stands_on_the_page_as_a_problem(
    components: Any, message: str, tmp_path: Path
) -> None:
    Card(components).save(tmp_path / "card.html")
    document = read((tmp_path / "card.html").read_text("ascii"))
    assert document["nodes"][-1]["message"].startswith(message)


def test_data_that_cannot_be_shown_are_a_problem_on_the_page(tmp_path: Path) -> None:
    MetricTable(3).save(tmp_path / "card.html")  # type: ignore[arg-type]
    (node,) = read((tmp_path / "card.html").read_text("ascii"))["nodes"]
    assert node["type"] == "problem"


@pytest.mark.parametrize("thing", [MetricTable(TABLE), Card([MetricTable(TABLE)], title="A & B")])
def test_a_cell_holds_the_page_in_a_frame_without_an_origin(thing: Any) -> None:
    cell = thing._repr_html_()
    assert cell.startswith("<iframe ")
    assert "<script" not in cell.replace("&quot;", "").split("srcdoc=")[0]
    (flags,) = re.findall(r'sandbox="([^"]*)"', cell)
    assert "allow-same-origin" not in flags
    assert page_of(cell).startswith("<!doctype html>")
    assert read(page_of(cell))["nodes"][0]["metrics"][0]["value"] == 0.93


def test_text_of_the_user_stays_inside_of_the_frame() -> None:
    title = '"></iframe><script>alert(1)</script>'
    cell = Card([MetricTable(TABLE, title=title)], title=title)._repr_html_()
    assert cell.count("<iframe") == 1
    assert "<script>alert" not in cell
    assert cell.count("</iframe>") == 1


@pytest.mark.parametrize("count", [1, 8])
def test_where_frames_are_left_out_the_summary_is_what_is_read(count: int) -> None:
    tables = [MetricTable(TABLE, title=f"A <b> {i}") for i in range(count)]
    cell = Card(tables, title="Evaluation")._repr_html_()
    rest = re.sub(r"<iframe.*</iframe>", "", cell, flags=re.DOTALL)
    assert rest.startswith("<div><header><h1>Evaluation</h1>")
    assert all(f"A &lt;b&gt; {i}" in rest for i in range(count))
    assert "0.930" in rest


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        (MetricTable(TABLE, title="Held out"), "MetricTable(title='Held out', 2 metrics)"),
        (MetricTable({"loss": 1}), "MetricTable(1 metric)"),
        (ConfusionMatrix([[8, 2], [1, 9]]), "ConfusionMatrix(2 labels)"),
        (LineChart({"epoch": [1, 2], "loss": [2, 1]}, x="epoch"), "LineChart(1 series)"),
        (ScatterChart([1, 2, 3], [3, 2, 1]), "ScatterChart(3 values)"),
        (Section([Problem("No.")], title="S"), "Section(title='S', 1 component)"),
        (Problem("No."), "Problem('No.')"),
        (Text("In words."), "Text('In words.')"),
        (Card([MetricTable(TABLE)], title="E"), "Card(title='E', 1 component)"),
        (Card(), "Card(0 components)"),
        (
            MetricTable(3),  # type: ignore[arg-type]
            "MetricTable(problem: metrics is 3 (int); it must be a mappin…)",
        ),
    ],
)
def test_a_repr_says_what_it_is(thing: Any, text: str) -> None:
    assert repr(thing) == text


def test_a_repr_is_short_and_one_line_whatever_it_holds() -> None:
    table = MetricTable({f"metric {i}": i for i in range(1000)}, title="a\nb" * 1000)
    assert len(repr(table)) <= 120
    assert "\n" not in repr(table)


def test_a_repr_of_what_is_half_made_does_not_raise() -> None:
    assert repr(MetricTable.__new__(MetricTable)) == "MetricTable()"
    assert repr(Component.__new__(Component)) == "Component()"
