"""Metrics by name, with units, formats and the change against a baseline."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..page.blocks import Block, paragraph, table
from ..statistics.directions import USUAL_METRICS, direction
from ..wire.frames import records
from ..wire.numbers import number
from ..wire.scalars import unwrap
from ..wire.text import cap_text, describe, label
from .base import Component, Width, as_it_is

if TYPE_CHECKING:
    from ..client.task import TaskContext

MAX_ROWS = 2_000
MAX_BASELINES = 20_000
MAX_COUNTED = 100_000
MAX_NESTING = 8
MAX_LISTED = 20
MAX_NOTES = 10
NOISE = 1e-12
"""A change of this share of the values is rounding of floating point, not a change."""

USUAL_BASELINES = ("baseline", "baseline_metrics", "baseline_scores")

_FIELDS = ("value", "baseline", "unit", "format", "higher_is_better", "description")
_NAMES = ("name", "metric")
_D3_FORMAT = re.compile(r"(.?[<>=^])?[-+( ]?[$#]?0?\d{0,2},?(\.\d{1,2})?~?[%bdefgnoprsXx]?")
_FORM = "a mapping of names to numbers, or a list of dicts with a name and a value"
_HINT = 'MetricTable({"accuracy": 0.93, "log_loss": 0.21}, baseline={"accuracy": 0.91})'


@dataclass
class _Metric:
    """A metric as it was given."""

    names: tuple[str, ...]
    value: Any
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return cap_text(" / ".join(self.names), 300)


class MetricTable(Component):
    """Show metrics by name, and how they stand against a baseline.

    Parameters
    ----------
    metrics : mapping, sequence of mappings, Series or DataFrame of one row
        Name to number; or name to a mapping with ``value`` and any of ``baseline``, ``unit``,
        ``format``, ``higher_is_better`` and ``description``; or such mappings with a ``name``
        as rows. Other nested mappings, such as scikit-learn's ``classification_report``, give
        one row for each number: ``macro avg / recall``. At most 2,000 are shown.
    baseline : mapping, optional
        What to compare with, in any form of ``metrics``. Metrics that only the baseline has
        are shown as missing.
    units : mapping of str to str, optional
        Name to unit: ``{"latency": "ms"}``.
    formats : mapping of str to str, optional
        Name to d3-format specifier: ``{"accuracy": ".1%"}``. Metrics of one unit share a format.
    higher_is_better : mapping of str to bool, optional
        Name to whether a higher value is better; None for neither. Common names are known.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Notes
    -----
    The change is value minus baseline; its percentage is relative to the magnitude of the
    baseline, and is not given for a baseline of 0. Differences below one part in 10^12 are
    rounding and count as the same.

    Examples
    --------
    >>> MetricTable({"accuracy": 0.931, "log_loss": 0.214})

    >>> MetricTable(
    ...     {"accuracy": 0.931, "latency_p95": 38.2},
    ...     baseline={"accuracy": 0.902, "latency_p95": 35.0},
    ...     units={"latency_p95": "ms"},
    ...     formats={"accuracy": ".1%"},
    ... )
    """

    type = "metric_table"
    read_metrics = read_baseline = staticmethod(as_it_is)
    read_units = read_formats = read_higher_is_better = staticmethod(as_it_is)

    def __init__(
        self,
        metrics: Any,
        *,
        baseline: Any = None,
        units: Mapping[str, str] | None = None,
        formats: Mapping[str, str] | None = None,
        higher_is_better: Mapping[str, bool | None] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    @classmethod
    def from_task(
        cls,
        context: TaskContext,
        *,
        metrics: str | None = None,
        baseline: str | Mapping[str, Any] | None = None,
        units: Mapping[str, str] | None = None,
        formats: Mapping[str, str] | None = None,
        higher_is_better: Mapping[str, bool | None] | None = None,
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
        units : mapping of str to str, optional
            Name to unit.
        formats : mapping of str to str, optional
            Name to d3-format specifier.
        higher_is_better : mapping of str to bool, optional
            Name to whether a higher value is better.
        """
        given = context.read("metrics", metrics, USUAL_METRICS)
        name = metrics or context.find(USUAL_METRICS)
        try:
            for _ in islice(_read(given, f"The artifact {name}"), MAX_ROWS):
                pass
        except InputError as error:
            hint = '@card(type="kit_metric_table", options={"metrics": "name_of_your_artifact"})'
            raise InputError(str(error), hint) from error
        compared: Any = baseline
        if baseline is None:
            usual = context.find(USUAL_BASELINES)
            compared = None if usual is None else context.read("baseline", usual)
        elif isinstance(baseline, str):
            compared = context.read("baseline", baseline)
        return cls(
            given,
            baseline=compared,
            units=units,
            formats=formats,
            higher_is_better=higher_is_better,
        )

    def compose(
        self,
        notes: list[str],
        *,
        metrics: Any,
        baseline: Any = None,
        units: Any = None,
        formats: Any = None,
        higher_is_better: Any = None,
    ) -> dict[str, Any]:
        given = _read(metrics, "metrics")
        listed = list(islice(given, MAX_ROWS))
        left = sum(1 for _ in islice(given, MAX_COUNTED))
        by_name = _baselines(baseline, notes)
        options = {
            "unit": _by_name("units", units, notes),
            "format": _by_name("formats", formats, notes),
            "higher_is_better": _by_name("higher_is_better", higher_is_better, notes),
        }
        if left == 0:
            names = {metric.name for metric in listed}
            only = [_Metric((name,), _ABSENT) for name in by_name if name not in names]
            left = max(0, len(listed) + len(only) - MAX_ROWS)
            listed = (listed + only)[:MAX_ROWS]
            _note_strangers(options, listed, notes)
        if left > 0:
            least = "at least " if left == MAX_COUNTED else ""
            total = f"{least}{MAX_ROWS + left:,}"
            notes.append(f"The first {MAX_ROWS:,} of {total} metrics are shown.")
        rows = [_row(metric, by_name, options, notes) for metric in listed]
        if len(notes) > MAX_NOTES:
            notes[MAX_NOTES:] = [f"{len(notes) - MAX_NOTES:,} more notes of this kind."]
        return {"rows": rows}

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        rows = node["rows"]
        if not rows:
            return paragraph("No metrics.")
        compared = any("baseline" in row or "baseline_text" in row for row in rows)
        headers = ["Metric", "Value", *(["Baseline", "Change", "Verdict"] if compared else [])]
        return table(headers, ([row["name"], *_summary_cells(row, compared)] for row in rows))


