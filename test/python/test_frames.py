"""Every frame, column, array and mapping is read to the same plain values, whoever made it."""

from __future__ import annotations

import argparse
import itertools
import time
from collections import OrderedDict, UserDict, namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.wire.frames import (
    Frame,
    is_mapping,
    read_array2d,
    read_frame,
    read_mapping,
    read_values,
)

NAN = float("nan")
LIBRARIES: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda table: table,
    "a batch of pyarrow": lambda table: table.combine_chunks().to_batches()[0],
    "chunks of pyarrow": lambda table: pa.concat_tables([table.slice(0, 1), table.slice(1)]),
    "polars": pl.from_arrow,
    "pandas of Arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas of objects": lambda table: pd.DataFrame(
        {name: pd.Series(table[name].to_pylist(), dtype=object) for name in table.column_names}
    ),
    "a dict of columns": lambda table: table.to_pydict(),
    "a list of dicts": lambda table: table.to_pylist(),
    "narwhals": lambda table: nw.from_native(pl.from_arrow(table)),
}

COLUMNS: dict[str, tuple[pa.DataType, Any, str]] = {
    "n": (pa.int64(), some.integers(-(2**53), 2**53), "number"),
    "x": (pa.float64(), some.floats(allow_nan=False), "number"),
    "d": (pa.decimal128(12, 2), some.decimals(-(10**9), 10**9, places=2), "number"),
    "t": (pa.string(), some.text(), "text"),
    "c": (pa.dictionary(pa.int32(), pa.string()), some.sampled_from("abc"), "text"),
    "b": (pa.bool_(), some.booleans(), "boolean"),
    "day": (pa.date32(), some.dates(), "date"),
    "when": (pa.timestamp("us"), some.datetimes(), "time"),
    "zone": (
        pa.timestamp("us", tz="UTC"),
        some.datetimes(timezones=some.just(timezone.utc)),
        "time",
    ),
    "took": (pa.duration("us"), some.timedeltas(timedelta(-(10**6)), timedelta(10**6)), "other"),
    "list": (pa.list_(pa.int64()), some.lists(some.integers(0, 9)), "other"),
}


def rows_of(*names: str) -> Any:
    values = {name: some.one_of(some.none(), COLUMNS[name][1]) for name in names}
    return some.lists(some.fixed_dictionaries(values), min_size=2, max_size=6)


def opened(value: Any) -> Frame:
    frame = read_frame(value, "data", mapping=True, records=True)
    assert frame is not None
    return frame


@pytest.mark.parametrize("library", LIBRARIES)
@settings(max_examples=60, deadline=None)
@given(rows=rows_of(*COLUMNS))
def test_frames_of_every_library_hold_the_same_plain_values(
    library: str, rows: list[dict[str, Any]]
) -> None:
    table = pa.table(
        {name: pa.array([row[name] for row in rows], kind) for name, (kind, *_) in COLUMNS.items()}
    )
    frame = opened(LIBRARIES[library](table))
    assert frame.names == list(COLUMNS)
    assert frame.height == len(rows)
    for name, (_, _, kind) in COLUMNS.items():
        values = [row[name] for row in rows]
        found = frame.column(name)
        assert found == values
        given_types = {type(value) for value in values}
        assert {type(value) for value in found} <= given_types
        if any(value is not None for value in values):
            assert frame.kind(name) == kind
    assert frame.records() == rows
    assert frame.records(1) == rows[:1]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_frame_says_whose_it_is(library: str) -> None:
    frame = opened(LIBRARIES[library](pa.table({"a": [1, 2]})))
    expected = {"a dict of columns": "python", "a list of dicts": "python", "narwhals": "polars"}
    assert frame.library == expected.get(library, library.split()[-1 if "of py" in library else 0])


