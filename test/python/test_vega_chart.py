from __future__ import annotations

import copy
import datetime
import json
from collections import UserDict, deque
from decimal import Decimal
from fractions import Fraction
from typing import Any

import altair
import numpy as np
import pandas as pd
import pytest
from metaflow_card_kit import VegaChart
from metaflow_extensions.card_kit.page.html import as_html

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
    assert len(values_of(node)) == 30_000


def test_data_without_rows_are_said_to_be_empty() -> None:
    assert VegaChart(with_values([])).node["notes"] == ["The data of this chart have no rows."]


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ({}, "spec is empty"),
        (None, "spec is None"),
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
    rows = [{"text": "x" * 1000}] * 9000
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
