"""What has named values: mappings, series, data classes, namespaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

from ..errors import InputError
from .arrays import native_items
from .scalars import is_instance, length_of, offers, plain, read_attribute, shape_of, type_name
from .text import cap_text, describe


def is_mapping(value: Any) -> bool:
    """Whether `read_mapping` can read it; costs nothing, and reads nothing."""
    return (
        is_instance(value, Mapping)
        or _names_of_fields(value) is not None
        or _is_series(value)
        or offers(value, "keys", "items")
        or (offers(value, "to_dict") and shape_of(value) is None and not offers(value, "columns"))
    )


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
        pairs = [(plain(key), item) for key, item in islice(_pairs(value), limit + 1)]
    except Exception as error:
        raise InputError(
            f"{argument} could not be read: {type(error).__name__}: {cap_text(error, 300)}.", hint
        ) from None
    if len(pairs) > limit:
        raise InputError(
            f"{argument} has more than {limit:,} entries, or never ends; at most that many can "
            "be read.",
            hint,
        )
    return pairs


def _pairs(value: Any) -> Any:
    names = _names_of_fields(value)
    if names is not None:
        return ((name, getattr(value, name)) for name in names)
    if _is_series(value):
        return zip(native_items(value.index) or [], native_items(value) or [])
    if is_instance(value, Mapping) or offers(value, "items"):
        return iter(value.items())
    return iter(value.to_dict().items())


def _is_series(value: Any) -> bool:
    """One column of pandas, whose index names its values."""
    return offers(value, "iloc", "index") and len(shape_of(value) or ()) == 1


def _names_of_fields(value: Any) -> list[str] | None:
    """The names of what data classes, attrs, pydantic, named tuples and namespaces hold."""
    kind = type(value)
    if isinstance(value, type):
        return None
    try:
        if is_dataclass(kind):
            return [field.name for field in fields(kind)]
        if is_instance(value, tuple):
            names = read_attribute(kind, "_fields")
            return list(names) if isinstance(names, tuple) else None
        attributes = kind.__dict__.get("__attrs_attrs__")
        if attributes is not None:
            return [attribute.name for attribute in attributes]
        models = read_attribute(kind, "model_fields")
        if isinstance(models, dict):
            return list(models)
        if type_name(value) in ("Namespace", "SimpleNamespace"):
            return list(vars(value))
    except Exception:
        return None
    return None
