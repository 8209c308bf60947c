"""Columns of data as compressed bytes, which nothing walks and nothing dumps.

A `Column` is what a list of plain values is in JSON, and as exact. ``data`` is base 64 of gzip of:

==========  ==============================================================================
dtype       bytes
==========  ==============================================================================
float64     a block of floats, see `packing`
int         a block of whole numbers
long        numbers as a JSON array in UTF-8, whole ones that no double holds as `numbers.LONG`
            and their digits
decimal     a block of whole numbers; each stands for itself divided by 10 to ``scale``
boolean     a block of 0 and 1
date        a block of days since 1970-01-01
datetime    a block of milliseconds since 1970-01-01, or of microseconds where ``scale`` is 3:
            in UTC where there is a ``zone``, by its own clock where there is none
category    a block of codes, then the labels as a JSON array in UTF-8
text, json  the values as a JSON array in UTF-8; in JSON, such whole numbers as in ``long``
==========  ==============================================================================
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections.abc import Iterable
from typing import Any, TypedDict, Union

from ..errors import InputError
from .arrays import read_values
from .dates import date_of_days, moment_of_micros
from .encoding import Encoded, encode_items
from .frames import Frame
from .native import encode_native
from .numbers import with_long
from .packing import pack_integers, unpack
from .scalars import offers, shape_of

LEVEL = 5
LIMIT = 5_000_000
DAY = 86_400_000
"""Milliseconds."""
GZIP = 16 + zlib.MAX_WBITS

_YEAR = re.compile(r"(?:^|[\W_])year$", re.IGNORECASE)

# By the state of a value, see `packing`.
_STATES = (None, None, "NaN", "Infinity", "-Infinity", -0.0)


class _Column(TypedDict):
    name: str
    dtype: str
    shape: list[int]
    data: Union[str, int]  # noqa: UP007


class Column(_Column, total=False):
    """A column of a node: it stands in the list ``columns`` of the node, and nowhere else.

    ``data`` is base 64 of what the module describes, or, after `lift`, the number of the part
    that holds it. ``scale`` and ``zone`` are absent where there are none.
    """

    scale: int
    zone: str


def encode(name: str, values: Any, *, limit: int = LIMIT, long: bool = False) -> Column:
    """Values as a column, exactly.

    Parameters
    ----------
    name : str
        Name of the column.
    values : list, array or column of any library
        An array of more than one dimension is read row by row, and keeps its shape.
    limit : int, optional
        More values are refused.
    long : bool, optional
        Whether whole numbers beyond 2^53 keep their digits; else they are the nearest doubles.

    Raises
    ------
    InputError
        When they are no list or array, or too many.
    """
    shape = list(shape_of(values) or ())
    if math.prod(shape) > limit:
        raise InputError(f"{name} has {math.prod(shape):,} values; at most {limit:,} can be read.")
    encoded = None if shape_of(values) == () else encode_native(values, long=long)
    if encoded is None:
        if len(shape) > 1 and offers(values, "reshape"):
            values = values.reshape(-1)
        items = read_values(values, name, limit, nested=True)
        shape = shape if len(shape) > 1 else [len(items)]
        encoded = encode_items(items, name, long=long)
    return _wrap(name, shape or [len(values)], encoded)


def days_of_midnights(column: Column) -> Column:
    """Moments without a zone that are all at midnight as dates; any other column as it is."""
    if column["dtype"] != "datetime" or "zone" in column or not isinstance(column["data"], str):
        return column
    payload = zlib.decompress(base64.b64decode(column["data"]), GZIP)
    millis, states, _ = unpack(payload, math.prod(column["shape"]))
    if "scale" in column or any(moment % DAY for moment in millis):
        return column
    days = pack_integers([moment // DAY for moment in millis], states if any(states) else None)
    return _wrap(column["name"], column["shape"], Encoded("date", days))


def encode_frame(frame: Frame) -> list[Column]:
    """Every column of a frame."""
    return [encode(name, frame.native(name)) for name in frame.names]


def _wrap(name: str, shape: list[int], encoded: Encoded) -> Column:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    packed = packer.compress(encoded.payload) + packer.flush()
    column: Column = {
        "name": name,
        "dtype": encoded.dtype,
        "shape": shape,
        "data": base64.b64encode(packed).decode("ascii"),
    }
    if encoded.scale:
        column["scale"] = encoded.scale
    if encoded.zone is not None:
        column["zone"] = encoded.zone
    return column


def decode(column: Column, parts: list[bytes] | None = None) -> list[Any]:
    """What JSON would have: numbers, texts, dates as ISO 8601; None where a value is missing.

    Parameters
    ----------
    column : Column
    parts : list of bytes, optional
        What `lift` took out, where it did.
    """
    data = column["data"]
    packed = base64.b64decode(data) if isinstance(data, str) else (parts or [])[data]
    payload = zlib.decompress(packed, GZIP)
    dtype, count = column["dtype"], math.prod(column["shape"])
    if dtype in ("text", "json", "long"):
        text = payload.decode()
        found: list[Any] = json.loads(text if dtype == "text" else with_long(text))
        return found
    numbers, states, rest = unpack(payload, count, floats=dtype == "float64")
    values = _read_numbers(column, numbers, rest)
    return [value if not state else _STATES[state] for value, state in zip(values, states)]


def without_zone(column: Column) -> bool:
    """Whether it holds moments of which nobody knows the zone."""
    return column["dtype"] == "datetime" and "zone" not in column


def holds_years(column: Column) -> bool:
    """Whether its name is ``year``, or ends with it as a word, and its numbers could be years."""
    if column["dtype"] != "int" or not _YEAR.search(column["name"]):
        return False
    years = [value for value in decode(column) if value is not None]
    return bool(years) and all(isinstance(n, int) and 1000 <= n <= 2999 for n in years)


def lift(node: dict[str, Any], first: int = 0) -> tuple[dict[str, Any], list[bytes]]:
    """Take the bytes of a node's columns out of it, and out of the nodes in it.

    Parameters
    ----------
    node : dict
        A node with ``columns``, or not; it is not changed.
    first : int, optional
        The number of the first part: how many other nodes have before.

    Returns
    -------
    node : dict
        The same, but the ``data`` of each column is the number of its part.
    parts : list of bytes
        What stands beside the document, each gzip; see `page.base85`.
    """
    parts: list[bytes] = []
    lifted = dict(node)
    if isinstance(node.get("columns"), list):
        columns = []
        for column in node["columns"]:
            packed = _unpack_base64(column.get("data")) if isinstance(column, dict) else None
            if packed is None:
                columns.append(column)
            else:
                columns.append({**column, "data": first + len(parts)})
                parts.append(packed)
        lifted["columns"] = columns
    if isinstance(node.get("nodes"), list):
        children = []
        for child in node["nodes"]:
            inner, more = lift(child, first + len(parts))
            children.append(inner)
            parts.extend(more)
        lifted["nodes"] = children
    return lifted, parts


def _unpack_base64(data: Any) -> bytes | None:
    """None for what is no base 64, such as in the node of somebody else."""
    if not isinstance(data, str):
        return None
    try:
        return base64.b64decode(data, validate=True)
    except ValueError:
        return None


def _read_numbers(column: Column, numbers: list[Any], rest: bytes) -> Iterable[Any]:
    dtype = column["dtype"]
    if dtype == "decimal":
        power = 10.0 ** column["scale"]
        return (number / power for number in numbers)
    if dtype == "boolean":
        return map(bool, numbers)
    if dtype == "category":
        labels = json.loads(rest) or [None]
        return (labels[code] for code in numbers)
    if dtype == "date":
        return (date_of_days(days).isoformat() for days in numbers)
    if dtype == "datetime":
        step = 1 if column.get("scale") else 1000
        zone = column.get("zone")
        return (moment_of_micros(number * step, zone).isoformat() for number in numbers)
    return numbers
