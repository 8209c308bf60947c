"""Bins of moments: round times, days and months by the clocks of their zone."""

from __future__ import annotations

import math
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Any

from ..wire.dates import date_of_days, days_since_epoch, micros_of_day, moment_of_micros
from .bins import bin_edges

DAY = 86_400
STEPS = (
    0.001,
    0.005,
    0.01,
    0.05,
    0.1,
    0.5,
    1,
    5,
    15,
    30,
    60,
    300,
    900,
    1800,
    3600,
    10_800,
    21_600,
    43_200,
    DAY,
    2 * DAY,
    7 * DAY,
)
"""Round lengths of time, in seconds."""
MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""And longer ones, in months."""
_FIRST_DAY, _LAST_DAY = days_since_epoch(date.min), days_since_epoch(date.max)


def moment_edges(values: list[float], rule: Any, zone: str | None) -> list[float]:
    """Bins that begin at round times of the zone's clocks and are a round time long."""
    count = len(bin_edges(values, rule)) - 1
    length = (values[-1] - values[0]) / count / 1e6
    first, last = (moment_of_edge(values[end], zone) for end in (0, -1))
    step = next((own for own in STEPS if own >= 0.7 * length), None)
    if step is None:
        months = next((own for own in MONTHS if own * 30.4 * DAY >= 0.7 * length), MONTHS[-1])
        begin = (first.year * 12 + first.month - 1) // months
        end = (last.year * 12 + last.month - 1) // months + 1
        starts = [divmod(at * months, 12) for at in range(begin, end + 1)]
        days = [date(year, month + 1, 1) for year, month in starts if MINYEAR <= year <= MAXYEAR]
    elif step >= DAY:
        width = int(step // DAY)
        # Weeks begin on Mondays.
        begin = (days_since_epoch(first.date()) + 3) // width * width - 3
        end = days_since_epoch(last.date()) + width
        begin, end = max(begin, _FIRST_DAY), min(end, _LAST_DAY)
        days = [date_of_days(day) for day in range(begin, end + 1, width)]
    else:
        # Hours count from the midnight of the first day.
        midnight = float(micros_of_day(first.date(), zone))
        most = (micros_of_day(date.max, zone) - midnight) / 1e6 / step + DAY / step
        end = min(math.floor((values[-1] - midnight) / 1e6 / step) + 1, round(most))
        start = min(math.floor((values[0] - midnight) / 1e6 / step), end - 1)
        return [midnight + at * step * 1e6 for at in range(start, end + 1)]
    edges = [float(micros_of_day(day, zone)) for day in days]
    # Beyond the first and the last year of the calendar, bins end at the outermost values.
    before = values[:1] if values[0] < edges[0] else []
    after = values[-1:] if values[-1] > edges[-1] else []
    return [*before, *edges, *after]


def moment_of_edge(edge: float, zone: str | None) -> datetime:
    """The moment at an edge; a float of the year 9999 may be some microseconds beyond its end."""
    last = micros_of_day(date.max, zone) + DAY * 1_000_000 - 1
    return moment_of_micros(min(round(edge), last), zone)
