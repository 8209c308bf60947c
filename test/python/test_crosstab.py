"""Counts in data frames: which axis names which classes, in every form that libraries give."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from typing import Any

import pandas as pd
import polars as pl
import pytest
from metaflow_card_kit import ConfusionMatrix
from sklearn.metrics import confusion_matrix


def shown(component: ConfusionMatrix) -> dict[str, Any]:
    node: dict[str, Any] = component.node
    assert node["type"] == "confusion_matrix", node.get("message")
    return node


def cells_of(node: dict[str, Any]) -> dict[tuple[str, str], int]:
    """Every pair that occurs; a date of pandas is a time at midnight."""
    names = [label.replace(" 00:00:00", "") for label in node["labels"]]
    return {
        (true, predicted): count
        for true, row in zip(names, node["counts"])
        for predicted, count in zip(names, row)
        if count
    }


def test_totals_under_any_usual_name_are_not_a_class() -> None:
    true, predicted = pd.Series([1, 2, 2, 3, 3]), pd.Series([1, 1, 2, 3, 2])
    inner = confusion_matrix(true, predicted).tolist()
    for name in ("All", "Total", "sum", "Grand Total"):
        crosstab = pd.crosstab(true, predicted, margins=True, margins_name=name)
        for counts, axis in (
            *((crosstab, None), (crosstab.iloc[:, :-1], "row"), (crosstab.iloc[:-1], "column")),
        ):
            node = shown(ConfusionMatrix(counts))
            assert (node["labels"], node["counts"]) == (["1", "2", "3"], inner)
            said = f"The last {axis} of counts, {name!r} (str), is the total of the others"
            assert (said in str(node.get("notes"))) == (axis is not None)
    never = pd.DataFrame([[5, 0], [2, 0], [7, 0]], index=["a", "b", "sum"], columns=["a", "b"])
    assert shown(ConfusionMatrix(never))["counts"] == [[5, 0], [2, 0]]
    for normalize in ("index", "columns", "all"):
        shares = pd.crosstab(true, predicted, margins=True, normalize=normalize)
        for scaled in (shares, 100 * shares):
            assert shown(ConfusionMatrix(scaled))["labels"] == ["1", "2", "3"]
    names = ["a", "total"]
    real = pd.DataFrame([[5, 1], [2, 7]], index=names, columns=names)
    assert shown(ConfusionMatrix(real))["counts"] == [[5, 1], [2, 7]]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        *(("Actual {}", "Predicted {}"), ("true_{}", "pred_{}"), ("{} (true)", "{} (pred)")),
        *(("y={}", "ŷ={}"), ("{}", "predicted {}"), ("gold: {}", "{}_hat")),
    ],
)
@pytest.mark.parametrize(
    "names", [("cat", "cow", "dog"), ("0", "1", "2"), ("ab", "abc", "b"), ("cat", "cow", "crow")]
)
def test_axes_that_say_which_is_true_name_the_same_classes(
    row: str, column: str, names: tuple[str, ...]
) -> None:
    counts = [[5, 1, 0], [2, 6, 1], [0, 0, 9]]
    frame = pd.DataFrame(counts, list(map(row.format, names)), list(map(column.format, names)))
    node = shown(ConfusionMatrix(frame))
    assert (node["labels"], node["counts"]) == (list(names), counts)
    assert node["notes"] == [
        f"The row {row.format(names[0])!r} (str) and the column {column.format(names[0])!r} (str) "
        f"of counts were taken for the class {names[0]!r} (str); the others likewise."
    ]


def test_axes_without_a_common_class_are_shown_and_said() -> None:
    frame = pd.DataFrame([[5, 1], [2, 6]], index=["spam", "ham"], columns=["x", "why"])
    node = shown(ConfusionMatrix(frame))
    assert node["labels"] == ["ham", "spam", "why", "x"]
    assert "nothing counts as correct" in node["notes"][0]
    mixed = shown(ConfusionMatrix(pd.DataFrame([[5, 1], [2, 6]], ["a", "b"], [1, 2])))
    assert len(mixed["labels"]) == 4
    times = [MOMENT, MOMENT + datetime.timedelta(days=1)]
    days = pd.DataFrame([[5, 1], [2, 6]], times, ["2024-03-01", "2024-03-02"])
    assert len(shown(ConfusionMatrix(days))["labels"]) == 4
    pair = shown(ConfusionMatrix(pd.DataFrame([[5]], index=["spam"], columns=["ham"])))
    assert (pair["counts"], "notes" in pair) == ([[0, 0], [5, 0]], False)


MOMENT = datetime.datetime(2024, 3, 1, 12, 30)
PIVOTED: list[list[Any]] = [
    *([False, True], [1, 2, 3], [10, 20, 30], [0.0, 1.0, 2.0], ["a", "b", "c"]),
    [datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)],
    [MOMENT, MOMENT + datetime.timedelta(days=1), MOMENT + datetime.timedelta(seconds=1.5)],
    [datetime.datetime(2024, 1, 1), datetime.datetime(2024, 2, 1)],
]


@pytest.mark.parametrize("classes", PIVOTED)
@pytest.mark.parametrize("seed", range(4))
def test_a_pivot_of_any_library_counts_as_the_predictions_do(classes: Any, seed: int) -> None:
    chance = random.Random(seed)
    allowed = classes if seed % 2 else classes[:-1]  # a class that is never predicted
    true = classes + chance.choices(classes, k=9)
    predicted = [classes[0], *chance.choices(allowed, k=len(true) - 1)]
    expected = ConfusionMatrix.from_predictions(true, predicted).node
    pairs = pl.DataFrame({"truth": true, "p": predicted, "n": 1})
    pivot = pairs.pivot(on="p", index="truth", values="n", aggregate_function="sum")
    frame = pairs.to_pandas()
    for counts in (
        *(pivot, pivot.to_arrow(), pivot.to_pandas(), pd.crosstab(frame["truth"], frame["p"])),
        frame.groupby(["truth", "p"]).size().unstack(),
        frame.groupby(["truth", "p"]).count().unstack(),
        frame.pivot_table(index="truth", columns="p", values="n", aggfunc="sum"),
    ):
        node = shown(ConfusionMatrix(counts))
        assert node["accuracy"] == expected["accuracy"]
        assert cells_of(node) == cells_of(expected)


@pytest.mark.parametrize("seed", range(40))
def test_a_pivot_names_its_rows_where_each_side_lacks_classes_of_the_other(seed: int) -> None:
    chance = random.Random(seed)
    pool = [[1, 2, 3, 10, 11], [0.0, 0.5, 1.0, 2.0]][seed % 2]
    true, predicted = (chance.choices(chance.sample(pool, k=3), k=7) for _ in range(2))
    pairs = pl.DataFrame({"truth": true, "p": predicted, "n": 1})
    pivot = pairs.pivot(on="p", index="truth", values="n", aggregate_function="sum")
    node = shown(ConfusionMatrix(pivot))
    if set(true).isdisjoint(predicted) and pivot.width == pivot.height:
        assert any("truth was read as counts of a class" in note for note in node["notes"])
        return
    found = {(float(a), float(b)): count for (a, b), count in cells_of(node).items()}
    assert found == Counter(zip(true, predicted))


def test_a_first_column_names_the_rows_only_where_it_is_no_column_of_counts() -> None:
    named = shown(ConfusionMatrix(pl.DataFrame({"7": [1, 2], "1": [5, 0], "2": [1, 4]})))
    assert (named["labels"], named["counts"]) == (["1", "2"], [[5, 1], [0, 4]])
    numerals = shown(ConfusionMatrix(pl.DataFrame({"0": [1, 0], "1": [2, 5]})))
    assert (numerals["labels"], numerals["counts"]) == (["0", "1"], [[1, 2], [0, 5]])
    square = shown(ConfusionMatrix(pl.DataFrame({"none": [50, 3], "1": [4, 60]})))
    assert (square["labels"], square["counts"]) == (["none", "1"], [[50, 4], [3, 60]])


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_moments_of_any_unit_are_the_classes_that_their_columns_are(unit: Any) -> None:
    moments = pl.Series([MOMENT, MOMENT + datetime.timedelta(hours=1)]).dt.cast_time_unit(unit)
    pairs = pl.DataFrame({"truth": moments, "p": moments.reverse(), "n": 1})
    pivot = pairs.pivot(on="p", index="truth", values="n", aggregate_function="sum")
    node = shown(ConfusionMatrix(pivot))
    assert sorted(node["labels"]) == ["2024-03-01 12:30:00", "2024-03-01 13:30:00"]
    assert node["accuracy"] == 0


def test_names_that_both_axes_have_in_one_order_keep_it() -> None:
    frame = pd.DataFrame([[5, 1], [2, 6]], index=["low", "high"], columns=["low", "high"])
    assert shown(ConfusionMatrix(frame))["labels"] == ["low", "high"]


def test_declared_categories_give_the_order_of_a_crosstab() -> None:
    sizes = pd.CategoricalDtype(["low", "mid", "high"], ordered=True)
    true = pd.Series(["low", "high", "mid"]).astype(sizes)
    predicted = pd.Series(["low", "low", "mid"]).astype(sizes)
    node = shown(ConfusionMatrix(pd.crosstab(true, predicted)))
    assert node["labels"] == ["low", "mid", "high"]


def test_classes_of_another_type_are_said_where_nothing_can_be_correct() -> None:
    node = shown(ConfusionMatrix.from_predictions(["0", "1"], [0, 1]))
    assert node["accuracy"] == 0
    assert "classes of another type" in node["notes"][0]
