"""A task that ends its process without raising an exception."""

import os
import sys

from metaflow import FlowSpec, step


class TaskExitsFlow(FlowSpec):
    @step
    def start(self):
        print("no license found", file=sys.stderr, flush=True)
        os._exit(3)
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    TaskExitsFlow()
