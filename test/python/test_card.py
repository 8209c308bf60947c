"""A card gathers nodes into one document, and tells the reader what is wrong with its options."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from documents import read_valid
from metaflow_extensions.card_kit.cards import base as module
from metaflow_extensions.card_kit.cards.base import CanvasCard, Card, ComponentCard
from metaflow_extensions.card_kit.cards.parts import rendered_parts
from metaflow_extensions.card_kit.client.task import TaskContext, before_end
from metaflow_extensions.card_kit.components.problem import Problem
from metaflow_extensions.card_kit.errors import InputError, Log

TASK = SimpleNamespace(pathspec="TrainFlow/7/start/1", current_attempt=0)


def shown(options: Any = None, components: Any = None, task: Any = TASK) -> dict[str, Any]:
    return read_valid(CanvasCard(options=options, components=components).render(task))


def test_an_empty_card_has_the_flow_and_the_step_as_its_title() -> None:
    document = shown()
    assert document["title"] == "TrainFlow · start"
    assert document["theme"] == "auto"
    assert document["nodes"] == []
    assert document["task"]["pathspec"] == "TrainFlow/7/start/1"
    assert "attempt" not in document["task"]


def test_title_and_theme_are_options() -> None:
    document = shown({"title": "Mine", "theme": "dark"})
    assert (document["title"], document["theme"]) == ("Mine", "dark")


def test_an_unknown_keyword_is_a_type_error_that_names_it() -> None:
    message = "Card: got an unexpected keyword argument 'themes'; it takes components, title"
    with pytest.raises(TypeError, match=message):
        Card([], themes="dark")


def test_what_a_later_metaflow_may_give_a_card_is_not_refused() -> None:
    CanvasCard(options={}, components=[], graph={}, flow=None, runtime="new").render(TASK)


def test_a_retried_task_says_which_attempt_it_is() -> None:
    begun = SimpleNamespace(name="attempt", value="2", created_at=1_000_000)
    retried = SimpleNamespace(
        pathspec="TrainFlow/7/start/1",
        created_at=datetime.now(timezone.utc),
        metadata=[begun],
    )
    assert shown(task=retried)["task"]["attempt"] == 2


@pytest.mark.parametrize("task", [None, SimpleNamespace(), SimpleNamespace(pathspec=5)])
def test_a_card_outside_a_run_is_a_card(task: Any) -> None:
    assert shown(task=task)["title"] == "Card"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"theme": "neon"}, "theme is 'neon' (str); it can be auto, light or dark"),
        ({"theme": ["dark"]}, "theme is ['dark'] (list)"),
        ({"colour": 1}, "The option 'colour' (str) does not exist for kit_canvas"),
        (["title"], "options is ['title'] (list); it must be a dict"),
        ("title", "options is 'title' (str); it must be a dict"),
    ],
)
def test_a_wrong_option_is_told_and_the_rest_is_shown(options: Any, message: str) -> None:
    nodes = shown(options, [{"type": "problem", "id": "a", "message": "shown"}])["nodes"]
    assert message in nodes[0]["message"]
    assert nodes[1]["message"] == "shown"


def test_components_that_metaflow_wrapped_in_a_section_are_unwrapped() -> None:
    node = {"type": "problem", "id": "a", "message": "x"}
    wrapped = {"type": "section", "title": None, "contents": [node, "words"]}
    assert [n["type"] for n in shown(components=[wrapped])["nodes"]] == [
        "problem",
        "text",
    ]


def test_a_section_with_a_title_stays_a_section() -> None:
    section = {"type": "section", "title": "Mine", "contents": []}
    assert shown(components=[section])["nodes"][0]["type"] == "section"


def test_plain_words_become_text_and_odd_components_are_not_lost() -> None:
    nodes = shown(components=["words", {"no": "type"}, 5])["nodes"]
    assert nodes[0] == {"type": "text", "text": "words", "markup": "plain", "id": "node_0"}
    assert (nodes[1]["type"], nodes[1]["value"]) == ("json", {"no": "type"})
    assert (
        nodes[2]["message"]
        == "components[2] is 5 (int); it must be a component, text, a figure or a frame."
    )


def test_foreign_nodes_are_made_strict_and_ours_are_not_cut() -> None:
    long = {"type": "ours", "id": "a", "values": list(range(20_000))}
    foreign = {"type": "strange", "id": "b", "data": [[float("nan")]]}
    nodes = shown(components=[{"kit": long}, foreign])["nodes"]
    assert nodes[0]["values"] == long["values"]
    assert nodes[1]["value"] == {"data": [["NaN"]]}


def test_every_node_has_an_id_of_its_own() -> None:
    same = {"type": "problem", "id": "a", "message": "x"}
    nodes = shown(components=[same, same, {"type": "problem", "message": "x"}])["nodes"]
    assert [node["id"] for node in nodes] == ["a", "a~2", "node_2"]


@pytest.mark.parametrize("data", [None, {}, {"components": None}, {"user": 1, "components": {}}])
def test_refresh_says_its_time_when_there_is_nothing_new(data: Any) -> None:
    ((key, state),) = CanvasCard().refresh(TASK, data).items()
    assert key == "#card"
    assert state["layout"] == 0 and state["nodes"] == []
    assert datetime.fromisoformat(state["rendered"]).tzinfo is not None


def test_refresh_gives_nodes_by_id_and_strict() -> None:
    data = {"components": {"a": {"type": "x", "v": float("nan")}, "b": "words", "c": {}}}
    changes = CanvasCard().refresh(TASK, data)
    assert changes.pop("#card")["nodes"] == ["a", "b", "c"]
    assert sorted(changes) == ["a", "b"]
    assert (changes["a"]["type"], changes["a"]["value"]) == ("json", {"v": "NaN"})
    assert (changes["b"]["id"], changes["b"]["text"]) == ("b", "words")


def test_a_page_and_its_updates_tell_the_layout_that_they_are_of() -> None:
    data = {
        "component_update_ts": 1.5,
        "components": {"a": {"type": "text", "text": "x"}},
    }
    card = CanvasCard(components=[{"type": "text", "text": "x", "id": "a"}])
    page = read_valid(card.render_runtime(TASK, data))["state"]
    update = card.refresh(TASK, {**data, "component_update_ts": 2.5})["#card"]
    assert (page["layout"], update["layout"]) == (1.5, 2.5)
    assert page["nodes"] == update["nodes"] == ["a"]
    assert "state" not in read_valid(card.render(TASK))


def test_hosts_are_given_one_token_while_a_task_runs() -> None:
    card = CanvasCard()
    first = card.reload_content_token(TASK, {"component_update_ts": 1.5, "render_seq": 1})
    later = card.reload_content_token(TASK, {"component_update_ts": 2.5, "render_seq": 3})
    assert first == later
    assert first.startswith("live-")


class Shown(Problem):
    """A component that a card can make: its one option is what to say or to raise."""

    @classmethod
    def from_task(cls, context: TaskContext, *, say: Any = "found") -> Shown:
        if isinstance(say, Exception):
            raise say
        return cls(say)


class Early(Shown):
    @classmethod
    @before_end
    def from_task(cls, context: TaskContext, *, say: Any = "so far") -> Early:
        return cls(say)


class ShownCard(ComponentCard):
    type = "kit_shown"
    component = "shown"
    made: Any = Shown

    def _component_class(self) -> Any:
        return self.made


class EarlyCard(ShownCard):
    made = Early


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with a log that has said nothing."""
    monkeypatch.setattr("metaflow_extensions.card_kit.cards.document.LOG", Log())


