"""What is too large, endless or shared is refused before the work, wherever it is given."""

from __future__ import annotations

import builtins
import io
import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from itertools import repeat
from pathlib import Path
from typing import Any

import metaflow_card_kit as kit
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_extensions.card_kit.components.base import Component
from odd_values import Zeros

CHARTS = [kit.BarChart, kit.LineChart, kit.ScatterChart, kit.Histogram]


class Odd(list):  # type: ignore[type-arg]
    def __iter__(self) -> Any:
        raise RuntimeError("no items")


class Lazy:
    """A column as dask has it."""

    npartitions = 3

    def compute(self) -> Any:
        raise AssertionError("it is computed")

    def __array__(self, *_: Any) -> Any:
        return self.compute()

    def __len__(self) -> int:
        return self.compute()  # type: ignore[no-any-return]


def endless_reader() -> Any:
    batch = pa.record_batch({"x": list(range(1000)), "y": list(range(1000))})
    return pa.RecordBatchReader.from_batches(batch.schema, repeat(batch))


def shared_tuples() -> tuple[Any, ...]:
    found: tuple[Any, ...] = (1,)
    for _ in range(12):
        found = (found,) * 20
    return found


def cost_of(make: Callable[[], Component]) -> tuple[dict[str, Any], float]:
    start = time.process_time()
    node = make().node
    return node, time.process_time() - start


REFUSED: dict[str, Callable[[], Any]] = {
    "an array of a million columns": lambda: np.broadcast_to(np.float64(1), (10**6, 10**6)),
    "an array of more columns than a table has": lambda: np.broadcast_to(np.int8(1), (9, 50_000)),
    "a square array": lambda: np.broadcast_to(np.float64(1), (5000, 5000)),
    "a frame of many numbers": lambda: pd.DataFrame(
        np.broadcast_to(np.float64(1), (1_000_000, 20)), copy=False
    ),
    "an Arrow table of many numbers": lambda: pa.table(
        {f"c{at}": pa.nulls(4_000_000, pa.float64()) for at in range(4)}
    ),
    "a reader that never ends": endless_reader,
    "a column that is not computed yet": Lazy,
    "a lazy frame": lambda: pl.LazyFrame({"x": [1]}),
    "a list that gives nothing": lambda: Odd([1, 2]),
}


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("name", REFUSED)
def test_a_chart_refuses_in_little_time_and_names_its_data(chart: Any, name: str) -> None:
    data = REFUSED[name]()
    node, seconds = cost_of(lambda: chart(data))
    assert node["type"] == "problem"
    assert node["message"].startswith("data ")
    assert "MemoryError" not in node["message"]
    assert seconds < (3 if name == "a reader that never ends" else 0.5)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_reads_a_sparse_column_as_any_other(chart: Any) -> None:
    dense = pd.Series(np.arange(200_000) % 7 == 0, dtype=float)
    sparse = dense.astype(pd.SparseDtype("float64", 0.0))
    (plain, _), (found, seconds) = cost_of(lambda: chart(dense)), cost_of(lambda: chart(sparse))
    assert {**found, "id": ""} == {**plain, "id": ""}
    assert seconds < 3


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("argument", ["x", "y", "color"])
def test_a_list_that_gives_nothing_is_no_channel_of_a_chart(chart: Any, argument: str) -> None:
    given = {"x": [1, 2], **({} if chart is kit.Histogram else {"y": [1, 2]})}
    if argument == "y" and chart is kit.Histogram:
        return
    node = chart(**{**given, argument: Odd([1, 2])}).node
    assert node["message"].startswith(f"{argument} could not be read")


@pytest.mark.parametrize(
    "make",
    [
        lambda value: kit.ConfusionMatrix.from_predictions([value] * 3, [0, 1, 1]),
        lambda value: kit.ConfusionMatrix.from_predictions([0, 1, 1], [0, 1, value]),
        lambda value: kit.ConfusionMatrix([[1, 2], [3, 4]], labels=["a", value]),
        lambda value: kit.BarChart([(value, 1), (value, 2)]),
    ],
)
def test_tuples_that_share_tuples_are_not_hashed(make: Any) -> None:
    value = shared_tuples()
    _, seconds = cost_of(lambda: make(value))
    assert seconds < 2


@pytest.mark.parametrize(
    ("argument", "make"),
    [
        ("open", lambda file: kit.Accordion({"a": kit.Text("x")}, open=file)),
        ("remarks", lambda file: kit.Failure("x", remarks=file)),
        ("components", kit.Section),
        ("components", kit.Grid),
        ("tiles", kit.Tiles),
        ("events", kit.Timeline),
        ("headers", lambda file: kit.Table([[1, 2]], file)),
        ("data", kit.LineChart),
    ],
)
def test_a_file_is_no_list(argument: str, make: Any) -> None:
    node = make(io.BufferedReader(Zeros(), 100_000)).node
    assert node["type"] == "problem"
    assert argument in node["message"]
    assert "TypeError" not in node["message"]


