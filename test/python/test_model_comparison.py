"""Models side by side: which values are equal, what is shown, and what is said about the rest."""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import itertools
import json
import math
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_extensions.card_kit.components.metric_table import MetricTable
from metaflow_extensions.card_kit.components.model_comparison import (
    MAX_MODELS,
    ModelComparison,
)
from metaflow_extensions.card_kit.page.blocks import as_text
from metaflow_extensions.card_kit.page.html import as_html
from metaflow_extensions.card_kit.statistics.comparison_text import (
    leaderboard_rows,
    verdict_sentence,
)
from metaflow_extensions.card_kit.statistics.directions import USUAL_METRICS
from metaflow_extensions.card_kit.wire.literals import exact_text, is_plain
from sklearn.metrics import classification_report
from tensor import Tensor


def node(models: Any, **options: Any) -> dict[str, Any]:
    made = ModelComparison(models, **options).node
    json.dumps(made, allow_nan=False)
    return made


def params(*values: Any) -> dict[str, Any]:
    """The row of a parameter that each model has; ``...`` stands for a model that has none."""
    models = {
        f"m{index}": {"params": {} if value is ... else {"p": value}}
        for index, value in enumerate(values)
    }
    row: dict[str, Any] = node(models)["parameters"][0]
    return row


def metrics(made: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        row["name"]: [cell.get("value", "absent") for cell in row["cells"]]
        for row in made["metrics"]
    }


class Silent:
    def __repr__(self) -> str:
        raise RuntimeError("no text")

    __str__ = __repr__


class Estimator:
    pass


def test_missing_none_one_text_and_true_are_five_different_values() -> None:
    row = params(..., None, 1, "1", True)
    assert row["groups"] == [0, 1, 2, 3, 4]
    assert row["cells"] == [{}, {"value": None}, {"value": 1}, {"text": '"1"'}, {"text": "True"}]


@pytest.mark.parametrize(
    "equal",
    [
        (1, 1.0, np.int64(1), np.float32(1), Decimal("1.0"), Fraction(1)),
        (float("nan"), math.nan, np.float64("nan"), Decimal("NaN")),
        (0, -0.0),
        (0.1, Decimal("0.1"), np.float64(0.1)),
        (10**22, 1e22),
        (None, pd.NA, pd.NaT),
        (True, np.bool_(True)),
        ("a", np.str_("a")),
        ([1, "1"], (1.0, "1")),
        ({1, 2}, {2, 1}),
        (np.array([1, 2]), [1, 2]),
        (Estimator(), Estimator()),
        (float("inf"), Decimal("Infinity")),
    ],
)
def test_equal_values_are_equal_whatever_type_of_number_they_are(equal: tuple[Any, ...]) -> None:
    assert set(params(*equal)["groups"]) == {0}


@pytest.mark.parametrize(
    "different",
    [
        (0, False, None, "", "0", ...),
        (math.nan, "NaN", None, math.inf, -math.inf, "nan"),
        (2**60, 2**60 + 1),
        (1e-7, 5e-7),
        (0.1, np.float32(0.1)),
        ([1], ["1"], [True], [None], []),
        ([1, 2], {1, 2}),
        ([math.nan], ["NaN"]),
        ({}, [], "{}"),
        (b"1", "1", 1, "b'1'"),
        ("True", True),
        (dt.date(2024, 1, 1), dt.datetime(2024, 1, 1)),
        ("x" * 5000 + "a", "x" * 5000 + "b"),
        ("a", "a ", "A"),
    ],
)
def test_different_values_differ(different: tuple[Any, ...]) -> None:
    assert params(*different)["groups"] == list(range(len(different)))


def test_a_mapping_becomes_rows_so_that_one_changed_leaf_is_one_row() -> None:
    made = node(
        {
            "a": {"params": {"optimizer": {"name": "sgd", "lr": 0.1}, "layers": []}},
            "b": {"params": {"optimizer": {"lr": 0.2, "name": "sgd"}, "layers": {}}},
        }
    )
    rows = {row["name"]: row["groups"] for row in made["parameters"]}
    assert rows == {"optimizer.name": [0, 0], "optimizer.lr": [0, 1], "layers": [0, 1]}


