"""Models, or earlier runs, side by side: their metrics and their parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from ..client.runs import read_runs
from ..client.task import TaskContext
from ..errors import InputError
from ..page.blocks import Block, paragraph, table
from ..statistics.directions import direction
from ..wire.frames import records
from ..wire.literals import as_mapping, exact_text, is_plain
from ..wire.numbers import number
from ..wire.scalars import unwrap
from ..wire.strict import MAX_ITEMS
from ..wire.text import cap_text, describe, label
from .base import Component, Width, as_it_is

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ModelComparisonArguments

MAX_MODELS = 100
MAX_CELLS = 50_000
MAX_DEPTH = 5
MAX_NOTES = 20
TEXT_LIMITS = (2000, 500, 100, 40)
TEXT_BUDGET = 1_200_000
SUMMARY_MODELS = 12

FACTS = ("pathspec", "created", "status")
RUN_FIELDS = ("name", *FACTS, "metrics", "params")

USUAL_NAMES = (
    "comparison",
    "model_comparison",
    "leaderboard",
    "candidates",
    "results",
    "scores",
    "models",
)
HINT = 'ModelComparison({"forest": {"metrics": {"accuracy": 0.91}, "params": {"trees": 100}}})'


class ModelComparison(Component):
    """Compare models: one column each, a row for every metric and every parameter.

    The reader picks a baseline, sorts the models by a metric and hides what is equal
    everywhere. Values are compared with their types: a missing value, None, 1, ``"1"`` and
    True are five different things, 1 and 1.0 are one, and NaN equals NaN. A nested mapping
    becomes rows with dotted names.

    Parameters
    ----------
    models : mapping of name to dict, list of dict, or DataFrame
        Each model is ``{"metrics": {...}, "params": {...}}``; in a list it has a ``"name"`` too,
        and it may have a ``"status"``, a ``"pathspec"`` and ``"created"``, which stand under the
        name. A model without ``"metrics"`` and ``"params"`` is read as its metrics.
    baseline : str, optional
        Name of the model that the differences start from. The reader can choose another.
    higher_is_better : bool or mapping of metric name to bool, optional
        Which way a metric is better, where its name does not say so, or says the wrong thing;
        None for a metric that has no better way.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> ModelComparison(
    ...     {
    ...         "logistic": {"metrics": {"accuracy": 0.912, "loss": 0.3}, "params": {"C": 1.0}},
    ...         "forest": {"metrics": {"accuracy": 0.915, "loss": 0.27}, "params": {"trees": 300}},
    ...     },
    ...     baseline="logistic",
    ... )
    """

    type = "model_comparison"
    read_models = read_baseline = read_higher_is_better = staticmethod(as_it_is)

    def __init__(
        self,
        models: Any,
        *,
        baseline: str | None = None,
        higher_is_better: bool | Mapping[str, bool | None] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ModelComparisonArguments]) -> None: ...

    @classmethod
    def from_runs(
        cls,
        runs: Any,
        *,
        metrics: str | list[str] | Mapping[str, str] | None = None,
        params: str | list[str] | Mapping[str, str] | None = None,
        limit: int = 10,
        baseline: Any = None,
        higher_is_better: bool | Mapping[str, bool | None] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> ModelComparison:
        """Compare earlier runs by the artifacts that they stored.

        Runs are looked for in the current namespace. A run that failed, or that has no such
        artifact, is a column with missing values and a note.

        Parameters
        ----------
        runs : str, Flow, Run, Task or iterable of Run, Task or pathspec
            A flow, or the name of a flow, stands for its newest runs.
        metrics : str, list of str or mapping of shown name to artifact, optional
            The artifacts that hold the metrics: one mapping, or numbers. When not given,
            ``metrics``, ``scores``, ``results``, ``test_metrics``, ``eval_metrics``,
            ``val_metrics`` and ``evaluation`` are looked for, then numbers whose name is a
            known metric.
        params : str, list of str or mapping of shown name to artifact, optional
            The artifacts that hold the parameters. When not given: the flow's parameters, and
            an artifact named ``params``, ``config``, ``hyperparameters`` or ``hyperparams``.
        limit : int
            How many runs of a flow.
        baseline : str or Run, optional
            Run id or pathspec of the run that the differences start from.
        higher_is_better : bool or mapping of metric name to bool, optional
            As for the constructor.
        title : str, optional
            Heading above the component.
        caption : str, optional
            A sentence or two below the component.
        width : {"full", "two-thirds", "half", "third"}, optional
            Share of the card's width; what the component needs when not given.

        Returns
        -------
        ModelComparison

        Examples
        --------
        >>> comparison = ModelComparison.from_runs("TrainFlow", limit=5)
        """
        return cls(
            _Runs(runs, metrics, params, limit),
            baseline=baseline,
            higher_is_better=higher_is_better,
            title=title,
            caption=caption,
            width=width,
        )

    @classmethod
    def from_task(
        cls,
        context: TaskContext,
        *,
        models: str | list[str] | None = None,
        runs: int | str | list[str] | None = None,
        metrics: str | list[str] | dict[str, str] | None = None,
        params: str | list[str] | dict[str, str] | None = None,
        baseline: str | None = None,
        higher_is_better: bool | dict[str, bool | None] | None = None,
    ) -> ModelComparison:
        """Compare the models of an artifact, or the runs of a flow.

        Parameters
        ----------
        context : TaskContext
            The task whose card this is.
        models : str or list of str, optional
            Name of the artifact that holds the comparison, or names of artifacts that hold one
            model each.
        runs : int, str or list of str, optional
            Compare runs instead: how many of this flow, the name of a flow, or pathspecs.
        metrics, params : str, list of str or dict, optional
            With ``runs``: the artifacts to read, as in `from_runs`.
        baseline : str, optional
            Name of the model that the differences start from.
        higher_is_better : bool or dict, optional
            Which way a metric is better.

        Returns
        -------
        ModelComparison
        """
        options: dict[str, Any] = {"baseline": baseline, "higher_is_better": higher_is_better}
        if runs is not None:
            counted = isinstance(runs, int) and not isinstance(runs, bool)
            flow = context.task.pathspec.split("/")[0] if counted else runs
            if counted:
                options["limit"] = runs
            return cls.from_runs(flow, metrics=metrics, params=params, **options)
        if isinstance(models, (list, tuple)):
            return cls({name: context.read("models", name) for name in models}, **options)
        return cls(context.read("models", models, USUAL_NAMES), **options)

    def compose(
        self,
        notes: list[str],
        *,
        models: Any,
        baseline: Any = None,
        higher_is_better: Any = None,
    ) -> dict[str, Any]:
        if isinstance(models, _Runs):
            models = models.read(notes)
            baseline = getattr(baseline, "pathspec", baseline)
        listed = _unique(_listed(models), notes)
        chosen = _named(baseline, listed)
        if baseline is not None and chosen is None:
            notes.append(f"baseline is {describe(baseline)}; there is no model of that name.")
        listed = _capped(listed, chosen, notes)
        columns = [_column(name, model, notes) for name, model in listed]
        most = max(MAX_CELLS // (2 * max(len(columns), 1)), 1)
        sections = {
            section: _rows(section, [column[section] for column in columns], most, notes)
            for section in ("metrics", "params")
        }
        _cap_texts(sections, notes)
        _set_directions(sections["metrics"], higher_is_better, notes)
        if len(notes) > MAX_NOTES:
            notes[MAX_NOTES:] = [f"There are {len(notes) - MAX_NOTES} more notes of this kind."]
        node: dict[str, Any] = {"models": [column["facts"] for column in columns], **sections}
        if chosen is not None:
            node["baseline"] = chosen
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        models = node["models"]
        if not models:
            return paragraph("No models to compare.")
        shown = models[:SUMMARY_MODELS]
        headers = ["", *(model["name"] for model in shown)]
        parts = [
            table(
                headers,
                ([row["name"], *map(_summary_text, row["cells"][: len(shown)])] for row in rows),
                caption=caption,
            )
            for caption, rows in (("Metrics", node["metrics"]), ("Parameters", node["params"]))
            if rows
        ]
        if len(models) > len(shown):
            parts.append(paragraph(f"{len(models) - len(shown)} more models."))
        return [block for part in parts for block in part]


class _Runs:
    """Runs in the place of models: read when the node is first made, and not again."""

    def __init__(self, runs: Any, metrics: Any, params: Any, limit: int) -> None:
        self._request = (runs, metrics, params, limit)
        self._read: tuple[list[dict[str, Any]], list[str]] | None = None

    def read(self, notes: list[str]) -> list[dict[str, Any]]:
        if self._read is None:
            self._read = read_runs(*self._request)
        models, remarks = self._read
        notes.extend(remarks)
        return [
            {key: model[key] for key in RUN_FIELDS if model.get(key) not in (None, "done")}
            for model in models
        ]


_BY_NAME = object()


@dataclass
class _Value:
    cell: dict[str, Any]
    key: Any


def _listed(models: Any) -> list[tuple[str, Any]]:
    """The models with their names, whatever form they came in."""
    if hasattr(models, "columns"):
        models = _records(models)
    if isinstance(models, Mapping):
        if models and all(key in ("metrics", "params", "name") for key in models):
            raise InputError("models is one model without a name of its own; name it.", hint=HINT)
        return [(label(name), model) for name, model in models.items()]
    if not isinstance(models, (list, tuple)):
        raise InputError(
            f"models is {describe(models)}; it must be a mapping of name to model.", hint=HINT
        )
    named = []
    for index, model in enumerate(models):
        content = as_mapping(model)
        if content is None:
            raise InputError(f"models[{index}] is {describe(model)}; it must be a dict.", hint=HINT)
        key = next((key for key in ("name", "model") if key in content), None)
        named.append((f"model {index + 1}" if key is None else label(content.pop(key)), content))
    return named


def _records(frame: Any) -> Any:
    """The rows of a data frame; its index names them where it has one and no column does."""
    rows = records(frame)
    if rows is None:
        return frame
    named = any(key in row for row in rows[:1] for key in ("name", "model"))
    index = getattr(frame, "index", None)
    if named or index is None or callable(index):
        return rows
    return [{"name": name, **row} for name, row in zip(index, rows)]


def _unique(listed: list[tuple[str, Any]], notes: list[str]) -> list[tuple[str, Any]]:
    """Names that are told apart: a second model of a name gets a number."""
    seen: set[str] = set()
    result = []
    for given, model in listed:
        name = given or "(no name)"
        own, count = name, 1
        while own in seen:
            count += 1
            own = f"{name} ({count})"
        if own != name:
            notes.append(f"More than one model is named {name}; one of them is shown as {own}.")
        seen.add(own)
        result.append((own, model))
    return result


def _named(baseline: Any, listed: list[tuple[str, Any]]) -> str | None:
    """The model's name, where its name or its pathspec is what `baseline` says."""
    if baseline is None:
        return None
    wanted = label(baseline)
    for name, model in listed:
        pathspec = model.get("pathspec") if isinstance(model, Mapping) else None
        if wanted in (name, pathspec):
            return name
    return None


