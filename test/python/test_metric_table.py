"""MetricTable: metrics in any form become rows that say everything that was given."""

from __future__ import annotations

import datetime
import itertools
import json
import math
import random
from array import array
from collections import OrderedDict, deque
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import figure_fixture
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_extensions.card_kit.client.task import TaskContext
from metaflow_extensions.card_kit.components.metric_table import MAX_NOTES, MAX_ROWS, MetricTable
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.page.summary import summary_text


def node(*args: Any, **keywords: Any) -> dict[str, Any]:
    made: dict[str, Any] = MetricTable(*args, **keywords).node
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    return made


def shown(*args: Any, **keywords: Any) -> dict[str, dict[str, Any]]:
    made = node(*args, **keywords)
    assert made["type"] == "metric_table", made
    return {metric["name"]: metric for metric in made["metrics"]}


def values(*args: Any, **keywords: Any) -> list[tuple[str, Any]]:
    return [(metric["name"], metric["value"]) for metric in node(*args, **keywords)["metrics"]]


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
        [["accuracy", 0.5], ["loss", 2.25]],
        pd.Series({"accuracy": 0.5, "loss": 2.25}),
        pd.DataFrame({"accuracy": [0.5], "loss": [2.25]}),
        pd.DataFrame({"name": ["accuracy", "loss"], "value": [0.5, 2.25]}),
        pl.DataFrame({"accuracy": [0.5], "loss": [2.25]}),
        pl.DataFrame({"metric": ["accuracy", "loss"], "value": [0.5, 2.25]}),
        pa.table({"accuracy": [0.5], "loss": [2.25]}),
        {"accuracy": np.float32(0.5), "loss": np.array([2.25])},
        {"accuracy": Fraction(1, 2), "loss": Decimal("2.25")},
    ],
    ids=lambda metrics: type(metrics).__name__,
)
def test_every_form_of_metrics_gives_the_same_rows(metrics: Any) -> None:
    assert values(metrics) == [("accuracy", 0.5), ("loss", 2.25)]


def test_columns_and_index_entries_of_the_same_name_are_all_kept() -> None:
    assert [value for _, value in values(pd.DataFrame([[1, 2]], columns=["a", "a"]))] == [1, 2]
    assert values(pd.Series([1, 2], index=["a", "a"])) == [("a", 1), ("a", 2)]


def test_names_that_are_not_text_are_written_as_people_do() -> None:
    series = pd.Series({("train", "acc"): 0.5, ("test", 2): 0.25})
    assert values(series) == [("train / acc", 0.5), ("test / 2", 0.25)]
    assert [name for name, _ in values({np.int64(1): 0, None: 1, b"x": 2})] == ["1", "None", "x"]


def test_scikit_learns_classification_report_gives_a_row_for_each_number() -> None:
    from sklearn.metrics import classification_report

    report = classification_report(
        [0, 1, 1, 0, 1], [0, 1, 0, 0, 1], target_names=["negative", "loss"], output_dict=True
    )
    rows = shown(report)
    assert len(rows) == 4 * 4 + 1
    assert rows["loss / recall"]["value"] == pytest.approx(2 / 3)
    assert rows["negative / recall"]["higher_is_better"] is True
    assert rows["loss / recall"]["higher_is_better"] is True
    assert rows["accuracy"]["value"] == 0.8
    assert rows["macro avg / support"]["value"] == 5
    assert "higher_is_better" not in rows["macro avg / support"]


def test_options_of_nested_metrics_go_by_the_whole_name_or_its_last_part() -> None:
    nested = {"train": {"latency": 1.5}, "test": {"latency": 2.5}}
    rows = shown(nested, unit={"latency": "ms"}, format={"test / latency": ".1f"})
    assert [row["unit"] for row in rows.values()] == ["ms", "ms"]
    assert "format" not in rows["train / latency"]
    assert rows["test / latency"]["format"] == ".1f"


def test_an_option_may_be_one_value_for_all_metrics() -> None:
    rows = shown({"a": 1.5, "b": 2.5}, unit="ms", format=".2f", higher_is_better=False, target=2)
    for row in rows.values():
        assert (row["unit"], row["format"], row["higher_is_better"]) == ("ms", ".2f", False)
    assert [row["target_met"] for row in rows.values()] == [True, False]


