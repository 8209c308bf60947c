"""A column gives back exactly what JSON would have had, from whatever library the values came."""

from __future__ import annotations

import base64
import json
import math
import time
import zlib
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.wire.columns import (
    Column,
    decode,
    encode,
    encode_frame,
    lift,
)
from metaflow_extensions.card_kit.wire.dates import date_on_wire
from metaflow_extensions.card_kit.wire.frames import Frame, read_frame, read_values
from metaflow_extensions.card_kit.wire.native import encode_native
from metaflow_extensions.card_kit.wire.numbers import number

FIXTURES = Path(__file__).parents[1] / "unit" / "fixtures" / "columns.json"
NAN, INFINITY = float("nan"), float("inf")
BERLIN = ZoneInfo("Europe/Berlin")
EAST = timezone(timedelta(hours=5, minutes=30))

CASES: dict[str, tuple[str, list[Any]]] = {
    "no values": ("json", []),
    "only missing ones": ("json", [None, None]),
    "a count": ("int", list(range(1000, 1300))),
    "counts down": ("int", [5, 4, 3, 2, 1, 0, -1]),
    "one number": ("int", [7]),
    "the same number": ("int", [4, 4, 4]),
    "whole numbers": ("int", [0, 255, 256, -65_536, 2**31, -(2**40)]),
    "the largest whole numbers": ("int", [0, 2**53]),
    "the smallest whole numbers": ("int", [-(2**53), 0]),
    "whole numbers too far apart": ("float64", [-(2**53), 2**53]),
    "whole numbers too large": ("float64", [2**60, 1]),
    "whole numbers too large, and near each other": ("float64", [2**60, 2**60 + 4096]),
    "whole numbers with gaps": ("int", [10, None, None, 13, None]),
    "a gap first": ("int", [None, 3, 5]),
    "floats without decimals": ("int", [1.0, 2.0, -3.0]),
    "few decimals": ("decimal", [0.1, 0.25, -1.75, 3.0]),
    "four decimals": ("decimal", [round(math.sin(i), 4) for i in range(100)]),
    "zeros of both signs": ("decimal", [0.0, -0.0, 0.5, -0.5]),
    "what is no number": ("decimal", [1.5, NAN, INFINITY, -INFINITY, None, 2.5]),
    "counts, and what is no number": ("int", [1, NAN, INFINITY, -INFINITY, None, 3]),
    "twelve decimals": ("decimal", [0.123456789012, 1.5]),
    "thirteen decimals": ("float64", [0.1234567890123, 1.5]),
    "nothing but NaN": ("int", [NAN, NAN]),
    "any floats": (
        "float64",
        [math.pi, -math.e, 1e-300, 1.7976931348623157e308, 5e-324],
    ),
    "any floats, and what is no number": (
        "float64",
        [math.pi, None, NAN, -0.0, INFINITY],
    ),
    "decimals": ("decimal", [Decimal("0.25"), None, Decimal("10.5")]),
    "truths": ("boolean", [True, False, None, True]),
    "dates": ("date", [date(2024, 2, 28), date(2024, 2, 29), None, date(1969, 12, 31)]),
    "the first and the last date": ("date", [date(1, 1, 1), date(9999, 12, 31)]),
    "moments without a zone": (
        "datetime",
        [
            datetime(2024, 5, 1, 14, 0),
            None,
            datetime(1969, 12, 31, 23, 59, 59, 999_000),
        ],
    ),
    "moments in UTC": (
        "datetime",
        [datetime(2024, 5, 1, hour, tzinfo=timezone.utc) for hour in range(24)],
    ),
    "moments in Berlin, over the change of the clocks": (
        "datetime",
        [
            datetime(2024, 3, 31, 1, tzinfo=BERLIN),
            datetime(2024, 3, 31, 4, tzinfo=BERLIN),
        ],
    ),
    "moments east of Greenwich": (
        "datetime",
        [datetime(2024, 5, 1, 3, 15, tzinfo=EAST)],
    ),
    "moments to the microsecond": (
        "datetime",
        [datetime(2024, 5, 1, 3, 15, 7, 1), datetime(1960, 1, 1, 0, 0, 0, 999_999)],
    ),
    "categories": ("category", ["cat", "dog", None, "cat", "", "dog", "Zürich 🦁"] * 3),
    "one category": ("category", ["a", "a"]),
    "texts": ("text", ["a", "b", None, 'say "hi"\n\\', "\u2028 🦁"]),
    "things of all kinds": ("json", [1, "1", None, True, [1, 2], {"a": 0.5}, NAN]),
}


