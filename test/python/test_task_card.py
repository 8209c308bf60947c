"""What the card of a task sends while it runs, and makes of a task that says little."""

from __future__ import annotations

from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
from metaflow_card_kit import Problem, TaskCard
from metaflow_extensions.card_kit.cards.task_reading import table_of_frame
from metaflow_extensions.card_kit.page.read import read

GRAPH = {
    "start": {"name": "start", "type": "start", "next": ["end"], "decorators": []},
    "end": {"name": "end", "type": "end", "next": [], "decorators": []},
}
TASK = SimpleNamespace(
    pathspec="TrainFlow/7/start/1",
    created_at=datetime(2026, 11, 23, 14, 5, tzinfo=timezone.utc),
    metadata=[],
)
PARTS = ["kit_tiles", "kit_place", "kit_parameters", "kit_code", "kit_later"]


def test_a_refresh_sends_how_far_the_run_is_and_what_the_step_has_appended() -> None:
    data = {"components": {"mine": Problem("x").render()}, "component_update_ts": 5}
    changes = TaskCard(graph=GRAPH).refresh(TASK, data)
    assert set(changes) == {"#card", "kit_tiles", "kit_place", "mine"}
    assert changes["kit_tiles"]["tiles"][0]["label"] == "So far"
    assert changes["#card"]["nodes"] == ["mine", *PARTS]


def test_the_last_page_of_an_attempt_that_failed_says_how_long_it_took() -> None:
    start = TASK.created_at.timestamp()

    def event(name: str, value: str, seconds: int) -> SimpleNamespace:
        return SimpleNamespace(name=name, value=value, created_at=(start + seconds) * 1000)

    failed = SimpleNamespace(
        **{**vars(TASK), "metadata": [event("attempt", "0", 0), event("attempt_ok", "False", 9)]}
    )
    document = read(TaskCard(graph=GRAPH).render_runtime(failed, {}))
    tile = next(node for node in document["nodes"] if node["id"] == "kit_tiles")["tiles"][0]
    assert (tile["label"], tile["value"]) == ("Duration", "9s")
    assert document["task"]["status"] == "failed"


def test_a_page_of_a_running_task_has_the_parts_that_a_refresh_speaks_of() -> None:
    document = read(TaskCard(graph=GRAPH).render_runtime(TASK, {}))
    assert [node["id"] for node in document["nodes"]] == PARTS
    assert document["state"]["nodes"] == PARTS
    assert document["title"] == "start"


def test_parts_that_are_not_wanted_are_on_neither() -> None:
    card = TaskCard(options={"code": False, "dag": False}, graph=GRAPH)
    changes = card.refresh(TASK, {})
    assert set(changes) == {"#card", "kit_tiles"}
    assert changes["#card"]["nodes"] == ["kit_tiles", "kit_parameters", "kit_later"]
    document = read(card.render_runtime(TASK, {}))
    assert document["state"]["nodes"] == [node["id"] for node in document["nodes"]]


def test_a_part_that_cannot_be_read_says_so_in_its_place() -> None:
    document = read(TaskCard(graph=GRAPH).render(TASK))
    found = {node["id"]: node for node in document["nodes"]}
    assert "source of this step is not here" in found["kit_code"]["message"]
    assert found["kit_tiles"]["type"] == "tiles"


def test_an_option_that_is_no_list_of_names_is_told() -> None:
    document = read(TaskCard(options={"show": 5}, graph=GRAPH).render(TASK))
    assert "show is 5 (int)" in document["nodes"][0]["message"]


def test_a_card_without_a_task_is_a_card() -> None:
    nodes: list[Any] = read(TaskCard().render(None))["nodes"]
    assert [node["type"] for node in nodes] == ["problem"]


def test_a_long_frame_says_how_long_it_is_and_of_which_rows_its_pictures_are() -> None:
    frame = pd.DataFrame({"tenure": range(48_210), "plan": ["basic", "pro"] * 24_105})
    for value in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame)):
        table, height, width = table_of_frame("features", value)
        node = table.node
        assert (height, width) == (48_210, 2)
        assert (node["height"], node["total"], node["profiled"]) == (1_000, 48_210, 10_000)
        assert node["profiles"][0]["high"] == 9_999
