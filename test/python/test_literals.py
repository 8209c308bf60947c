"""Two values have the same exact text only when they are equal, and of one kind."""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some
from metaflow_extensions.card_kit.wire.literals import MAX_CHARACTERS, exact_text, is_plain
from metaflow_extensions.card_kit.wire.walk import MAX_DEPTH, MAX_ITEMS
from odd_values import Anything, Broken, EndlessMapping, Mute, Untouchable, shared
from tensor import Tensor


@dataclass
class Config:
    rate: float
    layers: list[int]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": [1.0, "1"], "a": True}, '{"a": True, "b": [1, "1"]}'),
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (-float("inf"), "-Infinity"),
        (1e300, "1e+300"),
        (0.1, "0.1"),
        (10**20, "100000000000000000000"),
        (10**21, "1e+21"),
        (10**21 + 1, "1000000000000000000001"),
        (10**400, "1" + "0" * 400),
        (Decimal("0.5"), "0.5"),
        (Fraction(1, 2), "0.5"),
        (np.int64(3), "3"),
        (None, "None"),
        (pd.NA, "None"),
        ("a\n", '"a\\n"'),
        ({"é"}, '{"é"}'),
        ({2, 1}, "{1, 2}"),
        (frozenset("b"), '{"b"}'),
        ((1, (2,)), "[1, [2]]"),
        (range(3), "[0, 1, 2]"),
        (np.array([[1, 2]]), "[[1, 2]]"),
        (np.array([1]), "[1]"),
        (pd.Series([1, 2]), "[1, 2]"),
        (pl.DataFrame({"b": [1], "a": ["x"]}), '[{"a": "x", "b": 1}]'),
        (Tensor([1, 2]), "[1, 2]"),
        (b"a", "b'a'"),
        (bytearray(b"a"), "b'a'"),
        (date(2024, 5, 1), "2024-05-01"),
        (Config(0.1, [3]), "Config(rate=0.1, layers=[3])"),
        (argparse.Namespace(b=1), "Namespace(b=1)"),
        (len, "<built-in function len>"),
    ],
)
def test_exact_text_is_as_python_writes_it(value: Any, text: str) -> None:
    assert exact_text(value) == (text, True)


def test_an_address_is_no_difference() -> None:
    class Model:
        pass

    assert exact_text(Model()) == exact_text(Model())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (list(range(MAX_ITEMS + 1)), "more]"),
        (shared(30), "more]"),
        (shared(MAX_DEPTH, 1), "(is deeper than 20 levels)"),
        (EndlessMapping(), "more}"),
        ("x" * (MAX_CHARACTERS + 1), '… (1 characters more)"'),
        (b"x" * 10**6, "… 1,000,000 bytes"),
        (10**10_000, "(int of 33,220 bits)"),
        (Decimal("sNaN"), "(a Decimal that is no float)"),
        (Broken(a=1), "<Broken: RuntimeError when it was read>"),
    ],
    ids=range(9),
)
def test_text_of_what_is_too_large_proves_nothing(value: Any, text: str) -> None:
    found, whole = exact_text(value)
    assert text in found
    assert not whole


def test_what_cannot_be_written_is_written_all_the_same() -> None:
    for value in (Mute(), Anything(), Untouchable()):
        assert isinstance(exact_text(value)[0], str)


SCALARS = some.one_of(
    some.none(), some.booleans(), some.integers(), some.floats(), some.text("ab1\\\"'", max_size=3)
)
VALUES = some.recursive(
    SCALARS,
    lambda inner: some.one_of(
        some.lists(inner, max_size=3), some.dictionaries(some.text("ab", max_size=2), inner)
    ),
    max_leaves=6,
)


def same(one: Any, other: Any) -> bool:
    """Equal, but True is not 1, and NaN is NaN."""
    numbers = [type(value) in (int, float) for value in (one, other)]
    if not all(numbers):
        if type(one) is not type(other):
            return False
        if isinstance(one, list):
            return len(one) == len(other) and all(map(same, one, other))
        if isinstance(one, dict):
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        return bool(one == other)
    return one == other or (math.isnan(one) and math.isnan(other))


@given(VALUES, VALUES)
def test_texts_are_equal_just_when_values_are(one: Any, other: Any) -> None:
    assert (exact_text(one) == exact_text(other)) == same(one, other)
    assert exact_text(one) == exact_text(one)


def test_text_that_could_be_taken_for_something_else_is_not_plain() -> None:
    for text in ("", " a", "1", "1e5", "nan", "inf", "None", "True", "[1]", "{", '"a"', "—", "1_0"):
        assert not is_plain(text), text
    for text in ("a", "l2", "balanced", "none", "2024-01-01", "v1.0.2"):
        assert is_plain(text), text