def test_nan_is_a_number_in_numbers_and_missing_elsewhere() -> None:
    frame = opened(pd.DataFrame({"x": [1.5, NAN], "t": ["a", NAN], "o": [NAN, True]}))
    assert str(frame.column("x")) == "[1.5, nan]"
    assert frame.column("t") == ["a", None]
    assert frame.column("o") == [None, True]
    assert str(opened(pl.DataFrame({"x": [1.5, NAN, None]})).column("x")) == "[1.5, nan, None]"
    numbers = pd.DataFrame({"c": pd.Categorical([1, None])})
    assert opened(numbers).column("c") == [1, None]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pd.Series([1, None], dtype="Int64"), [1, None]),
        (pd.Series([True, None], dtype="boolean"), [True, None]),
        (pd.Series(["a", None], dtype="string"), ["a", None]),
        (pd.Series(["a", None]), ["a", None]),
        (pd.Series(["a", None], dtype="category"), ["a", None]),
        (pd.Categorical(["a", None]), ["a", None]),
        (pd.Series(["a", NAN], dtype=object), ["a", None]),
        (pd.Series([True, NAN], dtype=object), [True, None]),
        (
            pd.Series(pd.to_datetime(["2024-05-01 12:30", None])),
            [datetime(2024, 5, 1, 12, 30), None],
        ),
        (pd.Series(pd.to_timedelta([90, None], unit="s")), [timedelta(seconds=90), None]),
        (pd.Series([1, 2], dtype="Sparse[int]"), [1, 2]),
        (np.array(["2024-05-01", "NaT"], "datetime64[D]"), [date(2024, 5, 1), None]),
        (np.array(["2024-05-01T12", "NaT"], "datetime64[ns]"), [datetime(2024, 5, 1, 12), None]),
        (np.array([90, "NaT"], "timedelta64[s]"), [timedelta(seconds=90), None]),
        (np.ma.masked_array([1, 2], mask=[True, False]), [None, 2]),
        (np.array([1, "a", None], dtype=object), [1, "a", None]),
        ([np.int64(1), np.float32(0.5), np.str_("a"), np.bool_(True)], [1, 0.5, "a", True]),
        ([pd.NaT, pd.NA, None, np.datetime64("NaT")], [None] * 4),
        ([pd.Timestamp("2024-05-01 12:30")], [datetime(2024, 5, 1, 12, 30)]),
        (np.arange(3).reshape(3, 1), [0, 1, 2]),
        ([[1], [2]], [1, 2]),
        (pd.DataFrame({"y": [1, 2]}), [1, 2]),
        (pl.DataFrame({"y": [1, 2]}), [1, 2]),
        (pa.table({"y": [1, 2]}), [1, 2]),
        (pa.chunked_array([[1], [2]]), [1, 2]),
        (pl.Series([Decimal("0.25"), None]), [Decimal("0.25"), None]),
        (range(3), [0, 1, 2]),
        ({"a": 1, "b": 2}.values(), [1, 2]),
        ((i for i in "ab"), ["a", "b"]),
        ((), []),
    ],
)
def test_values_are_plain(values: Any, expected: list[Any]) -> None:
    found = read_values(values, "y", 10)
    assert found == expected
    assert list(map(type, found)) == list(map(type, expected))


