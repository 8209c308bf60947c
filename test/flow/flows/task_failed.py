"""A task that fails in a library, after an artifact was stored."""

import json

from metaflow import FlowSpec, step


class TaskFailedFlow(FlowSpec):
    @step
    def start(self):
        self.fold = 5
        print("read the options")
        json.loads("{")
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    TaskFailedFlow()
