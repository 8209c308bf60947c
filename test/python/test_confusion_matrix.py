from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_card_kit import ConfusionMatrix
from metaflow_extensions.card_kit.client.task import TaskContext
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.page.blocks import as_text
from metaflow_extensions.card_kit.page.html import as_html
from metaflow_extensions.card_kit.wire.arrays import read_values
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    confusion_matrix,
    f1_score,
    precision_score,
    recall_score,
)

from_predictions = ConfusionMatrix.from_predictions


def shown(component: ConfusionMatrix) -> dict[str, Any]:
    node = component.node
    assert node["type"] == "confusion_matrix", node.get("message")
    json.dumps(node, allow_nan=False)
    return node


def problem(component: ConfusionMatrix) -> str:
    node = component.node
    assert node["type"] == "problem", node
    json.dumps(node, allow_nan=False)
    message: str = node["message"]
    assert "could not read" not in message, message
    return message


# Ready counts


def test_counts_keep_their_places_rows_true_and_columns_predicted() -> None:
    node = shown(ConfusionMatrix([[3800, 195], [855, 1659]], ["NONE", "ACTION"]))
    assert node["labels"] == ["NONE", "ACTION"]
    assert node["counts"] == [[3800, 195], [855, 1659]]
    assert "notes" not in node


@pytest.mark.parametrize(
    "counts",
    [
        np.array([[50, 3], [5, 42]]),
        np.array([[50.0, 3.0], [5.0, 42.0]], dtype=np.float32),
        ((50, 3), (5, 42)),
        [np.array([50, 3]), [Decimal(5), 42.0]],
        pd.DataFrame([[50, 3], [5, 42]]),
    ],
)
def test_a_square_table_of_any_kind_is_read(counts: Any) -> None:
    node = shown(ConfusionMatrix(counts))
    assert node["counts"] == [[50, 3], [5, 42]]
    assert all(isinstance(count, int) for row in node["counts"] for count in row)
    assert node["labels"] == ["0", "1"]


def test_a_table_without_labels_has_the_numbers_of_its_rows_in_their_order() -> None:
    counts = np.diag(np.arange(12))
    assert shown(ConfusionMatrix(counts))["labels"] == [str(i) for i in range(12)]


def test_names_go_by_position_also_where_two_are_the_same() -> None:
    node = shown(ConfusionMatrix(np.eye(3, dtype=int), ["crane", "crane", "dog"]))
    assert node["labels"] == ["crane", "crane #2", "dog"]
    assert "crane" in node["notes"][0]


def test_a_crosstab_brings_its_classes_and_lacks_absent_ones_without_a_shift() -> None:
    true = ["a", "b", "c", "c"]
    predicted = ["c", "b", "c", "b"]
    node = shown(ConfusionMatrix(pd.crosstab(pd.Series(true), pd.Series(predicted))))
    assert node["labels"] == ["a", "b", "c"]
    assert node["counts"] == confusion_matrix(true, predicted).tolist()


def test_the_margins_of_a_crosstab_are_not_a_class() -> None:
    true, predicted = pd.Series(["a", "b"]), pd.Series(["a", "a"])
    node = shown(ConfusionMatrix(pd.crosstab(true, predicted, margins=True)))
    assert node["labels"] == ["a", "b"]
    assert node["counts"] == [[1, 0], [1, 0]]


def exact_matrix(true: Any, predicted: Any) -> dict[tuple[str, str], int]:
    return dict(Counter(zip(map(str, true), map(str, predicted))))


@pytest.mark.parametrize("seed", range(300))
def test_a_crosstab_of_whole_numbers_keeps_each_count_at_its_classes(seed: int) -> None:
    draw = np.random.default_rng(seed)
    true, predicted = (
        draw.choice(draw.choice(5, draw.integers(1, 6), replace=False), 12) for _ in range(2)
    )
    node = shown(ConfusionMatrix(pd.crosstab(true, predicted)))
    labels = node["labels"]
    cells = {
        (labels[i], labels[j]): count
        for i, row in enumerate(node["counts"])
        for j, count in enumerate(row)
        if count
    }
    assert cells == exact_matrix(true, predicted)
    assert labels == sorted(labels)
    accuracy = Fraction(int((true == predicted).sum()), 12)
    assert node["accuracy"] == float(accuracy)


FRAME = pd.DataFrame([[50, 3], [5, 42]], index=["cat", "dog"], columns=["cat", "dog"])