class Mute(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


def test_a_component_card_shows_its_component_above_what_the_user_appends() -> None:
    page = ShownCard(options={"say": "this"}, components=["words"]).render(TASK)
    nodes = read_valid(page)["nodes"]
    assert [node["id"] for node in nodes] == ["shown", "node_1"]
    assert nodes[0]["message"] == "this"


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (InputError("looked for y", hint="name it"), "looked for y", "name it"),
        (KeyError("y"), "KeyError: 'y'", None),
        (Mute(), "Mute: <Mute: RuntimeError in str()>", None),
    ],
)
def test_a_component_that_cannot_be_made_is_told_and_the_rest_is_shown(
    capsys: pytest.CaptureFixture[str], error: Exception, message: str, hint: str | None
) -> None:
    nodes = read_valid(ShownCard(options={"say": error}, components=["words"]).render(TASK))[
        "nodes"
    ]
    assert (nodes[0]["message"], nodes[0].get("hint")) == (message, hint)
    assert nodes[0]["component"] == "shown"
    assert nodes[1]["text"] == "words"
    assert f"kit_shown: {message}" in capsys.readouterr().err


def test_the_options_of_a_component_card_are_those_of_its_component() -> None:
    nodes = read_valid(ShownCard(options={"sya": "x"}).render(TASK))["nodes"]
    assert nodes[0]["message"].endswith("It has: title, theme, max_size, say.")
    assert nodes[1]["message"] == "found"


