from __future__ import annotations

import copy
import datetime
import itertools
import json
import random
import time
from collections import UserDict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import altair
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_card_kit import VegaChart
from metaflow_extensions.card_kit.page.blocks import as_text
from metaflow_extensions.card_kit.page.html import as_html
from metaflow_extensions.card_kit.wire.columns import decode

VEGA = "https://vega.github.io/schema/vega/v6.json"

BARS = {
    "data": {"values": [{"fold": 1, "auc": 0.91}, {"fold": 2, "auc": 0.94}]},
    "mark": "bar",
    "encoding": {"x": {"field": "fold"}, "y": {"field": "auc", "type": "quantitative"}},
}


def with_values(values: Any) -> dict[str, Any]:
    return {**BARS, "data": {"values": values}}


def values_of(node: dict[str, Any]) -> Any:
    return node["spec"]["data"]["values"]


def message(spec: Any) -> str:
    node = VegaChart(spec).node
    assert node["type"] == "problem"
    json.dumps(node, allow_nan=False)
    return str(node["message"])


def test_a_specification_travels_as_it_is() -> None:
    node = VegaChart(BARS, title="Folds", caption="Five of them.").node
    assert node["type"] == "vega_chart"
    assert node["spec"] == BARS
    assert (node["title"], node["caption"]) == ("Folds", "Five of them.")
    assert "notes" not in node


def test_the_given_specification_is_not_changed_and_not_shared() -> None:
    spec = with_values([{"x": float("nan")}, {"x": np.float32(1)}])
    before = copy.deepcopy(spec)
    node = VegaChart(spec).node
    assert repr(spec) == repr(before)
    node["spec"]["mark"] = "line"
    assert spec["mark"] == "bar"


def test_text_is_read_as_json() -> None:
    assert VegaChart(json.dumps(BARS)).node["spec"] == BARS


def test_an_altair_chart_is_read_by_its_to_dict() -> None:
    frame = pd.DataFrame({"fold": [1, 2], "auc": [0.91, 0.94]})
    chart = altair.Chart(frame).mark_bar().encode(x="fold:O", y="auc:Q")
    spec = VegaChart(chart).node["spec"]
    assert spec == json.loads(chart.to_json())
    assert next(iter(spec["datasets"].values()))[1] == {"fold": 2, "auc": 0.94}


def test_an_altair_chart_that_refuses_says_why() -> None:
    chart = altair.Chart(pd.DataFrame({"x": range(6000)})).mark_point().encode(x="x")
    assert "MaxRowsError" in message(chart)


def test_values_that_json_cannot_say_become_null_and_are_counted() -> None:
    values = [{"x": float("nan")}, {"x": float("inf")}, {"x": Decimal("NaN")}, {"x": 1}]
    node = VegaChart(with_values(values)).node
    assert values_of(node) == [{"x": None}, {"x": None}, {"x": None}, {"x": 1}]
    assert node["notes"][0].startswith("3 values were NaN or infinite")


def test_values_of_other_libraries_become_plain() -> None:
    row = {
        "int": np.int64(3),
        "float": np.float32(0.5),
        "bool": np.bool_(True),
        "missing": pd.NA,
        "time": pd.Timestamp("2024-05-01"),
        "date": datetime.date(2024, 5, 1),
        "decimal": Decimal("0.25"),
        "array": np.arange(3),
        7: b"bytes",
    }
    assert values_of(VegaChart(with_values([row])).node) == [
        {
            "int": 3,
            "float": 0.5,
            "bool": True,
            "missing": None,
            "time": "2024-05-01T00:00:00",
            "date": "2024-05-01",
            "decimal": 0.25,
            "array": [0, 1, 2],
            "7": "bytes",
        }
    ]


def test_a_data_frame_stands_for_its_rows() -> None:
    frame = pd.DataFrame({"fold": [1, 2], "auc": [0.91, None]})
    node = VegaChart(with_values(frame)).node
    assert values_of(node) == [{"fold": 1, "auc": 0.91}, {"fold": 2, "auc": None}]
    assert node["notes"][0].startswith("1 value was NaN")


def test_no_row_is_lost_among_many() -> None:
    node = VegaChart(with_values([{"x": i} for i in range(30_000)])).node
    assert "values" not in node["spec"]["data"]
    [column] = node["columns"]
    assert decode(column) == list(range(30_000))
    assert node["tables"] == [
        {"name": "table 1", "height": 30_000, "columns": 1, "head": [[i] for i in range(50)]}
    ]