def _capped(
    listed: list[tuple[str, Any]], baseline: str | None, notes: list[str]
) -> list[tuple[str, Any]]:
    if len(listed) <= MAX_MODELS:
        return listed
    notes.append(f"The first {MAX_MODELS} of {len(listed)} models are shown.")
    kept = listed[:MAX_MODELS]
    if baseline is not None and baseline not in (name for name, _ in kept):
        kept[-1] = next(item for item in listed if item[0] == baseline)
    return kept


def _column(name: str, model: Any, notes: list[str]) -> dict[str, Any]:
    """One model: what its heading says, and its values by the names of their rows."""
    column: dict[str, Any] = {"facts": {"name": name}, "metrics": {}, "params": {}}
    content = {} if model is None else as_mapping(model)
    if content is None:
        notes.append(f"Model {name} is {describe(model)}, not a dict: its values are missing.")
        return column
    if "metrics" not in content and "params" not in content:
        content = {
            **{key: content.pop(key) for key in FACTS if key in content},
            "metrics": content,
        }
    for key in content:
        if key not in ("metrics", "params", *FACTS):
            notes.append(
                f"{cap_text(key, 60)} of model {name} is not shown: a model has metrics and params."
            )
    for fact in FACTS:
        if content.get(fact) is not None:
            column["facts"][fact] = cap_text(content[fact], 200)
    for section in ("metrics", "params"):
        values = {} if content.get(section) is None else as_mapping(content[section])
        if values is None:
            notes.append(
                f"{section} of model {name} is {describe(content[section])}, not a mapping of "
                "name to value: they are missing."
            )
        else:
            above = frozenset((id(model), id(content.get(section))))
            _flatten(values, "", column[section], f"{section} of model {name}", notes, above=above)
    return column


