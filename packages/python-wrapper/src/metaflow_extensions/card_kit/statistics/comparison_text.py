"""A comparison of models in words and rows, for the plain summary."""

from __future__ import annotations

import math
from typing import Any

from ..wire.by_name import UNSET, ByName
from ..wire.format import (
    MISSING,
    format_change,
    format_column,
    format_relative_change,
    read_number,
    with_unit,
)
from ..wire.options import read_flag
from ..wire.precision import are_one
from .changes import change_of
from .directions import Direction, direction

MAX_DIFFERENCES = 50
FEW = 3
"""So many models stand beside each other on the page; more of them below each other."""


def metric_ways(names: list[str], given: ByName, notes: list[str]) -> dict[str, Direction]:
    """Which way each metric is better: as given, else as its name says."""
    unknown = given.unknown_note(set(names), names)
    notes += [unknown] if unknown else []
    ways: dict[str, Direction] = {}
    for name in names:
        own = given.of(name)
        if own is None:
            ways[name] = None
            continue
        flag = None if own is UNSET else read_flag(own, name, "higher_is_better", notes)
        ways[name] = direction(name) if flag is None else ("higher" if flag else "lower")
    return ways


def verdict_sentence(node: dict[str, Any]) -> str:
    """Which model is best by the metric that decides, and how it stands against the baseline."""
    ranking, models = node.get("ranking"), node["models"]
    if ranking is None:
        known = [row["name"] for row in node["metrics"] if "higher_is_better" in row]
        reason = f"no model that ended has a number for {known[0]}" if known else ""
        return (
            f"Which model is better is not known: {reason or 'no metric says which way is better'}."
        )
    row = next(row for row in node["metrics"] if row["name"] == ranking["metric"])
    texts = cell_texts(row)
    best = ranking["best"]
    if not best:
        ranked = list(_rank_positions(node))
        if len(ranked) == 1 and len(models) > 1:
            only = ranked[0]
            return f"Only {models[only]['name']} can be ranked by {row['name']}: {texts[only]}."
        return f"By {row['name']} no model is better than the others."
    if len(best) > 1:
        names = ", ".join(models[i]["name"] for i in best)
        return f"{names} are equally good by {row['name']}: {texts[best[0]]}."
    first = best[0]
    near = [models[i]["name"] for i in ranking.get("within_noise", [])]
    more = f" and {len(near) - FEW} more" if len(near) > FEW else ""
    noise = f", within noise of {', '.join(near[:FEW])}{more}" if near else ""
    sentence = f"{models[first]['name']} is best by {row['name']}: {texts[first]}{noise}"
    base = next((i for i, m in enumerate(models) if m["name"] == node.get("baseline")), None)
    if base is None or base == first:
        return f"{sentence}."
    change = change_of(row["cells"][first].get("value"), row["cells"][base].get("value"))
    relative = "" if change is None else format_relative_change(change.relative_change)
    of = "" if relative in ("", MISSING) else f", {relative}"
    return f"{sentence}{of} against {models[base]['name']} with {texts[base]}."


def cell_texts(row: dict[str, Any]) -> list[str]:
    """The cells of a metric as they read beside each other."""
    values = [cell.get("value") for cell in row["cells"]]
    numbers = format_column(values, aligned=len(values) > FEW)
    return [_cell_text(cell, text) for cell, text in zip(row["cells"], numbers)]


def _cell_text(cell: dict[str, Any], text: str) -> str:
    if "text" in cell:
        return str(cell["text"])
    if "value" not in cell or "sd" not in cell:
        return text if "value" in cell else MISSING
    spread = format_change(cell["sd"], [cell["value"]]).lstrip("+")
    count = f" (n = {cell['n']:,})" if "n" in cell else ""
    return with_unit(f"{text} ± {spread}{count}", None)


def leaderboard_rows(node: dict[str, Any]) -> list[list[str]]:
    """A row for each model, the best first: its name, its state, its rank, its metrics."""
    columns = [cell_texts(row) for row in node["metrics"]]
    order = node["ranking"]["order"] if "ranking" in node else range(len(node["models"]))
    ranks = _rank_positions(node)
    rows = []
    for i in order:
        model = node["models"][i]
        state = [model["status"]] if "status" in model else []
        if model["name"] == node.get("baseline"):
            state.append("baseline")
        name = f"{model['name']} ({', '.join(state)})" if state else model["name"]
        rows.append([name, str(ranks.get(i, MISSING)), *(column[i] for column in columns)])
    return rows


def _rank_positions(node: dict[str, Any]) -> dict[int, int]:
    """By position: equal models share theirs; one that has no value, or failed, has none."""
    if "ranking" not in node:
        return {}
    row = next(row for row in node["metrics"] if row["name"] == node["ranking"]["metric"])
    cells = [(read_number(cell.get("value")), cell.get("text")) for cell in row["cells"]]
    ranks: dict[int, int] = {}
    for i in node["ranking"]["order"]:
        number, text = cells[i]
        if node["models"][i].get("ranked") is False or number is None or math.isnan(number):
            continue
        equal = (
            rank
            for j, rank in ranks.items()
            if are_one(cells[j][0] or 0, number) and cells[j][1] == text
        )
        ranks[i] = next(equal, len(ranks) + 1)
    return ranks


def parameter_text_rows(node: dict[str, Any]) -> tuple[list[list[str]], int]:
    """A row for each parameter that differs, and how many do not; of one model, of each."""
    rows = node["parameters"]
    alone = len(node["models"]) == 1
    differing = [row for row in rows if alone or len(set(row["groups"])) > 1]
    texts = [
        [row["name"], *(_parameter_text(cell) for cell in row["cells"])]
        for row in differing[:MAX_DIFFERENCES]
    ]
    return texts, len(rows) - len(differing)


def _parameter_text(cell: dict[str, Any]) -> str:
    if "text" in cell:
        return str(cell["text"])
    if "value" not in cell:
        return MISSING
    value = cell["value"]
    return "None" if value is None else str(value)
