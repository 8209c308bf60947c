"""Ten thousand values of all kinds become strict JSON, or are refused in words."""

from __future__ import annotations

import collections
import json
import types
from collections.abc import Callable
from dataclasses import make_dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
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
    return in_pandas(lambda: pd.DataFrame({"a": objects(values), 1: 0.5}))


def in_pandas(make: Callable[[], Any]) -> Any:
    """Pandas itself trips over some of the values."""
    try:
        return make()
    except Exception:
        return None


ODD: list[Callable[[], Any]] = [
    *(Anything, Grumpy, Liar, Mute, object),
    lambda: Broken(a=1),
    lambda: LongByItsWord([1]),
    lambda: shared(3, 3),
    lambda: pd.NA,
    lambda: pd.NaT,
    lambda: np.ma.masked,
    lambda: np.datetime64("2024-05-01"),
    lambda: np.timedelta64(1, "D"),
    lambda: np.float16(0.1),
    lambda: np.zeros((2, 0, 3)),
    lambda: np.array(5),
    lambda: np.array(None),
    lambda: np.array(["a", 1], dtype=object),
    lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    pd.DataFrame,
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
ENDLESS: list[Callable[[], Any]] = [
    *(Endless, EndlessItems, EndlessMapping),
    lambda: ShortByItsWord([1]),
]
PLAIN: list[Callable[[Random], Any]] = [
    lambda rng: None,
    lambda rng: rng.random() < 0.5,
    lambda rng: rng.randint(-3, 3),
    lambda rng: rng.randint(-(2**70), 2**70),
    lambda rng: rng.choice([0.0, -0.0, 0.1, 1e300, float("nan"), float("inf"), rng.random()]),
    lambda rng: "".join(rng.choices('a1 \n"\u00e9\U0001f981\udc00', k=rng.randint(0, 4))),
    lambda rng: rng.randbytes(rng.randint(0, 3)),
    lambda rng: date(rng.randint(1, 9999), 5, 1),
    lambda rng: datetime(rng.randint(1, 9999), 5, 1, 14, tzinfo=rng.choice([None, timezone.utc])),
    lambda rng: timedelta(seconds=rng.randint(-9, 9)),
    lambda rng: Decimal(rng.randint(-99, 99)) / 8,
]
CONTAINERS: list[Callable[[list[Any]], Any]] = [
    list,
    tuple,
    iter,
    collections.deque,
    objects,
    framed,
    lambda values: in_pandas(lambda: pd.Series(objects(values))),
    lambda values: {f"k{place}": value for place, value in enumerate(values)},
    lambda values: dict(enumerate(values)),
    lambda values: [{"a": value, "b": 1} for value in values],
    lambda values: {"a": values, "b": values},
    lambda values: [values] * 3,
    lambda values: Record(values, 1),
    lambda values: Pair(1, values),
]


def make_value(rng: Random, depth: int = 0, *, ends: bool = False) -> Any:
    """Any value; where it must end, one that somebody else's code can be given, too."""
    kind = rng.random()
    if kind < 0.3 + 0.2 * depth:
        return rng.choice(PLAIN)(rng)
    if kind < 0.5 + 0.2 * depth:
        return rng.choice(ODD if ends else ODD + ENDLESS)()
    if rng.random() < 0.3:  # a column of one kind, with gaps
        kinds = [rng.choice(PLAIN), lambda _: None]
        return rng.choice(CONTAINERS)([rng.choice(kinds)(rng) for _ in range(rng.randint(0, 5))])
    return rng.choice(CONTAINERS)(
        [make_value(rng, depth + 1, ends=ends) for _ in range(rng.randint(0, 4))]
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
@pytest.mark.parametrize("seed", range(10))
def test_any_value_is_read_or_refused_in_words(seed: int) -> None:
    for count in range(1_000):
        rng = Random(f"{seed} {count}")
        check(make_value(rng))


def check(value: Any) -> None:
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
