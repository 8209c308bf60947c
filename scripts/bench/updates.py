"""Live pages, one for each component, and changes for them: prints where they are, as JSON.

``python updates.py FOLDER``. A component is as its docstring's example makes it, and each change
moves its numbers; the cases of the limits are made here.
"""

from __future__ import annotations

import copy
import doctest
import inspect
import json
import sys
from pathlib import Path
from typing import Any

import metaflow_card_kit as kit
from growth import chart_points, classes, metric_rows

CHANGES = 20


def example(component: Any) -> Any:
    names: dict[str, Any] = {name: getattr(kit, name) for name in kit.__all__}
    for line in doctest.DocTestParser().get_examples(inspect.getdoc(component) or ""):
        try:
            value = eval(line.source, names)
        except SyntaxError:
            exec(line.source, names)
            continue
        if type(value) is component:
            return value
    return None


def moved(value: Any, by: int) -> Any:
    """The same data with other numbers."""
    if isinstance(value, dict):
        return {k: moved(v, by) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return value + by if isinstance(value, int) else value * (1 + by / 100)


def one_cell(node: dict[str, Any], by: int) -> dict[str, Any]:
    changed = copy.deepcopy(node)
    changed["counts"][3][5] += by
    return changed


def with_chart(size: int) -> tuple[Any, list[Any]]:
    def points(by: int) -> Any:
        made = chart_points(size)[0]
        rows = [{"step": i, "loss": (1 + by) / (1 + i / 100)} for i in range(size)]
        made.update({**CHART, "data": {"values": rows}})
        return made.node

    return points(0), [points(by) for by in range(1, CHANGES + 1)]


CHART = {
    "mark": "line",
    "encoding": {
        "x": {"field": "step", "type": "quantitative"},
        "y": {"field": "loss", "type": "quantitative"},
    },
}


def with_rows(size: int) -> tuple[Any, list[Any]]:
    table = metric_rows(size)[0]
    before, changes = table.node, []
    metrics = {f"metric_{i}": i / 7 for i in range(size)}
    for by in range(1, CHANGES + 1):
        table.update({**metrics, "metric_5": 5 / 7 + by / 10})
        changes.append(table.node)
    return before, changes


def with_cell(size: int) -> tuple[Any, list[Any]]:
    node = classes(size)[0].node
    return node, [one_cell(node, by) for by in range(1, CHANGES + 1)]


def cases() -> dict[str, tuple[Any, list[Any]]]:
    found: dict[str, tuple[Any, list[Any]]] = {}
    for name in kit.__all__:
        public = getattr(kit, name)
        is_component = isinstance(public, type) and issubclass(public, kit.Component)
        if not is_component or public is kit.Component:
            continue
        made = example(public)
        if made is not None:
            node = made.node
            fixed = {"type": node["type"], "id": node["id"]}
            changes = [{**moved(node, by), **fixed} for by in range(1, CHANGES + 1)]
            found[name] = (node, changes)
    found["VegaChart"] = with_chart(40)
    found["VegaChart of 1,000 points"] = with_chart(1_000)
    found["one row of 1,000 of a MetricTable"] = with_rows(1_000)
    found["one cell of a ConfusionMatrix of 40"] = with_cell(40)
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    places = []
    for at, (name, (node, changes)) in enumerate(cases().items()):
        page = kit.CanvasCard(components=[node]).render_runtime(None, {})
        file = folder / f"live-{at}.html"
        file.write_text(page.replace("[METAFLOW_RELOAD_TOKEN]", "live-1"), encoding="ascii")
        updates = folder / f"live-{at}.json"
        whole = [{node["id"]: {**change, "id": node["id"]}} for change in changes]
        updates.write_text(json.dumps(whole))
        places.append({"name": name, "page": str(file), "changes": str(updates)})
    print(json.dumps(places))


if __name__ == "__main__":
    main()
