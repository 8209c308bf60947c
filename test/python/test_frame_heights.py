"""The first frame holds places: what a panel takes at four widths. A browser has the last word."""

from __future__ import annotations

import re
from typing import Any

import pytest
from metaflow_card_kit import (
    ConfusionMatrix,
    DagView,
    Log,
    MetricTable,
    Section,
    Table,
    Text,
)
from metaflow_extensions.card_kit.page.frames import frames_of
from metaflow_extensions.card_kit.page.heights import Heights, lines_of
from metaflow_extensions.card_kit.registry import component_class


def heights_of(component: Any) -> list[int]:
    node = component.node
    _, heights = component_class(node["type"]).frame(node)
    assert isinstance(heights, Heights)
    return [round(height) for height in heights]


def test_tiles_stand_side_by_side_and_two_by_two_where_it_is_narrow() -> None:
    four = MetricTable({"a": 1, "b": 2, "c": 3, "d": 4})
    assert heights_of(four) == [90, 90, 178, 150]


def test_a_matrix_has_its_confusions_beside_it_or_below() -> None:
    counts = [[90 if i == j else 1 for j in range(8)] for i in range(8)]
    wide, medium, narrow, phone = heights_of(ConfusionMatrix(counts, list("abcdefgh"), title="M"))
    assert wide < medium <= narrow < phone


def test_a_table_scrolls_from_forty_rows_on() -> None:
    few, many = (Table({"n": list(range(n))}, title="T") for n in (12, 5_000))
    assert heights_of(few)[0] == 472
    assert heights_of(many)[0] == 712


def test_a_flow_takes_more_rows_where_it_is_narrow() -> None:
    steps = {
        f"prepare_part_{i}": {"type": "linear", "next": [f"prepare_part_{i + 1}"]}
        for i in range(14)
    }
    steps["prepare_part_14"] = {"type": "end", "next": []}
    wide, _, narrow, phone = heights_of(DagView(steps))
    assert wide < narrow < phone


def test_a_flow_that_leads_back_ends() -> None:
    steps = {
        "start": {"type": "linear", "next": ["again"]},
        "again": {"type": "split-switch", "next": ["start", "end"]},
        "end": {"type": "end", "next": []},
    }
    assert min(heights_of(DagView(steps))) > 60


def test_like_lines_of_a_log_are_folded() -> None:
    few, many = (Log([f"line {i} of words" for i in range(n)], title="L") for n in (3, 90))
    assert heights_of(many)[0] == heights_of(few)[0] + 24 - 18


def test_a_container_is_as_high_as_its_rows_in_the_room_it_has() -> None:
    log = Log("one line", title="L")
    one, two = Section([log]), Section([log, log])
    wide, _, narrow, phone = heights_of(two)
    assert (wide, narrow) == (2 * heights_of(one)[0] + 16, 2 * heights_of(one)[2] + 16)
    halves = Section([Log("one line", title="L", width="half") for _ in range(2)])
    assert heights_of(halves)[:2] == heights_of(one)[:2]
    assert heights_of(halves)[2:] == [narrow, phone]


def test_containers_in_containers_cost_no_more_than_they_hold() -> None:
    part: Any = Text("Words.")
    for _ in range(18):
        part = Section([part], width="half")
    assert len(frames_of([part.node, part.node])) == 2


def test_prose_has_no_panel() -> None:
    prose, table = frames_of([Text("Words.").node, Table({"a": [1]}).node])
    assert ' class="bare"' in prose
    assert re.search(r"--wide:\d+px;--medium:\d+px;--narrow:\d+px;--phone:\d+px", table)
    assert "bare" not in table


@pytest.mark.parametrize("node", [{}, {"title": 5, "caption": None, "notes": 3}])
def test_a_node_that_is_not_what_it_says_holds_no_place(node: dict[str, Any]) -> None:
    types = [
        "metric_table",
        "confusion_matrix",
        "model_comparison",
        "dag_view",
        "table",
        "text",
        "tiles",
        "problem",
    ]
    assert len(frames_of([{"type": name, **node} for name in types])) == len(types)


def test_a_text_takes_a_line_at_least() -> None:
    assert (lines_of("", 100), lines_of("x" * 29, 100), lines_of("x" * 30, 200)) == (
        1,
        2,
        2,
    )