@pytest.mark.parametrize(
    "counts",
    [
        FRAME,
        pl.DataFrame({"cat": [50, 5], "dog": [3, 42]}),
        pl.DataFrame({"true": ["cat", "dog"], "cat": [50, 5], "dog": [3, 42]}),
        pa.table({"cat": [50, 5], "dog": [3, 42]}),
        pa.table({"true": ["cat", "dog"], "cat": [50, 5], "dog": [3, 42]}),
        pa.RecordBatch.from_pydict({"cat": [50, 5], "dog": [3, 42]}),
        {"cat": {"cat": 50, "dog": 3}, "dog": {"cat": 5, "dog": 42}},
    ],
)
def test_a_frame_of_any_library_brings_its_classes(counts: Any) -> None:
    node = shown(ConfusionMatrix(counts))
    assert node["labels"] == ["cat", "dog"]
    assert node["counts"] == [[50, 3], [5, 42]]


def test_a_pivot_of_polars_has_the_classes_of_its_first_column() -> None:
    pairs = pl.DataFrame({"true": [1, 1, 2, 2, 2], "pred": [1, 2, 2, 2, 1]})
    pivot = pairs.pivot(on="pred", index="true", values="pred", aggregate_function="len")
    node = shown(ConfusionMatrix(pivot))
    assert (node["labels"], node["counts"]) == (["1", "2"], [[1, 1], [1, 2]])


def test_a_dataframe_with_named_columns_only_names_its_rows_too() -> None:
    frame = pd.DataFrame([[50, 3], [5, 42]], columns=["cat", "dog"])
    assert shown(ConfusionMatrix(frame))["labels"] == ["cat", "dog"]


def test_labels_put_the_classes_of_a_dataframe_in_order() -> None:
    names = ["cat", "dog"]
    frame = pd.DataFrame([[50, 3], [5, 42]], columns=names, index=names)
    assert shown(ConfusionMatrix(frame, ["dog", "cat"]))["counts"] == [[42, 5], [3, 50]]


def test_a_mapping_may_leave_out_what_is_zero() -> None:
    node = shown(ConfusionMatrix({"cat": {"cat": 50, "dog": 3}, "dog": {"dog": 42}}))
    assert node["labels"] == ["cat", "dog"]
    assert node["counts"] == [[50, 3], [0, 42]]


@pytest.mark.parametrize(
    ("counts", "labels", "says"),
    [
        ([[1, 2], [3, 4], [5, 6]], None, "counts[0] has length 2, and counts has length 3"),
        ([[1, 2], [3]], None, "counts[1] has length 1, and counts has length 2"),
        (np.eye(3), ["a", "b"], "counts has 3 rows for 2 labels"),
        ([[1, None], [3, 4]], None, "counts of true 0, predicted 1 is None"),
        ([[1, float("nan")], [3, 4]], None, "predicted 1 is nan"),
        ([[1, float("inf")], [3, 4]], None, "predicted 1 is inf"),
        ([[1, -2], [3, 4]], None, "predicted 1 is -2"),
        ([[1, "many"], [3, 4]], None, "'many' (str), which is not a number"),
        ([[[1, 2], [3, 4]], [[1], [2]]], None, "[1, 2] (list), which is not a number"),
        (np.zeros((3, 2, 2)), None, "counts has the shape 3 x 2 x 2"),
        ([1, 2, 3, 4], None, "counts[0] is 1 (int)"),
        ("the matrix", None, "counts is 'the matrix' (str)"),
        (7, None, "counts is 7"),
        (object(), None, "(object)"),
        ({"cat": 5}, None, "counts of true cat is 5 (int)"),
        (pd.DataFrame([[1, 2], [3, 4]], index=["a", "a"]), None, "more than one"),
        ([[1]], "cat", "labels is 'cat' (str)"),
        ([[1]], 3, "labels is 3 (int)"),
        (np.zeros((201, 201)), None, "There are 201 classes; at most 200 classes can be shown"),
        ([[1e308, 1e308], [1e308, 1e308]], None, "too large"),
    ],
)
def test_counts_that_cannot_be_shown_are_named(counts: Any, labels: Any, says: str) -> None:
    assert says in problem(ConfusionMatrix(counts, labels))


def test_shares_given_as_counts_are_shown_with_a_warning() -> None:
    node = shown(ConfusionMatrix([[0.9, 0.1], [0.25, 0.75]]))
    assert "sums to 1" in node["notes"][0]
    assert "notes" not in shown(ConfusionMatrix([[1, 0], [0, 1]]))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("digits", [2, 3, 4, 16])
