"""Ten thousand values of all kinds: what is read is strict JSON, and nothing raises but for words."""

from __future__ import annotations

import collections
import json
import types
from collections.abc import Callable
from dataclasses import make_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.wire.columns import decode, encode
from metaflow_extensions.card_kit.wire.frames import (
    read_array2d,
    read_frame,
    read_mapping,
    read_values,
)
from metaflow_extensions.card_kit.wire.literals import exact_text
from metaflow_extensions.card_kit.wire.numbers import number
from metaflow_extensions.card_kit.wire.strict import copy_strict, strict
from metaflow_extensions.card_kit.wire.text import cap_text, describe, label
from odd_values import (
    Anything,
    Broken,
    Endless,
    EndlessItems,
    EndlessMapping,
    Grumpy,
    Liar,
    LongByItsWord,
    Mute,
    ShortByItsWord,
    Untouchable,
    shared,
)

Record = make_dataclass("Record", ["a", "b"])
Pair = collections.namedtuple("Pair", "a b")


def objects(values: list[Any]) -> Any:
    array = np.empty(len(values), dtype=object)
    for place, value in enumerate(values):
        array[place] = value
    return array


def framed(values: list[Any]) -> Any:
    return pd.DataFrame({"a": objects(values), 1: 0.5})


ODD: list[Callable[[], Any]] = [
    *(Anything, Endless, EndlessItems, EndlessMapping, Grumpy, Liar, Mute, Untouchable, object),
    lambda: Broken(a=1),
    lambda: LongByItsWord([1]),
    lambda: ShortByItsWord([1]),
    lambda: shared(3, 3),
    lambda: pd.NA,
    lambda: pd.NaT,
    lambda: np.ma.masked,
    lambda: np.datetime64("2024-05-01"),
    lambda: np.timedelta64(1, "D"),
    lambda: np.float16(0.1),
    lambda: np.zeros((2, 0, 3)),
    lambda: np.array(["a", 1], dtype=object),
    lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    lambda: pd.DataFrame(),
    lambda: pd.Series(["a", None], dtype="category"),
    lambda: pd.period_range("2024", periods=2, freq="Y"),
    lambda: pd.interval_range(0, 2),
    lambda: pl.DataFrame({"a": [[1], None], "b": [{"x": 1}, None]}),
    lambda: pl.Series([b"a", None]),
    lambda: pl.LazyFrame({"a": [1]}),
    lambda: pa.table({"a": [[1], None]}),
    lambda: pa.scalar(1),
    lambda: pa.array([{"x": 1}, None]),
    lambda: Decimal("sNaN"),
    lambda: Fraction(10**400, 3),
    lambda: 10**5000,
    lambda: 1j,
    lambda: "\ud800",
    lambda: iter([1]),
    lambda: types.SimpleNamespace(a=1),
    lambda: ValueError("a", 1),
    lambda: Exception,
    lambda: slice(1),
    lambda: ...,
]
SCALARS = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(),
    some.floats(),
    some.text(max_size=5),
    some.binary(max_size=5),
    some.dates(),
    some.datetimes(),
    some.times(),
    some.timedeltas(),
    some.decimals(),
    some.sampled_from(ODD).map(lambda make: make()),
)
LISTS = some.lists(SCALARS, max_size=4)
VALUES = some.recursive(
    SCALARS,
    lambda inner: some.one_of(
        some.lists(inner, max_size=4),
        some.lists(inner, max_size=3).map(tuple),
        some.dictionaries(some.text(max_size=3) | some.integers(), inner, max_size=3),
        some.builds(Record, inner, inner),
        some.builds(Pair, inner, inner),
        some.lists(inner, max_size=3).map(objects),
        some.lists(inner, max_size=3).map(lambda values: pd.Series(objects(values))),
        some.lists(inner, min_size=1, max_size=3).map(framed),
        some.lists(inner, max_size=3).map(collections.deque),
    ),
    max_leaves=8,
)
READERS: list[Callable[[Any], Any]] = [
    lambda value: read_values(value, "given", 50),
    lambda value: read_values(value, "given", 50, nested=True),
    lambda value: read_mapping(value, "given", 50),
    lambda value: read_array2d(value, "given", 50),
    lambda value: read_frame(value, "given", mapping=True, records=True),
    lambda value: copy_strict(value, "given", max_values=200),
    lambda value: decode(encode("given", value, limit=50)),
]


@pytest.mark.filterwarnings("ignore")
@settings(
    max_examples=10_000,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(VALUES)
def test_any_value_is_read_or_refused_in_words(value: Any) -> None:
    found = strict(value, max_values=1000)
    json.dumps(found, allow_nan=False).encode("utf-8")
    assert strict(found) == found
    text, whole = exact_text(value)
    text.encode("utf-8")
    assert isinstance(whole, bool)
    for write in (cap_text, describe, label):
        write(value).encode("utf-8")
    try:
        json.dumps(number(value), allow_nan=False)
    except TypeError as error:
        assert "number" in str(error)
    for read in READERS:
        try:
            result = read(value)
        except InputError as error:
            assert str(error).startswith("given")
        else:
            if read is READERS[4] and result is not None:
                records = result.records(20)
                assert len(records) == min(20, result.height)
                assert all(len(record) == len(result.names) for record in records)
