"""Values of users as strict JSON, without importing a library or raising for odd data."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from numbers import Real
from typing import Any

from ..errors import InputError
from .dates import date_on_wire
from .numbers import LONG, exact_number, number
from .scalars import is_instance, type_name
from .text import cap_text
from .walk import MAX_DEPTH, MAX_ITEMS, MAX_VALUES, Parts, Walk, count_more, text_of_error

__all__ = [
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "MAX_ITEMS",
    "MAX_VALUES",
    "copy_strict",
    "strict",
    "strict_tree",
]

MAX_CHARACTERS = 10_000_000
MAX_KEY = 1000


def strict(value: Any, *, max_values: int = MAX_VALUES) -> Any:
    """Any value as strict JSON: NaN and the infinities as strings, unknown objects as their text.

    Depth is capped at 20, the items of each container at 10,000, all values together at a
    million, all text at 10 million characters; a cut leaves a text that says so.
    """
    return _Strict(MAX_DEPTH, MAX_ITEMS, max_values).read(value)


def strict_tree(value: Any, max_values: int) -> Any:
    """The same for a tree: of as many values wherever they lie, with all digits of whole numbers.

    A whole number beyond 2^53 travels as `exact_number` writes it.
    """
    return _Strict(MAX_DEPTH, max_values, max_values, 0, long=True).read(value)


def copy_strict(
    value: Any,
    argument: str,
    *,
    max_depth: int = 100,
    max_values: int = MAX_VALUES,
    nan: bool = False,
    long: bool = False,
) -> tuple[Any, int]:
    """A whole copy as strict JSON, or none: nothing is cut.

    Parameters
    ----------
    value : anything
    argument : str
        Name of the argument, for messages.
    max_depth, max_values : int, optional
        Deeper and larger values are refused.
    nan : bool, optional
        Whether NaN and the infinities stay, as strings; else they become None, and are counted.
    long : bool, optional
        Whether whole numbers beyond 2^53 keep their digits, see `exact_number`.

    Returns
    -------
    copy : JSON value
    nonfinite : int
        How many numbers became None.

    Raises
    ------
    InputError
        When the value is too deep or too large, contains itself, or has a part that raises.
    """
    reader = _Copy(argument, max_depth, max_values, nan, long)
    return reader.read(value), reader.nonfinite


class _Strict(Walk):
    def __init__(self, *limits: int, long: bool = False) -> None:
        super().__init__(*limits)
        self._long = long
        self._characters = MAX_CHARACTERS

    def scalar(self, value: Any) -> Any:
        if value is None or value is True or value is False:
            return value
        if is_instance(value, str):
            text = self._text(value, self._characters)
            return f"\ufffd{text[1:]}" if self._long and text.startswith(LONG) else text
        if is_instance(value, (Real, Decimal)):
            return self.number(value)
        if is_instance(value, (bytes, bytearray, memoryview)):
            return f"({len(value):,} bytes)"
        if is_instance(value, (date, time)):
            moment = date_on_wire(value)
            return self.other(value) if moment is None else moment
        return self.other(value)

    def number(self, value: Any) -> Any:
        return exact_number(value) if self._long else number(value)

    def other(self, value: Any) -> Any:
        return self._text(cap_text(value), self._characters)

    def cut(self, reason: str) -> Any:
        return f"({reason.removeprefix('is ').removeprefix('holds ')}: left out)"

    def unreadable(self, value: Any, error: Exception) -> Any:
        return text_of_error(value, error)

    def container(self, value: Any, parts: Parts) -> Any:
        if parts.form in ("mapping", "record"):
            return self._object(parts)
        found = self.read_items(parts.items)
        if parts.form == "set":
            found.sort(key=_order)
        if parts.size is None or parts.size > len(found):
            found.append(f"… {self.rest(parts.size, len(found))}")
        return found

    def rest(self, size: int | None, shown: int) -> str:
        return f"{count_more(size, shown)}: left out"

    def _object(self, parts: Parts) -> dict[str, Any]:
        """Distinct keys stay distinct: beside a key ``"1"``, a key ``1`` becomes ``"1 (int)"``."""
        found: dict[str, Any] = {}
        copies: dict[str, int] = {}
        for key, item in parts.items:
            if self.left <= 0 or self.is_full():
                break
            name = plain = self._text(key, MAX_KEY)
            if name in found:
                name = plain = f"{name} ({type_name(key)})"
            while name in found:
                copies[plain] = copies.get(plain, 1) + 1
                name = f"{plain} {copies[plain]}"
            found[name] = self.read(item)
        if parts.size is None or parts.size > len(found):
            found["…"] = self.rest(parts.size, len(found))
        return found

    def is_full(self) -> bool:
        """Whether there is no room for the keys of a mapping."""
        return self._characters <= 0

    def _text(self, value: Any, limit: int) -> str:
        text = cap_text(value, max(0, min(limit, self._characters)))
        self._characters -= len(text)
        return text


class _Copy(_Strict):
    def __init__(
        self, argument: str, max_depth: int, max_values: int, nan: bool, long: bool
    ) -> None:
        super().__init__(max_depth, max_values, max_values, long=long)
        self._argument = argument
        self._nan = nan
        self.nonfinite = 0

    def number(self, value: Any) -> Any:
        found = super().number(value)
        if found in ("NaN", "Infinity", "-Infinity") and not self._nan:
            self.nonfinite += 1
            return None
        return found

    def cut(self, reason: str) -> Any:
        raise InputError(f"{self._argument} {reason}, and cannot be shown.")

    def unreadable(self, value: Any, error: Exception) -> Any:
        raise InputError(
            f"{self._argument} holds {cap_text(text_of_error(value, error), 300)}."
        ) from None

    def container(self, value: Any, parts: Parts) -> Any:
        if parts.size is None or parts.size > self.left:
            self.rest(parts.size, 0)
        return super().container(value, parts)

    def rest(self, size: int | None, shown: int) -> str:
        return str(self.cut(f"holds more than {self.max_values:,} values"))

    def is_full(self) -> bool:
        return False  # the next text raises

    def _text(self, value: Any, limit: int) -> str:
        if self._characters <= 0:
            self.cut(f"holds more than {MAX_CHARACTERS:,} characters")
        return super()._text(value, limit)


def _order(found: Any) -> tuple[str, Any]:
    """Where a JSON value stands in a set: by its type, then by itself."""
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        return "number", found
    return type(found).__name__, found if isinstance(found, (str, bool)) else 0