@pytest.mark.parametrize("whole", [1, 100])
@pytest.mark.parametrize("by", ["true", "pred", "all"])
def test_shares_of_any_kind_and_rounding_claim_no_accuracy_that_is_not_known(
    by: str, whole: int, digits: int, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    classes = draw.integers(2, 6)
    y_true = np.repeat(np.arange(classes), draw.integers(3, 60, classes))
    y_pred = np.where(
        draw.random(len(y_true)) < 0.6, y_true, draw.integers(0, classes, len(y_true))
    )
    shares = confusion_matrix(y_true, y_pred, normalize=by)
    node = shown(ConfusionMatrix(np.round(shares * whole, digits)))
    if not (np.round(shares * whole, digits) % 1).any():
        return
    assert node["normalized"] == by
    summary = as_text(ConfusionMatrix.summary(node))
    assert ("accuracy" in node) == (by == "all")
    assert ("is not known" in summary) == (by != "all")
    assert "are correct" not in summary
    if by == "all":
        assert node["accuracy"] == pytest.approx(accuracy_score(y_true, y_pred), abs=0.06)
    if by == "true":
        recall = balanced_accuracy_score(y_true, y_pred)
        assert node["balanced_accuracy"] == pytest.approx(recall, abs=0.02)


def test_whole_percentages_may_be_counts_and_that_is_said() -> None:
    node = shown(ConfusionMatrix([[92, 8], [15, 85]]))
    assert "normalized" not in node
    assert "If these are percentages" in node["notes"][0]
    assert "notes" not in shown(ConfusionMatrix([[92, 8], [15, 96]]))
    assert "notes" not in shown(from_predictions([0] * 100 + [1] * 100, [0] * 200))


def test_two_hundred_classes_are_shown() -> None:
    assert len(shown(ConfusionMatrix(np.eye(200)))["labels"]) == 200


@pytest.mark.parametrize("normalize", ["true", "pred", "all"])
def test_normalize_travels_and_leaves_the_counts_alone(normalize: Any) -> None:
    node = shown(ConfusionMatrix([[1, 2], [3, 4]], normalize=normalize))
    assert (node["normalize"], node["counts"]) == (normalize, [[1, 2], [3, 4]])


@pytest.mark.parametrize("normalize", ["rows", True, 3, ["true"], np.array(["true", "all"])])
def test_an_unknown_normalize_is_ignored_with_a_note(normalize: Any) -> None:
    node = shown(ConfusionMatrix([[1]], normalize=normalize))
    assert "normalize" not in node
    assert node["notes"][0].startswith("normalize is ")


# Predictions


def test_the_published_example_of_scikit_learn() -> None:
    node = shown(from_predictions([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]))
    assert node["counts"] == [[2, 0, 0], [0, 0, 1], [1, 0, 2]]
    assert node["labels"] == ["0", "1", "2"]


def test_a_binary_problem_reads_tn_fp_fn_tp() -> None:
    node = shown(from_predictions([0, 1, 0, 1], [1, 1, 1, 0]))
    assert [count for row in node["counts"] for count in row] == [0, 2, 1, 1]


NAMES = np.array([f"class {i}" for i in range(12)])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "convert",
    [
        lambda codes: codes,
        lambda codes: codes.astype(float),
        lambda codes: codes.astype(np.int8),
        lambda codes: codes.tolist(),
        list,
        tuple,
        lambda codes: NAMES[codes],
        lambda codes: NAMES[codes].astype(object),
        lambda codes: pd.Series(codes, index=codes[::-1]),
        lambda codes: pd.Series(codes).astype("Int64"),
        lambda codes: pd.Series(NAMES[codes]).astype("string"),
        lambda codes: pd.Series(codes).to_frame(),
        lambda codes: codes.reshape(-1, 1),
        lambda codes: codes > 5,
    ],
)
def test_counts_are_those_of_scikit_learn_for_any_kind_of_column(convert: Any, seed: int) -> None:
    random = np.random.default_rng(seed)
    true, predicted = random.integers(0, 12, (2, 300))
    known = [np.asarray(convert(codes)).ravel().tolist() for codes in (true, predicted)]
    node = shown(from_predictions(convert(true), convert(predicted)))
    assert node["counts"] == confusion_matrix(*known).tolist()
    assert node["labels"] == [
        str(int(value) if isinstance(value, float) else value)
        for value in sorted({*known[0], *known[1]})
    ]


