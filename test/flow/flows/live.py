"""A task whose card changes while it runs; each change waits until it is called for by a file."""

import time
from pathlib import Path

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import ConfusionMatrix, MetricTable, Problem, Tabs


def called_for(name):
    deadline = time.time() + 120
    while not Path(name).exists():
        if time.time() > deadline:
            raise TimeoutError(f"nobody called for {name}")
        time.sleep(0.1)
    # Metaflow drops a refresh while the process of the one before still ends.
    time.sleep(2)


class LiveFlow(FlowSpec):
    @card(type="kit_canvas", refresh_interval=1)
    @step
    def start(self):
        table = MetricTable({"accuracy": 0.25}, title="Metrics")
        matrix = ConfusionMatrix([[8, 2], [1, 9]], labels=["cat", "dog"])
        current.card.append(table)
        current.card.append(matrix)
        tabs = Tabs({"First": Problem("In the first tab."), "Second": Problem("In the second.")})
        current.card.append(tabs)
        current.card.refresh()
        called_for("update")
        table.update({"accuracy": 0.75})
        matrix.update([[80, 20], [10, 90]])
        current.card.refresh()
        called_for("child")
        tabs.append(Problem("A child of a tab."), "Second")
        tabs.append(Problem("In a new tab."), "Third")
        current.card.refresh()
        called_for("append")
        current.card.append(Problem("A part that came later."))
        current.card.refresh()
        called_for("end")
        table.update({"accuracy": 0.875})
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    LiveFlow()
