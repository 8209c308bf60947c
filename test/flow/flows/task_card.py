"""A task with artifacts of every kind: in a foreach, retried, and caught."""

import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

from metaflow import (
    Config,
    FlowSpec,
    IncludeFile,
    JSONType,
    Parameter,
    card,
    catch,
    current,
    retry,
    step,
)
from metaflow_card_kit import Problem


class Login(NamedTuple):
    user: str
    password: str


class TaskCardFlow(FlowSpec):
    depth = Parameter("depth", default=6)
    seed = Parameter("seed", default=17)
    warehouse_token = Parameter("warehouse_token", default="hunter2")
    grid = Parameter("grid", type=JSONType, default='{"lr": [0.1, 0.2], "password": "hunter2"}')
    settings = Config("settings", default_value={"optimizer": "adam", "api_key": "hunter2"})
    notes = IncludeFile("notes", default=str(Path(__file__).with_suffix(".env")))

    @step
    def start(self):
        self.folds = ["a", "b", "c"]
        self.next(self.train, foreach="folds")

    @retry(times=1, minutes_between_retries=0)
    @card(type="kit_task", options={"max_size": "200KB"}, refresh_interval=1)
    @step
    def train(self):
        import numpy as np
        import pandas as pd
        import polars as pl
        import pyarrow as pa

        current.card.append(Problem("Shown by the step."))
        print("fold", self.input)
        print("WARNING constant columns", file=sys.stderr)
        if self.input == "b" and current.retry_count == 0:
            self.wait_for_card()
            raise MemoryError("unable to allocate 3.93 GiB")
        rows = {"customer": ["C-1", "C-2"], "mrr": [9.0, None], "churned": [True, False]}
        self.features = pd.DataFrame(rows)
        self.events = pl.DataFrame(rows)
        self.table = pa.table(rows)
        self.embeddings = np.arange(12, dtype="float32").reshape(3, 4)
        self.raw = np.random.default_rng(0).normal(size=100_000)
        self.metrics = {"accuracy": 0.934, "log_loss": 0.213}
        self.scores = {"recall": 0.91}
        self.hostile = "</script><img src=x onerror=alert(1)>"
        self.api_key = "sk-hunter2"
        self.config = {"host": "db.example", "password": "hunter2"}
        self.login = Login(user="ada", password="hunter2")
        self.database = "postgres://ada:hunter2@db/churn"
        self.fold = self.input
        self.next(self.join)

    def wait_for_card(self):
        current.card.refresh()
        root = Path(os.environ["METAFLOW_DATASTORE_SYSROOT_LOCAL"])
        task = f"**/mf.cards/**/runs/{current.run_id}/**/tasks/{current.task_id}/cards/*.html"
        deadline = time.time() + 90
        while not any(root.glob(task)) and time.time() < deadline:
            time.sleep(0.1)

    @step
    def join(self, inputs):
        self.next(self.risky)

    @catch(var="problem")
    @card(type="kit_task")
    @step
    def risky(self):
        raise ValueError("no <b>column</b>")
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    TaskCardFlow()
