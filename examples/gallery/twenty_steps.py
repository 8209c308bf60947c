"""Twenty steps from four sources to a model in use, with branches and a foreach."""

import time

from metaflow import FlowSpec, card, retry, step


class TwentySteps(FlowSpec):
    """Forecasts tomorrow's orders."""

    @step
    def start(self):
        self.next(self.read_orders, self.read_prices, self.read_weather, self.read_holidays)

    @step
    def read_orders(self):
        time.sleep(1.5)
        self.next(self.clean_orders)

    @step
    def clean_orders(self):
        """Drop what was canceled."""
        time.sleep(0.8)
        self.next(self.join_sources)

    @step
    def read_prices(self):
        time.sleep(0.4)
        self.next(self.join_sources)

    @retry(times=2)
    @step
    def read_weather(self):
        time.sleep(0.7)
        self.next(self.fill_weather)

    @step
    def fill_weather(self):
        """Stations that were silent get the mean of their neighbors."""
        time.sleep(0.2)
        self.next(self.join_sources)

    @step
    def read_holidays(self):
        time.sleep(0.1)
        self.next(self.join_sources)

    @step
    def join_sources(self, inputs):
        time.sleep(0.5)
        self.next(self.check)

    @step
    def check(self):
        time.sleep(0.2)
        self.next(self.calendar_features, self.price_features, self.lag_features)

    @step
    def calendar_features(self):
        time.sleep(0.3)
        self.next(self.features)

    @step
    def price_features(self):
        time.sleep(0.5)
        self.next(self.features)

    @step
    def lag_features(self):
        """Orders of the last 28 days."""
        time.sleep(1.8)
        self.next(self.features)

    @step
    def features(self, inputs):
        time.sleep(0.2)
        self.next(self.split)

    @step
    def split(self):
        self.regions = ["north", "east", "south", "west", "center", "islands"]
        self.next(self.train, foreach="regions")

    @step
    def train(self):
        """One model for each region."""
        time.sleep(1 + 0.4 * self.index)
        self.next(self.evaluate)

    @step
    def evaluate(self):
        time.sleep(0.3)
        self.next(self.choose)

    @step
    def choose(self, inputs):
        time.sleep(0.3)
        self.next(self.publish)

    @step
    def publish(self):
        time.sleep(0.6)
        self.next(self.report)

    @step
    def report(self):
        time.sleep(0.2)
        self.next(self.end)

    @card(type="kit_dag_view", id="twenty_steps", options={"title": "Forecast of orders"})
    @step
    def end(self):
        pass


if __name__ == "__main__":
    TwentySteps()
