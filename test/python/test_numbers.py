"""Numbers of any library travel as numbers, or as the names of what is none."""

from __future__ import annotations

import math
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
import pytest
from metaflow_extensions.card_kit.wire.numbers import number
from metaflow_extensions.card_kit.wire.scalars import (
    is_instance,
    is_missing,
    library_of,
    offers,
    plain,
    plain_items,
    shape_of,
    type_name,
    unwrap,
)
from odd_values import Anything, Grumpy, Liar, Mute, Untouchable
from tensor import Tensor


class Color(IntEnum):
    RED = 1


class Unfloatable(Fraction):
    def __float__(self) -> float:
        raise RuntimeError("no float")


class Raising(int):
    def __int__(self) -> int:
        raise RuntimeError("no int")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, 3),
        (0.5, 0.5),
        (None, None),
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (-float("inf"), "-Infinity"),
        (10**400, "Infinity"),
        (-(10**400), "-Infinity"),
        (2**53, 2**53),
        (-(2**53), -(2**53)),
        (2**53 + 1, float(2**53)),
        (Decimal("0.25"), 0.25),
        (Decimal("NaN"), "NaN"),
        (Decimal("sNaN"), "NaN"),
        (Decimal("1e999"), "Infinity"),
        (Decimal("-1e999"), "-Infinity"),
        (Fraction(1, 4), 0.25),
        (Fraction(10**400, 3), "Infinity"),
        (Fraction(-(10**400), 3), "-Infinity"),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7),
        (np.uint8(255), 255),
        (np.float64("nan"), "NaN"),
        (np.array(2.5), 2.5),
        (np.array([2.5]), 2.5),
        (pd.NA, None),
        (pd.NaT, None),
        (np.ma.masked, None),
        (Color.RED, 1),
        (Tensor(0.5), 0.5),
    ],
)
def test_a_number_travels_as_a_number_or_as_its_name(value: Any, expected: Any) -> None:
    found = number(value)
    assert found == expected
    assert type(found) is type(expected) or isinstance(found, type(expected))


@pytest.mark.parametrize(
    "value",
    [
        "1",
        True,
        np.bool_(True),
        b"1",
        1j,
        [1],
        np.array([1, 2]),
        Mute(),
        Grumpy(),
        pytest.param(Untouchable(), id="untouchable"),
        {},
    ],
)
def test_what_is_not_a_number_is_refused_with_what_it_is(value: Any) -> None:
    with pytest.raises(TypeError, match=r"is not a number"):
        number(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 2, 0.5, None])
def test_a_number_that_travels_already_stays_as_it_is(value: Any) -> None:
    assert number(number(value)) == number(value)


def test_a_number_that_cannot_be_had_is_refused_too() -> None:
    for value in (Raising(3), Unfloatable(0.5)):
        with pytest.raises(TypeError, match="cannot be read as a number"):
            number(value)


def test_only_scalars_are_unwrapped() -> None:
    array = np.array([1, 2])
    assert unwrap(array) is array
    frame = pd.DataFrame({"a": [1]})
    assert unwrap(frame) is frame
    assert type(unwrap(np.float64(0.5))) is float
    grumpy = Grumpy()
    assert unwrap(grumpy) is grumpy


def test_an_array_of_one_item_in_a_cell_is_a_list_as_those_of_two_are() -> None:
    assert [plain(np.array(values)) for values in ([], [3], [3, 4], 3)] == [[], [3], [3, 4], 3]


def test_plain_values_are_of_pythons_own_types() -> None:
    class Text(str):
        pass

    values = [np.int64(1), Text("a"), pd.NA, np.array([[1, 2]]), float("nan")]
    found = plain_items(values)
    assert repr(found) == "[1, 'a', None, [[1, 2]], nan]"
    assert type(found[1]) is str
    untouched = [1, "a", None]
    assert plain_items(untouched) is untouched
    assert plain(values) is values


def test_moments_that_python_cannot_hold_are_text() -> None:
    assert unwrap(np.datetime64("20240-01-01")) == "20240-01-01"
    assert unwrap(np.datetime64("2024-01-01T00:00:00.000000001")) == "2024-01-01T00:00:00.000000001"
    assert unwrap(np.timedelta64(3, "Y")) == "3 years"


def test_missing_is_not_nan() -> None:
    for value in (None, pd.NA, pd.NaT, np.ma.masked, np.datetime64("NaT"), np.timedelta64("NaT")):
        assert is_missing(value)
    assert not is_missing(float("nan"))
    assert not is_missing(0)


def test_a_value_is_what_its_type_says_and_not_what_it_claims() -> None:
    assert is_instance(3, int)
    assert is_instance(True, (str, Integral))
    assert not is_instance(Liar(), dict)
    assert not is_instance(Untouchable(), (dict, Integral))
    with pytest.raises(RuntimeError):
        isinstance(Untouchable(), dict)
    assert type_name(Untouchable()) == "Untouchable"
    assert library_of(np.int64(1)) == "numpy"
    assert library_of(Untouchable()) == "odd_values"


def test_a_type_offers_what_its_classes_define() -> None:
    assert offers([], "append", "__len__")
    assert not offers([], "append", "missing")
    assert not offers(Anything(), "tolist")
    assert not offers(Untouchable(), "anything")


def test_a_shape_is_a_tuple_of_whole_numbers() -> None:
    class Shaped:
        def __init__(self, shape: Any) -> None:
            self.shape = shape

    assert shape_of(np.ones((2, 3))) == (2, 3)
    assert shape_of(Shaped((np.int64(2),))) == (2,)
    for shape in ("ab", [2], ("a",), (1.5,), None):
        assert shape_of(Shaped(shape)) is None
    assert shape_of(Grumpy()) is None
