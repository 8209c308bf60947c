from __future__ import annotations

import math
import sys
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import numpy as np
import pandas
import pytest
from frames_of import LIBRARIES, frame_of
from hypothesis import given, settings
from hypothesis import strategies as st
from metaflow_card_kit import Histogram
from metaflow_extensions.card_kit.statistics.bins import bin_edges, count_in_bins
from metaflow_extensions.card_kit.statistics.moment_bins import moment_edges
from metaflow_extensions.card_kit.wire.columns import decode
from metaflow_extensions.card_kit.wire.dates import micros_since_epoch, moment_of_micros


def bins(node: dict[str, Any]) -> tuple[list[Any], dict[str, list[Any]]]:
    edges, *bars = map(decode, node["columns"])
    return edges, {one["name"]: values for one, values in zip(node["series"], bars)}


FINITE = st.floats(min_value=-1e6, max_value=1e6).map(lambda value: round(value, 4))


@given(
    st.lists(FINITE, min_size=1, max_size=200),
    st.sampled_from([1, 7, 50, "fd", "sturges"]),
)
def test_bins_are_those_of_numpy(values: list[float], rule: int | str) -> None:
    expected = np.histogram_bin_edges(values, rule)
    if len(expected) > 101:  # the rules of ours give at most 100
        return
    edges = bin_edges(values, rule)
    assert np.allclose(edges, expected, rtol=1e-14, atol=1e-12)
    assert count_in_bins(values, edges) == np.histogram(values, edges)[0].tolist()


@pytest.mark.parametrize(
    "values", [[1.5], [1.5] * 9, [1.5] * 9 + [4.0], [1.5, 2.5], [0.1, 0.2, 0.3, 0.35, 7.25]]
)
def test_bins_by_a_rule_are_those_of_numpy_where_values_are_equal(values: list[float]) -> None:
    for rule in ("fd", "sturges"):
        assert bin_edges(values, rule) == pytest.approx(np.histogram_bin_edges(values, rule))
    most = max(len(bin_edges(values, rule)) for rule in ("fd", "sturges"))
    assert len(bin_edges(values)) == most


@given(st.lists(st.tuples(FINITE, st.floats(min_value=0, max_value=9)), min_size=1, max_size=99))
def test_weights_are_summed_as_numpy_does(rows: list[tuple[float, float]]) -> None:
    values, weights = map(list, zip(*rows))
    edges = bin_edges(values, 5)
    expected = np.histogram(values, edges, weights=weights)[0]
    assert np.allclose(count_in_bins(values, edges, weights), expected)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_column_of_any_frame_is_counted_by_group(library: str) -> None:
    frame = frame_of(
        library, {"score": [0.1, 0.7, 0.4, None], "churned": ["no", "yes", "no", "no"]}
    )
    node = Histogram(frame, x="score", color="churned", bins=[0, 0.5, 1]).node
    assert bins(node) == ([0, 0.5, 1], {"no": [2, 0], "yes": [0, 1]})
    assert [one["count"] for one in node["series"]] == [2, 1]
    assert node["missing"] == 1


@pytest.mark.parametrize("log", [False, True])
def test_bins_of_numbers_of_any_size_are_equally_wide_and_hold_all(log: bool) -> None:
    most = sys.float_info.max
    for values in ([5e-324, most], [1.0, most], [most / 2, most], *([[-most, most]] * (not log))):
        edges = bin_edges(values, 8, log=log)
        places = [math.log10(edge) if log else edge / 4 for edge in edges]
        assert np.diff(places) == pytest.approx([(places[-1] - places[0]) / 8] * 8, rel=1e-2)
        assert (edges[0], edges[-1]) == pytest.approx((values[0], values[-1]))
        assert sum(count_in_bins(values, edges)) == 2
    for value in (5e-324, 1.0, most):
        edges = bin_edges([value], 8, log=log)
        assert all(low < high for low, high in zip(edges, edges[1:]))
        assert sum(count_in_bins([value], edges)) == 1