def test_metrics_that_contain_themselves_end() -> None:
    metrics: dict[str, Any] = {"a": 1.5}
    metrics["self"] = metrics
    assert shown(metrics)["a"]["value"] == 1.5
    deep: dict[str, Any] = {"leaf": 1.5}
    for _ in range(500):
        deep = {"x": deep}
    assert len(node(deep)["metrics"]) == 1


def test_metrics_that_hold_each_other_many_times_are_refused_at_once() -> None:
    shared: Any = {"a": 1}
    for _ in range(8):
        shared = {key: shared for key in "abcdefghij"}
    assert "metrics holds more than 20,000 values" in node(shared)["message"]


@pytest.mark.parametrize(
    ("metrics", "message"),
    [
        (0.93, "metrics is 0.93 (float); it must be a mapping"),
        ("accuracy", "metrics is 'accuracy' (str)"),
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), "metrics is a table of 2 rows; it must have"),
        ([{"value": 1}], "metrics[0] has no name; it has value."),
        ([{"name": "a", "value": 1}, 3], "metrics[1] is 3 (int)"),
        (np.arange(3), "metrics is [0, 1, 2] (ndarray)"),
        (Unprintable(), "(Unprintable)"),
    ],
)
def test_what_cannot_be_metrics_is_named(metrics: Any, message: str) -> None:
    made = node(metrics)
    assert made["type"] == "problem"
    assert made["component"] == "metric_table"
    assert message in made["message"]
    assert "MetricTable(" in made["hint"]


@pytest.mark.parametrize(
    ("frame", "hint"),
    [
        (pd.DataFrame({"a": [1, 2]}), "frame.iloc[-1]"),
        (pl.DataFrame({"a": [1, 2]}), "frame.row(-1, named=True)"),
        (pa.table({"a": [1, 2]}), "frame.slice(frame.num_rows - 1).to_pylist()[0]"),
    ],
)
def test_a_hint_for_a_frame_is_code_of_its_library_that_works(frame: Any, hint: str) -> None:
    made = node(frame)
    assert made["hint"].startswith(f"MetricTable({hint})")
    assert values(eval(hint)) == [("a", 2)]


def test_a_lazy_frame_is_to_be_collected() -> None:
    made = node(pl.DataFrame({"accuracy": [0.5]}).lazy())
    assert "whose rows are not there yet; collect it" in made["message"]


@pytest.mark.parametrize("nothing", [{}, [], (), None, pd.Series(dtype=float)])
def test_a_card_waits_where_there_are_no_metrics_yet(nothing: Any, capsys: Any) -> None:
    table = MetricTable(nothing)
    assert table.node["waiting"] is True
    assert capsys.readouterr().err == ""
    table.update({"a": 1})
    assert table.node["metrics"][0]["value"] == 1
    assert MetricTable().node["waiting"] is True


# What a value may be


@pytest.mark.parametrize(
    ("value", "wire", "reason"),
    [
        (math.nan, "NaN", "not a number"),
        (math.inf, "Infinity", "infinite"),
        (np.float64("-inf"), "-Infinity", "infinite"),
        (None, None, "None was given"),
        (pd.NA, None, "None was given"),
        (pd.NaT, None, "None was given"),
        (np.ma.masked, None, "None was given"),
    ],
)
def test_a_value_that_is_no_finite_number_stays_and_says_why(
    value: Any, wire: Any, reason: str
) -> None:
    assert shown({"a": value})["a"] == {"name": "a", "value": wire, "reason": reason}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("sgd", "sgd"),
        ("0.93", "0.93"),
        (True, "True"),
        (np.bool_(False), "False"),
        (datetime.datetime(2026, 11, 3, 14, 2), "2026-11-03T14:02:00"),
        (pd.Timestamp("2026-11-03"), "2026-11-03T00:00:00"),
        (b"ab\xff", "ab\\xff"),
        (1 + 2j, "(1+2j)"),
        (["a", "b"], "['a', 'b']"),
        ([True, False], "[True, False]"),
        (["x"] * 100, "list of 100 items"),
        ({}, "(empty)"),
        ("x" * 5000, "x" * 200 + "… (800 characters more)"),
        (Unprintable(), "<Unprintable: RuntimeError in str()>"),
        ("\ud800", "?"),
    ],
)
def test_a_value_that_is_no_number_is_shown_as_text(value: Any, text: str) -> None:
    assert shown({"a": value})["a"] == {"name": "a", "value": None, "text": text}


