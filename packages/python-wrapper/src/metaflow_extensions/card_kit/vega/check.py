"""What is wrong with a specification, in words, before a browser says it in its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from ..wire.text import cap_text, closest
from . import words
from .expressions import check_expressions
from .rows import MAX_ROWS
from .shapes import check_shape
from .specification import EXAMPLE, Specification

COMPOSITIONS = ("mark", "layer", "concat", "hconcat", "vconcat", "facet", "repeat", "spec")
MAX_SIDE = 30_000
MAX_VIEWS = 500
SHORT_TYPES = {"q": "quantitative", "o": "ordinal", "n": "nominal", "t": "temporal"}


def check(specification: Specification, notes: list[str]) -> None:
    """Refuse a specification that cannot be drawn, and note what of it is ignored.

    Raises
    ------
    InputError
        Names the part and what was found, and the word that was meant.
    """
    spec = specification.spec
    if not spec:
        raise InputError("spec is empty.", hint=EXAMPLE)
    for source in specification.sources():
        _check_source(source)
    _check_size(spec)
    if specification.is_lite:
        _check_lite(spec, notes)
    else:
        _check_vega(spec)
    check_expressions(spec)


def _refuse(place: str, found: Any, allowed: frozenset[str], what: str) -> None:
    """Refuse a word that there is not; a word that is no text is left to Vega."""
    if not isinstance(found, str) or found in allowed:
        return
    raise InputError(f"{place} {cap_text(found, 60)!r} {_missing(found, allowed, what)}")


def _missing(found: str, allowed: frozenset[str], what: str) -> str:
    close = closest(found, allowed)
    if close is not None:
        return f"does not exist: did you mean {close!r}?"
    return f"does not exist; {what} are {', '.join(sorted(allowed))}."


def _check_source(source: dict[str, Any]) -> None:
    url = source.get("url")
    if isinstance(url, str) and not url.startswith("data:"):
        raise InputError(
            f"data.url is {cap_text(url, 200)!r}: a card loads nothing from the network. "
            "Put the rows in.",
            hint="VegaChart(spec, data=frame)",
        )
    sequence = source.get("sequence")
    if isinstance(sequence, dict):
        numbers = [sequence.get("start", 0), sequence.get("stop"), sequence.get("step", 1)]
        if all(isinstance(n, (int, float)) for n in numbers) and numbers[2]:
            count = abs((numbers[1] - numbers[0]) / numbers[2])
            if count > MAX_ROWS:
                raise InputError(
                    f"data.sequence makes {count:,.0f} rows; a chart draws at most {MAX_ROWS:,}."
                )


def _check_size(spec: dict[str, Any]) -> None:
    for side in ("width", "height"):
        size = spec.get(side)
        if isinstance(size, (int, float)) and size > MAX_SIDE:
            raise InputError(
                f"spec.{side} is {size:,}; a side of a chart has at most {MAX_SIDE:,} pixels."
            )


def _check_lite(spec: dict[str, Any], notes: list[str]) -> None:
    if not any(key in spec for key in COMPOSITIONS):
        for key in spec:
            close = closest(key, COMPOSITIONS)
            if close is not None and key not in words.TOP_LEVEL:
                raise InputError(
                    f"spec has no mark, but {cap_text(key, 60)!r}: did you mean {close!r}?",
                    hint=EXAMPLE,
                )
        raise InputError(
            f"spec has no mark and no layer, so there is nothing to draw; "
            f"it has: {cap_text(', '.join(spec), 300)}.",
            hint=EXAMPLE,
        )
    ignored: dict[str, None] = {}
    count = 0
    for view in _views(spec):
        count += _repeats(view)
        if count > MAX_VIEWS:
            raise InputError(f"spec has more than {MAX_VIEWS} views.")
        check_shape(view)
        _check_view(view, ignored)
    for key in spec:
        close = closest(key, words.TOP_LEVEL)
        if close is not None and key not in words.TOP_LEVEL:
            ignored[f"spec.{cap_text(key, 60)} is ignored: did you mean {close!r}?"] = None
    notes.extend(ignored)


def _views(spec: Any) -> Iterator[dict[str, Any]]:
    """Every view, the ones inside of others too."""
    if not isinstance(spec, dict):
        return
    yield spec
    for key in ("layer", "concat", "hconcat", "vconcat"):
        children = spec.get(key)
        for child in children if isinstance(children, list) else []:
            yield from _views(child)
    yield from _views(spec.get("spec"))


def _repeats(view: dict[str, Any]) -> int:
    repeat = view.get("repeat")
    if isinstance(repeat, list):
        return len(repeat)
    if isinstance(repeat, dict):
        count = 1
        for fields in repeat.values():
            count *= len(fields) if isinstance(fields, list) else 1
        return count
    return 1


def _check_view(view: dict[str, Any], ignored: dict[str, None]) -> None:
    mark = view.get("mark")
    if mark is not None:
        _refuse("mark", mark.get("type") if isinstance(mark, dict) else mark, words.MARKS, "marks")
    if isinstance(mark, dict):
        curve = mark.get("interpolate")
        _refuse("mark.interpolate", curve, words.INTERPOLATIONS, "interpolations")
    parameters = view.get("params")
    for parameter in parameters if isinstance(parameters, list) else []:
        select = parameter.get("select") if isinstance(parameter, dict) else None
        select = select.get("type") if isinstance(select, dict) else select
        _refuse("params.select", select, words.SELECTIONS, "selections")
    encoding = view.get("encoding")
    for channel, given in encoding.items() if isinstance(encoding, dict) else []:
        if channel not in words.CHANNELS:
            missing = _missing(channel, words.CHANNELS, "channels")
            ignored[f"The channel {cap_text(channel, 60)!r} {missing}"] = None
        for definition in given if isinstance(given, list) else [given]:
            if isinstance(definition, dict):
                _check_definition(channel, definition)
    transforms = view.get("transform")
    for transform in transforms if isinstance(transforms, list) else []:
        if isinstance(transform, dict) and words.TRANSFORMS.isdisjoint(transform):
            key = next(iter(transform), "")
            missing = _missing(key, words.TRANSFORMS, "transforms")
            ignored[f"The transform {cap_text(key, 60)!r} {missing}"] = None
        for key in ("aggregate", "joinaggregate", "window"):
            steps = transform.get(key) if isinstance(transform, dict) else None
            for step in steps if isinstance(steps, list) else []:
                if isinstance(step, dict):
                    _refuse(f"transform.{key}", step.get("op"), words.AGGREGATES, "operations")


def _check_definition(channel: str, definition: dict[str, Any]) -> None:
    kind = definition.get("type")
    if isinstance(kind, str) and channel not in ("order", "tooltip", "detail", "href", "url"):
        kind = SHORT_TYPES.get(kind.lower(), kind.lower())
        _refuse(f"encoding.{channel}.type", kind, words.TYPES, "types")
    _refuse(
        f"encoding.{channel}.aggregate", definition.get("aggregate"), words.AGGREGATES, "aggregates"
    )
    unit = definition.get("timeUnit")
    if isinstance(unit, str):
        _refuse(
            f"encoding.{channel}.timeUnit", re.sub("^binned", "", unit), words.TIME_UNITS, "units"
        )
    scale = definition.get("scale")
    if isinstance(scale, dict):
        _refuse(f"encoding.{channel}.scale.type", scale.get("type"), words.SCALES, "scales")
        scheme = scale.get("scheme")
        scheme = scheme.get("name") if isinstance(scheme, dict) else scheme
        if isinstance(scheme, str):
            name = re.sub(r"-\d+$", "", scheme.lower())
            _refuse(f"encoding.{channel}.scale.scheme", name, words.SCHEMES, "schemes")


def _check_vega(spec: dict[str, Any]) -> None:
    for mark in _groups(spec.get("marks")):
        _refuse("marks.type", mark.get("type"), words.VEGA_MARKS, "marks")
    sources = spec.get("data")
    for source in sources if isinstance(sources, list) else []:
        transforms = source.get("transform") if isinstance(source, dict) else None
        for transform in transforms if isinstance(transforms, list) else []:
            if isinstance(transform, dict):
                _refuse(
                    "transform.type", transform.get("type"), words.VEGA_TRANSFORMS, "transforms"
                )


def _groups(marks: Any) -> Iterator[dict[str, Any]]:
    for mark in marks if isinstance(marks, list) else []:
        if isinstance(mark, dict):
            yield mark
            yield from _groups(mark.get("marks"))
