"""The benchmark's content on our card."""

import json
import os
from pathlib import Path

from content import COUNTS, LABELS, METRICS, ROWS, SPEC
from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import ConfusionMatrix, LineChart, MetricTable, VegaChart


class Ours(FlowSpec):
    @card(type="kit_canvas", id="canvas_metrics")
    @card(type="kit_canvas", id="canvas_tables")
    @card(type="kit_canvas", id="canvas_chart")
    @card(type="kit_canvas", id="canvas_line")
    @step
    def start(self):
        tables = [MetricTable(METRICS), ConfusionMatrix(COUNTS, LABELS)]
        current.card["canvas_metrics"].append(MetricTable(METRICS))
        current.card["canvas_tables"].extend(tables)
        current.card["canvas_chart"].extend([*tables, VegaChart(SPEC)])
        current.card["canvas_line"].append(LineChart(ROWS, x="epoch", y="loss"))
        Path(os.environ["BENCH_COMPONENTS"]).write_text(json.dumps([t.render() for t in tables]))
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Ours()
