"""The figures of a metric as text, each in one form: `figures.ts` writes the same on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .format import MISSING, format_change, format_column, format_relative_change, with_unit

VERDICT_WORDS = {"better": "better", "worse": "worse", "noise": "within noise", "same": "same"}


class Figures(NamedTuple):
    """A dash where there is nothing to read."""

    value: str
    baseline: str
    change: str
    relative_change: str
    target: str


def metric_figures(metric: dict[str, Any]) -> Figures:
    """The figures of a metric that travelled."""
    unit, spec = metric.get("unit"), metric.get("format")
    numbers = [metric.get(key) for key in ("value", "baseline", "target")]
    value, baseline, target = format_column(numbers, spec, unit=unit)
    change = metric.get("change")
    points = "pp" if unit == "%" else unit
    return Figures(
        _with_spread(metric, "", value, numbers),
        _with_spread(metric, "baseline_", baseline, numbers),
        MISSING if change is None else with_unit(format_change(change, numbers, spec), points),
        format_relative_change(metric.get("relative_change")),
        with_unit(target, unit),
    )


def _with_spread(metric: dict[str, Any], of: str, text: str, numbers: list[Any]) -> str:
    """``41.7 ± 2.3 ms (n = 5)``; the text that stands for a number where there is one."""
    if f"{of}text" in metric:
        return str(metric[f"{of}text"])
    unit, sd, n = metric.get("unit"), metric.get(f"{of}sd"), metric.get(f"{of}n")
    if sd is None:
        return with_unit(text, unit)
    spread = format_change(sd, numbers, metric.get("format")).lstrip("+")
    count = "" if n is None else f" (n = {n:,})"
    return f"{with_unit(f'{text} ± {spread}', unit)}{count}"


def metric_cells(metric: dict[str, Any], compared: bool, targets: bool) -> Iterator[str]:
    """A metric as the cells of a row, without its name."""
    figures = metric_figures(metric)
    yield figures.value + (f" ({metric['reason']})" if "reason" in metric else "")
    if compared:
        yield figures.baseline
        yield figures.change
        yield figures.relative_change
        yield VERDICT_WORDS.get(metric.get("verdict", ""), MISSING)
    if targets:
        met = metric.get("target_met")
        yield figures.target + ("" if met is None else ", met" if met else ", missed")


def metric_tile(metric: dict[str, Any]) -> tuple[str, str, bool]:
    """What stands under the figure of a tile, a pill and a note, and whether a line beside it."""
    figures, verdict = metric_figures(metric), metric.get("verdict")
    change = figures.relative_change if "relative_change" in metric else figures.change
    pill = "" if "change" not in metric else f"{change[1:]} {VERDICT_WORDS.get(str(verdict), '')}"
    compared = "baseline" in metric or "baseline_text" in metric
    note = [metric.get("reason", ""), f"from {figures.baseline}" if compared else ""]
    note += [f"target {figures.target}, missed"] if "target" in metric else []
    return (
        "same" if verdict == "same" else pill,
        " · ".join(filter(None, note)) if verdict != "same" else "",
        "history" in metric,
    )
