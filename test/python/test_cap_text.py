"""Values of users as text: short before it is written, and never an exception."""

from __future__ import annotations

import functools
import time
from collections import OrderedDict, deque, namedtuple
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from metaflow_extensions.card_kit.wire.text import cap_text, clean_text, describe, label
from odd_values import Anything, LongText, Mute, Untouchable, shared


class Text(str):
    def encode(self, *_: Any) -> bytes:
        raise RuntimeError

    def __len__(self) -> int:
        raise RuntimeError

    def __getitem__(self, _: Any) -> str:
        raise RuntimeError


class Shade(str, Enum):
    RED = "red"


@dataclass
class Config:
    rate: float
    layers: Any


@dataclass
class Version:
    parts: tuple[int, ...]

    def __str__(self) -> str:
        return ".".join(map(str, self.parts))


@dataclass
class Named:
    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


Point = namedtuple("Point", "x y")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1"),
        (1.0, "1"),
        (1.5, "1.5"),
        (np.int64(1), "1"),
        (np.float64(1), "1"),
        (np.str_("cat"), "cat"),
        (Shade.RED, "red"),
        (True, "True"),
        (None, "None"),
        (pd.NA, "None"),
        (float("nan"), "nan"),
        (b"ab\xff", "ab\\xff"),
        ("Zürich", "Zürich"),
        (pd.Timestamp("2024-01-02"), "2024-01-02 00:00:00"),
        (np.datetime64("2024-01-02"), "2024-01-02"),
    ],
)
def test_a_label_is_what_a_person_would_write(value: Any, expected: str) -> None:
    assert label(value) == expected


def test_text_is_capped_and_says_so() -> None:
    assert cap_text("abc", 3) == "abc"
    assert cap_text("abcde", 3) == "abc… (2 characters more)"
    assert cap_text("") == ""


def test_half_of_a_surrogate_pair_does_not_travel() -> None:
    cap_text("\ud83d").encode("utf-8")
    assert cap_text("a\ud83db") == "a?b"
    assert clean_text("Zürich 🦁") == "Zürich 🦁"


def test_a_text_with_methods_of_its_own_is_text() -> None:
    assert cap_text(Text("hey")) == "hey"
    assert type(cap_text(Text("hey"))) is str
    assert cap_text(Text("hey\ud83d"), 2) == "he… (2 characters more)"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([1, "a", None, 0.5, True], "[1, 'a', None, 0.5, True]"),
        ((1, 2), "(1, 2)"),
        ((1,), "(1,)"),
        ({"a": [1], 2: "b"}, "{'a': [1], 2: 'b'}"),
        (OrderedDict(a=1), "{'a': 1}"),
        ({3}, "{3}"),
        (deque([1]), "[1]"),
        (range(3), "[0, 1, 2]"),
        (Config(0.1, [3]), "Config(rate=0.1, layers=[3])"),
        (Version((1, 2)), "1.2"),
        (Named("x"), "<x>"),
        (Point(1, 2), "(1, 2)"),
        (np.array([1, 2]), "[1, 2]"),
        (np.ones((2, 3)), "ndarray of shape 2 x 3"),
        (pd.DataFrame({"a": [1]}), "DataFrame of shape 1 x 1"),
        (pd.Series([1, 2]), "[1, 2]"),
        (pl.Series([1, 2]), "[1, 2]"),
        (ValueError("no"), "no"),
        (ValueError(), ""),
        (ValueError(1, "a"), "(1, 'a')"),
        (KeyError("a"), "'a'"),
        (FileNotFoundError(2, "No such file", "a"), "[Errno 2] No such file: 'a'"),
        (datetime(2024, 5, 1, 12), "2024-05-01 12:00:00"),
        (slice(1), "<slice>"),
        (functools.partial(print, 1), "<partial>"),
        pytest.param(1 << 100_000, "(int of 100,001 bits)", id="huge"),
        (1 << 9_999, str(1 << 9_999)),
        (Mute(), "<Mute: RuntimeError in str()>"),
        ([Mute()], "[<Mute: RuntimeError in str()>]"),
        (b"ab", "b'ab'"),
    ],
)
def test_anything_is_written_as_python_would(value: Any, expected: str) -> None:
    assert cap_text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("abc", "'abc' (str)"),
        (None, "None (NoneType)"),
        (np.int64(3), "3 (int64)"),
        (list(range(100)), "[0, 1, 2, 3, 4, 5, …] (list)"),
        ([[[[[1]]]]], "[[[…]]] (list)"),
        (np.ones((5000, 3)), "5,000 x 3 values (ndarray)"),
        (np.arange(100), "[0, 1, 2, 3, 4, 5, …] (ndarray)"),
        (pd.DataFrame({"a": [1, 2]}), "2 x 1 values (DataFrame)"),
        (Mute(), "<Mute: RuntimeError in str()> (Mute)"),
        (int, "<class 'int'> (type)"),
    ],
)
def test_a_description_says_what_was_found(value: Any, expected: str) -> None:
    assert describe(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "x" * 10**6,
        list(range(10**6)),
        {i: "x" * 1000 for i in range(1000)},
        set(range(10**6)),
        shared(30),
        LongText(),
        Config(0.1, shared(30)),
        ValueError(shared(30)),
        Anything(),
        pytest.param(Untouchable(), id="untouchable"),
    ],
)
def test_a_description_is_short_and_quick_however_large_the_value(value: Any) -> None:
    start = time.process_time()
    assert len(describe(value)) < 160
    assert len(cap_text(value, 200)) < 260
    assert len(label(value)) < 260
    assert time.process_time() - start < 0.5
