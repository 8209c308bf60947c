"""The rows of a chart: few as JSON, many as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from ..wire.arrays import read_values
from ..wire.columns import Column, encode
from ..wire.frames import read_frame
from ..wire.scalars import is_instance, length_of
from ..wire.tables import Frame
from .copy import JsonCopy

MAX_ROWS = 500_000
MAX_IN_JSON = 2_000
"""Values: more of them travel as columns."""
HEAD_ROWS, HEAD_COLUMNS = 50, 12


@dataclass
class Rows:
    """The rows of one data source: ``values`` where they are few, else ``columns``."""

    height: int
    values: list[Any] | None = None
    columns: list[Column] = field(default_factory=list)
    head: list[list[Any]] = field(default_factory=list)
    """The first rows, for readers without scripts."""


def read_rows(value: Any, argument: str, copy: JsonCopy, *, mapping: bool = False) -> Rows | None:
    """Rows of any library; None for what is neither a frame nor a list.

    Parameters
    ----------
    value : DataFrame, Table, or list of dicts or of values
    argument : str
        Name of the argument, for messages.
    copy : JsonCopy
        Makes plain JSON of a few values, and counts what JSON cannot say.
    mapping : bool, optional
        Whether a dict of columns is a frame.

    Raises
    ------
    InputError
        For too many rows, before any work.
    """
    if is_instance(value, (list, tuple)):
        _check_height(length_of(value) or 0, argument)
    frame = read_frame(value, argument, records=True, mapping=mapping)
    if frame is None:
        if not is_instance(value, (list, tuple)):
            return None
        if len(value) > MAX_IN_JSON:
            # What is no row is a row of one field, which Vega calls "data".
            return _encode_rows(
                Frame("python", ["data"], ["data"], len(value), lambda _: value), copy
            )
        return Rows(len(value), [copy.read(item, argument) for item in value])
    _check_height(frame.height, argument)
    if frame.height * len(frame.names) <= MAX_IN_JSON:
        rows = value if frame.library == "python" and not mapping else frame.records()
        if is_instance(rows, Mapping):
            rows = frame.records()
        return Rows(frame.height, [copy.read(row, argument) for row in rows])
    return _encode_rows(frame, copy)


def _encode_rows(frame: Frame, copy: JsonCopy) -> Rows:
    columns: list[Column] = []
    head: list[list[Any]] = []
    for name in frame.names:
        native = frame.native(name)
        columns.append(encode(name, native))
        if len(head) < HEAD_COLUMNS:
            first = getattr(native, "iloc", native)[:HEAD_ROWS]
            head.append(read_values(first, name, HEAD_ROWS, nested=True))
    rows = [[copy.peek(item) for item in row] for row in zip(*head)]
    return Rows(frame.height, None, columns, rows)


def _check_height(height: int, argument: str) -> None:
    if height > MAX_ROWS:
        raise InputError(
            f"{argument} has {height:,} rows; a chart draws at most {MAX_ROWS:,}. "
            "Give it an aggregate or a sample."
        )
