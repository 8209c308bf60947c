"""A component never fails the task, and says what was wrong; a mistake in the call raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from metaflow_extensions.card_kit.components import base as module
from metaflow_extensions.card_kit.components.base import Component
from metaflow_extensions.card_kit.errors import InputError


class Doubled(Component):
    """A component of these tests: shows twice the value."""

    type = "doubled"

    def __init__(
        self,
        value: Any,
        *,
        unit: str | None = None,
        title: str | None = None,
        caption: str | None = None,
    ) -> None:
        super().__init__(value=value, unit=unit, title=title, caption=caption)

    def compose(self, notes: list[str], *, value: Any, unit: Any) -> dict[str, Any]:
        if value is None:
            raise InputError("value is None", hint="Doubled(2)")
        if value == "many":
            notes.append("Some were left out.")
        return {"value": value * 2, **({} if unit is None else {"unit": unit})}


class Mute(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


def test_a_node_has_its_type_its_fields_and_an_id_of_its_own() -> None:
    first, second = Doubled(2, title="Two"), Doubled(2)
    assert {k: v for k, v in first.render().items() if k != "id"} == {
        "type": "doubled",
        "title": "Two",
        "value": 4,
    }
    assert first.render()["id"] == first.component_id != second.component_id


def test_notes_are_there_only_when_there_is_something_to_say() -> None:
    assert "notes" not in Doubled(1).render()
    assert Doubled("many").render()["notes"] == ["Some were left out."]


def test_input_that_cannot_be_shown_becomes_a_problem_with_its_hint(
    capsys: pytest.CaptureFixture[str],
) -> None:
    node = Doubled(None, title="Two").render()
    assert node["type"] == "problem"
    assert (node["component"], node["title"]) == ("doubled", "Two")
    assert (node["message"], node["hint"]) == ("value is None", "Doubled(2)")
    assert capsys.readouterr().err == "[metaflow-card-kit] Doubled: value is None\n"


def test_any_other_error_becomes_a_problem_that_says_where() -> None:
    message = Doubled({}).render()["message"]
    assert "Doubled could not read what it was given: TypeError" in message
    assert "in compose, line" in message


@pytest.mark.parametrize("error", [Mute(), InputError("x" * 10_000), RecursionError("deep")])
def test_no_error_gets_out(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: Any, **__: Any) -> dict[str, Any]:
        raise error

    monkeypatch.setattr(Doubled, "compose", fail)
    node = Doubled(1).render()
    assert node["type"] == "problem"
    assert len(node["message"]) < 2100
    json.dumps(node, allow_nan=False)


def test_a_node_that_is_not_strict_json_becomes_a_problem() -> None:
    assert Doubled(float("nan")).render()["type"] == "problem"
    assert Doubled(1, unit=object()).render()["type"] == "problem"  # type: ignore[arg-type]


def test_data_that_are_too_large_are_told_and_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_NODE_BYTES", 1_000_000)
    message = Doubled("x" * 600_000).render()["message"]
    assert "1.2 MB" in message
    assert "at most 1 MB" in message


def test_update_changes_what_it_is_given_and_keeps_the_rest_and_the_id() -> None:
    shown = Doubled(1, unit="s", title="One")
    name = shown.component_id
    shown.update(5)
    assert shown.render() == {
        "type": "doubled",
        "id": name,
        "title": "One",
        "value": 10,
        "unit": "s",
    }
    shown.update(unit="ms", title="Five")
    assert (shown.render()["unit"], shown.render()["title"]) == ("ms", "Five")


def test_update_takes_over_another_component() -> None:
    shown = Doubled(1, unit="ms")
    name = shown.component_id
    shown.update(Doubled(7))
    assert shown.render() == {"type": "doubled", "id": name, "value": 14}


def test_update_keeps_the_title_unless_the_other_component_has_one() -> None:
    shown = Doubled(1, title="One", caption="Held out")
    shown.update(Doubled(7))
    assert (shown.render()["title"], shown.render()["caption"]) == ("One", "Held out")
    shown.update(Doubled(8, title="Eight"))
    assert (shown.render()["title"], shown.render()["caption"]) == ("Eight", "Held out")


def test_update_recovers_from_a_problem() -> None:
    shown = Doubled(None)
    shown.update(1)
    assert shown.render()["value"] == 2


def test_the_log_says_a_problem_once(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Doubled(None)
    for _ in range(3):
        shown.update(None)
    assert capsys.readouterr().err.count("value is None") == 1


def test_a_closed_log_does_not_fail_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def write(self, _: str) -> None:
            raise ValueError("I/O operation on closed file")

    monkeypatch.setattr("sys.stderr", Closed())
    assert Doubled(None).render()["type"] == "problem"


def test_a_mistake_in_the_call_raises_at_once() -> None:
    with pytest.raises(TypeError, match="colour"):
        Doubled(1, colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Doubled(1).update(colour="red")


def test_titles_are_text_whatever_they_are() -> None:
    assert Doubled(1, title=7).render()["title"] == "7"  # type: ignore[arg-type]
    assert Doubled(1, caption=Mute()).render()["caption"].startswith("<Mute")  # type: ignore[arg-type]