def on_wire(value: Any) -> Any:
    """What JSON has for a plain value, without columns."""
    moment = date_on_wire(value)
    if moment is not None:
        return moment
    is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return number(value) if is_number else value


def same(found: list[Any], expected: list[Any]) -> bool:
    """Equal, the sign of zero too."""

    def signed(values: list[Any]) -> list[Any]:
        return ["-0" if v == 0 and str(v).startswith("-") else v for v in values]

    return signed(found) == signed(expected)


def payload(column: Column) -> bytes:
    assert isinstance(column["data"], str)
    return zlib.decompress(base64.b64decode(column["data"]), 31)


@pytest.mark.parametrize(("dtype", "values"), CASES.values(), ids=CASES)
def test_values_come_back_as_json_would_have_them(dtype: str, values: list[Any]) -> None:
    column = encode("values", values)
    assert column["dtype"] == dtype
    assert column["shape"] == [len(values)]
    expected = [on_wire(value) for value in values]
    assert same(decode(json.loads(json.dumps(column))), expected)


def fixtures() -> list[dict[str, Any]]:
    return [
        {
            "of": name,
            "values": [on_wire(v) for v in values],
            "column": encode(name, values),
        }
        for name, (_, values) in CASES.items()
    ]


def test_the_browser_reads_the_same_bytes() -> None:
    written = json.loads(FIXTURES.read_text("utf-8"))
    assert [case["of"] for case in written] == list(CASES), "run this file to write the fixture"
    for old, new in zip(written, fixtures()):
        # compressed bytes may differ by the version of zlib
        assert payload(old["column"]) == payload(new["column"]), old["of"]
        assert {**old["column"], "data": ""} == {**new["column"], "data": ""}
        assert same(old["values"], new["values"])


LONG = [1234567890123456789, 1234567890123456790, -(2**62), 7, None]


@pytest.mark.parametrize(
    "values",
    [
        LONG,
        np.ma.masked_invalid(LONG[:4]),
        np.array([2**64 - 1, 2**64 - 2], "uint64"),
        pd.Series(LONG[:4]),
        pd.Series(LONG, dtype="Int64"),
        pd.Series(LONG, dtype="int64[pyarrow]"),
        pl.Series(LONG),
        pa.array(LONG),
        pa.chunked_array([LONG[:2], LONG[2:]]),
        pa.array([value and Decimal(value) for value in LONG], pa.decimal128(38)),
        [1234567890123456789, 0.5, NAN],
        [1234567890123456789, "text", {"id": [1234567890123456790]}],
    ],
    ids=lambda values: type(values).__name__,
)
def test_whole_numbers_that_no_double_holds_keep_their_digits(values: Any) -> None:
    column = encode("values", values, long=True)
    read = decode(json.loads(json.dumps(column)))
    given = values if isinstance(values, list) else read_values(values, "values", 100)
    assert len(read) == len(given)
    assert [found for found in read if found != "NaN"] == [v for v in given if v == v]  # noqa: PLR0124


