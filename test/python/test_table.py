from __future__ import annotations

from importlib import import_module
from typing import Any

import PIL.Image
from metaflow.cards import Markdown
from metaflow_card_kit import LineChart, MetricTable, Table, Timeline, ValueBox
from metaflow_extensions.card_kit.page.summary import summary_text
from metaflow_extensions.card_kit.wire.columns import decode


def rows(node: dict[str, Any]) -> list[list[Any]]:
    return [list(row) for row in zip(*(decode(column) for column in node["columns"]))]


def names(node: dict[str, Any]) -> list[str]:
    return [column["name"] for column in node["columns"]]


DATA = {"plan": ["basic", "team", None], "score": [0.5, float("nan"), float("inf")]}


def test_columns_records_and_rows_are_one_table() -> None:
    records = [dict(zip(DATA, row)) for row in zip(*DATA.values())]
    listed = [list(row) for row in zip(*DATA.values())]
    for node in (
        Table(DATA).node,
        Table(records).node,
        Table(listed, ["plan", "score"]).node,
    ):
        assert names(node) == ["plan", "score"]
        assert rows(node) == [["basic", 0.5], ["team", "NaN"], [None, "Infinity"]]


def test_a_long_table_is_cut_and_said_without_reading_the_rest() -> None:
    node = Table([[n] for n in range(12_000)]).node
    assert (node["height"], node["total"]) == (10_000, 12_000)
    wide = Table([list(range(300))]).node
    assert len(wide["columns"]) == 200


def test_an_array_is_a_table() -> None:
    numpy = import_module("numpy")
    assert rows(Table(numpy.arange(4).reshape(2, 2)).node) == [[0, 1], [2, 3]]
    assert rows(Table(numpy.arange(2)).node) == [[0], [1]]
    structured = numpy.array([(1, 2.5)], dtype=[("a", int), ("b", float)])
    assert names(Table(structured).node) == ["a", "b"]


def test_a_long_frame_of_pandas_keeps_the_names_of_its_rows() -> None:
    pandas = import_module("pandas")
    frame = pandas.DataFrame({"a": range(20_000)}, index=[f"r{n}" for n in range(20_000)])
    node = Table(frame).node
    assert (node["height"], node["total"], rows(node)[0]) == (10_000, 20_000, ["r0", 0])
    assert len(frame) == 20_000


def test_long_frames_of_polars_and_arrow_are_cut() -> None:
    polars = import_module("polars")
    frame = polars.DataFrame({"a": range(20_000)})
    for data in (frame, frame.to_arrow()):
        assert (Table(data).node["height"], Table(data).node["total"]) == (
            10_000,
            20_000,
        )


def test_components_in_cells_are_children_and_show_what_they_are_now() -> None:
    metrics = MetricTable({"accuracy": 0.5})
    table = Table([["a", metrics], ["b", Markdown("*c*")], ["d", 5]])
    metrics.update({"accuracy": 0.75})
    node = table.node
    assert node["cells"] == [{"row": 0, "column": 1}, {"row": 1, "column": 1}]
    assert [child["type"] for child in node["nodes"]] == ["metric_table", "text"]
    assert "0.75" in summary_text([node])
    assert rows(node)[2] == ["d", 5]


def test_formats_and_units_are_by_column() -> None:
    node = Table(DATA, format={"score": ".1%"}, unit={"score": "share", "x": "y"}).node
    assert node["fields"] == [{}, {"format": ".1%", "unit": "share"}]
    assert "no column here" in node["notes"][0]
    assert "50.0%" in summary_text([node])


def test_what_is_no_table_is_named() -> None:
    assert "data is 5 (int)" in Table(5).node["message"]
    assert "headers has 1 names for 2 columns" in Table([[1, 2]], ["a"]).node["message"]
    assert "headers must be a list" in Table([[1]], "a").node["message"]
    assert Table(None).node["waiting"] is True
    assert Table([]).node["height"] == 0


def test_a_cell_with_a_component_says_it_in_a_line_or_where_it_stands() -> None:
    chart = LineChart({"loss": [3, 2, 1]}, title="Loss")
    cells = [["a", ValueBox(0.5, label="Share")], ["b", chart], ["c", Table([[1, 2]])]]
    table = Table(cells, headers=["name", "what"])
    text = summary_text([table.node]).split("\n")
    assert text[:4] == ["name\twhat", "a\tShare: 0.500", "b\tsee Loss below", "c\tsee Table below"]
    assert "Loss" in text[4:]


def test_pictures_in_cells_are_images() -> None:
    picture = PIL.Image.new("RGB", (4, 3))
    for data in ([["a", picture]], {"name": ["a"], "picture": [picture]}, [{"n": 1, "p": picture}]):
        node = Table(data).node
        assert [child["type"] for child in node["nodes"]] == ["image"]
        assert node["cells"] == [{"row": 0, "column": 1}]
        assert "Picture, 4 x 3 pixels." in summary_text([node])
    event = {"title": "Drawn", "components": {"It": picture}}
    assert [child["type"] for child in Timeline([event]).node["nodes"]] == ["image"]
