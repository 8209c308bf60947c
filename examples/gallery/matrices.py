"""Four classifiers of 2, 10, 30 and 100 classes, each with a card on what it takes for what."""

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import BarChart, ConfusionMatrix, Histogram, LineChart, MetricTable


def two_classes():
    """Is a tumor malignant? A model of thirty measurements against one of the first five."""
    from sklearn import datasets, linear_model, metrics, model_selection, pipeline, preprocessing

    data = datasets.load_breast_cancer()
    split = model_selection.train_test_split(
        data.data, 1 - data.target, test_size=0.4, random_state=0, stratify=data.target
    )
    x_train, x_test, y_train, y_test = split

    def fit(columns):
        logistic = linear_model.LogisticRegression(max_iter=2000)
        model = pipeline.make_pipeline(preprocessing.StandardScaler(), logistic)
        model.fit(x_train[:, :columns], y_train)
        return model.predict_proba(x_test[:, :columns])[:, 1]

    def scores(shares):
        return {
            "recall": metrics.recall_score(y_test, shares > 0.5),
            "precision": metrics.precision_score(y_test, shares > 0.5),
            "roc_auc": metrics.roc_auc_score(y_test, shares),
            "log_loss": metrics.log_loss(y_test, shares),
        }

    all_columns, few_columns = fit(30), fit(5)
    curve = []
    for name, shares in (("30 measurements", all_columns), ("5 measurements", few_columns)):
        false, true, _ = metrics.roc_curve(y_test, shares)
        curve += [
            {"false alarms": x, "found": y, "model": name}
            for x, y in zip(false.tolist(), true.tolist())
        ]
    names = ["malignant" if label else "benign" for label in y_test]
    return [
        MetricTable(scores(all_columns), baseline=scores(few_columns)),
        ConfusionMatrix.from_predictions(
            y_test, all_columns > 0.5, labels={0: "benign", 1: "malignant"}, title="What is found"
        ),
        LineChart(curve, x="false alarms", y="found", color="model", title="ROC curve"),
        Histogram(
            {"probability": all_columns, "truth": names},
            x="probability",
            color="truth",
            title="Predicted probability of a malignant tumor",
        ),
    ]


def ten_classes():
    """Handwritten digits read by naive Bayes: true and predicted."""
    from sklearn import datasets, model_selection, naive_bayes

    images, digits = datasets.load_digits(return_X_y=True)
    model = naive_bayes.GaussianNB(var_smoothing=0.05)
    return digits, model_selection.cross_val_predict(model, images, digits, cv=5)


MODULES = (
    "argparse ast asyncio.events base64 calendar codecs collections configparser csv dataclasses "
    "datetime difflib doctest email.message fractions ftplib http.client imaplib inspect "
    "logging mailbox optparse pathlib pdb pickle random smtplib statistics tarfile zipfile"
).split()


def thirty_classes():
    """Which module of Python's library are five lines of code from? Read from their source."""
    from pathlib import Path
    from sysconfig import get_path

    from sklearn import feature_extraction, metrics, model_selection, naive_bayes, pipeline

    texts, names = [], []
    for name in MODULES:
        origin = Path(get_path("stdlib"), *name.split(".")).with_suffix(".py")
        origin = origin if origin.exists() else origin.with_suffix("") / "__init__.py"
        lines = [line for line in origin.read_text("utf-8").splitlines() if line.strip()]
        blocks = ["\n".join(lines[at : at + 5]) for at in range(0, len(lines), 5)]
        texts += blocks
        names += [name] * len(blocks)
    words = feature_extraction.text.TfidfVectorizer(token_pattern=r"\w+", sublinear_tf=True)
    model = pipeline.make_pipeline(words, naive_bayes.ComplementNB(alpha=0.1))
    predicted = model_selection.cross_val_predict(model, texts, names, cv=5)
    recall = metrics.recall_score(names, predicted, average=None, labels=MODULES)
    worst = sorted(zip(MODULES, recall.tolist()), key=lambda pair: pair[1])[:12]
    return [
        ConfusionMatrix.from_predictions(names, predicted, title="Modules taken for each other"),
        BarChart(
            [{"module": name, "recall": value} for name, value in worst],
            x="module",
            y="recall",
            horizontal=True,
            title="The twelve that are found least",
        ),
        MetricTable(
            {
                "accuracy": metrics.accuracy_score(names, predicted),
                "f1_macro": metrics.f1_score(names, predicted, average="macro"),
                "f1_weighted": metrics.f1_score(names, predicted, average="weighted"),
                "recall_macro": metrics.recall_score(names, predicted, average="macro"),
                "cohen_kappa": metrics.cohen_kappa_score(names, predicted),
            },
            title="All thirty",
        ),
    ]


def hundred_classes():
    """Numbers from 00 to 99, each two handwritten digits side by side."""
    import numpy as np
    from sklearn import datasets, naive_bayes

    images, digits = datasets.load_digits(return_X_y=True)
    generator = np.random.default_rng(0)
    half = len(digits) // 2

    def pairs(start, stop, count):
        left, right = generator.integers(start, stop, (2, count))
        numbers = [f"{a}{b}" for a, b in zip(digits[left], digits[right])]
        return np.hstack([images[left], images[right]]), numbers

    x_train, y_train = pairs(0, half, 8000)
    x_test, y_test = pairs(half, len(digits), 6000)
    model = naive_bayes.GaussianNB(var_smoothing=0.05).fit(x_train, y_train)
    return ConfusionMatrix.from_predictions(
        y_test, model.predict(x_test), title="Two-digit numbers, 00 to 99"
    )


class Matrices(FlowSpec):
    @step
    def start(self):
        self.next(self.tumors, self.digits, self.modules, self.numbers)

    @card(type="kit_canvas", id="two_classes", options={"title": "Breast cancer screening"})
    @step
    def tumors(self):
        for part in two_classes():
            current.card["two_classes"].append(part)
        self.next(self.join)

    @card(type="kit_confusion_matrix", id="ten_classes", options={"title": "Handwritten digits"})
    @step
    def digits(self):
        self.y_true, self.y_pred = ten_classes()
        self.next(self.join)

    @card(type="kit_canvas", id="thirty_classes", options={"title": "Whose code is this?"})
    @step
    def modules(self):
        for part in thirty_classes():
            current.card["thirty_classes"].append(part)
        self.next(self.join)

    @card(type="kit_canvas", id="hundred_classes", options={"title": "Handwritten numbers"})
    @step
    def numbers(self):
        current.card["hundred_classes"].append(hundred_classes())
        self.next(self.join)

    @step
    def join(self, inputs):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Matrices()
