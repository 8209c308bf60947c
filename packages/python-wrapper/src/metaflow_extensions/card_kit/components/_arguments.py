"""What a component was given: its arguments by name, as they are read, or why they are not."""

from __future__ import annotations

import functools
import inspect
import json
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, Callable, Literal, get_args

from ..errors import InputError, NoData
from ..wire.scalars import is_instance, library_of, unwrap
from ..wire.strict import MAX_VALUES, strict
from ..wire.text import cap_text, describe

if TYPE_CHECKING:
    from .base import Component

MAX_NODE_BYTES = 8_000_000
MAX_OPTION = 100
"""Values of what stands where a scalar is declared."""

_DECLARED_WORDS = re.compile(r"(?<![\w'\"])[A-Za-z]+(?![\w'\"])")
_SCALAR_WORDS = {"str", "int", "float", "bool", "None", "Literal", "Optional", "Union", "Width"}
_EXACT: dict[Any, Callable[[Any], Any]] = {
    str: str.__str__,
    int: int.__int__,
    float: float.__float__,
}
Width = Literal["full", "two-thirds", "half", "third"]
FRAME = ("title", "subtitle", "caption", "width")
"""What every component has beside its data; a card gives the subtitle."""


def bind_signature(init: Callable[..., None]) -> Callable[..., None]:
    """The constructor of a component that wrote its signature only."""
    signature = inspect.signature(init)

    @functools.wraps(init)
    def bound_init(self: Component, *args: Any, **keywords: Any) -> None:
        bound = bound_arguments(signature.bind, self, args, keywords)
        bound.apply_defaults()
        bound.arguments.pop("self")
        self._start()
        self._show(*self._read(bound.arguments))

    bound_init.signature = signature  # type: ignore[attr-defined]
    return bound_init


def bound_arguments(
    bind: Callable[..., inspect.BoundArguments], component: Component, args: Any, keywords: Any
) -> inspect.BoundArguments:
    try:
        return bind(component, *args, **keywords)
    except TypeError as error:
        kind = type(component)
        names = ", ".join(inspect.signature(kind).parameters)
        raise TypeError(f"{kind.__name__}: {error}; it takes {names}.") from None


def as_it_is(value: Any) -> Any:
    """The reader of an argument whose value `compose` does not keep."""
    return value


def plain_copy(value: Any, max_values: int = MAX_VALUES) -> Any:
    """What has no reader of its own: scalars of any library, and strict copies of the rest."""
    value = unwrap(value)
    if is_instance(value, Decimal) and value.is_snan():
        return math.nan  # of the kind that raises when it is compared
    plain = value is None or is_instance(value, (bool, str, Real, Decimal))
    return value if plain else strict(value, max_values=max_values)


def plain_option(value: Any) -> Any:
    """An argument that is declared as a scalar: of anything else as much as a message shows."""
    return plain_copy(value, MAX_OPTION)


def text_or_none(value: Any) -> str | None:
    """A text of the frame, cut before it is kept."""
    value = unwrap(value)
    return None if value is None else cap_text(value)


def reader_of(component: Component, name: str) -> Callable[[Any], Any]:
    """How an argument is read that has no reader of its own."""
    if name in FRAME and name != "width":
        return text_or_none
    declared = _parameters_of(component).get(name)
    words = [] if declared is None else _DECLARED_WORDS.findall(str(declared.annotation))
    return plain_option if words and _SCALAR_WORDS.issuperset(words) else plain_copy


def exact_scalar(value: Any) -> Any:
    """A text or a number of a class of its own as Python's: what such a class does is unknown."""
    for kind, as_plain in _EXACT.items():
        if is_instance(value, kind) and library_of(value) not in ("builtins", "numpy"):
            return as_plain(value)
    return value


def frame_of(values: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    frame: dict[str, Any] = {
        k: cap_text(values[k]) for k in FRAME if k != "width" and values.get(k) is not None
    }
    width = values.get("width")
    if type(width) is str and width in get_args(Width):
        frame["width"] = width
    elif width is not None:
        names = ", ".join(get_args(Width))
        notes.append(f"width is {describe(width)} and is ignored; it can be {names}.")
    return frame


def check_size(node: dict[str, Any]) -> None:
    """Refuse a node of too many bytes, and one that is no strict JSON, whatever made it so."""
    size = len(json.dumps(node, allow_nan=False))
    if size > MAX_NODE_BYTES:
        raise InputError(
            f"its data are {size / 1e6:.1f} MB; a component holds at most "
            f"{MAX_NODE_BYTES / 1e6:.0f} MB. Give it an aggregate or a sample."
        )


def error_in_words(error: Exception, component: str, argument: str | None = None) -> InputError:
    """What an error says, without its traceback, which holds the user's data."""
    if not issubclass(type(error), InputError):
        what = "what it was given" if argument is None else argument
        return InputError(
            f"{component} could not read {what}: "
            f"{type(error).__name__}: {cap_text(error)}{_innermost(error)}"
        )
    kind = NoData if issubclass(type(error), NoData) else InputError
    hint = error.hint  # type: ignore[attr-defined]
    return kind(cap_text(error, 2000), None if hint is None else cap_text(hint))


def failure_of(error: Exception, component: Component, name: str, value: Any) -> InputError:
    """Why an argument could not be read; None for the data is what a live card begins with."""
    if value is None and name in list(_parameters_of(component))[1:2]:
        return NoData(f"No {name} yet.")
    return error_in_words(error, type(component).__name__, name)


def _parameters_of(component: Component) -> Mapping[str, inspect.Parameter]:
    """Of the constructor that reads them: a component of fixed form has one of its own."""
    for kind in type(component).__mro__:
        signature = getattr(vars(kind).get("__init__"), "signature", None)
        if signature is not None:
            return signature.parameters  # type: ignore[no-any-return]
    return {}


def _innermost(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f" (in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})"
