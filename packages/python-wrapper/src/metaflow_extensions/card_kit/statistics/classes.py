"""Columns of classes, such as ``y_true``: how they are read, ordered and named."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from ..errors import InputError
from ..wire.arrays import native_items, read_values
from ..wire.scalars import is_instance, shape_of, type_name, types_of, unwrap
from ..wire.text import cap_text, describe, label, shape_text

_PLAIN_CLASSES = {int, str, bool}
MAX_DISTINCT = 10_000
MAX_SAMPLES = 5_000_000


def read_classes(argument: str, values: Any) -> list[Any]:
    """One class for each sample; a missing one (None, NaN, NA, NaT) as None.

    Parameters
    ----------
    argument : str
        Name of the argument, for messages.
    values : array-like of shape (n,) or (n, 1)

    Raises
    ------
    InputError
        When the values are no column of classes.
    """
    shape = shape_of(values)
    if shape is not None and len(shape) > 1 and shape[1:] != (1,):
        raise _not_a_column(argument, shape_text(shape))
    items = read_values(
        values, argument, MAX_SAMPLES, what="one class for each sample", nested=True
    )
    first = items[0] if items else None
    if isinstance(first, list):
        if any(not isinstance(item, list) or len(item) != 1 for item in items):
            widest = max(len(item) for item in items if isinstance(item, list))
            raise _not_a_column(argument, f"{len(items)} x {widest}")
        items = [item[0] for item in items]
    distinct = _distinct(argument, items)
    kinds = set(map(type, distinct))
    if kinds <= _PLAIN_CLASSES:
        return items
    if kinds <= _PLAIN_CLASSES | {float, type(None)}:
        # Many times faster than a look-up for each of a million items.
        return [None if item != item else item for item in items]  # noqa: PLR0124
    known = {item: plain(item) for item in distinct}
    return [known[item] for item in items]


def _not_a_column(argument: str, shape: str) -> InputError:
    return InputError(
        f"{argument} has the shape {shape}; it must hold one class for each sample. "
        "Of probabilities take the class with the highest one.",
        hint=f"{argument} = probabilities.argmax(axis=1)",
    )


def _distinct(argument: str, items: list[Any]) -> set[Any]:
    _refuse_nested(argument, items)
    try:
        distinct = set(items)
    except TypeError:
        check_hashable(argument, items)
        raise
    # NaN differs from itself: each of them is one more.
    if len(distinct) > MAX_DISTINCT:
        values = [item for item in dict.fromkeys(map(plain, distinct)) if item is not None]
        if len(values) > MAX_DISTINCT:
            raise InputError(
                f"{argument} holds {len(values):,} different values, such as "
                f"{describe(values[0])}; it must hold one class for each sample.",
                hint=f"{argument} = scores >= 0.5",
            )
    return distinct


def plain(value: Any) -> Any:
    """A class as a Python value, a missing one as None."""
    value = unwrap(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def check_hashable(argument: str, values: Iterable[Any]) -> None:
    """Make sure that every value can be a class.

    Raises
    ------
    InputError
        Names the first value that cannot.
    """
    _refuse_nested(argument, values)
    try:
        set(values)
    except TypeError:
        for i, value in enumerate(values):
            try:
                hash(value)
            except TypeError:
                raise _no_class(argument, i, value) from None
        raise


def _refuse_nested(argument: str, values: Iterable[Any]) -> None:
    """Tuples of tuples may share them, and are hashed as often as they are there."""
    nests = (tuple, frozenset)
    if not any(issubclass(kind, nests) for kind in types_of(values) or (tuple,)):
        return
    for i, value in enumerate(values):
        if is_instance(value, nests) and any(is_instance(part, nests) for part in value):
            raise _no_class(argument, i, value)


def _no_class(argument: str, place: int, value: Any) -> InputError:
    return InputError(f"{argument}[{place}] is {describe(value)}, which cannot be a class.")


def categories(values: Any) -> list[Any]:
    """The declared classes of a categorical column, in their order; empty for any other column."""
    declared = getattr(getattr(values, "dtype", None), "categories", None)
    return [] if declared is None else [plain(item) for item in native_items(declared) or []]


def sort_classes(classes: Iterable[Any]) -> tuple[list[Any], bool]:
    """The distinct classes, sorted where they can be; else as they appear, and False."""
    distinct = list(dict.fromkeys(classes))
    try:
        return sorted(distinct), True
    except Exception:
        return distinct, False


def name_classes(classes: Iterable[Any], notes: list[str]) -> list[str]:
    """A text for each class, no two alike: 1 and "1" become ``1 (int)`` and ``1 (str)``."""
    values = [unwrap(value) for value in classes]
    texts = [_text(value) for value in values]
    kinds: dict[str, set[str]] = defaultdict(set)
    for text, value in zip(texts, values):
        kinds[text].add(type_name(value))
    names: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for text, value in zip(texts, values):
        base = text if len(kinds[text]) == 1 else f"{text} ({type_name(value)})"
        name = base
        while name in names:
            numbers[base] = numbers.get(base, 1) + 1
            name = f"{base} #{numbers[base]}"
        names[name] = None
    alike = [cap_text(text, 40) for text, count in Counter(texts).items() if count > 1]
    if alike:
        shown = ", ".join(alike[:5]) + (" and others" if len(alike) > 5 else "")
        notes.append(f"Some classes read alike ({shown}): their type or a number tells them apart.")
    return list(names)


def _text(value: Any) -> str:
    text = label(value)
    return text if text.strip() else repr(text)