def test_twelve_integer_classes_keep_their_numeric_order_and_their_names() -> None:
    true = list(range(12))
    predicted = [*range(11), 10]
    node = shown(from_predictions(true, predicted))
    assert node["labels"] == [str(i) for i in range(12)]
    assert node["counts"][11][10] == 1
    assert node["counts"][10][10] == 1


def test_the_order_of_the_user_is_kept_and_absent_classes_stay() -> None:
    node = shown(from_predictions(["cat", "dog"], ["dog", "dog"], labels=["dog", "ant", "cat"]))
    assert node["labels"] == ["dog", "ant", "cat"]
    assert node["counts"] == [[1, 0, 0], [0, 0, 0], [1, 0, 0]]
    assert "notes" not in node


def test_the_categories_of_a_column_give_order_and_absent_classes() -> None:
    kind = pd.CategoricalDtype(["low", "middle", "high"], ordered=True)
    true = pd.Series(["high", "low"], dtype=kind)
    for predicted in (["low", "low"], pd.Categorical(["low", "low"], dtype=kind)):
        node = shown(from_predictions(true, predicted))
        assert node["labels"] == ["low", "middle", "high"]
        assert node["counts"] == [[1, 0, 0], [0, 0, 0], [1, 0, 0]]
    other = shown(from_predictions(true, ["low", "none"]))
    assert other["labels"] == ["low", "middle", "high", "none"]


def test_classes_that_cannot_be_sorted_stand_as_they_appear_and_that_is_said() -> None:
    node = shown(from_predictions(["b", 3, "a"], ["a", 3, (1, 2)]))
    assert node["labels"] == ["b", "3", "a", "(1, 2)"]
    assert "cannot be sorted" in node["notes"][0]


def test_classes_outside_labels_are_one_row_and_column_and_the_totals_stay_true() -> None:
    true = ["a", "a", "b", "c", "c", "c"]
    predicted = ["a", "d", "b", "c", "d", "a"]
    node = shown(from_predictions(true, predicted, labels=["a", "b"]))
    assert node["labels"] == ["a", "b", "2 other classes"]
    assert node["counts"] == [[1, 0, 1], [0, 1, 0], [1, 0, 2]]
    assert node["others"] == {"classes": 2, "hits": 1}
    assert node["accuracy"] == accuracy_score(true, predicted)
    assert "Accuracy 50.0%: 3 of 6" in as_text(ConfusionMatrix.summary(node))
    assert node["balanced_accuracy"] == pytest.approx((1 / 2 + 1) / 2)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_classes_are_chosen_each_score_is_the_one_of_all_predictions(seed: int) -> None:
    draw = np.random.default_rng(seed)
    classes = list(range(draw.integers(2, 7)))
    true, predicted = draw.choice(classes, 40), draw.choice(classes, 40)
    chosen = list(map(int, draw.permutation(classes)[: draw.integers(1, len(classes) + 1)]))
    node = shown(from_predictions(true, predicted, labels=chosen))
    recall = recall_score(true, predicted, labels=chosen, average=None, zero_division=np.nan)
    precision = precision_score(true, predicted, labels=chosen, average=None, zero_division=np.nan)
    f1 = f1_score(true, predicted, labels=chosen, average=None, zero_division=np.nan)
    for name, expected in (("recall", recall), ("precision", precision), ("f1", f1)):
        values = [np.nan if value is None else value for value in node[name][: len(chosen)]]
        np.testing.assert_allclose(values, expected, err_msg=name)
    assert node["accuracy"] == pytest.approx(accuracy_score(true, predicted))
    assert sum(map(sum, node["counts"])) == 40


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, pd.NA, pd.NaT, np.float32("nan")])
def test_missing_values_are_left_out_and_counted(missing: Any) -> None:
    node = shown(from_predictions([0, 1, missing, 1], [0, missing, 1, 1]))
    assert node["counts"] == [[1, 0], [0, 1]]
    assert node["notes"] == [
        "2 of 4 predictions left out: the true or the predicted class is missing."
    ]


def test_many_missing_values_are_no_classes() -> None:
    true = [*(float("nan") for _ in range(10_001)), 0.0, 1.0]
    node = shown(from_predictions(true, [0.0] * len(true)))
    assert node["counts"] == [[1, 0], [1, 0]]


def test_a_frame_of_more_rows_than_can_be_read_is_refused() -> None:
    message = ConfusionMatrix(pd.DataFrame(np.ones((1001, 2)))).node["message"]
    assert "counts is a table of 1,001 rows and 2 columns; at most 1,000 classes" in message


