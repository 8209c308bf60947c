"""A component never fails the task, and says what was wrong; a mistake in the call raises."""

from __future__ import annotations

import gc
import json
import math
import weakref
from collections.abc import Callable
from typing import Any

import metaflow_card_kit as kit
import numpy as np
import pandas as pd
import polars as pl
import pytest
from metaflow_card_kit import MetricTable, Problem
from metaflow_extensions.card_kit import errors
from metaflow_extensions.card_kit.components import _arguments
from metaflow_extensions.card_kit.components import base as module
from metaflow_extensions.card_kit.components.base import Component, Width
from metaflow_extensions.card_kit.errors import InputError, Log, NoData
from metaflow_extensions.card_kit.wire.numbers import number


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
        width: Width | None = None,
    ) -> None: ...

    def compose(self, notes: list[str], *, value: Any, unit: Any) -> dict[str, Any]:
        if value is None:
            raise InputError("value is None", hint="Doubled(2)")
        if value == "none yet":
            raise NoData("There is no value yet.")
        if value == "many":
            notes.append("Some were left out.")
        return {"value": value * 2, **({} if unit is None else {"unit": unit})}


class Read(Doubled):
    """Its value has a reader."""

    @staticmethod
    def read_value(value: Any) -> int:
        if not isinstance(value, int):
            raise InputError(f"{value} is no number")
        return value


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with a log that has said nothing."""
    monkeypatch.setattr(module, "LOG", Log())


class Mute(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


def test_a_node_has_its_type_its_fields_and_an_id_of_its_own() -> None:
    first, second = Doubled(2, title="Two"), Doubled(2)
    assert {k: v for k, v in first.node.items() if k != "id"} == {
        "type": "doubled",
        "title": "Two",
        "value": 4,
    }
    assert first.node["id"] == first.component_id != second.component_id


def test_notes_are_there_only_when_there_is_something_to_say() -> None:
    assert "notes" not in Doubled(1).node
    assert Doubled("many").node["notes"] == ["Some were left out."]


def test_input_that_cannot_be_shown_becomes_a_problem_with_its_hint(
    capsys: pytest.CaptureFixture[str],
) -> None:
    node = Doubled(None, title="Two").node
    assert node["type"] == "problem"
    assert (node["component"], node["title"]) == ("doubled", "Two")
    assert (node["message"], node["hint"]) == ("value is None", "Doubled(2)")
    assert capsys.readouterr().err == "[metaflow-card-kit] Doubled: value is None\n"


def test_any_other_error_becomes_a_problem_that_says_where() -> None:
    message = Doubled({}).node["message"]
    assert "Doubled could not read what it was given: TypeError" in message
    assert "in compose, line" in message


@pytest.mark.parametrize("error", [Mute(), InputError("x" * 10_000), RecursionError("deep")])
def test_no_error_gets_out(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: Any, **__: Any) -> dict[str, Any]:
        raise error

    monkeypatch.setattr(Doubled, "compose", fail)
    node = Doubled(1).node
    assert node["type"] == "problem"
    assert len(node["message"]) < 2100
    json.dumps(node, allow_nan=False)


def test_a_node_that_is_not_strict_json_becomes_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (float("nan"), object(), {1: {2}}):
        monkeypatch.setattr(Doubled, "compose", lambda *_, bad=value, **__: {"value": bad})
        assert Doubled(1).node["type"] == "problem"


def test_data_that_are_too_large_are_told_and_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_arguments, "MAX_NODE_BYTES", 1_000_000)
    message = Doubled("x" * 600_000).node["message"]
    assert "1.2 MB" in message
    assert "at most 1 MB" in message


def test_update_changes_what_it_is_given_and_keeps_the_rest_and_the_id() -> None:
    shown = Doubled(1, unit="s", title="One")
    name = shown.component_id
    shown.update(5)
    assert shown.node == {
        "type": "doubled",
        "id": name,
        "title": "One",
        "value": 10,
        "unit": "s",
    }
    shown.update(unit="ms", title="Five")
    assert (shown.node["unit"], shown.node["title"]) == ("ms", "Five")


def test_update_takes_over_another_component() -> None:
    shown = Doubled(1, unit="ms")
    name = shown.component_id
    shown.update(Doubled(7))
    assert shown.node == {"type": "doubled", "id": name, "value": 14}


def test_update_keeps_the_title_unless_the_other_component_has_one() -> None:
    shown = Doubled(1, title="One", caption="Held out")
    shown.update(Doubled(7))
    assert (shown.node["title"], shown.node["caption"]) == ("One", "Held out")
    shown.update(Doubled(8, title="Eight"))
    assert (shown.node["title"], shown.node["caption"]) == ("Eight", "Held out")


def test_update_recovers_from_a_problem() -> None:
    shown = Doubled(None)
    shown.update(1)
    assert shown.node["value"] == 2


def test_each_kind_of_problem_is_logged_once_and_then_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = Doubled(1)
    for turn in range(50_000):
        shown.update(None if turn % 2 else turn)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "[metaflow-card-kit] Doubled: value is None"
    assert lines[-1] == "[metaflow-card-kit] Doubled: 10,000 times so far: value is None"
    assert len(lines) == 5


def test_the_log_is_bounded_however_many_kinds_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = errors.Log()
    for turn in range(100_000):
        log.say("Doubled", f"value is {turn}")
        log.say("Doubled", f"{'x' * (turn % 300)} is wrong")
        log.say(f"Kind {turn % 5}", f"{'y' * (turn % 3)} is wrong")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) <= 20
    assert "Doubled: value is 0" in lines[0]
    assert "100,000 problems so far, of which this is the last: " in lines[-1]


def test_waiting_for_data_is_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Doubled("none yet", title="Two")
    assert shown.node["waiting"] is True
    assert (shown.node["message"], shown.node["title"]) == ("There is no value yet.", "Two")
    assert capsys.readouterr().err == ""
    shown.update(2)
    assert shown.node["value"] == 4


def test_an_update_reads_what_it_is_given_and_nothing_that_was_given_before() -> None:
    values = [1, 2]
    shown = Doubled(values)
    values.append(3)
    shown.update(unit="s")
    assert (shown.node["value"], shown.node["unit"]) == ([1, 2, 1, 2], "s")


def test_what_the_user_gave_is_not_kept() -> None:
    class Values(list[int]):
        pass

    values = Values([1, 2])
    gone = weakref.ref(values)
    shown = Doubled(values)
    del values
    gc.collect()
    assert gone() is None
    assert shown.node["value"] == [1, 2, 1, 2]


FRAME = {"name": ["a", "b", "c"], "score": [0.5, 0.75, 1.0], "loss": [3, 2, 1]}
COMPONENTS_OF_FRAMES: dict[str, Callable[[Any], Component]] = {
    "BarChart": lambda frame: kit.BarChart(frame, x="name", y="score"),
    "Histogram": lambda frame: kit.Histogram(frame, x="score"),
    "LineChart": lambda frame: kit.LineChart(frame, y=["score", "loss"]),
    "MetricTable": lambda frame: kit.MetricTable(frame[["score", "loss"]][:1]),
    "Json": lambda frame: kit.Json({"frame": frame}),
    "ModelComparison": kit.ModelComparison,
    "Parameters": lambda frame: kit.Parameters({"frame": frame, "held": [{"one": frame}]}),
    "ScatterChart": lambda frame: kit.ScatterChart(frame, x="score", y="loss", color="name"),
    "VegaChart": lambda frame: kit.VegaChart({"mark": "point"}, data=frame),
}


@pytest.mark.parametrize("make", COMPONENTS_OF_FRAMES.values(), ids=COMPONENTS_OF_FRAMES)
@pytest.mark.parametrize("library", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_a_frame_that_was_shown_is_not_kept_alive(
    library: Callable[[Any], Any], make: Callable[[Any], Component]
) -> None:
    frame = library(FRAME)
    gone = weakref.ref(frame)
    shown = make(frame)
    assert shown.node["type"] != "problem", shown.node
    del frame
    gc.collect()
    assert gone() is None
    shown.update(title="Still here")
    assert shown.node["type"] != "problem"


def test_what_could_not_be_read_is_not_kept_alive_either() -> None:
    charts = [lambda frame: kit.LineChart(frame, x="score", y="no"), kit.Histogram]
    for make in (kit.Code, kit.MetricTable, kit.Progress, Read, *charts):
        frame = pd.DataFrame(FRAME)
        gone = weakref.ref(frame)
        shown: Any = make(frame)  # type: ignore[operator]
        message = shown.node["message"]
        del frame
        gc.collect()
        assert gone() is None
        shown.update(title="Still wrong")
        assert (shown.node["message"], shown.node["title"]) == (message, "Still wrong")


def test_a_chart_of_fixed_form_keeps_the_title_that_an_update_does_not_give() -> None:
    class LossChart(kit.LineChart):
        def __init__(self, losses: list[float], **frame: Any) -> None:
            data = {"epoch": list(range(len(losses))), "loss": losses}
            super().__init__(data, x="epoch", y="loss", **frame)

    chart = LossChart([0.9, 0.5], title="Loss", width="half")
    chart.update([0.4])
    assert (chart.node["title"], chart.node["width"]) == ("Loss", "half")
    assert chart.node["columns"][1]["shape"] == [1]
    chart.update([0.4, 0.3], title=None)
    assert "title" not in chart.node


def test_a_chart_of_fixed_form_is_a_class_of_the_user() -> None:
    class LossChart(kit.VegaChart):
        def __init__(self, losses: list[float], title: str = "Loss") -> None:
            rows = [{"epoch": epoch, "loss": loss} for epoch, loss in enumerate(losses)]
            encoding = {"x": {"field": "epoch"}, "y": {"field": "loss"}}
            super().__init__({"mark": "line", "encoding": encoding}, data=rows, title=title)

    chart = LossChart([0.9, 0.5])
    identity = chart.component_id
    chart.update([0.9, 0.5, 0.4])
    node = chart.node
    assert (node["type"], node["id"], node["title"]) == ("vega_chart", identity, "Loss")
    assert [row["loss"] for row in node["spec"]["data"]["values"]] == [0.9, 0.5, 0.4]
    chart.update(LossChart([0.1], title="Anew"))
    assert (chart.node["title"], chart.node["id"]) == ("Anew", identity)


def test_an_argument_that_could_not_be_read_is_told_until_it_is_given_anew() -> None:
    shown = Read(1)
    shown.update("one")
    assert "one is no number" in shown.node["message"]
    shown.update(unit="s")
    assert "one is no number" in shown.node["message"]
    shown.update(2)
    assert (shown.node["value"], shown.node["unit"]) == (4, "s")


def test_a_component_made_of_another_one_is_updated_by_its_own_arguments() -> None:
    class Sum(Doubled):
        def __init__(self, first: int, second: int = 0, title: str | None = None) -> None:
            super().__init__(first + second, title=title)

    shown = Sum(1, 2, title="Sum")
    identity = shown.component_id
    shown.update(3, second=4)
    assert (shown.node["value"], shown.node["id"]) == (14, identity)
    with pytest.raises(TypeError, match="third"):
        shown.update(1, third=2)


def test_another_source_stands_in_the_place_of_an_argument() -> None:
    shown = Read.made_of({"value": lambda: 5}, title="Five")
    assert (shown.node["value"], shown.node["title"]) == (10, "Five")
    shown.update(unit="s")
    assert shown.node["value"] == 10


def test_a_source_that_cannot_be_read_is_a_problem() -> None:
    def broken() -> int:
        raise InputError("the source is empty")

    assert Read.made_of({"value": broken}).node["message"] == "the source is empty"


def test_an_object_that_lies_about_its_class_is_a_value() -> None:
    class Liar:
        @property
        def __class__(self) -> Any:
            raise RuntimeError("no class")

    shown = Doubled(1)
    shown.update(Liar())
    assert shown.node["type"] in ("doubled", "problem")


@pytest.mark.parametrize("width", ["full", "half"])
def test_the_width_travels(width: Any) -> None:
    assert Doubled(1, width=width).node["width"] == width


def test_a_width_that_does_not_exist_is_told() -> None:
    node = Doubled(1, width="wide").node  # type: ignore[arg-type]
    assert "width" not in node
    assert node["notes"] == [
        "width is 'wide' (str) and is ignored; it can be full, two-thirds, half, third."
    ]


def test_metaflows_own_cards_get_text_and_tables_of_theirs() -> None:
    rendered = Problem("Lost.", title="Here").render()
    assert rendered["type"] == "section"
    assert rendered["kit"]["type"] == "problem"
    assert rendered["id"] == rendered["kit"]["id"]
    assert rendered["contents"] == [
        {"type": "subtitle", "text": "Here"},
        {"type": "text", "text": "Lost."},
        {"type": "text", "text": 'Shown in full by @card(type="kit_canvas").'},
    ]
    metrics = MetricTable({f"m{i}": i for i in range(60)}).render()["contents"]
    assert [len(part["data"]) for part in metrics if part["type"] == "table"] == [50]
    assert {"type": "text", "text": "10 more rows"} in metrics


def test_a_closed_log_does_not_fail_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def write(self, _: str) -> None:
            raise ValueError("I/O operation on closed file")

    monkeypatch.setattr("sys.stderr", Closed())
    assert Doubled(None).node["type"] == "problem"


def test_a_mistake_in_the_call_raises_at_once() -> None:
    with pytest.raises(TypeError, match=r"^Doubled: .*colour.*; it takes "):
        Doubled(1, colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^Doubled: .*colour.*; it takes "):
        Doubled(1).update(colour="red")


def test_titles_are_text_whatever_they_are() -> None:
    assert Doubled(1, title=7).node["title"] == "7"  # type: ignore[arg-type]
    assert Doubled(1, caption=Mute()).node["caption"].startswith("<Mute")  # type: ignore[arg-type]


def test_a_number_of_a_list_without_a_reader_is_a_number_still() -> None:
    class Scores(Component):
        type = "zoo.scores"

        def __init__(self, scores: Any, *, title: Any = None) -> None: ...

        def compose(self, notes: list[str], *, scores: Any) -> dict[str, Any]:
            return {"scores": [number(score) for score in scores]}

    assert Scores([0.5, math.nan, -math.inf]).node["scores"] == [0.5, "NaN", "-Infinity"]
    assert Scores((np.float32(0.5), None)).node["scores"] == [0.5, None]
