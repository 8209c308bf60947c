"""What small pictures under the headings of a table say, against NumPy and pandas."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import metaflow_card_kit as kit
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_extensions.card_kit.page.blocks import Table
from metaflow_extensions.card_kit.statistics.profiles import PARTS, profile_column


@pytest.mark.parametrize("seed", range(20))
def test_bars_are_the_counts_of_numpy(seed: int) -> None:
    random = np.random.default_rng(seed)
    values = random.normal(size=500) * 10.0 ** random.integers(-8, 9)
    profile = profile_column(values.tolist())
    counts, _ = np.histogram(values, bins=12)
    assert profile["bars"] == pytest.approx(counts / counts.max(), abs=0.003)
    assert (profile["low"], profile["high"]) == (values.min(), values.max())


@pytest.mark.parametrize("seed", range(20))
def test_parts_are_the_shares_of_pandas(seed: int) -> None:
    random = np.random.default_rng(seed)
    values = random.choice(["a", "b", "c", "d", "e", "f", None], 300).tolist()
    profile = profile_column(values)
    shares = pd.Series(values).value_counts(normalize=True, dropna=False)
    assert profile["missing"] == pytest.approx(shares[shares.index.isna()].sum(), abs=0.001)
    named = shares[shares.index.notna()]
    assert profile["different"] == len(named)
    assert len(profile["parts"]) == PARTS
    for part in profile["parts"]:
        assert part["share"] == pytest.approx(named[part["name"]], abs=0.001)
    assert profile["parts"][0]["share"] == pytest.approx(named.max(), abs=0.001)


def test_whole_numbers_of_a_short_range_have_a_bar_each() -> None:
    profile = profile_column([0, 10, 10, 3])
    assert profile["bars"] == [0.5, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], {}),
        ([None, math.nan], {"missing": 1}),
        ([1.5, None], {"bars": [1.0], "low": 1.5, "high": 1.5, "missing": 0.5}),
        ([math.inf, -math.inf], {}),
        ([1e308, -1e308], {"bars": [1.0], "low": -1e308, "high": 1e308}),
        ([Decimal("1.5"), Decimal("1.5")], {"bars": [1.0], "low": 1.5, "high": 1.5}),
        ([{"a": 1}, [2], None, None], {"missing": 0.5}),
        (["a", "b", "c", "d", "e"], {"parts": [], "different": 5}),
        (
            [True, False, False, None],
            {
                "parts": [{"name": "no", "share": 0.5}, {"name": "yes", "share": 0.25}],
                "different": 2,
                "missing": 0.25,
            },
        ),
        (["x"] * 9_999 + [None], {"parts": [{"name": "x", "share": 0.9999}], "missing": 0.001}),
        # Moments with and without a zone have no order.
        ([datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=timezone.utc)], {}),
    ],
)
def test_a_column_of_any_kind_says_what_is_so(values: list[Any], expected: Any) -> None:
    profile = profile_column(values)
    assert {key: profile.get(key) for key in expected} == expected
    assert set(profile) - {"different"} <= set(expected)


def test_texts_that_all_differ_have_parts_where_there_are_few() -> None:
    for count, parts in ((PARTS, PARTS), (PARTS + 1, 0)):
        profile = profile_column([f"C-{at}" for at in range(count)])
        assert (len(profile["parts"]), profile["different"]) == (parts, count)


def test_dates_and_moments_have_bars_from_the_first_to_the_last() -> None:
    days = [date(2026, 1, 1) + timedelta(days=place) for place in range(24)]
    profile = profile_column(days)
    assert profile == {"bars": [1.0] * 12, "low": "2026-01-01", "high": "2026-01-24"}
    moments = [datetime(2026, 1, 1, hour, tzinfo=timezone.utc) for hour in range(24)]
    assert profile_column(moments)["low"] == "2026-01-01T00:00:00+00:00"


def test_frames_of_all_libraries_have_one_profile() -> None:
    columns = {
        "plan": ["basic", "pro", "basic", None] * 20,
        "users": list(range(80)),
        "score": [place / 7 for place in range(80)],
        "churned": [True, False, False, False] * 20,
        "day": [date(2026, 1, 1) + timedelta(days=place) for place in range(80)],
    }
    found = [
        kit.Table(frame).node["profiles"]
        for frame in (
            columns,
            pd.DataFrame(columns),
            pl.DataFrame(columns),
            pa.table(columns),
            [dict(zip(columns, row)) for row in zip(*columns.values())],
        )
    ]
    assert all(profiles == found[0] for profiles in found)
    assert [sorted(profile) for profile in found[0]] == [
        ["different", "missing", "parts"],
        ["bars", "high", "low"],
        ["bars", "high", "low"],
        ["different", "parts"],
        ["bars", "high", "low"],
    ]


def test_only_a_table_that_is_too_long_to_be_seen_at_once_has_profiles_by_itself() -> None:
    short, long = {"a": [1, 2]}, {"a": list(range(41))}
    assert "profiles" not in kit.Table(short).node
    assert "profiles" in kit.Table(long).node
    assert "profiles" in kit.Table(short, profile=True).node
    assert "profiles" not in kit.Table(long, profile=False).node
    assert "profiles" not in kit.Table({"a": []}, profile=True).node


def test_no_truth_value_for_profile_is_a_note() -> None:
    node = kit.Table({"a": [1, 2]}, profile="yes").node  # type: ignore[arg-type]
    assert node["notes"] == [
        "profile of the table is 'yes' (str), not True or False, and is ignored."
    ]
    assert "profiles" not in node


def test_wide_tables_are_looked_at_within_limits() -> None:
    frame = pd.DataFrame(np.zeros((10_000, 200)))
    node = kit.Table(frame).node
    assert node["height"] == 2_500
    assert node["profiled"] == 1_000


def test_the_summary_says_in_words_what_the_pictures_show() -> None:
    table = kit.Table(
        {
            "id": [f"C-{place}" for place in range(50)],
            "plan": ["basic", "basic", "pro", "team", "trial"] * 10,
            "users": list(range(50)),
            "nps": [None, 7] * 25,
            "day": [date(2026, 1, 1) + timedelta(days=place) for place in range(50)],
        },
        unit={"users": "k"},
    )
    blocks = kit.Table.summary(table.node)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert tables[1].rows == [
        ["id", "50 different values", ""],
        ["plan", "basic 40%, pro 20%, team 20%, trial 20%", ""],
        ["users, k", "0 to 49", ""],
        ["nps", "7 to 7", "50%"],
        ["day", "2026-01-01 to 2026-02-19", ""],
    ]