def test_the_order_of_keys_inside_a_list_does_not_matter() -> None:
    assert params([{"a": 1, "b": 2}], [{"b": 2, "a": 1.0}])["groups"] == [0, 0]


def test_a_value_too_large_to_compare_counts_as_different_and_that_is_said() -> None:
    big = list(range(20_000))
    made = node({"a": {"params": {"p": big}}, "b": {"params": {"p": list(big)}}})
    assert made["parameters"][0]["groups"] == [0, 1]
    assert "too large to compare" in made["notes"][0]


def test_long_texts_are_cut_after_they_were_compared() -> None:
    made = node({"a": {"params": {"p": "x" * 9000}}, "b": {"params": {"p": "x" * 9000 + "!"}}})
    cells = made["parameters"][0]["cells"]
    assert made["parameters"][0]["groups"] == [0, 1]
    assert all(len(cell["text"]) < 2100 for cell in cells)
    assert made["notes"] == ["2 long values are cut to 2000 characters; they were compared whole."]
    made = node({"a": {"params": {"p": "x" * 2001}}, "b": {"params": {"p": "x" * 2000}}})
    assert made["notes"] == ["1 long value is cut to 2000 characters; they were compared whole."]


def test_an_integer_that_no_float_holds_is_shown_exactly() -> None:
    assert params(2**63 - 1)["cells"] == [
        {"value": float(2**63 - 1), "text": "9223372036854775807"}
    ]


def test_infinities_and_nan_travel_as_strict_json() -> None:
    made = node({"a": {"metrics": {"x": math.nan, "y": math.inf, "z": None}}})
    assert metrics(made) == {"x": ["NaN"], "y": ["Infinity"], "z": [None]}


def test_a_metric_that_a_model_lacks_is_absent_and_never_hidden() -> None:
    made = node(
        {"a": {"metrics": {"acc": 0.9, "f1": 0.8}}, "b": {"metrics": {"auc": 0.7, "acc": 0.9}}}
    )
    assert metrics(made) == {"acc": [0.9, 0.9], "f1": [0.8, "absent"], "auc": ["absent", 0.7]}


def test_direction_is_known_by_name_and_can_be_given() -> None:
    models = {"a": {"metrics": {"val": {"loss": 0.3}, "acc": 0.9, "epochs": 3, "score": 1}}}
    by_name = {row["name"]: row.get("higher_is_better") for row in node(models)["metrics"]}
    assert by_name == {"val.loss": False, "acc": True, "epochs": None, "score": True}
    given = node(models, higher_is_better={"epochs": False, "score": None, "acc": True})["metrics"]
    assert {row["name"]: row.get("higher_is_better") for row in given} == {
        "val.loss": False,
        "acc": True,
        "epochs": False,
        "score": None,
    }
    rows = node(models, higher_is_better=False)["metrics"]
    assert not any(row["higher_is_better"] for row in rows)


def test_a_wrong_direction_is_said_and_the_rest_is_shown() -> None:
    models = {"a": {"metrics": {"acc": 0.9}}}
    made = node(models, higher_is_better={"accuracy": True, "acc": "yes"})
    assert made["metrics"][0]["higher_is_better"] is True
    assert "accuracy, which is no metric here; there are acc" in made["notes"][0]
    assert "'yes' (str)" in made["notes"][1]
    assert "'up' (str)" in node(models, higher_is_better="up")["notes"][0]


def test_the_baseline_is_a_model_or_it_is_said_that_it_is_none() -> None:
    models = {"a": {"metrics": {"acc": 0.9}}, 2: {"metrics": {"acc": 0.8}}, "None": {}}
    assert node(models, baseline="a")["baseline"] == "a"
    assert node(models, baseline=2)["baseline"] == "2"
    assert "baseline" not in node(models)
    made = node(models, baseline="c")
    assert "baseline" not in made
    assert made["notes"] == [
        "baseline is 'c' (str), and no model has that name; there are a, 2, None."
    ]