NUMBERS = some.one_of(
    some.none(),
    some.integers(-(2**54), 2**54),
    some.integers(-100, 100),
    some.floats(),
    some.integers(-(10**6), 10**6).map(lambda n: n / 10**4),
)
OTHERS = some.one_of(
    some.lists(some.one_of(some.none(), some.booleans())),
    some.lists(some.one_of(some.none(), some.text())),
    some.lists(some.one_of(some.none(), some.sampled_from(["a", "b", "c"]))),
    some.lists(some.one_of(some.none(), some.dates())),
    some.lists(some.one_of(some.none(), some.datetimes())),
    some.lists(some.datetimes(timezones=some.sampled_from([timezone.utc, EAST]))),
    some.lists(some.one_of(some.none(), some.text(), some.integers(), some.booleans())),
)


@given(some.lists(NUMBERS))
def test_any_numbers_come_back(values: list[Any]) -> None:
    assert same(decode(encode("values", values)), [number(value) for value in values])


@given(some.lists(some.floats(width=64)))
def test_any_floats_of_numpy_come_back_as_those_of_python(values: list[float]) -> None:
    from_list, from_array = (
        encode("x", values),
        encode("x", np.array(values, dtype=float)),
    )
    assert same(decode(from_array), [number(value) for value in values])
    if values:
        assert payload(from_list) == payload(from_array)


@given(OTHERS)
def test_any_values_come_back(values: list[Any]) -> None:
    found = decode(encode("values", values))
    if any(isinstance(value, datetime) and value.tzinfo for value in values):
        # of several zones only the moments are kept
        assert [datetime.fromisoformat(text) for text in found] == values
        return
    texts = [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values]
    assert found == [on_wire(value) for value in texts]


@pytest.mark.parametrize(
    "kind",
    [
        np.array,
        pd.Series,
        pl.Series,
        pa.array,
        lambda values: pa.chunked_array([values[:2], values[2:]]),
        iter,
        tuple,
    ],
)
@pytest.mark.parametrize(
    ("dtype", "values"),
    [
        ("int", [1, 2, 3, 5]),
        ("decimal", [0.5, 0.25, -0.0, NAN]),
        ("boolean", [True, False, False, True]),
        ("category", ["a", "b", "a", "b"]),
        (
            "date",
            [date(2024, 1, 2), date(2023, 1, 1), date(2024, 1, 2), date(2024, 5, 5)],
        ),
        ("datetime", [datetime(2024, 1, 2, 3, 4, 5 + i) for i in range(4)]),
    ],
)
def test_every_library_gives_the_same_column(
    kind: Callable[[Any], Any], dtype: str, values: list[Any]
) -> None:
    column = encode("x", kind(values))
    assert (column["dtype"], column["shape"]) == (dtype, [4])
    assert payload(column) == payload(encode("x", values))


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (np.array([5, 4, 2, 9]), "int"),
        (np.array([5, 4, 2, 9], np.uint8), "int"),
        (np.array([2**60, 2**60 + 4096]), "float64"),
        (np.array([2**63 + 4096, 1], np.uint64), "float64"),
        (np.array([-(2**53), 2**53]), "float64"),
        (np.array([0.5, -0.0, NAN, INFINITY, -INFINITY, 0.0]), "decimal"),
        (np.array([math.pi, NAN, -0.0]), "float64"),
        (np.array([0.5, 0.25], np.float32), "decimal"),
        (np.array([True, False]), "boolean"),
        (np.array(["2024-05-01", "NaT"], "datetime64[D]"), "date"),
        (np.array(["2024-05-01T12", "NaT"], "datetime64[ns]"), "datetime"),
        (np.array(["2024-05-01T12:00:00.000001"], "datetime64[us]"), "datetime"),
        (np.ma.masked_array([1, 2, 5], mask=[True, False, False]), "int"),
        (pd.Series([1, 3]), "int"),
        (pd.Series([1.5, NAN]), "decimal"),
        (pd.Series([1, None, 3], dtype="Int64"), "int"),
        (pd.Series([0.5, None], dtype="Float64"), "decimal"),
        (pd.Series([True, None], dtype="boolean"), "boolean"),
        (pd.Series(["b", None, "a", "b"], dtype="category"), "category"),
        (pd.Series(pd.to_datetime(["2024-05-01 12:00", None])), "datetime"),
        (pd.Series(pd.to_datetime(["2024-05-01 12:00", None], utc=True)), "datetime"),
        (pl.Series([1, None, 3]), "int"),
        (pl.Series([0.5, None, NAN, -0.0]), "decimal"),
        (pl.Series([True, None]), "boolean"),
        (pl.Series([date(2024, 5, 1), None]), "date"),
        (pl.Series([datetime(2024, 5, 1), None]), "datetime"),
        (pl.Series([datetime(2024, 5, 1, tzinfo=BERLIN), None]), "datetime"),
        (pl.Series(["b", None, "a", "b", "b"]), "category"),
        (pl.Series(["b", None, "a", "b", "b"], dtype=pl.Categorical), "category"),
        (pa.array([1, None, 3]), "int"),
        (pa.chunked_array([[0.5], [None, NAN]]), "decimal"),
        (pa.array([True, None]), "boolean"),
        (pa.array([date(2024, 5, 1), None]), "date"),
    ],
)
def test_typed_columns_are_encoded_without_an_object_for_each_value(
    values: Any, dtype: str
) -> None:
    encoded = encode_native(values)
    assert encoded is not None
    column = encode("x", values)
    assert column["dtype"] == dtype
    plain = read_values(values, "x", 10)
    assert same(decode(column), [on_wire(value) for value in plain])
    assert encoded.zone == encode("x", plain).get("zone")


