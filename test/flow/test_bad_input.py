"""Whatever a task gives its cards, it succeeds, and each card says what was wrong."""

from __future__ import annotations

import pytest
from metaflow_extensions.card_kit.wire.columns import decode
from stored_cards import StoredCard
from workplace import Workplace


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, StoredCard]:
    """The cards of one run of the flow, by their ids."""
    place = Workplace.here(tmp_path_factory.mktemp("bad"))
    place.flow("bad_input.py", "run")
    return {card.name.split("-")[1]: card for card in place.cards("BadInputFlow")}


def test_every_card_is_stored_as_the_card_it_is(cards: dict[str, StoredCard]) -> None:
    assert len(cards) == 9
    assert {card.type for card in cards.values()} == {
        "kit_canvas",
        "kit_metric_table",
        "kit_confusion_matrix",
    }


def test_each_component_says_what_was_wrong_in_its_place(cards: dict[str, StoredCard]) -> None:
    nodes = cards["canvas"].nodes
    assert [node.get("component", node["type"]) for node in nodes] == [
        "raises",
        "confusion_matrix",
        "confusion_matrix",
        "confusion_matrix",
        "metric_table",
        "model_comparison",
        "vega_chart",
        "metric_table",
    ]
    messages = cards["canvas"].problems
    assert len(messages) == 7
    assert "ZeroDivisionError: in a component" in messages[0]
    assert "counts has length 3" in messages[1]
    assert "3" in messages[2]
    assert "2" in messages[2]
    assert all(len(message) > 20 for message in messages)


def test_odd_values_are_shown_and_odd_names_are_text(cards: dict[str, StoredCard]) -> None:
    table = cards["canvas"].nodes[-1]
    assert table["title"] == "Everything odd"
    names = [row["name"] for row in table["metrics"]]
    assert {"nan", "infinite", "decimal", "[METAFLOW_RELOAD_TOKEN]"} <= set(names)
    html = cards["canvas"].html
    assert "<script>alert(1)" not in html
    assert "[METAFLOW_RELOAD_TOKEN]" not in html


def test_components_of_metaflow_and_plain_words_are_not_lost(cards: dict[str, StoredCard]) -> None:
    markdown, table, image, artifact, words = cards["foreign"].nodes
    assert (markdown["type"], markdown["text"]) == ("text", "# a heading")
    assert [decode(column) for column in table["columns"]] == [["a"], ["NaN"]]
    assert (image["type"], image["alt"]) == ("image", "a pixel")
    assert artifact["type"] == "table"
    assert (words["type"], words["text"]) == ("text", "words of a foreign component")
    assert "words of a foreign component" in cards["foreign"].html


@pytest.mark.parametrize(
    ("card", "phrases"),
    [
        ("option", ["colour", "kit_canvas", "title, theme"]),
        ("theme", ["neon", "auto, light or dark"]),
        ("listed", ["options", "list", "dict"]),
        ("missing", ["no_such_artifact", "count, unreadable, y_pred"]),
        ("number", ["metrics", "5 (int)", "name of an artifact"]),
        ("mistyped", ["7 (int)"]),
        ("unreadable", ["unreadable", "could not be read", "ValueError"]),
    ],
)
def test_a_card_says_what_it_looked_for_and_what_it_found(
    cards: dict[str, StoredCard], card: str, phrases: list[str]
) -> None:
    (message,) = cards[card].problems
    for words in phrases:
        assert words in message
        assert words in cards[card].html.replace("&#x27;", "'")
