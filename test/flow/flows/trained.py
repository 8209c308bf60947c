"""A training whose outcome depends on its parameters: some runs fail, some store no metrics."""

from metaflow import FlowSpec, Parameter, card, step


class TrainedFlow(FlowSpec):
    lr = Parameter("lr", default=0.1, type=float)
    seed = Parameter("seed", default="7")
    outcome = Parameter("outcome", default="mapping")

    @step
    def start(self):
        self.config = {"layers": [64, 10], "lr": "of the config"}
        self.folds = [1, 2]
        self.next(self.train, foreach="folds")

    @step
    def train(self):
        self.metrics = {"accuracy": "of one fold"}
        self.next(self.join)

    @step
    def join(self, inputs):
        if self.outcome == "failed":
            raise RuntimeError("out of memory")
        self.config = inputs[0].config
        if self.outcome == "mapping":
            self.metrics = {"accuracy": 1 - self.lr, "val": {"loss": self.lr}}
        if self.outcome == "scalars":
            self.accuracy, self.log_loss, self.model = 0.5, 0.75, "a model"
            self.metrics = None  # an artifact that an earlier version of the flow filled
        self.next(self.end)

    @card(type="kit_model_comparison", options={"runs": 2})
    @step
    def end(self):
        pass


if __name__ == "__main__":
    TrainedFlow()
