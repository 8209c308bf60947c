"""What must not stand on a card that is shared: masked by its name, or by what it looks like."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from itertools import islice
from typing import Any

from ..wire.mappings import field_names, is_named_tuple, take_pairs
from ..wire.scalars import is_instance, is_plain_type, read_attribute, shape_of, type_name
from ..wire.text import text_of_object
from .secret_names import MASK, is_plainly_secret, is_secret
from .secret_text import mask_text

__all__ = ["MASK", "is_secret", "mask", "mask_object", "mask_text"]

MAX_DEPTH = 10
MAX_ITEMS = 10_000
MAX_OBJECTS = 200
MAX_FIELDS = 500
LEAST_TEXT = 4

_NAME_KEYS = ("name", "key", "id", "variable", "env", "field", "parameter", "option", "header")
_VALUE_KEYS = ("value", "val", "default", "content", "data", "values")


def mask(name: Any, value: Any, shown: Collection[str] = (), *, most: int | None = None) -> Any:
    """The value, or what stands in its place; within mappings, lists, records and texts too.

    Parameters
    ----------
    name : str
    value : anything
        It is not changed; a mapping, a list or a record that may hold a secret is copied.
    shown : collection of str
        Names that the user asked for: their values are shown, whatever they say.
    most : int, optional
        Of each mapping and list so many items are copied, and the rest is not there; otherwise
        one of more than 10,000 items is left out.

    Examples
    --------
    >>> mask("db", {"host": "db.example", "password": "hunter2"})
    {'host': 'db.example', 'password': '••••••'}
    >>> mask("url", "postgres://ada:hunter2@db.example/churn")
    'postgres://ada:••••••@db.example/churn'
    """
    return _Mask(shown, most).read(name, value, MAX_DEPTH)


class _Mask:
    def __init__(self, shown: Collection[str], most: int | None) -> None:
        self._shown = shown
        self._most = most
        self._objects = MAX_OBJECTS

    def read(self, name: Any, value: Any, depth: int) -> Any:
        if is_instance(name, str) and name in self._shown:
            return value
        if is_secret(name, value):
            return MASK
        if is_instance(value, str):
            return mask_text(value)
        if is_plain_type(value) and not is_instance(value, bytes):
            return value
        if is_instance(value, Mapping):
            return self._mapping(value, depth)
        if is_named_tuple(value) or field_names(value) is not None:
            return self._record(value, depth)
        if shape_of(value) is not None or is_instance(value, type):
            return value
        if is_instance(value, (Sequence, Set)) and not is_instance(value, (bytes, bytearray)):
            return self._sequence(value, depth)
        return self._object(value)

    def _mapping(self, value: Any, depth: int) -> Any:
        most = self._most or MAX_ITEMS
        if depth == 0 or (self._most is None and len(value) > MAX_ITEMS):
            return f"(a mapping of {len(value):,} items: left out)"
        try:
            pairs = list(islice(value.items(), most + 1))  # of an odd one, `len` says little
        except Exception as error:
            return f"(a mapping that cannot be read: {type(error).__name__})"
        if len(pairs) > most and self._most is None:
            return f"(a mapping of more than {MAX_ITEMS:,} items: left out)"
        masked = self._pairs(pairs[:most], depth)
        return value if len(pairs) <= most and _same_items(masked, pairs) else dict(masked)

    def _record(self, value: Any, depth: int) -> Any:
        if depth == 0:
            return f"(a {type_name(value)}: left out)"
        try:
            pairs = take_pairs(value, MAX_FIELDS)
        except Exception as error:
            return f"(a {type_name(value)} that cannot be read: {type(error).__name__})"
        masked = self._pairs(pairs, depth)
        return value if _same_items(masked, pairs) else dict(masked)

    def _sequence(self, value: Any, depth: int) -> Any:
        most = self._most or MAX_ITEMS
        items = list(islice(iter(value), most))
        if all(is_instance(item, (int, float, type(None))) for item in items):
            return value
        if depth == 0 or (self._most is None and len(value) > MAX_ITEMS):
            return f"(a list of {len(value):,} items: left out)"
        if is_secret_pair(items):
            return [items[0], MASK]
        masked = [self.read(None, item, depth - 1) for item in items]
        same = len(value) <= most and all(new is old for new, old in zip(masked, items))
        return value if same else masked

    def _pairs(self, pairs: list[tuple[Any, Any]], depth: int) -> list[tuple[Any, Any]]:
        secret = secret_keys(pairs, self._shown)
        return [
            (key, MASK if key in secret else self.read(key, item, depth - 1)) for key, item in pairs
        ]

    def _object(self, value: Any) -> Any:
        self._objects -= 1
        if self._objects < 0:
            return f"(a {type_name(value)}: left out)"
        text = text_of_object(value)
        masked = mask_object(value, text)
        return value if masked == text else masked


def secret_keys(pairs: Iterable[tuple[Any, Any]], shown: Collection[str] = ()) -> list[Any]:
    """Keys whose value is a secret by what another key says, as in ``{"name": ..., "value": ...}``.

    Examples
    --------
    >>> secret_keys([("name", "db_password"), ("value", "hunter2")])
    ['value']
    """
    names: list[str] = []
    values: list[tuple[Any, Any]] = []
    for key, item in pairs:
        word = str.lower(key) if is_instance(key, str) else ""
        if word in _VALUE_KEYS:
            values.append((key, item))
        elif word in _NAME_KEYS and is_instance(item, str) and item not in shown:
            names.append(item)
    return [key for key, item in values if any(is_secret(name, item) for name in names)]


def _same_items(masked: list[tuple[Any, Any]], pairs: list[tuple[Any, Any]]) -> bool:
    return all(new is old for (_, new), (_, old) in zip(masked, pairs))


def is_secret_pair(value: Any) -> bool:
    """Whether a list is a name that can only mean a secret, and a text: ``("password", "...")``."""
    return (
        len(value) == 2
        and is_instance(value[0], str)
        and is_instance(value[1], (str, bytes))
        and len(value[0]) <= 80
        and " " not in value[0]
        and is_plainly_secret(value[0])
    )


def mask_object(value: Any, text: str) -> str:
    """The text of an object, without its attributes whose names say that they are secret.

    Parameters
    ----------
    value : anything
    text : str
        What it writes of itself.
    """
    fields = read_attribute(value, "__dict__")
    if is_instance(fields, dict):
        for name, item in list(islice(fields.items(), MAX_FIELDS)):
            if is_instance(item, str) and len(item) >= LEAST_TEXT and is_secret(name, item):
                text = text.replace(item, MASK)
    return mask_text(text)
