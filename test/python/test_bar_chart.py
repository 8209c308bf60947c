from __future__ import annotations

import math
from typing import Any

import pandas
import pytest
from frames_of import LIBRARIES, frame_of
from metaflow_card_kit import BarChart, Histogram, LineChart, ScatterChart
from metaflow_extensions.card_kit.wire.columns import decode


def bars(node: dict[str, Any]) -> dict[str, list[Any]]:
    """The names, and the values of each series."""
    names, *values = map(decode, node["columns"])
    return {"": names, **{s["name"]: v for s, v in zip(node["series"], values)}}


FOLDS = {"fold": ["a", "b"], "train": [0.97, 0.96], "valid": [0.91, None]}


@pytest.mark.parametrize("library", LIBRARIES)
def test_columns_of_any_frame_are_series(library: str) -> None:
    node = BarChart(frame_of(library, FOLDS), x="fold", stack=False).node
    assert bars(node) == {"": ["a", "b"], "train": [0.97, 0.96], "valid": [0.91, "NaN"]}
    assert (node["x_label"], node["stack"]) == ("fold", False)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_column_splits_the_rows_into_series(library: str) -> None:
    rows = {
        "day": ["mon", "mon", "tue"],
        "n": [1, 2, 3],
        "plan": ["basic", "pro", "pro"],
    }
    node = BarChart(frame_of(library, rows), "day", "n", "plan").node
    assert bars(node) == {"": ["mon", "tue"], "basic": [1, "NaN"], "pro": [2, 3]}


def test_a_mapping_of_numbers_is_a_bar_each() -> None:
    assert bars(BarChart({"plan": 0.1, "seats": 0.3}).node) == {
        "": ["plan", "seats"],
        "y": [0.1, 0.3],
    }


def test_plain_lists_are_bars() -> None:
    assert bars(BarChart(x=["a", "b"], y=[1, 2]).node) == {"": ["a", "b"], "y": [1, 2]}
    assert bars(BarChart([5, 6]).node) == {"": [1, 2], "y": [5, 6]}


def test_equal_numbers_and_missing_names_are_one_bar() -> None:
    places = [0.5, 1.0, math.nan, 1, None, 0.5, True]
    node = BarChart(x=places, y=[1, 2, 4, 8, 16, 32, 64]).node
    assert bars(node)["y"] == [33, 74, 20]


def test_a_column_with_names_is_bars_by_name() -> None:
    plans = pandas.Series(["basic", "team", "basic"], name="plan")
    node = BarChart(plans.value_counts()).node
    assert bars(node) == {"": ["basic", "team"], "count": [2, 1]}
    assert node["x_label"] == "plan"


@pytest.mark.parametrize("component", [BarChart, LineChart, ScatterChart, Histogram])
@pytest.mark.parametrize("data", [{}, [], {"x": [], "y": []}, pandas.DataFrame({"y": []})])
def test_a_chart_of_no_rows_is_empty_and_no_problem(component: Any, data: Any) -> None:
    assert component(data, x="y" if "y" in data else None).node["type"] == component.type


def test_values_of_equal_names_are_added_and_counted() -> None:
    node = BarChart(x=["a", "b", "a"], y=[1, 2, 3]).node
    assert bars(node)["y"] == [4, 2]
    assert node["merged"] == 1
    assert "notes" not in node


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("-y", ["b", "c", "a"]),
        ("y", ["a", "c", "b"]),
        ("x", ["a", "b", "c"]),
        ("-n", ["b", "c", "a"]),
    ],
)
def test_bars_are_sorted_by_a_column(sort: str, names: list[str]) -> None:
    data = {"name": ["c", "a", "b"], "n": [2, 1, 3]}
    assert bars(BarChart(data, "name", "n", sort=sort).node)[""] == names


def test_bars_without_a_value_stand_last_in_either_order() -> None:
    data = {"name": ["none", "b", "a"], "n": [None, 2, 1]}
    for sort, names in (("n", ["a", "b", "none"]), ("-n", ["b", "a", "none"])):
        assert bars(BarChart(data, "name", "n", sort=sort).node)[""] == names


@pytest.mark.parametrize("sort", ["down", "", 3])
def test_an_order_that_does_not_exist_is_said(sort: Any) -> None:
    node = BarChart({"a": 1}, sort=sort).node
    said = f"sort is {sort!r} ({type(sort).__name__}); it can be the column of x or of y"
    assert node["message"].startswith(said)
    assert node["hint"] == 'sort="-y"'


def test_of_many_bars_the_largest_travel_in_their_order() -> None:
    node = BarChart(x=list(range(1500)), y=list(range(1500))).node
    assert node["total"] == 1500
    assert bars(node)[""] == list(range(500, 1500))
    values = [None, *[0] * 999, None, -1]
    assert bars(BarChart(x=list(range(1002)), y=values).node)[""] == [*range(1, 1000), 1001]


def test_the_summary_is_a_table_of_all_values() -> None:
    (block,) = BarChart.summary(BarChart(FOLDS, x="fold").node)
    assert block.headers == ["fold", "train", "valid"]
    assert block.rows[0] == ["a", "0.970", "0.910"]


def test_text_in_the_place_of_numbers_is_said_with_its_place() -> None:
    node = BarChart({"a": ["x", "y"], "n": ["1", "n/a"]}, "a", "n").node
    assert node["message"] == "y, 'n' must hold numbers, and holds '1' (str) at place 0."
    assert BarChart({"a": ["x"]}).node["message"] == "data have no column of numbers for y."
