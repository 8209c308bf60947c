"""A gauge of another package on a card, while the task runs and after."""

import time

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import MetricTable
from metaflow_extensions.acme.components.gauge import Gauge


class GaugeFlow(FlowSpec):
    @card(type="kit_canvas", refresh_interval=1)
    @step
    def start(self):
        gauge = Gauge(0, high=100, unit="%", title="Progress")
        current.card.append(gauge)
        current.card.append(MetricTable({"accuracy": 0.93}))
        for percent in (25, 50, 75):
            gauge.update(percent)
            current.card.refresh()
            time.sleep(1.5)
        gauge.update(100)
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    GaugeFlow()
