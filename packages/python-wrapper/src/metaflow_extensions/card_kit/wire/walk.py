"""One reading of any value: bounded in depth, in width and in all, however the value lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set, ValuesView
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import islice
from numbers import Number
from typing import Any, Literal, NamedTuple, Optional

from ..errors import InputError
from .arrays import native_items
from .frames import read_frame
from .mappings import field_names, is_named, take_pairs
from .scalars import (
    head,
    is_instance,
    is_json_scalar,
    length_of,
    library_of,
    lists_of,
    offers,
    shape_of,
    type_name,
    unwrap,
)
from .tables import Frame

MAX_DEPTH = 20
MAX_ITEMS = 10_000
MAX_VALUES = 1_000_000
CONTAINER = 3
"""A container takes as much time and memory as so many values."""
MAX_OBJECTS = 25_000
"""What is no value of Python's own takes as much time as a hundred of those: so many of them."""

_SCALARS = (str, bool, Number, Decimal, bytes, bytearray, memoryview, date, time, timedelta)


class Parts(NamedTuple):
    """What a value holds, as far as it may be read."""

    form: Literal["sequence", "set", "mapping", "record"]
    items: Sequence[Any]
    """Of a mapping and of a record, pairs."""
    size: Optional[int]  # noqa: UP045
    """How many there are in all; None where nobody knows."""


class Walk:
    """One reading of one value; a subclass says what becomes of each of its parts.

    Parameters
    ----------
    max_depth, max_items, max_values : int, optional
        Of levels, of items in one container, and of values in all.
    weight : int, optional
        For how many values a container counts beside itself.
    """

    def __init__(
        self,
        max_depth: int = MAX_DEPTH,
        max_items: int = MAX_ITEMS,
        max_values: int = MAX_VALUES,
        weight: int = CONTAINER,
    ) -> None:
        self.max_depth = max_depth
        self.max_items = max_items
        self.max_values = max_values
        self.weight = weight
        self.left = max_values
        self._objects = MAX_OBJECTS
        self._inside: list[int] = []

    def read(self, value: Any) -> Any:
        """What becomes of a value."""
        self.left -= 1
        if is_json_scalar(value):
            return self.scalar(value)
        try:
            return self._read(value)
        except InputError:
            raise
        except Exception as error:
            return self.unreadable(value, error)

    def scalar(self, value: Any) -> Any:
        """None, a truth, a number, text, bytes, a date, a time of day or a duration."""
        raise NotImplementedError

    def container(self, value: Any, parts: Parts) -> Any:
        """What holds other values: `read_items` reads them."""
        raise NotImplementedError

    def other(self, value: Any) -> Any:
        """An object of which nothing is known."""
        raise NotImplementedError

    def cut(self, reason: str) -> Any:
        """What stands for a value that is left out, since it ``contains itself``."""
        raise NotImplementedError

    def unreadable(self, value: Any, error: Exception) -> Any:
        """What stands for a value that raised."""
        raise NotImplementedError

    def read_items(self, items: Iterable[Any]) -> list[Any]:
        """What becomes of each, as far as there is room for values."""
        found = []
        for item in items:
            if self.left <= 0:
                break
            found.append(self.read(item))
        return found

    def _read(self, value: Any) -> Any:
        kind = type(value)
        known = kind is list or kind is dict or kind is tuple
        if not known and (not shape_of(value) or is_instance(value, memoryview)):
            value = unwrap(value)
            if value is None or is_instance(value, _SCALARS):
                return self.scalar(value)
        if id(value) in self._inside:
            return self.cut("contains itself")
        if not known:
            self._objects -= 1
            if self._objects < 0:
                self.left = 0
                return self.cut(f"holds more than {MAX_OBJECTS:,} objects")
        limit = max(0, min(self.max_items, self.left))
        parts = open_builtin(value, limit) if known else open_value(value, limit, self.left)
        if parts is None:
            return self.other(value)
        if len(self._inside) >= self.max_depth:
            return self.cut(f"is deeper than {self.max_depth} levels")
        if self.left <= 0:
            return self.cut(f"holds more than {self.max_values:,} values")
        self.left -= self.weight
        self._inside.append(id(value))
        try:
            return self.container(value, parts)
        finally:
            self._inside.pop()


def open_builtin(value: Any, limit: int) -> Parts:
    """The first items of a list, a tuple or a dict that is of no subclass."""
    if type(value) is dict:
        return Parts("mapping", list(islice(value.items(), limit)), len(value))
    return Parts("sequence", value if len(value) <= limit else value[:limit], len(value))


def open_value(value: Any, limit: int, room: int) -> Parts | None:
    """The first items of what holds other values, at most `limit`; None for what does not.

    There is room for `room` values in all.
    """
    if is_instance(value, type):
        return None
    if is_named(value):
        form: Any = "mapping" if field_names(value) is None else "record"
        pairs = take_pairs(value, limit + 1)
        return Parts(form, pairs[:limit], _size(len(pairs), limit, length_of(value)))
    shape = shape_of(value)
    if shape is not None and len(shape) == 2:
        frame = _open_any_frame(value)
        if frame is not None:
            most = min(limit, max(1, room // max(1, len(frame.names))))
            try:
                rows = frame.records(most)
            except InputError:  # of a column that is too large
                return None
            return Parts("sequence", rows, frame.height)
    if shape or offers(value, "to_pylist", "__len__"):
        return _open_array(value, shape, limit, room)
    is_set = is_instance(value, Set)
    if is_set or is_instance(value, (Sequence, ValuesView)) or library_of(value) == "array":
        items = list(islice(iter(value), limit + 1))
        size = _size(len(items), limit, length_of(value))
        return Parts("set" if is_set else "sequence", items[:limit], size)
    return None


def _open_any_frame(value: Any) -> Frame | None:
    try:
        return read_frame(value, "it", limit_cells=2**63)
    except InputError:  # too many columns, or rows that are not there yet
        return None


def _open_array(value: Any, shape: tuple[int, ...] | None, limit: int, room: int) -> Parts | None:
    if offers(value, "tocsr"):  # sparse: its rows are matrices
        return None
    if shape is not None and len(shape) > 1:
        if not offers(value, "__getitem__"):
            items = native_items(value) if lists_of(shape) <= room else None
            return None if items is None else Parts("sequence", items[:limit], len(items))
        return Parts("sequence", [value[i] for i in range(min(shape[0], limit))], shape[0])
    length = shape[0] if shape else length_of(value)
    items = native_items(value if length is not None and length <= limit else head(value, limit))
    return None if items is None else Parts("sequence", items[:limit], length)


def _size(taken: int, limit: int, length: int | None) -> int | None:
    """How many there are, knowing that `taken` of at most ``limit + 1`` could be had."""
    if taken <= limit:
        return taken
    return length if length is not None and length > limit else None


def text_of_error(value: Any, error: Exception) -> str:
    """What stands for a value that raised ``error`` when it was read."""
    return f"<{type_name(value)}: {type_name(error)} when it was read>"


def count_more(size: int | None, shown: int) -> str:
    """How many are not shown: ``5 more``; ``more`` where nobody knows."""
    return "more" if size is None else f"{size - shown:,} more"
