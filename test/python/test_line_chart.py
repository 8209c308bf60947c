from __future__ import annotations

import json
import math
import random
from datetime import date, datetime, timezone
from typing import Any

import numpy as np
import pandas
import pytest
from frames_of import LIBRARIES, frame_of
from metaflow_card_kit import CanvasCard, LineChart
from metaflow_extensions.card_kit.statistics.reduce import extreme_places
from metaflow_extensions.card_kit.wire.columns import decode


def points(node: dict[str, Any]) -> dict[str, list[tuple[Any, Any]]]:
    """The points of each line of a node."""
    parts: dict[str, list[Any]] = {}
    for column in node["columns"]:
        parts.setdefault(column["name"], []).extend(decode(column))
    return {line["name"]: list(zip(parts[line["x"]], parts[line["y"]])) for line in node["series"]}


EPOCHS = {"epoch": [1, 2, 3], "train": [0.9, 0.5, 0.4], "valid": [1.0, 0.6, None]}


@pytest.mark.parametrize("library", LIBRARIES)
def test_columns_of_any_frame_are_lines_over_one_column_of_places(library: str) -> None:
    node = LineChart(frame_of(library, EPOCHS), x="epoch").node
    assert points(node)["train"] == [(1, 0.9), (2, 0.5), (3, 0.4)]
    assert [y for _, y in points(node)["valid"]] == [1, 0.6, "NaN"]
    assert len(node["columns"]) == 3
    assert node["x_label"] == "epoch"


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_column_splits_the_rows_into_lines(library: str) -> None:
    rows = {
        "step": [1, 1, 2, 2],
        "loss": [4.0, 3.0, 2.0, 1.0],
        "run": ["a", "b", "a", "b"],
    }
    node = LineChart(frame_of(library, rows), "step", "loss", "run").node
    assert points(node) == {"a": [(1, 4), (2, 2)], "b": [(1, 3), (2, 1)]}
    assert node["y_label"] == "loss"


def test_plain_lists_are_lines_too() -> None:
    assert points(LineChart([3, 1, 2]).node) == {"y": [(0, 3), (1, 1), (2, 2)]}
    assert points(LineChart(x=[5, 6], y=[1, 2]).node) == {"y": [(5, 1), (6, 2)]}
    both = LineChart(x=[5, 6], y={"a": [1, 2], "b": [3, 4]}).node
    assert points(both) == {"a": [(5, 1), (6, 2)], "b": [(5, 3), (6, 4)]}


def test_arrays_and_series_are_lines() -> None:
    assert points(LineChart(np.array([[1, 2], [3, 4]])).node) == {
        "0": [(0, 1), (1, 3)],
        "1": [(0, 2), (1, 4)],
    }
    series = pandas.Series([1.5, 2.5], index=[10, 20], name="loss")
    for data in (series, series.to_frame()):
        assert points(LineChart(data).node) == {"loss": [(10, 1.5), (20, 2.5)]}


def test_an_index_is_the_places_and_its_name_names_them() -> None:
    days = pandas.date_range("2026-01-01", periods=2, name="day", tz="Europe/Berlin")
    series = pandas.Series([1, 2], index=days)
    for chart in (
        LineChart(series),
        LineChart(series.to_frame()),
        LineChart(series.to_frame(), "day"),
    ):
        assert chart.node["columns"][0]["dtype"] == "datetime"
        assert chart.node["x_label"] == "day"


@pytest.mark.parametrize(
    ("texts", "dtype"),
    [
        (["2026-01-01", None, "2026-01-05"], "date"),
        (["2026-01-01T10:00", "2026-01-02 10:00:00.5"], "datetime"),
        (["2026-01-01T10:00:00Z", "2026-01-02T10:00:00+00:00"], "datetime"),
        (["2026-01-01", "2026-02-31"], "int"),
        (["2026-01-01", "2026-01-01T10:00"], "int"),
        (["2026", "2027"], "int"),
    ],
)
def test_texts_that_all_are_dates_stand_where_they_belong(texts: list[Any], dtype: str) -> None:
    node = LineChart({"x": texts, "y": range(len(texts))}, x="x", y="y").node
    assert node["columns"][0]["dtype"] == dtype


