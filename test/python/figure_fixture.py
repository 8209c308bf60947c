"""Metrics and how they read, in both languages: `python test/python/figure_fixture.py`."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from metaflow_extensions.card_kit.components.metric_table import MetricTable
from metaflow_extensions.card_kit.wire.metric_text import metric_figures

PATH = Path(__file__).parents[1] / "unit" / "fixtures" / "figures.json"

TABLE = MetricTable(
    {
        "accuracy": 0.9342,
        "f1": 0.9996,
        "log_loss": [0.21, 0.23, 0.2, 0.22],
        "latency_p99": {"mean": 41.73, "std": 2.31, "n": 5},
        "throughput": 12843,
        "train_time": 1834.22,
        "error": 0.012,
        "recall": 0.88042,
        "nan": math.nan,
        "inf": math.inf,
        "none": None,
        "optimizer": "sgd",
        "tokens": 2**53 + 1,
        "residual": 0.0123,
        "p": 3.2e-9,
        "r2": -0.412,
        "n": 5,
    },
    baseline={
        "accuracy": 0.9341,
        "f1": 1.0,
        "log_loss": [0.25, 0.26, 0.24],
        "latency_p99": 38.2,
        "throughput": 11920,
        "train_time": 4102,
        "error": 0.35,
        "recall": 0.88,
        "optimizer": "adam",
        "tokens": 2**53,
        "residual": 0,
        "p": 1e-9,
        "r2": 0.1,
        "n": 5,
        "lost": 0.7,
    },
    unit={"latency_p99": "ms", "error": "%", "throughput": "req/s"},
    format={"recall": ".1%", "train_time": ",.1f"},
    target={"latency_p99": 40, "accuracy": 0.95, "recall": 0.9},
)


def build() -> list[dict[str, Any]]:
    return [
        {"metric": metric, "figures": metric_figures(metric)._asdict()}
        for metric in TABLE.node["metrics"]
    ]


def text() -> str:
    return json.dumps(build(), indent=1, allow_nan=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), "utf-8")
