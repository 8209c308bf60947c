"""A loop that `live` shows: it goes on until it is told to end, and counts what the rounds cost."""

import time
from pathlib import Path

from metaflow import FlowSpec, card, step
from metaflow_card_kit import LineChart, MetricTable, live


class LiveLoopFlow(FlowSpec):
    @card(type="kit_canvas", refresh_interval=1)
    @step
    def start(self):
        loss = LineChart(x="round", y="loss", title="Loss")
        table = MetricTable({"rounds": 0}, title="So far")
        deadline = time.time() + 120
        rounds = live(range(1_000_000), [loss, table])
        for number in rounds:
            loss.append({"round": range(number * 100, number * 100 + 100), "loss": [0.5] * 100})
            if rounds.due:
                table.update({"rounds": number + 1})
            if Path("end").exists():
                break
            assert time.time() < deadline
            time.sleep(0.01)
        self.rounds = number + 1
        began = time.perf_counter()
        for _ in live(range(100_000), loss):
            pass
        self.microseconds = (time.perf_counter() - began) * 10
        self.next(self.end)

    @step
    def end(self):
        self.items = list(live(range(3), MetricTable({"loss": 1})))


if __name__ == "__main__":
    LiveLoopFlow()
