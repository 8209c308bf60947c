from __future__ import annotations

import math
import random
from datetime import date
from typing import Any

import numpy as np
import pytest
from frames_of import LIBRARIES, frame_of
from metaflow_card_kit import ScatterChart
from metaflow_extensions.card_kit.statistics.reduce import outer_places
from metaflow_extensions.card_kit.wire.columns import decode


def columns(node: dict[str, Any]) -> dict[str, list[Any]]:
    return {column["name"]: decode(column) for column in node["columns"]}


TRIALS = {
    "rate": [0.1, 0.01],
    "accuracy": [0.9, 0.95],
    "kind": ["a", "b"],
    "layers": [2.5, 12.0],
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_columns_of_any_frame_are_points(library: str) -> None:
    node = ScatterChart(frame_of(library, TRIALS), "rate", "accuracy", "kind", size="layers").node
    assert columns(node) == {
        "x": [0.1, 0.01],
        "y": [0.9, 0.95],
        "color": [0, 1],
        "size": [2.5, 12],
    }
    assert node["color_names"] == ["a", "b"]
    assert (node["x_label"], node["color_label"]) == ("rate", "kind")


def test_the_first_columns_of_numbers_are_x_and_y() -> None:
    assert columns(ScatterChart(TRIALS).node)["y"] == [0.9, 0.95]
    assert columns(ScatterChart(np.array([[1, 2], [3, 4]])).node) == {
        "x": [1, 3],
        "y": [2, 4],
    }


def test_a_number_is_a_ramp_unless_it_is_one_of_few_whole_numbers() -> None:
    ramp = ScatterChart(x=[1, 2], y=[1, 2], color=[0.5, 0.7]).node
    assert "color_names" not in ramp
    clusters = ScatterChart(x=[1, 2, 3], y=[1, 2, 3], color=[4, 0, 4]).node
    assert (clusters["color_names"], columns(clusters)["color"]) == (
        ["0", "4"],
        [1, 0, 1],
    )


def test_dates_are_places_and_names_stand_beside_points() -> None:
    node = ScatterChart(x=[date(2026, 1, 1)], y=[3], label=["first"]).node
    assert columns(node) == {"x": ["2026-01-01"], "y": [3], "label": ["first"]}


def test_names_are_places_too() -> None:
    node = ScatterChart(x=["b", "a", "b"], y=[1, 2, 3]).node
    assert (node["x_names"], columns(node)["x"]) == (["b", "a"], [0, 1, 0])
    (block,) = ScatterChart.summary(node)
    assert [row[0] for row in block.rows] == ["y"]


def test_of_more_points_than_a_card_holds_the_outermost_stay() -> None:
    x, y = np.zeros(150_000), np.zeros(150_000)
    x[77_777], y[99_999] = 5, -5
    node = ScatterChart(x=x, y=y).node
    kept = columns(node)
    assert node["total"] == 150_000
    assert len(kept["x"]) <= 100_000
    assert (max(kept["x"]), min(kept["y"])) == (5, -5)


@pytest.mark.parametrize("seed", range(20))
def test_points_that_stay_are_the_outermost_and_as_many_of_each_stretch(seed: int) -> None:
    chance = random.Random(seed)
    ends = [math.nan, math.inf, -math.inf]
    x, y = ([chance.choice([*ends, chance.gauss(0, 9)]) for _ in range(300)] for _ in "xy")
    for limit in (5, 6, 40, 297, 299):
        places = outer_places(x, y, limit)
        assert places == sorted(set(places))
        assert len(places) <= limit
        assert set(range(0, 300, math.ceil(300 / (limit - 4)))) <= set(places)
        for values in (x, y):
            finite = list(filter(math.isfinite, values))
            kept = [values[place] for place in places if math.isfinite(values[place])]
            assert (min(kept), max(kept)) == (min(finite), max(finite))
    assert outer_places(x, y, 300) == list(range(300))
    assert outer_places([math.nan] * 9, [math.inf] * 9, 7) == [0, 3, 6]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": [1], "y": [1, 2]}, "x has 1 values, and y has 2."),
        (
            {"data": {"a": ["t"]}},
            "x and y must name columns of numbers; data have 0 that no",
        ),
    ],
)
def test_what_cannot_be_read_is_said(arguments: dict[str, Any], message: str) -> None:
    assert message in ScatterChart(**arguments).node["message"]


def test_the_summary_has_the_range_of_each_column() -> None:
    (block,) = ScatterChart.summary(ScatterChart(TRIALS, "rate", "accuracy").node)
    assert block.rows == [
        ["rate", "2", "0.010", "0.100"],
        ["accuracy", "2", "0.900", "0.950"],
    ]