def test_few_whole_numbers_have_a_bin_each() -> None:
    edges, bars = bins(Histogram([1, 2, 2, 4]).node)
    assert edges == [0.5, 1.5, 2.5, 3.5, 4.5]
    assert list(bars.values()) == [[1, 2, 0, 1]]


def test_bars_are_shares_or_a_density() -> None:
    share = bins(Histogram([1.0, 1.5, 3.0], bins=2, normalize="share").node)[1][""]
    assert share == pytest.approx([2 / 3, 1 / 3])
    edges, bars = bins(Histogram([1.0, 1.5, 3.0], bins=2, normalize="density").node)
    assert sum(bar * (b - a) for bar, a, b in zip(bars[""], edges, edges[1:])) == pytest.approx(1)


def test_logarithmic_bins_are_equally_wide_on_their_axis_and_hold_every_value() -> None:
    values = [1, 3, 10, 99, 1000, 0, -5]
    edges, bars = bins(Histogram(values, bins=3, x_scale="log").node)
    assert edges == pytest.approx([1, 10, 100, 1000])
    assert sum(bars[""]) == 5


def test_dates_are_counted_by_whole_days() -> None:
    days = [date(2026, 1, 1) + timedelta(days=at % 10) for at in range(40)]
    edges, bars = bins(Histogram(days).node)
    assert edges[0] == "2026-01-01"
    assert sum(bars[""]) == 40


def test_moments_are_counted_by_round_times() -> None:
    start = datetime(2026, 1, 1, 7, 13, tzinfo=timezone.utc)
    edges, bars = bins(Histogram([start + timedelta(minutes=at) for at in range(300)]).node)
    assert edges[0] == "2026-01-01T07:00:00+00:00"
    assert {edge[14:19] for edge in edges} <= {"00:00", "15:00", "30:00", "45:00"}
    assert sum(bars[""]) == 300


@pytest.mark.parametrize(
    ("start", "step", "zone", "first"),
    [
        ("2026-01-09", "6h", None, "2026-01-01T00:00:00"),
        ("2026-03-02", "1h", "America/New_York", "2026-03-01T00:00:00-05:00"),
        ("1926-05-01", "90D", None, "1920-01-01T00:00:00"),
        ("2026-10-24 03:00", "3min", "Europe/Berlin", "2026-10-24T03:00:00+02:00"),
    ],
)
def test_long_bins_are_days_and_months_of_the_zone(
    start: str, step: str, zone: str | None, first: str
) -> None:
    moments = pandas.Series(pandas.date_range(start, periods=500, freq=step, tz=zone))
    edges, bars = bins(Histogram(moments).node)
    assert edges[0] == first
    assert sum(bars[""]) == 500
    assert len(edges) > 4


SECONDS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 1800)
HOURS = (1, 3, 6, 12)
MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
ROUND = [
    *SECONDS,
    *(3600 * hours for hours in HOURS),
    *(86_400 * days for days in (1, 2, 7)),
    *(30.4 * 86_400 * months for months in MONTHS),
]


