"""The first frames of what holds components: they stand in the room that their container has."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from ..page.frames import height_of
from ..page.heights import Heights, Room, empty, lines_of, panel, room, widths_of, within


def section_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of components below each other or beside each other, under a heading."""
    return _group(node, _inside(node["nodes"]))


def grid_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of components in columns of one width."""
    nodes, wished = node["nodes"], node.get("per_row")
    if wished is None or not nodes:
        return section_frame(node)
    where = room()
    outer = _outer(where)
    across = [min(wished, _even(len(nodes), _most(width))) for width in outer]
    across[3] = 1
    cells = Heights(*((width - 16 * (most - 1)) / most for width, most in zip(outer, across)))
    inside = where._replace(
        widths=cells, span=None, framed=len(nodes) > 1 or where.framed, depth=where.depth + 1
    )
    with within(inside):
        each = [height_of([child]) for child in nodes[:-1]]
    # The last one of a row grows to its end.
    taken = [(len(nodes) - 1) % most for most in across]
    ends = (width - used * (cell + 16) for width, cell, used in zip(outer, cells, taken))
    with within(inside._replace(widths=Heights(*ends))):
        each.append(height_of(nodes[-1:]))
    known = [heights for heights in each if heights is not None]
    if len(known) < len(each):
        return 12, None
    total = []
    for at, most in enumerate(across):
        rows = [known[start : start + most] for start in range(0, len(known), most)]
        gap = 12 if at == 3 else 16
        total.append(sum(max(h[at] for h in row) for row in rows) + gap * (len(rows) - 1))
    return _group(node, Heights(*total))


_ROOMS = (1120, 12), (960, 6), (800, 4), (660, 3), (440, 2)
"""How many cells stand beside each other from a width on."""


def _most(width: float) -> int:
    return next((most for least, most in _ROOMS if width >= least), 1)


def _even(count: int, most: int) -> int:
    return ceil(count / ceil(count / most))


def tabs_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of the first tab; the others are not seen."""
    panes = node["nodes"]
    inside = _inside(panes[0].get("nodes", [])) if panes else None
    return _group(node, None if inside is None else inside + Heights(48, 48, 48, 56))


def accordion_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of rows, and of what is open."""
    where = room()
    if not node["nodes"]:
        return 12, empty(node, headed=True)
    inner = widths_of()
    total = Heights(0, 0, 0, 0)
    for at, section in enumerate(node["nodes"]):
        words = str(section.get("title", "")), str(section.get("caption", ""))
        total += Heights(
            *(
                40 + 16 * (22 + 10 + 7.2 * len(words[0]) + 6.4 * len(words[1]) > width)
                for width in inner
            )
        )
        total += 1 if at else 0
        if section.get("title") not in node.get("open", ()):
            continue
        widths = Heights(*(width - (22 if width > 360 else 0) for width in inner))
        with within(Room(widths, None, False, True, where.depth + 1)):
            body = height_of(section.get("nodes", []))
        if body is None:
            return 12, None
        total += body + 20
    return 12, panel(node, total)


def _inside(nodes: Sequence[dict[str, Any]]) -> Heights | None:
    where = room()
    framed = not where.nested and (len(nodes) > 1 or where.framed)
    with within(Room(_outer(where), None, framed, where.nested, where.depth + 1)):
        return height_of(nodes)


def _outer(where: Room) -> Heights:
    with within(where._replace(framed=False)):
        return widths_of()


def _group(node: dict[str, Any], inside: Heights | None) -> tuple[int, Heights | None]:
    if not node["nodes"]:
        inside = empty(node)
    if inside is None:
        return 12, None
    total = inside + 44 * ("title" in node)
    for words in [*node.get("notes", []), *([node["caption"]] if "caption" in node else [])]:
        total += Heights(
            *(12 + 16 * lines_of(words, min(width, 480), 6.4) for width in _outer(room()))
        )
    return 12, total