def test_models_come_in_every_form_that_people_have_them_in() -> None:
    expected = {"accuracy": [0.9, 0.8]}
    frame = pd.DataFrame({"accuracy": [0.9, 0.8]}, index=["a", "b"])
    for models in (
        {"a": {"metrics": {"accuracy": 0.9}}, "b": {"metrics": {"accuracy": 0.8}}},
        {"a": {"accuracy": 0.9}, "b": {"accuracy": 0.8}},
        [{"name": "a", "metrics": {"accuracy": 0.9}}, {"name": "b", "metrics": {"accuracy": 0.8}}],
        [{"model": "a", "accuracy": 0.9}, {"model": "b", "accuracy": 0.8}],
        {"a": {"metrics": pd.Series({"accuracy": 0.9})}, "b": pd.Series({"accuracy": 0.8})},
        frame,
        frame.rename_axis("model").reset_index(),
    ):
        made = node(models)
        assert [model["name"] for model in made["models"]] == ["a", "b"]
        assert metrics(made) == expected
        assert "notes" not in made


def test_parameters_come_as_data_classes_and_namespaces_too() -> None:
    @dataclass
    class Config:
        lr: float
        kind: str = "sgd"

    made = node(
        {"a": {"params": Config(0.1)}, "b": {"params": argparse.Namespace(lr=0.1, kind="adam")}}
    )
    groups = {row["name"]: row["groups"] for row in made["parameters"]}
    assert groups == {"lr": [0, 0], "kind": [0, 1]}


def test_a_classification_report_becomes_dotted_rows() -> None:
    report = classification_report([0, 1, 1], [0, 1, 0], output_dict=True)
    made = metrics(node({"a": {"metrics": report}}))
    assert made["1.recall"] == [0.5]
    assert made["accuracy"] == [pytest.approx(2 / 3)]


def test_two_models_of_one_name_stay_two() -> None:
    made = node({1: {"acc": 0.1}, "1": {"acc": 0.2}})
    assert [model["name"] for model in made["models"]] == ["1", "1 (2)"]
    assert metrics(made) == {"acc": [0.1, 0.2]}
    assert made["notes"] == ["1 models have a name of another one, such as 1."]


def test_a_model_of_the_wrong_form_is_a_column_with_a_note() -> None:
    made = node({"good": {"acc": 0.9}, "bad": 3, "odd": {"metrics": [1], "extra": 2}, "none": None})
    assert metrics(made) == {"acc": [0.9, "absent", "absent", "absent"]}
    assert made["notes"] == [
        "Model bad is 3 (int), not a dict: its values are missing.",
        "extra of model odd: a model has metrics and params.",
        "metrics of model odd is [1] (list), not a mapping of name to value: they are missing.",
    ]


@pytest.mark.parametrize("models", [5, "text", 0.5, object(), Silent(), [1, 2], b"x", Silent])
def test_what_is_no_models_at_all_is_said_with_an_example(models: Any) -> None:
    made = node(models)
    assert made["type"] == "problem"
    assert made["message"].startswith("models")
    assert "ModelComparison(" in made["hint"]


def test_one_model_without_a_name_is_asked_for_one() -> None:
    assert node({"metrics": {"acc": 1}, "params": {}})["message"] == (
        "models is one model without a name of its own; name it."
    )


@pytest.mark.parametrize("nothing", [None, {}, [], pd.DataFrame()])
def test_no_models_wait_for_an_update(nothing: Any) -> None:
    component = ModelComparison(nothing, title="Live")
    assert component.node["waiting"] is True
    component.update({"a": {"acc": 0.9}})
    assert metrics(component.node) == {"acc": [0.9]}
    assert component.node["title"] == "Live"
    component.update(baseline="a")
    assert component.node["baseline"] == "a"
    with pytest.raises(TypeError):
        component.update(nonsense=1)


