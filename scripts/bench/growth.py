"""Makes, renders and refreshes components of a size; prints what that cost, and leaves the page.

``python growth.py CONTENT SIZE PAGE``, a process for each, so that memory is counted from nothing.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import metaflow_card_kit as kit


def metric_rows(size: int) -> list[Any]:
    metrics = {f"metric_{i}": i / 7 for i in range(size)}
    return [kit.MetricTable(metrics, baseline={name: x * 0.99 for name, x in metrics.items()})]


def loss(step: int) -> float:
    """As it is logged: falling, with noise, in six digits."""
    return round(1 / (1 + step / 100) + step * 7919 % 997 / 1e4, 6)


def chart_points(size: int) -> list[Any]:
    spec = {
        "data": {"values": [{"step": i, "loss": loss(i)} for i in range(size)]},
        "mark": "point" if size > 1_000 else "line",
        "encoding": {
            "x": {"field": "step", "type": "quantitative"},
            "y": {"field": "loss", "type": "quantitative"},
        },
    }
    return [kit.VegaChart(spec)]


def line_points(size: int) -> list[Any]:
    return [kit.LineChart({"loss": [loss(i) for i in range(size)]})]


def classes(size: int) -> list[Any]:
    counts = [[50 if i == j else (i * 3 + j) % 7 // 5 for j in range(size)] for i in range(size)]
    return [kit.ConfusionMatrix(counts, [f"class {i}" for i in range(size)])]


def components(size: int) -> list[Any]:
    return [kit.MetricTable({"accuracy": 0.9, "loss": i / 7}, title=f"{i}") for i in range(size)]


CONTENTS = {
    "metric rows": metric_rows,
    "chart points": chart_points,
    "line points": line_points,
    "classes": classes,
    "components": components,
}


def peak() -> float:
    """Megabytes."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor milliseconds of the quickest of three, and what came out."""
    times = []
    for _ in range(3):
        start = time.process_time()
        result = work()
        times.append((time.process_time() - start) * 1000)
    return min(times), result


def main() -> None:
    content, size, page = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    kit.CanvasCard(components=[kit.Problem("to import everything").render()]).render(None)
    before = peak()
    make, made = timed(lambda: CONTENTS[content](size))
    rendered = {part.component_id: part.render() for part in made}
    card = kit.CanvasCard(components=list(rendered.values()))
    render, html = timed(lambda: card.render(None))
    refresh, _ = timed(lambda: card.refresh(None, {"components": rendered}))
    page.write_text(html.replace("[METAFLOW_RELOAD_TOKEN]", "final"), encoding="ascii")
    cost = {"make": make, "render": render, "refresh": refresh, "memory": peak() - before}
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
