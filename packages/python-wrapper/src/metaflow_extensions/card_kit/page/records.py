"""What a node holds as a table of plain values: no figure rounded, no row left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from ..wire.columns import decode
from .blocks import Table, unbounded
from .summary import blocks_of

_NO_RECORDS = ("notes", "nodes", "rules", "columns")


class Records(NamedTuple):
    """A table: the first column names its rows."""

    headers: list[str]
    rows: list[list[Any]]


def records_of(node: dict[str, Any]) -> list[Records]:
    """The tables of a node, those of its summary where its fields are none.

    Fields say what they are by their form: columns, with names and series where there are some;
    labels with counts; metrics of models, a cell for each; a list of mappings.
    """
    try:
        found = _records_in(node)
    except Exception:  # the node of somebody else, which only looks like one of ours
        found = None
    if found is not None and found.rows:
        return [found]
    with unbounded():
        blocks = blocks_of(node)
    return [Records(b.headers, b.rows) for b in blocks if isinstance(b, Table)]


def _records_in(node: dict[str, Any]) -> Records | None:
    columns = {column["name"]: column for column in node.get("columns") or ()}
    if columns and "series" in node:
        return _series_records(node, {name: decode(one) for name, one in columns.items()})
    if columns:
        values = [decode(column) for column in columns.values()]
        return Records(list(columns), [list(row) for row in zip_longest(*values)])
    if "labels" in node and "counts" in node:
        rows = [[name, *row] for name, row in zip(node["labels"], node["counts"])]
        return Records(["true \\ predicted", *node["labels"]], rows)
    if "models" in node and "metrics" in node:
        return _model_records(node)
    data = node["spec"].get("data") if isinstance(node.get("spec"), dict) else None
    fields = {**node, "data": data.get("values") if isinstance(data, dict) else None}
    for name, value in fields.items():
        if name in _NO_RECORDS or not isinstance(value, list) or not value:
            continue
        if all(isinstance(one, dict) for one in value):
            return _mapping_records(value)
    return None


def _series_records(node: dict[str, Any], values: dict[str, list[Any]]) -> Records:
    series = node["series"]
    if all("x" in one for one in series):
        sides = [side for side in ("lower", "upper") if any(side in one for one in series)]
        headers = ["series", node.get("x_label", "x"), node.get("y_label", "y"), *sides]
        return Records(headers, list(_point_rows(series, values, sides)))
    names = [one["name"] or node.get("normalize", "value") for one in series]
    heights = [values[one["y"]] for one in series]
    if "edges" in values:
        edges = values["edges"]
        return Records(["from", "to", *names], _table_rows(edges, edges[1:], *heights))
    places = values[node["names"]]
    return Records([node.get("x_label", "name"), *names], _table_rows(places, *heights))


def _table_rows(*columns: list[Any]) -> list[list[Any]]:
    return [list(row) for row in zip(*columns)]


def _point_rows(
    series: list[Any], values: dict[str, list[Any]], sides: list[str]
) -> Iterator[list[Any]]:
    for line in series:
        bounds = [values.get(line.get(side), []) for side in sides]
        for x, y, *around in zip_longest(values[line["x"]], values[line["y"]], *bounds):
            yield [line["name"], x, y, *around]


def _model_records(node: dict[str, Any]) -> Records:
    fields = [*node["metrics"], *node.get("parameters", ())]
    cells = zip(*(field["cells"] for field in fields))
    rows = [
        [model["name"], *(cell.get("value", cell.get("text")) for cell in row)]
        for model, row in zip(node["models"], cells)
    ]
    return Records(["model", *(field["name"] for field in fields)], rows)


def _mapping_records(mappings: list[dict[str, Any]]) -> Records:
    headers = list(dict.fromkeys(key for one in mappings for key in one))
    return Records(headers, [[_record_cell(one.get(key)) for key in headers] for one in mappings])


def _record_cell(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, (dict, list)) else value