def test_strange_values_are_all_shown() -> None:
    cyclic: dict[str, Any] = {"a": 1}
    cyclic["self"] = cyclic
    made = node(
        {
            "</script>": {
                "metrics": {"when": dt.datetime(2024, 1, 1), "text": "n/a", "flag": True},
                "params": {
                    "silent": Silent(),
                    "bytes": b"\x00",
                    "surrogate": "\ud800",
                    "token": "[METAFLOW_RELOAD_TOKEN]",
                    "type": Estimator,
                    "cyclic": cyclic,
                    "frame": pd.DataFrame({"a": [1]}),
                    "sparse": Decimal("sNaN"),
                    "huge": 10**5000,
                    "\ud800": 1,
                },
            }
        }
    )
    assert made["type"] == "model_comparison"
    assert {row["name"]: row["cells"][0] for row in made["metrics"]} == {
        "when": {"text": "2024-01-01T00:00:00"},
        "text": {"text": "n/a"},
        "flag": {"text": "True"},
    }
    shown = {row["name"]: row["cells"][0] for row in made["parameters"]}
    assert shown["silent"] == {"text": "<Silent: RuntimeError in str()>"}
    assert shown["bytes"] == {"text": "b'\\x00'"}
    assert shown["surrogate"] == {"text": "?"}
    assert shown["frame"] == {"text": '[{"a": 1}]'}
    assert shown["cyclic.a"] == {"value": 1}
    assert "huge" in shown


def test_nothing_that_was_given_is_changed() -> None:
    models = [{"name": "a", "metrics": {"acc": 0.9}, "params": {"x": {"y": [1]}}}, {"model": "b"}]
    before = copy.deepcopy(models)
    ModelComparison(models, baseline="a")
    assert models == before


def test_too_many_models_are_capped_but_never_the_baseline() -> None:
    models = {f"m{index}": {"acc": index} for index in range(150)}
    made = node(models, baseline="m149")
    assert len(made["models"]) == MAX_MODELS
    assert made["models"][-1]["name"] == made["baseline"] == "m149"
    assert made["notes"] == [f"The first {MAX_MODELS} of 150 models are shown."]


def test_too_many_parameters_are_capped_with_a_note() -> None:
    made = node({"a": {"params": {f"p{index}": index for index in range(9000)}}, "b": {}, "c": {}})
    assert len(made["parameters"]) == 8333
    assert made["notes"] == ["The first 8,333 of 9,000 parameters are shown."]


def test_fifty_models_with_five_hundred_parameters_are_made_in_a_moment() -> None:
    models = {
        f"m{m}": {
            "metrics": {f"k{k}": m / (k + 1) for k in range(20)},
            "params": {f"p{p}": "text of a parameter " * 10 for p in range(500)},
        }
        for m in range(50)
    }
    start = time.process_time()
    made = node(models)
    assert len(made["parameters"]) == 500
    assert len(made["models"]) == 50
    assert time.process_time() - start < 5


def test_the_summary_says_the_verdict_and_holds_every_model() -> None:
    models = {
        "<b>": {"metrics": {"acc": 0.9123}, "params": {"C": 1, "x": None, "same": 2}},
        "c": {"metrics": {"acc": 0.8}, "params": {"C": "1", "same": 2}},
    }
    made = node(models, baseline="c")
    text = as_text(ModelComparison.summary(made))
    assert text.startswith("<b> is best by acc: 0.912, +14.0% against c with 0.800.")
    assert "<b>" not in as_html(ModelComparison.summary(made))
    assert "c (baseline)\t2\t0.800" in text
    assert "parameters that differ\t<b>\tc" in text
    assert "1 parameter is the same." in text
    many = node({f"m{index}": {"acc": index} for index in range(40)})
    assert all(f"m{index}\t" in as_text(ModelComparison.summary(many)) for index in range(40))


def test_a_failed_run_never_wins_whatever_its_values() -> None:
    draw = random.Random(0)
    for _ in range(300):
        models = {
            f"m{i}": {
                "metrics": {"loss": draw.choice([0.1, 0.2, 0.3, math.nan, math.inf, -math.inf])},
                "status": draw.choice([None, "failed", "running", "champion"]),
            }
            for i in range(draw.randint(1, 6))
        }
        ranking = node(models).get("ranking")
        good = {
            i: model["metrics"]["loss"]
            for i, model in enumerate(models.values())
            if model["status"] in (None, "champion") and not math.isnan(model["metrics"]["loss"])
        }
        if ranking is None:
            assert good == {}
            continue
        least = min(good.values())
        equal = [i for i, value in good.items() if value == least]
        assert ranking["best"] == (equal if len(equal) < len(good) else [])
        assert sorted(ranking["order"]) == list(range(len(models)))
        ordered = [good[i] for i in ranking["order"][: len(good)]]
        assert ordered == sorted(ordered)


