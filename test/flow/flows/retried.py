"""A task that fails once after it has shown something, and succeeds the second time."""

import os
import time
from pathlib import Path

from metaflow import FlowSpec, card, current, retry, step
from metaflow_card_kit import Problem


class RetriedFlow(FlowSpec):
    @retry(times=1, minutes_between_retries=0)
    @card(type="kit_canvas", refresh_interval=1)
    @step
    def start(self):
        current.card.append(Problem(f"Shown by attempt {current.retry_count}."))
        if current.retry_count == 0:
            current.card.refresh()
            deadline = time.time() + 60
            root = Path(os.environ["METAFLOW_DATASTORE_SYSROOT_LOCAL"])
            while not any(root.glob("**/mf.cards/**/*.html")) and time.time() < deadline:
                time.sleep(0.1)
            raise RuntimeError("the first attempt fails")
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    RetriedFlow()
