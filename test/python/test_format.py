"""How numbers read: one form in both languages, and no value reads as another one's."""

from __future__ import annotations

import json
import math
import random
import re
from inspect import signature
from typing import Any

import format_fixture
import pytest
from any_components import GIVEN, OURS
from metaflow_extensions.card_kit.wire.format import (
    format_change,
    format_column,
    format_count,
    format_number,
    format_share,
)
from metaflow_extensions.card_kit.wire.precision import are_one
from metaflow_extensions.card_kit.wire.specifier import parse_format

SPECIFIERS = [spec for spec in format_fixture.SPECIFIERS if spec]


def test_the_fixture_that_the_page_is_held_to_is_what_python_writes() -> None:
    written = format_fixture.PATH.read_text("utf-8")
    assert written == format_fixture.text(), "run python test/python/format_fixture.py"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1834.22, "1,834"),
        (0.9996, "0.9996"),
        (0.93123, "0.931"),
        (38.2, "38.2"),
        (41.73, "41.7"),
        (0.0312, "0.0312"),
        (12345, "12,345"),
        (1.0, "1"),
        (-0.0, "0"),
        (1e-5, "1.00e\u22125"),
        (1.5e12 + 0.5, "1.50e+12"),
        (0.1 + 0.2, "0.300"),
        (None, "—"),
        ("NaN", "NaN"),
        ("-Infinity", "\u2212∞"),
        (True, "—"),
    ],
)
def test_without_a_format_a_number_has_three_or_four_significant_digits(
    value: Any, text: str
) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (0.9996, ".3f", ">0.999"),
        (0.9996, ".1%", ">99.9%"),
        (0.003, ".2f", "<0.01"),
        (-0.003, ".2f", ">\u22120.01"),
        (-0.9996, ".2f", "<\u22120.99"),
        (1.0004, ".2f", ">1.00"),
        (0.4, ",d", "<1"),
        (0.97, ".1g", ">0.9"),
        (1, ".3f", "1.000"),
        (0, ".3f", "0.000"),
        (0.125, ".2f", "0.13"),  # halves go up, as on the page
        (-1234.5, "$,.2f", "\u2212$1,234.50"),
        (5, "+d", "+5"),
        (0.00042, ".3s", "420µ"),
        (0.5, "nonsense", "0.500"),
        (0.5, 3, "0.500"),
    ],
)
def test_a_format_is_followed_but_never_rounds_to_0_1_or_100_percent(
    value: Any, spec: Any, text: str
) -> None:
    assert format_number(value, spec) == text


def test_a_unit_stands_behind_its_number() -> None:
    assert format_number(41.7, unit="ms") == "41.7 ms"
    assert format_number(99.96, ".1f", unit="%") == ">99.9%"
    assert format_number(None, unit="ms") == "—"


def test_whole_numbers_of_any_size_are_told_apart() -> None:
    assert format_column([2**53, 2**53 + 1]) == [
        "9,007,199,254,740,992",
        "9,007,199,254,740,993",
    ]
    assert format_number(-(10**400)) == "\u2212∞"


def test_what_is_whole_has_the_decimals_of_the_shares_below_it() -> None:
    assert format_column([1, 0.93]) == ["1.000", "0.930"]
    assert format_column([100, 93.1]) == ["100.0", "93.1"]
    assert format_column([0.0, 0.0123]) == ["0", "0.0123"]


def test_a_value_has_one_form_whatever_stands_beside_it() -> None:
    alone = format_number(0.00209)
    assert alone == "0.00209"
    for other in (0.0432, 0.00217, 0.9, 12.5, 1834.22):
        assert format_column([0.00209, other]) == [alone, format_number(other)]
    assert format_column([8, 12.5]) == ["8.0", "12.5"]


def test_shares_and_counts_never_read_as_none_or_all() -> None:
    assert format_share(9_999, 10_000) == ">99.9%"
    assert format_share(1, 10_000) == "<0.1%"
    assert format_share(10**20 - 1, 10**20) == ">99.9%"
    assert format_share(3, 0) == format_share(None) == format_share(math.nan) == "—"
    assert (format_count(0.004), format_count(1234567), format_count(0.5)) == (
        "<0.01",
        "1,234,567",
        "0.5",
    )
    assert format_count(sum([0.1] * 10)) == "1"