_ABSENT = object()
_UNSAID = object()


def _read(data: Any, argument: str) -> Iterator[_Metric]:
    """The metrics in whatever was given, one by one."""
    columns = getattr(data, "column_names", getattr(data, "columns", None))
    if columns is not None and not isinstance(data, Mapping):
        yield from _read_frame(data, [*columns], argument)
    elif _is_mapping(data):
        yield from _read_mapping(data, (), frozenset())
    elif isinstance(data, (list, tuple)):
        for index, row in enumerate(data):
            yield from _read_row(row, f"{argument}[{index}]")
    else:
        raise InputError(f"{argument} is {describe(data)}; it must be {_FORM}.", _HINT)


def _is_mapping(data: Any) -> bool:
    kind = type(data)
    return isinstance(data, Mapping) or (hasattr(kind, "items") and hasattr(kind, "keys"))


def _read_mapping(data: Any, names: tuple[str, ...], above: frozenset[int]) -> Iterator[_Metric]:
    """A metric for each leaf; a mapping with a ``value`` is one metric."""
    for key, value in data.items():
        path = (*names, _name(key))
        if not _is_mapping(value):
            yield _Metric(path, value)
        elif "value" in value:
            yield _Metric(path, value["value"], _fields(value))
        elif id(value) in above or len(path) > MAX_NESTING:
            yield _Metric(path, "(nested too deeply)")
        elif len(value) == 0:
            yield _Metric(path, "(empty)")
        else:
            yield from _read_mapping(value, path, above | {id(data)})


def _read_row(row: Any, where: str) -> Iterator[_Metric]:
    if isinstance(row, (list, tuple)) and len(row) == 2 and isinstance(row[0], str):
        row = {"name": row[0], "value": row[1]}
    if not _is_mapping(row):
        raise InputError(f"{where} is {describe(row)}; a row is a dict with a name.", _HINT)
    named = next((key for key in _NAMES if key in row), None)
    if named is None:
        found = ", ".join(label(key) for key in islice(row.keys(), MAX_LISTED)) or "nothing"
        raise InputError(f"{where} has no name; it has {cap_text(found, 300)}.", _HINT)
    fields = {key: value for key, value in _fields(row).items() if key != named}
    yield _Metric((_name(row[named]),), row.get("value", _UNSAID), fields)


