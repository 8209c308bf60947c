"""Two branches, of which the one that began first fails last; its metrics would be the best."""

import time
from pathlib import Path

from metaflow import FlowSpec, IncludeFile, Parameter, step


class BranchedFlow(FlowSpec):
    fails = Parameter("fails", default=False, type=bool)
    db_password = Parameter("db_password", default="hunter2")
    max_tokens = Parameter("max_tokens", default="many")
    table = IncludeFile("table", default="branched.py")

    @step
    def start(self):
        self.config = {"lr": 0.1, "api_token": "must not be seen", "text": "x" * 5000}
        self.metrics = {"accuracy": 0.99 if self.fails else 0.5}
        self.next(self.first, self.second)

    @step
    def first(self):
        if self.fails:
            until = time.monotonic() + 60
            while not Path(f"second-{self.fails}").exists() and time.monotonic() < until:
                time.sleep(0.1)
            raise RuntimeError("the first branch fails")
        self.next(self.join)

    @step
    def second(self):
        Path(f"second-{self.fails}").touch()
        self.next(self.join)

    @step
    def join(self, inputs):
        self.merge_artifacts(inputs, include=["config"])
        self.metrics = {"accuracy": 0.6}
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    BranchedFlow()