def test_the_metric_that_decides_can_be_chosen() -> None:
    models = {"a": {"acc": 0.9, "loss": 0.3}, "b": {"acc": 0.8, "loss": 0.2}}
    assert node(models)["ranking"] == {"metric": "acc", "order": [0, 1], "best": [0]}
    assert node(models, primary="loss")["ranking"]["best"] == [1]
    assert "no metric of these models" in node(models, primary="f1")["notes"][0]
    assert "ranking" not in node({"a": {"x": 1}, "b": {"x": 2}})


def test_a_model_within_chance_of_one_of_the_best_is_within_noise_in_any_order() -> None:
    scores = {"sure": [0.9, 0.9, 0.9], "wide": [0.8, 0.9, 1.0], "near": [0.89, 0.89, 0.89]}
    for names in itertools.permutations(scores):
        made = node({name: {"metrics": {"acc": scores[name]}} for name in names})
        assert {names[at] for at in made["ranking"]["best"]} == {"sure", "wide"}
        assert [names[at] for at in made["ranking"]["within_noise"]] == ["near"]


def test_a_baseline_that_no_model_is_called_names_the_first_ten() -> None:
    models = {f"m{i}": {"acc": i} for i in range(12)}
    [note] = node(models, baseline="x")["notes"]
    assert note.endswith("there are m0, m1, m2, m3, m4, m5, m6, m7, m8, m9.")


def test_scores_without_an_end_have_no_spread() -> None:
    [row] = node({"a": {"metrics": {"acc": [0.9, math.inf]}}})["metrics"]
    assert row["cells"] == [{"value": "Infinity", "n": 2}]


def test_scores_of_folds_are_their_mean_and_spread() -> None:
    made = node({"a": {"metrics": {"acc": [0.9, 0.92, 0.94]}}, "b": {"acc": {"mean": 1, "std": 2}}})
    first, second = made["metrics"][0]["cells"]
    assert first == {"value": pytest.approx(0.92), "sd": pytest.approx(0.02), "n": 3}
    assert (second["value"], second["sd"]) == (1, 2)


def test_secrets_are_not_shown() -> None:
    made = node({"a": {"params": {"api_key": "sk-123", "db": {"password": "hunter2"}, "lr": 1}}})
    assert "sk-123" not in json.dumps(made)
    assert "hunter2" not in json.dumps(made)
    assert [row["name"] for row in made["parameters"]] == ["api_key", "db.password", "lr"]


def test_an_update_reads_nothing_that_was_given_before() -> None:
    models = {"a": {"acc": 0.9}, "b": {"acc": 0.8}}
    component = ModelComparison(models)
    models["c"] = {"acc": 1.0}
    models["a"]["acc"] = 0.1
    component.update(baseline="b")
    assert metrics(component.node) == {"acc": [0.9, 0.8]}
    assert component.node["baseline"] == "b"


@pytest.mark.parametrize("library", [pd, pl, pa])
def test_frames_of_any_library_are_read_alike(library: Any) -> None:
    make = pa.table if library is pa else library.DataFrame
    made = node(make({"name": ["a", "b"], "acc": [0.9, None]}))
    assert [model["name"] for model in made["models"]] == ["a", "b"]
    assert metrics(made)["acc"][0] == 0.9


HOSTILE = """
import itertools, resource, time
from metaflow_card_kit import ModelComparison as M
class Endless:
    def __getitem__(self, i): return {"acc": 1}
class EndlessMapping(dict):
    def items(self): return ((str(i), {}) for i in itertools.count())
    def keys(self): return map(str, itertools.count())
    def __iter__(self): return map(str, itertools.count())
    def __len__(self): return 1
shared = {"v": 1}
for _ in range(30): shared = {"a": shared, "b": shared}
nested = [1]
for _ in range(30): nested = [nested, nested]
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
refused = [itertools.count(), Endless(), range(10**8), EndlessMapping()]
shown = [
    {f"m{i}": {"params": {"p": shared, "q": nested}} for i in range(3)},
    [{"name": "same", "acc": i} for i in range(8000)],
    {f"m{i}": {"params": {f"p{j}": j for j in range(10000)}} for i in range(100)},
]
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
for kind, cases in (("problem", refused), ("model_comparison", shown)):
    for number, models in enumerate(cases):
        start = time.process_time()
        node = M(models).node
        took = time.process_time() - start
        assert node["type"] == kind, (kind, number, node.get("message"))
        assert kind != "problem" or "models" in node["message"], node["message"]
        assert took < 5, (kind, number, took)
print("all", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base)
"""


