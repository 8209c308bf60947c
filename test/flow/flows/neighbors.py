"""A task with a card of ours and one of another extension."""

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import Problem


class NeighborsFlow(FlowSpec):
    @card(type="kit_canvas", id="ours")
    @card(type="neighbor", id="theirs")
    @step
    def start(self):
        current.card["ours"].append(Problem("A sentence."))
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    NeighborsFlow()