def test_a_picture_is_no_pipe_no_device_and_no_page_of_text(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, "/dev/zero", "x" * 100_000):
        node, seconds = cost_of(lambda place=place: kit.Image(place))  # type: ignore[misc]
        assert node["message"].startswith("source is ")
        assert seconds < 0.5
    assert "6.0 MB" in kit.Image(memoryview(bytes(6_000_000))).node["message"]


@pytest.mark.parametrize(
    "text",
    [
        ["y" * 1_000_000] * 100_000,
        np.broadcast_to(np.float64(1), (10**6, 10**6)),
        pd.Series(pd.arrays.SparseArray(np.zeros(500_000))),
        io.TextIOWrapper(io.BufferedReader(Zeros(), 1_000_000), encoding="ascii"),
    ],
    ids=["one text many times", "a table", "a sparse column", "a line that never ends"],
)
def test_a_log_is_read_in_the_time_of_what_it_may_hold(text: Any) -> None:
    node, seconds = cost_of(lambda: kit.Log(text))
    assert seconds < 4
    assert node["type"] == "log" or node["message"].startswith("text ")


@pytest.mark.parametrize("place", [(), ("config",), ("encoding", "x", "axis"), ("layer", 0)])
def test_a_specification_that_shares_objects_is_counted(place: tuple[Any, ...]) -> None:
    shared: dict[str, Any] = {}
    for _ in range(30):
        shared = {"a": shared, "b": shared}
    spec: Any = shared
    for key in reversed(place):
        spec = [spec] if key == 0 else {key: spec}
    node, seconds = cost_of(lambda: kit.VegaChart({"mark": "bar", **spec}))
    assert node["message"].startswith("spec holds more than ")
    assert seconds < 4


def test_an_iterator_of_many_small_rows_ends_before_they_fill_the_memory() -> None:
    rows = ({"a": place, "b": str(place)} for place in iter(int, 1))
    message = kit.BarChart(rows).node["message"]
    assert message.startswith("data gives more than 300 MB in its ")


@pytest.mark.parametrize("kind", CHARTS)
def test_moments_at_both_ends_of_time_are_shown_or_named(kind: Any) -> None:
    last = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
    node = kind([last, last - timedelta(days=9)]).node
    assert "Error" not in str(node.get("message", ""))
    node = kit.LineChart(x=[datetime(1970, 1, 1), datetime.min], y=[1, 2]).node
    assert node["type"] == "line_chart"


GROUP: Any = getattr(builtins, "ExceptionGroup", None)

if GROUP is not None:  # of Python 3.11

    def test_a_group_of_exceptions_has_its_own_message_and_frames() -> None:
        try:
            raise GROUP("several", [ValueError("one"), KeyError("two")])
        except GROUP as error:
            node = kit.Failure(error).node
        assert node["message"] == "several (2 sub-exceptions)"
        assert [frame["file"] for frame in node["frames"]] == ["test_refusals.py"]
        assert "ValueError: one" in node["traceback"]

    def test_groups_that_share_exceptions_are_printed_once() -> None:
        group = GROUP("inner", [ValueError("one")])
        for _ in range(30):
            group = GROUP("outer", [group, group])
        node, seconds = cost_of(lambda: kit.Failure(group))
        assert (node["kind"], node["message"]) == ("ExceptionGroup", "outer (2 sub-exceptions)")
        assert seconds < 1


EMPTY_ROWS = [np.zeros((10**12, 0)), np.zeros((5, 10**12, 0)), pd.DataFrame(index=range(10**12))]


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"a": rows}, lambda rows: [rows]])
@pytest.mark.parametrize("rows", EMPTY_ROWS, ids=["array", "cube", "frame"])
@pytest.mark.parametrize(
    "make",
    [
        kit.MetricTable,
        kit.Table,
        kit.Json,
        kit.ConfusionMatrix,
        kit.LineChart,
        kit.Histogram,
        kit.Tiles,
        kit.ValueBox,
        lambda rows: kit.Parameters({"p": rows}),
        lambda rows: kit.Artifacts({"p": rows}),
        lambda rows: kit.ModelComparison({"m": rows}),
        lambda rows: kit.VegaChart({"mark": "bar"}, data=rows),
        lambda rows: kit.ConfusionMatrix.from_predictions(rows, rows),
    ],
)
def test_rows_without_values_are_counted_and_not_made(make: Any, rows: Any, wrap: Any) -> None:
    node, seconds = cost_of(lambda: make(wrap(rows)))
    assert "MemoryError:  (" not in str(node)
    assert seconds < 1