@pytest.mark.parametrize("lengths", list(zip([0.0005, *ROUND], ROUND)))
@settings(max_examples=12)
@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1)),
    st.floats(min_value=0.01, max_value=0.99),
    st.integers(min_value=2, max_value=30),
    st.sampled_from([None, "America/New_York", "Asia/Kolkata"]),
)
def test_bins_of_moments_have_the_round_length_next_to_the_wanted_one(
    lengths: tuple[float, float], start: datetime, share: float, count: int, zone: str | None
) -> None:
    first = float(micros_since_epoch(start.replace(tzinfo=timezone.utc)))
    shorter, length = lengths
    wanted = shorter + share * (length - shorter)
    last = first + float(round(wanted * count / 0.7 * 1e6))
    edges = moment_edges([first, last], count, zone)
    assert edges[0] <= first < edges[1]
    assert edges[-2] <= last < edges[-1]
    clocks = [moment_of_micros(round(edge), zone) for edge in edges]
    walls = [clock.replace(tzinfo=None) for clock in clocks]
    if length < 86_400:
        midnight = micros_since_epoch(clocks[0].replace(hour=0, minute=0, second=0, microsecond=0))
        steps = [(edge - midnight) / 1e6 / length for edge in edges]
        assert steps == pytest.approx([round(steps[0]) + at for at in range(len(edges))])
        return
    assert {wall.time() for wall in walls} == {time()}
    if length <= 7 * 86_400:
        assert {after - before for before, after in zip(walls, walls[1:])} == {
            timedelta(seconds=length)
        }
        assert length < 7 * 86_400 or walls[0].weekday() == 0
        return
    months = round(length / 86_400 / 30.4)
    at = [wall.year * 12 + wall.month - 1 for wall in walls]
    assert {wall.day for wall in walls} == {1}
    assert at == list(range(at[0] // months * months, at[-1] + 1, months))


@pytest.mark.parametrize("zone", [None, timezone.utc, timezone(timedelta(hours=-9))])
def test_bins_end_where_the_calendar_ends(zone: timezone | None) -> None:
    for first, last in (
        *((date.max, date.max), (date(2026, 1, 1), date.max), (date.min, date.max)),
        *((date.min, date.min), (date.max - timedelta(days=9), date.max)),
    ):
        begin = datetime(first.year, first.month, first.day, tzinfo=zone)
        end = datetime.max if last == date.max else datetime.min
        for values in ([first, last], [begin, end.replace(tzinfo=zone)]):
            edges, bars = bins(Histogram(values).node)
            assert sum(bars[""]) == 2
            assert edges == sorted(set(edges))
    edges, _ = bins(Histogram([datetime.min, datetime.max], bins=5).node)
    assert edges[:3] == [f"{year:04}-01-01T00:00:00" for year in (1, 100, 200)]


def test_whole_numbers_beyond_what_floats_hold_have_bins_too() -> None:
    for numbers in (
        [2**60 + i for i in range(50)],
        [2**53 + i for i in range(9)],
        [-(2**70)],
    ):
        edges, bars = bins(Histogram(numbers).node)
        assert all(low < high for low, high in zip(edges, edges[1:]))
        assert sum(bars[""]) == len(numbers)


def test_what_is_outside_of_given_edges_is_counted_apart() -> None:
    node = Histogram([1, 2, 50], bins=[0, 3]).node
    assert (bins(node)[1][""], node["outside"]) == ([2], 1)


def test_infinite_values_have_no_bin() -> None:
    assert Histogram([1.0, 2.0, math.inf, math.nan]).node["missing"] == 2


def test_beyond_the_limit_the_smallest_groups_are_one() -> None:
    data = {"x": [1.0] * 80, "g": [str(at // 2 if at < 40 else at) for at in range(80)]}
    node = Histogram(data, x="x", color="g").node
    assert len(node["series"]) == 20
    assert node["series"][-1]["name"] == "41 others"
    assert sum(one["count"] for one in node["series"]) == 80


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"bins": "many"},
            "bins is 'many' (str); it can be a number up to 1,000, a list of edges",
        ),
        ({"bins": 0}, "bins is 0 (int); it can be a number up to 1,000"),
        (
            {"bins": [1, 1]},
            "bins has 2 edges; it must have 2 to 1,001, each larger than",
        ),
        ({"bins": [0, 2, 1]}, "bins has 3 edges; it must have 2 to 1,001, each larger than"),
        ({"weights": [-1]}, "weights must be 0 or more, and none may be missing."),
        ({"color": ["a", "b"]}, "color has 2 values, and x has 1."),
        ({"data": {"a": ["b"]}, "x": None}, "is counted; data have no column of numbers."),
        ({"data": {"a": [1], "b": [2]}, "x": None}, "data have the columns of numbers a, b."),
    ],
)
def test_what_cannot_be_counted_is_said(arguments: dict[str, Any], message: str) -> None:
    assert message in Histogram(**{"x": [1], **arguments}).node["message"]


def test_no_values_are_a_histogram_without_bins() -> None:
    assert bins(Histogram([]).node) == ([], {"": []})
    assert bins(Histogram([math.nan]).node)[0] == []


def test_an_update_keeps_the_bins() -> None:
    chart = Histogram([1, 2], bins=4)
    chart.update([3, 4])
    assert len(bins(chart.node)[0]) == 5
