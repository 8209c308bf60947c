"""Metrics by name in any form that libraries give them, as a flat list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..errors import InputError
from .arrays import read_values
from .frames import is_mapping, read_frame, read_mapping
from .metric_values import COUNTS, SPREADS, Metric, holds_names, read_metric, read_spread
from .scalars import is_instance, length_of, offers, plain
from .tables import Frame
from .text import cap_text, describe, label

MAX_METRICS = 20_000
MAX_NESTING = 8
_NAME_FIELDS = ("name", "metric")
_FORM = "a mapping of names to numbers, or a list of dicts with a name and a value"
HINT = 'MetricTable({"accuracy": 0.93, "log_loss": 0.21}, baseline={"accuracy": 0.91})'
_LAST_ROW = {
    "pandas": "{0}.iloc[-1]",
    "polars": "{0}.row(-1, named=True)",
    "pyarrow": "{0}.slice({0}.num_rows - 1).to_pylist()[0]",
}


def read_metrics(value: Any, argument: str) -> list[Metric]:
    """The metrics in a mapping, nested or not, in rows with a name, in a frame or in a series.

    Raises
    ------
    InputError
        For anything else; for a frame of several rows, with what to write for its last.
    """
    frame = read_frame(value, argument)
    if frame is not None:
        return _read_metric_frame(frame, argument)
    if is_mapping(value):
        return list(_read_nested(value, argument, (), _Budget()))
    if is_instance(value, (list, tuple)):
        rows = read_values(value, argument, MAX_METRICS, nested=True)
        return [_read_metric_row(row, f"{argument}[{i}]") for i, row in enumerate(rows)]
    named = getattr(value, "name", None) if offers(value, "name", "to_list", "dtype") else None
    if isinstance(named, str) and named:  # a column of polars: scores of one metric
        return [read_metric((label(named),), value)]
    raise InputError(f"{argument} is {describe(value)}; it must be {_FORM}.", HINT)


class _Budget:
    """How many values and mappings may still be read, however they hold each other."""

    def __init__(self) -> None:
        self.left = MAX_METRICS

    def take(self, argument: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise InputError(
                f"{argument} holds more than {MAX_METRICS:,} values; at most that many can be read."
            )


def _read_nested(
    data: Any, argument: str, names: tuple[str, ...], budget: _Budget
) -> Iterator[Metric]:
    """A metric for each leaf; a mapping with a value, or with a mean and a spread, is one."""
    for key, value in read_mapping(data, argument, MAX_METRICS, hint=HINT):
        budget.take(argument)
        path = (*names, _metric_name(key))
        if not holds_names(value):
            yield read_metric(path, value)
            continue
        if _is_one_metric(value):
            yield _read_fields(path, dict(read_mapping(value, path[-1], 100)))
        elif len(path) > MAX_NESTING:
            yield Metric(path, text="(nested too deeply)")
        elif length_of(value) == 0:
            yield Metric(path, text="(empty)")
        else:
            yield from _read_nested(value, argument, path, budget)


def _is_one_metric(value: Any) -> bool:
    try:
        keys = set(islice(value, 100)) if is_instance(value, Mapping) else set()
    except Exception:
        return False
    spread = "mean" in keys and not keys.isdisjoint(SPREADS)
    return "value" in keys or (spread and keys <= {"mean", *SPREADS, *COUNTS})


def _read_fields(names: tuple[str, ...], given: dict[Any, Any]) -> Metric:
    if "value" not in given:
        return read_spread(names, given)
    metric = read_metric(names, given.pop("value"))
    spread = read_spread(names, {"mean": 0, **given})
    if metric.scores is None:
        metric.sd, metric.n = spread.sd, spread.n
    known = (*SPREADS, *COUNTS) if spread.sd is not None else ()
    metric.fields = {label(k): plain(v) for k, v in given.items() if k not in known}
    return metric


def _read_metric_row(row: Any, where: str) -> Metric:
    if is_instance(row, (list, tuple)) and len(row) == 2 and is_instance(row[0], str):
        row = {"name": row[0], "value": row[1]}
    if not is_mapping(row):
        raise InputError(f"{where} is {describe(row)}; a row is a dict with a name.", HINT)
    fields = dict(read_mapping(row, where, MAX_METRICS, hint=HINT))
    return _read_row_fields(fields, where)


def _read_row_fields(fields: dict[Any, Any], where: str) -> Metric:
    named = next((key for key in _NAME_FIELDS if key in fields), None)
    if named is None:
        found = ", ".join(label(key) for key in list(fields)[:20]) or "nothing"
        raise InputError(f"{where} has no name; it has {cap_text(found, 300)}.", HINT)
    names = (_metric_name(fields.pop(named)),)
    if "value" in fields or "mean" in fields:
        return _read_fields(names, {"value": fields.pop("mean", None), **fields})
    given = {label(key): plain(value) for key, value in fields.items()}
    return Metric(names, reason="no value was given", fields=given)


def _read_metric_frame(frame: Frame, argument: str) -> list[Metric]:
    """A table: one row whose columns are metrics, or a metric in each row."""
    if "value" in frame.names and any(name in frame.names for name in _NAME_FIELDS):
        rows = frame.records(MAX_METRICS)
        return [_read_row_fields(row, f"{argument}[{i}]") for i, row in enumerate(rows)]
    if frame.height == 0:
        return []
    if frame.height != 1:
        last = _LAST_ROW.get(frame.library, "{0}[-1]").format("frame")
        raise InputError(
            f"{argument} is a table of {frame.height:,} rows; it must have one row, whose columns "
            "are metrics, or the columns name and value.",
            f"MetricTable({last})  # its last row; ModelComparison(frame) compares all of them",
        )
    cells = [frame.column(name)[0] for name in frame.names[:MAX_METRICS]]
    return [read_metric((_metric_name(name),), cell) for name, cell in zip(frame.labels, cells)]


def _metric_name(key: Any) -> str:
    if isinstance(key, tuple):  # an index of several levels
        return cap_text(" / ".join(label(part) for part in key), 200)
    return label(key)
