"""Secrets in source code: literals that are given to a secret's name, and texts that hold one."""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from .secret_names import MASK, is_plainly_secret, is_secret
from .secret_text import mask_text

MAX_CHARACTERS = 200_000

_READS_BY_NAME = re.compile(
    r"^_?(?:get|load|read|fetch|find|open|input|require|environ|Secret)", re.I
)
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*$")
_LITERAL = re.compile(r"(?P<quote>[\"'])(?P<value>(?:\\.|(?!(?P=quote))[^\\\n])+)(?P=quote)")
_ASSIGNED = re.compile(
    r"(?P<before>\b(?P<name>\w+)[\"']?\]?\s*[=:]\s*)(?P<quote>[\"'])(?P<value>[^\"'\n]+)(?P=quote)"
)
"""Text that is given a name: ``api_key = "..."``, ``{"password": "..."}``."""


def mask_code(lines: list[str]) -> list[str]:
    """Lines of Python without the secrets that are written in them; as many as there were.

    Literals that are given to a secret's name are masked, not those by which it is looked up.

    Examples
    --------
    >>> mask_code(['password = "hunter2"', 'token = os.environ["HF_TOKEN"]'])
    ['password = "••••••"', 'token = os.environ["HF_TOKEN"]']
    """
    code = "\n".join(lines)
    shown = lines
    with suppress(Exception):  # no whole statements, or another Python's
        if len(code) <= MAX_CHARACTERS:
            shown = _mask_by_syntax(lines)
    return [mask_code_line(line) for line in shown]


def mask_code_line(line: str) -> str:
    """The same of a line by itself."""
    line = _ASSIGNED.sub(_mask_assigned, line)
    line = _LITERAL.sub(lambda found: mask_literal(found[0]), line)
    before, sign, comment = line.rpartition("#")
    return before + sign + mask_text(comment) if sign else line


def mask_literal(literal: str) -> str:
    """A literal of text without the secrets that it holds."""
    found = re.match(r"[A-Za-z]{0,2}(?:\"\"\"|'''|[\"'])", literal)
    start = found[0] if found else ""
    quote = start.lstrip("rRbBuUfF")
    if not quote or not literal.endswith(quote) or len(literal) < len(start) + len(quote):
        return literal
    return start + mask_text(literal[len(start) : len(literal) - len(quote)]) + quote


def _mask_assigned(found: re.Match[str]) -> str:
    if not is_secret(found["name"], found["value"]):
        return found[0]
    return f"{found['before']}{found['quote']}{MASK}{found['quote']}"


def _mask_by_syntax(lines: list[str]) -> list[str]:
    code = textwrap.dedent("\n".join(lines))
    margin = len(lines[0]) - len(code.split("\n")[0]) if lines else 0
    rows = [line.encode() for line in code.split("\n")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own odd escapes a source warns elsewhere
        tree = ast.parse(code)
    secret = {id(node): node for value in _secret_values(tree) for node in _literals(value)}
    places = [(node, True) for node in secret.values()]
    places += [
        (node, False)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Constant, ast.JoinedStr))
        and isinstance(getattr(node, "value", ""), (str, bytes))
        and id(node) not in secret
        and node.lineno == node.end_lineno
    ]
    seen: set[tuple[int, int]] = set()
    for node, whole in sorted(places, key=_place, reverse=True):
        if _place((node, whole)) not in seen:
            seen.add(_place((node, whole)))
            _replace(rows, node, whole)
    shown = [row.decode() for row in rows]
    _mask_comments(code, shown)
    return [f"{' ' * margin if line else ''}{line}" for line in shown]


def _place(pair: tuple[Any, bool]) -> tuple[int, int]:
    return (pair[0].lineno, pair[0].col_offset)


