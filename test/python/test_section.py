from __future__ import annotations

from typing import Any

from documents import read_valid
from metaflow.cards import Markdown
from metaflow_card_kit import CanvasCard, MetricTable, Problem, Section


def test_components_travel_in_nodes_in_their_order() -> None:
    table = MetricTable({"accuracy": 0.9})
    node = Section([table, Markdown("*words*"), "text"], title="All").node
    assert (node["type"], node["title"]) == ("section", "All")
    assert [child["type"] for child in node["nodes"]] == ["metric_table", "markdown", "text"]
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
    assert {"type": "text", "text": "Not shown. Inside."} in contents


def test_each_child_has_a_name_of_its_own_on_the_card_and_in_an_update() -> None:
    section = Section([Section([Problem("a"), Problem("b")])])
    card = CanvasCard(components=[section.render()])
    (page,) = read_valid(card.render(None))["nodes"]
    changes = card.refresh(None, {"components": {section.component_id: section.render()}})

    def ids(node: dict[str, Any]) -> list[str]:
        return [node["id"], *(name for child in node["nodes"] for name in ids_of(child))]

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


def test_what_is_no_component_is_named_with_its_place() -> None:
    assert "components[1] is" in Section([Problem("a"), 7]).node["message"]
    assert "must be a list of components" in Section("words").node["message"]


def test_an_endless_list_is_cut_and_said() -> None:
    def endless() -> Any:
        while True:
            yield "text"

    node = Section(endless()).node
    assert len(node["nodes"]) == 500
    assert node["notes"] == ["Only the first 500 components are shown."]