def _fields(given: Any) -> dict[str, Any]:
    return {label(key): value for key, value in given.items() if key != "value"}


def _read_frame(frame: Any, columns: list[Any], argument: str) -> Iterator[_Metric]:
    """A table: one row whose columns are metrics, or a metric in each row."""
    if "value" in columns and any(name in columns for name in _NAMES):
        for index, row in enumerate(_records(frame)):
            yield from _read_row(row, f"{argument}[{index}]")
        return
    if not hasattr(frame, "__len__"):  # such as a LazyFrame of polars, which has no rows yet
        raise InputError(
            f"{argument} is a {type(frame).__name__}, whose rows are not there yet; collect it.",
            "MetricTable(frame.collect())",
        )
    height = len(frame)
    if height != 1:
        raise InputError(
            f"{argument} is a table of shape ({height}, {len(columns)}); it must have one row, or "
            "the columns name and value.",
            'MetricTable(frame.to_dict("index"))  # every row; frame.iloc[-1] for the last one',
        )
    if hasattr(type(frame), "items"):  # as pandas has it, where two columns may share a name
        for column, values in frame.items():
            yield _Metric((_name(column),), next(iter(values)))
        return
    yield from _read_mapping(_records(frame)[0], (), frozenset())


def _records(frame: Any) -> list[dict[str, Any]]:
    rows = records(frame)
    if rows is None:
        raise InputError(f"metrics is {describe(frame)}; it must be {_FORM}.", _HINT)
    return rows


def _name(key: Any) -> str:
    if isinstance(key, tuple):  # a pandas index of several levels
        return cap_text(" / ".join(label(part) for part in key), 200)
    return label(key)


def _baselines(baseline: Any, notes: list[str]) -> dict[str, Any]:
    if baseline is None:
        return {}
    try:
        metrics = islice(_read(baseline, "baseline"), MAX_BASELINES)
        return {metric.name: metric.value for metric in metrics}
    except InputError as error:
        notes.append(f"There is no comparison: {error}")
        return {}


def _by_name(argument: str, given: Any, notes: list[str]) -> dict[str, Any]:
    if given is None:
        return {}
    if _is_mapping(given):
        return {_name(key): value for key, value in islice(given.items(), MAX_BASELINES)}
    notes.append(f"{argument} is {describe(given)}, no mapping of metrics' names: not used.")
    return {}


def _note_strangers(
    options: dict[str, dict[str, Any]], listed: list[_Metric], notes: list[str]
) -> None:
    known = {name for metric in listed for name in (metric.name, metric.names[-1])}
    for argument, option in zip(("units", "formats", "higher_is_better"), options.values()):
        strangers = [name for name in option if name not in known]
        if strangers:
            names = cap_text(", ".join(strangers[:MAX_LISTED]), 300)
            notes.append(f"{argument} names {names}; there is no such metric.")


def _row(
    metric: _Metric,
    baselines: dict[str, Any],
    options: dict[str, dict[str, Any]],
    notes: list[str],
) -> dict[str, Any]:
    name = metric.name
    said = dict(metric.fields)
    for key, option in options.items():
        for known in (name, metric.names[-1]):
            if known in option:
                said.setdefault(key, option[known])
    if name in baselines:
        said.setdefault("baseline", baselines[name])

    row: dict[str, Any] = {"name": name}
    row["value"], text, reason = _cell(metric.value)
    if text is not None:
        row["text"] = text
    if reason is not None:
        row["reason"] = reason
    if said.get("unit") is not None:
        row["unit"] = cap_text(label(said["unit"]), 40)
    if "baseline" in said:
        row["baseline"], text, _ = _cell(said["baseline"])
        if text is not None:
            row["baseline_text"] = text
    shape = _format(said.get("format"), name, notes) or _whole(row)
    if shape is not None:
        row["format"] = shape
    better = _direction(said, metric, notes)
    if better is not None:
        row["direction"] = better
    row.update(_change(row["value"], row.get("baseline"), better))
    if said.get("description") is not None:
        row["description"] = cap_text(said["description"], 500)
    strangers = [key for key in metric.fields if key not in _FIELDS]
    if strangers:
        listed = cap_text(", ".join(strangers[:MAX_LISTED]), 300)
        notes.append(f"{name} has more than a metric table shows: {listed}.")
    return row