def test_whole_numbers_that_the_page_cannot_hold_are_shown_and_compared_exactly() -> None:
    row = shown({"loss": 2**53 + 1}, baseline={"loss": 2**53})["loss"]
    assert (row["text"], row["baseline_text"]) == ("9,007,199,254,740,993", "9,007,199,254,740,992")
    assert (row["change"], row["verdict"]) == (1, "worse")


# Scores of folds


@pytest.mark.parametrize(
    "scores",
    [
        [0.9, 0.92, 0.94],
        (0.9, 0.92, 0.94),
        np.array([0.9, 0.92, 0.94]),
        pd.Series([0.9, 0.92, 0.94]),
        pl.Series([0.9, 0.92, 0.94]),
        pa.array([0.9, 0.92, 0.94]),
        pa.chunked_array([[0.9], [0.92, 0.94]]),
        array("d", [0.9, 0.92, 0.94]),
        deque([0.9, 0.92, 0.94]),
        {"mean": 0.92, "std": 0.02, "n": 3},
        {"mean": 0.92, "sd": 0.02, "count": np.int64(3)},
        {"value": 0.92, "std": 0.02, "n": 3},
        {"value": [0.9, 0.92, 0.94]},
    ],
    ids=lambda scores: type(scores).__name__,
)
def test_scores_of_folds_are_a_mean_with_its_deviation(scores: Any) -> None:
    made = node({"accuracy": scores})
    row = made["metrics"][0]
    assert row["value"] == pytest.approx(0.92)
    assert row["sd"] == pytest.approx(0.02)
    assert row["n"] == 3
    assert "0.920 ± 0.020 (n = 3)" in summary_text([made])
    assert "notes" not in made


def test_what_cross_validate_of_scikit_learn_returns_is_shown_as_it_is() -> None:
    from sklearn.datasets import load_iris
    from sklearn.dummy import DummyClassifier
    from sklearn.model_selection import cross_validate

    data = load_iris()
    found = cross_validate(DummyClassifier(), data.data, data.target, cv=5)
    rows = shown(found)
    assert set(rows) == {"fit_time", "score_time", "test_score"}
    assert rows["test_score"]["n"] == 5
    assert [row["higher_is_better"] for row in rows.values()] == [False, False, True]


def test_scores_that_are_missing_are_counted() -> None:
    row = shown({"accuracy": [0.9, None, 0.92]})["accuracy"]
    assert (row["value"], row["n"]) == (pytest.approx(0.91), 2)
    assert row["reason"] == "1 of 3 scores are missing"


def test_a_difference_that_chance_explains_is_noise() -> None:
    row = shown({"auc": [0.9, 0.92, 0.94]}, baseline={"auc": [0.89, 0.91, 0.93]})["auc"]
    assert row["verdict"] == "noise"
    assert row["noise"] == pytest.approx(0.0453, abs=1e-3)
    row = shown({"auc": [0.90, 0.91, 0.92]}, baseline={"auc": [0.70, 0.71, 0.72]})["auc"]
    assert row["verdict"] == "better"
    row = shown({"auc": [0.9, 0.92, 0.94]}, baseline={"auc": [0.89, 0.91, 0.93]}, noise=0)["auc"]
    assert row["verdict"] == "better"


# The comparison


@pytest.mark.parametrize(
    ("name", "value", "baseline", "expected"),
    [
        ("accuracy", 0.93, 0.9, (0.03, 0.03333333333333333, "better")),
        ("log_loss", 0.25, 0.2, (0.05, 0.25, "worse")),
        ("n_things", 5, 4, (1, 0.25, None)),
        ("accuracy", 0.1 + 0.2, 0.3, (0, 0, "same")),
        ("loss", 0.5, 0, (0.5, None, "worse")),
        ("loss", math.inf, 0.5, ("Infinity", None, "worse")),
        ("loss", math.nan, 0.5, (None, None, None)),
        ("loss", 0.5, math.nan, (None, None, None)),
        ("loss", None, 0.5, (None, None, None)),
        ("loss", "text", 0.5, (None, None, None)),
    ],
)
def test_the_change_is_value_minus_baseline_and_is_judged_by_the_direction(
    name: str, value: Any, baseline: Any, expected: tuple[Any, Any, Any]
) -> None:
    row = shown({name: value}, baseline={name: baseline})[name]
    assert (row.get("change"), row.get("relative_change"), row.get("verdict")) == expected


