from __future__ import annotations

from typing import Any

from metaflow.cards import Markdown
from metaflow_card_kit import CanvasCard, MetricTable, Problem, Section, Tabs
from metaflow_extensions.card_kit.page.read import read
from metaflow_extensions.card_kit.page.summary import summary_text


def test_a_tab_is_a_section_with_its_name_and_takes_a_component_or_several() -> None:
    table = MetricTable({"accuracy": 0.9})
    tabs = Tabs(
        {"Overview": table, "Errors": ["The worst.", Markdown("*words*")]},
        captions={"Errors": "929"},
    )
    overview, errors = tabs.node["nodes"]
    assert overview == {
        "type": "section",
        "id": "Overview",
        "title": "Overview",
        "nodes": [table.node],
    }
    assert (errors["title"], errors["caption"]) == ("Errors", "929")
    assert [child["type"] for child in errors["nodes"]] == ["text", "text"]


def test_names_of_any_kind_are_names_and_two_that_read_alike_are_one() -> None:
    panes = Tabs({1: "one", "1": "another", "": "none", None: "nothing"}).node["nodes"]
    assert [pane["title"] for pane in panes] == ["1", "Unnamed", "None"]
    assert [child["text"] for child in panes[0]["nodes"]] == ["one", "another"]


def test_what_is_no_component_is_one_places_problem() -> None:
    bad, fine = Tabs({"a": 7, "b": Problem("Fine.")}).node["nodes"]
    assert bad["nodes"][0]["message"].startswith("sections['a' (str)] is 7 (int)")
    assert fine["nodes"][0]["message"] == "Fine."
    listed = Tabs({"a": [Problem("Fine."), {"no": "component"}]}).node["nodes"][0]["nodes"]
    assert listed[0]["message"] == "Fine."
    assert "it must be a component, text" in listed[1]["message"]


def test_what_is_no_mapping_is_refused_with_what_to_write() -> None:
    node = Tabs([Problem("a")]).node  # type: ignore[arg-type]
    assert "sections is" in node["message"]
    assert node["hint"].startswith('Tabs({"Overview"')


def test_a_caption_of_no_tab_is_said() -> None:
    node = Tabs({"a": "text"}, captions={"b": "1"}).node
    assert node["notes"] == ["captions names 'b' (str), which no section is."]


def test_a_component_is_added_to_a_tab_and_a_tab_behind_the_others() -> None:
    tabs = Tabs({"a": Problem("First.")})
    tabs.append(Problem("Second."), "a")
    tabs.append(Problem("Third."), "b")
    first, second = tabs.node["nodes"]
    assert [child["message"] for child in first["nodes"]] == ["First.", "Second."]
    assert second["title"] == "b"


def test_more_than_a_hundred_tabs_are_cut_and_said() -> None:
    node = Tabs({f"tab {i}": "text" for i in range(200)}).node
    assert len(node["nodes"]) == 100
    assert node["notes"] == ["Only the first 100 sections are shown."]


def test_every_part_has_a_name_of_its_own_that_an_update_keeps() -> None:
    tabs = Tabs({"a": Section([Problem("deep")]), "b": Problem("b")})
    card = CanvasCard(components=[tabs.render()])
    (page,) = read(card.render(None))["nodes"]
    changes = card.refresh(None, {"components": {tabs.component_id: tabs.render()}})

    def ids(node: dict[str, Any]) -> list[str]:
        return [node["id"], *(name for child in node.get("nodes", []) for name in ids(child))]

    assert page["nodes"][0]["id"] == f"{tabs.component_id}/a"
    assert len(set(ids(page))) == len(ids(page)) == 6
    assert ids(changes[tabs.component_id]) == ids(page)


def test_the_summary_and_metaflows_own_cards_have_every_tab_in_order() -> None:
    tabs = Tabs({"First": Problem("One."), "Second": Problem("Two.")}, captions={"First": "1 of 2"})
    text = summary_text([tabs.node])
    places = [text.index(word) for word in ("First", "1 of 2", "One.", "Second", "Two.")]
    assert places == sorted(places)
    contents = tabs.render()["contents"]
    assert {"type": "subtitle", "text": "Second"} in contents
    assert {"type": "text", "text": "Two."} in contents
