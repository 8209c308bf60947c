"""Values of users become strict JSON, whatever they are."""

from __future__ import annotations

import json
import types
from collections import OrderedDict, UserDict, UserList, deque
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.wire.strict import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_ITEMS,
    copy_strict,
    strict,
)
from odd_values import Anything, Broken, Endless, EndlessMapping, LongByItsWord, Mute, shared
from tensor import Tensor

FRAME = {"a": [1, 2], "b": ["x", None]}
ROWS = [{"a": 1, "b": "x"}, {"a": 2, "b": None}]


@dataclass
class Point:
    x: int
    y: float


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": float("nan")}, {"a": "NaN"}),
        ((1, "x", None, True), [1, "x", None, True]),
        ({3, 1, 2}, [1, 2, 3]),
        ({2.5, "b", 1, "a", False}, [False, 1, 2.5, "a", "b"]),
        ({(1, 2)}, [[1, 2]]),
        (np.array([[1.0, np.nan]]), [[1, "NaN"]]),
        (np.array([5]), [5]),
        (np.array(5), 5),
        (pd.Series([1, 2]), [1, 2]),
        (pl.Series([1, None]), [1, None]),
        (pa.array([1, None]), [1, None]),
        (pd.DataFrame(FRAME), ROWS),
        (pl.DataFrame(FRAME), ROWS),
        (pa.table(FRAME), ROWS),
        (OrderedDict(a=np.int64(1)), {"a": 1}),
        (UserDict(a=1), {"a": 1}),
        (types.MappingProxyType({"a": 1}), {"a": 1}),
        (UserList([1]), [1]),
        (deque([1]), [1]),
        (range(3), [0, 1, 2]),
        ({"a": 1}.keys(), ["a"]),
        ({"a": 1}.values(), [1]),
        (Point(1, 0.5), {"x": 1, "y": 0.5}),
        (types.SimpleNamespace(a=1), {"a": 1}),
        (datetime(2024, 1, 2, tzinfo=timezone.utc), "2024-01-02T00:00:00+00:00"),
        (datetime(2024, 1, 2), "2024-01-02T00:00:00"),
        (date(2024, 1, 2), "2024-01-02"),
        (np.datetime64("2024-01-02"), "2024-01-02"),
        (time(12, 30), "12:30:00"),
        (timedelta(seconds=90), "0:01:30"),
        (Decimal("0.5"), 0.5),
        (1j, "1j"),
        (b"abc", "(3 bytes)"),
        (memoryview(b"abc"), "(3 bytes)"),
        (Mute(), "<Mute: RuntimeError in str()>"),
        (Broken(a=1), "<Broken: RuntimeError when it was read>"),
        (iter([1]), str),
        (Anything(), str),
        (Tensor(0.5), 0.5),
        (Tensor([[1, 2]]), [[1, 2]]),
    ],
)
def test_any_value_becomes_strict_json(value: Any, expected: Any) -> None:
    found = strict(value)
    if expected is str:
        assert type(found) is str
    else:
        assert found == expected
        assert type(found) is type(expected) or isinstance(found, (int, float))
    json.dumps(found, allow_nan=False)


def test_an_iterator_is_left_as_it_is() -> None:
    values = iter([1, 2])
    strict({"values": values})
    assert list(values) == [1, 2]


def test_distinct_keys_stay_distinct() -> None:
    assert strict({"1": "text", 1: "int", "1 (int)": "odd"}) == {
        "1": "text",
        "1 (int)": "int",
        "1 (int) (str)": "odd",
    }
    assert len(strict({Mute(): 1, Mute(): 2, Mute(): 3})) == 3


