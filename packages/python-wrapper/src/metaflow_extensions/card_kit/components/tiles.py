"""Headline figures side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import IOBase
from numbers import Real
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import Block, table
from ..page.heights import Heights, TileWords, empty
from ..page.heights import tiles as tile_heights
from ..wire.arrays import read_values
from ..wire.format import format_column
from ..wire.mappings import is_mapping, read_mapping
from ..wire.numbers import number
from ..wire.scalars import is_instance, type_name, unwrap
from ..wire.text import cap_text, describe, label
from ..wire.weights import take_items
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import TilesArguments
    from ..wire.nodes import TileFact

MAX_TILES = 24
MAX_HISTORY = 500
MAX_READ = 10_000
TONES = ("good", "bad", "warn", "accent", "neutral")
HINT = 'Tiles([{"label": "Accuracy", "value": 0.934, "note": "from 0.922"}])'
_TEXTS = ("unit", "status", "note")
_FIELDS = ("label", "value", *_TEXTS, "history", "reference", "tone")


class Tiles(Component):
    """Show a few figures in large type, each with its history and what to think of it.

    Parameters
    ----------
    tiles : iterable of mapping, or mapping of label to value
        At most 24 figures. A mapping has ``label`` and ``value``, text or a number, and may have
        ``unit``; ``history``, the earlier values; ``reference``, a value to compare with;
        ``status``, a word or two, and its ``tone``: ``good``, ``bad``, ``warn``, ``accent`` or
        ``neutral``; ``note``.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; all of it when not given.

    Examples
    --------
    >>> Tiles([
    ...     {"label": "Customers", "value": 48210, "history": [41200, 44900, 48210]},
    ...     {"label": "Duration", "value": "6m 42s", "status": "as usual", "note": "10 runs"},
    ...     {"label": "Attempts", "value": 2, "unit": "of 4", "status": "1 failed", "tone": "bad"},
    ... ])
    """

    type = "tiles"

    def __init__(
        self,
        tiles: Iterable[Mapping[str, Any]] | Mapping[str, Any],
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[TilesArguments]) -> None: ...

    @staticmethod
    def read_tiles(tiles: Any) -> list[TileFact]:
        if tiles is None:
            raise NoData("No figures yet.")
        if is_mapping(tiles):
            pairs = read_mapping(tiles, "tiles", MAX_READ, hint=HINT)
            tiles = [{"label": name, "value": value} for name, value in pairs]
        if is_instance(tiles, (str, bytes, IOBase)) or not hasattr(tiles, "__iter__"):
            raise InputError(f"tiles is {describe(tiles)}; it must be a list of figures.", HINT)
        try:
            given = take_items(tiles, MAX_TILES + 1, "tiles", HINT)
        except Exception as error:
            raise InputError(
                f"tiles could not be read: {type_name(error)}: {cap_text(error, 300)}.", HINT
            ) from None
        return [_read_tile(tile, place) for place, tile in enumerate(given)]

    def compose(self, notes: list[str], *, tiles: list[TileFact]) -> dict[str, Any]:
        if len(tiles) > MAX_TILES:
            notes.append(f"The first {MAX_TILES} figures are shown.")
        return {"tiles": tiles[:MAX_TILES]}

    @staticmethod
    def frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
        if not node["tiles"]:
            return 12, empty(node)
        return 12, tile_heights(
            node,
            [
                TileWords(
                    tile["label"],
                    tile.get("status", ""),
                    tile.get("note", ""),
                    len(tile.get("history", ())) > 1,
                )
                for tile in node["tiles"]
            ],
        )

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        rows = [
            [
                tile["label"],
                _with_unit(tile["value"], tile.get("unit", "")),
                ", ".join(filter(None, (tile.get("status"), tile.get("note")))),
            ]
            for tile in node["tiles"]
        ]
        return table(["Figure", "Value", "Remark"], rows)


def _with_unit(value: str, unit: str) -> str:
    """``41.7 ms``; a unit that is a figure itself stays apart: ``11, 803 KB``."""
    return f"{value}{',' if unit[:1].isdigit() else ''} {unit}".rstrip()


def _read_tile(tile: Any, place: int) -> TileFact:
    where = f"tiles[{place}]"
    if not is_mapping(tile):
        raise InputError(f"{where} is {describe(tile)}; it must be a mapping.", HINT)
    tile = {label(key): value for key, value in read_mapping(tile, where, MAX_READ, hint=HINT)}
    unknown = [key for key in tile if key not in _FIELDS]
    if unknown:
        raise InputError(
            f"{where} has {cap_text(', '.join(unknown), 200)}; it can have {', '.join(_FIELDS)}.",
            HINT,
        )
    made: TileFact = {
        "label": cap_text(tile.get("label", ""), 100),
        "value": _figure_text(tile.get("value")),
    }
    for name in _TEXTS:
        if tile.get(name) is not None:
            made[name] = cap_text(tile[name], 200)  # type: ignore[literal-required]
    if tile.get("history") is not None:
        values: list[Any] = []
        for value in read_values(tile["history"], f"{where}: history", MAX_READ)[-MAX_HISTORY:]:
            values.append(number(value) if _is_number(value) else None)
        made["history"] = values
    reference = unwrap(tile.get("reference"))
    if _is_number(reference) and isinstance(number(reference), (int, float)):
        made["reference"] = float(reference)
    tone = tile.get("tone")
    if tone is not None and not _is_tone(tone):
        raise InputError(f"{where}: tone is {describe(tone)}; it can be {', '.join(TONES)}.", HINT)
    if tone is not None:
        made["tone"] = tone
    return made


def _is_tone(value: Any) -> bool:
    return is_instance(value, str) and value in TONES


def _is_number(value: Any) -> bool:
    return is_instance(value, Real) and not is_instance(value, bool)


def _figure_text(value: Any) -> str:
    value = unwrap(value)
    if value is None:
        return "—"
    if _is_number(value):
        return format_column([number(value)])[0]
    return cap_text(value, 60)