def test_codes_of_categories_have_no_differences() -> None:
    assert payload(encode("x", ["a", "b", "c", "c", "c", "c"]))[0] == 0
    assert payload(encode("x", ["a", None, "c", "c", "c", "c"]))[0] == 1
    assert payload(encode("x", [1, 2, 3, 5]))[0] == 2
    assert payload(encode("x", [1, None, 3, 5]))[0] == 3


@pytest.mark.parametrize(
    "series",
    [
        pd.Series([1, None, 3], dtype="Int64"),
        pd.Series([1, None, 3], dtype="int64[pyarrow]"),
        pl.Series([1, None, 3]),
        pa.array([1, None, 3]),
        np.ma.masked_array([1, 2, 3], mask=[False, True, False]),
    ],
)
def test_missing_numbers_are_missing_in_every_library(series: Any) -> None:
    column = encode("x", series)
    assert column["dtype"] == "int"
    assert decode(column) == [1, None, 3]


@pytest.mark.parametrize(
    "series",
    [
        pd.Series(["b", None, "a"], dtype=pd.CategoricalDtype(["a", "b", "c"])),
        pl.Series(["b", None, "a"], dtype=pl.Enum(["a", "b", "c"])),
    ],
)
def test_declared_categories_keep_their_order(series: Any) -> None:
    column = encode("x", series)
    assert column["dtype"] == "category"
    assert payload(column).endswith(b'["a","b","c"]')
    assert decode(column) == ["b", None, "a"]


@pytest.mark.parametrize(
    "series",
    [
        pd.Series(pd.to_datetime(["2024-07-01 12:00", None])).dt.tz_localize("Europe/Berlin"),
        pl.Series([datetime(2024, 7, 1, 12, tzinfo=BERLIN), None]),
    ],
)
def test_the_zone_of_moments_is_kept(series: Any) -> None:
    column = encode("x", series)
    assert column["zone"] == "Europe/Berlin"
    assert decode(column) == ["2024-07-01T12:00:00+02:00", None]


def test_nanoseconds_and_days_of_numpy_are_moments_and_dates() -> None:
    days = np.array(["2024-05-01", "NaT"], dtype="datetime64[D]")
    assert decode(encode("x", days)) == ["2024-05-01", None]
    moments = np.array(["2024-05-01T10", "NaT"], dtype="datetime64[ns]")
    assert decode(encode("x", moments)) == ["2024-05-01T10:00:00", None]