def test_a_rule_stands_at_a_date_however_it_is_given() -> None:
    for at in (date(2026, 1, 20), "2026-01-20"):
        node = LineChart({"x": ["2026-01-01"], "y": [1]}, x="x", rules={"x": at}).node
        assert node["rules"] == [{"x": "2026-01-20"}]
    message = LineChart([1], rules={"x": "soon"}).node["message"]
    assert message.startswith("rules[0] is at 'soon' (str)")


def test_lines_are_sorted_by_their_places_and_missing_places_come_last() -> None:
    node = LineChart(x=[3, None, 1], y=[30, 20, 10]).node
    assert points(node)["y"] == [(1, 10), (3, 30), ("NaN", 20)]


def test_dates_and_moments_stay_what_they_are() -> None:
    days = LineChart(x=[date(2026, 1, 2), date(2026, 1, 1)], y=[2, 1]).node
    assert points(days)["y"] == [("2026-01-01", 1), ("2026-01-02", 2)]
    moment = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
    zoned = LineChart(x=[moment, None], y=[1, 2]).node
    assert zoned["columns"][0]["zone"] == "UTC"


def test_names_on_the_x_axis_keep_their_order() -> None:
    node = LineChart(x=["mon", "tue", "mon"], y=[1, 2, 3]).node
    assert node["x_names"] == ["mon", "tue"]
    assert points(node)["y"] == [(0, 1), (1, 2), (0, 3)]


def test_a_band_has_two_ends_for_each_line() -> None:
    data = {"x": [1, 2], "y": [5, 6], "low": [4, 5], "high": [6, 7]}
    (line,) = LineChart(data, "x", "y", lower="low", upper="high").node["series"]
    assert {"lower", "upper"} <= line.keys()
    message = LineChart(data, "x", "y", lower="low").node["message"]
    assert message == (
        "upper names 0 columns, and y 1; a band has a lower and an upper end for each line."
    )


def test_nan_and_the_infinities_travel() -> None:
    node = LineChart([1.0, math.nan, math.inf, -math.inf]).node
    assert [y for _, y in points(node)["y"]] == [1, "NaN", "Infinity", "-Infinity"]
    assert node["series"][0]["high"] == "Infinity"
    json.dumps(node, allow_nan=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"data": EPOCHS, "x": "epok"},
            "x is 'epok', and data have the columns epoch, train, ",
        ),
        (
            {"data": {"a": ["x"]}, "y": "a"},
            "y, 'a' must hold numbers, and holds 'x' (str) at ",
        ),
        ({"x": [1, 2], "y": [1]}, "x has 2 values, and y has 1."),
        ({"data": {"a": ["x"]}}, "data have no column of numbers for y."),
        ({"data": 5}, "data is 5 (int); it must be a list"),
        ({"y": [1], "rules": "half"}, "rules[0] is at 'half' (str), which is no place"),
        (
            {"y": [1], "rules": [{"label": "no place"}]},
            "a rule is a number, or has x or y.",
        ),
    ],
)
def test_what_cannot_be_read_is_said(arguments: dict[str, Any], message: str) -> None:
    node = LineChart(**arguments).node
    assert node["type"] == "problem"
    assert message in node["message"]


def test_a_misspelled_column_is_suggested() -> None:
    assert LineChart(EPOCHS, x="epok").node["hint"] == 'x="epoch"'


def test_a_choice_that_does_not_exist_is_ignored_with_a_note() -> None:
    node = LineChart([1], y_scale="lg").node  # type: ignore[arg-type]
    assert "y_scale" not in node
    assert node["notes"] == ["y_scale is 'lg' (str) and is ignored; it can be linear, log, symlog."]


def test_rules_are_numbers_mappings_and_dates() -> None:
    rules = [0.5, {"x": date(2026, 1, 1), "label": "release"}]
    assert LineChart([1], rules=rules).node["rules"] == [
        {"y": 0.5},
        {"x": "2026-01-01", "label": "release"},
    ]


def test_a_hundred_thousand_rows_travel_whole() -> None:
    values = np.sin(np.arange(100_000) / 500)
    node = LineChart(pandas.DataFrame({"y": values})).node
    assert "total" not in node
    assert [y for _, y in points(node)["y"]] == values.tolist()