def test_values_are_a_list_of_their_own() -> None:
    values = [1, 2, 3]
    found = read_values(values, "y", 3)
    assert found == values
    assert found is not values


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("abc", "y is 'abc' (str); it must be a list, an array or a column with a class each."),
        (b"abc", "y is b'abc' (bytes); it must be"),
        ({"a": 1}, "y is {'a': 1} (dict); it must be"),
        (3, "y is 3 (int); it must be"),
        (None, "y is None (NoneType); it must be"),
        (list, "y is <class 'list'> (type); it must be"),
        (np.array(5), "y is 5 (ndarray); it must be"),
        (np.ones((3, 2)), "y has the shape 3 x 2; it must hold a class each."),
        (np.ones((3, 1, 2)), "y has the shape 3 x 1 x 2; it must hold"),
        ([[1, 2], [3, 4]], "y has the shape 2 x 2; it must hold"),
        ([[1], [2, 3]], "y has the shape 2 x 1; it must hold"),
        ([np.ones(3)], "y has the shape 1 x 3; it must hold"),
        (pd.DataFrame({"a": [1], "b": [2]}), "y has the shape 1 x 2; it must hold"),
        (pa.table({"a": [1], "b": [2]}), "y has the shape 1 x 2; it must hold"),
        (range(11), "y has 11 values; at most 10 can be read."),
        (itertools.count(), "y gives more than 10 values, or never ends"),
        (iter(range(11)), "y gives more than 10 values, or never ends"),
        ((1 // x for x in [1, 0]), "y could not be read: ZeroDivisionError:"),
    ],
)
def test_what_is_no_list_of_values_is_refused_by_name(values: Any, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_values(values, "y", 10, what="a class each", hint="y = [1, 2]")
    assert str(error.value).startswith(message)
    assert error.value.hint in ("y = [1, 2]", None)


def test_exactly_as_many_values_as_allowed_are_read() -> None:
    for values in (range(10), iter(range(10)), np.arange(10), list(range(10))):
        assert read_values(values, "y", 10) == list(range(10))


def test_items_may_be_anything_where_the_caller_says_so() -> None:
    pairs = [("a", 1), ("b", 2)]
    assert read_values(pairs, "metrics", 10, nested=True) == pairs


Point = namedtuple("Point", "x y")


@dataclass
class Config:
    rate: float
    layers: list[int]


class Model:
    def to_dict(self) -> dict[str, int]:
        return {"depth": 3}


class EndlessMapping(UserDict):  # type: ignore[type-arg]
    def items(self) -> Any:
        return ((i, i) for i in itertools.count())


@pytest.mark.parametrize(
    ("value", "pairs"),
    [
        ({"a": 1, 2: "b"}, [("a", 1), (2, "b")]),
        (OrderedDict(a=1), [("a", 1)]),
        (UserDict(a=1), [("a", 1)]),
        ({np.int64(1): 2, np.str_("a"): 3}, [(1, 2), ("a", 3)]),
        (Config(0.1, [3]), [("rate", 0.1), ("layers", [3])]),
        (argparse.Namespace(rate=0.1), [("rate", 0.1)]),
        (Point(1, 2), [("x", 1), ("y", 2)]),
        (pd.Series([1, 2], index=["a", "b"]), [("a", 1), ("b", 2)]),
        (pd.Series([0.5, None]), [(0, 0.5), (1, NAN)]),
        (Model(), [("depth", 3)]),
    ],
)
def test_what_has_named_values_is_read_as_pairs(value: Any, pairs: list[Any]) -> None:
    assert is_mapping(value)
    assert repr(read_mapping(value, "params", 10)) == repr(pairs)


@pytest.mark.parametrize(
    "value",
    [None, 3, "abc", [("a", 1)], (1, 2), {1, 2}, np.ones(2), pd.DataFrame({"a": [1]}), Config],
)
def test_what_has_no_named_values_is_refused_by_name(value: Any) -> None:
    assert not is_mapping(value)
    with pytest.raises(InputError, match=r"^params is .*; it must be a mapping of names to values"):
        read_mapping(value, "params", 10)


def test_a_mapping_is_bounded_though_it_never_ends() -> None:
    with pytest.raises(InputError, match="params has 11 entries; at most 10 can be read"):
        read_mapping(dict.fromkeys(range(11)), "params", 10)
    with pytest.raises(InputError, match="params has more than 10 entries, or never ends"):
        read_mapping(EndlessMapping(), "params", 10)
    assert len(read_mapping(dict.fromkeys(range(10)), "params", 10)) == 10


@pytest.mark.parametrize(
    "value",
    [
        [[1, 2], [3, 4]],
        [(1, 2), range(3, 5)],
        np.array([[1, 2], [3, 4]]),
        [np.array([1, 2]), np.array([3, 4])],
        pd.DataFrame({"a": [1, 3], "b": [2, 4]}),
        pl.DataFrame({"a": [1, 3], "b": [2, 4]}),
        pa.table({"a": [1, 3], "b": [2, 4]}),
        iter([[1, 2], [3, 4]]),
    ],
)
def test_a_table_without_names_is_rows_of_plain_values(value: Any) -> None:
    assert read_array2d(value, "counts", 2) == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            np.ones((5000, 5000)),
            "counts has 5,000 rows and 5,000 columns; at most 400 rows and 400",
        ),
        (np.ones(3), "counts has the shape 3; it must have rows and columns."),
        (np.ones((2, 2, 2)), "counts has the shape 2 x 2 x 2; it must have rows and columns."),
        ([[1, 2], [3]], "counts[1] has 1 values, and counts[0] has 2; all rows"),
        ([[1, 2], "ab"], "counts[1] is 'ab' (str); it must be"),
        ([1, 2], "counts[0] is 1 (int); it must be"),
        ([range(401)], "counts[0] has 401 values; at most 400"),
        ([[1]] * 401, "counts has 401 values; at most 400"),
        ("ab", "counts is 'ab' (str); it must be"),
        (itertools.repeat([1]), "counts gives more than 400 values, or never ends"),
    ],
)
def test_what_is_no_table_is_refused_by_name(value: Any, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_array2d(value, "counts", 400)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (pl.LazyFrame({"a": [1]}), "data is a LazyFrame of polars, whose rows are not there yet"),
        (nw.from_native(pl.LazyFrame({"a": [1]})), "data is a LazyFrame of polars"),
    ],
)
def test_a_lazy_frame_is_refused_with_what_to_call(value: Any, hint: str) -> None:
    with pytest.raises(InputError) as error:
        read_frame(value, "data")
    assert str(error.value).startswith(hint)
    assert error.value.hint == "data.collect()"


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (lambda: pd.DataFrame(np.broadcast_to(0.5, (10**6, 5))), "data.sample(10_000)"),
        (
            lambda: pl.select(pl.repeat(0.5, 10**6).alias("a")).with_columns(b=1, c=2, d=3, e=4),
            "data.sample(10_000)",
        ),
        (lambda: pa.table({c: pa.nulls(10**6) for c in "abcde"}), "data.slice(0, 10_000)"),
    ],
)
def test_a_refusal_names_the_size_and_costs_nothing(make: Callable[[], Any], hint: str) -> None:
    value = make()
    start = time.process_time()
    with pytest.raises(InputError) as error:
        read_frame(value, "data")
    assert time.process_time() - start < 0.1
    assert str(error.value).startswith(
        "data is a table of 1,000,000 rows and 5 columns; at most 2,000,000 values can be read."
    )
    assert error.value.hint == hint


