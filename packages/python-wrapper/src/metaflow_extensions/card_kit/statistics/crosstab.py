"""Counts as data frames have them: which axis names the classes, and what is no class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Optional

from ..wire.frames import Frame
from ..wire.kinds import is_nan
from ..wire.text import describe, label
from .classes import plain

MARGINS = frozenset(["all", "total", "totals", "sum", "grand total", "margin", "margins"])
_SEPARATORS = " _-:=./()[]"


class Axes(NamedTuple):
    """A table of counts with what its axes are called; None for an axis that nobody named."""

    true: Optional[list[Any]]  # noqa: UP045
    predicted: Optional[list[Any]]  # noqa: UP045
    rows: list[list[Any]]


def read_axes(frame: Frame, notes: list[str]) -> Axes:
    """The names and the cells of a frame of counts, without its totals.

    A frame without an index, of polars or Arrow, may name its rows in its first column. A cell
    that is missing is a pair that did not occur. Notes say what was understood and not said.
    """
    columns = [frame.column(name) for name in frame.names]
    true, predicted = frame.index, None if frame.counted else list(frame.labels)
    if predicted is not None and true is None and _first_names_rows(frame, columns):
        true, columns, predicted = columns[0], columns[1:], predicted[1:]
    elif true is None and predicted is not None and _may_name_rows(frame, columns):
        notes.append(
            f"The column {label(predicted[0])} was read as counts of a class of that name, and not "
            "as the names of the rows."
        )
    nan_is_missing = frame.library == "pandas"
    rows = [
        [0 if cell is None or (nan_is_missing and is_nan(cell)) else cell for cell in row]
        for row in zip(*columns)
    ]
    if not true or not predicted:
        return Axes(true, predicted, rows)
    axes = _without_margins(_one_level(true, predicted), _one_level(predicted, true), rows, notes)
    true, predicted = list(map(plain, axes.true or [])), list(map(plain, axes.predicted or []))
    return Axes(*_alike(true, predicted, notes), axes.rows)


def _first_names_rows(frame: Frame, columns: list[list[Any]]) -> bool:
    """Whether the first column holds classes: it is one more, no numbers, or is called otherwise.

    A pivot of whole-number classes is square by chance where each side lacks some of the other.
    """
    if not columns or len(columns) == frame.height + 1 or frame.kind(frame.names[0]) != "number":
        return bool(columns)
    if not _may_name_rows(frame, columns):
        return False
    others = {float(label(name)) for name in frame.labels[1:]}
    return len(columns) != frame.height or not others.isdisjoint(map(float, columns[0]))


def _may_name_rows(frame: Frame, columns: list[list[Any]]) -> bool:
    """Whether different numbers stand under a word, and the other columns are called numbers."""
    names = list(map(label, frame.labels))
    first = columns[0] if columns else []
    return (
        len(names) > 1
        and not _is_numeral(names[0])
        and all(map(_is_numeral, names[1:]))
        and None not in first
        and len(set(first)) == len(first)
    )


def _is_numeral(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _one_level(names: list[Any], others: list[Any]) -> list[Any]:
    """Names of several levels by the only one that differs: ``("count", 0), ("count", 1)``."""
    if any(isinstance(name, tuple) for name in others):
        return names
    if not all(isinstance(name, tuple) and name for name in names):
        return names
    levels = [level for level in zip(*names) if any(name != level[0] for name in level)]
    if len(names) == 1:
        return [names[0][-1]]
    return list(levels[0]) if len(levels) == 1 else names


def _without_margins(
    true: list[Any], predicted: list[Any], rows: list[list[Any]], notes: list[str]
) -> Axes:
    """Leave out what ``pandas.crosstab(margins=True)`` adds, under whatever usual name."""
    row, column = _is_margin(true), _is_margin(predicted)
    if row and column and label(true[-1]) == label(predicted[-1]):
        inner = [line[:-1] for line in rows[:-1]]
        if true[-1] == "All" or (
            _are_sums(rows[-1][:-1], list(zip(*inner)))
            and _are_sums([line[-1] for line in rows[:-1]], inner)
        ):
            return Axes(true[:-1], predicted[:-1], inner)
        return Axes(true, predicted, rows)
    if row and not column and label(true[-1]) not in set(map(label, predicted)):
        if _are_sums(rows[-1], list(zip(*rows[:-1]))) or _have_one_sum(rows):
            notes.append(_margin_note("row", true[-1]))
            return Axes(true[:-1], predicted, rows[:-1])
    elif column and not row and label(predicted[-1]) not in set(map(label, true)):
        inner, last = [line[:-1] for line in rows], [line[-1] for line in rows]
        if _are_sums(last, inner) or _have_one_sum(list(zip(*rows))):
            notes.append(_margin_note("column", predicted[-1]))
            return Axes(true, predicted[:-1], inner)
    return Axes(true, predicted, rows)


def _margin_note(axis: str, name: Any) -> str:
    return f"The last {axis} of counts, {describe(name)}, is the total of the others: no class."


def _is_margin(names: Sequence[Any]) -> bool:
    last = names[-1]
    last = last[0] if isinstance(last, tuple) and last else last
    return len(names) > 1 and isinstance(last, str) and last.strip().casefold() in MARGINS


def _are_sums(totals: Sequence[Any], lines: Sequence[Sequence[Any]]) -> bool:
    try:
        return any(totals) and all(
            math.isclose(total, math.fsum(line), rel_tol=1e-9) for total, line in zip(totals, lines)
        )
    except (TypeError, ValueError, OverflowError):
        return False


def _have_one_sum(lines: Sequence[Sequence[Any]]) -> bool:
    """Whether these are shares, each line of the whole: then the total is one more of them."""
    return any(_are_sums([whole] * len(lines), lines) for whole in (1, 100))


def _alike(true: list[Any], predicted: list[Any], notes: list[str]) -> tuple[list[Any], list[Any]]:
    """The names of both axes, as one where they are written in two ways."""
    true, predicted = _as_on_other_axis(true, predicted), _as_on_other_axis(predicted, true)
    try:
        apart = set(true).isdisjoint(predicted)
    except TypeError:
        return true, predicted  # refused where they become classes
    if not apart or max(len(true), len(predicted)) == 1:
        return true, predicted
    if len(true) == len(predicted) and all(isinstance(name, str) for name in (*true, *predicted)):
        names, others = _bare(true, predicted), _bare(predicted, true)
        if len(set(names)) == len(names) and set(names) == set(others):
            column = predicted[others.index(names[0])]
            notes.append(
                f"The row {describe(true[0])} and the column {describe(column)} of counts were "
                f"taken for the class {describe(names[0])}; the others likewise."
            )
            return names, others
    notes.append(
        f"No row of counts is called as a column is (rows: {describe(true[0])}, ...; columns: "
        f"{describe(predicted[0])}, ...), so that nothing counts as correct."
    )
    return true, predicted


def _as_on_other_axis(names: list[Any], others: list[Any]) -> list[Any]:
    """Names of columns are text in some libraries, where the rows have numbers or dates."""
    texts = all(isinstance(name, str) for name in names)
    if not texts or any(isinstance(other, str) for other in others):
        return names
    by_text = {text: other for other in others for text in _spellings(other)}
    return [by_text.get(name, name) for name in names]


def _spellings(value: Any) -> list[str]:
    if value is None:
        return ["null"]
    spellings = [label(value), str(value).lower() if isinstance(value, bool) else str(value)]
    if isinstance(value, date):
        spellings.append(value.isoformat())
    if isinstance(value, datetime):
        full = value.strftime("%Y-%m-%d %H:%M:%S.%f")
        spellings += [full, full[:-3], f"{full}000"]
        if full.endswith(" 00:00:00.000000"):
            spellings.append(full[:10])
    return spellings


def _bare(names: list[str], others: list[str]) -> list[str]:
    """Each name without what all of an axis have and the other axis has not: ``Actual cat``."""
    for turn in (slice(None), slice(None, None, -1)):
        names, others = [name[turn] for name in names], [name[turn] for name in others]
        start, other = _common_start(names), _common_start(others)
        shared = len(_common_start([start[::-1], other[::-1]]))
        cut = len(start) - shared
        names = [name[cut:].lstrip(_SEPARATORS) if cut else name for name in names]
        names = [name[turn] for name in names]
        others = [name[turn] for name in others]
    return names


def _common_start(names: list[str]) -> str:
    first, last = min(names), max(names)
    length = next((i for i, (a, b) in enumerate(zip(first, last)) if a != b), len(first))
    return first[:length]