def test_what_never_ends_or_multiplies_ends_soon() -> None:
    out = subprocess.run(
        [sys.executable, "-c", HOSTILE], check=True, capture_output=True, text=True, timeout=180
    )
    assert out.stdout.startswith("all")
    assert int(out.stdout.split()[1]) < 500_000


def test_notes_never_grow_without_end() -> None:
    made = node({f"m{index}": index for index in range(60)})
    assert len(made["notes"]) == 21
    assert made["notes"][-1] == "There are 40 more notes of this kind."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": [1.0, "1"], "a": True}, '{"a": True, "b": [1, "1"]}'),
        (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
        (1e300, "1e+300"),
        (0.1, "0.1"),
        (None, "None"),
        ({"é"}, '{"é"}'),
    ],
)
def test_exact_text_is_as_python_writes_it(value: Any, text: str) -> None:
    assert exact_text(value) == (text, True)


def test_text_that_could_be_taken_for_something_else_is_not_plain() -> None:
    for text in (
        "",
        " a",
        "1",
        "1e5",
        "nan",
        "inf",
        "None",
        "True",
        "[1]",
        "{",
        '"a"',
        "—",
        "1_000",
    ):
        assert not is_plain(text), text
    for text in ("a", "l2", "balanced", "none", "2024-01-01", "v1.0.2"):
        assert is_plain(text), text


class ArrowTable:
    """As pyarrow has it: rows by ``to_pylist``, and no index."""

    columns = ("name", "accuracy")

    def to_pylist(self) -> list[dict[str, Any]]:
        return [{"name": "a", "accuracy": 0.9}, {"name": "b", "accuracy": 0.8}]


def test_an_arrow_table_is_read_by_its_rows() -> None:
    node = ModelComparison(ArrowTable()).node
    assert [model["name"] for model in node["models"]] == ["a", "b"]


def test_tensors_are_compared_by_their_values() -> None:
    node = ModelComparison(
        {
            "a": {"metrics": {"loss": Tensor(0.5)}, "params": {"v": Tensor([1, 2])}},
            "b": {"metrics": {"loss": 0.5}, "params": {"v": [1, 2]}},
        }
    ).node
    assert node["parameters"][0]["groups"] == [0, 0]
    assert node["metrics"][0]["cells"] == [{"value": 0.5}, {"value": 0.5}]


def test_a_model_that_contains_itself_ends_at_once() -> None:
    model: dict[str, Any] = {"loss": 0.5}
    model["self"] = model["other"] = {"up": model}
    node = ModelComparison({"a": {"metrics": model}}).node
    assert [(row["name"], row["cells"][0]) for row in node["metrics"]] == [
        ("loss", {"value": 0.5}),
        ("self.up", {"text": "(contains itself)"}),
        ("other.up", {"text": "(contains itself)"}),
    ]


def test_a_baseline_that_raises_does_not_fail_the_task() -> None:
    class Run:
        @property
        def pathspec(self) -> str:
            raise RuntimeError("gone")

    assert ModelComparison.from_runs(3, baseline=Run()).node["type"] == "problem"


def test_the_docstring_names_the_usual_metrics_in_their_order() -> None:
    text = " ".join((ModelComparison.from_runs.__doc__ or "").replace("``", "").split())
    names = re.search(r"When not given, (.*?) are looked for", text)
    assert names is not None
    assert re.split(r", | and ", names[1]) == list(USUAL_METRICS)


def test_the_summary_ranks_equal_models_alike_and_failed_ones_not_at_all() -> None:
    models: dict[str, Any] = {
        name: {"accuracy": score} for name, score in zip("abc", (0.8, 0.9, 0.9))
    }
    models["d"] = {"metrics": {"accuracy": 0.95}, "status": "failed"}
    text = as_text(ModelComparison.summary(ModelComparison(models).node))
    ranks = [line.split("\t")[:2] for line in text.splitlines() if "\t0." in line]
    assert ranks == [["b", "1"], ["c", "1"], ["a", "3"], ["d (failed)", "\u2014"]]