def test_numbers_name_the_classes_of_counts_without_names() -> None:
    for counts in ([[5, 1], [2, 7]], np.array([[5, 1], [2, 7]]), pd.DataFrame([[5, 1], [2, 7]])):
        node = shown(ConfusionMatrix(counts, labels=[1, 0]))
        assert (node["labels"], node["counts"]) == (["1", "0"], [[5, 1], [2, 7]])


def test_a_key_that_cannot_be_a_class_is_said() -> None:
    class ByList(Mapping[Any, Any]):
        def __iter__(self) -> Iterator[Any]:
            return iter([["cat"]])

        def __getitem__(self, key: Any) -> Any:
            return {"cat": 1}

        def __len__(self) -> int:
            return 1

    message = ConfusionMatrix(ByList()).node["message"]
    assert message == "row[0] is ['cat'] (list), which cannot be a class."


def test_a_missing_value_can_be_made_a_class() -> None:
    node = shown(from_predictions(["a", None], ["a", "a"], labels=["a", None]))
    assert node["counts"] == [[1, 0], [1, 0]]
    assert node["labels"] == ["a", "None"]
    assert "notes" not in node


def test_without_a_chosen_class_all_are_others() -> None:
    node = shown(from_predictions(["a", "b"], ["a", "a"], labels=[]))
    assert (node["labels"], node["counts"]) == (["2 other classes"], [[2]])


def test_of_many_classes_that_read_alike_five_are_named() -> None:
    for count, said in ((5, "(0, 1, 2, 3, 4)"), (6, "(0, 1, 2, 3, 4 and others)")):
        classes = [kind(at) for at in range(count) for kind in (int, str)]
        assert f"read alike {said}:" in shown(from_predictions(classes, classes))["notes"][-1]


def test_classes_that_read_alike_stay_apart() -> None:
    node = shown(from_predictions([1, "1", 1], [1, "1", "1"]))
    assert node["labels"] == ["1 (int)", "1 (str)"]
    assert node["counts"] == [[1, 1], [0, 1]]
    assert any("read alike (1)" in note for note in node["notes"])


def test_a_class_is_the_same_whatever_kind_of_number_it_is() -> None:
    node = shown(from_predictions([True, False, 1.0], [np.int64(1), 0, np.float32(1)]))
    assert node["counts"] == [[1, 0], [0, 2]]


def test_labels_that_come_as_text_find_classes_that_are_numbers() -> None:
    node = shown(from_predictions([0, 1, 2], [0, 2, 2], labels=["2", "1", "0"]))
    assert node["labels"] == ["2", "1", "0"]
    assert node["counts"] == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]


def test_names_for_whole_number_classes_go_by_position() -> None:
    names = np.array(["cat", "dog", "emu"])  # as scikit-learn's data.target_names
    node = shown(from_predictions([0, 2], [0, 0], labels=names))
    assert node["labels"] == ["cat", "dog", "emu"]
    assert node["counts"] == [[1, 0, 0], [0, 0, 0], [1, 0, 0]]
    assert "notes" not in node


@pytest.mark.parametrize("labels", [[2, 4], [3], [True], [5.0]])
def test_numbers_in_labels_are_classes_and_name_no_others(labels: Any) -> None:
    predicted = [False, False] if labels == [True] else [0, 0]
    says = problem(from_predictions(predicted, predicted, labels=labels))
    assert "No class in labels occurs" in says


def test_a_mapping_names_and_orders_the_classes() -> None:
    node = shown(from_predictions([0, 1], [1, 1], labels={1: "yes", 0: "no"}))
    assert node["labels"] == ["yes", "no"]
    assert node["counts"] == [[1, 0], [1, 0]]


@pytest.mark.parametrize("weights", [[0.5, 2, 1, 0.25], np.array([0.5, 2, 1, 0.25])])
def test_weights_are_summed_as_by_scikit_learn_and_that_is_said(weights: Any) -> None:
    true, predicted = [0, 1, 1, 0], [0, 1, 0, 0]
    node = shown(from_predictions(true, predicted, sample_weight=weights))
    expected_matrix = confusion_matrix(true, predicted, sample_weight=weights)
    assert node["counts"] == expected_matrix.tolist() == [[0.75, 0], [1, 2]]
    assert node["notes"] == ["The counts are sums of sample_weight."]


def test_no_predictions_are_shown_as_none_and_with_labels_as_zeros() -> None:
    assert shown(from_predictions([], []))["counts"] == []
    assert shown(from_predictions([], [], labels=["a"]))["counts"] == [[0]]
    assert shown(from_predictions(np.array([]), np.array([])))["labels"] == []
    assert shown(from_predictions([None], [1.0]))["notes"]