def test_random_tables_are_those_of_exact_fractions() -> None:
    chance = random.Random(8)
    for _ in range(200):
        places = chance.randint(0, 9)
        names = chance.sample(["accuracy", "rmse", "things", "neg / recall", "latency_ms"], 3)
        given = {name: round(chance.uniform(-9, 9), places) for name in names}
        before = {name: round(chance.uniform(-9, 9), places) for name in names}
        limit = chance.choice([0, 0.5, 3])
        ways = {"accuracy": 1, "rmse": -1, "things": 0, "neg / recall": 1, "latency_ms": -1}
        for name, row in shown(given, baseline=before, noise=limit).items():
            exact = Fraction(repr(given[name])) - Fraction(repr(before[name]))
            assert row["change"] == float(exact)
            if before[name]:
                share = exact / abs(Fraction(repr(before[name])))
                known = None if abs(share) > 10 else pytest.approx(float(share), rel=1e-14)
                assert row.get("relative_change") == known
            expected = "same" if exact == 0 else "noise" if abs(exact) <= limit else None
            if expected is None and ways[name]:
                expected = "better" if exact * ways[name] > 0 else "worse"
            assert row.get("verdict") == expected


def test_noise_is_an_amount_or_a_share_of_the_baseline() -> None:
    rows = shown(
        {"accuracy": 0.93, "loss": 0.5, "auc": 0.9},
        baseline={"accuracy": 0.92, "loss": 0.6, "auc": 0.89},
        noise={"accuracy": 0.01, "loss": "10%"},
    )
    assert [row["verdict"] for row in rows.values()] == ["noise", "better", "better"]
    assert rows["accuracy"]["noise"] == 0.01
    assert rows["loss"]["noise"] == pytest.approx(0.06)
    assert shown({"loss": 0.5}, baseline={"loss": 0.6}, noise="20 %")["loss"]["verdict"] == "noise"


def test_a_target_is_met_in_the_direction_in_which_the_metric_is_better() -> None:
    rows = shown(
        {"auc": 0.9, "loss": 0.3, "things": 3, "acc": math.nan, "f1": 0.1 + 0.2},
        target={"auc": 0.95, "loss": 0.3, "things": 4, "acc": 0.5, "f1": 0.3},
    )
    met = [row.get("target_met") for row in rows.values()]
    assert met == [False, True, None, None, True]


def test_a_metric_that_only_the_baseline_has_is_shown_as_missing() -> None:
    made = node({"accuracy": 0.9}, baseline={"f1": 0.7, "accuracy": 0.8})
    assert made["metrics"][1] == {
        "name": "f1",
        "value": None,
        "reason": "only the baseline has it",
        "baseline": 0.7,
        "higher_is_better": True,
    }


def test_a_metric_that_the_baseline_does_not_have_has_no_baseline() -> None:
    assert "baseline" not in shown({"a": 1, "b": 2}, baseline={"b": 1})["a"]


def test_a_baseline_may_have_any_form_of_metrics() -> None:
    row = shown({"test": {"f1": 0.5}}, baseline={"test": {"f1": 0.25}})["test / f1"]
    assert row["baseline"] == 0.25
    assert shown({"f1": 0.5}, baseline=pd.Series({"f1": 0.25}))["f1"]["baseline"] == 0.25
    assert shown({"f1": 0.5}, baseline=0.25)["f1"]["baseline"] == 0.25


def test_what_a_metric_says_itself_comes_first() -> None:
    metric = {
        "value": 0.5,
        "baseline": 0.4,
        "unit": "s",
        "format": ".3f",
        "higher_is_better": True,
        "target": 1,
        "noise": 0.2,
        "history": [0.1, 0.2],
        "description": "Time that was won.",
    }
    row = shown(
        {"time": metric},
        baseline={"time": 9},
        unit={"time": "h"},
        format={"time": ".1%"},
        higher_is_better={"time": False},
        noise=0,
    )["time"]
    assert row == {
        "name": "time",
        "value": 0.5,
        "unit": "s",
        "baseline": 0.4,
        "format": ".3f",
        "higher_is_better": True,
        "target": 1,
        "target_met": False,
        "noise": 0.2,
        "history": [0.1, 0.2],
        "change": 0.1,
        "relative_change": 0.25,
        "verdict": "noise",
        "description": "Time that was won.",
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [(True, True), (np.bool_(False), False), (None, None), ("yes", False)],
)
def test_the_direction_can_be_said(given: Any, expected: bool | None) -> None:
    row = shown({"loss": 1.5}, higher_is_better={"loss": given})["loss"]
    assert row.get("higher_is_better") == expected


