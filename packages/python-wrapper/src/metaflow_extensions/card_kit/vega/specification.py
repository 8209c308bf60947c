"""Specifications of Vega-Lite and Vega, apart from the rows that they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..errors import InputError
from ..wire.columns import Column
from ..wire.mappings import first_pairs
from ..wire.scalars import is_instance, offers, shape_of
from ..wire.text import cap_text, describe
from .copy import JsonCopy
from .rows import Rows, read_rows
from .walk import data_sources, draws_fields

MAX_DEPTH = 60
MAX_KEYS = 10_000
EXAMPLE = 'VegaChart({"mark": "bar", "encoding": {...}}, data=frame)'


@dataclass
class Table:
    """Rows that stand beside a specification, under the name that it calls them by."""

    name: str
    rows: Rows


@dataclass
class Specification:
    """A specification as strict JSON, and the rows that are too many for it."""

    spec: dict[str, Any]
    tables: list[Table] = field(default_factory=list)
    not_finite: int = 0

    @property
    def is_lite(self) -> bool:
        """Whether it is Vega-Lite, and not Vega."""
        return "/schema/vega/" not in str(self.spec.get("$schema", ""))

    def with_rows(self, rows: Rows) -> Specification:
        """The same specification over other rows, in the place of its first data source."""
        spec, name = dict(self.spec), "data"
        first = spec.get("data")
        if not self.is_lite:
            sources = list(first) if isinstance(first, list) else []
            source = dict(sources[0]) if sources and isinstance(sources[0], dict) else {}
            name = str(source.get("name", "table"))
            spec["data"] = [_source_of({**source, "name": name}, rows), *sources[1:]]
        else:
            source = dict(first) if isinstance(first, dict) else {}
            if isinstance(source.get("name"), str):
                name = source["name"]
            kept = {key: source[key] for key in ("format",) if key in source}
            spec["data"] = _source_of({**kept, "name": name}, rows)
            if isinstance(spec.get("datasets"), dict):
                others = {k: v for k, v in spec["datasets"].items() if k != name}
                spec["datasets"] = others
                if not others:
                    del spec["datasets"]
        tables = [table for table in self.tables if table.name != name]
        added = [] if rows.values is not None else [Table(name, rows)]
        return Specification(spec, [*tables, *added], self.not_finite)

    @property
    def needs_rows(self) -> bool:
        """Whether it draws fields, and names no source of rows."""
        named = any(source != {"values": None} for source in self.sources())
        return not named and draws_fields(self.spec)

    def sources(self) -> Iterator[dict[str, Any]]:
        """Every data source, wherever it stands; its rows are not entered."""
        return data_sources(self.spec)

    def fields(self) -> dict[str, Any]:
        """What a node holds of it."""
        columns: list[Column] = [c for table in self.tables for c in table.rows.columns]
        if not columns:
            return {"spec": self.spec}
        tables = [
            {
                "name": table.name,
                "height": table.rows.height,
                "columns": len(table.rows.columns),
                "head": table.rows.head,
            }
            for table in self.tables
        ]
        return {"spec": self.spec, "tables": tables, "columns": columns}


def read_specification(given: Any) -> Specification:
    """A dict, JSON text, or what has a ``to_dict()``, as a specification of our own.

    Raises
    ------
    InputError
        When it is none.
    """
    copy = JsonCopy()
    found = _Reader(copy)
    spec = found.mapping(_as_mapping(given), 0, top=True)
    return Specification(spec, found.tables, copy.not_finite)


def _source_of(source: dict[str, Any], rows: Rows) -> dict[str, Any]:
    rest = {key: value for key, value in source.items() if key not in ("values", "url")}
    return {**rest, "values": rows.values} if rows.values is not None else rest


def _as_mapping(given: Any) -> Mapping[Any, Any]:
    found = given
    if is_instance(given, (str, bytes)):
        try:
            found = json.loads(given)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"spec is text that is not JSON: {cap_text(error, 200)}.", hint=EXAMPLE
            ) from None
    elif (
        not is_instance(given, Mapping)
        and offers(given, "to_dict")
        and not offers(given, "columns")
        and not shape_of(given)
    ):
        try:
            found = given.to_dict()
        except Exception as error:
            raise InputError(
                f"spec.to_dict() failed: {type(error).__name__}: {cap_text(error, 600)}."
            ) from None
    if not is_instance(found, Mapping):
        raise InputError(
            f"spec is {describe(found)}; it must be a specification as a dict, as JSON text "
            "or as an Altair chart.",
            hint=EXAMPLE,
        )
    return found  # type: ignore[no-any-return]


class _Reader:
    """One reading of one specification."""

    def __init__(self, copy: JsonCopy) -> None:
        self.copy = copy
        self.tables: list[Table] = []

    def mapping(self, given: Mapping[Any, Any], depth: int, *, top: bool = False) -> dict[str, Any]:
        result: dict[str, Any] = {}
        self.copy.count("spec")
        if depth > MAX_DEPTH:
            raise InputError(f"spec is nested deeper than {MAX_DEPTH} levels, or contains itself.")
        datasets: Any = given.get("datasets") if top else None
        if is_instance(datasets, Mapping) and (kept := self._datasets(datasets)):
            result["datasets"] = kept
        for key, value in self._pairs(given, "spec"):
            name = cap_text(key, 1000)
            if name == "datasets" and is_instance(datasets, Mapping):
                continue
            if name == "data":
                result[name] = self._data(value, depth + 1, top=top)
            elif is_instance(value, Mapping):
                result[name] = self.mapping(value, depth + 1)
            elif is_instance(value, (list, tuple)):
                result[name] = [self._item(item, depth + 1) for item in value]
            else:
                result[name] = self.copy.read(value, "spec")
        return result

    def _item(self, item: Any, depth: int) -> Any:
        is_mapping = is_instance(item, Mapping)
        return self.mapping(item, depth) if is_mapping else self.copy.read(item, "spec")

    def _pairs(self, given: Mapping[Any, Any], argument: str) -> list[tuple[Any, Any]]:
        if type(given) is dict:
            pairs = list(islice(given.items(), MAX_KEYS + 1))
        else:
            pairs = first_pairs(given, argument, MAX_KEYS + 1)
        if len(pairs) > MAX_KEYS:
            raise InputError(f"{argument} holds an object of more than {MAX_KEYS:,} keys.")
        return pairs

    def _datasets(self, datasets: Mapping[Any, Any]) -> dict[str, Any]:
        kept = {}
        for key, value in self._pairs(datasets, "spec.datasets"):
            name = cap_text(key, 1000)
            rows = read_rows(value, f"spec.datasets[{name!r}]", self.copy)
            if rows is None:
                kept[name] = self.copy.read(value, "spec")
            elif rows.values is not None:
                kept[name] = rows.values
            else:
                self.tables.append(Table(name, rows))
        return kept

    def _data(self, value: Any, depth: int, *, top: bool) -> Any:
        if is_instance(value, (list, tuple)) and (
            not value or (is_instance(value[0], Mapping) and "name" in value[0])
        ):
            # Vega's own list of sources.
            return [self._source(source, depth, keep=not top) for source in value]
        if is_instance(value, Mapping) or value is None:
            return self._source(value, depth, keep=False)
        rows = read_rows(value, "spec.data", self.copy)
        if rows is None:
            return self.copy.read(value, "spec.data")
        return self._place({}, rows)

    def _source(self, source: Any, depth: int, *, keep: bool) -> Any:
        if not is_instance(source, Mapping) or "values" not in source:
            return self.copy.read(source, "spec.data", depth)
        pairs = self._pairs(source, "spec.data")
        rest = {k: self.copy.read(v, "spec.data", depth) for k, v in pairs if k != "values"}
        values = source["values"]
        rows = None if keep else read_rows(values, "spec.data.values", self.copy)
        if rows is None:
            return {**rest, "values": self.copy.read(values, "spec.data.values", depth)}
        return self._place(rest, rows)

    def _place(self, source: dict[str, Any], rows: Rows) -> dict[str, Any]:
        if rows.values is not None:
            return {**source, "values": rows.values}
        name = source.get("name")
        if not isinstance(name, str) or any(table.name == name for table in self.tables):
            name = f"table {len(self.tables) + 1}"
        self.tables.append(Table(name, rows))
        return {**source, "name": name}
