"""Metrics by name, with units, formats, targets and the change against a baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import Block, paragraph, table
from ..statistics.directions import USUAL_METRICS
from ..statistics.metrics import baselines_of, compose_metric, unknown_fields_note
from ..wire.by_name import ByName, read_by_name
from ..wire.frames import is_mapping
from ..wire.metric_text import VERDICT_WORDS, metric_cells
from ..wire.metric_values import Metric, read_metric
from ..wire.metrics import read_metrics
from ._heights import metric_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..client.task import TaskContext
    from ..wire.arguments import MetricTableArguments

MAX_ROWS = 2_000
MAX_NOTES = 10

USUAL_BASELINES = ("baseline", "baseline_metrics", "baseline_scores")


class MetricTable(Component):
    """Show metrics by name, and how they stand against a baseline.

    Parameters
    ----------
    metrics : mapping, sequence of mappings, Series or DataFrame of one row, optional
        Name to number; to the scores of folds, shown as mean ± standard deviation; or to a mapping
        with ``value``, or with ``mean``, ``std`` and ``n``, and any of ``baseline``, ``unit``,
        ``format``, ``higher_is_better``, ``target``, ``noise``, ``history`` and ``description``.
        Such mappings with a ``name`` may be rows. Other nested mappings, such as scikit-learn's
        ``classification_report``, give one row for each number: ``macro avg / recall``. At most
        2,000 are shown. Without any the card waits for the first update.
    baseline : mapping, optional
        What to compare with, in any form of ``metrics``. Metrics that only the baseline has are
        shown as missing.
    unit : str or mapping of str to str, optional
        Stands behind the numbers: ``{"latency": "ms"}``.
    format : str or mapping of str to str, optional
        How numbers are written: ``".3f"``, ``".1%"``, ``",d"``. Three or four significant digits
        when not given, more where value and baseline would look alike.
    higher_is_better : bool or mapping of str to bool, optional
        Whether a higher value is better; None for neither. Common names are known.
    target : float or mapping of str to float, optional
        What a metric should reach, in the direction in which it is better.
    noise : float, str or mapping of str to either, optional
        Changes of this size and below are noise, and neither better nor worse: ``0.005``, or
        ``"1%"`` of the baseline. Where metrics are scores of folds it is what chance explains.
    history : mapping of str to sequence of float, optional
        Earlier values of a metric, the oldest first, for a small line beside it.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Notes
    -----
    The change is value minus baseline; the relative change is the change divided by the magnitude
    of the baseline, and is not given for a baseline of 0, or of less than a tenth of the change.
    Differences below one part in 10^12 are rounding and count as the same. What chance explains is
    half of Welch's 95 % interval for a difference of two means.

    Examples
    --------
    >>> MetricTable({"accuracy": 0.931, "log_loss": 0.214})

    >>> MetricTable(
    ...     {"accuracy": 0.931, "latency_p95": 38.2},
    ...     baseline={"accuracy": 0.902, "latency_p95": 35.0},
    ...     unit={"latency_p95": "ms"},
    ...     format={"accuracy": ".1%"},
    ...     noise="0.5%",
    ... )
    """

    type = "metric_table"

    def __init__(
        self,
        metrics: Any = None,
        *,
        baseline: Any = None,
        unit: str | Mapping[str, str] | None = None,
        format: str | Mapping[str, str] | None = None,
        higher_is_better: bool | Mapping[str, bool | None] | None = None,
        target: float | Mapping[str, float] | None = None,
        noise: float | str | Mapping[str, float | str] | None = None,
        history: Mapping[str, Sequence[float]] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[MetricTableArguments]) -> None: ...

    @classmethod
    def from_task(
        cls,
        context: TaskContext,
        *,
        metrics: str | None = None,
        baseline: str | Mapping[str, Any] | None = None,
        unit: str | Mapping[str, str] | None = None,
        format: str | Mapping[str, str] | None = None,
        higher_is_better: bool | Mapping[str, bool | None] | None = None,
        target: float | Mapping[str, float] | None = None,
        noise: float | str | Mapping[str, float | str] | None = None,
    ) -> MetricTable:
        """Show a task's artifact of metrics: the card type ``kit_metric_table``.

        Parameters
        ----------
        context : TaskContext
            The task, as its card sees it.
        metrics : str, optional
            Name of the artifact; else the first of metrics, scores, results and the like.
        baseline : str or mapping, optional
            Name of the artifact to compare with, or its numbers; else ``baseline``, if there.
        unit, format, higher_is_better, target, noise : optional
            As for the constructor.
        """
        given = context.read(
            "metrics",
            metrics,
            USUAL_METRICS,
            fits=lambda value: bool(read_metrics(value, "metrics")),
        )
        compared: Any = baseline
        name = context.find(USUAL_BASELINES) if baseline is None else baseline
        if isinstance(name, str):
            try:
                compared = context.read("baseline", name)
            except InputError as error:
                context.notes.append(f"There is no comparison: baseline={name!r}. {error}")
                compared = None
        return cls(
            given,
            baseline=compared,
            unit=unit,
            format=format,
            higher_is_better=higher_is_better,
            target=target,
            noise=noise,
        )

    @staticmethod
    def read_metrics(value: Any) -> list[Metric]:
        return [] if value is None else read_metrics(value, "metrics")

    @staticmethod
    def read_baseline(value: Any) -> Any:
        """The metrics to compare with; a number for a single metric; a text on what was wrong."""
        if value is None:
            return []
        if not is_mapping(value):
            single = read_metric(("baseline",), value)
            if single.value is not None or single.scores is not None:
                return single
        try:
            return read_metrics(value, "baseline")
        except InputError as error:
            return f"There is no comparison: {error}"

    read_unit = staticmethod(lambda value: read_by_name(value, "unit"))
    read_format = staticmethod(lambda value: read_by_name(value, "format"))
    read_higher_is_better = staticmethod(lambda value: read_by_name(value, "higher_is_better"))
    read_target = staticmethod(lambda value: read_by_name(value, "target"))
    read_noise = staticmethod(lambda value: read_by_name(value, "noise"))
    read_history = staticmethod(lambda value: read_by_name(value, "history"))

    def compose(
        self, notes: list[str], *, metrics: list[Metric], baseline: Any, **options: ByName
    ) -> dict[str, Any]:
        if not metrics:
            raise NoData("No metrics yet: they appear with the first update.")
        names = [metric.name for metric in metrics]
        own = set(names)
        known = own.union(metric.names[-1] for metric in metrics)
        baselines = baselines_of(baseline, metrics, notes)
        listed = metrics[:MAX_ROWS]
        only = [
            Metric(other.names, reason="only the baseline has it")
            for name, other in baselines.items()
            if name not in own
        ]
        total = len(metrics) + len(only)
        listed = (listed + only)[:MAX_ROWS]
        if total <= MAX_ROWS:
            notes += filter(
                None, (option.unknown_note(known, names) for option in options.values())
            )
        else:
            notes.append(f"The first {MAX_ROWS:,} of {total:,} metrics are shown.")
        shown = [
            compose_metric(metric, baselines.get(metric.name), options, notes) for metric in listed
        ]
        notes += filter(None, map(unknown_fields_note, listed))
        if len(notes) > MAX_NOTES:
            notes[MAX_NOTES:] = [f"{len(notes) - MAX_NOTES:,} more notes of this kind."]
        return {"metrics": shown}

    frame = staticmethod(metric_frame)

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        metrics = node["metrics"]
        counts = Counter(metric.get("verdict") for metric in metrics)
        words = (f"{counts[key]:,} {word}" for key, word in VERDICT_WORDS.items() if counts[key])
        tally = ", ".join(words)
        compared = any("baseline" in metric or "baseline_text" in metric for metric in metrics)
        targets = any("target" in metric for metric in metrics)
        headers = ["Metric", "Value"]
        headers += ["Baseline", "Change", "Relative change", "Verdict"] if compared else []
        headers += ["Target"] if targets else []
        rows = ([metric["name"], *metric_cells(metric, compared, targets)] for metric in metrics)
        shown = table(headers, rows, total=len(metrics))
        return [*paragraph(f"{tally}."), *shown] if tally else shown
