"""What a chart's arguments name: columns of its data, or plain lists, each as plain values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Union

from ..errors import InputError
from .arrays import native_items, read_values
from .dates import read_date_text
from .floats import read_floats
from .frames import read_frame
from .kinds import Kind, kind_of_values
from .libraries import index_of
from .mappings import read_mapping
from .pairs import read_rows
from .scalars import is_instance, plain_items, read_attribute, shape_of
from .tables import MAX_COLUMNS, MAX_ROWS, Frame, check_size
from .text import cap_text, closest, describe, label

MAX_LISTED = 12
MAX_CELLS = MAX_ROWS
"""Of all the columns that a chart reads."""

NUMBERS = ("number", "boolean")

Names = Union[str, list[str]]


@dataclass
class Channel:
    """The values of one argument, or of one of the columns that it names.

    Attributes
    ----------
    name : str
        Name of the column; of a plain list, that of the argument.
    values : list
        Plain values: None where one is missing.
    kind : str
        What they are.
    """

    name: str
    values: list[Any]
    kind: Kind

    def floats(self, argument: str) -> list[float]:
        """The values as floats, NaN where one is missing.

        Raises
        ------
        InputError
            When a value is not a number.
        """
        return read_floats(self.values, f"{argument}, {self.name!r}" if self.name else argument)


class Source:
    """The data of a chart.

    Parameters
    ----------
    data : DataFrame of any library, mapping of columns, list of mappings, array, list, or None
    limit : int, optional
        The most rows that are read.
    """

    def __init__(self, data: Any, limit: int = MAX_ROWS) -> None:
        self.limit = limit
        self.frame = _open_data(data, limit)
        self.plain = data if self.frame is None else None
        self._only: Channel | None = None
        self._left = MAX_CELLS

    @property
    def height(self) -> int | None:
        """How many rows the data have; None without data."""
        if self.frame is not None:
            return self.frame.height
        return None if self.plain is None else len(self._read_plain().values)

    def values(self, argument: str, given: Any) -> Channel:
        """One column by its name, or the values themselves."""
        if is_instance(given, str):
            return self._column(argument, given)
        values = read_values(given, argument, self.limit)
        self._count(len(values))
        name = read_attribute(given, "name")
        return Channel(label(name) if isinstance(name, str) else "", values, kind_of_values(values))

    def places(self, argument: str, given: Any) -> Channel:
        """The same, the texts of dates and moments as these."""
        return _read_dates(self.values(argument, given))

    def several(self, argument: str, given: Any) -> list[Channel]:
        """Some columns by their names, a mapping of names to values, or values themselves."""
        if is_instance(given, str):
            return [self._column(argument, given)]
        if is_instance(given, Mapping):
            return [
                Channel(label(name), column.values, column.kind)
                for name, values in read_mapping(given, argument, MAX_COLUMNS)
                for column in [self.values(f"{argument}[{label(name)!r}]", values)]
            ]
        if are_names(given):
            return [self._column(argument, name) for name in islice(given, MAX_COLUMNS)]
        return [self.values(argument, given)]

    def numeric(self, but: Sequence[str]) -> list[Channel]:
        """Every column of numbers, without those of these names."""
        if self.frame is None:
            return [] if self.plain is None else [self._read_plain()]
        names = [name for name in self.frame.names if name not in but]
        declared = [name for name in names if self.frame.declared_kind(name) in NUMBERS]
        if len(declared) * self.frame.height > self._left:
            self._count(len(declared) * self.frame.height)
        return [self._column("data", name) for name in names if self.frame.kind(name) in NUMBERS]

    def index(self) -> Channel | None:
        """The names of the rows, where a frame or a column has some."""
        frame = self.frame
        rows, levels = index_of(self.plain) if frame is None else (frame.index, frame.levels)
        if rows is None:
            return None
        name = label(levels[0][0]) if len(levels) == 1 else ""
        return Channel(name, rows, kind_of_values(rows))

    def _read_plain(self) -> Channel:
        """The values of data without columns, read once: a generator has them once."""
        if self._only is None:
            self._only = self.values("data", self.plain)
        return self._only

    def _count(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise InputError(
                f"data have more than {MAX_CELLS:,} values in the columns that the chart shows; "
                "name fewer of them, or give an aggregate or a sample."
            )

    def _column(self, argument: str, name: str) -> Channel:
        if self.frame is None:
            raise InputError(
                f"{argument} is {describe(name)}, the name of a column, and "
                + ("there are no data." if self.plain is None else "data have no columns.")
            )
        if name not in self.frame.names:
            for level, column in self.frame.levels:
                if level == name:
                    return self.values(argument, column)
            names = self.frame.names
            near = closest(name, names[:1000])
            raise InputError(
                f"{argument} is {cap_text(name, 200)!r}, and data have the columns "
                f"{list_names(names)}.",
                None if near is None else f'{argument}="{near}"',
            )
        self._count(self.frame.height)
        kind = self.frame.kind(name)
        if kind in NUMBERS:
            return Channel(name, _native_floats(self.frame, name), kind)
        return Channel(name, self.frame.column(name), kind)


def are_names(value: Any) -> bool:
    """Whether a value names columns: a text, or as many texts as there may be columns."""
    if not is_instance(value, (list, tuple)):
        return is_instance(value, str)
    try:
        names = list(islice(iter(value), MAX_COLUMNS + 1))
    except Exception:  # a class of its own
        return False
    return 0 < len(names) <= MAX_COLUMNS and all(is_instance(name, str) for name in names)


def list_names(names: Sequence[str]) -> str:
    """Some names for a message, and how many more there are."""
    rest = "" if len(names) <= MAX_LISTED else f" and {len(names) - MAX_LISTED} more"
    return ", ".join(names[:MAX_LISTED]) + rest


def _read_dates(channel: Channel) -> Channel:
    """Texts that all are dates, or all are moments, as these; anything else as it is."""
    first = next((value for value in channel.values if value is not None), None)
    if channel.kind != "text" or read_date_text(first) is None:
        return channel
    read = list(map(read_date_text, channel.values))
    kind = kind_of_values(read)
    zoned = {value.tzinfo is not None for value in read if isinstance(value, datetime)}
    if read.count(None) > channel.values.count(None) or kind == "other" or len(zoned) > 1:
        return channel
    return Channel(channel.name, read, kind)


def _open_data(data: Any, limit: int) -> Frame | None:
    cells = limit * 100
    frame = read_frame(data, "data", limit_cells=cells, mapping=True, records=True)
    shape = shape_of(data)
    if frame is None and shape is not None and len(shape) == 2 and shape[1] > 1:
        check_size(*shape, data, "data", cells)
        names = [str(place) for place in range(shape[1])]
        dtype = str(read_attribute(data, "dtype"))
        frame = Frame("numpy", names, names, shape[0], lambda at: data[:, at], lambda _: dtype)
    if frame is None:
        frame = read_rows(data, limit)
    if frame is not None and frame.height > limit:
        raise InputError(
            f"data have {frame.height:,} rows; at most {limit:,} can be read. "
            "Give an aggregate or a sample."
        )
    return frame


def _native_floats(frame: Frame, name: str) -> list[Any]:
    """A column of numbers as floats, by what its library is quick at; NaN where one is missing."""
    native = frame.native(name)
    try:
        if frame.library == "pandas":
            floats = native.to_numpy(dtype="float64", na_value=math.nan).tolist()
        elif frame.library == "polars":
            floats = native.cast(float).to_list()
        elif frame.library == "pyarrow":
            floats = native.cast("float64").to_pylist()
        elif frame.library == "numpy":
            floats = native.astype("float64").tolist()
        else:
            floats = native if isinstance(native, list) else native_items(native)
        if isinstance(floats, list):
            return plain_items(floats)
    except Exception:  # a rare type: its values still can be read
        pass
    return frame.column(name)
