"""A data frame or rows as a table that can be sorted and searched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import Block, paragraph, table
from ..page.heights import Heights, panel
from ..wire.by_name import UNSET, ByName, read_by_name
from ..wire.columns import Column, decode
from ..wire.dates import format_date
from ..wire.format import format_column
from ..wire.table_data import TableData, read_table, with_headers
from ..wire.text import cap_text
from .base import Component, Width, as_it_is
from .child import node_of_child

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import TableArguments

NUMBERS = ("int", "decimal", "float64")
HEAD_ROWS = 50
SEARCHED, SCROLLED = 12, 40
"""Above so many rows a table has a field to search, and scrolls."""


class Table(Component):
    """Show a data frame or rows as a table that can be sorted, searched and copied.

    Parameters
    ----------
    data : DataFrame, mapping of columns, list of mappings, list of rows or array
        The table, of pandas, polars, Arrow or plain; the first 10,000 rows and 200 columns of it
        are shown. A cell can be a component, of this library or of ``metaflow.cards``.
    headers : list of str, optional
        Headings of the columns; their own names when not given.
    format : str or mapping of str to str, optional
        d3-format specifier of the numbers: one for all columns, or a mapping by column.
    unit : str or mapping of str to str, optional
        Unit of the numbers, after their heading: one for all columns, or a mapping by column.
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
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[TableArguments]) -> None: ...

    read_headers = staticmethod(as_it_is)
    read_format = staticmethod(lambda value: read_by_name(value, "format"))
    read_unit = staticmethod(lambda value: read_by_name(value, "unit"))

    @staticmethod
    def read_data(data: Any) -> TableData:
        if data is None:
            raise NoData("No data yet.")
        return read_table(data)

    def compose(
        self,
        notes: list[str],
        *,
        data: TableData,
        headers: Any,
        format: ByName,
        unit: ByName,
    ) -> dict[str, Any]:
        if headers is not None:
            if isinstance(headers, (str, bytes)) or not hasattr(headers, "__iter__"):
                raise InputError("headers must be a list of names.", 'headers=["plan", "users"]')
            data = with_headers(data, headers)
        names = [column["name"] for column in data.columns]
        for option in (format, unit):
            note = option.unknown_note(names, names)
            if note is not None:
                notes.append(note.replace("no metric here", "no column here"))
        if len(data.columns) < data.width:
            notes.append(f"The first {len(names)} of {data.width:,} columns are shown.")
        options = {"format": format, "unit": unit}
        fields = []
        for name in names:
            values = {key: option.of(name) for key, option in options.items()}
            fields.append(
                {k: cap_text(v, 200) for k, v in values.items() if v is not UNSET and v is not None}
            )
        node: dict[str, Any] = {"columns": data.columns, "height": data.height, "fields": fields}
        if data.total > data.height:
            node["total"] = data.total
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

    @staticmethod
    def frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
        few = len(node["columns"]) <= 3 and not node.get("nodes")
        height = node["height"]
        if not height or node.get("nodes"):
            return 6 if few else 12, None
        rows = 636 if height > SCROLLED else 2 + 33 * height
        content = Heights(rows, rows, rows, rows + 46 * (height > SEARCHED))
        return 6 if few else 12, panel(node, content, bare=False)

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
            unit = options.get("unit")
            heads.append(f"{column['name']}, {unit}" if unit else column["name"])
            first = _first_values(json.dumps({**column, "data": ""}), column["data"])
            texts.append(_texts(column, list(first), options))
        return table(heads, zip(*texts), total=node.get("total", node["height"]))


@lru_cache(maxsize=500)
def _first_values(form: str, data: str) -> tuple[Any, ...]:
    """The summary is made at each render, and most columns are what they were."""
    column: Column = {**json.loads(form), "data": data}  # type: ignore[typeddict-item]
    return tuple(decode(column)[:HEAD_ROWS])


def _texts(column: Column, values: list[Any], options: dict[str, str]) -> list[str]:
    if column["dtype"] in NUMBERS:
        return format_column(values, options.get("format"), unit=options.get("unit"))
    return [cell_text(value) for value in values]


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
