"""Values of users as text, cut before the work, without raising for odd ones."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from datetime import date
from numbers import Rational
from typing import Any

from .scalars import (
    is_instance,
    is_plain_type,
    length_of,
    library_of,
    read_attribute,
    shape_of,
    type_name,
    unwrap,
)

MAX_TEXT = 10_000
MAX_WORD = 200
MAX_BITS = 10_000
"""Python writes larger whole numbers slowly, or not at all."""

_BRIEF = frozenset(map(id, (type(None), bool, float, date)))

_REPEATING = ("slice", "GenericAlias", "partial", "partialmethod", "UnionType")
"""Types of the standard library whose text is that of whatever they hold, without a bound."""


def cap_text(value: Any, limit: int = MAX_TEXT) -> str:
    """The value as text of at most `limit` characters; a cut says how much is missing."""
    if is_instance(value, str):
        text: str = value
    elif id(type(value)) in _BRIEF:
        text = str(value)
    else:
        text = _write(value, min(limit, MAX_TEXT))
    size = str.__len__(text)
    # a slice of a subclass of str is a str
    shown = clean_text(str.__getitem__(text, slice(0, limit)))
    return shown if size <= limit else f"{shown}… ({size - limit} characters more)"


def clean_text(text: str) -> str:
    """Without halves of surrogate pairs, which no browser and no file can hold."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def label(value: Any) -> str:
    """A class label or a name as text: ``1`` for 1 and for 1.0 of NumPy, never ``np.int64(1)``."""
    value = unwrap(value)
    if value is None:
        return "None"
    if type(value) is float and value.is_integer():
        value = int(value)
    if is_instance(value, bytes):
        return cap_text(bytes.decode(value[:1000], "utf-8", "backslashreplace"), 200)
    return cap_text(value, 200)


def describe(value: Any) -> str:
    """What was found, for a message: ``'abc' (str)``, ``5,000 x 3 values (ndarray)``."""
    shape = shape_of(value)
    if shape is not None and len(shape) > 1:
        text = f"{' x '.join(f'{n:,}' for n in shape)} values"
    else:
        try:
            text = _open_preview(60, 6, 3).read(value)
        except Exception:
            text = "a value"
    return f"{cap_text(text, 60)} ({cap_text(type_name(value), 60)})"


def text_of_object(value: Any) -> str:
    """``str(value)``, but of what Python would write without a bound, the type's name only."""
    name = type_name(value)
    if is_instance(value, int) or is_instance(value, Rational):
        bits = _bits_of(value)
        if bits > MAX_BITS:
            return f"({name} of {bits:,} bits)"
    if library_of(value) in ("builtins", "types", "functools"):
        if name in _REPEATING:
            return f"<{name}>"
        if name == "method":
            return f"<method {read_attribute(value, '__qualname__')}>"
        if is_instance(value, (bytes, bytearray)):
            return repr(bytes(value[:MAX_TEXT]))
    group = getattr(builtins, "BaseExceptionGroup", None)  # of Python 3.11
    if group is not None and is_instance(value, group):
        return f"{cap_text(value.message)} ({len(value.exceptions)} sub-exceptions)"
    if is_instance(value, BaseException) and not _writes_its_error(value):
        arguments = BaseException.args.__get__(value)  # type: ignore[attr-defined]
        if not is_instance(value, KeyError) and len(arguments) < 2:
            return cap_text(arguments[0]) if arguments else ""
        return _write(arguments[0] if len(arguments) == 1 else arguments, MAX_TEXT)
    try:
        return str(value)
    except Exception as error:
        return f"<{name}: {type_name(error)} in str()>"


def closest(word: str, words: Iterable[str]) -> str | None:
    """The word that was meant, if there is one like it; nobody means one by a page of text."""
    if str.__len__(word) > MAX_WORD:
        return None
    from difflib import get_close_matches

    known = [w for w in words if len(w) <= MAX_WORD]
    found = get_close_matches(word, known, 1) or get_close_matches(word.lower(), known, 1)
    return found[0] if found else None


def _bits_of(value: Any) -> int:
    try:
        return max(int(value.numerator).bit_length(), int(value.denominator).bit_length())
    except Exception:
        return 0


def _writes_its_error(error: Any) -> bool:
    """Whether an exception has a text of its own: its class, or Python's of brief arguments."""
    write = read_attribute(type(error), "__str__")
    if write in (BaseException.__str__, KeyError.__str__):
        return False
    if "__str__" in dir(type(error)) and library_of(write) == "builtins":
        given = BaseException.args.__get__(error)  # type: ignore[attr-defined]
        return all(is_plain_type(part) and (length_of(part) or 0) <= MAX_TEXT for part in given)
    return True


def _write(value: Any, limit: int) -> str:
    try:
        written = _open_preview(limit, 1000, 8).read(value)
    except Exception as error:
        return f"<{type_name(value)}: {type_name(error)} in str()>"
    return str(written)


def _open_preview(limit: int, max_items: int, max_depth: int) -> Any:
    from .preview import Preview

    return Preview(limit, max_items, max_depth)


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as people write it: ``3 x 2``."""
    return " x ".join(f"{n:,}" for n in shape) or "of a single value"
