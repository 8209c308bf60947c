"""A metric that was measured several times: its mean, its spread, and what both say of a change."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..wire.specifier import Real

CONFIDENCE = 0.95
_MOST_FREEDOM = 1e7
"""Beyond it Student's t is the normal distribution, and the share near 1 runs out of digits."""


@dataclass(frozen=True)
class Scores:
    """Scores of folds or of repetitions.

    Attributes
    ----------
    mean : int or float
    sd : float, optional
        Sample standard deviation (n - 1 in the denominator).
    n : int, optional
        How many scores there were.
    """

    mean: Real
    sd: float | None = None
    n: int | None = None


def summarize_scores(scores: Sequence[Real]) -> Scores:
    """Mean and sample standard deviation, exact but for one rounding each."""
    n = len(scores)
    if not all(map(math.isfinite, scores)):
        return Scores(sum(map(float, scores)) / n, None, n)
    unit = _unit_of(scores)
    scaled = [score / unit for score in scores]
    mean = math.fsum(scaled) / n
    if n < 2:
        return Scores(mean * unit, None, n)
    squares = math.fsum((score - mean) ** 2 for score in scaled)
    return Scores(mean * unit, math.sqrt(squares / (n - 1)) * unit, n)


def _unit_of(sizes: Iterable[Real]) -> float:
    """A power of two to divide by, so that sums and squares have no end in sight."""
    exponent = math.frexp(max(map(abs, sizes), default=0))[1]
    return 1.0 if -400 < exponent < 400 else 2.0 ** max(min(exponent, 1000), -1000)


def chance_limit(value: Scores, baseline: Scores) -> float | None:
    """The largest difference of two means that chance explains, at 95 % confidence.

    Half the width of Welch's interval for a difference of two means. A side without a spread, or
    without the number of its scores, counts as exact; None where both do. Scores of folds share
    their training data, so the interval is, if anything, too narrow.
    """
    spreads = [
        (side.sd, side.n)
        for side in (value, baseline)
        if side.sd is not None and side.n is not None and side.n > 1 and math.isfinite(side.sd)
    ]
    unit = max((sd for sd, _ in spreads), default=0)
    if not unit:
        return 0.0 if spreads else None
    variances = [((sd / unit) ** 2 / n, n - 1) for sd, n in spreads]
    total = sum(variance for variance, _ in variances)
    freedom = total**2 / sum(variance**2 / df for variance, df in variances)
    return student_t(freedom) * math.sqrt(total) * unit


def student_t(freedom: float, confidence: float = CONFIDENCE) -> float:
    """How many standard errors a two-sided interval reaches, by Student's t distribution."""
    freedom = min(freedom, _MOST_FREEDOM)
    low, high = 0.0, 1.0
    while _outside(high, freedom) > 1 - confidence:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if _outside(middle, freedom) > 1 - confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _outside(t: float, freedom: float) -> float:
    """Probability of a value beyond -t and t: a regularized incomplete beta function."""
    return _beta_share(freedom / (freedom + t * t), freedom / 2, 0.5)


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function between 0 and 1, by a continued fraction (Lentz)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(1 - x, b, a)
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, 300):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return math.exp(log_front) * fraction / a
