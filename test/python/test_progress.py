from __future__ import annotations

import time

import pytest
from metaflow_card_kit import Progress
from metaflow_extensions.card_kit.page.summary import summary_text


def test_how_far_it_is_travels_with_its_unit() -> None:
    node = Progress(5, 20, unit="rows", details="fold 2").node
    wanted = ("progress", 5, 20, "rows", "fold 2")
    assert tuple(node[k] for k in ("type", "value", "total", "unit", "details")) == wanted
    assert summary_text([node]) == "25.0%: 5 of 20 rows; fold 2"


def test_the_rate_and_the_time_left_are_of_a_running_task_only() -> None:
    progress = Progress(0, 100)
    time.sleep(0.02)
    progress.update(10)
    live = progress.live_node
    assert 0 < live["rate"] < 10 / 0.02
    assert 0 < live["seconds_left"] <= 90 / live["rate"]
    assert "rate" not in progress.node
    assert progress.render()["kit_live"]["rate"] > 0


def test_what_begins_again_has_no_rate_yet() -> None:
    progress = Progress(50, 100)
    progress.update(2)
    assert "rate" not in progress.live_node


def test_a_total_that_is_none_is_ignored() -> None:
    assert "total" not in Progress(5).node
    assert Progress(5, 0).node["notes"] == ["total is 0 (int) and is ignored."]
    assert Progress(float("nan"), 10).node["value"] == "NaN"
    assert Progress(None).node["waiting"] is True
    assert "value is 'x' (str)" in Progress("x").node["message"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(15, "150.0%"), (-5, "\u221250.0%"), (10, "100.0%"), (9.999, ">99.9%")],
)
def test_more_than_the_total_and_less_than_nothing_are_what_they_are(
    value: float, text: str
) -> None:
    assert summary_text([Progress(value, 10).node]).startswith(f"{text}: ")