@pytest.mark.parametrize("make", [dict, pd.DataFrame, pl.DataFrame, pa.table])
def test_rows_of_any_library_are_read(make: Callable[[dict[str, list[Any]]], Any]) -> None:
    columns = {"fold": [1, 2], "auc": [0.91, None], "set": ["a", "b"]}
    frame = make(columns)
    rows = [{"fold": 1, "auc": 0.91, "set": "a"}, {"fold": 2, "auc": None, "set": "b"}]
    node = VegaChart({k: BARS[k] for k in ("mark", "encoding")}, data=frame).node
    assert node["spec"]["data"] == {"name": "data", "values": rows}
    if make is not dict:
        assert values_of(VegaChart(with_values(frame)).node) == rows
        assert values_of(VegaChart({**BARS, "data": frame}).node) == rows


def test_a_record_batch_is_read_and_an_arrow_table_of_many_rows_is_columns() -> None:
    batch = pa.record_batch({"x": list(range(5000)), "y": [0.25] * 5000})
    for data in (batch, pa.Table.from_batches([batch])):
        node = VegaChart({"mark": "point"}, data=data).node
        assert node["spec"] == {"mark": "point", "data": {"name": "data"}}
        assert [decode(column)[4999] for column in node["columns"]] == [4999, 0.25]


def test_given_rows_stand_in_the_place_of_those_of_the_specification() -> None:
    rows = [{"fold": 9, "auc": 0.5}]
    assert values_of(VegaChart(BARS, data=rows).node) == rows
    frame = pd.DataFrame({"fold": [1, 2], "auc": [0.91, 0.94]})
    chart = altair.Chart(frame).mark_bar().encode(x="fold:O", y="auc:Q")
    node = VegaChart(chart, data=rows).node
    assert values_of(node) == rows
    assert "datasets" not in node["spec"]
    vega = {"$schema": VEGA, "data": [{"name": "a", "url": "x"}, {"name": "b", "source": "a"}]}
    assert VegaChart({**vega, "marks": []}, data=rows).node["spec"]["data"] == [
        {"name": "a", "values": rows},
        {"name": "b", "source": "a"},
    ]


def test_an_update_of_the_rows_keeps_the_specification() -> None:
    chart = VegaChart({k: BARS[k] for k in ("mark", "encoding")}, data=[{"fold": 1, "auc": 0.5}])
    chart.update(data=[{"fold": 2, "auc": 0.75}])
    assert chart.node["spec"]["mark"] == "bar"
    assert values_of(chart.node) == [{"fold": 2, "auc": 0.75}]


@pytest.mark.parametrize(
    "arguments",
    [
        *({}, {"spec": None}, {"spec": {"mark": "bar"}, "data": None}),
        {"spec": {"mark": "bar", "data": {"values": None}}},
    ],
)
def test_what_has_nothing_to_show_yet_waits_in_quiet(
    arguments: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    if arguments.get("spec"):
        arguments["spec"]["encoding"] = BARS["encoding"]
    node = VegaChart(**arguments).node
    assert (node["type"], node["waiting"]) == ("problem", True)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("empty", [[], {}, pd.DataFrame({"fold": []}), pl.DataFrame()])
def test_a_chart_of_no_rows_waits_for_them(empty: Any) -> None:
    node = VegaChart({k: BARS[k] for k in ("mark", "encoding")}, data=empty).node
    assert node["type"] == "vega_chart"
    assert values_of(node) == []
    assert "notes" not in node
    assert "No data yet." in as_text(VegaChart.summary(node))


def test_a_mark_without_fields_needs_no_data() -> None:
    assert VegaChart({"mark": "rect"}).node["type"] == "vega_chart"


def test_too_many_rows_are_refused_before_they_are_read() -> None:
    frame = pd.DataFrame(np.ones((1_000_000, 5)), columns=list("abcde"))
    rows = [{"x": 1}] * 1_000_000
    for data in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame), rows):
        start = time.process_time()
        node = VegaChart({"mark": "point"}, data=data).node
        spent = time.process_time() - start
        assert node["type"] == "problem"
        assert "1,000,000 rows" in node["message"]
        assert spent < 0.1


