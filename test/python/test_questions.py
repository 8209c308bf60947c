"""Ten questions to ten cards, answered by the plain text of their pages: what an agent reads."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any, Callable

import pytest
from metaflow_card_kit import (
    BarChart,
    Card,
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
    read,
)
from metaflow_extensions.card_kit.page.facts import document_text

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
            r"Not shown\. The validation set is empty\.",
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


def text_of_page(page: str) -> str:
    """The text outside of scripts and styles, the cells of a row between tabs."""
    body = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    rows = re.sub(r"</(td|th)>(?=<t[dh])", "\t", body)
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(tr|p|h\d|caption)>", "\n", rows)))


def page_of(make: Callable[[], list[Any]], folder: Path) -> str:
    Card(make(), title="Report").save(folder / "card.html")
    return (folder / "card.html").read_text("ascii")


def test_there_are_ten_cards() -> None:
    assert len(CARDS) == 10


@pytest.mark.parametrize("card", CARDS, ids=[card[0] for card in CARDS])
@pytest.mark.parametrize("reader", ["page", "command"])
def test_the_plain_text_answers(card: Any, reader: str, tmp_path: Path) -> None:
    name, make, question, answers = card
    page = page_of(make, tmp_path)
    text = text_of_page(page) if reader == "page" else document_text(read(page))
    place = 0
    for answer in answers:
        found = re.search(answer, text)
        assert found is not None, f"{question} {answer} is not in:\n{text}"
        if name == "report":  # in reading order
            assert found.start() >= place
            place = found.end()


@pytest.mark.parametrize(("name", "make"), [c[:2] for c in CARDS], ids=[c[0] for c in CARDS])
def test_the_plain_text_is_short(name: str, make: Callable[[], list[Any]], tmp_path: Path) -> None:
    text = document_text(read(page_of(make, tmp_path)))
    assert len(text) < 1200
    assert not re.search(r"\n{3}", text)


def test_no_row_and_no_value_is_left_out_of_a_long_table(tmp_path: Path) -> None:
    metrics = {f"recall of class {i}": i / 1000 for i in range(300)}
    text = document_text(read(page_of(lambda: [MetricTable(metrics)], tmp_path)))
    assert all(f"recall of class {i}\t" in text for i in range(300))
    assert "more rows" not in text


def test_a_long_text_is_whole(tmp_path: Path) -> None:
    words = " ".join(f"word{i}" for i in range(1500))
    text = document_text(read(page_of(lambda: [words], tmp_path)))
    assert words in text


def test_a_task_is_told_by_its_facts(tmp_path: Path) -> None:
    document = {
        "version": 1,
        "title": "Train",
        "theme": "auto",
        "task": {
            "pathspec": "Train/12/fit/34",
            "status": "done",
            "attempt": 1,
            "started": "2026-05-01T10:00:00Z",
            "seconds": 12.34,
            "user": "ada",
            "tags": ["nightly"],
            "parameters": [{"name": "rate", "value": "0.1"}],
        },
        "nodes": [],
    }
    assert document_text(document).splitlines() == [
        "Train",
        "Train/12/fit/34",
        "Done, attempt 1, started 2026-05-01T10:00:00Z, took 12.3 s, by ada",
        "Tags: nightly",
        "Parameters: rate = 0.1",
    ]
