"""What never ends, in every argument of every constructor and of `append`; `update` reads alike."""

from __future__ import annotations

import inspect
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from any_components import GIVEN, OURS, other_sources
from metaflow_extensions.card_kit.components.base import FRAME
from odd_values import Endless, EndlessItems, EndlessMapping

SECONDS = 5
"""Of processor time, for one value in one argument: most take a few milliseconds."""

VALUES: dict[str, Callable[[], Any]] = {
    "an iterable": Endless,
    "items": EndlessItems,
    "a mapping": EndlessMapping,
    "a mapping in a list": lambda: [EndlessMapping()],
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no timer of the processor")


class Unending(BaseException):
    """Not an Exception: a component would take that for bad input."""


@pytest.fixture(autouse=True)
def bounded_time() -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise Unending

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def names_of(function: Callable[..., Any]) -> list[str]:
    parameters = inspect.signature(function).parameters.values()
    return [each.name for each in parameters if each.kind is not each.VAR_KEYWORD]


def calls(kind: str) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Each argument of a component, by name, as a function of its value."""
    owner, example = OURS[kind], GIVEN[kind][0]
    for name in names_of(owner):
        if name in FRAME and kind != "problem":  # they are read alike
            continue
        yield name, lambda value, name=name: owner(**{**example, name: value}).render()
    for source in (getattr(owner, name) for name in other_sources(owner)):
        for name in names_of(source):
            yield f"{source.__name__}({name})", with_argument(source, name)
    if hasattr(owner, "append"):
        for name in names_of(owner.append)[1:]:
            yield (
                f"append({name})",
                lambda value, name=name: with_argument(owner(**example).append, name)(value),
            )


def with_argument(function: Callable[..., Any], name: str) -> Callable[[Any], Any]:
    """What a function makes of a value for one argument, and of a list for those that it needs."""
    needed = [
        each.name
        for each in inspect.signature(function).parameters.values()
        if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
    ]
    return lambda value: function(**{**{key: [0, 1] for key in needed}, name: value})


@pytest.mark.parametrize("kind", OURS)
def test_what_never_ends_is_refused_or_cut_wherever_it_is_given(kind: str) -> None:
    late = []
    for name, call in calls(kind):
        for word, make in VALUES.items():
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                call(make())
            except Unending:
                late.append((name, word))
    assert late == []
