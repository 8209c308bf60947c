"""MetricTable: metrics in any form become rows that say everything that was given."""

from __future__ import annotations

import datetime
import json
import math
from collections import OrderedDict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from metaflow_extensions.card_kit.client.task import TaskContext
from metaflow_extensions.card_kit.components.metric_table import (
    MAX_COUNTED,
    MAX_NOTES,
    MAX_ROWS,
    MetricTable,
)
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.page.html import as_html


def node(*args: Any, **keywords: Any) -> dict[str, Any]:
    made: dict[str, Any] = MetricTable(*args, **keywords).node
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    return made


def rows(*args: Any, **keywords: Any) -> dict[str, dict[str, Any]]:
    made = node(*args, **keywords)
    assert made["type"] == "metric_table", made
    return {row["name"]: row for row in made["rows"]}


def values(*args: Any, **keywords: Any) -> list[tuple[str, Any]]:
    return [(row["name"], row["value"]) for row in node(*args, **keywords)["rows"]]


class Unprintable:
    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __str__


# What metrics may be


@pytest.mark.parametrize(
    "metrics",
    [
        {"accuracy": 0.5, "loss": 2.25},
        OrderedDict(accuracy=0.5, loss=2.25),
        {"accuracy": {"value": 0.5}, "loss": {"value": 2.25}},
        [{"name": "accuracy", "value": 0.5}, {"name": "loss", "value": 2.25}],
        [{"metric": "accuracy", "value": 0.5}, {"metric": "loss", "value": 2.25}],
        [("accuracy", 0.5), ("loss", 2.25)],
        pd.Series({"accuracy": 0.5, "loss": 2.25}),
        pd.DataFrame({"accuracy": [0.5], "loss": [2.25]}),
        pd.DataFrame({"name": ["accuracy", "loss"], "value": [0.5, 2.25]}),
        {"accuracy": np.float32(0.5), "loss": np.array([2.25])},
        {"accuracy": Fraction(1, 2), "loss": Decimal("2.25")},
    ],
    ids=lambda metrics: type(metrics).__name__,
)
def test_every_form_of_metrics_gives_the_same_rows(metrics: Any) -> None:
    assert values(metrics) == [("accuracy", 0.5), ("loss", 2.25)]


class PolarsLike:
    """What polars offers: no index, rows as dicts."""

    columns = ("accuracy", "loss")

    def __len__(self) -> int:
        return 1

    def to_dicts(self) -> list[dict[str, float]]:
        return [{"accuracy": 0.5, "loss": 2.25}]


class ArrowLike:
    """What pyarrow offers: its ``columns`` are data, its ``column_names`` are names."""

    columns = (np.array([0.5]), np.array([2.25]))
    column_names = ("accuracy", "loss")

    def __len__(self) -> int:
        return 1

    def to_pylist(self) -> list[dict[str, float]]:
        return [{"accuracy": 0.5, "loss": 2.25}]


@pytest.mark.parametrize("frame", [PolarsLike(), ArrowLike()])
def test_a_table_of_any_library_is_read_by_what_it_offers(frame: Any) -> None:
    assert values(frame) == [("accuracy", 0.5), ("loss", 2.25)]


def test_columns_and_index_entries_of_the_same_name_are_all_kept() -> None:
    assert values(pd.DataFrame([[1, 2]], columns=["a", "a"])) == [("a", 1), ("a", 2)]
    assert values(pd.Series([1, 2], index=["a", "a"])) == [("a", 1), ("a", 2)]


def test_names_that_are_not_text_are_written_as_people_do() -> None:
    series = pd.Series({("train", "acc"): 0.5, ("test", 2): 0.25})
    assert values(series) == [("train / acc", 0.5), ("test / 2", 0.25)]
    assert [name for name, _ in values({np.int64(1): 0, None: 1, b"x": 2})] == ["1", "None", "x"]


def test_scikit_learns_classification_report_gives_a_row_for_each_number() -> None:
    from sklearn.metrics import classification_report

    report = classification_report(
        [0, 1, 1, 0, 1], [0, 1, 0, 0, 1], target_names=["no", "yes"], output_dict=True
    )
    shown = rows(report)
    assert len(shown) == 4 * 4 + 1
    assert shown["yes / recall"]["value"] == pytest.approx(2 / 3)
    assert shown["yes / recall"]["direction"] == "higher"
    assert shown["accuracy"]["value"] == 0.8
    assert shown["macro avg / support"]["value"] == 5
    assert "direction" not in shown["macro avg / support"]