def test_a_history_is_the_latest_of_earlier_values() -> None:
    row = shown({"loss": 1.5}, history={"loss": [*range(300), None, math.nan]})["loss"]
    assert len(row["history"]) == 200
    assert row["history"][-3:] == [299, None, "NaN"]
    assert shown({"a": 1}, history={"a": np.array([1.0, 2.0])})["a"]["history"] == [1, 2]


# Notes


@pytest.mark.parametrize(
    ("keywords", "note"),
    [
        ({"baseline": "nope"}, "There is no comparison: baseline is 'nope' (str)"),
        ({"format": {"a": "nope"}}, "The format of a is 'nope' (str), no format"),
        ({"format": {"a": "50.2f"}}, "The format of a is '50.2f' (str), no format"),
        ({"format": {"a": 2}}, "The format of a is 2 (int), no format"),
        ({"unit": {"b": "ms"}}, "unit names b, which is no metric here; there are a."),
        ({"higher_is_better": {"a": 1}}, "higher_is_better of a is 1 (int), not True or False"),
        ({"target": "high"}, "The target of a is 'high' (str), no number"),
        ({"noise": -1}, "The noise of a is -1 (int) and is ignored"),
        ({"noise": "1"}, "The noise of a is '1' (str) and is ignored"),
        ({"history": {"a": 3}}, "The history of a is 3 (int), no list of numbers"),
    ],
)
def test_an_argument_that_is_not_used_is_noted(keywords: dict[str, Any], note: str) -> None:
    made = node({"a": 1.5}, **keywords)
    assert made["metrics"][0]["value"] == 1.5
    assert len(made["notes"]) == 1
    assert note in made["notes"][0]


def test_one_number_is_no_baseline_for_many_metrics() -> None:
    assert "one number for 2 metrics" in node({"a": 1, "b": 2}, baseline=3)["notes"][0]


def test_what_a_metric_has_and_the_table_does_not_show_is_noted() -> None:
    assert node([{"name": "a", "value": 1, "p_value": 0.1}])["notes"] == [
        "a has more than a metric table shows: p_value."
    ]


@pytest.mark.parametrize("given", [".2f", "{:.2f}", " .2f "])
def test_a_format_may_be_written_as_in_python(given: str) -> None:
    assert shown({"a": 1.5}, format={"a": given})["a"]["format"] == ".2f"


def test_more_metrics_than_are_shown_are_counted() -> None:
    made = node({f"m{i}": i for i in range(MAX_ROWS + 321)})
    assert len(made["metrics"]) == MAX_ROWS
    assert made["notes"] == ["The first 2,000 of 2,321 metrics are shown."]
    made = node({"a": 1}, baseline={f"m{i}": i for i in range(MAX_ROWS)})
    assert made["notes"] == ["The first 2,000 of 2,001 metrics are shown."]
    assert "notes" not in node({f"m{i}": i for i in range(MAX_ROWS)})


def test_metrics_that_never_end_are_refused() -> None:
    class Endless(dict):  # type: ignore[type-arg]
        def items(self) -> Any:
            return ((str(i), i) for i in itertools.count())

        def __len__(self) -> int:
            return 3

    assert "more than 20,000 entries, or never ends" in node(Endless())["message"]


def test_notes_have_an_end() -> None:
    made = node({f"m{i}": {"value": 1, "format": "nope"} for i in range(100)})
    assert len(made["notes"]) == MAX_NOTES + 1
    assert made["notes"][-1] == "90 more notes of this kind."
    exactly = node({f"m{i}": {"value": 1, "format": "nope"} for i in range(MAX_NOTES)})
    assert len(exactly["notes"]) == MAX_NOTES


# The component


