"""A hundred steps: ten tables become features, and these five models."""

from metaflow import FlowSpec, card, step


class HundredSteps(FlowSpec):
    """The features of a shop, made each night."""

    @step
    def start(self):
        self.next(
            self.read_orders,
            self.read_items,
            self.read_returns,
            self.read_customers,
            self.read_visits,
            self.read_searches,
            self.read_products,
            self.read_prices,
            self.read_stocks,
            self.read_suppliers,
        )

    @step
    def read_orders(self):
        self.next(self.parse_orders)

    @step
    def parse_orders(self):
        self.next(self.clean_orders)

    @step
    def clean_orders(self):
        self.next(self.count_orders, self.check_orders)

    @step
    def count_orders(self):
        self.next(self.join_orders)

    @step
    def check_orders(self):
        self.next(self.join_orders)

    @step
    def join_orders(self, inputs):
        self.next(self.store_orders)

    @step
    def store_orders(self):
        self.next(self.gather)

    @step
    def read_items(self):
        self.next(self.parse_items)

    @step
    def parse_items(self):
        self.next(self.clean_items)

    @step
    def clean_items(self):
        self.next(self.count_items, self.check_items)

    @step
    def count_items(self):
        self.next(self.join_items)

    @step
    def check_items(self):
        self.next(self.join_items)

    @step
    def join_items(self, inputs):
        self.next(self.store_items)

    @step
    def store_items(self):
        self.next(self.gather)

    @step
    def read_returns(self):
        self.next(self.parse_returns)

    @step
    def parse_returns(self):
        self.next(self.clean_returns)

    @step
    def clean_returns(self):
        self.next(self.count_returns, self.check_returns)

    @step
    def count_returns(self):
        self.next(self.join_returns)

    @step
    def check_returns(self):
        self.next(self.join_returns)

    @step
    def join_returns(self, inputs):
        self.next(self.store_returns)

    @step
    def store_returns(self):
        self.next(self.gather)

    @step
    def read_customers(self):
        self.next(self.parse_customers)

    @step
    def parse_customers(self):
        self.next(self.clean_customers)

    @step
    def clean_customers(self):
        self.next(self.count_customers, self.check_customers)

    @step
    def count_customers(self):
        self.next(self.join_customers)

    @step
    def check_customers(self):
        self.next(self.join_customers)

    @step
    def join_customers(self, inputs):
        self.next(self.store_customers)

    @step
    def store_customers(self):
        self.next(self.gather)

    @step
    def read_visits(self):
        self.next(self.parse_visits)

    @step
    def parse_visits(self):
        self.next(self.clean_visits)

    @step
    def clean_visits(self):
        self.next(self.count_visits, self.check_visits)

    @step
    def count_visits(self):
        self.next(self.join_visits)

    @step
    def check_visits(self):
        self.next(self.join_visits)

    @step
    def join_visits(self, inputs):
        self.next(self.store_visits)

    @step
    def store_visits(self):
        self.next(self.gather)

    @step
    def read_searches(self):
        self.next(self.parse_searches)

    @step
    def parse_searches(self):
        self.next(self.clean_searches)

    @step
    def clean_searches(self):
        self.next(self.count_searches, self.check_searches)

    @step
    def count_searches(self):
        self.next(self.join_searches)

    @step
    def check_searches(self):
        self.next(self.join_searches)

    @step
    def join_searches(self, inputs):
        self.next(self.store_searches)

    @step
    def store_searches(self):
        self.next(self.gather)

    @step
    def read_products(self):
        self.next(self.parse_products)

    @step
    def parse_products(self):
        self.next(self.clean_products)

    @step
    def clean_products(self):
        self.next(self.count_products, self.check_products)

    @step
    def count_products(self):
        self.next(self.join_products)

    @step
    def check_products(self):
        self.next(self.join_products)

    @step
    def join_products(self, inputs):
        self.next(self.store_products)

    @step
    def store_products(self):
        self.next(self.gather)

    @step
    def read_prices(self):
        self.next(self.parse_prices)

    @step
    def parse_prices(self):
        self.next(self.clean_prices)

    @step
    def clean_prices(self):
        self.next(self.count_prices, self.check_prices)

    @step
    def count_prices(self):
        self.next(self.join_prices)

    @step
    def check_prices(self):
        self.next(self.join_prices)

    @step
    def join_prices(self, inputs):
        self.next(self.store_prices)

    @step
    def store_prices(self):
        self.next(self.gather)

    @step
    def read_stocks(self):
        self.next(self.parse_stocks)

    @step
    def parse_stocks(self):
        self.next(self.clean_stocks)

    @step
    def clean_stocks(self):
        self.next(self.count_stocks, self.check_stocks)

    @step
    def count_stocks(self):
        self.next(self.join_stocks)

    @step
    def check_stocks(self):
        self.next(self.join_stocks)

    @step
    def join_stocks(self, inputs):
        self.next(self.store_stocks)

    @step
    def store_stocks(self):
        self.next(self.gather)

    @step
    def read_suppliers(self):
        self.next(self.parse_suppliers)

    @step
    def parse_suppliers(self):
        self.next(self.clean_suppliers)

    @step
    def clean_suppliers(self):
        self.next(self.count_suppliers, self.check_suppliers)

    @step
    def count_suppliers(self):
        self.next(self.join_suppliers)

    @step
    def check_suppliers(self):
        self.next(self.join_suppliers)

    @step
    def join_suppliers(self, inputs):
        self.next(self.store_suppliers)

    @step
    def store_suppliers(self):
        self.next(self.gather)

    @step
    def gather(self, inputs):
        self.next(self.features)

    @step
    def features(self):
        self.next(
            self.split_demand,
            self.split_price,
            self.split_churn,
            self.split_returns_rate,
            self.split_basket,
        )

    @step
    def split_demand(self):
        self.next(self.train_demand)

    @step
    def train_demand(self):
        self.next(self.tune_demand)

    @step
    def tune_demand(self):
        self.next(self.evaluate_demand)

    @step
    def evaluate_demand(self):
        self.next(self.register_demand)

    @step
    def register_demand(self):
        self.next(self.compare)

    @step
    def split_price(self):
        self.next(self.train_price)

    @step
    def train_price(self):
        self.next(self.tune_price)

    @step
    def tune_price(self):
        self.next(self.evaluate_price)

    @step
    def evaluate_price(self):
        self.next(self.register_price)

    @step
    def register_price(self):
        self.next(self.compare)

    @step
    def split_churn(self):
        self.next(self.train_churn)

    @step
    def train_churn(self):
        self.next(self.tune_churn)

    @step
    def tune_churn(self):
        self.next(self.evaluate_churn)

    @step
    def evaluate_churn(self):
        self.next(self.register_churn)

    @step
    def register_churn(self):
        self.next(self.compare)

    @step
    def split_returns_rate(self):
        self.next(self.train_returns_rate)

    @step
    def train_returns_rate(self):
        self.next(self.tune_returns_rate)

    @step
    def tune_returns_rate(self):
        self.next(self.evaluate_returns_rate)

    @step
    def evaluate_returns_rate(self):
        self.next(self.register_returns_rate)

    @step
    def register_returns_rate(self):
        self.next(self.compare)

    @step
    def split_basket(self):
        self.next(self.train_basket)

    @step
    def train_basket(self):
        self.next(self.tune_basket)

    @step
    def tune_basket(self):
        self.next(self.evaluate_basket)

    @step
    def evaluate_basket(self):
        self.next(self.register_basket)

    @step
    def register_basket(self):
        self.next(self.compare)

    @step
    def compare(self, inputs):
        self.next(self.end)

    @card(type="kit_dag_view", id="hundred_steps", options={"title": "Features of the shop"})
    @step
    def end(self):
        pass


if __name__ == "__main__":
    HundredSteps()