def test_options_of_nested_metrics_go_by_the_whole_name_or_its_last_part() -> None:
    nested = {"train": {"latency": 1.5}, "test": {"latency": 2.5}}
    shown = rows(nested, units={"latency": "ms"}, formats={"test / latency": ".1f"})
    assert [row["unit"] for row in shown.values()] == ["ms", "ms"]
    assert "format" not in shown["train / latency"]
    assert shown["test / latency"]["format"] == ".1f"


def test_metrics_that_contain_themselves_end() -> None:
    metrics: dict[str, Any] = {"a": 1.5}
    metrics["self"] = metrics
    assert rows(metrics)["a"]["value"] == 1.5
    deep: dict[str, Any] = {"leaf": 1.5}
    for _ in range(500):
        deep = {"x": deep}
    assert len(node(deep)["rows"]) == 1


@pytest.mark.parametrize(
    ("metrics", "message"),
    [
        (0.93, "metrics is 0.93 (float); it must be a mapping"),
        (None, "metrics is None (NoneType)"),
        ("accuracy", "metrics is 'accuracy' (str)"),
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), "metrics is a table of shape (2, 2)"),
        (pd.DataFrame(), "metrics is a table of shape (0, 0)"),
        ([{"value": 1}], "metrics[0] has no name; it has value."),
        ([{"name": "a", "value": 1}, 3], "metrics[1] is 3 (int)"),
        (np.arange(3), "metrics is array([0, 1, 2]) (ndarray)"),
        (Unprintable(), "(Unprintable)"),
    ],
)
def test_what_cannot_be_metrics_is_named(metrics: Any, message: str) -> None:
    made = node(metrics)
    assert made["type"] == "problem"
    assert made["component"] == "metric_table"
    assert message in made["message"]
    assert "MetricTable(" in made["hint"]


def test_no_metrics_are_an_empty_table_and_not_a_problem() -> None:
    assert node({})["rows"] == []
    assert node([])["rows"] == []


# What a value may be


@pytest.mark.parametrize(
    ("value", "wire", "reason"),
    [
        (math.nan, "NaN", "not a number"),
        (math.inf, "Infinity", "infinite"),
        (np.float64("-inf"), "-Infinity", "infinite"),
        (10**400, "Infinity", "infinite"),
        (None, None, "None was given"),
        (pd.NA, None, "a missing value was given"),
        (pd.NaT, None, "a missing value was given"),
        (np.ma.masked, None, "a missing value was given"),
    ],
)
def test_a_value_that_is_no_finite_number_stays_and_says_why(
    value: Any, wire: Any, reason: str
) -> None:
    assert rows({"a": value})["a"] == {"name": "a", "value": wire, "reason": reason}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("sgd", "sgd"),
        ("0.93", "0.93"),
        (True, "True"),
        (np.bool_(False), "False"),
        (datetime.datetime(2026, 11, 3, 14, 2), "2026-11-03T14:02:00"),
        (pd.Timestamp("2026-11-03"), "2026-11-03T00:00:00"),
        (np.datetime64("2026-11-03", "ns"), "2026-11-03T00:00:00"),
        (b"ab\xff", "ab\\xff"),
        (1 + 2j, "(1+2j)"),
        ([1, 2], "[1, 2]"),
        (np.arange(100), "ndarray of 100 items"),
        ({}, "(empty)"),
        ("x" * 5000, "x" * 200 + "… (800 characters more)"),
        (Unprintable(), "<Unprintable: RuntimeError in str()>"),
        ("\ud800", "?"),
    ],
)
def test_a_value_that_is_no_number_is_shown_as_text(value: Any, text: str) -> None:
    assert rows({"a": value})["a"] == {"name": "a", "value": None, "text": text}


def test_counts_take_no_decimals_from_the_metrics_around_them() -> None:
    shown = rows({"n": 12345, "support": 300.0, "accuracy": 1.0, "big": 10**15, "loss": 0.5})
    assert {name: row.get("format") for name, row in shown.items()} == {
        "n": ",d",
        "support": ",d",
        "accuracy": None,
        "big": None,
        "loss": None,
    }
    assert "format" not in rows({"n": 10}, baseline={"n": 9.5})["n"]


# The comparison


