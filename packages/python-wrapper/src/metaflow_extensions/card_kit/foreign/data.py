"""Data of Metaflow's components: tables, artifacts, trees, pictures, charts and graphs."""

from __future__ import annotations

import json
from typing import Any

from ..errors import InputError
from ..wire.scalars import is_instance
from ..wire.text import cap_text, describe
from .parts import Node, Rendered, dict_of, frame_of, is_rendered, make

MAX_YAML = 200_000


def read_table(node: Node) -> Node:
    """``{columns, data, vertical}``; a vertical table has its headings at the left."""
    rows = _rows(node.get("data"))
    headers = [cap_text(name, 300) for name in _list(node.get("columns"))]
    if node.get("vertical"):
        height = max(len(headers), *map(len, rows)) if rows else len(headers)
        columns = [headers, *rows]
        rows = [[row[i] if i < len(row) else None for row in columns] for i in range(height)]
        headers = ["", *(f"{i + 1}" if len(columns) > 2 else " " for i in range(len(columns) - 1))]
    width = max([len(headers), *map(len, rows)])
    headers += [f"{i + 1}" for i in range(len(headers), width)]
    rows = [row + [None] * (width - len(row)) for row in rows]
    if not rows:
        return make("table", {name: [] for name in headers}, **frame_of(node))
    return make("table", rows, headers=headers, **frame_of(node))


def read_artifacts(node: Node) -> Node:
    """``{data: [{name, type, data, ...}]}``, each as a row."""
    rows: list[list[Any]] = []
    for one in _list(node.get("data")):
        if not is_instance(one, dict):
            continue
        value = one.get("data")
        if one.get("large_object"):
            value = "(too large to be shown)"
        text = value if isinstance(value, str) else cap_text(value)
        rows.append([cap_text(one.get("name") or "", 300), cap_text(one.get("type"), 300), text])
    rows.sort(key=lambda row: row[0])
    if not rows:
        return make("table", {"Name": [], "Type": [], "Value": []}, **frame_of(node))
    if len(rows) == 1 and not rows[0][0]:
        return make("table", [rows[0][1:]], headers=["Type", "Value"], **frame_of(node))
    return make("table", rows, headers=["Name", "Type", "Value"], **frame_of(node))


def read_json(node: Node) -> Node:
    """``{json_string}``, in which NaN may stand."""
    text = node.get("json_string")
    try:
        value = json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        value = text
    return make("json", value, title=_title(node, "JSON"))


def read_yaml(node: Node) -> Node:
    """``{yaml_string}``; what cannot be read, or would take long, as it is written."""
    text = node.get("yaml_string")
    title = _title(node, "YAML")
    if isinstance(text, str) and len(text) <= MAX_YAML:
        try:
            from metaflow._vendor import yaml  # the one that has written it

            value = yaml.safe_load(text)
        except Exception:
            value = None
        if is_instance(value, (dict, list)):
            return make("json", value, title=title)
    return make("code", text if isinstance(text, str) else "", language="yaml", title=title)


def read_image(node: Node) -> Node:
    """``{src, label, description}``."""
    source = node.get("src")
    if not isinstance(source, str) or not source.lstrip()[:5].lower() == "data:":
        # A path would be read on the machine that makes the card.
        raise InputError(f"its src is {describe(source)}, and no data: URI")
    label = node.get("label")
    caption = node.get("description") or node.get("subtitle")
    title = node.get("title") or label
    return make(
        "image",
        source,
        alt=None if label is None else cap_text(label, 200),
        title=None if title is None else cap_text(title, 1000),
        caption=None if caption is None else cap_text(caption, 1000),
    )


def read_chart(node: Node) -> Node:
    """``{spec, data}``."""
    spec, given = dict_of(node.get("spec")), node.get("data")
    if spec and given and is_instance(given, list):
        return make("vega_chart", spec, data=given)
    if spec and dict_of(given):
        spec = {**spec, "datasets": {**dict_of(spec.get("datasets")), **dict_of(given)}}
    return make("vega_chart", spec or node.get("spec"))


def read_dag(node: Node) -> Node:
    """``{data: {steps, start_step, end_step}}``, or the steps themselves in older versions."""
    given = node.get("data")
    steps = dict_of(given).get("steps", given)
    named = {name: _step(step) for name, step in dict_of(steps).items()}
    return make("dag_view", named or steps, **frame_of(node))


def _step(step: Any) -> Any:
    """Metaflow's page has words of its own for the kinds of steps."""
    if not is_instance(step, dict):
        return step
    kind = step.get("type")
    kinds = {"foreach": "split-foreach", "switch": "split-switch"}
    if kind == "unknown":
        kind = "split" if len(step.get("next") or ()) > 1 else "linear"
    return {**step, "type": kinds.get(kind, kind)}


def _title(node: Node, usual: str) -> str | None:
    title = node.get("title")
    return None if title in (None, "", usual) else cap_text(title, 1000)


def _list(value: Any) -> list[Any]:
    return list(value) if is_instance(value, (list, tuple)) else []


def _rows(value: Any) -> list[list[Any]]:
    rows = [_list(row) if is_instance(row, (list, tuple)) else [row] for row in _list(value)]
    return [[Rendered(cell) if is_rendered(cell) else cell for cell in row] for row in rows if row]
