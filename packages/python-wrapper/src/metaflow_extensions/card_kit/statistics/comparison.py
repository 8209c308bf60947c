"""Models side by side: their metrics and parameters in rows, and which model is best."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from ..wire.format import read_number
from ..wire.metric_values import Metric
from ..wire.models import Model, Models
from ..wire.numbers import float_on_wire
from ..wire.specifier import Real
from ..wire.text import cap_text, describe, label
from .changes import best_of, change_of
from .directions import Direction
from .scores import Scores, chance_limit, summarize_scores

MAX_CELLS = 50_000
TEXT_LIMITS = (2000, 500, 100, 40)
TEXT_BUDGET = 1_200_000
UNRANKED = frozenset(
    [
        *("failed", "fail", "failure", "error", "errored", "exception", "crashed", "killed"),
        *("terminated", "interrupted", "aborted", "cancelled", "canceled", "timeout", "timed out"),
        *("running", "in progress", "started", "pending", "queued"),
        *("no end recorded", "not found", "not read"),
    ]
)
"""States of a run that may have no better model: its values are not its last ones."""


def is_ranked(status: str | None) -> bool:
    """Whether a model may be the best one, by what is said of its run."""
    return (
        status is None or " ".join(re.split(r"[\W_]+", status.casefold())).strip() not in UNRANKED
    )


def choose_models(
    models: Models, baseline: Any, most: int, notes: list[str]
) -> tuple[list[Model], Model | None]:
    """The models to show, and the one among them that the differences start from."""
    chosen = None if baseline is None else _model_named(label(baseline), models)
    if baseline is not None and chosen is None:
        first = ", ".join(model.name for model in models.listed[:10])
        notes.append(
            f"baseline is {describe(baseline)}, and no model has that name; there are {first}."
        )
    shown = models.listed[:most]
    if models.total > len(shown):
        notes.append(f"The first {most} of {models.total:,} models are shown.")
        if chosen is not None and chosen not in shown:
            shown[-1] = chosen
    return shown, chosen


def model_fields(model: Model) -> dict[str, Any]:
    """What is said of a model as it travels."""
    fields: dict[str, Any] = {"name": model.name, **model.facts}
    return fields if is_ranked(model.facts.get("status")) else {**fields, "ranked": False}


def metric_rows(
    models: Sequence[Model], ways: dict[str, Direction], notes: list[str]
) -> list[dict[str, Any]]:
    """A row for each metric of any model, in the order in which they were first seen."""
    names = _names_of([model.metrics for model in models], "metrics", notes)
    rows = []
    for name in names:
        cells = []
        for model in models:
            metric = model.metrics.get(name)
            cell = {} if metric is None else metric_cell(metric)
            if cell and name in model.steps:
                cell["step"] = model.steps[name]
            cells.append(cell)
        row: dict[str, Any] = {"name": name, "cells": cells}
        way = ways.get(name)
        if way is not None:
            row["higher_is_better"] = way == "higher"
        rows.append(row)
    return rows


def metric_cell(metric: Metric) -> dict[str, Any]:
    """A metric of one model as it travels: the mean of scores with their spread, or its value."""
    if metric.scores is not None:
        scores = summarize_scores(metric.scores)
        cell: dict[str, Any] = {"value": float_on_wire(scores.mean)}
        if scores.sd is not None:
            cell["sd"] = scores.sd
        return {**cell, "n": scores.n}
    if metric.value is None and metric.text is not None:
        return {"text": metric.text}
    cell = {"value": metric.value}
    if metric.text is not None:
        cell["text"] = metric.text
    if isinstance(metric.sd, (int, float)):
        cell["sd"] = metric.sd
    if metric.n is not None:
        cell["n"] = metric.n
    return cell


def parameter_rows(models: Sequence[Model], notes: list[str]) -> list[dict[str, Any]]:
    """A row for each parameter of any model; cells of one group are equal, types included."""
    names = _names_of([model.parameters for model in models], "parameters", notes)
    rows: list[dict[str, Any]] = []
    for name in names:
        values = [model.parameters.get(name) for model in models]
        order: dict[Any, int] = {}
        keys = [None if value is None else (value.key,) for value in values]
        groups = [order.setdefault(key, len(order)) for key in keys]
        cells: list[dict[str, Any]] = [{} if v is None else dict(v.cell) for v in values]
        rows.append({"name": name, "cells": cells, "groups": groups})
    _cap_texts([cell for row in rows for cell in row["cells"] if "text" in cell], notes)
    return rows


def _cap_texts(cells: list[dict[str, Any]], notes: list[str]) -> None:
    """Long texts are cut after they were compared, the shorter the more of them there are."""
    sizes = [len(cell["text"]) for cell in cells]
    fitting = (n for n in TEXT_LIMITS if sum(min(size, n) for size in sizes) <= TEXT_BUDGET)
    limit = next(fitting, TEXT_LIMITS[-1])
    long = sum(size > limit for size in sizes)
    if long:
        values = "value is" if long == 1 else "values are"
        notes.append(f"{long} long {values} cut to {limit} characters; they were compared whole.")
    for cell in cells:
        cell["text"] = cap_text(cell["text"], limit)


def _names_of(sections: Sequence[dict[str, Any]], what: str, notes: list[str]) -> list[str]:
    names = list(dict.fromkeys(name for section in sections for name in section))
    most = max(MAX_CELLS // (2 * max(len(sections), 1)), 1)
    if len(names) > most:
        notes.append(f"The first {most:,} of {len(names):,} {what} are shown.")
    return names[:most]


def rank_models(
    models: Sequence[Model], rows: Sequence[dict[str, Any]], primary: Any, notes: list[str]
) -> dict[str, Any] | None:
    """Which model is best by one metric, and the order of all.

    Parameters
    ----------
    models : sequence of Model
    rows : list of dict
        Of `metric_rows`.
    primary : str, optional
        The metric that decides; the first one whose better way is known when not given.
    notes : list of str
        Says when there is no such metric.

    Returns
    -------
    dict or None
        ``metric``, its name; ``order``, positions of the models from best to worst, those that
        cannot be ranked last, as they stand; ``best``, positions of the best ones, more than one
        if they are equal, none where all are; ``within_noise``, positions of those from which
        chance may set the best one apart, by the scores of both. None where no metric decides.
    """
    if primary is not None and primary not in [row["name"] for row in rows]:
        notes.append(f"primary is {describe(primary)}, which is no metric of these models.")
        primary = None
    known = [row for row in rows if "higher_is_better" in row]
    row = next((row for row in known if primary in (None, row["name"])), None)
    if row is None:
        return None
    ranked = [i for i, model in enumerate(models) if is_ranked(model.facts.get("status"))]
    numbers = {i: _exact_number(models[i], row, i) for i in ranked}
    sign = -1 if row["higher_is_better"] else 1
    sortable = [i for i, value in numbers.items() if value is not None and not math.isnan(value)]
    if not sortable:
        return None
    order = sorted(sortable, key=lambda i: (sign * (numbers[i] or 0), i))
    values = [numbers[i] for i in sortable]
    best = [sortable[k] for k in best_of(values, "higher" if sign < 0 else "lower")]
    if len(models) == 1 or len(sortable) == 1:
        best = []
    rest = [i for i in range(len(models)) if i not in set(order)]
    ranking = {"metric": row["name"], "order": [*order, *rest], "best": best}
    near = [
        i
        for i in order
        if i not in best and any(_explains_chance(row["cells"], i, other) for other in best)
    ]
    return {**ranking, "within_noise": near} if near else ranking


def _exact_number(model: Model, row: dict[str, Any], position: int) -> Real | None:
    metric = model.metrics.get(row["name"])
    if metric is not None and metric.exact is not None:
        return metric.exact
    return read_number(row["cells"][position].get("value"))


def _explains_chance(cells: Sequence[dict[str, Any]], one: int, other: int) -> bool:
    """Whether two means differ by no more than their spreads tell."""
    sides = [
        Scores(cell["value"], cell.get("sd"), cell.get("n")) for cell in (cells[one], cells[other])
    ]
    limit = chance_limit(*sides)
    change = change_of(cells[one]["value"], cells[other]["value"])
    return limit is not None and change is not None and abs(change.change) <= limit


def _model_named(text: str, models: Models) -> Model | None:
    """The model whose name or pathspec it is."""
    for model in models.listed:
        if text in (model.name, model.facts.get("pathspec")):
            return model
    return None
