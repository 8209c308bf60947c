"""Scalars of any library as the Python values they stand for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

PLAIN_TYPES = frozenset(
    (type(None), bool, int, float, str, bytes, date, datetime, time, timedelta, Decimal)
)
"""The types of plain values, beside lists and dicts of them."""

# By identity: a type may have a metaclass that refuses to be hashed or compared.
_PLAIN = frozenset(map(id, PLAIN_TYPES))
_PLAINEST = frozenset(map(id, (type(None), bool, int, float, str)))

MAX_BYTES = 100_000_000
"""Of an array that becomes a list."""

MAX_SEEN = 1000
"""Different objects of which it is remembered how they read: classes come again and again."""

NOT_READ: Any = object()
"""Stands for an attribute that is not there, or that raises when it is asked for."""


def is_instance(value: Any, kind: Any) -> bool:
    """``isinstance`` by the type that a value has, not the one that it claims in ``__class__``."""
    try:
        return issubclass(type(value), kind)
    except Exception:
        return False


def is_plain_type(value: Any) -> bool:
    """Whether a value is of one of `PLAIN_TYPES`, and of no subclass."""
    return id(type(value)) in _PLAIN


def is_json_scalar(value: Any) -> bool:
    """Whether a value is None, or a bool, int, float or str, and of no subclass."""
    return id(type(value)) in _PLAINEST


def types_of(items: Iterable[Any]) -> set[type] | None:
    """The types of items; None where one of them cannot be hashed."""
    try:
        return set(map(type, items))
    except Exception:
        return None


def type_name(value: Any) -> str:
    """The name of a value's type, whatever its metaclass answers."""
    name: str = type.__dict__["__name__"].__get__(type(value))
    return name


def read_attribute(value: Any, name: str) -> Any:
    """An attribute, or `NOT_READ` where there is none or the question raises."""
    try:
        return getattr(value, name, NOT_READ)
    except Exception:
        return NOT_READ


def offers(value: Any, *names: str) -> bool:
    """Whether the type of a value has all of these attributes; nothing is asked of the value."""
    if is_plain_type(value):  # of a known type, which answers at once
        return all(hasattr(type(value), name) for name in names)
    bases = type.__dict__["__mro__"].__get__(type(value))
    spaces = [type.__dict__["__dict__"].__get__(base) for base in bases]
    return all(any(name in space for space in spaces) for name in names)


def library_of(value: Any) -> str:
    """The package that a value's type comes from: ``"pandas"``, ``"polars"``, ``"builtins"``."""
    module = type.__dict__["__module__"].__get__(type(value))
    return str.partition(module, ".")[0] if is_instance(module, str) else ""


def unwrap(value: Any) -> Any:
    """A NumPy, pandas or PyTorch scalar as the Python value it stands for; others as they are."""
    if is_plain_type(value) or library_of(value) == "builtins":
        return value
    if is_missing(value):
        return None
    name = type_name(value)
    try:
        if name in ("datetime64", "timedelta64"):
            return _read_moment(value)
        if name == "Timestamp" and is_instance(value, datetime):
            return value.to_pydatetime(warn=False) if value.nanosecond == 0 else value
        if name == "Timedelta" and is_instance(value, timedelta):
            return value.to_pytimedelta() if value.nanoseconds == 0 else value
        if size_of(value) not in (None, 1) or hasattr(value, "keys"):
            return value
        return value.item() if callable(getattr(value, "item", None)) else value
    except Exception:
        return value


def plain(value: Any) -> Any:
    """A cell of a frame or an item of a list as a plain Python value, a missing one as None.

    NaN is a number, and stays; what is no scalar stays as it is, but arrays become lists, those of
    one item too.
    """
    if is_plain_type(value):
        return unwrap(value)
    shape = shape_of(value)
    small = bool(shape) and lists_of(shape or ()) <= 1_000_000 and _bytes_of(value) <= MAX_BYTES
    if small and callable(getattr(value, "tolist", None)):
        return plain_items(value.tolist())
    value = unwrap(value)
    return str.__str__(value) if is_instance(value, str) else value


def lists_of(shape: tuple[int, ...]) -> int:
    """How many items an array of a shape has as lists, those that are empty included."""
    return math.prod(max(length, 1) for length in shape)


def _bytes_of(value: Any) -> int:
    size = read_attribute(value, "nbytes")
    return size if is_instance(size, int) else 0


def plain_items(items: list[Any]) -> list[Any]:
    """Each item as `plain` reads it; a list of nothing but plain values as it is."""
    kinds = types_of(items)
    if kinds is not None and kinds <= PLAIN_TYPES:
        return items
    seen: dict[int, Any] = {}

    def read(item: Any) -> Any:
        found = seen.get(id(item), NOT_READ)
        if found is NOT_READ:
            found = plain(item)
            if len(seen) < MAX_SEEN:
                seen[id(item)] = found
        return found

    return [item if is_json_scalar(item) else read(item) for item in items]


def shape_of(value: Any) -> tuple[int, ...] | None:
    """The shape of an array, a column or a frame; None for what has none, or a strange one."""
    shape = read_attribute(value, "shape")
    if not is_instance(shape, tuple):
        return None
    try:
        return tuple(n.__index__() for n in shape)
    except Exception:
        return None


def length_of(value: Any) -> int | None:
    """How many items there are by ``len``; None where that is not known."""
    try:
        return len(value)
    except Exception:
        return None


def size_of(value: Any) -> Any:
    """How many items an array holds; None for what is no array. ``size`` of PyTorch is a method."""
    size = read_attribute(value, "size")
    if callable(size):
        shape = shape_of(value)
        return None if shape is None else math.prod(shape)
    return None if size is NOT_READ else size


def is_missing(value: Any) -> bool:
    """None, ``pandas.NA``, ``NaT`` and ``numpy.ma.masked``; NaN is a number, and is not missing."""
    if value is None or type_name(value) in ("NAType", "NaTType", "MaskedConstant"):
        return True
    return type_name(value) in ("datetime64", "timedelta64") and str(value) == "NaT"


def _read_moment(value: Any) -> Any:
    """A NumPy moment or duration; as text where Python's own types cannot hold it."""
    found: Any = None
    with suppress(Exception):
        if str(value.dtype) == "datetime64[D]":
            found = value.item()
        else:
            micros = value.astype(f"{type_name(value)}[us]")
            found = micros.item() if micros == value else None
    return found if isinstance(found, (date, timedelta)) else str(value)


def head(value: Any, limit: int) -> Any:
    """The first items of a list, an array or a column, at most `limit`, in its own type."""
    return value.iloc[:limit] if offers(value, "iloc") else value[:limit]
