"""Every kind of step that a flow can have, and a card of the graph on some of them."""

from metaflow import FlowSpec, card, current, parallel, retry, step


class DagKindsFlow(FlowSpec):
    @step
    def start(self):
        """Names the regions. Then the stores."""
        self.regions = ["north", "south"]
        self.next(self.region, foreach="regions")

    @step
    def region(self):
        self.stores = ["a", "b"] if self.input == "north" else ["c"]
        self.next(self.store, foreach="stores")

    @card(type="kit_dag_view")
    @retry(times=1, minutes_between_retries=0)
    @step
    def store(self):
        if self.input == "b" and current.retry_count == 0:
            raise ValueError("the first attempt fails")
        self.next(self.join_stores)

    @step
    def join_stores(self, inputs):
        self.next(self.join_regions)

    @step
    def join_regions(self, inputs):
        self.next(self.split)

    @step
    def split(self):
        self.next(self.left, self.right)

    @step
    def left(self):
        self.next(self.join_sides)

    @step
    def right(self):
        self.next(self.join_sides)

    @step
    def join_sides(self, inputs):
        self.rounds = 0
        self.next(self.tune)

    @step
    def tune(self):
        self.rounds += 1
        self.verdict = "again" if self.rounds < 3 else "enough"
        self.next({"again": self.tune, "enough": self.choose}, condition="verdict")

    @step
    def choose(self):
        self.size = "small"
        self.next({"small": self.small, "large": self.large}, condition="size")

    @step
    def small(self):
        self.next(self.nodes)

    @step
    def large(self):
        self.next(self.nodes)

    @step
    def nodes(self):
        self.next(self.work, num_parallel=2)

    @parallel
    @step
    def work(self):
        self.next(self.gather)

    @step
    def gather(self, inputs):
        self.next(self.end)

    @card(type="kit_dag_view", options={"title": "All of it"})
    @step
    def end(self):
        pass


if __name__ == "__main__":
    DagKindsFlow()