def test_dates_without_a_time_stay_dates() -> None:
    days = [datetime.date(2024, 5, 1), datetime.date(2024, 5, 2)] * 2000
    for data in (
        pl.DataFrame({"day": days}),
        pd.DataFrame({"day": np.array(days, "datetime64[D]")}),
        [{"day": day} for day in days],
    ):
        node = VegaChart({"mark": "point"}, data=data).node
        if node["columns"][0]["dtype"] == "date":
            assert decode(node["columns"][0])[:2] == ["2024-05-01", "2024-05-02"]
        else:  # pandas has no dates without a time
            assert decode(node["columns"][0])[0] == "2024-05-01T00:00:00"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ({}, "spec is empty"),
        (7, "spec is 7 (int)"),
        ([BARS], "spec is [{"),
        ("chart.json", "spec is text that is not JSON"),
        ("[1]", "spec is [1] (list)"),
        (pd.DataFrame({"x": [1]}), "(DataFrame)"),
        ({"data": {"values": []}}, "spec has no mark and no layer"),
        ({**BARS, "data": {"url": "data/cars.csv"}}, "data.url is 'data/cars.csv'"),
        ({"layer": [{**BARS, "data": {"url": "http://x/y"}}]}, "data.url is 'http://x/y'"),
    ],
)
def test_what_is_no_specification_is_named(spec: Any, found: str) -> None:
    assert found in message(spec)


def test_a_network_source_in_vega_is_refused_too() -> None:
    schema = "https://vega.github.io/schema/vega/v6.json"
    spec = {"$schema": schema, "data": [{"name": "a"}, {"name": "b", "url": "b.csv"}]}
    assert "data.url is 'b.csv'" in message(spec)
    assert VegaChart({"$schema": schema, "marks": []}).node["type"] == "vega_chart"


def test_a_specification_that_contains_itself_ends_in_a_message() -> None:
    spec: dict[str, Any] = {"mark": "bar"}
    spec["encoding"] = spec
    assert "contains itself" in message(spec)


def test_objects_that_cannot_be_printed_do_not_break_the_chart() -> None:
    class Odd:
        def __str__(self) -> str:
            raise ValueError

        __repr__ = __str__

    node = VegaChart(with_values([{"x": Odd()}])).node
    assert "Odd" in values_of(node)[0]["x"]
    assert "Odd" in message(Odd())


def test_a_chart_that_is_too_large_says_so() -> None:
    rng = random.Random(0)
    rows = [{"text": rng.randbytes(600).hex()} for _ in range(15_000)]
    assert "MB" in message(with_values(rows))


def test_an_update_replaces_the_specification_and_keeps_the_title() -> None:
    chart = VegaChart(BARS, title="Folds")
    chart.update({**BARS, "mark": "line"})
    assert chart.node["spec"]["mark"] == "line"
    assert chart.node["title"] == "Folds"


def test_the_summary_tells_the_title_and_the_rows() -> None:
    node = VegaChart({**BARS, "title": {"text": "Folds <b>"}}).node
    html = as_html(VegaChart.summary(node))
    assert "<p>Chart: Folds &lt;b&gt;</p>" in html
    assert '<th scope="row">2</th><td>0.94</td>' in html
    frame = pd.DataFrame({"fold": ["one"], "auc": [0.91]})
    chart = altair.layer(altair.Chart(frame).mark_bar().encode(x="fold", y="auc"))
    assert "<td>0.91</td>" in as_html(VegaChart.summary(VegaChart(chart).node))


@pytest.mark.parametrize("value", [Decimal("sNaN"), 10**400, Fraction(10**400)])
def test_a_number_beyond_floats_is_missing_and_the_chart_stays(value: Any) -> None:
    node = VegaChart({"mark": "bar", "data": {"values": [{"a": value}, {"a": 1}]}}).node
    assert node["spec"]["data"]["values"] == [{"a": None}, {"a": 1}]
    assert node["notes"][0].startswith("1 value was NaN or infinite")


def test_rows_of_any_collection_are_read_and_a_generator_is_named() -> None:
    def rows(values: Any) -> dict[str, Any]:
        return VegaChart({"mark": "bar", "data": {"values": values}}).node

    assert rows(range(2))["spec"]["data"]["values"] == [0, 1]
    assert rows(deque([UserDict(a=1)]))["spec"]["data"]["values"] == [{"a": 1}]
    assert "which can be read only once; make it a list." in rows(iter([1]))["message"]