@pytest.mark.parametrize(
    ("name", "value", "baseline", "expected"),
    [
        ("accuracy", 0.93, 0.9, (0.03, 0.0333333333333, "better")),
        ("accuracy", 0.9, 0.93, (-0.03, -0.0322580645161, "worse")),
        ("log_loss", 0.25, 0.2, (0.05, 0.25, "worse")),
        ("log_loss", 0.2, 0.25, (-0.05, -0.2, "better")),
        ("n_things", 5, 4, (1, 0.25, "higher")),
        ("n_things", 4, 5, (-1, -0.2, "lower")),
        ("r2", 0.1, -0.4, (0.5, 1.25, "better")),
        ("accuracy", 0.1 + 0.2, 0.3, (0, 0, "same")),
        ("accuracy", 1e-7, 5e-7, (-4e-7, -0.8, "worse")),
        ("loss", 0.5, 0, (0.5, None, "worse")),
        ("loss", 0, 0, (0, None, "same")),
        ("loss", math.inf, 0.5, ("Infinity", None, "worse")),
        ("loss", math.inf, math.inf, (0, None, "same")),
        ("loss", math.nan, 0.5, (None, None, None)),
        ("loss", 0.5, math.nan, (None, None, None)),
        ("loss", None, 0.5, (None, None, None)),
        ("loss", "text", 0.5, (None, None, None)),
    ],
)
def test_the_change_is_value_minus_baseline_and_is_judged_by_the_direction(
    name: str, value: Any, baseline: Any, expected: tuple[Any, Any, Any]
) -> None:
    row = rows({name: value}, baseline={name: baseline})[name]
    assert (row.get("change"), row.get("change_ratio"), row.get("verdict")) == expected


def test_a_rising_loss_is_not_good_news() -> None:
    """MLflow's difference view colors every rise green: peers' defect 10a."""
    assert rows({"val_loss": 0.4}, baseline={"val_loss": 0.3})["val_loss"]["verdict"] == "worse"


def test_a_metric_that_only_the_baseline_has_is_shown_as_missing() -> None:
    made = node({"accuracy": 0.9}, baseline={"f1": 0.7, "accuracy": 0.8})
    assert made["rows"][1] == {
        "name": "f1",
        "value": None,
        "reason": "only the baseline has it",
        "baseline": 0.7,
        "direction": "higher",
    }


def test_a_metric_that_the_baseline_does_not_have_has_no_baseline() -> None:
    assert "baseline" not in rows({"a": 1, "b": 2}, baseline={"b": 1})["a"]


def test_a_baseline_may_have_any_form_of_metrics() -> None:
    row = rows({"test": {"f1": 0.5}}, baseline={"test": {"f1": 0.25}})["test / f1"]
    assert row["baseline"] == 0.25
    assert rows({"f1": 0.5}, baseline=pd.Series({"f1": 0.25}))["f1"]["baseline"] == 0.25


def test_what_a_row_says_itself_comes_first() -> None:
    metric = {
        "value": 0.5,
        "baseline": 0.4,
        "unit": "s",
        "format": ".3f",
        "higher_is_better": True,
        "description": "Time that was won.",
    }
    row = rows(
        {"time": metric},
        baseline={"time": 9},
        units={"time": "h"},
        formats={"time": ".1%"},
        higher_is_better={"time": False},
    )["time"]
    assert row == {
        "name": "time",
        "value": 0.5,
        "unit": "s",
        "baseline": 0.4,
        "format": ".3f",
        "direction": "higher",
        "change": 0.1,
        "change_ratio": 0.25,
        "verdict": "better",
        "description": "Time that was won.",
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [(True, "higher"), (np.bool_(False), "lower"), (None, None), ("yes", "lower")],
)
def test_the_direction_can_be_said(said: Any, expected: str | None) -> None:
    assert rows({"loss": 1.5}, higher_is_better={"loss": said})["loss"].get("direction") == expected


# Notes


@pytest.mark.parametrize(
    ("keywords", "note"),
    [
        ({"baseline": 0.9}, "There is no comparison: baseline is 0.9 (float)"),
        ({"units": "ms"}, "units is 'ms' (str), no mapping of metrics' names: not used."),
        ({"formats": {"a": "nope"}}, "The format of a is 'nope' (str), no d3-format specifier"),
        ({"formats": {"a": ".2f" * 9}}, "no d3-format specifier"),
        ({"formats": {"a": "99999999999f"}}, "no d3-format specifier"),
        ({"formats": {"a": 2}}, "The format of a is 2 (int)"),
        ({"units": {"b": "ms"}}, "units names b; there is no such metric."),
        ({"higher_is_better": {"a": 1}}, "higher_is_better of a is 1 (int), not True or False"),
    ],
)
def test_an_argument_that_is_not_used_is_noted(keywords: dict[str, Any], note: str) -> None:
    made = node({"a": 1.5}, **keywords)
    assert made["rows"][0]["value"] == 1.5
    assert len(made["notes"]) == 1
    assert note in made["notes"][0]


def test_what_a_row_has_and_the_table_does_not_show_is_noted() -> None:
    assert node([{"name": "a", "value": 1, "std": 0.1}])["notes"] == [
        "a has more than a metric table shows: std."
    ]


