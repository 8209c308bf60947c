"""A chart from a Vega-Lite or Vega specification."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from ..errors import InputError
from ..page.blocks import MAX_ROWS, Block, paragraph, table
from ..wire.numbers import number
from ..wire.scalars import unwrap
from ..wire.text import cap_text, describe, label
from .base import Component, Width, as_it_is

MAX_DEPTH = 100
MAX_COLUMNS = 12
MAX_WHOLE = 10**21
"""Whole numbers below are written out; JavaScript writes larger ones as floats."""
COMPOSITIONS = ("mark", "layer", "concat", "hconcat", "vconcat", "facet", "repeat", "spec")
EXAMPLE = 'VegaChart({"data": {"values": rows}, "mark": "bar", "encoding": {...}})'
IN_THE_SPEC = 'spec["data"] = {"values": frame.to_dict("records")}'


class VegaChart(Component):
    """A chart from a Vega-Lite or Vega specification, drawn in the card's own colors.

    The card is wide where the specification leaves its width open, follows the theme, and
    loads nothing from the network: the data stand in the specification. Pointing at a mark
    tells its values.

    Parameters
    ----------
    spec : dict, str or altair.Chart
        A specification as a dict or as JSON text, or anything whose ``to_dict()`` gives one. Its
        ``$schema`` says whether it is Vega-Lite or Vega; without one it is Vega-Lite. A data
        frame may stand for a list of rows. What is given is not changed; NaN and infinite values
        become null, and a note counts them. Of ``usermeta.embedOptions``, a card follows
        ``config``, ``theme``, ``formatLocale`` and ``timeFormatLocale``.
    title : str, optional
        Heading above the chart.
    caption : str, optional
        A sentence or two below the chart.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> VegaChart(
    ...     {
    ...         "data": {"values": [{"fold": 1, "auc": 0.91}, {"fold": 2, "auc": 0.94}]},
    ...         "mark": "bar",
    ...         "encoding": {
    ...             "x": {"field": "fold", "type": "ordinal"},
    ...             "y": {"field": "auc", "type": "quantitative"},
    ...         },
    ...     },
    ...     title="Cross-validation",
    ... )
    """

    type = "vega_chart"
    read_spec = staticmethod(as_it_is)

    def __init__(
        self,
        spec: Any,
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    def compose(self, notes: list[str], *, spec: Any) -> dict[str, Any]:
        copied = _Copy()
        result = copied.of(_as_dict(spec), 0)
        _check(result)
        if copied.not_finite:
            what = "value was" if copied.not_finite == 1 else "values were"
            notes.append(
                f"{copied.not_finite} {what} NaN or infinite, which JSON cannot say: "
                "shown as missing."
            )
        if any(source.get("values") == [] for source in _sources(result)):
            notes.append("The data of this chart have no rows.")
        return {"spec": result}

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        spec = node["spec"]
        title = spec.get("title")
        text = spec.get("description") or (title.get("text") if isinstance(title, dict) else title)
        rows = _rows(spec)
        told = paragraph(f"Chart: {text}" if text else "A chart.")
        if not rows:
            return told
        columns = list(dict.fromkeys(key for row in rows[:MAX_ROWS] for key in row))[:MAX_COLUMNS]
        return told + table(columns, [[_cell(row.get(key)) for key in columns] for row in rows])


def _as_dict(spec: Any) -> dict[Any, Any]:
    if isinstance(spec, dict):
        found: Any = spec
    elif isinstance(spec, (str, bytes)):
        try:
            found = json.loads(spec)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"spec is text that is not JSON: {cap_text(error, 200)}.", hint=EXAMPLE
            ) from None
    elif callable(getattr(spec, "to_dict", None)) and not hasattr(spec, "columns"):
        try:
            found = spec.to_dict()
        except Exception as error:
            raise InputError(
                f"spec.to_dict() failed: {type(error).__name__}: {cap_text(error, 600)}."
            ) from None
    else:
        found = spec
    if not isinstance(found, dict):
        raise InputError(
            f"spec is {describe(found)}; it must be a specification as a dict, as JSON text "
            "or as an Altair chart.",
            hint=EXAMPLE,
        )
    return found


class _Copy:
    """A deep copy as strict JSON. Counts what JSON cannot say."""

    def __init__(self) -> None:
        self.not_finite = 0

    def of(self, value: Any, depth: int) -> Any:
        value = unwrap(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return cap_text(value, 10_000_000)
        if isinstance(value, (Real, Decimal)):
            return self._number(value)
        if isinstance(value, (date, time)):
            return value.isoformat()
        if depth > MAX_DEPTH:
            raise InputError(f"spec is nested deeper than {MAX_DEPTH} levels, or contains itself.")
        if isinstance(value, Mapping):
            return {cap_text(key, 1000): self.of(item, depth + 1) for key, item in value.items()}
        listed = _listed(value)
        if listed is None:
            return label(value)
        return [self.of(item, depth + 1) for item in listed]

    def _number(self, value: Any) -> int | float | None:
        if isinstance(value, Integral) and abs(int(value)) < MAX_WHOLE:
            return int(value)
        found = number(value)
        if isinstance(found, str):  # not a number, or larger than any float
            self.not_finite += 1
            return None
        return found


def _listed(value: Any) -> list[Any] | None:
    """What stands for a list: sequences, arrays and columns, and the rows of a data frame."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    if hasattr(value, "columns"):
        if callable(getattr(value, "to_dicts", None)):
            return list(value.to_dicts())
        if callable(getattr(value, "to_dict", None)):
            return list(value.to_dict("records"))
    for name in ("tolist", "to_list"):
        if callable(getattr(value, name, None)):
            made = getattr(value, name)()
            return made if isinstance(made, list) else None
    if isinstance(value, Iterator):
        raise InputError(
            f"spec holds {describe(value)}, which can be read only once; make it a list.",
            hint='spec["data"] = {"values": list(rows)}',
        )
    is_list = isinstance(value, Collection) and not isinstance(value, (bytes, bytearray))
    return list(value) if is_list else None


def _check(spec: dict[str, Any]) -> None:
    if not spec:
        raise InputError("spec is empty.", hint=EXAMPLE)
    lite = "/schema/vega/" not in str(spec.get("$schema", ""))
    if lite and not any(key in spec for key in COMPOSITIONS):
        raise InputError(
            f"spec has no mark and no layer, so there is nothing to draw; "
            f"it has: {cap_text(', '.join(spec), 300)}.",
            hint=EXAMPLE,
        )
    for source in _sources(spec):
        url = source.get("url")
        if isinstance(url, str) and not url.startswith("data:"):
            raise InputError(
                f"data.url is {cap_text(url, 200)!r}: a card loads nothing from the network. "
                "Put the values in the spec.",
                hint=IN_THE_SPEC,
            )


def _sources(value: Any) -> Iterator[dict[str, Any]]:
    """Every data source of a specification, wherever it stands; its rows are not entered."""
    if isinstance(value, list):
        for item in value:
            yield from _sources(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "data":
                for source in item if isinstance(item, list) else [item]:
                    if isinstance(source, dict):
                        yield source
            elif key not in ("values", "datasets"):
                yield from _sources(item)


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of the first source that has them in the specification."""
    datasets = spec.get("datasets")
    named = datasets if isinstance(datasets, dict) else {}
    for source in _sources(spec):
        values = source.get("values", named.get(source.get("name")))
        if isinstance(values, list) and values:
            return [row if isinstance(row, dict) else {"data": row} for row in values]
    return []


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    return cap_text(value if isinstance(value, str) else json.dumps(value), 200)
