"""A foreach whose four tasks end well, caught, well after a kill, and caught again."""

import os
import signal

from metaflow import FlowSpec, Parameter, card, catch, current, retry, step


class DagOutcomesFlow(FlowSpec):
    api_key = Parameter("api_key", default="sk-this-must-not-be-seen")
    rounds = Parameter("rounds", default=3)

    @step
    def start(self):
        self.items = ["well", "caught", "killed", "caught again"]
        self.next(self.work, foreach="items")

    @card(type="kit_dag_view")
    @catch(var="failure", print_exception=False)
    @retry(times=1, minutes_between_retries=0)
    @step
    def work(self):
        if self.input == "killed" and current.retry_count == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.input.startswith("caught"):
            raise ValueError(f"this one is {self.input}")
        self.next(self.join)

    @step
    def join(self, inputs):
        self.metrics = {"accuracy": 0.5}
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    DagOutcomesFlow()
