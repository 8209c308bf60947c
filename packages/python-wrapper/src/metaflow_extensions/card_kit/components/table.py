"""A data frame or rows as a table that can be sorted and searched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import MAX_ROWS, Block, paragraph, row_limit, table
from ..page.summary import line_of
from ..statistics.profiles import profile_column
from ..wire.by_name import ByName, read_by_name
from ..wire.columns import Column, decode, holds_years, without_zone
from ..wire.dates import NO_ZONE, format_date
from ..wire.format import format_column, format_number
from ..wire.options import read_flag, read_format
from ..wire.scalars import is_instance
from ..wire.table_data import TableData, read_table, with_headers
from ..wire.text import cap_text
from ._part_heights import SCROLLED, table_frame
from .base import Component, Width, as_it_is
from .child import node_of_child, with_children

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import TableArguments

NUMBERS = ("int", "decimal", "float64", "long")
LONG = 50
"""From so many rows on two numbers may look alike, as on the page."""


class Table(Component):
    """Show a data frame or rows as a table that can be sorted, searched and copied.

    Parameters
    ----------
    data : DataFrame, mapping of columns, list of mappings, list of rows or array
        The table, of pandas, polars, Arrow or plain; the first 10,000 rows and 200 columns of it
        are shown. A cell can be a component, of this library or of ``metaflow.cards``, a figure or
        a picture.
    headers : list of str, optional
        Headings of the columns; their own names when not given.
    format : str or mapping of str to str, optional
        d3-format specifier of the numbers: one for all columns, or a mapping by column. In fewer
        than 50 rows, numbers that it makes look alike have more digits. Without one, whole numbers
        from 1000 to 2999 in a column whose name is or ends with "year" are written as years: 2025.
    unit : str or mapping of str to str, optional
        Unit of the numbers, after their heading: one for all columns, or a mapping by column.
    profile : bool, optional
        Whether a small picture of what each column holds stands under its heading, of its first
        10,000 rows at most; when not given, where the table is too long to be seen at once.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Table(
    ...     {"plan": ["basic", "team"], "customers": [22177, 13981], "accuracy": [0.921, 0.944]},
    ...     format={"accuracy": ".1%"},
    ...     title="Accuracy by plan",
    ... )
    """

    type = "table"

    def __init__(
        self,
        data: Any,
        headers: Sequence[str] | None = None,
        *,
        format: str | Mapping[str, str] | None = None,
        unit: str | Mapping[str, str] | None = None,
        profile: bool | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[TableArguments]) -> None: ...

    read_headers = staticmethod(as_it_is)
    read_format = staticmethod(lambda value: read_by_name(value, "format"))
    read_unit = staticmethod(lambda value: read_by_name(value, "unit"))
    read_profile = staticmethod(as_it_is)

    @staticmethod
    def read_data(data: Any) -> TableData:
        if data is None:
            raise NoData("No data yet.")
        if isinstance(data, TableData):
            return data
        return with_children(read_table(data, profile=profile_column))

    def compose(
        self,
        notes: list[str],
        *,
        data: TableData,
        headers: Any,
        format: ByName,
        unit: ByName,
        profile: Any,
    ) -> dict[str, Any]:
        if headers is not None:
            if is_instance(headers, (str, bytes)) or not hasattr(headers, "__iter__"):
                raise InputError("headers must be a list of names.", 'headers=["plan", "users"]')
            data = with_headers(data, headers)
        names = [column["name"] for column in data.columns]
        for option in (format, unit):
            note = option.unknown_note(names, names)
            if note is not None:
                notes.append(note.replace("no metric here", "no column here"))
        if len(data.columns) < data.width:
            notes.append(f"The first {len(names)} of {data.width:,} columns are shown.")
        fields = []
        wrong: list[str] = []
        for name, column in zip(names, data.columns):
            of = name if name in format.named else None
            written = read_format(format.of(name, default=None), of, wrong)
            values = {"format": written, "unit": unit.of(name, default=None)}
            given = {k: v for k, v in values.items() if v is not None}
            if not given and holds_years(column):
                given = {"format": "d"}
            fields.append({k: cap_text(v, 200) for k, v in given.items()})
        notes += dict.fromkeys(wrong)
        node: dict[str, Any] = {"columns": data.columns, "height": data.height, "fields": fields}
        if data.total > data.height:
            node["total"] = data.total
        asked = None if profile is None else read_flag(profile, "the table", "profile", notes)
        shown = data.height > SCROLLED if asked is None else asked and data.height > 0
        if shown and not data.cells and any(data.profiles):
            node["profiles"] = data.profiles
            if data.profiled != data.height:
                node["profiled"] = data.profiled
        return node

    @property
    def node(self) -> dict[str, Any]:
        """The node, with what the components in its cells show now."""
        node = super().node
        data: Any = self._values.get("data")
        if node["type"] != self.type or not data.cells:
            return node
        cells = [{"row": cell.row, "column": cell.column} for cell in data.cells]
        nodes = [node_of_child(cell.component) for cell in data.cells]
        return {**node, "cells": cells, "nodes": nodes}

    frame = staticmethod(table_frame)

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        columns = node["columns"]
        if not columns:
            return paragraph("No columns.")
        if not node["height"]:
            return table([column["name"] for column in columns], []) + paragraph("No rows.")
        texts = []
        heads = []
        for column, options in zip(columns, node["fields"]):
            parts = (
                column["name"],
                options.get("unit"),
                "no time zone" if without_zone(column) else None,
            )
            heads.append(", ".join(filter(None, parts)))
            texts.append(_texts(column, _read_values(column), options))
        for cell, child in zip(node.get("cells", ()), node.get("nodes", ())):
            if cell["row"] < len(texts[cell["column"]]):
                texts[cell["column"]][cell["row"]] = line_of(child)
        rows = table(heads, zip(*texts), total=node.get("total", node["height"]))
        return rows + _summarize_profiles(node, heads)


def _read_values(column: Column) -> list[Any]:
    if row_limit() > MAX_ROWS:
        return decode(column)
    return list(_first_values(json.dumps({**column, "data": ""}), column["data"]))


@lru_cache(maxsize=500)
def _first_values(form: str, data: str) -> tuple[Any, ...]:
    """The summary is made at each render, and most columns are what they were."""
    column: Column = {**json.loads(form), "data": data}  # type: ignore[typeddict-item]
    return tuple(decode(column)[:MAX_ROWS])


def _texts(column: Column, values: list[Any], options: dict[str, str]) -> list[str]:
    if column["dtype"] in NUMBERS:
        spec, unit = options.get("format"), options.get("unit")
        if spec is not None and column["shape"][0] >= LONG:
            return [format_column([value], spec, unit=unit)[0] for value in values]
        return format_column(values, spec, unit=unit, aligned=True)
    texts = [cell_text(value) for value in values]
    return [text.removesuffix(f" {NO_ZONE}") for text in texts] if without_zone(column) else texts


def _summarize_profiles(node: dict[str, Any], heads: list[str]) -> list[Block]:
    """What each column holds, in words."""
    rows = []
    columns = zip(heads, node.get("profiles", []), node["fields"], node["columns"])
    for head, profile, options, column in columns:
        missing = format_number(profile["missing"], ".0%") if "missing" in profile else ""
        rows.append((head, _profile_text(column, profile, options), missing))
    if not rows:
        return []
    count = node.get("profiled", node["height"])
    return table(["column", "values", "missing"], rows, caption=f"Of the first {count:,} rows")


def _profile_text(column: Column, profile: dict[str, Any], options: dict[str, str]) -> str:
    if "bars" in profile:
        ends = [profile["low"], profile["high"]]
        if isinstance(ends[0], str):
            length = len("2026-01-01") if column["dtype"] == "date" else None
            return " to ".join(_texts(column, [end[:length] for end in ends], options))
        return " to ".join(format_column(ends, options.get("format"), unit=options.get("unit")))
    if "different" not in profile:
        return ""
    if not profile["parts"]:
        return f"{profile['different']:,} different values"
    listed = [f"{part['name']} {format_number(part['share'], '.0%')}" for part in profile["parts"]]
    more = profile["different"] - len(listed)
    return ", ".join([*listed, *([f"{more:,} more"] if more else [])])


def cell_text(value: Any) -> str:
    """A cell that is no number of a column of numbers."""
    if value is None:
        return "—"
    if value is True or value is False:
        return "yes" if value else "no"
    if isinstance(value, str):
        return format_date(value)
    if isinstance(value, (int, float)):
        return format_column([value])[0]
    return json.dumps(value, ensure_ascii=False)
