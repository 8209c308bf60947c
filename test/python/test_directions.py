"""Which way a metric is better, by its name: what it is called is tried on hundreds of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from metaflow_extensions.card_kit.statistics.directions import direction

NAMES = Path(__file__).with_name("metric_names.txt")


def listed() -> Iterator[tuple[str, str | None]]:
    for line in NAMES.read_text("utf-8").splitlines():
        way, *names = re.split(r"\s{2,}", line.strip())
        if way in ("higher", "lower", "none"):
            yield from ((name, None if way == "none" else way) for name in names)


LISTED = list(listed())


def test_the_list_is_long_and_says_one_thing_of_each_name() -> None:
    assert len(LISTED) >= 600
    assert len(dict(LISTED)) == len(set(LISTED))


@pytest.mark.parametrize(("name", "way"), LISTED)
def test_a_metric_is_better_the_way_that_it_is(name: str, way: str | None) -> None:
    assert direction(name) == way


def scorers() -> list[tuple[str, int]]:
    from sklearn.metrics import get_scorer, get_scorer_names

    return [(name, get_scorer(name)._sign) for name in get_scorer_names()]


@pytest.mark.parametrize(("name", "sign"), scorers())
def test_every_scorer_of_scikit_learn_is_better_when_higher(name: str, sign: int) -> None:
    assert direction(name) == "higher"
    assert direction(f"test_{name}") == direction(f"mean_test_{name}") == "higher"
    if sign < 0:
        assert direction(name.removeprefix("neg_")) == "lower"


def functions() -> list[str]:
    from sklearn import metrics

    return [name for name in dir(metrics) if name.endswith(("_error", "_loss", "_score"))]


LOWER_SCORES = ("davies_bouldin_score",)


@pytest.mark.parametrize("name", functions())
def test_scikit_learns_scores_are_better_higher_its_errors_and_losses_lower(name: str) -> None:
    lower = name in LOWER_SCORES or not name.endswith("_score")
    assert direction(name) == ("lower" if lower else "higher")


CLASSES = [
    *("neg", "negative", "positive", "false positive", "false_negative", "loss", "error", "cost"),
    *("toxicity", "drift", "time", "missing", "win", "success", "accuracy", "0", "1", "1.0", "non"),
    *(
        "neg_mean",
        "no fraud",
        "macro avg",
        "weighted avg",
        "std dev",
        "a/b",
        "x.y",
        "1-2",
        "latency",
    ),
    *("high", "low", "spam (0)", "R²", "ÄÖ", "损失", ""),
]
PER_CLASS: dict[str, str | None] = {
    "precision": "higher",
    "recall": "higher",
    "f1-score": "higher",
    "specificity": "higher",
    "iou": "higher",
    "log_loss": "lower",
    "support": None,
}


@pytest.mark.parametrize("label", CLASSES)
@pytest.mark.parametrize(("metric", "way"), PER_CLASS.items())
def test_the_name_of_a_class_says_nothing(label: str, metric: str, way: str | None) -> None:
    assert direction((label, metric)) == way
    assert direction(f"{label} / {metric}") == way


@pytest.mark.parametrize(
    "label", ["cat", "neg", "negative", "false positive", "loss", "0", "cat 2"]
)
def test_a_metric_of_classes_is_the_metric(label: str) -> None:
    assert direction(("recall", label)) == "higher"
    assert direction(("test", "f1", label)) == "higher"
    assert direction(("support", label)) is None


def test_what_a_class_report_of_scikit_learn_holds_is_known() -> None:
    from sklearn.metrics import classification_report

    report: Any = classification_report(
        [0, 1, 1, 0], [0, 1, 0, 0], target_names=["negative", "false positive"], output_dict=True
    )
    ways = {
        (name, metric): direction((name, metric))
        for name, values in report.items()
        if isinstance(values, dict)
        for metric in values
    }
    assert ways
    for (_, metric), way in ways.items():
        assert way == (None if metric == "support" else "higher")


@pytest.mark.parametrize(
    "name", ["", " ", "损失", "\ud800", "_" * 100_000, "/", "...", "%", "@", ()]
)
def test_nothing_is_guessed_for_a_name_that_says_nothing(name: Any) -> None:
    assert direction(name) is None


METRICS = [("accuracy", "higher"), ("rmse", "lower"), ("log_loss", "lower"), ("f1", "higher")]


@pytest.mark.parametrize(
    "around",
    [
        *(
            "val_{}",
            "{}/test",
            "best {}",
            "train-{}",
            "{}_mean",
            "mean_{}",
            "{} (%)",
            "{}@10",
            "fold2.{}",
        ),
        *("test.{}", "eval:{}", "{}_epoch", "cv/{}/mean", "{}_p95", "holdout {}", "{}_fp16"),
    ],
)
@pytest.mark.parametrize(("metric", "expected"), METRICS)
def test_a_split_around_the_name_changes_nothing(around: str, metric: str, expected: str) -> None:
    assert direction(around.format(metric)) == expected


@pytest.mark.parametrize(
    "around",
    [
        *(
            "{}_std",
            "{}_stderr",
            "{}_se",
            "{}_sem",
            "{}_sd",
            "{}_ci",
            "{}_ci_low",
            "{}_ci_high",
            "{}_var",
        ),
        *(
            "std_{}",
            "{} (std)",
            "{}/std",
            "{}_lower",
            "{}_upper",
            "{}_threshold",
            "{}_target",
            "{}_delta",
        ),
        *("{}_weight", "{}_type", "delta {}", "{}_diff", "{} stdev", "{}_bound"),
    ],
)
@pytest.mark.parametrize(("metric", "_"), METRICS)
def test_error_bars_changes_and_settings_have_no_better_way(
    around: str, metric: str, _: str
) -> None:
    assert direction(around.format(metric)) is None


@pytest.mark.parametrize(
    ("around", "flips"),
    [
        *(("1-{}", True), ("1 - {}", True), ("one_minus_{}", True), ("1_minus_{}", True)),
        *(
            ("{}_reduction", True),
            ("{}_decrease", True),
            ("{}_increase", False),
            ("val/1-{}", True),
        ),
    ],
)
@pytest.mark.parametrize(("metric", "expected"), METRICS)
def test_what_is_left_or_was_saved_is_better_the_other_way(
    around: str, flips: bool, metric: str, expected: str
) -> None:
    other = {"higher": "lower", "lower": "higher"}[expected]
    assert direction(around.format(metric)) == (other if flips else expected)


@pytest.mark.parametrize("way", ["higher", "lower"])
def test_a_name_that_says_its_direction_has_it(way: str) -> None:
    signs = {"higher": "↑⬆", "lower": "↓⬇"}[way]
    said = [f"accuracy ({way} is better)", f"log loss, {way.upper()} is better"]
    for name in [*said, *(f"loss {sign}" for sign in signs), *(f"{sign} auc" for sign in signs)]:
        assert direction(name) == way
    assert direction("X 100") is None


@pytest.mark.parametrize("of_a_class", ["time", "wait_time", "cost"])
def test_a_class_that_could_be_a_cost_is_a_class_of_its_metric(of_a_class: str) -> None:
    assert direction(("recall", of_a_class)) == direction(("accuracy", of_a_class)) == "higher"


def test_what_is_used_for_each_is_a_cost() -> None:
    for name in ["ms_per_step", "seconds_per_epoch", "ms/token", "kwh_per_km", "dollars_per_run"]:
        assert direction(name) == "lower"
    assert direction("requests_per_second") == "higher"
    for name in ["per_class", "per sample", "per"]:
        assert direction(name) is None
    for name in ["usd_per_month", "percent_per_year", "customers_per_day"]:
        assert direction(name) is None


@pytest.mark.parametrize(("metric", "way"), METRICS)
def test_a_loss_of_what_is_lost_is_a_gain(metric: str, way: str) -> None:
    for name in ("{}_reduction_drop", "{}_decline_drop", "reduction in {}_drop"):
        assert direction(name.format(metric)) == way
    assert direction(f"per_class_{metric}") == way


@pytest.mark.parametrize("word", ["time", "ap", "corr"])
def test_what_may_be_a_metric_names_none_of_its_classes(word: str) -> None:
    assert direction((word, "fraud")) is None


def test_negatives_that_are_sampled_turn_no_metric_around() -> None:
    for metric, way in MODEL_METRICS:
        assert direction(f"negative_pair_{metric}") == way
        assert direction(f"neg_pair_{metric}") is None


def test_a_score_of_what_is_a_cost_is_unknown() -> None:
    for cost in ["latency", "jitter", "downtime"]:
        assert direction(cost) == "lower"
        assert direction(f"{cost}_score") is None


def test_a_class_that_is_called_like_a_gain_is_a_class_of_its_metric() -> None:
    assert direction(("loss", "savings")) == direction(("loss", "improvement")) == "lower"


TARGETS = [
    *("mortality", "latency", "churn_rate", "default_rate", "volatility", "emissions", "downtime"),
    *("ctr", "gmv", "ltv", "win_rate", "survival_time", "bandwidth", "mos", "session_duration"),
    *("growth", "yield", "revenue", "demand", "non_fraud", "non_defect", "non_error"),
]
MODEL_METRICS = [
    *(("recall", "higher"), ("auc", "higher"), ("ndcg", "higher"), ("accuracy", "higher")),
    *(("rmse", "lower"), ("mape", "lower"), ("log_loss", "lower"), ("brier", "lower")),
]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("metric", "way"), MODEL_METRICS)
def test_what_is_predicted_never_turns_the_metric_of_the_model(
    target: str, metric: str, way: str
) -> None:
    for name in (f"{metric}_{target}", f"{target}_{metric}", f"{metric}/{target}"):
        assert direction(name) in (way, None)
    assert direction(f"{target}/{metric}") == direction((target, metric)) == way


@pytest.mark.parametrize("target", ["ctr", "win_rate", "survival_time"])
def test_what_is_predicted_has_no_classes(target: str) -> None:
    assert direction((target, "errors")) == direction((target, "cost")) == "lower"


@pytest.mark.parametrize("group", ["improved", "degraded", "reduced", "fixed", "saved", "removed"])
@pytest.mark.parametrize(("metric", "way"), MODEL_METRICS)
def test_a_model_or_a_class_that_is_called_a_change_turns_no_metric(
    group: str, metric: str, way: str
) -> None:
    assert direction(f"{metric}_{group}") in (way, None)
    assert direction(f"{group}_{metric}") in (way, None)


@pytest.mark.parametrize("noun", ["drop", "decline", "gain", "lift", "reduction", "improvement"])
@pytest.mark.parametrize(("metric", "way"), MODEL_METRICS)
def test_a_change_is_said_behind_the_metric_or_of_it(noun: str, metric: str, way: str) -> None:
    assert direction(f"{noun}_{metric}") in (way, None)
    better = "higher" if noun in ("gain", "lift", "improvement") else None
    flipped = {"higher": "lower", "lower": "higher"}[way]
    assert direction(f"{metric}_{noun}") == direction(f"{noun} in {metric}") == (better or flipped)


def test_a_change_between_two_metrics_is_of_neither() -> None:
    for name in ("recall_gain_rmse", "loss_drop_error", "rmse_reduction_mae"):
        assert direction(name) is None


def test_a_minus_before_a_name_is_never_overlooked() -> None:
    for metric, way in MODEL_METRICS:
        assert direction(f"-{metric}") != way
        assert direction(f"val/-{metric}") != way
        assert direction(f"best-{metric}") == way


@pytest.mark.parametrize("setting", ["timeout_s", "n_lags", "recall_floor", "precision_mode"])
def test_a_setting_is_no_metric(setting: str) -> None:
    assert direction(setting) is None
