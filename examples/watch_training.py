"""Trains a classifier on handwritten digits, and shows on its card how far it is."""

from metaflow import FlowSpec, Parameter, card, step
from metaflow_card_kit import ConfusionMatrix, LineChart, MetricTable, live

CLASSES = list(range(10))


class WatchTraining(FlowSpec):
    epochs = Parameter("epochs", default=60, help="How often the images are gone through.")

    # Run it, and in a second terminal: python watch_training.py card server --poll-interval 1
    @card(type="kit_canvas", refresh_interval=1, options={"title": "Training"})
    @step
    def start(self):
        from sklearn import datasets, linear_model, metrics, model_selection

        images, digits = datasets.load_digits(return_X_y=True)
        parts = model_selection.train_test_split(images / 16, digits, test_size=0.4, random_state=0)
        x_train, x_valid, y_train, y_valid = parts
        model = linear_model.SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.002)

        loss = LineChart(x="epoch", y=["train", "valid"], y_label="log loss", title="Loss")
        best = MetricTable({"epoch": None, "accuracy": None}, title="Best so far")
        matrix = ConfusionMatrix([], labels=[], title="Held out digits")
        reached = 0.0
        epochs = live(range(self.epochs), [loss, best, matrix])
        for epoch in epochs:
            model.partial_fit(x_train, y_train, classes=CLASSES)
            train, valid = (
                metrics.log_loss(y, model.predict_proba(x), labels=CLASSES)
                for x, y in ((x_train, y_train), (x_valid, y_valid))
            )
            loss.append(epoch=epoch, train=train, valid=valid)
            accuracy = model.score(x_valid, y_valid)
            if accuracy > reached:
                reached = accuracy
                best.update({"epoch": epoch, "accuracy": accuracy})
            # What takes long is done for the rounds that are shown, and for the last.
            if epochs.due or epoch == self.epochs - 1:
                predictions = model.predict(x_valid)
                matrix.update(ConfusionMatrix.from_predictions(y_valid, predictions))
        self.accuracy = reached
        self.next(self.end)

    @step
    def end(self):
        print(f"The best accuracy was {self.accuracy:.3f}.")


if __name__ == "__main__":
    WatchTraining()
