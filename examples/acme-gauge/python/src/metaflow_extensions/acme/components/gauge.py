"""A number on a dial."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from metaflow_card_kit import Component, InputError, number, paragraph


class Gauge(Component):
    """Show a number on a dial.

    Parameters
    ----------
    value : float
        The number.
    low, high : float
        Ends of the dial.
    unit : str, optional
        Unit of the number; ``s`` is shown as a duration.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; a third when not given.

    Examples
    --------
    >>> Gauge(72, high=100, unit="%")
    """

    type = "acme.gauge"
    chunk = Path(__file__).with_name("gauge.chunk.json")

    def __init__(
        self,
        value: float,
        *,
        low: float = 0,
        high: float = 1,
        unit: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Any = None,
    ) -> None: ...

    def compose(
        self, notes: list[str], *, value: Any, low: Any, high: Any, unit: Any
    ) -> dict[str, Any]:
        numbers = {"value": value, "low": low, "high": high}
        for name, given in numbers.items():
            try:
                numbers[name] = number(given)
            except TypeError as error:
                raise InputError(f"{name}: {error}.", hint="Gauge(72, high=100)") from None
        if not numbers["low"] < numbers["high"]:
            raise InputError(f"low is {low} and high is {high}; low must be less.")
        return numbers if unit is None else {**numbers, "unit": str(unit)}

    @staticmethod
    def summary(node: dict[str, Any]) -> Any:
        unit = f" {node['unit']}" if "unit" in node else ""
        return paragraph(f"{node['value']}{unit}, from {node['low']} to {node['high']}")
