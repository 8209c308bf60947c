"""A deep copy of a specification as strict JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from numbers import Integral, Real
from typing import Any

from ..errors import InputError
from ..wire.arrays import native_items
from ..wire.dates import date_on_wire
from ..wire.numbers import number
from ..wire.scalars import is_instance, size_of, unwrap
from ..wire.text import cap_text, describe, label

MAX_DEPTH = 100
MAX_VALUES = 300_000
MAX_WHOLE = 10**21
"""Whole numbers below are written out; JavaScript writes larger ones as floats."""
MAX_TEXT = 10_000_000


class JsonCopy:
    """Copies of values as JSON. Counts what JSON cannot say, and takes in so much and no more."""

    def __init__(self) -> None:
        self.not_finite = 0
        self._left = MAX_VALUES

    def count(self, argument: str) -> None:
        """One value more; what is shared counts as often as it stands there."""
        self._left -= 1
        if self._left < 0:
            raise InputError(f"{argument} holds more than {MAX_VALUES:,} values.")

    def read(self, value: Any, argument: str, depth: int = 0) -> Any:
        """The value as JSON: NaN and the infinities as null, what is unknown as its text."""
        self.count(argument)
        if value is None or type(value) in (bool, str):
            return value if type(value) is not str else cap_text(value, MAX_TEXT)
        value = unwrap(value)
        if value is None or isinstance(value, bool):
            return value
        if is_instance(value, str):
            return cap_text(value, MAX_TEXT)
        if is_instance(value, (Real, Decimal)):
            return self._number(value)
        date = date_on_wire(value)
        if date is not None:
            return date
        if depth > MAX_DEPTH:
            raise InputError(
                f"{argument} is nested deeper than {MAX_DEPTH} levels, or contains itself."
            )
        try:
            return self._read_parts(value, argument, depth + 1)
        except (InputError, RecursionError):
            raise
        except Exception as error:
            raise InputError(
                f"{argument} holds {describe(value)}, which cannot be read: "
                f"{type(error).__name__}: {cap_text(error, 300)}."
            ) from None

    def _read_parts(self, value: Any, argument: str, depth: int) -> Any:
        """Mappings and lists, one level deeper; the label of what is neither."""
        if is_instance(value, Mapping):
            pairs = islice(value.items(), self._left + 1)
            return {cap_text(k, 1000): self.read(v, argument, depth) for k, v in pairs}
        items = self._items(value, argument)
        return label(value) if items is None else [self.read(v, argument, depth) for v in items]

    def peek(self, value: Any) -> Any:
        """One value of a row, not counted."""
        before = self.not_finite, self._left
        found = self.read(value, "a row")
        self.not_finite, self._left = before
        return found

    def _number(self, value: Any) -> int | float | None:
        if is_instance(value, Integral) and abs(int(value)) < MAX_WHOLE:
            return int(value)
        found = number(value)
        if isinstance(found, str):  # not a number, or larger than any float
            self.not_finite += 1
            return None
        return found

    def _items(self, value: Any, argument: str) -> Any:
        """The items of sequences, arrays and columns; None for what is no list."""
        if is_instance(value, (list, tuple, set, frozenset)):
            return value
        size = size_of(value)
        if isinstance(size, int):
            if size > self._left:
                raise InputError(f"{argument} holds an array of {size:,} values.")
            return native_items(value)
        if is_instance(value, Iterator):
            raise InputError(
                f"{argument} holds {describe(value)}, which can be read only once; make it a list.",
                hint='spec["data"] = {"values": list(rows)}',
            )
        if is_instance(value, Collection) and not is_instance(value, (bytes, bytearray)):
            return islice(iter(value), self._left + 1)
        return None
