"""Children stand in ``nodes``, and every node of a page has an id of its own."""

from __future__ import annotations

from typing import Any

from metaflow_extensions.card_kit.wire.tree import walk, with_child_identities, with_identities


def ids(nodes: list[dict[str, Any]]) -> list[str]:
    return [node["id"] for node in walk(nodes)]


def test_a_walk_goes_through_containers_and_never_through_data() -> None:
    row = {"type": "metric_table", "id": "run-7"}
    inner = {"type": "b", "id": "b", "rows": [row], "contents": [row]}
    tree = [{"type": "a", "id": "a", "nodes": [inner]}, {"type": "c", "id": "c", "nodes": 5}]
    assert ids(tree) == ["a", "b", "c"]


def test_an_id_that_is_made_up_is_no_id_of_another_node() -> None:
    nodes = [{"type": "a", "id": "node_1"}, {"type": "b"}, {"type": "c", "id": "node_2"}]
    assert ids(with_identities(nodes)) == ["node_1", "node_3", "node_2"]


def test_a_component_that_stands_twice_takes_the_updates_of_its_first_place() -> None:
    nodes = [{"id": "a"}, {"id": "a~2"}, {"id": "a"}, {"id": "a"}, {"id": ""}, {"id": 5}]
    named = with_identities(nodes)
    assert [node["id"] for node in named] == ["a", "a~2", "a~3", "a~4", "node_4", "node_5"]
    assert [node.get("same_as") for node in named] == [None, None, "a", "a", None, None]


def test_children_are_named_within_their_parent_at_a_render_and_at_an_update_alike() -> None:
    inner = {"id": "in", "nodes": [{"id": "x"}, {"id": "x"}, {}]}
    tree = [{"id": "x"}, {"id": "s", "nodes": [{"id": "x"}, inner]}]
    named = with_identities(tree)
    assert ids(named) == ["x", "s", "s/x", "s/in", "s/in/x", "s/in/x~2", "s/in/node_2"]
    assert len(set(ids(named))) == len(ids(named))
    assert with_child_identities(tree[1]) == named[1]
    assert tree[1]["nodes"][0] == {"id": "x"}, "what was given is not changed"
