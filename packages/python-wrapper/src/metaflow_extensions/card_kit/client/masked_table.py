"""A table that a task has stored, without the columns and the texts that a card must not show."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..wire.columns import decode, encode
from ..wire.scalars import is_instance
from ..wire.table_data import TableData
from .secrets import MASK, is_secret, mask

_OF_TEXT = ("text", "category", "json")


def hides_column(name: str, first: Any, shown: Collection[str] = ()) -> bool:
    """Whether the values of a column are secret, by its name and its first value."""
    return name not in shown and is_secret(name, "" if first is None else first)


def mask_table(table: TableData, shown: Collection[str] = ()) -> TableData:
    """The table itself, masked in place: it holds copies of our own.

    Parameters
    ----------
    table : TableData
    shown : collection of str, optional
        Names of columns that the user asked for.
    """
    for place, column in enumerate(table.columns):
        name = column["name"]
        if column["dtype"] not in _OF_TEXT and not is_secret(name, 0) and not is_secret(name, ""):
            continue
        values = decode(column)
        first = next((value for value in values if value is not None), None)
        if hides_column(name, first, shown):
            table.columns[place] = encode(name, [None if v is None else MASK for v in values])
            if table.profiles:
                table.profiles[place] = {
                    key: part for key, part in table.profiles[place].items() if key == "missing"
                }
        elif name not in shown and column["dtype"] in _OF_TEXT:
            _mask_cells(table, place, values)
    return table


def _mask_cells(table: TableData, place: int, values: list[Any]) -> None:
    known: dict[str, Any] = {}
    found = []
    for value in values:
        if not is_instance(value, str):
            found.append(mask(None, value))
            continue
        if value not in known:
            known[value] = mask(None, value)
        found.append(known[value])
    if any(new is not old for new, old in zip(found, values)):
        table.columns[place] = encode(table.columns[place]["name"], found)
    if table.profiles:
        for part in table.profiles[place].get("parts", []):
            part["name"] = mask(None, part["name"])
