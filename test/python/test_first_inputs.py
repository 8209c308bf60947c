"""What people give a chart before they read of its arguments."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta
from typing import Any

import pandas
import pytest
from metaflow_card_kit import BarChart, Histogram, LineChart, ScatterChart
from metaflow_extensions.card_kit.wire.columns import decode


def columns(node: dict[str, Any]) -> dict[str, list[Any]]:
    return {column["name"]: decode(column) for column in node["columns"]}


@pytest.mark.parametrize("data", [{"a": 1.0, "b": 2.5}, [("a", 1.0), ("b", 2.5)]])
def test_a_number_for_each_name_is_a_point_each(data: Any) -> None:
    line, bars, points = (
        LineChart(data).node,
        BarChart(data).node,
        ScatterChart(data).node,
    )
    assert line["x_names"] == points["x_names"] == columns(bars)["names"] == ["a", "b"]
    assert columns(line)["y0"] == columns(points)["y"] == columns(bars)["y0"] == [1, 2.5]


def test_the_keys_of_a_mapping_are_places_where_they_are_numbers() -> None:
    line = LineChart({10: 0.9, 20: 0.5}).node
    assert columns(line) == {"x0": [10, 20], "y0": [0.9, 0.5]}


def test_lists_of_one_length_are_rows() -> None:
    points = ScatterChart([[1, 5], [2, 6], [3, 7]]).node
    assert columns(points) == {"x": [1, 2, 3], "y": [5, 6, 7]}


def test_a_generator_is_read_once() -> None:
    points = ScatterChart(value * value for value in range(4)).node
    assert columns(points)["y"] == [0, 1, 4, 9]


def test_points_of_a_column_stand_at_its_index() -> None:
    days = pandas.date_range("2026-01-01", periods=2, name="day")
    points = ScatterChart(pandas.Series([1.0, 3.0], index=days, name="load")).node
    assert (points["x_label"], points["y_label"]) == ("day", "load")
    assert [value[:10] for value in columns(points)["x"]] == [
        "2026-01-01",
        "2026-01-02",
    ]


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (["cat", "dog", "cat"], "BarChart(collections.Counter(values))"),
        (["1.5", "2e3"], "[float(value) for value in values]"),
        ([timedelta(seconds=3)], "[value.total_seconds() for value in values]"),
        (Counter("abracadabra"), "BarChart(data)"),
        ({"score": [0.1], "age": [30]}, 'x="score"'),
    ],
)
def test_what_cannot_be_counted_comes_with_what_to_write(data: Any, hint: str) -> None:
    node = Histogram(data).node
    assert (node["type"], node["hint"]) == ("problem", hint)


@pytest.mark.parametrize("chart", [LineChart, BarChart, ScatterChart])
@pytest.mark.parametrize(
    "data",
    [[(1, 2.0)] * 6_000_000, [[1, 2.0]] * 6_000_000, [[1.0] * 200_000] * 2],
    ids=["pairs", "rows", "columns"],
)
def test_rows_that_are_too_many_are_refused_before_they_are_read(chart: Any, data: Any) -> None:
    start = time.process_time()
    node = chart(data).node
    assert time.process_time() - start < 1
    assert "at most" in node["message"]
