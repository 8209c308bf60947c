"""Lists of plain values as the bytes of a column: the shortest form that loses nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import repeat
from numbers import Real
from operator import truediv
from typing import Any

from .dates import days_since_epoch, micros_since_epoch, zone_of
from .numbers import MAX_EXACT, exact_number, number, read_long
from .packing import (
    INFINITY,
    MINUS_INFINITY,
    MINUS_ZERO,
    MISSING,
    NAN,
    VALUE,
    fill,
    max_of,
    min_of,
    pack_floats,
    pack_integers,
)
from .scalars import types_of
from .strict import copy_strict
from .text import cap_text

MAX_SCALE = 12
MAX_LABELS = 65_536
SAMPLE = 64
MAX_VALUES = 1_000_000

_MISSING_TYPE = {type(None)}
_PLAIN_FLOATS = {float, type(None)}


@dataclass
class Encoded:
    """The bytes of a column before they are compressed, and what it takes to read them."""

    dtype: str
    payload: bytes
    scale: int = 0
    zone: str | None = None


def encode_items(items: list[Any], name: str, *, long: bool = False) -> Encoded:
    """Plain values, None where one is missing, as what they are: numbers, text, dates."""
    kinds = types_of(items) or {object}
    some = kinds - _MISSING_TYPE
    if some == {bool}:
        return _encode_whole("boolean", items, int, has_missing=kinds != some)
    if some == {str}:
        return encode_text(items, has_missing=kinds != some)
    if some and bool not in some and all(issubclass(kind, (Real, Decimal)) for kind in some):
        return (_encode_long(items) if long else None) or _encode_numbers(items, kinds)
    if some == {date}:
        return _encode_whole("date", items, days_since_epoch, has_missing=kinds != some)
    if some and all(issubclass(kind, datetime) for kind in some):
        found = _encode_moments(items)
        if found is not None:
            return found
    whole, _ = copy_strict(items, name, max_depth=20, max_values=MAX_VALUES, nan=True, long=long)
    return Encoded("json", as_json(whole))


def encode_text(items: list[str | None], *, has_missing: bool) -> Encoded:
    """Texts: as codes where they repeat, else as they are."""
    distinct = dict.fromkeys(items)
    distinct.pop(None, None)
    if 2 * len(distinct) > len(items) or len(distinct) > MAX_LABELS:
        return Encoded("text", as_json([None if v is None else cap_text(v) for v in items]))
    codes: dict[str | None, int] = {text: code for code, text in enumerate(distinct)}
    if has_missing:
        codes[None] = 0
    states = bytes(MISSING if item is None else VALUE for item in items) if has_missing else None
    return encode_category(list(map(codes.__getitem__, items)), states, list(distinct))


def encode_category(codes: Any, states: bytes | None, labels: list[Any]) -> Encoded:
    """Codes of labels; a list, or an array of int64."""
    names = [cap_text(label) for label in labels]
    return Encoded("category", pack_integers(codes, states, codes=True) + as_json(names))


def as_json(values: Any) -> bytes:
    """Compact JSON in UTF-8."""
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _encode_whole(
    dtype: str, items: list[Any], read: Callable[[Any], int], *, has_missing: bool
) -> Encoded:
    if not has_missing:
        return Encoded(dtype, pack_integers(list(map(read, items))))
    states = bytes(MISSING if item is None else VALUE for item in items)
    values = [0 if item is None else read(item) for item in items]
    return Encoded(dtype, pack_integers(fill(values, states), states))


def _encode_numbers(items: list[Any], kinds: set[type]) -> Encoded:
    if kinds == {int} and max(items) - min(items) <= MAX_EXACT and _is_exact(items):
        return Encoded("int", pack_integers(items))
    if kinds == {float} and math.isfinite(sum(items)) and not _has_minus_zero(items):
        return _encode_floats(items, None)
    read = items if kinds <= _PLAIN_FLOATS else [number(item) for item in items]
    some = _states_of(read)
    values: list[Any] = read if some is None else fill(read, some)
    if set(map(type, values)) == {int} and max(values) - min(values) <= MAX_EXACT:
        return Encoded("int", pack_integers(values, some))
    return _encode_floats(list(map(float, values)), some)


def _encode_long(items: list[Any]) -> Encoded | None:
    """Numbers of which one is whole and no double holds it; None for others."""
    if all(type(item) is float or item is None for item in items):
        return None
    read = [None if item is None else exact_number(item) for item in items]
    if not any(read_long(item) is not None for item in read):
        return None
    return Encoded("long", as_json(read))


def _is_exact(items: list[int]) -> bool:
    return min(items) >= -MAX_EXACT and max(items) <= MAX_EXACT


def _has_minus_zero(items: list[float]) -> bool:
    return 0.0 in items and any(item == 0 and math.copysign(1, item) < 0 for item in items)


def _states_of(values: Sequence[Any]) -> bytes | None:
    states = bytearray(len(values))
    for place, value in enumerate(values):
        # no other values have a state: nothing, zero, and what is no number
        if not value or type(value) is str or value - value:
            states[place] = _state_of(value)
    return bytes(states) if any(states) else None


def _state_of(value: Any) -> int:
    if value is None:
        return MISSING
    if type(value) is str:
        value = float(value)
    if not math.isfinite(value):
        return NAN if math.isnan(value) else INFINITY if value > 0 else MINUS_INFINITY
    return MINUS_ZERO if value == 0 and math.copysign(1, value) < 0 else VALUE


def _encode_floats(values: list[float], states: bytes | None) -> Encoded:
    """Finite floats, as whole numbers where few decimals say all of them."""
    sample = values[:: max(1, len(values) // SAMPLE)]
    for scale in range(MAX_SCALE + 1):
        power = 10.0**scale
        if _scaled(sample, power) is not None:
            whole = _scaled(values, power)
            if whole is not None and max(whole) - min(whole) <= MAX_EXACT:
                dtype = "decimal" if scale else "int"
                return Encoded(dtype, pack_integers(whole, states), scale)
    return Encoded("float64", pack_floats(values, states))


def _scaled(values: list[float], power: float) -> list[int] | None:
    """The values times a power of ten, where dividing gives each of them back exactly."""
    if max(values) * power > MAX_EXACT or min(values) * power < -MAX_EXACT:
        return None
    whole = [round(value * power) for value in values]
    return whole if list(map(truediv, whole, repeat(power))) == values else None


def _encode_moments(items: list[Any]) -> Encoded | None:
    """Moments that all have a zone, or all have none."""
    some = [item for item in items if item is not None]
    try:
        naive = {item.utcoffset() is None for item in some}
        if len(naive) > 1:
            return None
        zones = {zone_of(item) for item in some}
        micros = [0 if item is None else micros_since_epoch(item) for item in items]
    except Exception:
        return None
    zone = None if naive == {True} else zones.pop() if len(zones) == 1 else "UTC"
    states = bytes(MISSING if item is None else VALUE for item in items)
    known = states if len(some) < len(items) else None
    return encode_micros(micros if known is None else fill(micros, states), known, zone)


def encode_micros(micros: Any, states: bytes | None, zone: str | None) -> Encoded | None:
    """Microseconds since 1970; a list, or an array of int64. None where they are not exact."""
    is_list = isinstance(micros, list)
    fine = any(n % 1000 for n in micros) if is_list else (micros % 1000).any()
    if fine:
        if max_of(micros) > MAX_EXACT or min_of(micros) < -MAX_EXACT:
            return None
        return Encoded("datetime", pack_integers(micros, states), 3, zone)
    millis = [n // 1000 for n in micros] if is_list else micros // 1000
    return Encoded("datetime", pack_integers(millis, states), 0, zone)
