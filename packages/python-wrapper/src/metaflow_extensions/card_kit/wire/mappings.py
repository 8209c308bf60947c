"""What has named values: mappings, series, data classes, namespaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

from ..errors import InputError
from .arrays import native_items
from .scalars import (
    head,
    is_instance,
    is_plain_type,
    length_of,
    offers,
    plain,
    read_attribute,
    shape_of,
    type_name,
)
from .text import cap_text, describe

MAX_FIELDS = 10_000
"""Of a class that says what it holds."""


def is_mapping(value: Any) -> bool:
    """Whether `read_mapping` can read it; costs nothing, and reads nothing."""
    return is_named(value) or is_named_tuple(value) or _is_series(value) or _has_to_dict(value)


def read_mapping(
    value: Any, argument: str, limit: int, *, hint: str | None = None
) -> list[tuple[Any, Any]]:
    """Named values as pairs of a plain key and the value as it is.

    Parameters
    ----------
    value : mapping, Series, data class, named tuple, Namespace, or an object with ``to_dict``
    argument : str
        Name of the argument, for messages.
    limit : int
        More pairs are refused.
    hint : str, optional
        What to write instead, as code.

    Raises
    ------
    InputError
        For anything else, and for more than `limit` pairs, be they endless.
    """
    if not is_mapping(value):
        raise InputError(
            f"{argument} is {describe(value)}; it must be a mapping of names to values.", hint
        )
    length = length_of(value)
    if length is not None and length > limit:
        raise InputError(f"{argument} has {length:,} entries; at most {limit:,} can be read.", hint)
    try:
        pairs = [(plain(key), item) for key, item in take_pairs(value, limit + 1)]
    except Exception as error:
        raise InputError(
            f"{argument} could not be read: {type_name(error)}: {cap_text(error, 300)}.", hint
        ) from None
    if len(pairs) > limit:
        raise InputError(
            f"{argument} has more than {limit:,} entries, or never ends; at most that many can "
            "be read.",
            hint,
        )
    return pairs


def first_pairs(value: Any, argument: str, limit: int) -> list[tuple[Any, Any]]:
    """The first pairs of what `is_mapping`, at most `limit`.

    Raises
    ------
    InputError
        When the value raises on the way.
    """
    try:
        return take_pairs(value, limit)
    except Exception as error:
        raise InputError(
            f"{argument} could not be read: {type_name(error)}: {cap_text(error, 300)}."
        ) from None


def is_named(value: Any) -> bool:
    """Whether it is a mapping, a data class or a namespace: what has names and nothing else."""
    if is_instance(value, (dict, Mapping)) or field_names(value) is not None:
        return True
    return offers(value, "keys", "items", "__getitem__") and not offers(value, "iloc")


def field_names(value: Any) -> list[str] | None:
    """The names of what data classes, attrs, pydantic and namespaces hold; None for the rest."""
    kind: Any = type(value)
    if is_plain_type(value) or is_instance(value, type):
        return None
    try:
        if is_dataclass(kind):
            return [field.name for field in fields(kind)]
        if offers(value, "__attrs_attrs__"):
            return [attribute.name for attribute in islice(kind.__attrs_attrs__, MAX_FIELDS)]
        if offers(value, "model_fields", "model_dump"):
            return list(islice(kind.model_fields, MAX_FIELDS))
        if type_name(value) in ("Namespace", "SimpleNamespace"):
            return list(vars(value))
    except Exception:
        return None
    return None


def take_pairs(value: Any, limit: int) -> list[tuple[Any, Any]]:
    """The first pairs, at most `limit`; raises what the value raises."""
    names = read_attribute(type(value), "_fields") if is_named_tuple(value) else field_names(value)
    pairs: Any
    if names is not None:
        pairs = ((name, getattr(value, name)) for name in names)
    elif _is_series(value):
        index = native_items(head(value.index, limit)) or []
        pairs = zip(index, native_items(head(value, limit)) or [])
    elif offers(value, "items"):
        pairs = value.items()
    else:
        pairs = value.to_dict().items()
    return [(key, item) for key, item in islice(iter(pairs), limit)]


def is_named_tuple(value: Any) -> bool:
    """Whether it is a tuple whose items have names."""
    return is_instance(value, tuple) and offers(value, "_fields", "_asdict")


def _is_series(value: Any) -> bool:
    """One column of pandas, whose index names its values."""
    return offers(value, "iloc", "index") and len(shape_of(value) or ()) == 1


def _has_to_dict(value: Any) -> bool:
    return (
        offers(value, "to_dict")
        and shape_of(value) is None
        and not offers(value, "columns")
        and not is_instance(value, type)
    )