def test_of_a_million_rows_the_extremes_and_the_gaps_travel() -> None:
    values = np.sin(np.arange(1_000_000) / 500)
    values[700_123], values[300_456], values[123_456] = 9, -9, np.nan
    node = LineChart(pandas.DataFrame({"y": values})).node
    kept = points(node)["y"]
    assert node["total"] == 1_000_000
    assert len(kept) <= 100_000
    assert {(700_123, 9), (300_456, -9), (123_456, "NaN")} <= set(kept)
    assert (kept[0], kept[-1]) == ((0, values[0]), (999_999, values[-1]))


@pytest.mark.parametrize("seed", range(20))
def test_of_each_stretch_of_a_long_line_the_extremes_and_a_gap_stay(seed: int) -> None:
    chance = random.Random(seed)
    kinds = [0.0, -1.0, 2.5, math.inf, -math.inf, *[math.nan] * (seed % 4)]
    values = [chance.choice(kinds) for _ in range(chance.randint(1, 400))]
    limit = chance.randint(5, 60)
    for gap in range(seed % 3):
        values[gap * 50 : gap * 50 + 40] = [math.nan] * len(values[gap * 50 : gap * 50 + 40])
    places = extreme_places(values, limit)
    assert places == sorted(set(places))
    if len(values) <= limit:
        assert places == list(range(len(values)))
        return
    assert len(places) <= limit
    assert {0, len(values) - 1} <= set(places)
    length = math.ceil(len(values) / ((limit - 2) // 3))
    for start in range(0, len(values), length):
        stretch = values[start : start + length]
        kept = [values[place] for place in places if start <= place < start + length]
        known = [value for value in kept if not math.isnan(value)]
        numbers = [value for value in stretch if not math.isnan(value)]
        assert any(map(math.isnan, kept)) == any(map(math.isnan, stretch))
        assert bool(known) == bool(numbers)
        if numbers:
            assert (min(known), max(known)) == (min(numbers), max(numbers))


def test_more_lines_than_a_chart_has_are_counted() -> None:
    node = LineChart(
        {"x": list(range(300)), "g": list(map(str, range(300)))}, y="x", color="g"
    ).node
    assert node["notes"] == ["The first 200 of 300 lines are shown."]


def test_the_data_are_not_kept() -> None:
    values = [1.0, 2.0]
    chart = LineChart(y=values)
    values.append(3.0)
    chart.update(title="later")
    assert len(points(chart.node)["y"]) == 2


def test_an_update_with_other_data_keeps_the_names_of_columns() -> None:
    chart = LineChart(EPOCHS, x="epoch", y="train")
    chart.update({"epoch": [7], "train": [0.1], "other": [5]})
    assert points(chart.node) == {"train": [(7, 0.1)]}
    chart.update(y="valid")
    assert "gives no data" in chart.node["message"]
    chart.update({"epoch": [8], "valid": [0.2]})
    assert points(chart.node) == {"valid": [(8, 0.2)]}


class TestAppend:
    """A chart that grows while a step runs."""

    def test_rows_come_as_keywords_mappings_lists_and_frames(self) -> None:
        chart = LineChart(x="step", y="loss")
        chart.append(step=1, loss=0.9)
        chart.append({"step": 2, "loss": 0.8})
        chart.append({"step": [3, 4], "loss": [0.7, None]})
        chart.append([{"step": 5, "loss": 0.5}])
        chart.append(pandas.DataFrame({"step": [6], "loss": [0.4]}))
        assert points(chart.node)["loss"] == [
            (1, 0.9),
            (2, 0.8),
            (3, 0.7),
            (4, "NaN"),
            (5, 0.5),
            (6, 0.4),
        ]

    def test_an_empty_chart_is_one(self) -> None:
        assert LineChart(x="step", y="loss").node["series"] == []

    def test_rows_without_places_are_counted_on(self) -> None:
        chart = LineChart([5.0, 6.0])
        chart.append(y=[7.0, 8.0])
        assert points(chart.node)["y"] == [(0, 5), (1, 6), (2, 7), (3, 8)]

    def test_lines_of_a_new_color_come_in(self) -> None:
        chart = LineChart({"s": [1], "v": [1.0], "g": ["a"]}, "s", "v", "g")
        chart.append({"s": [2, 2], "v": [2.0, 3.0], "g": ["a", "b"]})
        assert points(chart.node) == {"a": [(1, 1), (2, 2)], "b": [(2, 3)]}

    def test_rows_that_cannot_be_read_leave_the_chart_as_it_is(self) -> None:
        chart = LineChart(x="step", y="loss")
        chart.append(step=1, loss=0.9)
        chart.append(step=2, los=0.8)
        chart.append(step="three", loss=0.7)
        node = chart.node
        assert points(node)["loss"] == [(1, 0.9)]
        assert node["notes"][0] == "append: y is 'loss', and data have the columns step, los."

    def test_nothing_is_packed_before_the_card_asks(self) -> None:
        chart = LineChart(x="step", y="loss")
        before = chart.node["columns"]
        chart.append(step=1, loss=0.9)
        assert before == []
        assert len(chart.node["columns"]) == 2

    def test_full_blocks_are_packed_once(self) -> None:
        chart = LineChart(x="step", y="loss")
        for step in range(10_000):
            chart.append(step=step, loss=math.sin(step))
        first = chart.node["columns"]
        chart.append(step=10_000, loss=0.0)
        second = chart.node["columns"]
        assert first[0] is second[0]
        assert len(points(chart.node)["loss"]) == 10_001


class TestRefresh:
    """What an open page is sent: bounded, and right whichever of them arrive."""

    def grown(self, steps: int) -> LineChart:
        chart = LineChart(x="step", y=["loss", "valid"])
        for step in range(steps):
            chart.append(step=step, loss=math.sin(step), valid=math.cos(step))
        return chart

    def refreshed(self, chart: LineChart) -> dict[str, Any]:
        """What Metaflow has the card send."""
        rendered = json.loads(json.dumps(chart.render()))
        card = CanvasCard()
        changes = card.refresh(None, {"components": {chart.component_id: rendered}})
        node: dict[str, Any] = changes[chart.component_id]
        return node

    def test_of_a_short_run_everything_is_sent(self) -> None:
        node = self.refreshed(self.grown(100))
        assert "recent" not in node["series"][0]
        assert len(points(node)["loss"]) == 100

    def test_of_what_was_given_at_once_everything_is_sent(self) -> None:
        node = self.refreshed(LineChart(list(map(math.sin, range(10_000)))))
        assert len(points(node)["y"]) == 10_000

    def test_does_not_grow_with_the_run(self) -> None:
        sizes = [len(json.dumps(self.refreshed(self.grown(n)))) for n in (10_000, 60_000)]
        assert sizes[1] < 1.3 * sizes[0]
        assert sizes[1] < 100_000

    def test_holds_the_last_points_as_they_are_and_the_extremes_of_all_before(
        self,
    ) -> None:
        chart = self.grown(10_000)
        chart.append(step=10_000, loss=50.0, valid=0.0)
        for step in range(10_001, 20_000):
            chart.append(step=step, loss=math.sin(step), valid=math.cos(step))
        node = self.refreshed(chart)
        line = node["series"][0]
        kept = points(node)["loss"]
        assert (line["count"], line["recent"]) == (20_000, 1000)
        assert kept[-1000:] == [(s, math.sin(s)) for s in range(19_000, 20_000)]
        assert (10_000, 50.0) in kept
        assert kept == sorted(kept)

    def test_of_the_same_chart_has_one_revision_until_it_is_given_other_data(
        self,
    ) -> None:
        chart = self.grown(10)
        before = self.refreshed(chart)["revision"]
        chart.append(step=10, loss=0.0, valid=0.0)
        assert self.refreshed(chart)["revision"] == before
        chart.update({"step": [1], "loss": [1.0], "valid": [2.0]})
        chart.append(step=2, loss=0.0, valid=0.0)
        assert self.refreshed(chart)["revision"] != before

    def test_the_page_of_a_running_step_holds_everything(self) -> None:
        chart = self.grown(10_000)
        assert len(points(chart.render()["kit"])["loss"]) == 10_000

    def test_a_run_without_end_stays_bounded_and_keeps_its_extremes(self) -> None:
        chart = LineChart(x="step", y="loss")
        for start in range(0, 500_000, 10_000):
            steps = np.arange(start, start + 10_000)
            losses = np.sin(steps / 100)
            if start == 20_000:
                losses[77] = 99.0
            chart.append({"step": steps, "loss": losses})
        node = chart.node
        kept = points(node)["loss"]
        assert len(kept) <= 120_000
        assert node["total"] == 500_000
        assert (20_077, 99.0) in kept
        assert node["series"][0]["count"] == 500_000
