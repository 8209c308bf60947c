from __future__ import annotations

from metaflow_card_kit import ValueBox
from metaflow_extensions.card_kit.page.summary import summary_text


def test_a_number_travels_as_one_and_a_text_as_a_text() -> None:
    assert ValueBox(0.5).node["value"] == 0.5
    assert ValueBox("NaN").node["value"] == {"text": "NaN"}
    assert ValueBox(float("nan")).node["value"] == "NaN"
    assert ValueBox(None).node["value"] is None
    assert ValueBox([1]).node["value"] == {"text": "[1]"}


def test_the_summary_says_all_of_it() -> None:
    box = ValueBox(0.934, label="Accuracy", change="+1.3%", note="from 0.922", tone="good")
    assert summary_text([box.node]) == "Accuracy: 0.934; +1.3%; from 0.922"
    assert summary_text([ValueBox("catboost", unit="v2").node]) == "catboost v2"


def test_an_unknown_tone_is_ignored_with_a_note() -> None:
    node = ValueBox(1, tone="purple").node  # type: ignore[arg-type]
    assert "tone" not in node
    assert "it can be good, warn, bad, accent" in node["notes"][0]
