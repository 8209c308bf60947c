"""A run with a live card, a card of each task of a foreach, and one that answers questions."""

import time
from pathlib import Path

from metaflow import FlowSpec, Parameter, card, current, step
from metaflow_card_kit import MetricTable, Section


class DeployedFlow(FlowSpec):
    rate = Parameter("rate", default=0.25)

    @card(type="kit_canvas", refresh_interval=1)
    @step
    def start(self):
        if self.rate > 1:
            raise ValueError("the rate is above 1")
        table = MetricTable({"round": 0}, title="So far")
        current.card.append(table)
        self.rounds = 0
        deadline = time.time() + 120
        while not Path("seen").exists():
            assert time.time() < deadline
            self.rounds += 1
            table.update({"round": self.rounds})
            current.card.refresh()
            time.sleep(0.2)
        self.folds = ["a", "b"]
        self.next(self.train, foreach="folds")

    @card(type="kit_task")
    @step
    def train(self):
        print("fold", self.input)
        self.metrics = {"accuracy": 1 - self.rate, "log_loss": 0.213}
        self.embeddings, self.vocabulary, self.notes = [0.5, 0.25], {"a": 1}, "as given"
        self.next(self.join)

    @step
    def join(self, inputs):
        self.metrics = inputs[0].metrics
        self.next(self.end)

    @card(type="kit_canvas")
    @step
    def end(self):
        from answered_cards import CARDS

        for name, make, _, _ in CARDS:
            current.card.append(Section(make(), title=f"Card {name}"))


if __name__ == "__main__":
    DeployedFlow()
