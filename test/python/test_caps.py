"""What a cap allows is shown whole and without a word; one more is refused, or cut and said."""

from __future__ import annotations

import time
from typing import Any, Callable

import metaflow_card_kit as kit
import numpy as np
import pytest

POINTS = {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}}


def matrix(size: int) -> kit.ConfusionMatrix:
    return kit.ConfusionMatrix(np.eye(size, dtype=int), [f"c{i}" for i in range(size)])


def nested(depth: int) -> kit.MetricTable:
    metrics: Any = 0.5
    for _ in range(depth):
        metrics = {"m": metrics}
    return kit.MetricTable(metrics)


def bars(count: int) -> kit.BarChart:
    return kit.BarChart({f"b{i}": i + 1 for i in range(count)})


def series_of_bars(count: int) -> kit.BarChart:
    names = [f"s{i}" for i in range(count)]
    return kit.BarChart({"x": ["a"] * count, "y": [1] * count, "s": names}, "x", "y", "s")


def lines(count: int) -> kit.LineChart:
    rows = {
        "x": [0, 1] * count,
        "y": [1] * 2 * count,
        "c": [f"l{i // 2}" for i in range(2 * count)],
    }
    return kit.LineChart(rows, "x", "y", "c")


def views(count: int) -> kit.VegaChart:
    # The chart that holds them is one too.
    parts = [{"mark": "point", "encoding": POINTS}] * (count - 1)
    return kit.VegaChart({"hconcat": parts}, data=[{"a": 1, "b": 2}])


def chart_of_width(pixels: int) -> kit.VegaChart:
    spec = {"mark": "point", "encoding": POINTS, "width": pixels}
    return kit.VegaChart(spec, data=[{"a": 1, "b": 2}])


def chart_of_rows(count: int) -> kit.VegaChart:
    data = {"a": np.zeros(count), "b": np.zeros(count)}
    return kit.VegaChart({"mark": "point", "encoding": POINTS}, data=data)


def models(count: int) -> kit.ModelComparison:
    return kit.ModelComparison({f"m{i}": {"metrics": {"loss": i}} for i in range(count)})


CAPS: dict[str, tuple[Callable[[int], kit.Component], int]] = {
    "classes": (matrix, 200),
    "metrics shown": (lambda n: kit.MetricTable({f"m{i}": i for i in range(n)}), 2_000),
    "levels of metrics": (nested, 9),
    "fold scores": (lambda n: kit.MetricTable({"auc": [0.5] * n}), 10_000),
    "models": (models, 100),
    "children": (lambda n: kit.Section([kit.Problem("x")] * n), 500),
    "bars": (bars, 1_000),
    "series of bars": (series_of_bars, 50),
    "bins": (lambda n: kit.Histogram([1, 2, 3], bins=n), 1_000),
    "edges": (lambda n: kit.Histogram([1, 2, 3], bins=list(range(n))), 1_001),
    "values of a histogram": (lambda n: kit.Histogram(np.arange(n)), 1_000_000),
    "lines": (lines, 200),
    "points of a line": (lambda n: kit.LineChart(np.arange(n) % 7), 100_000),
    "points": (
        lambda n: kit.ScatterChart({"x": np.arange(n), "y": np.arange(n)}, "x", "y"),
        100_000,
    ),
    "rules": (lambda n: kit.LineChart([1, 2], rules=list(range(n))), 50),
    "views": (views, 500),
    "pixels of a side": (chart_of_width, 30_000),
    "rows of a chart": (chart_of_rows, 500_000),
    "letters": (lambda n: kit.Problem("x" * n), 10_000),
}


def says_all(component: kit.Component) -> bool:
    node = component.node
    metrics = [metric for metric in node.get("metrics", []) if "cells" not in metric]
    is_cut = "notes" in node or "total" in node or "characters" in node.get("message", "")
    are_texts = any("text" in metric for metric in metrics)
    return node["type"] == component.type and not is_cut and not are_texts


@pytest.mark.parametrize("name", CAPS)
def test_a_cap_allows_what_it_says_and_no_more(name: str) -> None:
    make, cap = CAPS[name]
    assert says_all(make(cap)), make(cap).node.get("notes") or make(cap).node.get("message")
    assert not says_all(make(cap + 1))


def test_a_history_keeps_its_last_values() -> None:
    for size in (200, 201):
        made = kit.MetricTable({"a": {"value": 1, "history": list(range(size))}})
        assert made.node["metrics"][0]["history"] == list(range(size))[-200:]


def test_the_smallest_groups_are_one_when_there_are_too_many() -> None:
    for count in (20, 21):
        values = {"v": list(range(count)), "g": [f"g{i}" for i in range(count)]}
        series = kit.Histogram(values, "v", "g").node["series"]
        assert len(series) == 20
        assert [one["count"] for one in series][18:] == [1, count - 19]


def test_the_largest_table_of_counts_costs_little_whether_it_is_read_or_refused() -> None:
    start = time.process_time()
    for size in (1_000, 1_001):
        message = kit.ConfusionMatrix(np.ones((size, size), dtype=int)).node["message"]
        assert f"{size}" in message.replace(",", "")
    assert time.process_time() - start < 10


def test_twice_the_metrics_cost_about_twice_the_time() -> None:
    def cost(size: int) -> float:
        metrics = {f"m{i}": i for i in range(size)}
        times = []
        for _ in range(3):
            start = time.process_time()
            kit.MetricTable(metrics, baseline={f"b{i}": i for i in range(size)})
            times.append(time.process_time() - start)
        return min(times)

    cost(100)
    assert cost(16_000) < 8 * 2 * cost(2_000)
