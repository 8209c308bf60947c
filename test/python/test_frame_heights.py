"""The first frame holds places: what a panel takes at four widths. A browser has the last word."""

from __future__ import annotations

import re
from typing import Any

import pytest
from metaflow_card_kit import (
    Artifacts,
    ConfusionMatrix,
    DagView,
    Failure,
    Log,
    MetricTable,
    ModelComparison,
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


def test_metrics_scroll_from_forty_rows_on_and_stand_in_lines_on_a_phone() -> None:
    few, many = (
        MetricTable({f"m{i}": 1.5 for i in range(count)}, baseline={"m0": 1}, title="T")
        for count in (12, 60)
    )
    assert heights_of(few)[0] == 31 + 12 * 32 + 74
    assert heights_of(many)[0] == 656 + 74
    assert heights_of(many)[3] > 60 * 35


def test_a_sweep_holds_the_place_of_a_few_of_its_values() -> None:
    models = {f"m{i}": {"metrics": {"loss": 1 / (i + 1)}, "params": {"seed": i}} for i in range(40)}
    few = {name: models[name] for name in list(models)[:10]}
    assert heights_of(ModelComparison(models))[0] - heights_of(ModelComparison(few))[0] == 30 * 36


def height_in_row(component: Any) -> int:
    """Of the first of several, so that it does not grow and has a panel around it."""
    found = re.search(r"--wide:(\d+)px", frames_of([component.node] * 6)[0])
    assert found
    return int(found[1])


@pytest.mark.parametrize("width", ["half", "third"])
def test_a_panel_is_as_high_as_its_width_makes_it(width: Any) -> None:
    counts = [[90 if i == j else 1 for j in range(8)] for i in range(8)]
    metrics = {f"m{i}": float(i) for i in range(9)}
    models = {f"m{i}": {"accuracy": i / 9, "loss": i, "f1": 1 - i / 9} for i in range(6)}
    for full, narrow in (
        (ConfusionMatrix(counts), ConfusionMatrix(counts, width=width)),
        (
            MetricTable(metrics, baseline=metrics),
            MetricTable(metrics, baseline=metrics, width="third"),
        ),
        (ModelComparison(models), ModelComparison(models, width=width)),
    ):
        assert height_in_row(narrow) > height_in_row(full)


def test_the_last_of_a_row_is_as_high_as_its_growth_makes_it() -> None:
    long = MetricTable({f"m{i}": 1.5 for i in range(60)}).node
    alone, beside = frames_of([long])[0], frames_of([long, long])[0]
    assert f"--wide:{656 + 38}px" in alone
    assert f"--wide:{656 + 74}px" not in beside


def test_a_flow_takes_more_rows_where_it_is_narrow() -> None:
    steps = {
        f"prepare_part_{i}": {"type": "linear", "next": [f"prepare_part_{i + 1}"]}
        for i in range(14)
    }
    steps["prepare_part_14"] = {"type": "end", "next": []}
    wide, _, narrow, phone = heights_of(DagView(steps))
    assert wide < narrow < phone


def test_a_strip_is_a_row_of_names_however_long_the_flow() -> None:
    names = [f"prepare_part_{i}" for i in range(300)]
    steps = [
        {"name": name, "kind": "linear", "next": [{"step": to}]}
        for name, to in zip(names, [*names[1:], names[0]])
    ]
    for current in (names[0], names[150], names[-1]):
        node = {"type": "dag_view", "steps": steps, "strip": True, "current": current}
        _, heights = component_class("dag_view").frame({**node, "title": "Where it sits"})
        assert heights is not None
        assert heights[:3] == (112, 112, 112)
        assert 100 < heights.phone < 250


def test_a_word_that_is_long_has_lines_of_its_own() -> None:
    assert lines_of("a " + "x" * 25, 100, 10) == 4
    assert lines_of("ab cd ef gh", 100, 10) == 2


def test_artifacts_failures_and_pictures_in_prose_hold_places() -> None:
    gif = "R0lGODlhLAFkAAAAACw="  # 300 by 100
    prose = Text(f"Words.\n\n![A picture](data:image/gif;base64,{gif})")
    assert heights_of(prose)[0] - heights_of(Text("Words.\n\nWords."))[0] == 100 - 16
    short, long = (Artifacts({f"a{i}": i for i in range(n)}) for n in (3, 9))
    assert heights_of(long)[0] - heights_of(short)[0] == 6 * 33
    failed = Failure(ValueError("no column"), remarks=["It was attempt 0."])
    assert heights_of(failed)[3] > 100


def test_a_flow_that_leads_back_ends() -> None:
    steps = {
        "start": {"type": "linear", "next": ["again"]},
        "again": {"type": "split-switch", "next": ["start", "end"]},
        "end": {"type": "end", "next": []},
    }
    assert min(heights_of(DagView(steps))) > 60


def test_like_lines_of_a_log_are_folded() -> None:
    few, many = (Log([f"line {i} of words" for i in range(n)], title="L") for n in (3, 90))
    assert heights_of(many)[0] == heights_of(few)[0] + 24 - 20


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
    assert (lines_of("", 100), lines_of("x" * 28, 100), lines_of("x" * 30, 200)) == (
        1,
        2,
        2,
    )
