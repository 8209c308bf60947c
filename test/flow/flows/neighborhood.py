"""A task that has cards of ours and of every neighbor: by their decorators, and by their types."""

from pathlib import Path

from metaflow import FlowSpec, card, checkpoint, current, retry, step
from metaflow_card_kit import MetricTable
from metaflow_pyinstrument import pyinstrument_card


class NeighborhoodFlow(FlowSpec):
    @card(type="kit_task", id="task")
    @card(type="kit_canvas", id="ours")
    @card(type="html", id="page")
    @card(type="notebook", id="cells")
    @pyinstrument_card(html_attribute="profile")
    @checkpoint
    @retry(times=1, minutes_between_retries=0)
    @step
    def start(self):
        current.card["ours"].append(MetricTable({"accuracy": 0.875}, title="Ours"))
        self.html = "<p>from next door</p>"
        self.nb_options_dict = {"input_path": "cells.ipynb"}
        (Path(current.checkpoint.directory) / "weights").write_text("0.25")
        self.saved = current.checkpoint.save(name="weights")
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    NeighborhoodFlow()