def test_what_is_given_is_not_changed_nor_kept() -> None:
    metrics = {"a": {"value": 1.5, "unit": "x"}, "b": [1, 2]}
    baseline = {"a": 1, "c": 2}
    table = MetricTable(metrics, baseline=baseline)
    assert metrics == {"a": {"value": 1.5, "unit": "x"}, "b": [1, 2]}
    assert baseline == {"a": 1, "c": 2}
    metrics["a"]["value"] = 9  # type: ignore[index]
    table.update(baseline={"a": 2})
    assert table.node["metrics"][0]["value"] == 1.5


def test_an_update_keeps_the_identity_and_what_is_not_said_again() -> None:
    table = MetricTable({"loss": 1.5}, baseline={"loss": 2.0}, title="Live")
    before = table.node
    table.update({"loss": 1.0})
    after = table.node
    assert after["id"] == before["id"]
    assert after["title"] == "Live"
    assert after["metrics"][0]["change"] == -1


def test_an_unknown_keyword_raises_at_once() -> None:
    with pytest.raises(TypeError):
        MetricTable({"a": 1}, baselin={"a": 2})  # type: ignore[call-arg]


def test_the_summary_says_everything() -> None:
    text = summary_text(
        [
            node(
                {"accuracy": 0.93, "loss": math.nan, "latency": 38.2, "n": 5, "auc": 0.9},
                baseline={"accuracy": 0.9, "latency": 41, "n": 5, "auc": 0.901},
                unit={"latency": "ms"},
                target={"accuracy": 0.95, "latency": 40},
                noise={"auc": 0.005},
            )
        ]
    )
    assert text.splitlines()[0] == "2 better, 1 within noise, 1 same."
    assert "accuracy\t0.930\t0.900\t+0.030\t+3.3%\tbetter\t0.950, missed" in text
    assert "latency\t38.2 ms\t41.0 ms\t\u22122.8 ms\t\u22126.8%\tbetter\t40.0 ms, met" in text
    assert "loss\tNaN (not a number)\t—\t—\t—\t—\t—" in text
    assert "n\t5\t5\t0\t0.0%\tsame" in text


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
    assert made["metrics"][0]["change"] == 0.25


def test_the_card_reads_the_artifacts_that_it_is_told() -> None:
    task = context(metrics={"f1": 0.1}, mine={"f1": 0.5}, old={"f1": 0.25})
    made = from_task(task, metrics="mine", baseline="old", unit={"f1": "x"})
    assert (made["metrics"][0]["value"], made["metrics"][0]["baseline"]) == (0.5, 0.25)
    assert from_task(task, baseline={"f1": 0.2})["metrics"][0]["baseline"] == 0.2


def test_the_card_says_which_artifact_does_not_suit() -> None:
    with pytest.raises(InputError, match=r"metrics is 0.93 \(float\)") as error:
        from_task(context(metrics=0.93))
    assert "kit_metric_table" in str(error.value.hint)


def test_a_baseline_that_is_not_there_is_said_and_leaves_the_table() -> None:
    task = context(metrics={"a": 1})
    made = from_task(task, baseline="nope")
    assert made["metrics"][0]["value"] == 1
    assert task.notes[0].startswith("There is no comparison: baseline='nope'.")
    assert "an artifact named nope" in task.notes[0]


def test_the_fixture_that_the_page_is_held_to_is_how_python_reads_metrics() -> None:
    written = figure_fixture.PATH.read_text("utf-8")
    assert written == figure_fixture.text(), "run python test/python/figure_fixture.py"


@pytest.mark.parametrize("amount", [2**53 - 1, 2**53, 2**53 + 1, 2**54, -(2**53), -(2**53) - 1])
def test_a_change_is_a_whole_number_as_far_as_a_browser_counts(amount: int) -> None:
    change = shown({"m": amount + 2}, baseline={"m": 2})["m"]["change"]
    assert change == float(amount)
    assert isinstance(change, int) == (abs(amount) <= 2**53)


def test_a_direction_that_cannot_be_read_is_that_of_the_name() -> None:
    made = shown({"accuracy": 1, "loss": 1}, higher_is_better={"accuracy": "maybe", "loss": "no"})
    assert made["accuracy"]["higher_is_better"] is True
    assert made["loss"]["higher_is_better"] is False
