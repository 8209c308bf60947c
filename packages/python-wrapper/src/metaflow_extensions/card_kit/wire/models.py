"""Models as people have them: mappings of name to model, lists of dicts, data frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Callable, NamedTuple

from ..errors import InputError
from .arrays import read_values
from .frames import read_frame
from .mappings import first_pairs, is_mapping, is_named, read_mapping
from .metric_values import Metric, holds_names, read_metric, read_spread
from .parameters import Parameter, read_parameter
from .scalars import is_instance
from .text import cap_text, describe, label

MAX_READ = 10_000
MAX_KEPT = 1_000
MAX_VALUES = 10_000
"""Metrics or parameters of one model; all together have ten times as many."""
LEAST_VALUES = 500

MAX_DEPTH = 5
FACTS = ("status", "pathspec", "created")
PARAMETERS = ("parameters", "params")
HINT = 'ModelComparison({"forest": {"metrics": {"accuracy": 0.91}, "params": {"trees": 100}}})'

Mask = Callable[[str, Any], Any]


@dataclass
class Model:
    """A model as it was given."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    """Metric -> the step at which it was read."""


class Models(NamedTuple):
    """The first thousand, how many there are, and what must be said about them."""

    listed: list[Model]
    total: int
    notes: list[str]


def read_models(models: Any, mask: Mask) -> Models:
    """Read models with their metrics and parameters.

    Parameters
    ----------
    models : mapping of name to model, sequence of dicts, or data frame
    mask : callable
        Gives what stands in the place of a parameter, by its name: secrets are not shown.

    Raises
    ------
    InputError
        When they are no models, or too many to read.
    """
    given = list(_named_models(models))
    notes: list[str] = []
    names = _unique_model_names([name for name, _ in given], notes)
    share = max(MAX_VALUES * 10 // max(len(given), 1), LEAST_VALUES)
    listed = [
        _read_model(name, content, mask, notes, min(share, MAX_VALUES))
        for name, (_, content) in zip(names[:MAX_KEPT], given)
    ]
    return Models(listed, len(given), notes)


def _named_models(models: Any) -> Iterator[tuple[str, Any]]:
    frame = read_frame(models, "models", limit_cells=MAX_READ * 1000)
    if frame is not None:
        rows = frame.records(MAX_READ)
        index = None if {"name", "model"} & set(frame.names) else frame.index
        for position, row in enumerate(rows):
            yield _take_name(row, position) if index is None else (label(index[position]), row)
        return
    if is_mapping(models):
        pairs = read_mapping(models, "models", MAX_READ, hint=HINT)
        if pairs and all(key in ("metrics", *PARAMETERS, "name") for key, _ in pairs):
            raise InputError("models is one model without a name of its own; name it.", hint=HINT)
        yield from ((label(name), model) for name, model in pairs)
        return
    what = "a mapping of name to model"
    items = read_values(models, "models", MAX_READ, what=what, hint=HINT, nested=True)
    for position, model in enumerate(items):
        if not is_named(model):
            raise InputError(
                f"models[{position}] is {describe(model)}; it must be a dict.", hint=HINT
            )
        pairs = read_mapping(model, f"models[{position}]", MAX_VALUES)
        yield _take_name(dict(pairs), position)


def _take_name(content: dict[Any, Any], position: int) -> tuple[str, dict[Any, Any]]:
    key = next((key for key in ("name", "model") if key in content), None)
    return (f"model {position + 1}" if key is None else label(content.pop(key))), content


def _unique_model_names(names: list[str], notes: list[str]) -> list[str]:
    """Names that are told apart: a second model of a name gets a number."""
    taken, counts = set(names), dict.fromkeys(names, 0)
    result, alike = [], []
    for given in names:
        counts[given] += 1
        name = given or "(no name)"
        if counts[given] > 1:
            alike.append(name)
            while f"{name} ({counts[given]})" in taken:
                counts[given] += 1
            name = f"{name} ({counts[given]})"
            taken.add(name)
        result.append(name)
    if alike:
        first = cap_text(alike[0], 60)
        notes.append(f"{len(alike)} models have a name of another one, such as {first}.")
    return result


def _read_model(name: str, model: Any, mask: Mask, notes: list[str], most: int) -> Model:
    made = Model(name)
    left = [most]
    if model is None:
        return made
    if not is_named(model) and not holds_names(model):
        notes.append(f"Model {name} is {describe(model)}, not a dict: its values are missing.")
        return made
    content = {label(k): v for k, v in read_mapping(model, f"models[{name}]", MAX_VALUES)}
    parts = [key for key in ("metrics", *PARAMETERS) if key in content]
    for fact in FACTS:
        if content.get(fact) is not None:
            made.facts[fact] = cap_text(content[fact], 200)
    steps = content.get("steps")
    if steps is not None:
        made.steps = {label(k): label(v) for k, v in read_mapping(steps, "steps", MAX_READ)}
    if not parts:
        rest = {key: value for key, value in content.items() if key not in FACTS}
        _add_leaves(rest, "", lambda key, value: _add_metric(made, key, value), left, (id(model),))
        return made
    unknown = [key for key in content if key not in (*parts, *FACTS, "steps")]
    if unknown:
        notes.append(
            f"{cap_text(', '.join(unknown), 60)} of model {name}: a model has metrics and params."
        )
    for part in parts:
        values = content[part]
        if values is None:
            continue
        if not holds_names(values):
            notes.append(
                f"{part} of model {name} is {describe(values)}, not a mapping of name to value: "
                "they are missing."
            )
            continue
        add = _add_metric if part == "metrics" else _add_parameter_of(mask, notes)
        left = [most]
        pairs = {label(k): v for k, v in first_pairs(values, f"{part} of model {name}", most + 1)}
        above = (id(model), id(values))
        whole = _add_leaves(
            pairs, "", lambda key, value, add=add: add(made, key, value), left, above
        )
        if not whole:
            notes.append(f"{part} of model {name} are too many; the rest is left out.")
    return made


def _add_leaves(
    values: dict[str, Any],
    prefix: str,
    add: Callable[..., None],
    left: list[int],
    above: tuple[int, ...] = (),
) -> bool:
    """Add each leaf under a dotted name; False when there were more than are read."""
    for key, value in values.items():
        name = prefix + key
        if left[0] <= 0:
            return False
        left[0] -= 1
        if id(value) in above:
            add(name, "(contains itself)")
            continue
        deep = len(above) > MAX_DEPTH
        if deep or not holds_names(value) or _is_spread(value):
            add(name, value)
            continue
        try:
            pairs = {label(k): v for k, v in read_mapping(value, name, MAX_VALUES)}
        except InputError:
            add(name, value)
            continue
        if not pairs:
            add(name, value)
        elif not _add_leaves(pairs, f"{name}.", add, left, (*above, id(value))):
            return False
    return True


def _is_spread(value: Any) -> bool:
    """A mean with its standard deviation is one value."""
    return is_instance(value, dict) and "mean" in value and bool({"std", "sd"} & set(value))


def _add_metric(model: Model, name: str, value: Any) -> None:
    names = (name,)
    spread = _is_spread(value)
    model.metrics.setdefault(
        name, read_spread(names, value) if spread else read_metric(names, value)
    )


def _add_parameter_of(mask: Mask, notes: list[str]) -> Callable[[Model, str, Any], None]:
    def add(model: Model, name: str, value: Any) -> None:
        if name not in model.parameters:
            found = model.parameters[name] = read_parameter(mask(name, value))
            if not isinstance(found.key, str):
                notes.append(
                    f"{name} of model {model.name} is too large to compare: it counts as different."
                )

    return add
