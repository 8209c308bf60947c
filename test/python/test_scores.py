"""Metrics that were measured several times, held to exact fractions and to scipy."""

from __future__ import annotations

import math
import random
import statistics
import sys
from fractions import Fraction

import pytest
from metaflow_extensions.card_kit.statistics.scores import (
    Scores,
    chance_limit,
    student_t,
    summarize_scores,
)


def test_mean_and_spread_are_those_of_exact_fractions() -> None:
    chance = random.Random(3)
    for _ in range(500):
        scores = [
            chance.uniform(-1, 1) * 10 ** chance.randint(-3, 6) for _ in range(chance.randint(2, 9))
        ]
        found = summarize_scores(scores)
        exact = [Fraction(score) for score in scores]
        assert found.n == len(scores)
        assert found.mean == pytest.approx(float(sum(exact) / len(exact)), rel=1e-15, abs=1e-300)
        assert found.sd == pytest.approx(statistics.stdev(exact), rel=1e-12)


def test_one_score_has_no_spread() -> None:
    assert summarize_scores([0.5]) == Scores(0.5, None, 1)
    found = summarize_scores([0.5, math.inf])
    assert (found.mean, found.sd, found.n) == (math.inf, None, 2)


@pytest.mark.parametrize("size", [1e-320, 1e-200, 1e-150, 1e150, 1e200, 1e307])
def test_scores_of_any_size_have_a_mean_and_a_spread(size: float) -> None:
    scores = [size * part for part in (1.0, 2.0, 4.0, 9.0)]
    exact = [Fraction(score) for score in scores]
    found = summarize_scores(scores)
    assert found.mean == pytest.approx(float(sum(exact) / 4), rel=1e-12)
    spread = float(statistics.stdev([score / exact[0] for score in exact]) * exact[0])
    assert found.sd == pytest.approx(spread, rel=1e-12)
    limit = chance_limit(found, Scores(0.0))
    assert limit == pytest.approx(student_t(3) * spread / 2, rel=1e-9)


def test_scores_without_an_end_have_the_mean_that_they_have() -> None:
    most = sys.float_info.max
    assert summarize_scores([most] * 3).mean == pytest.approx(most)
    assert summarize_scores([-most, most]).mean == 0
    assert math.isnan(summarize_scores([math.inf, -math.inf]).mean)
    assert summarize_scores([math.inf, 10**300]) == Scores(math.inf, None, 2)


@pytest.mark.parametrize("freedom", [1, 1.5, 2, 3, 4, 7.3, 10, 30, 99.5, 1000, 1e6])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
def test_students_t_is_that_of_scipy(freedom: float, confidence: float) -> None:
    from scipy.stats import t

    expected = t.ppf((1 + confidence) / 2, freedom)
    assert student_t(freedom, confidence) == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("freedom", [1e9, 1e12, 1e16, 1e25])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_students_t_of_very_many_scores_is_that_of_the_normal_distribution(
    freedom: float, confidence: float
) -> None:
    expected = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    assert student_t(freedom, confidence) == pytest.approx(expected, rel=1e-6)


def test_what_chance_explains_is_half_of_welchs_interval() -> None:
    from scipy.stats import ttest_ind

    chance = random.Random(4)
    for _ in range(50):
        a = [chance.gauss(0.9, 0.02) for _ in range(chance.randint(2, 12))]
        b = [chance.gauss(0.9, 0.01) for _ in range(chance.randint(2, 12))]
        interval = ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
        limit = chance_limit(summarize_scores(a), summarize_scores(b))
        assert limit == pytest.approx((interval.high - interval.low) / 2, rel=1e-9)


def test_a_side_whose_spread_is_not_known_counts_as_exact() -> None:
    folds = Scores(0.9, 0.02, 4)
    assert chance_limit(folds, Scores(0.8)) == pytest.approx(student_t(3) * 0.01)
    assert chance_limit(Scores(0.9, 0.02), Scores(0.8)) is None
    assert chance_limit(Scores(0.9, 0.0, 5), Scores(0.8)) == 0
    assert chance_limit(Scores(0.9), Scores(0.8)) is None
    assert chance_limit(Scores(0.9, 0.02, 1), Scores(0.8)) is None
    assert chance_limit(folds, Scores(0.8, math.inf, 4)) == pytest.approx(student_t(3) * 0.01)