class Odd:
    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __str__


class Unequal:
    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no comparison")

    def __hash__(self) -> int:
        return 1


def test_very_odd_classes_are_shown() -> None:
    classes = [
        "</script>",
        "[METAFLOW_RELOAD_TOKEN]",
        "\ud800",
        "x" * 10_000,
        "",
        b"raw",
        Odd(),
    ]
    classes += [date(2026, 1, 1), Decimal("1.5")]
    node = shown(from_predictions(classes, classes))
    assert node["counts"] == np.eye(len(classes), dtype=int).tolist()
    assert len(set(node["labels"])) == len(classes)
    assert all(0 < len(label) < 300 for label in node["labels"])
    assert "\ud800" not in "".join(node["labels"])


@pytest.mark.parametrize(
    ("true", "predicted", "given", "says"),
    [
        ([0, 1], [0], {}, "y_true has 2 values and y_pred has 1"),
        ([0, 1], [[0.2, 0.8], [0.6, 0.4]], {}, "y_pred has the shape 2 x 2"),
        ([0, 1], np.zeros((2, 10)), {}, "y_pred has the shape 2 x 10"),
        (np.zeros((2, 1, 1)), [0, 1], {}, "y_true has the shape 2 x 1 x 1"),
        ([0, 1], [[0], [1, 0]], {}, "y_pred has the shape 2 x 2"),
        ([0, 1], [0.2, 0.9], {}, "y_pred holds 0.2 (float), which looks like a score"),
        (
            [0] * 20_000,
            np.linspace(0, 1, 20_000),
            {},
            "y_pred holds 20,000 different values",
        ),
        (range(300), range(300), {}, "There are 300 classes; at most 200"),
        (3, [1], {}, "y_true is 3 (int)"),
        ("010", "011", {}, "y_true is '010' (str)"),
        (None, [1], {}, "y_true is None"),
        ([1], {"a": 1}, {}, "y_pred is {'a': 1} (dict)"),
        ([1, {}], [1, 1], {}, "y_true[1] is {} (dict)"),
        (
            [1],
            [1],
            {"sample_weight": [1, 2]},
            "sample_weight has 2 values for 1 predictions",
        ),
        ([1], [1], {"sample_weight": [float("nan")]}, "sample_weight[0] is nan"),
        ([1], [1], {"sample_weight": [-1]}, "sample_weight[0] is -1"),
        ([1], [1], {"sample_weight": ["heavy"]}, "sample_weight[0] is 'heavy'"),
        ([1], [1], {"sample_weight": 2.0}, "sample_weight is 2.0"),
        (
            ["a"],
            ["b"],
            {"labels": ["x", "y"]},
            "No class in labels occurs: labels has 'x'",
        ),
        (["a"], ["b"], {"labels": ["a", "a"]}, "labels names 'a' (str) twice"),
        (["a"], ["b"], {"labels": ["a", {}]}, "labels[1] is {} (dict)"),
        (["a"], ["b"], {"labels": "ab"}, "labels is 'ab' (str)"),
    ],
)
def test_predictions_that_cannot_be_counted_are_named(
    true: Any, predicted: Any, given: dict[str, Any], says: str
) -> None:
    assert says in problem(from_predictions(true, predicted, **given))


def test_probabilities_are_answered_with_the_code_that_makes_classes_of_them() -> None:
    node = from_predictions([0, 1], np.zeros((2, 2))).node
    assert node["hint"] == "y_pred = probabilities.argmax(axis=1)"


def test_classes_that_raise_when_compared_do_not_break_the_task() -> None:
    assert from_predictions([Unequal(), Unequal()], [1, 2]).node["type"] == "problem"


def test_what_was_given_is_not_changed() -> None:
    true, predicted, weights, labels = [1, None], [1, 1], [0.5, 2], [1, 0]
    from_predictions(true, predicted, sample_weight=weights, labels=labels)
    assert (true, predicted, weights, labels) == ([1, None], [1, 1], [0.5, 2], [1, 0])


# Updates


def test_new_predictions_take_the_place_of_the_old_ones() -> None:
    matrix = from_predictions([0, 1], [0, 0])
    before = matrix.node["id"]
    matrix.update(from_predictions([0, 1], [0, 1]))
    assert shown(matrix)["counts"] == [[1, 0], [0, 1]]
    assert matrix.node["id"] == before


