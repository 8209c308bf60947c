"""A run with a live card, a card of each task of a foreach, and one that answers questions."""

import time
from pathlib import Path

from answered_cards import CARDS
from metaflow import FlowSpec, Parameter, card, current, step
from metaflow_card_kit import MetricTable, Section


class DeployedFlow(FlowSpec):
    rate = Parameter("rate", default=0.25)
    folds = Parameter("folds", default=2)
    watched = Parameter("watched", default=False)

    @card(type="kit_canvas", id="live", refresh_interval=1)
    @step
    def start(self):
        table = MetricTable({"round": 0}, title="So far")
        current.card["live"].append(table)
        self.rounds = 0
        deadline = time.time() + 120
        while self.watched and not Path("seen").exists():
            assert time.time() < deadline
            self.rounds += 1
            table.update({"round": self.rounds})
            current.card["live"].refresh()
            time.sleep(0.2)
        self.parts = list(range(self.folds))
        self.next(self.train, foreach="parts")

    @card(type="kit_task")
    @step
    def train(self):
        print("fold", self.input)
        self.metrics = {"accuracy": 1 - self.rate, "log_loss": 0.213}
        # As many as a real task has: each must not cost requests of its own.
        for number in range(20):
            setattr(self, f"part_{number}", list(range(number)))
        self.next(self.join)

    @step
    def join(self, inputs):
        self.metrics = inputs[0].metrics
        self.next(self.end)

    @card(type="kit_canvas")
    @step
    def end(self):
        for name, make, _, _ in CARDS:
            current.card.append(Section(make(), title=f"Card {name}"))


if __name__ == "__main__":
    DeployedFlow()