@pytest.mark.parametrize("given", [".2f", "{:.2f}", " .2f "])
def test_a_format_may_be_written_as_in_python(given: str) -> None:
    assert rows({"a": 1.5}, formats={"a": given})["a"]["format"] == ".2f"


def test_more_metrics_than_are_shown_are_counted() -> None:
    made = node({f"m{i}": i for i in range(MAX_ROWS + 321)})
    assert len(made["rows"]) == MAX_ROWS
    assert made["notes"] == ["The first 2,000 of 2,321 metrics are shown."]
    made = node({"a": 1}, baseline={f"m{i}": i for i in range(MAX_ROWS)})
    assert made["notes"] == ["The first 2,000 of 2,001 metrics are shown."]


def test_counting_has_an_end() -> None:
    made = node({i: 0 for i in range(MAX_ROWS + MAX_COUNTED + 5)})
    assert made["notes"] == ["The first 2,000 of at least 102,000 metrics are shown."]


def test_notes_have_an_end() -> None:
    made = node({f"m{i}": {"value": 1, "format": "nope"} for i in range(100)})
    assert len(made["notes"]) == MAX_NOTES + 1
    assert made["notes"][-1] == "90 more notes of this kind."


# The component


def test_what_is_given_is_not_changed() -> None:
    metrics = {"a": {"value": 1.5, "std": 2}, "b": [1, 2]}
    baseline = {"a": 1, "c": 2}
    MetricTable(metrics, baseline=baseline)
    assert metrics == {"a": {"value": 1.5, "std": 2}, "b": [1, 2]}
    assert baseline == {"a": 1, "c": 2}


def test_an_update_keeps_the_identity_and_what_is_not_said_again() -> None:
    table = MetricTable({"loss": 1.5}, baseline={"loss": 2.0}, title="Live")
    before = table.node
    table.update({"loss": 1.0})
    after = table.node
    assert after["id"] == before["id"]
    assert after["title"] == "Live"
    assert after["rows"][0]["change"] == -1


def test_an_unknown_keyword_raises_at_once() -> None:
    with pytest.raises(TypeError):
        MetricTable({"a": 1}, baselin={"a": 2})  # type: ignore[call-arg]


def test_the_summary_says_everything_in_plain_html() -> None:
    made = node(
        {"accuracy": 0.93, "loss": math.nan, "</script>": "[METAFLOW_RELOAD_TOKEN]"},
        baseline={"accuracy": 0.9},
        units={"accuracy": "of 1"},
    )
    html = as_html(MetricTable.summary(made))
    for said in ("0.93 of 1", "+0.03 of 1 (+3.33%)", "better", "NaN (not a number)", "Baseline"):
        assert said in html
    assert "</script>" not in html
    assert "[METAFLOW" not in html
    assert as_html(MetricTable.summary(node({}))) == "<p>No metrics.</p>"


# The card that reads artifacts


@dataclass
class Artifact:
    id: str
    data: Any


def context(**artifacts: Any) -> TaskContext:
    task = [Artifact(name, data) for name, data in artifacts.items()]
    return TaskContext(task, "kit_metric_table")


def from_task(task: TaskContext, **options: Any) -> dict[str, Any]:
    return MetricTable.from_task(task, **options).node


def test_the_card_reads_the_usual_artifacts() -> None:
    made = from_task(context(scores={"f1": 0.5}, baseline={"f1": 0.25}, other=1))
    assert made["rows"][0]["change"] == 0.25


def test_the_card_reads_the_artifacts_that_it_is_told() -> None:
    task = context(metrics={"f1": 0.1}, mine={"f1": 0.5}, old={"f1": 0.25})
    made = from_task(task, metrics="mine", baseline="old", units={"f1": "x"})
    assert (made["rows"][0]["value"], made["rows"][0]["baseline"]) == (0.5, 0.25)
    assert from_task(task, baseline={"f1": 0.2})["rows"][0]["baseline"] == 0.2


def test_the_card_says_which_artifact_does_not_suit() -> None:
    with pytest.raises(InputError, match=r"The artifact metrics is 0.93 \(float\)") as error:
        from_task(context(metrics=0.93))
    assert "kit_metric_table" in str(error.value.hint)
    with pytest.raises(InputError, match="an artifact named old"):
        from_task(context(metrics={"a": 1}), baseline="old")


def test_a_lazy_frame_is_to_be_collected() -> None:
    class LazyFrame:
        columns = ("accuracy", "loss")

    message = MetricTable(LazyFrame()).node["message"]
    assert message == "metrics is a LazyFrame, whose rows are not there yet; collect it."
