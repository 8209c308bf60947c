"""Three rates of learning side by side, of which one is too high: its task ends with an error.

What is left of its card is the page of a running task.
"""

import os
import time
from pathlib import Path

from metaflow import FlowSpec, Parameter, card, current, step
from metaflow_card_kit import LineChart, MetricTable


def wait_for_card():
    """Until the process that renders the card has stored it."""
    root = Path(os.environ["METAFLOW_DATASTORE_SYSROOT_LOCAL"])
    pages = f"**/mf.cards/**/steps/train/tasks/{current.task_id}/cards/*.html"
    until = time.monotonic() + 60
    while not any(root.glob(pages)) and time.monotonic() < until:
        time.sleep(0.2)


class Training(FlowSpec):
    """A network reads digits, at three rates of learning."""

    epochs = Parameter("epochs", default=30, help="Rounds over all images")

    @step
    def start(self):
        self.rates = [0.003, 0.03, 3.0]
        self.next(self.train, foreach="rates")

    @card(type="kit_canvas", id="running", options={"title": "Training at three rates"})
    @step
    def train(self):
        import warnings

        import numpy as np
        from sklearn import datasets, neural_network

        warnings.simplefilter("ignore")
        images, digits = datasets.load_digits(return_X_y=True)
        network = neural_network.MLPClassifier(
            (48,), learning_rate_init=self.input, random_state=0, solver="sgd"
        )
        metrics = MetricTable({}, title="So far")
        chart = LineChart(x="epoch", y="loss", color="set", title="Loss")
        current.card["running"].append(metrics)
        current.card["running"].append(chart)
        for epoch in range(1, self.epochs + 1):
            network.partial_fit(images[:1200], digits[:1200], classes=range(10))
            shares = network.predict_proba(images[1200:])
            loss = -np.log(np.clip(shares[range(len(shares)), digits[1200:]], 1e-9, 1)).mean()
            chart.append({"epoch": epoch, "loss": network.loss_, "set": "training"})
            chart.append({"epoch": epoch, "loss": loss, "set": "validation"})
            accuracy = float(np.mean(shares.argmax(axis=1) == digits[1200:]))
            metrics.update({"accuracy": accuracy, "log_loss": loss, "epoch": epoch})
        current.card["running"].refresh()
        if self.input > 1:
            wait_for_card()
            raise ArithmeticError(f"The loss does not fall at a rate of {self.input}.")
        self.accuracy = accuracy
        self.next(self.choose)

    @step
    def choose(self, inputs):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Training()