def test_a_change_has_the_decimals_of_its_values_or_as_many_as_it_takes() -> None:
    assert format_change(0.003, [0.933, 0.93]) == "+0.003"
    assert format_change(923, [12843, 11920]) == "+923"
    assert format_change(-381, [3722, 4102]) == "\u2212381"
    assert format_change(0.00042, [0.93, 0.93], ".2f") == "+0.00042"
    assert format_change(0.021, [], ".1%") == "+2.1 pp"
    assert format_change(None) == "—"


def values(chance: random.Random, size: int) -> list[float]:
    center = chance.choice([1, 0.99, 37.0, 1e3, 1e6, 1e-6, 1e12]) * chance.random()
    near = 10.0 ** -chance.randint(0, 13)
    if chance.random() < 0.3:  # at the edge of a rounding, where one decimal more tells less
        center = (2 * chance.randint(0, 10**5) + 1) / 2 / 10 ** chance.randint(1, 6)
        return [center, *(center * (1 + near * chance.random()) for _ in range(size - 1))]
    if chance.random() < 0.5:
        return [center * (1 + near * chance.uniform(-1, 1)) for _ in range(size)]
    return [chance.uniform(-1, 1) * 10.0 ** chance.randint(-12, 15) for _ in range(size)]


def test_no_value_of_a_column_reads_as_another_one() -> None:
    chance = random.Random(1)
    for _ in range(1_000):
        column = values(chance, 6)
        spec = chance.choice([None, *SPECIFIERS])
        for aligned in (False, True):
            texts = format_column(column, spec, aligned=aligned)
            for i, a in enumerate(column):
                for j, b in enumerate(column[:i]):
                    assert are_one(a, b) or texts[i] != texts[j], (a, b, spec)


def test_two_that_were_told_apart_look_like_no_other_one_then() -> None:
    texts = format_column([4.46, 4.4, 4.53, 4.6], ".0f")
    assert len(set(texts)) == 4
    assert texts[1::2] == ["4.4", "4.6"]


def test_no_number_reads_as_0_or_1_that_is_not() -> None:
    chance = random.Random(2)
    for _ in range(5_000):
        value = chance.choice([0, 1]) + chance.uniform(-1, 1) * 10.0 ** -chance.randint(1, 14)
        spec = chance.choice([None, *SPECIFIERS])
        text = format_number(value, spec)
        if value not in (0, 1):
            assert text[0] in "<>" or not re.fullmatch(
                r"\+?\$?((0|1)(\.0+)?|(0|100)(\.0+)?%)", text
            ), (value, spec)


def test_digits_are_those_that_python_writes() -> None:
    chance = random.Random(3)
    for _ in range(5_000):
        value = 2 + chance.random() * 10.0 ** chance.randint(0, 5)
        places = chance.randint(0, 8)
        for kind in ("f", "%", "e"):
            ours = format_number(value, f".{places}{kind}")
            theirs = re.sub(r"e([+-])0*(?=\d)", r"e\1", f"{value:.{places}{kind}}")
            assert ours == theirs


@pytest.mark.parametrize("spec", format_fixture.NO_SPECIFIERS)
def test_what_is_no_format_is_none(spec: str) -> None:
    assert parse_format(spec) is None


def _formatted() -> list[str]:
    return [name for name, kind in OURS.items() if "format" in signature(kind.__init__).parameters]


def test_there_are_components_with_a_format() -> None:
    assert len(_formatted()) >= 7


@pytest.mark.parametrize("name", _formatted())
def test_a_format_that_is_none_is_said_and_does_not_travel(name: str) -> None:
    for example in GIVEN[name]:
        plain = {key: value for key, value in example.items() if key != "format"}
        wrong = OURS[name](**plain, format="%.2f").node
        found = [note for note in wrong["notes"] if "'%.2f' (str), no format, and is" in note]
        assert len(found) == len(set(found)) > 0
        assert "%.2f" not in json.dumps({**wrong, "notes": []})
        assert "{:" not in json.dumps(OURS[name](**plain, format="{:.3f}").node)
