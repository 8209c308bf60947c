"""Live pages, one for each component, and changes for them: prints where they are, as JSON.

``python updates.py FOLDER``. A component is as its docstring's example makes it, and `update` gives
it the same data with other numbers, as a task would; the cases of the limits are made here.
"""

from __future__ import annotations

import ast
import copy
import inspect
import json
import sys
from collections.abc import Iterable
from doctest import DocTestParser
from pathlib import Path
from typing import Any

import metaflow_card_kit as kit
from growth import chart_points, classes, metric_rows

CHANGES = 20
APPENDS = 600
"""As many as a page is given, since a line that goes back to its start is another line."""

Case = tuple[dict[str, Any], list[dict[str, Any]]]
"""The node of a page, and what the component renders for each refresh."""


def arguments_of(component: type[kit.Component]) -> tuple[list[Any], dict[str, Any]]:
    """What the first example of the docstring that makes such a component gives it."""
    for example in DocTestParser().get_examples(inspect.getdoc(component) or ""):
        (statement,) = ast.parse(example.source).body
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and ast.unparse(call.func) == component.__name__:
            keyed = {word.arg: read(word.value) for word in call.keywords if word.arg}
            return [read(value) for value in call.args], keyed
    raise LookupError(f"{component.__name__} has no example that calls it")


def read(value: ast.expr) -> Any:
    names = {name: getattr(kit, name) for name in kit.__all__}
    return eval(compile(ast.Expression(value), "example", "eval"), names)


def moved(value: Any, by: int) -> Any:
    """The same data with other numbers."""
    if isinstance(value, dict):
        return {key: moved(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return value + by if isinstance(value, int) else value * (1 + by / 100)


def updated(component: kit.Component, changes: Iterable[tuple[list[Any], dict[str, Any]]]) -> Case:
    node, nodes = component.node, []
    for values, keyed in changes:
        component.update(*values, **keyed)
        nodes.append(component.render())
    return node, nodes


def of_example(component: type[kit.Component]) -> Case:
    values, keyed = arguments_of(component)
    # The title moves too: not every example has numbers.
    changes = [(moved(values, i), {**moved(keyed, i), "title": f"{i}"}) for i in range(CHANGES)]
    return updated(component(*values, **keyed), changes)


def of_growing_line() -> Case:
    chart = kit.LineChart(x="step", y=["train", "valid"])
    chart.append(step=0, train=1, valid=1)
    node, nodes = chart.node, []
    for step in range(1, APPENDS + 1):
        chart.append(step=step, train=1 / step, valid=1.1 / step)
        nodes.append(chart.render())
    return node, nodes


def of_points(size: int) -> Case:
    (chart,) = chart_points(size)
    changes = [
        {"data": [{"step": i, "loss": (1 + by) / (1 + i / 100)} for i in range(size)]}
        for by in range(CHANGES)
    ]
    return updated(chart, [([], keyed) for keyed in changes])


def of_one_row(size: int) -> Case:
    (table,) = metric_rows(size)
    metrics = {f"metric_{i}": i / 7 for i in range(size)}
    return updated(table, [([{**metrics, "metric_5": i}], {}) for i in range(CHANGES)])


def of_one_cell(size: int) -> Case:
    (matrix,) = classes(size)
    counts = matrix.node["counts"]
    changes = [copy.deepcopy(counts) for _ in range(CHANGES)]
    for by, change in enumerate(changes):
        change[3][5] += by
    return updated(matrix, [([change], {}) for change in changes])


def cases() -> dict[str, Case]:
    components = [getattr(kit, name) for name in kit.__all__]
    return {
        **{
            component.__name__: of_example(component)
            for component in components
            if isinstance(component, type)
            and issubclass(component, kit.Component)
            and component is not kit.Component
        },
        "LineChart that grows": of_growing_line(),
        "VegaChart of 40 points": of_points(40),
        "VegaChart of 1,000 points": of_points(1_000),
        "one row of 1,000 of a MetricTable": of_one_row(1_000),
        "one cell of a ConfusionMatrix of 40": of_one_cell(40),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    places = []
    for at, (name, (node, changes)) in enumerate(cases().items()):
        card = kit.CanvasCard(components=[{"kit": node}])
        page = card.render_runtime(None, {})
        file = folder / f"live-{at}.html"
        file.write_text(page.replace("[METAFLOW_RELOAD_TOKEN]", "live-1"), encoding="ascii")
        updates = folder / f"live-{at}.json"
        given = [card.refresh(None, {"components": {node["id"]: each}}) for each in changes]
        updates.write_text(json.dumps(given))
        places.append({"name": name, "page": str(file), "changes": str(updates)})
    print(json.dumps(places))


if __name__ == "__main__":
    main()