def test_what_is_left_out_is_said() -> None:
    assert strict(list(range(MAX_ITEMS))) == list(range(MAX_ITEMS))
    assert strict(list(range(MAX_ITEMS + 5)))[-1] == "… 5 more: left out"
    assert len(strict(list(range(MAX_ITEMS + 5)))) == MAX_ITEMS + 1
    assert strict({i: i for i in range(MAX_ITEMS + 5)})["…"] == "5 more: left out"
    assert strict(np.zeros(MAX_ITEMS + 5))[-1] == "… 5 more: left out"
    for make in (range, lambda n: set(range(n)), lambda n: UserList(range(n)), np.arange):
        assert strict(make(MAX_ITEMS)) == list(range(MAX_ITEMS))
        assert len(strict(make(MAX_ITEMS + 5))) == MAX_ITEMS + 1
        assert strict(make(MAX_ITEMS + 5))[-1] == "… 5 more: left out"
    for size in (MAX_ITEMS, MAX_ITEMS + 5):
        found = strict(UserDict.fromkeys(range(size)))
        assert len(found) == min(size, MAX_ITEMS + 1)
        assert found.get("…") == (None if size == MAX_ITEMS else "5 more: left out")
    assert strict(EndlessMapping())["…"] == "more: left out"
    assert strict(LongByItsWord([1])) == [1]


def test_data_that_contains_itself_ends() -> None:
    endless: dict[str, Any] = {"a": 1}
    endless["again"] = [endless]
    assert strict(endless) == {"a": 1, "again": ["(contains itself: left out)"]}


def test_the_same_value_twice_is_not_a_loop() -> None:
    row = [1]
    assert strict([row, row]) == [[1], [1]]


def test_depth_is_bounded() -> None:
    assert json.dumps(strict(shared(MAX_DEPTH - 1, 1))).count("[") == MAX_DEPTH
    assert "(deeper than 20 levels: left out)" in json.dumps(strict(shared(MAX_DEPTH, 1)))


def test_values_in_all_are_bounded() -> None:
    found = json.dumps(strict(shared(15), max_values=100))
    assert "more: left out" in found
    assert found.count("1") < 120
    assert strict([1] * 95 + [[1]], max_values=100)[-1] == "(more than 100 values: left out)"


def test_values_of_a_mapping_and_of_a_frame_are_bounded_in_all() -> None:
    found = strict({str(i): i for i in range(200)}, max_values=100)
    assert len(found) < 102
    assert found["…"] == f"{200 - len(found) + 1} more: left out"
    rows = strict(pd.DataFrame(np.zeros((50, 100))), max_values=1000)
    assert len(rows) < 12
    assert rows[-1].endswith("more: left out")


def test_a_class_is_no_container() -> None:
    class Shaped:
        shape = (2, 2)

    for kind in (Point, Shaped, dict):
        assert isinstance(strict(kind), str)


def test_text_in_all_is_bounded_and_cut_before_the_work() -> None:
    million = "é" * 1_000_000
    found = strict([million] * 30)
    assert found[0] is million
    assert sum(map(len, found)) < MAX_CHARACTERS + 30 * 40
    assert found[-1] == "… (1000000 characters more)"


def test_inputs_are_not_changed() -> None:
    inner = [float("nan")]
    given = {"a": inner}
    strict(given)
    assert given["a"] is inner
    assert str(inner) == "[nan]"


def test_a_whole_copy_counts_what_json_cannot_say() -> None:
    spec = {"a": [1, float("nan"), np.float64("inf")], "b": np.arange(2), "c": (None, "x")}
    assert copy_strict(spec, "spec") == ({"a": [1, None, None], "b": [0, 1], "c": [None, "x"]}, 2)
    assert copy_strict([float("nan")], "spec", nan=True) == (["NaN"], 0)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (list(range(101)), "spec holds more than 100 values, and cannot be shown."),
        (shared(30), "spec holds more than 100 values, and cannot be shown."),
        ({"a": Endless(), "b": EndlessMapping()}, "spec holds more than 100 values"),
        (range(10**12), "spec holds more than 100 values"),
        (shared(30, 1), "spec is deeper than 10 levels, and cannot be shown."),
        (Broken(a=1), "spec holds <Broken: RuntimeError when it was read>."),
        (["x" * MAX_CHARACTERS, "y"], "spec holds more than 10,000,000 characters"),
    ],
)
def test_what_cannot_be_copied_as_a_whole_is_refused(value: Any, message: str) -> None:
    with pytest.raises(InputError) as error:
        copy_strict(value, "spec", max_depth=10 if "deeper" in message else 40, max_values=100)
    assert str(error.value).startswith(message)


def test_a_copy_of_what_contains_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(InputError, match="spec contains itself, and cannot be shown"):
        copy_strict(loop, "spec")
