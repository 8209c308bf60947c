"""The benchmark's content on Metaflow's built-in cards, as near as its components come."""

import json
import os
from pathlib import Path

from content import COUNTS, LABELS, METRICS, SPEC
from metaflow import FlowSpec, card, current, step
from metaflow.cards import Table, VegaChart


class Builtin(FlowSpec):
    @card(type="blank", id="blank_tables")
    @card(type="blank", id="blank_chart")
    @card(type="blank", id="blank_line")
    @card(type="default", id="default_tables")
    @card(type="default", id="default_chart")
    @card(type="default", id="default_line")
    @step
    def start(self):
        tables = [
            Table([[name, value] for name, value in METRICS.items()], headers=["metric", "value"]),
            Table([[label, *row] for label, row in zip(LABELS, COUNTS)], headers=["true", *LABELS]),
        ]
        for kind in ("blank", "default"):
            current.card[f"{kind}_tables"].extend(tables)
            current.card[f"{kind}_chart"].extend([*tables, VegaChart(SPEC)])
            current.card[f"{kind}_line"].append(VegaChart(SPEC))
        Path(os.environ["BENCH_COMPONENTS"]).write_text(json.dumps([t.render() for t in tables]))
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Builtin()