def test_a_matrix_keeps_its_shape() -> None:
    column = encode("x", np.arange(6).reshape(2, 3))
    assert column["shape"] == [2, 3]
    assert decode(column) == [0, 1, 2, 3, 4, 5]


def test_text_of_pandas_that_is_missing_is_missing() -> None:
    series = pd.Series(["a", None, "a", "b"])
    for column in (encode("x", series), encode_frame(opened(series.to_frame("x")))[0]):
        assert (column["dtype"], decode(column)) == ("category", ["a", None, "a", "b"])


def opened(value: Any) -> Frame:
    frame = read_frame(value, "data")
    assert frame is not None
    return frame


def test_a_single_value_is_no_column() -> None:
    for value in (np.array(5), 5, np.ma.masked, "abc", {"a": 1}):
        with pytest.raises(InputError, match=r"^x is .* it must be a list, an array or a column"):
            encode("x", value)


def test_too_many_values_are_refused_before_they_are_read() -> None:
    with pytest.raises(InputError, match=r"x has 4,000,000,000 values; at most 5,000,000"):
        encode("x", np.broadcast_to(0.5, (2000, 2_000_000)))
    with pytest.raises(InputError, match=r"x has 4 values; at most 3 can be read"):
        encode("x", [1, 2, 3, 4], limit=3)


def test_what_stands_beside_the_document_is_no_longer_in_it() -> None:
    child = {"type": "b", "columns": [encode("y", [1.5])]}
    node = {
        "type": "a",
        "columns": [encode("x", [1]), encode("z", ["q"])],
        "nodes": [child],
    }
    before = json.dumps(node)
    lifted, parts = lift(node, 4)
    assert json.dumps(node) == before
    assert [column["data"] for column in lifted["columns"]] == [4, 5]
    assert lifted["nodes"][0]["columns"][0]["data"] == 6
    beside = [b""] * 4 + parts
    assert [decode(column, beside) for column in lifted["columns"]] == [[1], ["q"]]
    assert decode(lifted["nodes"][0]["columns"][0], beside) == [1.5]
    assert lift({"type": "c", "rows": [{"columns": 1}]}) == (
        {"type": "c", "rows": [{"columns": 1}]},
        [],
    )


def table(count: int) -> dict[str, Any]:
    rng = np.random.default_rng(0)
    return {
        "x": np.arange(count),
        "y": np.round(rng.normal(size=count), 4),
        "c": rng.choice(["train", "test", "valid"], count),
    }


def test_a_hundred_thousand_rows_take_little_time_and_few_bytes() -> None:
    arrays = table(100_000)
    rows = pl.DataFrame(arrays).to_dicts()
    times = {"arrays": math.inf, "dicts": math.inf}
    for _ in range(3):
        start = time.process_time()
        columns = [encode(name, values) for name, values in arrays.items()]
        times["arrays"] = min(times["arrays"], time.process_time() - start)
        start = time.process_time()
        frame = read_frame(rows, "rows", records=True)
        assert frame is not None
        again = encode_frame(frame)
        times["dicts"] = min(times["dicts"], time.process_time() - start)
    assert again == columns
    size = sum(len(base64.b64decode(str(column["data"]))) for column in columns)
    print(
        {name: f"{seconds * 1e3:.0f} ms" for name, seconds in times.items()},
        f"{size:,} bytes",
    )
    # many times what a quiet machine takes: see the printed numbers
    assert times["arrays"] < 0.4
    assert times["dicts"] < 1.0
    assert size < 250_000


if __name__ == "__main__":
    text = json.dumps(fixtures(), ensure_ascii=False, allow_nan=False, indent=2)
    FIXTURES.write_text(text + "\n", "utf-8")
