from __future__ import annotations

from datetime import datetime, timedelta, timezone
from importlib import import_module
from typing import Any

import PIL.Image
import pytest
from metaflow.cards import Markdown
from metaflow_card_kit import LineChart, MetricTable, Table, Timeline, ValueBox, VegaChart
from metaflow_extensions.card_kit.cards.task_reading import table_of_frame
from metaflow_extensions.card_kit.page.facts import document_text
from metaflow_extensions.card_kit.page.records import records_of
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


def test_a_long_column_is_as_its_format_says_and_numbers_of_a_short_one_look_different() -> None:
    values = [40_000 + row / 8 for row in range(60)]
    many = summary_text([Table({"mw": values}, format=",.0f", profile=False).node])
    assert many.count("40,000\n") == 4
    assert "." not in many.split("rows")[0]
    few = summary_text([Table({"mw": values[:9]}, format=",.0f").node])
    assert len(set(few.split())) == len(few.split())


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


def single_columns() -> list[Any]:
    pandas, polars, pyarrow = map(import_module, ("pandas", "polars", "pyarrow"))
    plans = pandas.Series(["basic", "team", "basic"], name="plan")
    levels = pandas.MultiIndex.from_tuples([("x", 0), ("x", 1)], names=["group", None])
    one_column = {"value": [1, 2]}
    return [
        (plans.value_counts(), {"plan": ["basic", "team"], "count": [2, 1]}),
        (plans, {"plan": ["basic", "team", "basic"]}),
        (pandas.Series([1, 2]), one_column),
        (
            pandas.Series([1, 2], levels),
            {"group": ["x", "x"], "level 1": [0, 1], "value": [1, 2]},
        ),
        (pandas.Index([1, 2], name="id"), {"id": [1, 2]}),
        (levels, {"group": ["x", "x"], "1": [0, 1]}),
        (pandas.Categorical(["a", "b"]), {"value": ["a", "b"]}),
        (polars.Series("plan", ["a", "b"]), {"plan": ["a", "b"]}),
        (polars.Series([1, 2]), one_column),
        (pyarrow.array([1, 2]), one_column),
        (pyarrow.chunked_array([[1], [2]]), one_column),
    ]


def test_a_column_on_its_own_is_a_table_beside_the_index_that_it_has() -> None:
    for column, expected in single_columns():
        node = Table(column).node
        assert node["type"] == "table", node
        assert dict(zip(names(node), zip(*rows(node)))) == {
            k: tuple(v) for k, v in expected.items()
        }


def test_a_long_column_is_cut_and_says_how_long_it_is() -> None:
    pandas, polars, pyarrow = map(import_module, ("pandas", "polars", "pyarrow"))
    for column in (
        pandas.Series(range(12_000)),
        polars.Series(range(12_000)),
        pyarrow.array(range(12_000)),
    ):
        assert [Table(column).node[key] for key in ("height", "total")] == [10_000, 12_000]


def test_each_level_of_an_index_is_a_column_of_its_own_name() -> None:
    pandas = import_module("pandas")
    named = pandas.DataFrame({"v": [1]}, index=pandas.Index(["r"], name="run"))
    assert names(Table(named).node) == ["run", "v"]
    index = pandas.MultiIndex.from_product([["x", "y"], [0, 1]], names=["group", "fold"])
    frame = pandas.DataFrame({"v": range(4), "group": range(4)}, index=index)
    node = Table(frame).node
    assert names(node) == ["group", "fold", "v", "group (2)"]
    assert rows(node)[2] == ["y", 0, 2, 2]
    found = table_of_frame("frame", frame)
    assert names(found[0].node) == names(node)


def test_a_wide_frame_says_how_many_columns_it_has() -> None:
    pandas = import_module("pandas")
    node = Table(pandas.DataFrame([range(300)], index=["r"])).node
    assert len(node["columns"]) == 200
    assert node["notes"] == ["The first 200 of 301 columns are shown."]


def test_the_text_of_a_card_has_every_row_and_the_first_frame_the_first_fifty() -> None:
    table = Table({"row": [f"row {n}" for n in range(300)]}).node
    chart = VegaChart(
        {"mark": "point", "encoding": {"x": {"field": "x"}}, "data": {"name": "d"}},
        data=import_module("pandas").DataFrame({"x": [f"row {n}" for n in range(300)]}),
    ).node
    listed = VegaChart(
        {"mark": "point", "data": {"values": [{"x": f"row {n}"} for n in range(300)]}}
    ).node
    for node in (table, chart, listed):
        text = document_text({"title": "", "nodes": [node]})
        assert "row 299" in text
        assert "more rows" not in text
        assert "row 50" not in summary_text([node])
        assert "250 more rows" in summary_text([node])


NOON, MIDNIGHT = datetime(2026, 1, 2, 12, 30), datetime(2026, 1, 1)


def moment_tables(moments: list[Any]) -> list[Any]:
    pandas, polars = map(import_module, ("pandas", "polars"))
    return [
        {"login": moments},
        pandas.DataFrame({"login": moments}),
        polars.DataFrame({"login": moments}),
        polars.DataFrame({"login": moments}).to_arrow(),
        [{"login": moment} for moment in moments],
    ]


def test_moments_without_a_zone_say_so_once_and_those_at_midnight_are_dates() -> None:
    for data in moment_tables([MIDNIGHT, NOON]):
        text = summary_text([Table(data).node])
        assert text == "login, no time zone\n2026-01-01 00:00\n2026-01-02 12:30"
    for data in moment_tables([MIDNIGHT, None, datetime(2026, 3, 1)]):
        node = Table(data).node
        assert [column["dtype"] for column in node["columns"]] == ["date"]
        assert summary_text([node]) == "login\n2026-01-01\n—\n2026-03-01"
    utc = Table({"login": [MIDNIGHT.replace(tzinfo=timezone.utc)]}).node
    assert summary_text([utc]) == "login\n2026-01-01 00:00 UTC"


def test_the_span_of_moments_without_a_zone_is_written_as_its_column() -> None:
    days = [MIDNIGHT + timedelta(days=n) for n in range(60)]
    text = summary_text([Table({"day": days, "at": [day.replace(hour=7) for day in days]}).node])
    assert "day\t2026-01-01 to 2026-03-01" in text
    assert "at, no time zone\t2026-01-01 07:00 to 2026-03-01 07:00" in text


@pytest.mark.parametrize(
    ("name", "years", "text"),
    [
        ("year", [2025, 1999], "2025"),
        ("Birth_Year", [2025, None], "2025"),
        ("fiscal year", [2025], "2025"),
        ("year", [2025, 3000], "2,025"),
        ("year", [2025.5], "2,026"),
        ("leapyear", [2025], "2,025"),
        ("years", [2025], "2,025"),
    ],
)
def test_whole_numbers_named_like_years_are_years(name: str, years: list[Any], text: str) -> None:
    node = Table({name: years}).node
    assert summary_text([node]).split("\n")[1] == text
    assert (node["fields"] == [{"format": "d"}]) == (text == "2025")
    assert Table({name: years}, unit="AD").node["fields"] == [{"unit": "AD"}]


def test_the_records_of_a_table_are_exact() -> None:
    ids = [1234567890123456789, 1234567890123456790, 7]
    [found] = records_of(Table({"id": ids, "year": [2025] * 3}).node)
    assert found.rows == [[one, 2025] for one in ids]
