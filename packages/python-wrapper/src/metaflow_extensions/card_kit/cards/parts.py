"""What stands on a card, as Metaflow's cards are given it: rendered."""

from __future__ import annotations

from itertools import islice
from typing import Any

from ..errors import InputError
from ..wire.scalars import is_instance, read_attribute, shape_of, type_name
from ..wire.text import cap_text, describe

MAX_PARTS = 2000


def rendered_parts(components: Any) -> list[Any]:
    """Every component as its mapping or text; what is none, as the problem that it is.

    Parameters
    ----------
    components : iterable
        Of a card of a task, what Metaflow has rendered; else components themselves.
    """
    if callable(read_attribute(components, "render")):
        components = [components]
    try:
        is_list = shape_of(components) is None and not is_instance(components, (str, bytes, dict))
        parts = list(islice(components, MAX_PARTS + 1)) if is_list else None
    except Exception:  # what it gives is not to be had
        parts = None
    if parts is None:
        return [
            _part_problem(f"components is {describe(components)}; it must be a list of components.")
        ]
    shown = [_rendered(part, position) for position, part in enumerate(parts[:MAX_PARTS])]
    if len(parts) > MAX_PARTS:
        shown.append(_part_problem(f"Only the first {MAX_PARTS:,} components are shown."))
    return _unwrap_sections(shown)


def _rendered(part: Any, position: int) -> Any:
    if is_instance(part, str) or is_instance(part, dict):
        return part
    from ..components.child import read_child

    try:
        return read_child(part, f"components[{position}]").render()
    except InputError as error:
        return _part_problem(cap_text(error))
    except Exception as error:
        name = type_name(part)
        return _part_problem(
            f"{name} could not be rendered: {type(error).__name__}: {cap_text(error)}"
        )


def _part_problem(message: str) -> dict[str, Any]:
    return {"type": "problem", "message": message}


def _unwrap_sections(components: list[Any]) -> list[Any]:
    """Metaflow wraps all components in one section without a title if one of them is a user's."""
    flat: list[Any] = []
    for rendered in components:
        plain = (
            isinstance(rendered, dict)
            and rendered.get("type") == "section"
            and not rendered.get("title")
            and "kit" not in rendered
        )
        contents = rendered.get("contents", []) if plain else None
        flat.extend(contents if isinstance(contents, (list, tuple)) else [rendered])
    return flat
