"""A foreach whose tasks never end by themselves: the run is killed while they wait."""

import time
from pathlib import Path

from metaflow import FlowSpec, step


class DagKilledFlow(FlowSpec):
    @step
    def start(self):
        self.metrics = {"accuracy": 0.99}
        self.items = [0, 1, 2, 3]
        self.next(self.work, foreach="items")

    @step
    def work(self):
        Path(f"waiting-{self.input}").touch()
        time.sleep(600)
        self.next(self.join)

    @step
    def join(self, inputs):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    DagKilledFlow()
