"""The base of charts: several of their arguments are read together, as columns of one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from ..errors import InputError
from ..page.heights import Heights, empty, legend, panel, widths_of
from ..wire.channels import are_names
from ..wire.rules import read_rules
from ._arguments import error_in_words, exact_scalar
from .base import Component

MOST_SERIES, MOST_ENDS = 8, 4
"""In a legend, and named at the ends of lines."""


class Chart(Component):
    """A component that draws columns of its data.

    A subclass says which of its arguments name columns, and how they are read: `compose` gets
    what was read as ``points``. What was read belongs to the chart, so that the data may go;
    the names of columns are kept, so that ``update`` may give other data alone.
    """

    channels: ClassVar[tuple[str, ...]]
    options: ClassVar[tuple[str, ...]] = ()
    """Those of them that say how columns are read, and hold none."""
    read_points: ClassVar[Callable[..., Any]]
    rule_axis: ClassVar[str] = "y"
    """The axis that a rule stands at when it is a plain number."""

    @classmethod
    def read_rules(cls, rules: Any) -> list[dict[str, Any]]:
        """Reference lines as they travel."""
        return read_rules(rules, cls.rule_axis)

    @staticmethod
    def frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
        names = node.get("color_names") or [series["name"] for series in node.get("series", [])]
        if not any(column["shape"][0] for column in node["columns"]):
            return 6, empty(node)
        picture = 254 if "x_label" in node else 236
        if node.get("horizontal"):
            if len(names) > 1 or "rules" in node:
                return 6, None
            picture = 10 + 28 * node["columns"][0]["shape"][0]
        content = Heights(*[picture] * 4)
        if len(names) > 1:
            if len(names) > MOST_SERIES:
                names = [*names[: MOST_SERIES - 1], "3 more"]
            keys = legend(names)
            if node["type"] == "line_chart" and len(names) <= MOST_ENDS:
                longest = max(map(len, names)) * 7
                beside = [longest <= 0.3 * width for width in widths_of(6)]
                keys = Heights(*(0 if fits else key for key, fits in zip(keys, beside)))
            content += keys
        return 6, panel(node, content, span=6, bare=False)

    def _start(self) -> None:
        super()._start()
        self._named: dict[str, Any] = {}

    def _read(
        self, given: dict[str, Any], sources: frozenset[str] = frozenset()
    ) -> tuple[dict[str, Any], dict[str, InputError]]:
        own = {n: exact_scalar(given[n]) for n in self.channels if n in given}
        rest = {name: value for name, value in given.items() if name not in own}
        values, failures = super()._read(rest, sources)
        if not own:
            return values, failures
        channels = {**self._named, **own}
        self._named = {
            k: v for k, v in channels.items() if k in self.options or (k != "data" and are_names(v))
        }
        self._failures.pop("data", None)
        try:
            if "points" in self._values and "data" not in own and own.keys() <= self._named.keys():
                names = ", ".join(own)
                raise InputError(
                    f"update names {names} and gives no data; a chart keeps only what it shows.",
                    f"chart.update(data, {names}=...)",
                )
            values["points"] = type(self).read_points(**channels)
        except Exception as error:  # the user's task goes on, whatever happened here
            names = ", ".join(name for name in own if own[name] is not None)
            failures["data"] = error_in_words(error, type(self).__name__, names)
        return values, failures
