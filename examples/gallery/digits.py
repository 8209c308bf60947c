"""Six steps from images to the best of five models: a card of the run, and one of all it found."""

from metaflow import FlowSpec, Parameter, card, current, step
from metaflow_card_kit import (
    BarChart,
    ConfusionMatrix,
    DagView,
    Histogram,
    LineChart,
    MetricTable,
    ModelComparison,
    ScatterChart,
)

BASELINE = "logistic regression"
SIZES = (100, 250, 500, 1078)


def make_models(trees=100):
    from sklearn import ensemble, linear_model, naive_bayes, neighbors, neural_network

    return {
        BASELINE: linear_model.LogisticRegression(max_iter=100),
        "naive Bayes": naive_bayes.GaussianNB(var_smoothing=0.05),
        "random forest": ensemble.RandomForestClassifier(trees, random_state=0),
        "nearest neighbors": neighbors.KNeighborsClassifier(3, weights="distance"),
        "network": neural_network.MLPClassifier((48,), max_iter=80, random_state=0),
    }


def split_digits(seed=0):
    """Images and digits for training, and for the test."""
    from sklearn import datasets, model_selection

    images, digits = datasets.load_digits(return_X_y=True)
    return model_selection.train_test_split(images / 16, digits, test_size=0.4, random_state=seed)


def train_model(name, model, data):
    """What is known of a model after a training on more and more images."""
    import time

    from sklearn import metrics

    x_train, x_test, y_train, y_test = data
    curve = []
    for size in SIZES:
        started = time.perf_counter()
        model.fit(x_train[:size], y_train[:size])
        seconds = time.perf_counter() - started
        accuracy = model.score(x_test, y_test)
        curve.append({"images": size, "accuracy": accuracy, "model": name})
    predicted = model.predict(x_test)
    scores = {
        "accuracy": accuracy,
        "f1_macro": metrics.f1_score(y_test, predicted, average="macro"),
        "matthews_corrcoef": metrics.matthews_corrcoef(y_test, predicted),
        "fit_seconds": seconds,
    }
    return {"name": name, "model": model, "metrics": scores, "curve": curve, "predicted": predicted}


def set_parameters(model):
    """The parameters that are not the usual ones."""
    usual = type(model)().get_params()
    return {name: value for name, value in model.get_params().items() if value != usual[name]}


def report_parts(results, data):
    """What the report shows, but for the run."""
    from sklearn import decomposition, metrics

    _, x_test, _, y_test = data
    by_name = {each["name"]: each for each in results}
    best = max(results, key=lambda each: each["metrics"]["accuracy"])
    predicted = best["predicted"]
    network = by_name["network"]
    shares = network["model"].predict_proba(x_test).max(axis=1)
    recall = metrics.recall_score(y_test, predicted, average=None)
    places = decomposition.PCA(2, random_state=0).fit_transform(x_test)
    models = {
        name: {"metrics": each["metrics"], "params": set_parameters(each["model"])}
        for name, each in by_name.items()
    }
    return [
        MetricTable(
            best["metrics"],
            baseline=by_name[BASELINE]["metrics"],
            history={"accuracy": [point["accuracy"] for point in best["curve"]]},
            title=f"The best, {best['name']}, against {BASELINE}",
        ),
        ConfusionMatrix.from_predictions(y_test, predicted, title="Confusions of the best"),
        LineChart(
            [point for each in results for point in each["curve"]],
            x="images",
            y="accuracy",
            color="model",
            title="Would more images help?",
        ),
        Histogram(
            {
                "probability": shares,
                "answer": [
                    "right" if a == b else "wrong" for a, b in zip(y_test, network["predicted"])
                ],
            },
            x="probability",
            color="answer",
            title="How sure the network is",
        ),
        ModelComparison(models, baseline=BASELINE, title="All models"),
        ScatterChart(
            {
                "first component": places[:, 0],
                "second component": places[:, 1],
                "digit": y_test.astype(str),
            },
            x="first component",
            y="second component",
            color="digit",
            title="The test images on two axes",
        ),
        BarChart(
            [{"digit": str(digit), "recall": share} for digit, share in enumerate(recall.tolist())],
            x="digit",
            y="recall",
            title="Recall of each digit",
        ),
    ]


class Digits(FlowSpec):
    """Which model reads handwritten digits best?"""

    trees = Parameter("trees", default=100, help="Trees of the random forest")
    seed = Parameter("seed", default=0, help="Of the split into training and test")

    @step
    def start(self):
        self.data = split_digits(self.seed)
        self.candidates = list(make_models(self.trees))
        self.next(self.train, foreach="candidates")

    @step
    def train(self):
        self.result = train_model(self.input, make_models(self.trees)[self.input], self.data)
        self.next(self.select)

    @step
    def select(self, inputs):
        self.results = [each.result for each in inputs]
        self.data = inputs[0].data
        self.next(self.evaluate)

    @step
    def evaluate(self):
        from sklearn import inspection

        best = max(self.results, key=lambda each: each["metrics"]["accuracy"])["model"]
        _, x_test, _, y_test = self.data
        self.importance = inspection.permutation_importance(best, x_test, y_test, n_repeats=2)
        self.next(self.report)

    @card(type="kit_canvas", id="mixed", options={"title": "Which model reads digits best?"})
    @step
    def report(self):
        for part in report_parts(self.results, self.data):
            current.card["mixed"].append(part)
        run = f"{current.flow_name}/{current.run_id}"
        current.card["mixed"].append(DagView.from_run(run, title="The run"))
        self.next(self.end)

    @card(type="kit_dag_view", id="six_steps", options={"timeline": True})
    @step
    def end(self):
        pass


if __name__ == "__main__":
    Digits()
