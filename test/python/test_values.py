"""Values of users become strict JSON, whatever they are."""

from __future__ import annotations

import json
from collections import OrderedDict, UserDict
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from metaflow_extensions.card_kit.wire.numbers import number
from metaflow_extensions.card_kit.wire.scalars import is_missing, unwrap
from metaflow_extensions.card_kit.wire.strict import MAX_ITEMS, strict
from metaflow_extensions.card_kit.wire.text import cap_text, describe, label
from tensor import Tensor


class Mute:
    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __str__


class Grumpy:
    """Raises at the touch of any attribute that NumPy scalars have."""

    @property
    def item(self) -> Any:
        raise RuntimeError("no item")

    size = item


class Color(IntEnum):
    RED = 1


class Broken(UserDict):  # type: ignore[type-arg]
    def items(self) -> Any:
        raise RuntimeError("no items")


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
        (2**53 + 1, float(2**53)),
        (Decimal("0.25"), 0.25),
        (Decimal("NaN"), "NaN"),
        (Decimal("sNaN"), "NaN"),
        (Decimal("1e999"), "Infinity"),
        (Fraction(1, 4), 0.25),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7),
        (np.uint8(255), 255),
        (np.float64("nan"), "NaN"),
        (np.array(2.5), 2.5),
        (np.array([2.5]), 2.5),
        (pd.NA, None),
        (pd.NaT, None),
        (Color.RED, 1),
    ],
)
def test_a_number_travels_as_a_number_or_as_its_name(value: Any, expected: Any) -> None:
    found = number(value)
    assert found == expected
    assert type(found) is type(expected) or isinstance(found, type(expected))


@pytest.mark.parametrize(
    "value", ["1", True, np.bool_(True), b"1", 1j, [1], np.array([1, 2]), Mute(), Grumpy(), {}]
)
def test_what_is_not_a_number_is_refused_with_what_it_is(value: Any) -> None:
    with pytest.raises(TypeError, match=r"is not a number"):
        number(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1"),
        (1.0, "1"),
        (1.5, "1.5"),
        (np.int64(1), "1"),
        (np.float64(1), "1"),
        (np.str_("cat"), "cat"),
        (True, "True"),
        (None, "None"),
        (float("nan"), "nan"),
        (b"ab\xff", "ab\\xff"),
        ("Zürich", "Zürich"),
        (pd.Timestamp("2024-01-02"), "2024-01-02 00:00:00"),
    ],
)
def test_a_label_is_what_a_person_would_write(value: Any, expected: str) -> None:
    assert label(value) == expected


def test_text_is_capped_and_says_so() -> None:
    assert cap_text("abc", 3) == "abc"
    assert cap_text("abcde", 3) == "abc… (2 characters more)"


def test_half_of_a_surrogate_pair_does_not_travel() -> None:
    cap_text("\ud83d").encode("utf-8")
    assert cap_text("a\ud83db") == "a?b"


def test_an_object_that_cannot_be_printed_is_named() -> None:
    assert cap_text(Mute()) == "<Mute: RuntimeError in str()>"
    assert describe(Mute()).endswith("(Mute)")


def test_a_description_is_short_however_large_the_value() -> None:
    assert describe("abc") == "'abc' (str)"
    assert len(describe(list(range(10**6)))) < 120
    assert len(describe("x" * 10**6)) < 120


def test_only_scalars_are_unwrapped() -> None:
    array = np.array([1, 2])
    assert unwrap(array) is array
    frame = pd.DataFrame({"a": [1]})
    assert unwrap(frame) is frame
    assert type(unwrap(np.float64(0.5))) is float
    grumpy = Grumpy()
    assert unwrap(grumpy) is grumpy


def test_missing_is_not_nan() -> None:
    assert is_missing(None)
    assert is_missing(pd.NA)
    assert is_missing(pd.NaT)
    assert not is_missing(float("nan"))
    assert not is_missing(0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": float("nan")}, {"a": "NaN"}),
        ((1, "x", None, True), [1, "x", None, True]),
        ({3, 1, 2}, [1, 2, 3]),
        (np.array([[1.0, np.nan]]), [[1, "NaN"]]),
        (pd.Series([1, 2]), [1, 2]),
        (OrderedDict(a=np.int64(1)), {"a": 1}),
        (UserDict(a=1), {"a": 1}),
        (datetime(2024, 1, 2, tzinfo=timezone.utc), "2024-01-02T00:00:00+00:00"),
        (date(2024, 1, 2), "2024-01-02"),
        (timedelta(seconds=90), "0:01:30"),
        (b"abc", "(3 bytes)"),
        (Mute(), "<Mute: RuntimeError in str()>"),
        (Broken(a=1), "<Broken: RuntimeError when it was read>"),
    ],
)
def test_any_value_becomes_strict_json(value: Any, expected: Any) -> None:
    assert strict(value) == expected
    json.dumps(strict(value), allow_nan=False)


def test_distinct_keys_stay_distinct() -> None:
    assert strict({"1": "text", 1: "int", "1 (int)": "odd"}) == {
        "1": "text",
        "1 (int)": "int",
        "1 (int) (str)": "odd",
    }
    assert len(strict({Mute(): 1, Mute(): 2, Mute(): 3})) == 3


def test_what_is_left_out_is_said() -> None:
    assert strict(list(range(MAX_ITEMS + 5)))[-1] == "… 5 more: left out"
    assert strict({i: i for i in range(MAX_ITEMS + 5)})["…"] == "5 more: left out"


def test_data_that_contains_itself_ends() -> None:
    endless: dict[str, Any] = {"a": 1}
    endless["again"] = [endless]
    assert strict(endless) == {"a": 1, "again": ["(contains itself: left out)"]}


def test_the_same_value_twice_is_not_a_loop() -> None:
    row = [1]
    assert strict([row, row]) == [[1], [1]]


def test_values_in_all_are_bounded() -> None:
    doubled: list[Any] = [1]
    for _ in range(15):
        doubled = [doubled, doubled]
    assert "(more than 100 values: left out)" in json.dumps(strict(doubled, max_values=100))


def test_inputs_are_not_changed() -> None:
    inner = [float("nan")]
    given = {"a": inner}
    strict(given)
    assert given["a"] is inner
    assert str(inner) == "[nan]"


def test_a_tensor_whose_size_is_a_method_is_read() -> None:
    assert number(Tensor(0.5)) == 0.5
    assert strict({"loss": Tensor(0.5), "grid": Tensor([[1, 2]])}) == {
        "loss": 0.5,
        "grid": [[1, 2]],
    }


def test_a_text_with_an_encode_of_its_own_is_text() -> None:
    class Text(str):
        def encode(self, *_: Any) -> bytes:
            raise RuntimeError

    assert cap_text(Text("hey")) == "hey"
