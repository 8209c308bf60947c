from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pandas as pd
import pytest
from documents import read_valid
from metaflow.cards import Markdown, Table
from metaflow_card_kit import CanvasCard, Card, LineChart, MetricTable, Problem, Section, Tabs

FRAME = pd.DataFrame({"a": [1]})


def test_components_travel_in_nodes_in_their_order() -> None:
    table = MetricTable({"accuracy": 0.9})
    node = Section([table, Markdown("*words*"), "text"], title="All").node
    assert (node["type"], node["title"]) == ("section", "All")
    assert [child["type"] for child in node["nodes"]] == [
        "metric_table",
        "text",
        "text",
    ]
    assert node["nodes"][0] == table.node


def test_what_it_holds_is_shown_as_it_is_now() -> None:
    table = MetricTable({"accuracy": 0.5})
    section = Section([table])
    table.update({"accuracy": 0.75})
    section.append(Problem("Later."))
    first, second = section.node["nodes"]
    assert "0.75" in str(first)
    assert second["message"] == "Later."
    section.update(title="Named")
    assert (section.node["title"], len(section.node["nodes"])) == ("Named", 2)


def test_metaflows_own_cards_show_what_it_holds() -> None:
    contents = Section([Problem("Inside.")], title="All").render()["contents"]
    assert {"type": "subtitle", "text": "All"} in contents
    assert {"type": "text", "text": "Inside."} in contents


def test_each_child_has_a_name_of_its_own_on_the_card_and_in_an_update() -> None:
    section = Section([Section([Problem("a"), Problem("b")])])
    card = CanvasCard(components=[section.render()])
    (page,) = read_valid(card.render(None))["nodes"]
    changes = card.refresh(None, {"components": {section.component_id: section.render()}})

    def ids(node: dict[str, Any]) -> list[str]:
        return [
            node["id"],
            *(name for child in node["nodes"] for name in ids_of(child)),
        ]

    def ids_of(node: dict[str, Any]) -> list[str]:
        return ids(node) if "nodes" in node else [node["id"]]

    assert len(set(ids(page))) == 4
    assert ids(changes[section.component_id]) == ids(page)


def test_a_component_that_fails_is_one_components_failure() -> None:
    class Broken:
        def render(self) -> Any:
            raise ValueError("no")

    first, second = Section([Broken(), Problem("Fine.")]).node["nodes"]
    assert first["message"] == "Broken could not be rendered: ValueError: no"
    assert second["message"] == "Fine."


def test_what_is_no_component_has_its_place_among_the_others_and_says_what_it_is() -> None:
    first, second, third = Section([Problem("a"), 7, "text"]).node["nodes"]
    assert first["message"] == "a"
    assert second == {
        "type": "problem",
        "message": "components[1] is 7 (int); it must be a component, text, a figure or a frame.",
    }
    assert (third["type"], third["text"]) == ("text", "text")
    assert "must be a list of components" in Section("words").node["message"]


@pytest.mark.parametrize(
    ("type_of", "make"),
    [
        ("image", lambda: import_module("matplotlib.figure").Figure()),
        ("image", lambda: import_module("matplotlib.figure").Figure().subplots()),
        ("image", lambda: import_module("plotly.graph_objects").Figure()),
        ("image", lambda: import_module("PIL.Image").new("L", (3, 2))),
        ("vega_chart", lambda: import_module("altair").Chart(FRAME).mark_point().encode(x="a:Q")),
        ("table", lambda: FRAME),
        ("table", lambda: import_module("polars").DataFrame({"a": [1]})),
        ("table", lambda: import_module("pyarrow").table({"a": [1]})),
    ],
)
def test_figures_charts_and_frames_are_shown_without_a_component(
    type_of: str, make: Callable[[], Any]
) -> None:
    value = make()
    assert [node["type"] for node in Section([value, "text"]).node["nodes"]] == [type_of, "text"]
    tabs = Tabs({"One": value})
    tabs.append(value, "One")
    (section,) = tabs.node["nodes"]
    assert [node["type"] for node in section["nodes"]] == [type_of, type_of]
    card = Card([value])
    assert [node["type"] for node in card._standalone_document()["nodes"]] == [type_of]


def test_metaflows_components_come_as_they_do_when_a_step_appends_them() -> None:
    inside = Section([Markdown("*words*"), Table([["a", 1]])]).node["nodes"]
    card = CanvasCard(components=[Markdown("*words*").render(), Table([["a", 1]]).render()])
    appended = read_valid(card.render(None))["nodes"]
    assert [{**node, "id": ""} for node in inside] == [{**node, "id": ""} for node in appended]


def test_a_section_that_holds_itself_is_shown_once() -> None:
    section = Section([Problem("Fine.")])
    section.append(section)
    fine, again = section.render()["kit"]["nodes"]
    assert fine["message"] == "Fine."
    assert again["message"] == "This Section holds itself; it is shown once."


def test_a_hundred_sections_in_each_other_end_with_a_sentence() -> None:
    section = Section([Problem("Deep.")])
    for _ in range(100):
        section = Section([section])
    assert "inside of 20 containers" in str(section.render())


def test_a_refresh_sends_of_a_chart_in_it_what_the_chart_alone_would_send() -> None:
    chart = LineChart({"x": [0], "y": [0]}, x="x", y="y")
    chart.append(x=list(range(1, 20_000)), y=list(range(1, 20_000)))
    rendered = Section([chart]).render()
    assert rendered["kit"]["nodes"][0] == chart.node
    assert rendered["kit_live"]["nodes"][0] == chart.live_node


def test_an_endless_list_is_cut_and_said() -> None:
    def endless() -> Any:
        while True:
            yield "text"

    node = Section(endless()).node
    assert len(node["nodes"]) == 500
    assert node["notes"] == ["Only the first 500 components are shown."]
