"""What a change means: held to exact fractions, and to the fixture that the page is held to."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import change_fixture
import pytest
from metaflow_extensions.card_kit.statistics.changes import best_of, change_of, subtract


def test_the_fixture_that_the_page_is_held_to_is_what_python_computes() -> None:
    written = change_fixture.PATH.read_text("utf-8")
    assert written == change_fixture.text(), "run python test/python/change_fixture.py"


@pytest.mark.parametrize(
    ("value", "baseline", "direction", "expected"),
    [
        (0.93, 0.9, "higher", (0.03, 0.03333333333333333, "better")),
        (0.9, 0.93, "higher", (-0.03, -0.032258064516129031, "worse")),
        (0.25, 0.2, "lower", (0.05, 0.25, "worse")),
        (0.2, 0.25, "lower", (-0.05, -0.2, "better")),
        (5, 4, None, (1, 0.25, None)),
        (0.1, -0.4, "higher", (0.5, 1.25, "better")),
        (0.1 + 0.2, 0.3, "higher", (0, 0, "same")),
        (1e-7, 5e-7, "higher", (-4e-7, -0.8, "worse")),
        (0.5, 0, "lower", (0.5, None, "worse")),
        (0, 0, "lower", (0, None, "same")),
        (-0.0, 0.0, "lower", (0, None, "same")),
        ("Infinity", 0.5, "lower", (math.inf, None, "worse")),
        ("Infinity", 1, "higher", (math.inf, None, "better")),
        (1, "Infinity", "higher", (-math.inf, None, "worse")),
        ("Infinity", "Infinity", "lower", (0, None, "same")),
        (2**53 + 1, 2**53, "lower", (1, 2**-53, "worse")),
        (10**400, 1, "lower", (math.inf, None, "worse")),
        (1.7e308, -1.7e308, "higher", (math.inf, None, "better")),
        (1, 5e-324, "higher", (1, None, "better")),
        (0.0967, 1e-7, "higher", (0.0966999, None, "better")),
        (11, 1, "lower", (10, 10, "worse")),
        (12, 1, "lower", (11, None, "worse")),
    ],
)
def test_the_change_is_value_minus_baseline_and_is_judged_by_the_direction(
    value: Any, baseline: Any, direction: Any, expected: tuple[Any, Any, Any]
) -> None:
    change = change_of(value, baseline, direction=direction)
    assert change is not None
    assert (change.change, change.relative_change, change.verdict) == expected


@pytest.mark.parametrize("other", [None, "NaN", math.nan, "text", True])
def test_there_is_no_change_where_a_number_is_missing(other: Any) -> None:
    assert change_of(other, 0.5) is None
    assert change_of(0.5, other) is None


def test_noise_is_what_is_not_larger_than_its_limit() -> None:
    def verdict(value: float, baseline: float, **limits: float) -> str | None:
        change = change_of(value, baseline, direction="higher", **limits)
        return change and change.verdict

    assert verdict(0.93, 0.9, noise=0.03) == "noise"
    assert verdict(0.93, 0.9, noise=0.0299) == "better"
    assert verdict(0.9, 0.93, noise=0.03) == "noise"
    assert verdict(0.93, 0.9, noise=0) == "better"
    assert verdict(101, 100, relative_noise=0.01) == "noise"
    assert verdict(1.01, 1, relative_noise=0.01) == "noise"
    assert verdict(101.1, 100, relative_noise=0.01) == "better"
    assert verdict(0.001, 0, relative_noise=0.5) == "better"
    assert verdict(0.9, 0.9, noise=1) == "same"


@pytest.mark.parametrize(
    ("values", "direction", "best"),
    [
        ([0.9, 0.95, 0.93], "higher", [1]),
        ([0.9, 0.95, 0.93], "lower", [0]),
        ([0.9, 0.95, 0.95], "higher", [1, 2]),
        ([0.3, 0.1 + 0.2, 0.2], "higher", [0, 1]),
        ([1, 1.0, 1], "higher", []),
        (["Infinity", 1], "higher", [0]),
        (["Infinity", 1], "lower", [1]),
        (["NaN", 1, 2], "higher", [2]),
        (["NaN", None, 2], "higher", []),
        ([2**53, 2**53 + 1], "higher", [1]),
        ([1, 2], None, []),
        ([], "higher", []),
    ],
)
def test_the_best_is_marked_only_where_it_is_better_than_another(
    values: Any, direction: Any, best: list[int]
) -> None:
    assert best_of(values, direction) == best


def test_values_within_noise_of_the_best_are_as_good() -> None:
    assert best_of([0.95, 0.94, 0.9], "higher", noise=0.01) == [0, 1]
    assert best_of([0.95, 0.94], "higher", noise=0.01) == []
    assert best_of([100, 101, 120], "lower", relative_noise=0.01) == [0, 1]


def test_random_changes_are_those_of_exact_fractions() -> None:
    chance = random.Random(5)
    for _ in range(5_000):
        places = chance.randint(0, 12)
        a, b = (round(chance.uniform(-1, 1) * 10 ** chance.randint(-3, 6), places) for _ in "ab")
        exact = Fraction(repr(a)) - Fraction(repr(b))
        assert subtract(a, b) == float(exact)
        change = change_of(a, b, direction="higher", noise=abs(a) / 7)
        assert change is not None
        if abs(exact) <= Fraction(1, 10**12) * max(abs(Fraction(a)), abs(Fraction(b))):
            assert change.verdict == "same"
        elif abs(float(exact)) <= abs(a) / 7:
            assert change.verdict == "noise"
        else:
            assert change.verdict == ("better" if a > b else "worse")
        if b != 0 and change.change != 0:
            share = float(exact / abs(Fraction(repr(b))))
            known = None if abs(share) > 10 else pytest.approx(share, rel=1e-14)
            assert change.relative_change == known


def test_a_change_back_is_the_opposite() -> None:
    chance = random.Random(6)
    for _ in range(1_000):
        a, b = chance.uniform(-1, 1), chance.uniform(-1, 1)
        there, back = (change_of(*pair, direction="higher") for pair in ((a, b), (b, a)))
        assert there and back and there.change == -back.change
        assert {there.verdict, back.verdict} in ({"better", "worse"}, {"same"})