def test_a_frame_of_just_the_size_that_is_allowed_is_read() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    assert read_frame(frame, "data", limit_cells=4) is not None
    with pytest.raises(InputError):
        read_frame(frame, "data", limit_cells=3)
    with pytest.raises(InputError, match="at most 10,000 columns can be read"):
        read_frame(pd.DataFrame(np.zeros((1, 10_001))), "data")


@pytest.mark.parametrize(
    "value",
    [
        None,
        3,
        "a",
        [1],
        [{"a": 1}],
        {"a": [1]},
        np.ones((2, 2)),
        pd.Series([1]),
        pl.Series([1]),
        pa.array([1]),
        pa.chunked_array([[1]]),
        pd.DataFrame,
    ],
)
def test_what_is_no_frame_is_none(value: Any) -> None:
    assert read_frame(value, "data") is None


def test_what_speaks_arrow_is_read_by_arrow() -> None:
    class Stream:
        def __init__(self, table: pa.Table) -> None:
            self._table = table

        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            return self._table.__arrow_c_stream__(requested_schema)

    table = pa.table({"a": [1, 2], "b": ["x", None]})
    frame = read_frame(Stream(table), "data")
    assert frame is not None
    assert frame.records() == [{"a": 1, "b": "x"}, {"a": 2, "b": None}]
    assert frame.library == "test_frames"
    with pytest.raises(InputError, match="2 rows and 2 columns"):
        read_frame(Stream(table), "data", limit_cells=3)

    class Interchange:
        def __init__(self, table: pa.Table) -> None:
            self._table = table

        def __dataframe__(self, *args: Any, **kwargs: Any) -> Any:
            return self._table.__dataframe__()

    frame = read_frame(Interchange(table), "data")
    assert frame is not None
    assert frame.records() == [{"a": 1, "b": "x"}, {"a": 2, "b": None}]


def test_records_of_numpy_are_a_frame() -> None:
    array = np.array([(1, "x"), (2, "y")], dtype=[("a", int), ("b", "U1")])
    assert opened(array).records() == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]


def test_columns_of_one_name_are_told_apart() -> None:
    frame = opened(pd.DataFrame([[1, 2, 3]], columns=["a", "a", 1]))
    assert frame.names == ["a", "a (2)", "1"]
    assert frame.labels == ["a", "a", 1]
    assert frame.records() == [{"a": 1, "a (2)": 2, "1": 3}]
    levels = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("b", "")]))
    assert opened(levels).names == ["a / x", "b"]


def test_rows_and_columns_that_nobody_named_are_only_counted() -> None:
    counts = pd.crosstab(np.array([0, 1, 1]), np.array([0, 1, 2]))
    frame = opened(counts)
    assert (frame.index, frame.labels, frame.counted) == ([0, 1], [0, 1, 2], False)
    frame = opened(pd.DataFrame([[1, 2], [3, 4]]))
    assert (frame.index, frame.labels, frame.counted) == (None, [0, 1], True)
    named = pd.DataFrame([[1]], index=pd.RangeIndex(1, name="true"))
    assert opened(named).index == [0]
    later = pd.DataFrame([[1]], index=pd.RangeIndex(1, 2))
    assert opened(later).index == [1]


def test_a_list_of_dicts_has_the_columns_of_all_its_rows() -> None:
    frame = opened([{"a": 1}, {"b": 2}])
    assert frame.records() == [{"a": 1, "b": None}, {"a": None, "b": 2}]
    assert read_frame([{"a": 1}, 3], "data", records=True) is None
    assert read_frame([], "data", records=True) is None


def test_columns_of_a_dict_must_be_equally_long() -> None:
    with pytest.raises(InputError, match=r"data\['b'\] has 1 values, and data\['a'\] has 2."):
        read_frame({"a": [1, 2], "b": [3]}, "data", mapping=True)
    with pytest.raises(InputError, match=r"data\['a'\] is 3 \(int\); it must be a list"):
        read_frame({"a": 3}, "data", mapping=True)
    assert opened({"a": np.arange(2), "b": pd.Series(["x", "y"])}).records() == [
        {"a": 0, "b": "x"},
        {"a": 1, "b": "y"},
    ]
