"""Models, or earlier runs, side by side: their metrics and their parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..client.runs import read_run_models
from ..client.secrets import mask
from ..errors import NoData
from ..page.blocks import Block, paragraph, table
from ..statistics import comparison
from ..statistics.comparison_text import (
    leaderboard_rows,
    metric_ways,
    parameter_text_rows,
    verdict_sentence,
)
from ..wire.by_name import ByName, read_by_name
from ..wire.models import Models, read_models
from ._comparison_heights import comparison_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..client.task import TaskContext
    from ..wire.arguments import ModelComparisonArguments
    from ..wire.nodes import ModelComparisonFields

MAX_MODELS = 100
MAX_NOTES = 20
USUAL_NAMES = "comparison model_comparison leaderboard candidates results scores models".split()


class ModelComparison(Component):
    """Compare models: which is best, how each stands against a baseline, what differs.

    The reader picks a baseline, and sorts the models by a metric. Parameters are compared with
    their types: a missing value, None, 1, ``"1"`` and True are five different things, 1 and 1.0
    are one, and NaN equals NaN. A nested mapping becomes rows with dotted names.

    Parameters
    ----------
    models : mapping of name to dict, list of dict, or DataFrame
        Each model is ``{"metrics": {...}, "params": {...}}``; in a list it has a ``"name"`` too,
        and it may have a ``"status"``, a ``"pathspec"`` and ``"created"``, which stand under the
        name; one that ``failed``, or has not ended, is never the best. A model without
        ``"metrics"`` and ``"params"`` is read as its metrics. The scores of folds are shown as
        their mean and standard deviation. Parameters named password, token or key are masked.
    baseline : str, optional
        Name of the model that the differences start from. The reader can choose another.
    higher_is_better : bool or mapping of metric name to bool, optional
        Which way a metric is better, where its name does not say so, or says the wrong thing;
        None for a metric that has no better way.
    primary : str, optional
        The metric by which the best model is chosen; the first one whose better way is known
        when not given.
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

    @staticmethod
    def read_models(value: Any) -> Models:
        return Models([], 0, []) if value is None else read_models(value, mask)

    read_higher_is_better = staticmethod(lambda value: read_by_name(value, "higher_is_better"))

    def __init__(
        self,
        models: Any,
        *,
        baseline: str | None = None,
        higher_is_better: bool | Mapping[str, bool | None] | None = None,
        primary: str | None = None,
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
        parameters: str | list[str] | Mapping[str, str] | None = None,
        limit: int = 10,
        baseline: Any = None,
        higher_is_better: bool | Mapping[str, bool | None] | None = None,
        primary: str | None = None,
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
        parameters : str, list of str or mapping of shown name to artifact, optional
            The artifacts that hold the parameters. When not given: the flow's parameters, and
            an artifact named ``params``, ``config``, ``hyperparameters`` or ``hyperparams``.
        limit : int
            How many runs of a flow.
        baseline : str or Run, optional
            Run id or pathspec of the run that the differences start from.
        higher_is_better, primary, title, caption, width : optional
            As for the constructor.

        Returns
        -------
        ModelComparison

        Examples
        --------
        >>> comparison = ModelComparison.from_runs("TrainFlow", limit=5)  # doctest: +SKIP
        """
        return cls.made_of(
            {
                "models": lambda: read_run_models(runs, metrics, parameters, limit),
                "baseline": lambda: getattr(baseline, "pathspec", baseline),
            },
            higher_is_better=higher_is_better,
            primary=primary,
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
        parameters: str | list[str] | dict[str, str] | None = None,
        baseline: str | None = None,
        higher_is_better: bool | dict[str, bool | None] | None = None,
        primary: str | None = None,
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
        metrics, parameters : str, list of str or dict, optional
            With ``runs``: the artifacts to read, as in `from_runs`.
        baseline, higher_is_better, primary : optional
            As for the constructor.

        Returns
        -------
        ModelComparison
        """
        options: dict[str, Any] = {
            "baseline": baseline,
            "higher_is_better": higher_is_better,
            "primary": primary,
        }
        if runs is not None:
            counted = isinstance(runs, int) and not isinstance(runs, bool)
            flow = context.task.pathspec.split("/")[0] if counted else runs
            if counted:
                options["limit"] = runs
            return cls.from_runs(flow, metrics=metrics, parameters=parameters, **options)
        if isinstance(models, (list, tuple)):
            return cls({name: context.read("models", name) for name in models}, **options)
        return cls(context.read("models", models, USUAL_NAMES), **options)

    def compose(
        self,
        notes: list[str],
        *,
        models: Models,
        baseline: Any,
        higher_is_better: ByName,
        primary: Any,
    ) -> ModelComparisonFields:
        if not models.listed:
            raise NoData("No models yet: they appear with the first update.")
        notes += models.notes
        shown, chosen = comparison.choose_models(models, baseline, MAX_MODELS, notes)
        names = list(dict.fromkeys(name for model in shown for name in model.metrics))
        rows = comparison.metric_rows(shown, metric_ways(names, higher_is_better, notes), notes)
        node: ModelComparisonFields = {
            "models": list(map(comparison.model_fields, shown)),  # type: ignore[arg-type]
            "metrics": rows,  # type: ignore[typeddict-item]
            "parameters": comparison.parameter_rows(shown, notes),  # type: ignore[typeddict-item]
        }
        ranking = comparison.rank_models(shown, rows, primary, notes)
        if ranking is not None:
            node["ranking"] = ranking  # type: ignore[typeddict-item]
        if chosen is not None:
            node["baseline"] = chosen.name
        if len(notes) > MAX_NOTES:
            notes[MAX_NOTES:] = [f"There are {len(notes) - MAX_NOTES} more notes of this kind."]
        return node

    frame = staticmethod(comparison_frame)

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        metrics, models = node["metrics"], node["models"]
        blocks = paragraph(verdict_sentence(node)) if metrics else []
        names = [row["name"] for row in metrics]
        blocks += table(["model", "rank", *names], leaderboard_rows(node))
        differing, same = parameter_text_rows(node)
        if differing:
            first = "parameters that differ" if len(models) > 1 else "parameter"
            blocks += table([first, *(model["name"] for model in models)], differing)
        same_text = f"{same} parameter{'s are' if same > 1 else ' is'} the same."
        return blocks + (paragraph(same_text) if same else [])
