"""A foreach of which one task fails; its card, refreshed before, is all that is left of it."""

import os
import time
from pathlib import Path

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import DagView


def wait_for_card():
    root = Path(os.environ["METAFLOW_DATASTORE_SYSROOT_LOCAL"])
    pages = f"**/mf.cards/**/steps/work/tasks/{current.task_id}/cards/*.html"
    until = time.monotonic() + 60
    while not any(root.glob(pages)) and time.monotonic() < until:
        time.sleep(0.2)


class DagFailedFlow(FlowSpec):
    @step
    def start(self):
        node = DagView.from_run(f"{current.flow_name}/{current.run_id}").node
        (own,) = [item for item in node["steps"] if item["name"] == "start"]
        assert own["status"] == "running", own
        self.items = [0, 1, 2]
        self.next(self.work, foreach="items")

    @card(type="kit_dag_view")
    @step
    def work(self):
        if self.input == 1:
            current.card.refresh()
            wait_for_card()  # it is rendered by another process
            raise ValueError("this one fails")
        self.next(self.join)

    @step
    def join(self, inputs):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    DagFailedFlow()
