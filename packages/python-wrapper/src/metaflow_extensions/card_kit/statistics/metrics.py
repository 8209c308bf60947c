"""How one metric stands: against its baseline, within its noise, to its target."""

from __future__ import annotations

import math
from typing import Any

from ..wire.by_name import UNSET, ByName
from ..wire.format import read_number
from ..wire.metric_values import Metric, read_metric
from ..wire.numbers import float_on_wire
from ..wire.options import read_flag, read_format, read_history, read_noise, read_target
from ..wire.precision import are_one
from ..wire.text import cap_text, label
from .changes import change_of
from .directions import Direction, direction
from .scores import Scores, chance_limit, summarize_scores

MAX_HISTORY = 200
OPTIONS = ("unit", "format", "higher_is_better", "target", "noise", "history")
_METRIC_FIELDS = ("baseline", *OPTIONS, "description")


def compose_metric(
    metric: Metric, baseline: Metric | None, options: dict[str, ByName], notes: list[str]
) -> dict[str, Any]:
    """A metric as it travels: what it is, and how it stands against its baseline.

    What the metric says itself comes before what `options` say of its name.
    """
    own = dict(metric.fields)
    for key in OPTIONS:
        found = options[key].of(metric.name, metric.names[-1]) if key in options else UNSET
        if found is not UNSET:
            own.setdefault(key, found)
    name = metric.name
    fields: dict[str, Any] = {"name": name, **_value_fields(metric, "")}
    if metric.reason is not None:
        fields["reason"] = metric.reason
    if baseline is not None:
        fields.update(_value_fields(baseline, "baseline"))
    if own.get("unit") is not None:
        fields["unit"] = cap_text(label(own["unit"]), 40)
    given_format = read_format(own.get("format"), name, notes)
    if given_format is not None:
        fields["format"] = given_format
    way = _way_of(own, metric, notes)
    if way is not None:
        fields["higher_is_better"] = way == "higher"
    target = read_target(own.get("target"), name, notes)
    if target is not None:
        fields["target"] = target
    noise, relative_noise = read_noise(own.get("noise"), name, notes)
    history = read_history(own.get("history"), name, MAX_HISTORY, notes)
    if history:
        fields["history"] = history
    judged = judge_metric(
        scores_of(metric),
        None if baseline is None else scores_of(baseline),
        way,
        noise=noise,
        relative_noise=relative_noise,
        target=target,
    )
    if own.get("description") is not None:
        fields["description"] = cap_text(own["description"], 500)
    return {**fields, **judged}


def judge_metric(
    value: Scores | None,
    baseline: Scores | None,
    way: Direction,
    *,
    noise: float | None = None,
    relative_noise: float | None = None,
    target: float | None = None,
) -> dict[str, Any]:
    """The fields of a metric that follow from others, as they travel.

    Noise is what was given; where nothing was, what chance explains by the spread of scores.

    Returns
    -------
    dict
        ``change``, ``relative_change``, ``verdict``, ``noise`` and ``target_met``, where known.
    """
    found: dict[str, Any] = {}
    if target is not None and value is not None and way and not math.isnan(value.mean):
        beyond = value.mean > target if way == "higher" else value.mean < target
        found["target_met"] = beyond or are_one(value.mean, target)
    if value is None or baseline is None:
        return found
    limit = noise
    if relative_noise is not None and math.isfinite(baseline.mean):
        limit = relative_noise * abs(baseline.mean)
    elif noise is None:
        limit = chance_limit(value, baseline)
    change = change_of(
        value.mean, baseline.mean, direction=way, noise=limit, relative_noise=relative_noise
    )
    if change is None:
        return found
    whole = isinstance(change.change, int) and abs(change.change) <= 2**53
    found["change"] = change.change if whole else float_on_wire(change.change)
    if change.relative_change is not None:
        found["relative_change"] = change.relative_change
    if change.verdict is not None:
        found["verdict"] = change.verdict
    if limit and math.isfinite(limit):
        found["noise"] = limit
    return found


def scores_of(metric: Metric) -> Scores | None:
    """The mean of a metric with its spread; None where it has no number."""
    if metric.scores is not None:
        return summarize_scores(metric.scores)
    value = read_number(metric.value if metric.exact is None else metric.exact)
    if value is None:
        return None
    spread = metric.sd if isinstance(metric.sd, (int, float)) else None
    return Scores(value, spread, metric.n)


def _value_fields(metric: Metric, of: str) -> dict[str, Any]:
    """The number of a metric or of its baseline, and what stands beside it."""
    prefix = f"{of}_" if of else ""
    scores = summarize_scores(metric.scores) if metric.scores is not None else None
    value = metric.value if scores is None else float_on_wire(scores.mean)
    sd, n = (metric.sd, metric.n) if scores is None else (scores.sd, scores.n)
    fields: dict[str, Any] = {of or "value": value}
    if metric.text is not None:
        fields[f"{prefix}text"] = metric.text
    if sd is not None:
        fields[f"{prefix}sd"] = sd
    if n is not None:
        fields[f"{prefix}n"] = n
    return fields


def _way_of(own: dict[str, Any], metric: Metric, notes: list[str]) -> Direction:
    if "higher_is_better" in own and own["higher_is_better"] is None:
        return None
    if "higher_is_better" in own:
        higher = read_flag(own["higher_is_better"], metric.name, "higher_is_better", notes)
        if higher is not None:
            return "higher" if higher else "lower"
    return direction(metric.names)


def baselines_of(baseline: Any, metrics: list[Metric], notes: list[str]) -> dict[str, Metric]:
    """The baselines by the name of their metric, those that metrics bring with them included."""
    found: dict[str, Metric] = {}
    if isinstance(baseline, str):
        notes.append(baseline)
    elif isinstance(baseline, Metric) and len(metrics) == 1:
        found[metrics[0].name] = baseline
    elif isinstance(baseline, Metric):
        notes.append(
            f"There is no comparison: baseline is one number for {len(metrics):,} metrics; "
            "it must be a mapping of names to numbers."
        )
    else:
        found = {metric.name: metric for metric in baseline}
    for metric in metrics:
        if "baseline" in metric.fields:
            found[metric.name] = read_metric(metric.names, metric.fields["baseline"])
    return found


def unknown_fields_note(metric: Metric) -> str | None:
    """What a metric has that no table of metrics shows."""
    unknown = [key for key in metric.fields if key not in _METRIC_FIELDS]
    if not unknown:
        return None
    return f"{metric.name} has more than a metric table shows: {cap_text(', '.join(unknown), 300)}."
