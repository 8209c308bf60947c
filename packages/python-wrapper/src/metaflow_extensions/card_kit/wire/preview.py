"""The beginning of any value as Python writes it."""

from __future__ import annotations

from typing import Any

from .mappings import field_names
from .scalars import is_instance, read_attribute, shape_of, type_name
from .text import clean_text, shape_text, text_of_object
from .walk import Parts, Walk, text_of_error

_BRACKETS = {"sequence": "[]", "set": "{}", "mapping": "{}", "record": "()"}


class Preview(Walk):
    """Writes until there is no more room; text on its own stands without quotes."""

    def __init__(self, limit: int, max_items: int, max_depth: int) -> None:
        super().__init__(max_depth, max_items, max_items * max_depth)
        self._limit = limit
        self._room = limit

    def scalar(self, value: Any) -> str:
        if is_instance(value, str):
            cut = str.__getitem__(value, slice(0, max(0, self._room)))
            more = "…" if str.__len__(value) > len(cut) else ""
            return self._spend(repr(clean_text(cut) + more))
        return self._spend(text_of_object(value))

    def other(self, value: Any) -> str:
        return self._spend(text_of_object(value))

    def cut(self, reason: str) -> str:
        return "…"

    def unreadable(self, value: Any, error: Exception) -> str:
        return self._spend(text_of_error(value, error))

    def _read(self, value: Any) -> Any:
        shape = shape_of(value)
        if shape is not None and len(shape) > 1:
            return self._spend(f"{type_name(value)} of shape {shape_text(shape)}")
        if field_names(value) is not None and _writes_itself(value):
            return self.other(value)
        return super()._read(value)

    def container(self, value: Any, parts: Parts) -> str:
        written = []
        for item in parts.items:
            if self.left <= 0 or self._room <= 0:
                break
            written.append(self._pair(item, parts.form))
        if parts.size is None or parts.size > len(written):
            written.append("…")
        start, end = _brackets(value, parts.form)
        return f"{start}{', '.join(written)}{end}"

    def _pair(self, item: Any, form: str) -> str:
        if form == "mapping":
            return f"{self.read(item[0])}: {self.read(item[1])}"
        if form == "record":
            return f"{item[0]}={self.read(item[1])}"
        self._room -= 2
        return str(self.read(item))

    def _spend(self, text: str) -> str:
        self._room -= len(text)
        return text


def _brackets(value: Any, form: str) -> tuple[str, str]:
    if form == "record":
        return f"{type_name(value)}(", ")"
    if is_instance(value, tuple):
        return "(", ",)" if len(value) == 1 else ")"
    return _BRACKETS[form][0], _BRACKETS[form][1]


def _writes_itself(value: Any) -> bool:
    """Whether the class of a record says how it is written, and not what made it a record."""
    kind = type(value)
    own: Any = kind.__str__
    if own is not object.__str__:
        return kind.__module__.partition(".")[0] != "pydantic" and not hasattr(kind, "model_dump")
    parameters = read_attribute(kind, "__dataclass_params__")
    return bool(
        read_attribute(parameters, "repr") is True and not hasattr(kind.__repr__, "__wrapped__")
    )
