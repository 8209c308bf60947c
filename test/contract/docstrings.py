"""Reads numpy docstrings: which parameters they name."""

from __future__ import annotations

import inspect
import re


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
