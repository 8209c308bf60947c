from __future__ import annotations

import json
from typing import Any

import numpy as np
from metaflow_card_kit import Parameters
from metaflow_extensions.card_kit.page.blocks import as_text


def listed(*arguments: Any, **keywords: Any) -> dict[str, dict[str, Any]]:
    node = Parameters(*arguments, **keywords).node
    return {one["name"]: one for one in node["parameters"]}


def test_a_value_that_is_not_the_default_travels_with_the_default() -> None:
    found = listed({"depth": 8, "seed": 17}, defaults={"depth": 6, "seed": 17})
    assert found["depth"] == {"name": "depth", "value": "8", "default": "6"}
    assert found["seed"] == {"name": "seed", "value": "17"}


def test_a_default_that_is_the_text_of_the_value_is_the_same() -> None:
    found = listed({"a": {"x": 1}, "b": 0.1}, defaults={"a": '{"x": 1}', "b": "0.1"})
    assert "default" not in found["a"]
    assert "default" not in found["b"]


def test_a_secret_does_not_leave_the_machine_unless_it_is_asked_for() -> None:
    parameters = {"api_key": "sk-1234", "nested": {"password": "hunter2"}}
    node = Parameters(parameters, defaults={"api_key": "other"}).node
    assert "sk-1234" not in str(node)
    assert "hunter2" not in str(node)
    assert listed(parameters)["api_key"]["secret"] is True
    assert listed(parameters, show=["api_key"])["api_key"]["value"] == "sk-1234"
    assert "secret, not in this card" in as_text(Parameters.summary(node))


def test_what_a_mapping_holds_is_there_and_its_secrets_are_not() -> None:
    parameters = {"cfg": {"lr": 0.1, "layers": [64, 32], "db_password": "hunter2"}}
    node = Parameters(parameters).node
    (one,) = node["parameters"]
    assert one["value"] == "3 keys: lr, layers, db_password"
    assert json.loads(one["text"]) == {
        "lr": 0.1,
        "layers": [64, 32],
        "db_password": "••••••",
    }
    assert "hunter2" not in str(node)
    assert '"lr": 0.1' in as_text(Parameters.summary(node))
    assert "hunter2" in listed(parameters, show=["cfg"])["cfg"]["text"]


def test_a_long_value_is_there_from_its_beginning_and_a_short_one_stands_in_its_line() -> None:
    found = listed({"a": list(range(100_000)), "b": "x" * 50_000, "c": [1, 2], "d": {}})
    assert found["a"]["text"].startswith("[0, 1, 2") or found["a"]["text"].startswith("[\n  0")
    assert all(len(found[name]["text"]) < 10_100 for name in "ab")
    assert found["b"]["text"].endswith("the rest is not in this card")
    assert "text" not in found["c"]
    assert "text" not in found["d"]


def test_whole_values_have_a_limit_together() -> None:
    node = Parameters({f"p{i}": "x" * 20_000 for i in range(40)}).node
    assert sum("text" in one for one in node["parameters"]) == 19
    assert "21 more values are too long to be shown whole." in node["notes"]


def test_an_update_of_what_is_shown_keeps_the_values() -> None:
    parameters = Parameters({"token": "abc"})
    parameters.update(show=["token"])
    assert parameters.node["parameters"][0]["value"] == "abc"


def test_what_is_no_mapping_is_told() -> None:
    assert "parameters is 5 (int)" in Parameters(5).node["message"]  # type: ignore[arg-type]


def test_values_that_cannot_be_compared_are_shown() -> None:
    class Odd:
        def __eq__(self, other: object) -> bool:
            raise ValueError("no")

        __hash__ = None  # type: ignore[assignment]

        def __str__(self) -> str:
            return "odd"

    assert listed({"a": Odd()}, defaults={"a": 1})["a"]["value"] == "odd"


def test_a_value_that_changes_later_is_shown_as_it_was() -> None:
    values: dict[str, Any] = {
        "grid": [1, [2]],
        "space": {"depth": 3},
        "weights": np.zeros(2),
    }
    shown = Parameters(values, defaults={"grid": [1, [2]]})
    before = shown.node["parameters"]
    values["grid"][1].append(3)
    values["space"]["width"] = 4
    values["weights"][0] = 1
    shown.update(title="Later")
    assert shown.node["parameters"] == before
    assert "default" not in before[0]
