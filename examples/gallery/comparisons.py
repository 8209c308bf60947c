"""Thirty models of one data set, compared by fifteen metrics and by all their parameters."""

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import ModelComparison

CARDS = {
    "two_models": ("logistic, C=0.01", "boosting, 320 trees"),
    "eight_models": 8,
    "thirty_models": 30,
}


def make_models():
    """Thirty of six kinds; the first eight are of all kinds."""
    from sklearn import ensemble, linear_model, neighbors, neural_network, svm

    models = {}
    for size in range(5):
        models |= {
            f"logistic, C={10.0 ** (size - 2):g}": linear_model.LogisticRegression(
                C=10.0 ** (size - 2), max_iter=2000
            ),
            f"boosting, {20 * 2**size} trees": ensemble.HistGradientBoostingClassifier(
                max_iter=20 * 2**size, learning_rate=0.1, random_state=0
            ),
            f"forest, {25 * 2**size} trees": ensemble.RandomForestClassifier(
                25 * 2**size, max_features=("sqrt", "log2")[size % 2], random_state=0
            ),
            f"SVM, C={2.0 ** (2 * size - 4):g}": svm.SVC(
                C=2.0 ** (2 * size - 4), probability=False, random_state=0
            ),
            f"{2 * size + 1} neighbors": neighbors.KNeighborsClassifier(
                2 * size + 1, weights=("uniform", "distance")[size % 2]
            ),
            f"network, {8 * 2**size} units": neural_network.MLPClassifier(
                (8 * 2**size,), max_iter=400, random_state=0
            ),
        }
    return models


def train_models():
    """Fifteen metrics and about sixty parameters of each model."""
    import pickle
    import time
    import warnings

    import numpy as np
    from sklearn import datasets, metrics, model_selection, pipeline, preprocessing

    warnings.simplefilter("ignore")
    x, y = datasets.load_breast_cancer(return_X_y=True)
    split = model_selection.train_test_split(x, y, test_size=0.4, random_state=1, stratify=y)
    x_train, x_test, y_train, y_test = split
    compared = {}
    for name, estimator in make_models().items():
        model = pipeline.Pipeline([("scale", preprocessing.StandardScaler()), ("fit", estimator)])
        started = time.perf_counter()
        model.fit(x_train, y_train)
        fitted = time.perf_counter()
        predicted = model.predict(x_test)
        ended = time.perf_counter()
        if hasattr(model, "predict_proba"):
            share = model.predict_proba(x_test)[:, 1]
        else:
            share = 1 / (1 + np.exp(-model.decision_function(x_test)))
        compared[name] = {
            "metrics": {
                "roc_auc": metrics.roc_auc_score(y_test, share),
                "accuracy": metrics.accuracy_score(y_test, predicted),
                "balanced_accuracy": metrics.balanced_accuracy_score(y_test, predicted),
                "f1": metrics.f1_score(y_test, predicted),
                "precision": metrics.precision_score(y_test, predicted),
                "recall": metrics.recall_score(y_test, predicted),
                "specificity": metrics.recall_score(y_test, predicted, pos_label=0),
                "average_precision": metrics.average_precision_score(y_test, share),
                "matthews_corrcoef": metrics.matthews_corrcoef(y_test, predicted),
                "cohen_kappa": metrics.cohen_kappa_score(y_test, predicted),
                "log_loss": metrics.log_loss(y_test, share),
                "brier_score": metrics.brier_score_loss(y_test, share),
                "fit_seconds": fitted - started,
                "predict_ms": 1000 * (ended - fitted),
                "model_kb": len(pickle.dumps(model)) / 1000,
            },
            "params": {
                "kind": type(estimator).__name__,
                "rows": len(x_train),
                **{f"scale.{key}": value for key, value in model["scale"].get_params().items()},
                **{f"fit.{key}": value for key, value in estimator.get_params().items()},
            },
        }
    return compared


def compare_models(compared, chosen):
    """The models of these names, or so many, against the first of them."""
    names = list(compared)[:chosen] if isinstance(chosen, int) else chosen
    models = {name: compared[name] for name in names}
    baseline = next(iter(models))
    return ModelComparison(models, baseline=baseline, primary="roc_auc", title="Models of tumors")


class Comparisons(FlowSpec):
    @step
    def start(self):
        self.next(self.compare)

    @card(type="kit_canvas", id="two_models", options={"title": "Is boosting worth it?"})
    @card(type="kit_canvas", id="eight_models", options={"title": "Eight candidates"})
    @card(type="kit_canvas", id="thirty_models", options={"title": "The whole sweep"})
    @step
    def compare(self):
        compared = train_models()
        for name, chosen in CARDS.items():
            current.card[name].append(compare_models(compared, chosen))
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Comparisons()
