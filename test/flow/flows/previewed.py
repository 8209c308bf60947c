"""A flow whose cards are rendered again and again, while its run stays as it was."""

import report
from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import MetricTable


class Scores(dict):
    """An artifact of a class of this file."""


class PreviewedFlow(FlowSpec):
    @card(type="kit_metric_table", options={"title": "First title"})
    @card(type="kit_canvas", id="appended", options={"title": report.TITLE})
    @step
    def start(self):
        self.metrics = Scores(accuracy=0.75)
        current.card["appended"].append(MetricTable({"loss": 0.25}, title="Of the step"))
        self.next(self.end)

    @card(type="kit_dag_view")
    @step
    def end(self):
        pass


if __name__ == "__main__":
    PreviewedFlow()