def test_an_option_can_change_without_the_predictions() -> None:
    true = np.array([0, 1])
    matrix = from_predictions(true, [0, 1])
    true[:] = 0  # the predictions were counted before
    matrix.update(normalize="pred", labels=[1, 0])
    node = shown(matrix)
    assert (node["normalize"], node["counts"]) == ("pred", [[1, 0], [0, 1]])
    matrix.update(counts=[[7]], labels=None)
    assert shown(matrix)["counts"] == [[7]]


# The card


def context(**artifacts: Any) -> TaskContext:
    task = [SimpleNamespace(id=name, data=value) for name, value in artifacts.items()]
    return TaskContext(task, "kit_confusion_matrix")


def test_the_card_finds_predictions_by_their_usual_names() -> None:
    node = shown(ConfusionMatrix.from_task(context(y_test=[0, 1], predictions=[0, 0], model=None)))
    assert node["counts"] == [[1, 0], [1, 0]]


def test_the_card_reads_the_artifacts_that_its_options_name() -> None:
    artifacts = context(truth=[0, 1], guess=[0, 0], w=[2, 3], names=["no", "yes"], y_true=[9])
    node = shown(
        ConfusionMatrix.from_task(
            artifacts, y_true="truth", y_pred="guess", sample_weight="w", labels="names"
        )
    )
    assert node["labels"] == ["no", "yes"]
    assert node["counts"] == [[2, 0], [3, 0]]


def test_the_card_reads_ready_counts_by_name_or_when_there_are_no_predictions() -> None:
    artifacts = context(counts=[[1, 2], [3, 4]], table=[[5]])
    assert shown(ConfusionMatrix.from_task(artifacts))["counts"] == [[1, 2], [3, 4]]
    assert shown(ConfusionMatrix.from_task(artifacts, counts="table"))["counts"] == [[5]]


def test_options_from_json_name_integer_classes_by_text() -> None:
    options = {"labels": {"1": "yes", "0": "no"}, "normalize": "true"}
    node = shown(ConfusionMatrix.from_task(context(y_true=[0, 1], y_pred=[1, 1]), **options))
    assert node["labels"] == ["yes", "no"]
    assert node["counts"] == [[1, 0], [1, 0]]


def test_a_missing_artifact_is_named_with_what_there_is() -> None:
    with pytest.raises(InputError, match=r"y_true, y_test.* and found: model"):
        ConfusionMatrix.from_task(context(model=1))
    with pytest.raises(InputError, match="artifact named guess"):
        ConfusionMatrix.from_task(context(y_true=[1]), y_pred="guess")
    with pytest.raises(InputError, match="both counts and predictions"):
        ConfusionMatrix.from_task(
            context(y_true=[1], counts=[[1]]), y_true="y_true", counts="counts"
        )


# The summary


def test_the_summary_says_the_accuracy_and_holds_the_counts_as_a_table() -> None:
    node = shown(ConfusionMatrix([[3800, 195], [855, 1659]], ["NONE", "<ACTION>"]))
    html = as_html(ConfusionMatrix.summary(node))
    assert "Accuracy 83.9%: 5,459 of 6,509 are correct." in html
    assert '<th scope="row">NONE</th><td>3,800</td><td>195</td>' in html
    assert "&lt;ACTION&gt;" in html
    assert "<ACTION>" not in html


def test_the_summary_of_many_classes_is_a_line_for_each() -> None:
    html = as_html(ConfusionMatrix.summary(shown(ConfusionMatrix(np.full((200, 200), 5)))))
    assert '<th scope="row">0</th><td>1,000</td><td>1,000</td><td>0.5%</td>' in html
    assert len(html) < 15_000


def test_the_summary_of_nothing_says_so() -> None:
    assert "no predictions" in as_html(ConfusionMatrix.summary(shown(ConfusionMatrix([]))))


# Cost


