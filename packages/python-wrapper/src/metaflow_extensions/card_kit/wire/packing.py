"""Whole numbers as few bytes: what a `Column` holds before it is compressed.

A block is a header, the states if there are any, and the planes, all little-endian::

    uint8    flags: 1 = there are states, 2 = differences instead of values
    uint8    planes: bytes of each number, 0 to 8
    float64  base
    float64  first
    uint8    state of each number, n bytes, only with flag 1
    uint8    planes x n bytes: first the lowest byte of every number, then the next, and so on

The numbers u of the planes are whole and not negative. Without flag 2, the value at i is
``base + u[i]``. With it, the value at 0 is ``first``, and the value at i is the one before plus
``base + u[i]``. A state other than 0 stands in the place of the value: 1 missing, 2 NaN,
3 infinity, 4 minus infinity, 5 minus zero. Of a column of floats, the planes are the eight bytes of
each IEEE 754 double, and base and first are 0.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from .numbers import MAX_EXACT

HAS_STATES, HAS_DIFFERENCES = 1, 2
VALUE, MISSING, NAN, INFINITY, MINUS_INFINITY, MINUS_ZERO = range(6)

_HEADER = struct.Struct("<BBdd")


def pack_integers(values: Any, states: bytes | None = None, *, codes: bool = False) -> bytes:
    """A block of whole numbers, a list of int or a NumPy array of int64, up to 2^53 in size.

    Of mere codes, differences say nothing.
    """
    count = len(values)
    if count == 0:
        return _HEADER.pack(0, 0, 0, 0)
    is_list = isinstance(values, list)
    first, low, high = int(values[0]), int(min_of(values)), int(max_of(values))
    steps: Any = None
    if count > 1 and high > low and not codes:
        steps = _differences(values) if is_list else values[1:] - values[:-1]
        low_step, high_step = int(min_of(steps)), int(max_of(steps))
        saves = (high_step - low_step).bit_length() < (high - low).bit_length()
        if not saves or abs(low_step) > MAX_EXACT:
            steps = None
    flags = (0 if states is None else HAS_STATES) | (0 if steps is None else HAS_DIFFERENCES)
    base, top = (low, high) if steps is None else (low_step, high_step)
    planes = ((top - base).bit_length() + 7) // 8
    numbers = values if steps is None else steps
    body = b""
    if planes:
        shifted: Any = numbers
        if base:
            shifted = [number - base for number in numbers] if is_list else numbers - base
        body = _shuffle(shifted, planes, leading=count - len(numbers))
    return _HEADER.pack(flags, planes, base, first) + (states or b"") + body


def pack_floats(values: Any, states: bytes | None = None) -> bytes:
    """A block of floats, a list or a NumPy array of float64, bit by bit."""
    raw = array("d", values).tobytes() if isinstance(values, list) else values.tobytes()
    flags = 0 if states is None else HAS_STATES
    return _HEADER.pack(flags, 8, 0, 0) + (states or b"") + _planes_of(raw, 8)


def unpack(data: bytes, count: int, *, floats: bool = False) -> tuple[list[Any], bytes, bytes]:
    """The numbers of a block, the state of each, and what stands behind the block."""
    flags, planes, base, first = _HEADER.unpack_from(data)
    at = _HEADER.size
    states = bytes(count)
    if flags & HAS_STATES:
        states = data[at : at + count]
        at += count
    wide = bytearray(8 * count)
    for plane in range(planes):
        wide[_byte(plane) :: 8] = data[at : at + count]
        at += count
    numbers: Any = array("d" if floats else "Q", bytes(wide)).tolist()
    if flags & HAS_DIFFERENCES:
        numbers[0] = int(first) - int(base)
        numbers = list(accumulate(number + int(base) for number in numbers))
    elif not floats:
        numbers = [number + int(base) for number in numbers]
    return numbers, states, data[at:]


def fill(values: Sequence[Any], states: bytes) -> list[Any]:
    """The values, and where one has a state, the one before it: so that differences stay small."""
    filled = list(values)
    first = next((value for value, state in zip(values, states) if state == VALUE), 0)
    for place in [place for place, state in enumerate(states) if state]:
        filled[place] = filled[place - 1] if place else first
    return filled


def min_of(values: Any) -> Any:
    return min(values) if isinstance(values, list) else values.min()


def max_of(values: Any) -> Any:
    return max(values) if isinstance(values, list) else values.max()


def _differences(values: list[int]) -> list[int]:
    return [value - before for before, value in zip(values, values[1:])]


def _shuffle(numbers: Any, planes: int, leading: int) -> bytes:
    """The planes of numbers that are not negative, with `leading` zeros in front."""
    if isinstance(numbers, list):
        if planes == 1:
            return bytes(leading) + bytes(numbers)
        raw = array("Q", [*[0] * leading, *numbers]).tobytes()
    else:
        raw = bytes(8 * leading) + numbers.astype("uint64").tobytes()
    return _planes_of(raw, planes)


def _planes_of(raw: bytes, planes: int) -> bytes:
    return b"".join(raw[_byte(plane) :: 8] for plane in range(planes))


def _byte(plane: int) -> int:
    return plane if sys.byteorder == "little" else 7 - plane