def _cell(value: Any) -> tuple[Any, str | None, str | None]:
    """The number, else the text that stands for it, and why it cannot be read as a number."""
    if value is _ABSENT:
        return None, None, "only the baseline has it"
    if value is _UNSAID:
        return None, None, "no value was given"
    try:
        found = number(value)
    except Exception:
        return None, _text(value), None
    if found is None:
        return None, None, "None was given" if value is None else "a missing value was given"
    reasons = {"NaN": "not a number", "Infinity": "infinite", "-Infinity": "infinite"}
    return found, None, reasons.get(found) if isinstance(found, str) else None


def _text(value: Any) -> str:
    value = unwrap(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (str, bytes)):
        return label(value[:1000])
    try:
        size = len(value)
    except Exception:
        size = 0
    if size > MAX_LISTED:
        return f"{type(value).__name__} of {size:,} items"
    return label(value)


def _format(given: Any, name: str, notes: list[str]) -> str | None:
    """A d3-format specifier; Python's ``{:.2f}`` is read as ``.2f``, which means the same."""
    if given is None:
        return None
    text = given.strip() if isinstance(given, str) else ""
    if text.startswith("{:") and text.endswith("}"):
        text = text[2:-1]
    if text and _D3_FORMAT.fullmatch(text):
        return text
    notes.append(f"The format of {name} is {describe(given)}, no d3-format specifier: not used.")
    return None


def _whole(row: dict[str, Any]) -> str | None:
    """Counts take no decimals from the metrics around them."""
    numbers = [row[key] for key in ("value", "baseline") if row.get(key) is not None]
    counts = (
        isinstance(value, int)
        or (isinstance(value, float) and value.is_integer() and abs(value) >= 10)
        for value in numbers
    )
    small = all(not isinstance(value, (int, float)) or abs(value) < 1e12 for value in numbers)
    return ",d" if numbers and small and all(counts) else None


def _direction(said: dict[str, Any], metric: _Metric, notes: list[str]) -> str | None:
    if "higher_is_better" not in said:
        return direction(metric.name)
    higher = unwrap(said["higher_is_better"])
    if higher is None:
        return None
    if isinstance(higher, bool):
        return "higher" if higher else "lower"
    notes.append(
        f"higher_is_better of {metric.name} is {describe(higher)}, not True or False: not used."
    )
    return direction(metric.name)


def _change(value: Any, baseline: Any, better: str | None) -> dict[str, Any]:
    if value is None or baseline is None:
        return {}
    # int and float as they are, so that the difference of two counts is exact
    new, old = (float(item) if isinstance(item, str) else item for item in (value, baseline))
    change = 0 if new == old else new - old
    if math.isnan(change):
        return {}
    if abs(change) <= NOISE * max(abs(new), abs(old)) and math.isfinite(change):
        change = 0
    found: dict[str, Any] = {"change": _without_noise(change)}
    if old != 0 and math.isfinite(old) and math.isfinite(change):
        found["change_ratio"] = _without_noise(change / abs(old))
    if change == 0:
        found["verdict"] = "same"
    else:
        way = "higher" if change > 0 else "lower"
        found["verdict"] = way if better is None else "better" if way == better else "worse"
    return found


def _without_noise(value: Any) -> Any:
    """0.93 - 0.9 as 0.03, which is what those two numbers mean."""
    return value if isinstance(value, int) else number(float(f"{value:.12g}"))


def _summary_cells(row: dict[str, Any], compared: bool) -> Iterable[str]:
    unit = f" {row['unit']}" if "unit" in row else ""
    reason = f" ({row['reason']})" if "reason" in row else ""
    yield _summary_value(row["value"], row.get("text"), unit) + reason
    if compared:
        yield _summary_value(row.get("baseline"), row.get("baseline_text"), unit)
        change = row.get("change")
        ratio = row.get("change_ratio")
        percent = f" ({ratio:+.2%})" if isinstance(ratio, (int, float)) else ""
        yield (f"{float(change):+.6g}{unit}{percent}" if change is not None else "—")
        yield row.get("verdict", "—")


def _summary_value(value: Any, text: str | None, unit: str) -> str:
    if text is not None:
        return text
    if value is None:
        return "—"
    return f"{float(value):.6g}{unit}" if isinstance(value, float) else f"{value}{unit}"