def _flatten(
    values: Mapping[Any, Any],
    prefix: str,
    into: dict[str, _Value],
    whose: str,
    notes: list[str],
    *,
    above: frozenset[int],
) -> None:
    for key, value in values.items():
        name = prefix + label(key)
        loop = id(value) in above
        inner = as_mapping(value) if prefix.count(".") < MAX_DEPTH and not loop else None
        if inner:
            _flatten(inner, f"{name}.", into, whose, notes, above=above | {id(value)})
        elif name in into:
            notes.append(f"{whose} has {name} more than once; the first is shown.")
        elif len(into) >= MAX_ITEMS:
            notes.append(f"{whose} has more than {MAX_ITEMS} values; the rest is left out.")
            return
        elif loop:
            into[name] = _Value({"text": "(contains itself)"}, object())
        else:
            into[name] = _value(value, f"{name} in {whose}", notes)


def _value(value: Any, whose: str, notes: list[str]) -> _Value:
    text, whole = exact_text(value)
    if not whole:
        notes.append(f"{whose} is too large to compare: it counts as different.")
    key = text if whole else object()
    plain = unwrap(value) if getattr(value, "shape", ()) == () else value
    if plain is None:
        return _Value({"value": None}, key)
    if isinstance(plain, str):
        shown = cap_text(plain, len(plain))
        return _Value({"text": shown if is_plain(shown) else text}, key)
    if whole and not isinstance(plain, bool) and isinstance(plain, (Real, Decimal)):
        cell: dict[str, Any] = {"value": number(plain)}
        if isinstance(plain, Integral) and abs(int(plain)) > 2**53:
            cell["text"] = text
        return _Value(cell, key)
    return _Value({"text": text}, key)


