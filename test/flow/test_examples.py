"""The examples are real flows: they run, and every card of theirs shows what it should."""

from __future__ import annotations

from pathlib import Path

import pytest
from workplace import ROOT, Workplace

EXPECTED = {
    "train": {
        "kit_canvas": ["vega_chart"],
        "kit_metric_table": ["metric_table"],
        "kit_confusion_matrix": ["confusion_matrix"],
    },
    "compare": {
        "kit_canvas": ["metric_table", "confusion_matrix"],
        "kit_model_comparison": ["model_comparison"],
    },
    "end": {"kit_dag_view": ["dag_view"]},
}


def test_the_classifiers_are_trained_and_compared_on_all_kinds_of_card(here: Workplace) -> None:
    here.env["OMP_NUM_THREADS"] = "1"  # three tasks train side by side
    here.flow(ROOT / "examples" / "compare_classifiers.py", "run")
    cards = here.cards("CompareClassifiers")
    found: dict[str, dict[str, list[str]]] = {}
    for card in cards:
        assert card.problems == [], card.name
        found.setdefault(card.step, {})[card.type] = card.types
    assert found == EXPECTED
    assert len(cards) == 3 * len(EXPECTED["train"]) + 2 + 1


def test_a_training_is_shown_while_it_goes_on(here: Workplace) -> None:
    here.env["OMP_NUM_THREADS"] = "1"
    here.flow(ROOT / "examples" / "watch_training.py", "run", "--epochs", "12")
    (card,) = here.cards("WatchTraining")
    assert card.problems == []
    assert card.types == ["line_chart", "metric_table", "confusion_matrix"]
    loss, best, matrix = card.nodes
    assert [line["count"] for line in loss["series"]] == [12, 12]
    assert best["metrics"][1]["value"] > 0.8
    assert len(matrix["labels"]) == 10


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.py")), ids=lambda p: p.stem)
def test_an_example_can_be_read_in_a_minute(example: Path) -> None:
    assert len(example.read_text(encoding="utf-8").splitlines()) <= 80
