from __future__ import annotations

from typing import Any

import pytest
from metaflow_card_kit import Tiles
from metaflow_extensions.card_kit.page.blocks import as_text


def test_a_figure_travels_as_text_and_its_history_as_numbers() -> None:
    node = Tiles([{"label": "Loss", "value": 0.21349, "history": [0.3, float("nan"), 0.21]}]).node
    assert node["tiles"] == [{"label": "Loss", "value": "0.213", "history": [0.3, "NaN", 0.21]}]


def test_a_mapping_is_labels_and_values() -> None:
    node = Tiles({"Customers": 48210, "Plan": "team"}).node
    assert [(t["label"], t["value"]) for t in node["tiles"]] == [
        ("Customers", "48,210"),
        ("Plan", "team"),
    ]


@pytest.mark.parametrize(
    ("tiles", "told"),
    [
        (5, "tiles is 5 (int)"),
        ([5], "tiles[0] is 5 (int)"),
        ([{"label": "a", "value": 1, "colour": "red"}], "tiles[0] has colour"),
        ([{"label": "a", "value": 1, "tone": "red"}], "tone is 'red' (str)"),
    ],
)
def test_what_is_no_figure_is_told(tiles: Any, told: str) -> None:
    node = Tiles(tiles).node
    assert node["type"] == "problem"
    assert told in node["message"]


def test_the_summary_has_every_figure() -> None:
    node = Tiles([{"label": "Attempts", "value": 2, "unit": "of 4", "status": "1 failed"}]).node
    assert "Attempts\t2 of 4\t1 failed" in as_text(Tiles.summary(node))
    node = Tiles([{"label": "Artifacts", "value": 11, "unit": "803 KB"}]).node
    assert "Artifacts\t11, 803 KB\t" in as_text(Tiles.summary(node))


def test_more_than_24_figures_are_told() -> None:
    node = Tiles([{"label": str(i), "value": i} for i in range(30)]).node
    assert len(node["tiles"]) == 24
    assert node["notes"] == ["The first 24 figures are shown."]
