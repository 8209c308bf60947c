"""A task that runs another flow, as a task of a deployed flow does: by the code it came with."""

import subprocess
import sys

from metaflow import FlowSpec, step


class OuterFlow(FlowSpec):
    @step
    def start(self):
        subprocess.run([sys.executable, "every_card.py", "run"], check=True)
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    OuterFlow()