def _rows(
    section: str, columns: list[dict[str, _Value]], most: int, notes: list[str]
) -> list[dict[str, Any]]:
    names = list(dict.fromkeys(name for column in columns for name in column))
    if len(names) > most:
        notes.append(f"The first {most} of {len(names)} {section} are shown.")
    rows = []
    for name in names[:most]:
        values = [column.get(name) for column in columns]
        order: dict[Any, int] = {}
        groups = [
            order.setdefault(None if value is None else value.key, len(order)) for value in values
        ]
        cells = [{} if value is None else value.cell for value in values]
        rows.append({"name": name, "cells": cells, "groups": groups})
    return rows


def _cap_texts(sections: dict[str, list[dict[str, Any]]], notes: list[str]) -> None:
    cells = [c for rows in sections.values() for row in rows for c in row["cells"] if "text" in c]
    sizes = [len(cell["text"]) for cell in cells]
    fitting = (n for n in TEXT_LIMITS if sum(min(size, n) for size in sizes) <= TEXT_BUDGET)
    limit = next(fitting, TEXT_LIMITS[-1])
    long = sum(size > limit for size in sizes)
    if long:
        values = "value is" if long == 1 else "values are"
        notes.append(f"{long} long {values} cut to {limit} characters; they were compared whole.")
    for cell in cells:
        cell["text"] = cap_text(cell["text"], limit)


def _set_directions(rows: list[dict[str, Any]], given: Any, notes: list[str]) -> None:
    if given is not None and not isinstance(given, (bool, Mapping)):
        notes.append(f"higher_is_better is {describe(given)}; it must be a bool or name -> bool.")
        given = None
    asked = (
        {label(key): value for key, value in given.items()} if isinstance(given, Mapping) else {}
    )
    known = {row["name"] for row in rows}
    for name, value in asked.items():
        if name not in known:
            notes.append(f"higher_is_better names {name}, which is no metric of these models.")
        elif value is not None and not isinstance(value, bool):
            notes.append(f"higher_is_better of {name} is {describe(value)}; it must be a bool.")
    for row in rows:
        higher = asked.get(row["name"], given if isinstance(given, bool) else _BY_NAME)
        if higher is not None and not isinstance(higher, bool):
            better = direction(row["name"])
        else:
            better = None if higher is None else ("higher" if higher else "lower")
        if better is not None:
            row["direction"] = better


def _summary_text(cell: dict[str, Any]) -> str:
    if "text" in cell:
        return cap_text(cell["text"], 80)
    if "value" not in cell:
        return "—"
    value = cell["value"]
    return f"{value:.6g}" if isinstance(value, float) else str(value)
