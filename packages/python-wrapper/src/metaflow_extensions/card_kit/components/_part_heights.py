"""The first frames of parts of a report: code, data, a picture, events, a chart of Vega."""

from __future__ import annotations

from typing import Any

from ..page.heights import Heights, empty, lines_of, panel, widths_of

_CODE, _DATA, _JSON_SEARCHED = 520, 460, 12
_OPEN_AT_FIRST = 40
SEARCHED, SCROLLED = 12, 40
"""Above so many rows a table has a field to search, and scrolls."""
_PICTURES = 53
"""Under the headings of a table."""


def _all(height: float) -> Heights:
    return Heights(height, height, height, height)


def code_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    lines = node["code"].count("\n") + 1
    first = node.get("first_line", 1)
    between = f"lines {first} to {first + lines - 1}" if "title" in node and first != 1 else ""
    return 12, panel(node, _all(min(18 * lines, _CODE)), subtitle=between, bare=False)


def json_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of the rows that are open at first; see ``json/tree.ts``."""
    rows, level = 1, [node["value"]]
    root = True
    while level:
        parts: list[Any] = []
        for value in level:
            if isinstance(value, (dict, list)) and value:
                if rows + len(value) > _OPEN_AT_FIRST and not root:
                    continue
                rows += len(value)
                if len(value) <= _OPEN_AT_FIRST:
                    parts += value.values() if isinstance(value, dict) else value
            root = False
        level = parts
    many = rows > _JSON_SEARCHED
    return 12, panel(node, _all(min(24 * rows, _DATA)), bare=False, search=many)


def image_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a picture as wide as it is, or as there is room; a small one is enlarged."""
    if "size" not in node:
        return 12, None
    wide, high = node["size"]
    longest = max(wide, high, 1)
    if longest <= 64:
        times = min(12, 180 // longest)
        wide, high = wide * times, high * times
    shown = (high * min(1, width / max(wide, 1)) for width in widths_of())
    return 12, panel(node, Heights(*shown), bare=False)


def progress_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    return 12, panel(node, _all(42))


def timeline_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of events: a line and what is below it, each."""
    events = node["events"]
    if node.get("nodes"):
        return 6, None
    timed = any("time" in event for event in events)

    def height(width: float) -> float:
        width -= 80 if timed else 26
        total = 14.0 * (len(events) - 1)
        for event in events:
            total += 20 * lines_of(event["title"], width)
            text, facts = event.get("text"), event.get("facts")
            total += 16 * sum(
                lines_of(line, width, 6.3) for line in (text or "").split("\n") if line
            )
            total += 16 * bool(facts)
        return total

    subtitle = "11m 00s, UTC" if timed and "title" in node else ""
    return 6, panel(node, Heights(*map(height, widths_of(6))), subtitle=subtitle, span=6)


def vega_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a chart with one view; others are taken for one."""
    spec = node.get("spec") or {}
    layers = spec.get("layer")
    view = layers[0] if isinstance(layers, list) and layers else spec
    encoding = {**_mapping(view.get("encoding")), **_mapping(spec.get("encoding"))}
    x, y = _mapping(encoding.get("x")), _mapping(encoding.get("y"))
    height = spec.get("height")
    if not isinstance(height, (int, float)) or isinstance(height, bool):
        names = _names_in(spec, y) if _is_named(y) else None
        height = 20 * names if names else 236 if y else 20
    keyed = any("field" in _mapping(encoding.get(key)) for key in ("color", "shape", "size"))
    above = 28 * bool(y) + 32 * keyed + 28 * ("title" in spec)
    content = height + above + (40 if x else 12)
    return 12, panel(node, _all(content), bare=False)


def _is_named(channel: dict[str, Any]) -> bool:
    usual = None if {"aggregate", "bin", "timeUnit"} & channel.keys() else "nominal"
    return channel.get("type", usual) in ("nominal", "ordinal")


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _names_in(spec: dict[str, Any], channel: dict[str, Any]) -> int | None:
    values = _mapping(spec.get("data")).get("values")
    if not isinstance(values, list):
        return None
    return len({str(row.get(channel.get("field"))) for row in values if isinstance(row, dict)})


def table_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of a table: its rows, up to those from which on it scrolls."""
    span = 6 if len(node["columns"]) <= 3 and not node.get("nodes") else 12
    height = node["height"]
    if not height:
        return span, empty(node, headed=True)
    if node.get("nodes"):
        return span, None
    rows = 656 if height > SCROLLED else 32 * (height + 1)
    rows += _PICTURES * ("profiles" in node and height <= SCROLLED)
    size = f"{height:,} rows, {len(node['columns'])} columns" if height > SEARCHED else ""
    searched = height > SEARCHED
    cut = node.get("total", height) > height
    return span, panel(
        node,
        _all(rows + 32 * cut),
        subtitle=size,
        span=span,
        bare=False,
        flush=True,
        search=searched,
    )
