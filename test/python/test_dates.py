"""A date stays a date, and a moment never loses the word on its zone."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from metaflow_extensions.card_kit.wire.dates import (
    date_of_days,
    date_on_wire,
    days_since_epoch,
    format_date,
    is_date,
    is_moment,
    micros_since_epoch,
    moment_of_micros,
    zone_of,
)

SHOWN = json.loads((Path(__file__).parents[1] / "unit/fixtures/dates.json").read_text("utf-8"))
BERLIN = ZoneInfo("Europe/Berlin")
WEST = timezone(timedelta(hours=-9, minutes=-30))


class Nowhere(tzinfo):
    def utcoffset(self, _: Any) -> Any:
        raise RuntimeError("no offset")


class Chatty(date):
    def isoformat(self) -> str:
        return "x" * 61


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_a_date_is_shown_as_in_the_browser(text: str, shown: str) -> None:
    assert format_date(text) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1), "2024-05-01T00:00:00"),
        (datetime(2024, 5, 1, 14, tzinfo=timezone.utc), "2024-05-01T14:00:00+00:00"),
        (datetime(2024, 5, 1, 14, tzinfo=BERLIN), "2024-05-01T14:00:00+02:00"),
        (time(14, 30), "14:30:00"),
        (np.datetime64("2024-05-01"), "2024-05-01"),
        (np.datetime64("2024-05-01T14"), "2024-05-01T14:00:00"),
        (pd.Timestamp("2024-05-01", tz="UTC"), "2024-05-01T00:00:00+00:00"),
        (pd.Timestamp("2024-05-01 00:00:00.000000001"), "2024-05-01T00:00:00.000000001"),
        (pl.Series([date(2024, 5, 1)])[0], "2024-05-01"),
        (pa.scalar(date(2024, 5, 1)).as_py(), "2024-05-01"),
        (datetime(2024, 5, 1, tzinfo=Nowhere()), None),
        (Chatty(2024, 5, 1), None),
        (pd.NaT, None),
        ("2024-05-01", None),
        (3, None),
        (None, None),
    ],
)
def test_a_date_travels_as_a_date_and_a_moment_with_its_offset(value: Any, text: Any) -> None:
    assert date_on_wire(value) == text


def test_a_moment_is_no_date() -> None:
    assert is_date(date(2024, 5, 1))
    assert not is_date(datetime(2024, 5, 1))
    assert is_moment(datetime(2024, 5, 1))
    assert not is_moment(date(2024, 5, 1))
    assert not is_date("2024-05-01")


@given(some.dates())
def test_days_count_from_1970(day: date) -> None:
    assert date_of_days(days_since_epoch(day)) == day
    assert days_since_epoch(date(1970, 1, 2)) == 1


@given(some.datetimes(timezones=some.sampled_from([None, timezone.utc, BERLIN, WEST])))
@example(datetime(1995, 9, 24, 2, 0, tzinfo=BERLIN))
@example(datetime.max.replace(tzinfo=WEST))
@example(datetime.min.replace(tzinfo=BERLIN))
def test_a_moment_comes_back_from_its_microseconds_and_its_zone(moment: datetime) -> None:
    zone = zone_of(moment)
    found = moment_of_micros(micros_since_epoch(moment), zone)
    # Not the moments, since an hour that comes twice equals no moment of another zone.
    assert micros_since_epoch(found) == micros_since_epoch(moment)
    assert zone_of(found) == zone


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (None, None),
        (timezone.utc, "UTC"),
        (BERLIN, "Europe/Berlin"),
        (WEST, "-09:30"),
        (timezone(timedelta(hours=5, minutes=30), "IST"), "+05:30"),
    ],
)
def test_a_zone_has_a_name_or_an_offset(zone: Any, name: Any) -> None:
    moment = datetime(2024, 5, 1, 12, tzinfo=zone)
    assert zone_of(moment) == name
    assert moment_of_micros(micros_since_epoch(moment), name).isoformat() == moment.isoformat()


def test_a_zone_that_nobody_knows_is_utc() -> None:
    assert moment_of_micros(0, "Nowhere/At_All").isoformat() == "1970-01-01T00:00:00+00:00"
