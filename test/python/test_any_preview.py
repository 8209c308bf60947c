"""Whatever a task stores has a line on its card, and is strict JSON."""

from __future__ import annotations

import json
from random import Random

import pytest
from metaflow_card_kit import Artifacts, Failure, Parameters, Tiles
from test_any_value import make_value


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(4))
def test_any_value_is_a_line_of_artifacts_and_a_parameter(seed: int) -> None:
    for count in range(150):
        value = make_value(Random(f"preview {seed} {count}"))
        for made in (
            Artifacts({"value": value, "api_key": value}),
            Parameters({"value": value, "api_key": value}, defaults={"value": value}),
            Tiles([{"label": "value", "value": value}]),
        ):
            node = made.node
            json.dumps(node, allow_nan=False).encode("utf-8")
            assert node["type"] == made.type, (value, node)
            assert made.summary(node)


@pytest.mark.filterwarnings("ignore")
def test_any_value_in_the_place_of_an_argument_is_shown_or_refused_in_words() -> None:
    for count in range(150):
        value = make_value(Random(f"argument {count}"))
        for made in (Artifacts(value), Parameters(value), Tiles(value), Failure(value)):
            node = made.node
            json.dumps(node, allow_nan=False).encode("utf-8")
            assert node["type"] in (made.type, "problem")
            assert "could not read what it was given" not in node.get("message", ""), node