def test_a_running_task_shows_what_is_there_and_says_what_is_still_to_come() -> None:
    document = read_valid(ShownCard(components=["words"]).render_runtime(TASK, {}))
    assert [node["type"] for node in document["nodes"]] == ["text"]
    assert "when it ends" in document["pending"]


def test_a_card_that_needs_no_artifact_is_there_while_the_task_runs_and_is_refreshed() -> None:
    document = read_valid(EarlyCard().render_runtime(TASK, {}))
    assert document["nodes"][0]["message"] == "so far"
    assert "pending" not in document
    assert EarlyCard().refresh(TASK, {})["shown"]["message"] == "so far"
    assert list(ShownCard().refresh(TASK, {})) == ["#card"]


def test_the_class_says_what_metaflow_asks_of_it() -> None:
    assert CanvasCard.ALLOW_USER_COMPONENTS
    assert CanvasCard.RUNTIME_UPDATABLE
    assert CanvasCard.RELOAD_POLICY == "onchange"
    assert re.fullmatch(r"[a-zA-Z0-9_]+", CanvasCard.type)
    assert module.THEMES == ("auto", "light", "dark")


def test_our_nodes_come_out_of_the_sections_that_carry_them_through_metaflow() -> None:
    problem = Problem("Lost.")
    nodes = shown(components=[{"type": "section", "contents": [problem.render(), "words"]}])[
        "nodes"
    ]
    assert nodes[0] == problem.node
    changes = CanvasCard().refresh(TASK, {"components": {"a": problem.render()}})
    assert changes.pop("#card")
    assert changes == {"a": {**problem.node, "id": "a"}}


class PartsCard(Card):
    type = "kit_parts"
    before_end = True

    def compose(self, task: TaskContext, *, say: str = "first") -> list[Any]:
        def broken() -> Problem:
            raise InputError("second is broken", hint="mend it")

        return [Problem(say), broken, lambda: Problem("third")]


def test_a_card_composes_components_and_one_failure_is_one_components() -> None:
    nodes = read_valid(PartsCard(options={"say": "hello"}).render(TASK))["nodes"]
    assert [node["message"] for node in nodes] == ["hello", "second is broken", "third"]
    assert nodes[1]["hint"] == "mend it"
    assert [node["id"] for node in nodes] == ["kit_0", "kit_1", "kit_2"]
    changes = PartsCard().refresh(TASK, {})
    assert list(changes) == ["#card", "kit_0", "kit_1", "kit_2"]
    odd = read_valid(PartsCard(options={"sya": 1}).render(TASK))["nodes"][0]
    assert odd["message"].endswith("It has: title, theme, max_size, say.")


def test_a_section_of_metaflow_holds_its_contents_as_ours_does() -> None:
    problem = Problem("Inside.")
    contents = [problem.render(), {"type": "text", "text": "words"}]
    section = {
        "type": "section",
        "title": "All",
        "subtitle": None,
        "contents": contents,
    }
    (node,) = shown(components=[section])["nodes"]
    assert (node["type"], node["title"]) == ("section", "All")
    assert [child["type"] for child in node["nodes"]] == ["problem", "text"]
    assert "subtitle" not in node and "contents" not in node


def test_a_section_whose_contents_are_no_list_is_shown_as_it_is() -> None:
    section = {"type": "section", "title": "", "contents": 5}
    assert rendered_parts([section]) == [section]