def test_text_nested_too_deeply_is_named() -> None:
    assert VegaChart("[" * 100_000).node["message"].startswith("spec is text that is not JSON")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mark": "lime"}, "mark 'lime' does not exist: did you mean 'line'?"),
        ({"mark": {"type": "Bars"}}, "mark 'Bars' does not exist: did you mean 'bar'?"),
        ({"mark": "flower"}, "mark 'flower' does not exist; marks are arc, area, bar,"),
        (
            {"encoding": {"x": {"field": "a", "type": "quantitive"}}},
            "encoding.x.type 'quantitive' does not exist: did you mean 'quantitative'?",
        ),
        (
            {"encoding": {"y": {"field": "a", "aggregate": "avrage"}}},
            "encoding.y.aggregate 'avrage' does not exist: did you mean 'average'?",
        ),
        (
            {"encoding": {"x": {"field": "a", "timeUnit": "yearmonths"}}},
            "encoding.x.timeUnit 'yearmonths' does not exist: did you mean 'yearmonth'?",
        ),
        (
            {"encoding": {"x": {"field": "a", "scale": {"type": "logs"}}}},
            "encoding.x.scale.type 'logs' does not exist: did you mean 'log'?",
        ),
        (
            {"transform": [{"aggregate": [{"op": "maen", "field": "a", "as": "b"}]}]},
            "transform.aggregate 'maen' does not exist: did you mean 'mean'?",
        ),
        (
            {"mark": {"type": "line", "interpolate": "smooth"}},
            "mark.interpolate 'smooth' does not exist; interpolations are basis,",
        ),
        (
            {"params": [{"name": "brush", "select": {"type": "intervall"}}]},
            "params.select 'intervall' does not exist: did you mean 'interval'?",
        ),
        (
            {"encoding": {"color": {"field": "a", "scale": {"scheme": "viridiss"}}}},
            "encoding.color.scale.scheme 'viridiss' does not exist: did you mean 'viridis'?",
        ),
        ({"mark": {"tooltip": True}}, "spec.mark is {'tooltip': True} (dict); it must be a mark"),
        ({"mark": ["bar"]}, "spec.mark is ['bar'] (list); it must be a mark"),
        ({"encoding": None}, "spec.encoding is None (NoneType); it must be a dict."),
        ({"transform": {"filter": "datum.a"}}, "spec.transform is {'filter': 'datum.a'} (dict)"),
        ({"layer": {"mark": "bar"}}, "spec.layer is {'mark': 'bar'} (dict); it must be a list."),
        ({"params": {"name": "a"}}, "spec.params is {'name': 'a'} (dict); it must be a list."),
        ({"transform": [{"calculate": "datum.a"}]}, "transform.calculate is 'datum.a' (str) with"),
        ({"facet": {"field": "fold"}}, "spec has facet, and no spec of what is drawn for each"),
        (
            {"transform": [{"calculate": "lenght(datum.a)", "as": "b"}]},
            "calculate 'lenght(datum.a)' calls 'lenght', which does not exist: did you mean",
        ),
        (
            {"transform": [{"filter": {"not": "isvalid(datum.a)"}}]},
            "not 'isvalid(datum.a)' calls 'isvalid', which does not exist: did you mean 'isValid'?",
        ),
        (
            {"transform": [{"filter": {"or": ["datum.a > 1", "flower(datum.a)"]}}]},
            "filter 'flower(datum.a)' calls 'flower', which does not exist",
        ),
        (
            {"mark": {"type": "bar", "width": {"expr": "datum.a.toFixed(2)"}}},
            "calls .toFixed(), and expressions have no methods; they have functions, such as",
        ),
        (
            {"encoding": {"x": {"field": "a", "axis": {"labelExpr": "Format(datum.label)"}}}},
            "labelExpr 'Format(datum.label)' calls 'Format', which does not exist: did you mean",
        ),
        ({"width": 1e7}, "spec.width is 10,000,000.0; a side of a chart has at most 30,000"),
        ({"data": {"sequence": {"start": 0, "stop": 1e9}}}, "data.sequence makes 1,000,000,000"),
    ],
)
def test_a_word_that_does_not_exist_is_named_with_the_one_that_was_meant(
    change: dict[str, Any], sentence: str
) -> None:
    inner = {**BARS, **change}
    assert sentence in message(inner)
    if "width" not in change:
        assert sentence in message({"hconcat": [BARS, {"layer": [inner]}]})


