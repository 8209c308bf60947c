from __future__ import annotations

from metaflow_card_kit import Grid, MetricTable, Problem
from metaflow_extensions.card_kit.page.summary import summary_text


def test_components_travel_in_nodes_and_the_columns_as_their_number_in_a_row() -> None:
    table = MetricTable({"accuracy": 0.9})
    node = Grid([table, "text"], columns=2).node
    assert (node["type"], node["per_row"]) == ("grid", 2)
    assert node["nodes"][0] == table.node
    assert (node["nodes"][1]["type"], node["nodes"][1]["text"]) == ("text", "text")
    assert "per_row" not in Grid([table]).node


def test_a_number_of_columns_that_cannot_be_is_said_and_the_components_are_shown() -> None:
    for columns, words in ((0, "0 (int)"), ("two", "'two' (str)"), (True, "True (bool)")):
        node = Grid([Problem("Fine.")], columns=columns).node  # type: ignore[arg-type]
        assert node["notes"] == [f"columns is {words} and is ignored; it can be 1 to 12."]
        assert len(node["nodes"]) == 1
    node = Grid([], columns=40).node
    assert (node["per_row"], node["notes"]) == (
        12,
        ["columns is 40 (int); a row holds at most 12."],
    )


def test_its_columns_and_its_components_change_in_place() -> None:
    grid = Grid([Problem("First.")], columns=2)
    before = grid.node["id"]
    grid.append(Problem("Second."))
    grid.update(columns=3)
    node = grid.node
    assert (node["id"], node["per_row"], len(node["nodes"])) == (before, 3, 2)


def test_the_summary_has_what_it_holds_in_reading_order() -> None:
    text = summary_text([Grid([Problem("One."), Problem("Two.")], title="Folds").node])
    assert text.index("Folds") < text.index("One.") < text.index("Two.")
