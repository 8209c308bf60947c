"""Looks at the latest run of `training.py`, which failed; and at cards that are empty or wrong."""

from metaflow import Flow, FlowSpec, card, current, namespace, step
from metaflow_card_kit import ConfusionMatrix, DagView, LineChart, MetricTable, ModelComparison


def mistakes():
    """Components that were given what they cannot show."""
    return [
        ConfusionMatrix([[8, 1], [2, 9], [0, 1]], labels=["cat", "dog"], title="Pets"),
        LineChart({"epoch": [1, 2, 3]}, x="epoch", y="loss", title="Loss"),
        ModelComparison("the best one", title="Models"),
        MetricTable({"accuracy": 0.91, "loss": "not a number"}, title="Metrics"),
    ]


class Review(FlowSpec):
    @card(type="kit_canvas", id="failed", options={"title": "Why did the training fail?"})
    @card(type="kit_canvas", id="empty")
    @card(type="kit_canvas", id="mistakes", options={"title": "What cannot be shown", "them": 1})
    @step
    def start(self):
        namespace(None)
        run = Flow("Training").latest_run
        graph = DagView.from_run(run, timeline=True, title="The latest run of Training")
        current.card["failed"].append(graph)
        for part in mistakes():
            current.card["mistakes"].append(part)
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Review()
