"""What the expressions of a specification call: a browser knows a fixed list of functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from ..wire.text import cap_text, closest
from . import words

MAX_LENGTH = 10_000
"""Of an expression that is looked at; Vega itself says what is wrong with a longer one."""

_EXPRESSION_KEYS = frozenset("calculate expr filter init labelExpr not signal test update".split())
_LOGICAL = frozenset(("and", "or"))
_DATA_KEYS = frozenset(("values", "datasets", "usermeta"))
# What is not closed goes to the end, so that nothing is looked at twice.
_TEXT_OR_PATTERN = re.compile(
    r"""'(?:\\.?|[^'\\])*(?:'|$)|"(?:\\.?|[^"\\])*(?:"|$)"""
    r"""|(?:^|(?<=[(,=!&|?:]))\s*/(?:\\.?|\[(?:\\.?|[^\]\\])*(?:\]|$)|[^/\\\[])+(?:/|$)""",
    re.DOTALL,
)
_CALLED = re.compile(
    r"(\.\s*)?(?<![\w$])(?!(?:in|instanceof|typeof|void)\b)([A-Za-z_$][\w$]*)\s*\("
)


def check_expressions(spec: dict[str, Any]) -> None:
    """Refuse a call of what is no function of Vega's, for which the chart would not be drawn.

    Raises
    ------
    InputError
        Names the expression, and the function that was meant.
    """
    for key, expression in _expressions(spec):
        for method, name in _CALLED.findall(_TEXT_OR_PATTERN.sub("''", expression)):
            found = f"{key} {cap_text(expression, 100)!r}"
            if method:
                raise InputError(
                    f"{found} calls .{cap_text(name, 60)}(), and expressions have no methods; "
                    "they have functions, such as lower(datum.name) and length(datum.name)."
                )
            if name.removeprefix("_") not in words.FUNCTIONS:
                close = closest(name, words.FUNCTIONS)
                meant = "." if close is None else f": did you mean {close!r}?"
                raise InputError(
                    f"{found} calls {cap_text(name, 60)!r}, which does not exist{meant}"
                )


def _expressions(part: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        if key in _EXPRESSION_KEYS and len(part) <= MAX_LENGTH:
            yield key, part
    elif isinstance(part, list):
        for item in part:
            yield from _expressions(item, "filter" if key in _LOGICAL else "")
    elif isinstance(part, dict):
        for name, item in part.items():
            if name not in _DATA_KEYS:
                yield from _expressions(item, name)
