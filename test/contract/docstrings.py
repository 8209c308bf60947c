"""Reads numpy docstrings: which parameters they name, and the examples in them."""

from __future__ import annotations

import doctest
import inspect
import re
from typing import Any


def section(doc: str, heading: str) -> str:
    """The text below a heading, up to the next one."""
    match = re.search(
        rf"^{heading}\n-+\n(.*?)(?=^\S[^\n]*\n-{{3,}}$|\Z)",
        inspect.cleandoc(doc),
        re.MULTILINE | re.DOTALL,
    )
    return match.group(1) if match else ""


def documented_parameters(doc: str) -> list[str]:
    heads = re.findall(r"^(\S[^:\n]*?)(?: :.*)?$", section(doc, "Parameters"), re.MULTILINE)
    return [name.strip().lstrip("*") for head in heads for name in head.split(",")]


def run_examples(owner: Any, names: dict[str, Any]) -> list[Any]:
    """Run the ``>>>`` lines of a docstring; the values of its expressions, in their order.

    A line that shows what comes out must get just that.
    """
    values = []
    examples = doctest.DocTestParser().get_examples(inspect.getdoc(owner) or "")
    for example in examples:
        try:
            code = compile(example.source, owner.__qualname__, "eval")
        except SyntaxError:
            exec(example.source, names)
            continue
        value = eval(code, names)
        if example.want:
            assert repr(value) == example.want.strip(), example.source
        values.append(value)
    return values
