"""Ten cards, a question to each, and the answer as it stands in a card's plain text."""

from __future__ import annotations

import re
from typing import Any, Callable

from metaflow_card_kit import (
    BarChart,
    ConfusionMatrix,
    DagView,
    Histogram,
    LineChart,
    MetricTable,
    ModelComparison,
    Problem,
    ScatterChart,
    Section,
    VegaChart,
)

STEPS = {
    "start": {"type": "start", "next": ["train"]},
    "train": {"type": "linear", "next": ["end"], "decorators": [{"name": "retry"}]},
    "end": {"type": "end", "next": []},
}
EPOCHS = list(range(1, 101))
VALID = [2 / i for i in EPOCHS]

Answer = tuple[str, ...]
CARDS: list[tuple[str, Callable[[], list[Any]], str, Answer]] = [
    (
        "metrics",
        lambda: [
            MetricTable(
                {"accuracy": 0.934, "log_loss": 0.213, "f1": 0.9112},
                baseline={"accuracy": 0.921, "log_loss": 0.252, "f1": 0.918},
                target={"accuracy": 0.95},
                title="Test set",
            )
        ],
        "Is the model better than its baseline by log loss, and does its accuracy meet the target?",
        (r"log_loss\t0\.213\t0\.252\t−0\.039\t\S+\tbetter", r"accuracy\t.*0\.950, missed"),
    ),
    (
        "confusion",
        lambda: [ConfusionMatrix([[80, 20], [10, 90]], labels=["cat", "dog"])],
        "How often is a cat taken for a dog, and how many dogs are found?",
        (r"cat as dog\t20\t20\.0%", r"dog\t100\t110\t90\.0%"),
    ),
    (
        "comparison",
        lambda: [
            ModelComparison(
                {
                    "linear": {"metrics": {"auc": 0.9}, "params": {"rate": 0.1, "depth": 3}},
                    "forest": {"metrics": {"auc": 0.95}, "params": {"rate": 0.01, "depth": 3}},
                },
                baseline="linear",
            )
        ],
        "Which model is best, and in what does it differ from the baseline?",
        (r"forest is best by auc: 0\.950", r"rate\t0\.1\t0\.01"),
    ),
    (
        "lines",
        lambda: [
            LineChart(
                {"epoch": EPOCHS, "train": [1 / i for i in EPOCHS], "valid": VALID},
                x="epoch",
                title="Loss by epoch",
            )
        ],
        "How low is the validation loss at the end, after how many epochs?",
        (r"Line\tPoints\tFirst\tLast", r"valid\t100\t2\S*\t0\.020?\t"),
    ),
    (
        "histogram",
        lambda: [Histogram([0.5] * 7 + [1.5] * 40 + [2.5] * 3, bins=3, title="Residuals")],
        "Where do most residuals lie?",
        (r"1\.1\d*\t1\.8\d*\t40",),
    ),
    (
        "scatter",
        lambda: [ScatterChart(x=[18, 30, 64], y=[1.5, 3, 7.25], x_label="age", y_label="income")],
        "What is the range of ages, and the largest income?",
        (r"age\t3\t18\t64", r"income\t3\t\S+\t7\.25"),
    ),
    (
        "bars",
        lambda: [
            BarChart({"feature": ["age", "zip"], "importance": [0.75, 0.25]}, x="feature"),
        ],
        "Which feature matters most, and how much?",
        (r"feature\timportance", r"age\t0\.75"),
    ),
    (
        "chart",
        lambda: [
            VegaChart(
                {
                    "title": "AUC by fold",
                    "data": {"values": [{"fold": 1, "auc": 0.91}, {"fold": 2, "auc": 0.935}]},
                    "mark": "bar",
                }
            )
        ],
        "What does the chart show, and what is the AUC of fold 2?",
        (r"Chart: AUC by fold", r"2\t0\.935"),
    ),
    (
        "report",
        lambda: [
            "The data of May.",
            Section(
                [Problem("The validation set is empty."), MetricTable({"rows": 1_234_567})],
                title="Validation",
                caption="Without duplicates.",
            ),
        ],
        "What went wrong, on how many rows, of which data?",
        (
            r"The data of May\.",
            r"Validation",
            r"Without duplicates\.",
            r"The validation set is empty\.",
            r"rows\t1,234,567",
        ),
    ),
    (
        "graph",
        lambda: [DagView(STEPS, title="The flow")],
        "What comes behind the step train?",
        (r"train\tlinear\tend",),
    ),
]  # fmt: skip


def missing_answers(text: str, *, card: str | None = None, cell_end: str = "\t") -> list[str]:
    """The questions that a text does not answer; of one card, or of all ten, each in its order.

    `cell_end` is what stands between the cells of a row.
    """
    missing, place = [], 0
    for name, _, question, answers in CARDS:
        if card is not None and card != name:
            continue
        for answer in answers:
            pattern = answer.replace(r"\t", cell_end).replace(".*", r"(?:.|\n)*?")
            found = re.compile(pattern).search(text, place)
            if found is None:
                missing.append(f"{question} {answer}")
            elif name == "report":  # in reading order
                place = found.end()
    return missing
