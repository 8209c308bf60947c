"""Trains three classifiers on handwritten digits side by side, and compares them on cards."""

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import ConfusionMatrix, MetricTable, VegaChart

BASELINE = "logistic regression"


def make_models():
    # Every card is made by a process of its own, which imports this file: what is heavy waits.
    from sklearn import ensemble, linear_model, neighbors

    return {
        BASELINE: linear_model.LogisticRegression(max_iter=500),
        "random forest": ensemble.RandomForestClassifier(n_estimators=100, random_state=0),
        "nearest neighbors": neighbors.KNeighborsClassifier(n_neighbors=3, weights="distance"),
    }


def learning_curve(points: list) -> VegaChart:
    x = {"field": "images", "type": "quantitative"}
    y = {"field": "accuracy", "type": "quantitative", "scale": {"zero": False}}
    spec = {"data": {"values": points}, "mark": "line", "encoding": {"x": x, "y": y}}
    return VegaChart(spec, title="Accuracy by number of training images")


class CompareClassifiers(FlowSpec):
    @step
    def start(self):
        from sklearn import datasets, model_selection

        images, digits = datasets.load_digits(return_X_y=True)
        parts = model_selection.train_test_split(images / 16, digits, test_size=0.4, random_state=0)
        self.x_train, self.x_test, self.y_train, self.y_test = parts
        self.names = list(make_models())
        self.next(self.train, foreach="names")

    @card(type="kit_canvas", id="live", options={"title": "Learning curve"})
    @card(type="kit_metric_table", id="metrics")
    @card(type="kit_confusion_matrix", id="confusion", options={"y_pred": "predictions"})
    @step
    def train(self):
        from sklearn.metrics import accuracy_score, f1_score, log_loss

        self.model_name, model, points = self.input, make_models()[self.input], []
        current.card["live"].append(chart := learning_curve(points))
        for size in [100, 300, 600, len(self.y_train)]:
            model.fit(self.x_train[:size], self.y_train[:size])
            points.append({"images": size, "accuracy": model.score(self.x_test, self.y_test)})
            chart.update(learning_curve(points))
            current.card["live"].refresh()
        self.predictions = model.predict(self.x_test)
        self.metrics = {
            "accuracy": accuracy_score(self.y_test, self.predictions),
            "f1_macro": f1_score(self.y_test, self.predictions, average="macro"),
            "log_loss": log_loss(self.y_test, model.predict_proba(self.x_test)),
        }
        self.params = model.get_params()
        self.next(self.compare)

    @card(type="kit_model_comparison", id="models", options={"baseline": BASELINE})
    @card(type="kit_canvas", id="best", options={"title": "The best model"})
    @step
    def compare(self, inputs):
        self.models = {i.model_name: {"metrics": i.metrics, "params": i.params} for i in inputs}
        best = max(inputs, key=lambda i: i.metrics["accuracy"])
        baseline, title = self.models[BASELINE]["metrics"], f"{best.model_name} vs. {BASELINE}"
        current.card["best"].append(MetricTable(best.metrics, baseline=baseline, title=title))
        matrix = ConfusionMatrix.from_predictions(best.y_test, best.predictions)
        current.card["best"].append(matrix)
        self.next(self.end)

    @card(type="kit_dag_view")
    @step
    def end(self):
        print("Compared:", ", ".join(self.models))


if __name__ == "__main__":
    CompareClassifiers()