def _secret_values(tree: ast.AST) -> Iterator[Any]:
    """What is given to a name that says secret, or compared with it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _value_of_target(target, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            yield from _value_of_target(node.target, node.value)
        elif isinstance(node, ast.keyword) and _says_secret(node.arg):
            yield node.value
        elif isinstance(node, ast.Dict):
            yield from (v for k, v in zip(node.keys, node.values) if _says_secret(_literal_text(k)))
        elif isinstance(node, ast.arguments):
            named = [*node.posonlyargs, *node.args]
            pairs = [*zip(reversed(named), reversed(node.defaults))]
            pairs += [*zip(node.kwonlyargs, [d for d in node.kw_defaults])]  # type: ignore[list-item]
            yield from (value for one, value in pairs if _says_secret(one.arg))
        elif isinstance(node, ast.Compare) and _says_secret(_name_of_node(node.left)):
            yield from node.comparators
        elif isinstance(node, (ast.Call, ast.Tuple, ast.List)):
            items = node.args if isinstance(node, ast.Call) else node.elts
            at = next(
                (i for i, one in enumerate(items[:3]) if is_plainly_secret(_literal_text(one))),
                None,
            )
            if at is not None and (isinstance(node, ast.Call) or len(items) == 2):
                yield from (
                    one for one in items[at + 1 :] if not is_plainly_secret(_literal_text(one))
                )
                for keyword in getattr(node, "keywords", []):
                    if keyword.arg in ("default", "value"):
                        yield keyword.value


def _value_of_target(target: ast.AST, value: Any) -> Iterator[Any]:
    if isinstance(target, (ast.Tuple, ast.List)):
        if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
            for one, part in zip(target.elts, value.elts):
                yield from _value_of_target(one, part)
    elif value is not None and _says_secret(_name_of_node(target)):
        yield value


def _name_of_node(node: Any) -> Any:
    if isinstance(node, ast.Subscript):
        inside = node.slice
        return _literal_text(
            getattr(inside, "value", inside) if type(inside).__name__ == "Index" else inside
        )
    return getattr(node, "attr", None) or getattr(node, "id", None)


def _literal_text(node: Any) -> Any:
    value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None


def _says_secret(name: Any) -> bool:
    return is_secret(name, "text")


def _literals(value: Any) -> Iterator[Any]:
    """The texts of an expression; not those by which something is looked up."""
    if isinstance(value, (ast.Constant, ast.JoinedStr)):
        if isinstance(value, ast.JoinedStr) or (
            isinstance(value.value, (str, bytes)) and value.value
        ):
            yield value
        return
    if isinstance(value, ast.Subscript):
        yield from _literals(value.value)
        return
    if isinstance(value, ast.Call):
        called = str(_name_of_node(value.func) or "")
        owner = str(_name_of_node(getattr(value.func, "value", None)) or "")
        if _READS_BY_NAME.match(called) or _READS_BY_NAME.match(owner):
            parts: list[Any] = list(value.args[1:])
        else:
            parts = [
                one for one in value.args if not _VARIABLE.match(str(_literal_text(one) or ""))
            ]
        for part in [value.func, *parts, *(one.value for one in value.keywords)]:
            yield from _literals(part)
        return
    if isinstance(value, ast.Lambda):
        return
    keys = set(map(id, value.keys)) if isinstance(value, ast.Dict) else set()
    for part in ast.iter_child_nodes(value):
        if id(part) not in keys:
            yield from _literals(part)


def _replace(rows: list[bytes], node: Any, whole: bool) -> None:
    first, last = node.lineno - 1, node.end_lineno - 1
    start, end = node.col_offset, node.end_col_offset
    if first == last:
        literal = rows[first][start:end].decode()
        shown = _masked_whole(literal) if whole else mask_literal(literal)
        rows[first] = rows[first][:start] + shown.encode() + rows[first][end:]
        return
    quote = rows[last][:end][-3:] if rows[last][:end][-3:] in (b'"""', b"'''") else b'"'
    rows[first] = rows[first][:start] + quote + MASK.encode()
    for row in range(first + 1, last):
        rows[row] = MASK.encode()
    rows[last] = MASK.encode() + quote + rows[last][end:]


def _masked_whole(literal: str) -> str:
    found = re.match(r"(?P<kind>[A-Za-z]{0,2})(?P<quote>\"\"\"|'''|[\"'])", literal)
    quote = found["quote"] if found else '"'
    return f"{found['kind'] if found else ''}{quote}{MASK}{quote}"


def _mask_comments(code: str, shown: list[str]) -> None:
    with suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            line = token.start[0] - 1
            if token.type == tokenize.COMMENT and shown[line].endswith(token.string):
                shown[line] = shown[line].removesuffix(token.string) + mask_text(token.string)