def test_the_summary_ranks_by_the_metric_that_decides() -> None:
    models = {"a": {"x": 1, "auc": 0.8}, "b": {"x": 1, "auc": 0.9}}
    ranks = [row[:2] for row in leaderboard_rows(ModelComparison(models).node)]
    assert ranks == [["b", "1"], ["a", "2"]]


def test_the_summary_of_one_model_holds_its_parameters() -> None:
    one = ModelComparison({"only": {"metrics": {"accuracy": 0.9}, "params": {"depth": 6}}})
    text = as_text(ModelComparison.summary(one.node))
    assert "depth\t6" in text
    assert "the same" not in text


@pytest.mark.parametrize(
    "status", ["Failed", "FAILED", "error", "killed", "timed_out", "In-Progress"]
)
def test_whatever_a_failure_is_called_it_never_wins(status: str) -> None:
    worse = {"name": "b", "metrics": {"auc": 0.5}}
    made = node([{"name": "a", "metrics": {"auc": 0.9}, "status": status}, worse, worse])
    assert made["models"][0] == {"name": "a", "status": status, "ranked": False}
    assert made["ranking"]["order"][-1] == 0
    assert 0 not in made["ranking"]["best"]
    alone = node([{"name": "a", "metrics": {"auc": 0.9}, "status": status}, worse])
    assert verdict_sentence(alone) == "Only b can be ranked by auc: 0.500."


@pytest.mark.parametrize("status", [None, "done", "success", "champion", "early stopped"])
def test_any_other_state_is_ranked(status: str | None) -> None:
    made = node([{"metrics": {"auc": 0.9}, "status": status}, {"metrics": {"auc": 0.5}}])
    assert made["ranking"]["best"] == [0]


def test_a_metric_without_a_number_is_not_said_to_have_no_better_way() -> None:
    sentence = verdict_sentence(node({"a": {"auc": math.nan}, "b": {"auc": None}}))
    assert "no model that ended has a number for auc" in sentence
    sentence = verdict_sentence(node({"a": {"size": 1}, "b": {"size": 2}}))
    assert "no metric says which way is better" in sentence


def test_whole_numbers_that_no_double_tells_apart_are_ranked() -> None:
    made = node({"a": {"accuracy": 2**53}, "b": {"accuracy": 2**53 + 1}})
    assert (made["ranking"]["order"], made["ranking"]["best"]) == ([1, 0], [1])
    assert [row[1] for row in leaderboard_rows(made)] == ["1", "2"]


def test_numbers_that_are_the_same_but_for_noise_share_their_rank() -> None:
    made = node({"a": {"auc": 0.1 + 0.2}, "b": {"auc": 0.3}, "c": {"auc": 0.2}})
    assert [row[1] for row in leaderboard_rows(made)] == ["1", "1", "3"]


def test_what_chance_explains_is_said_beside_the_best() -> None:
    chance = random.Random(3)
    for _ in range(100):
        models = {
            name: {"auc": [chance.gauss(mean, 0.02) for _ in range(chance.randint(1, 6))]}
            for name, mean in (("a", 0.9), ("b", 0.9), ("c", 0.8), ("d", 0.87))
        }
        ranking = node(models)["ranking"]
        best = list(models)[ranking["best"][0]]
        table = MetricTable(
            {name: value["auc"] for name, value in models.items()},
            baseline={name: models[best]["auc"] for name in models},
            higher_is_better=True,
        ).node
        noise = {m["name"] for m in table["metrics"] if m["verdict"] == "noise"}
        assert {list(models)[i] for i in ranking.get("within_noise", [])} == noise


def test_a_spread_has_the_decimals_of_its_mean() -> None:
    made = node({"a": {"auc": [0.9, 0.91, 0.92]}, "b": {"auc": [0.5, 0.5, 0.5]}})
    assert leaderboard_rows(made)[0][2] == "0.910 ± 0.010 (n = 3)"
    assert leaderboard_rows(made)[1][2] == "0.500 ± 0.000 (n = 3)"