def test_lists_need_no_numpy() -> None:
    code = (
        "import sys; from metaflow_card_kit import ConfusionMatrix as C; "
        "node = C.from_predictions(['a', 'b'], ['a', 'a'], sample_weight=[1, 2.5]).node; "
        "assert node['counts'] == [[1, 0], [2.5, 0]], node; "
        "assert not {'numpy', 'pandas', 'sklearn'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


HOSTILE = """
import itertools, resource, sys, time
import numpy as np
from metaflow_card_kit import ConfusionMatrix as C
class Endless:
    def __getitem__(self, i): return 0
class EndlessMapping(dict):
    def items(self): return ((i, {}) for i in itertools.count())
    def keys(self): return itertools.count()
    def __iter__(self): return itertools.count()
    def __len__(self): return 1
shared = [1, 1]
for _ in range(30): shared = [shared, shared]
huge = np.ones((5000, 5000))
resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))
P = C.from_predictions
endless = (itertools.count(), Endless(), range(10**8), EndlessMapping())
cases = {
    "y_true": [lambda v=v: P(v, [1]) for v in endless],
    "y_pred": [lambda v=v: P([1], v) for v in (*endless, shared)],
    "sample_weight": [lambda v=v: P([1], [1], sample_weight=v) for v in endless],
    "labels": [lambda v=v: C([[1]], v) for v in endless],
    "counts": [lambda v=v: C(v) for v in (*endless, huge, [itertools.count()])],
}
for argument, makes in cases.items():
    for number, make in enumerate(makes):
        start = time.process_time()
        node = make().node
        took = time.process_time() - start
        assert node["type"] == "problem" and argument in node["message"], (argument, number, node)
        assert took < 5, (argument, number, took)
print("all")
"""


def test_what_never_ends_or_is_huge_ends_in_a_message_that_names_the_argument() -> None:
    out = subprocess.run(
        [sys.executable, "-c", HOSTILE], check=True, capture_output=True, text=True, timeout=120
    )
    assert out.stdout.strip() == "all"


def test_many_objects_of_few_classes_are_few_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Scalar:
        def __init__(self, value: int) -> None:
            self._value = value

        def item(self) -> int:
            return self._value

    monkeypatch.setattr("metaflow_extensions.card_kit.statistics.classes.MAX_DISTINCT", 10)
    node = ConfusionMatrix.from_predictions([Scalar(i % 2) for i in range(20)], [0, 1] * 10)
    assert node.node["counts"] == [[10, 0], [0, 10]]


@pytest.mark.parametrize(
    ("counts", "labels"),
    [
        (np.ones((1000, 1000)), None),
        (np.ones((1000, 1000)), list(range(1000))),
        (np.ones((1000, 1000)), ["one", "two"]),
        (pd.DataFrame(np.ones((1000, 1000))), None),
        (pl.DataFrame(np.ones((1000, 1000))), None),
        ([[1] * 1000] * 1000, None),
        ([[1] * 1000] * 1000, {at: str(at) for at in range(1000)}),
        ({str(at): {"a": 1} for at in range(1000)}, None),
    ],
)
def test_more_classes_than_are_shown_are_refused_before_they_are_read(
    counts: Any, labels: Any
) -> None:
    start = time.process_time()
    node = ConfusionMatrix(counts, labels).node
    assert time.process_time() - start < 0.1
    assert node["message"] == "counts has 1,000 rows; at most 200 classes can be shown."


def test_labels_choose_among_more_classes_than_are_shown() -> None:
    def named(size: int) -> pd.DataFrame:
        return (
            pd.DataFrame(np.eye(size)).rename(lambda i: f"c{i}").rename(lambda i: f"c{i}", axis=1)
        )

    matrix = ConfusionMatrix(named(300), ["c3", "c5"])
    assert matrix.node["others"]["classes"] == 298
    matrix.update(named(400))
    assert matrix.node["others"]["classes"] == 398
    matrix.update(labels=None)
    assert "at most 200" in matrix.node["message"]
    totals = pd.crosstab(pd.Series(range(200)), pd.Series(range(200)), margins=True)
    assert len(ConfusionMatrix(totals).node["labels"]) == 200


@pytest.mark.parametrize(
    "categories",
    [
        pd.interval_range(0, 3),
        pd.period_range("2026-01", periods=3, freq="M"),
        pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]),
        pd.to_timedelta(["1h", "2h", "3h"]),
        [10, 20, 30],
        ["low", "mid", "high"],
    ],
)
def test_a_categorical_column_is_read_as_the_list_of_its_items_in_every_form(
    categories: Any,
) -> None:
    column = pd.Categorical.from_codes([0, 1, 2, 0, 1, 2, -1], categories=categories)
    items = read_values(list(column)[:-1], "it", 10)
    for form in (pd.Categorical, pd.Series, pd.CategoricalIndex):
        found = read_values(form(column), "it", 10)
        assert found == [*items, None]
        assert len(set(map(id, found))) == 4  # of a million items no million objects are made
    matrix = ConfusionMatrix.from_predictions(column[:6], column[5::-1]).node
    assert matrix["counts"] == [[0, 0, 2], [0, 2, 0], [2, 0, 0]]