@pytest.mark.parametrize(
    "expression",
    [
        "if(datum.a > 1, 'f(x)', \"g(x) 'h(x)'\")",
        "test(/nope\\(x\\)[/]what(a)/, datum.a) ? 1 : (2)",
        "replace(datum.a, /don't(/, '') + 'it\\'s foo(1)'",
        "datum.a / datum.b + (datum.c) / 2",
        "datum['f(x)'] in {a: 1} || 'a' in (datum.b)",
        "[1, 2][indexof(['a'], datum.a)] || -(1)",
        "format ( datum.a , '.2f' )",
        "scale('x', datum.a) + utcyear(datum.b) + PI * (2)",
        "!isValid(datum.a) && !(datum.b)",
    ],
)
def test_what_looks_like_a_call_and_is_none_is_left_alone(expression: str) -> None:
    steps = [{"calculate": expression, "as": "b"}, {"filter": expression}]
    node = VegaChart({**BARS, "transform": steps}).node
    assert (node["type"], node.get("notes")) == ("vega_chart", None)


def test_the_expressions_of_vega_are_looked_at_and_its_data_are_not() -> None:
    data = [{"name": "t", "values": [{"signal": "nope(1)", "update": "nope(1)"}]}]
    signals = [{"name": "s", "update": "lenght(data('t'))"}]
    assert VegaChart({"$schema": VEGA, "data": data, "marks": []}).node["type"] == "vega_chart"
    assert "did you mean" in message({"$schema": VEGA, "data": data, "signals": signals})


def test_a_misspelled_top_level_key_is_named() -> None:
    spec = {"marks": "bar", "encoding": BARS["encoding"]}
    assert "spec has no mark, but 'marks': did you mean 'mark'?" in message(spec)


def test_a_channel_that_does_not_exist_is_ignored_and_named() -> None:
    encoding = {**BARS["encoding"], "colour": {"field": "fold"}}
    node = VegaChart({**BARS, "encoding": encoding}).node
    assert node["type"] == "vega_chart"
    assert node["notes"] == ["The channel 'colour' does not exist: did you mean 'color'?"]


def test_what_vega_lite_would_pass_over_in_silence_is_named() -> None:
    assert VegaChart({**BARS, "trasform": []}).node["notes"] == [
        "spec.trasform is ignored: did you mean 'transform'?"
    ]
    assert VegaChart({**BARS, "transform": [{"filtr": "true"}]}).node["notes"] == [
        "The transform 'filtr' does not exist: did you mean 'filter'?"
    ]


@pytest.mark.parametrize("scheme", ["Viridis", "blues-5", {"name": "greys", "count": 4}])
def test_schemes_of_any_case_and_count_are_known(scheme: Any) -> None:
    color = {"field": "fold", "scale": {"scheme": scheme}}
    node = VegaChart({**BARS, "encoding": {**BARS["encoding"], "color": color}}).node
    assert (node["type"], node.get("notes")) == ("vega_chart", None)


def test_the_marks_and_transforms_of_vega_are_known() -> None:
    spec = {"$schema": VEGA, "marks": [{"type": "group", "marks": [{"type": "rectangle"}]}]}
    assert "marks.type 'rectangle' does not exist: did you mean" in message(spec)
    data = [{"name": "a", "values": [1], "transform": [{"type": "agregate"}]}]
    assert "did you mean 'aggregate'?" in message({"$schema": VEGA, "data": data})


@pytest.mark.parametrize("kind", ["Q", "quantitative", "Quantitative"])
def test_types_may_be_short(kind: str) -> None:
    spec = {**BARS, "encoding": {"x": {"field": "fold", "type": kind}}}
    assert VegaChart(spec).node["type"] == "vega_chart"


def test_what_never_ends_is_refused() -> None:
    class Endless(dict[str, Any]):
        def items(self) -> Any:
            return ((str(i), i) for i in itertools.count())

    shared: list[Any] = [1]
    for _ in range(30):
        shared = [shared, shared]
    for odd in ({"params": Endless(a=1)}, {"params": shared}, {"params": itertools.count()}):
        start = time.process_time()
        assert "spec" in message({**BARS, **odd})
        assert time.process_time() - start < 5


def test_many_rows_that_are_plain_values_are_a_column() -> None:
    node = VegaChart({"mark": "tick"}, data=list(range(3000))).node
    assert [column["name"] for column in node["columns"]] == ["data"]


def test_a_hundred_thousand_rows_are_quick_and_small() -> None:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "x": np.arange(100_000),
            "y": rng.normal(size=100_000).round(2),
            "set": rng.choice(["train", "valid", "test"], 100_000),
        }
    )
    start = time.process_time()
    chart = VegaChart({"mark": "point"}, data=frame)
    chart.render()
    spent = time.process_time() - start
    assert len(json.dumps(chart.node)) < 600_000
    assert spent < 1  # a tenth of it on a machine with nothing else to do
