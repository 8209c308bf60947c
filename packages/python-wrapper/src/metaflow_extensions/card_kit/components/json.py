"""Data of any form as a tree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..page.blocks import Block, preformatted
from ..wire.numbers import with_long
from ..wire.strict import strict_tree
from ._part_heights import json_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import JsonArguments
    from ..wire.nodes import JsonFields

MAX_VALUES = 200_000


class Json(Component):
    """Show a dict, a list or any other value as a tree that folds and can be searched.

    Parameters
    ----------
    value : anything
        What JSON has, or what can be made of it: mappings, lists, arrays, dates, objects by their
        text. At most 200,000 values; the card says where more were left out.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Json({"model": {"depth": 8, "rate": 0.05}, "folds": [1, 2, 3]}, title="Configuration")
    """

    type = "json"
    frame = staticmethod(json_frame)

    def __init__(
        self,
        value: Any,
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[JsonArguments]) -> None: ...

    @staticmethod
    def read_value(value: Any) -> Any:
        return strict_tree(value, MAX_VALUES)

    def compose(self, notes: list[str], *, value: Any) -> JsonFields:
        return {"value": value}

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        return preformatted(with_long(json.dumps(node["value"], ensure_ascii=False, indent=1)))
