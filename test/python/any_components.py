"""Components made of arbitrary values: every one of ours, and every one that Metaflow has."""

from __future__ import annotations

import inspect
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import metaflow.cards
import metaflow_card_kit as kit
from metaflow.plugins.cards.card_modules import basic, components
from metaflow.plugins.cards.card_modules.card import MetaflowCardComponent
from metaflow_extensions.card_kit.components.base import Component
from test_any_value import make_value

EXAMPLES = Path(__file__).parents[2] / "schema/examples"
OURS: dict[str, type[Component]] = {
    each.type: each
    for name in kit.__all__
    if inspect.isclass(each := getattr(kit, name)) and issubclass(each, Component)
    if each is not Component
}
BASES = (MetaflowCardComponent, components.UserComponent, basic.DefaultComponent)
NEED_A_TASK = (basic.TaskInfoComponent,)
THEIRS: dict[str, type[MetaflowCardComponent]] = {
    name: each
    for module in (basic, components, metaflow.cards)
    for name, each in vars(module).items()
    if inspect.isclass(each) and issubclass(each, MetaflowCardComponent) and name[0] != "_"
    if each not in BASES and not issubclass(each, (*NEED_A_TASK, Component))
}


def read_examples() -> dict[str, list[dict[str, Any]]]:
    """What the examples in the docstrings give the constructor of each component."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    plain = Component._read

    def record(self: Component, given: dict[str, Any], *sources: Any) -> Any:
        found[self.type].append(dict(given))
        return plain(self, given, *sources)

    names = {name: getattr(kit, name) for name in kit.__all__}
    Component._read = record  # type: ignore[method-assign]
    try:
        for file in EXAMPLES.glob("*.json"):
            for example in json.loads(file.read_text("utf-8")):
                exec(example["code"], dict(names))
    finally:
        Component._read = plain  # type: ignore[method-assign]
    return found


GIVEN = read_examples()
LISTS: list[Callable[[Random], Any]] = [
    lambda rng: [rng.randint(0, 2) for _ in range(4)],
    lambda rng: [rng.random() for _ in range(4)],
    lambda rng: rng.choices("abc", k=4),
    lambda rng: {"a": [1, 2], "b": ["x", None]},
    lambda rng: rng.choice("abc"),
    lambda rng: rng.randint(0, 9),
]


def some_value(rng: Random, *, ends: bool = False) -> Any:
    """Anything at all, or a component."""
    kind = rng.random()
    if kind < 0.1:
        return rng.choice([kit.Problem("x"), basic.TextComponent("x"), kit.Text, kit.Log()])
    return rng.choice(LISTS)(rng) if kind < 0.3 else make_value(rng, ends=ends)


def altered(rng: Random, value: Any, depth: int = 0) -> Any:
    """The value with another one somewhere inside."""
    if depth > 0 and rng.random() < 0.3:
        return some_value(rng)
    if type(value) is dict and value:
        place = rng.choice(list(value))
        return {**value, place: altered(rng, value[place], depth + 1)}
    if type(value) is list and value:
        at = rng.randrange(len(value))
        return [*value[:at], altered(rng, value[at], depth + 1), *value[at + 1 :]]
    return some_value(rng)


def some_arguments(rng: Random, example: dict[str, Any], most: int = 3) -> dict[str, Any]:
    """An example, some of whose arguments are something else."""
    names = rng.sample(list(example), k=min(len(example), rng.choice([1, 1, most])))
    return {
        **example,
        **{name: altered(rng, example[name]) for name in names},
    }


def other_sources(owner: type[Component]) -> list[str]:
    """The other constructors; a card gives `from_task` what it needs."""
    return [name for name in vars(owner) if name.startswith("from_") and name != "from_task"]


def make_ours(rng: Random, kind: str) -> Component:
    owner = OURS[kind]
    others = other_sources(owner)
    if others and rng.random() < 0.3:
        source = getattr(owner, rng.choice(others))
        made: Component = source(**arguments_by_signature(rng, source))
    else:
        made = owner(**some_arguments(rng, rng.choice(GIVEN[kind])))
    return made


def changes_of_ours(rng: Random, made: Component) -> Iterator[Callable[[], Any]]:
    """What a step may do with a component that is on a card."""
    example = rng.choice(GIVEN[made.type])
    names = rng.sample(list(example), k=min(len(example), 2))
    given = {name: altered(rng, example[name]) for name in names}
    yield partial(made.update, **given)
    append = getattr(made, "append", None)
    if append is not None:
        yield partial(append, **arguments_by_signature(rng, append))


def arguments_by_signature(
    rng: Random, function: Callable[..., Any], *, ends: bool = False
) -> dict[str, Any]:
    return {
        name: some_value(rng, ends=ends)
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        if parameter.default is parameter.empty or rng.random() < 0.3
        if name != "self"
    }


def make_theirs(rng: Random, name: str) -> Any:
    """A component of Metaflow's; None where Metaflow itself refuses the values."""
    owner = THEIRS[name]
    try:
        return owner(**arguments_by_signature(rng, owner.__init__, ends=True))
    except Exception:
        return None


def change_theirs(rng: Random, made: Any) -> None:
    try:
        made.update(**arguments_by_signature(rng, made.update, ends=True))
    except Exception:  # Metaflow refuses it
        return


class Given:
    """An artifact as Metaflow's client has it."""

    def __init__(self, name: str, value: Any) -> None:
        self.id, self.value, self.size = name, value, 10

    @property
    def data(self) -> Any:
        return self.value


class GivenTask:
    """A task with artifacts of any value."""

    pathspec = "AnyFlow/1/start/1"

    def __init__(self, artifacts: dict[str, Any]) -> None:
        self.artifacts = [Given(*item) for item in artifacts.items()]

    def __iter__(self) -> Iterator[Given]:
        return iter(self.artifacts)
