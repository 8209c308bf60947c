from __future__ import annotations

from typing import Any

from metaflow_card_kit import Json
from metaflow_extensions.card_kit.page.summary import summary_text


def test_data_travel_as_they_are() -> None:
    value = {"a": [1, 2.5, None, True], "b": {"c": "text"}}
    assert Json(value).node["value"] == value
    assert Json(None).node["value"] is None


def test_what_json_cannot_say_is_said_as_text() -> None:
    assert Json([float("nan"), float("-inf"), {1, 2}]).node["value"] == [
        "NaN",
        "-Infinity",
        [1, 2],
    ]


def test_what_contains_itself_ends() -> None:
    value: list[Any] = []
    value.append(value)
    assert Json(value).node["type"] == "json"


def test_the_summary_is_the_data() -> None:
    assert '"depth": 8' in summary_text([Json({"depth": 8}).node])


def test_whole_numbers_that_no_double_holds_keep_their_digits() -> None:
    node = Json({"ids": [1234567890123456789, 2**53], "text": "\x00123"}).node
    assert node["value"]["ids"] == ["\x001234567890123456789", 2**53]
    assert "1234567890123456789," in summary_text([node])
    assert node["value"]["text"] == "\ufffd123"


def test_two_hundred_thousand_values_are_there_wherever_they_lie() -> None:
    flat: list[Any] = list(range(199_999))
    assert Json(flat).node["value"] == flat
    records = [{"i": i} for i in range(66_000)]
    assert Json(records).node["value"] == records
    assert Json({f"k{i}": i for i in range(150_000)}).node["value"]["k149999"] == 149_999
    cut = Json(list(range(200_005))).node["value"]
    assert cut[-2:] == [199_998, "… 6 more: left out"]
