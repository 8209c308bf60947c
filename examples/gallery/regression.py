"""How a disease goes on, predicted a year ahead: a regression and its card."""

from metaflow import FlowSpec, card, current, step
from metaflow_card_kit import BarChart, Histogram, LineChart, MetricTable, ScatterChart


def regression():
    import numpy as np
    from sklearn import datasets, ensemble, inspection, linear_model, metrics
    from sklearn import model_selection as selection

    data = datasets.load_diabetes()
    split = selection.train_test_split(data.data, data.target, test_size=0.3, random_state=0)
    x_train, x_test, y_train, y_test = split

    def scores(model, columns=slice(None)):
        predicted = model.fit(x_train[:, columns], y_train).predict(x_test[:, columns])
        return {
            "r2": metrics.r2_score(y_test, predicted),
            "rmse": metrics.root_mean_squared_error(y_test, predicted),
            "mae": metrics.mean_absolute_error(y_test, predicted),
        }

    ridge = linear_model.RidgeCV(np.logspace(-4, 1, 20))
    body_mass = scores(linear_model.LinearRegression(), [data.feature_names.index("bmi")])
    ours = scores(ridge)
    predicted = ridge.predict(x_test)
    sizes, train, test = selection.learning_curve(
        ensemble.RandomForestRegressor(40, min_samples_leaf=4, random_state=0),
        data.data,
        data.target,
        train_sizes=np.linspace(0.1, 1, 8),
        scoring="neg_mean_absolute_error",
        cv=4,
    )
    curve = [
        {"patients": int(size), "mae": -float(row.mean()), "set": name}
        for name, table in (("training", train), ("validation", test))
        for size, row in zip(sizes, table)
    ]
    shuffled = inspection.permutation_importance(ridge, x_test, y_test, random_state=0)
    importance = sorted(zip(data.feature_names, shuffled.importances_mean), key=lambda p: -p[1])
    return [
        MetricTable(ours, baseline=body_mass, caption="Compared with body mass alone."),
        ScatterChart(
            {"measured": y_test, "predicted": predicted},
            x="measured",
            y="predicted",
            diagonal=True,
            title="Predicted and measured progression",
        ),
        Histogram(
            {"residual": predicted - y_test}, x="residual", title="Residuals, predicted - measured"
        ),
        BarChart(
            [{"feature": name, "loss of R²": float(value)} for name, value in importance],
            x="feature",
            y="loss of R²",
            horizontal=True,
            title="What the model needs",
        ),
        LineChart(
            curve,
            x="patients",
            y="mae",
            color="set",
            title="Would more patients help?",
        ),
    ]


class Regression(FlowSpec):
    @card(type="kit_canvas", id="regression", options={"title": "Diabetes, a year ahead"})
    @step
    def start(self):
        for part in regression():
            current.card["regression"].append(part)
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Regression()
