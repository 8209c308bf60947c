"""Parts of a view that must be there, or be a list, a dict or a text, for Vega-Lite to read it."""

from __future__ import annotations

from typing import Any

from ..errors import InputError
from ..wire.text import describe

_PARTS_AS_LISTS = ("layer", "concat", "hconcat", "vconcat", "transform", "params")
_PARTS_AS_DICTS = ("encoding", "spec")


def check_shape(view: dict[str, Any]) -> None:
    """Refuse a part of another form, of which Vega-Lite only says what its code ran into.

    Raises
    ------
    InputError
        Names the part and what was found.
    """
    for key in (*_PARTS_AS_LISTS, *_PARTS_AS_DICTS):
        kind, name = (list, "a list") if key in _PARTS_AS_LISTS else (dict, "a dict")
        if key in view and not isinstance(view[key], kind):
            raise InputError(f"spec.{key} is {describe(view[key])}; it must be {name}.")
    mark = view.get("mark")
    if "mark" in view and not isinstance(mark.get("type") if isinstance(mark, dict) else mark, str):
        raise InputError(
            f"spec.mark is {describe(mark)}; it must be a mark, such as 'line', or a dict with "
            "its type.",
            hint="{'mark': {'type': 'line', 'tooltip': True}}",
        )
    for key in ("facet", "repeat"):
        if key in view and "spec" not in view:
            raise InputError(f"spec has {key}, and no spec of what is drawn for each of them.")
    for step in view.get("transform", ()):
        if isinstance(step, dict) and "calculate" in step and not isinstance(step.get("as"), str):
            raise InputError(
                f"transform.calculate is {describe(step['calculate'])} without as, the name of "
                "its field.",
                hint="{'calculate': 'datum.a * 2', 'as': 'twice'}",
            )
