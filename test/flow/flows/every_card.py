"""One task with every card type; components are appended by their public names."""

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import (
    ConfusionMatrix,
    DagView,
    MetricTable,
    ModelComparison,
    Problem,
    VegaChart,
)


class EveryCardFlow(FlowSpec):
    @card(type="kit_canvas", id="canvas")
    @card(type="kit_metric_table", id="metrics")
    @card(type="kit_confusion_matrix", id="confusion")
    @card(type="kit_model_comparison", id="comparison")
    @card(type="kit_dag_view", id="dag")
    @step
    def start(self):
        self.metrics = {"accuracy": 0.9, "log_loss": 0.31}
        self.y_true = ["cat", "dog", "dog", "eel"]
        self.y_pred = ["cat", "dog", "cat", "eel"]
        self.models = {
            "linear": {"metrics": {"accuracy": 0.8}, "params": {"C": 1.0}},
            "forest": {"metrics": {"accuracy": 0.9}, "params": {"trees": 100}},
        }
        canvas = current.card["canvas"]
        canvas.append(MetricTable(self.metrics, baseline={"accuracy": 0.8}))
        canvas.append(ConfusionMatrix.from_predictions(self.y_true, self.y_pred))
        canvas.append(ModelComparison(self.models, baseline="linear"))
        canvas.append(DagView(self))
        canvas.append(
            VegaChart(
                {
                    "data": {"values": [{"x": 1, "y": 2}]},
                    "mark": "bar",
                    "encoding": {"x": {"field": "x"}, "y": {"field": "y", "type": "quantitative"}},
                }
            )
        )
        canvas.append(Problem("A sentence."))
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    EveryCardFlow()
