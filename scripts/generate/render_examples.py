"""Prints the nodes of the examples in the components' docstrings, as JSON by slug.

``python render_examples.py SLUG...``. Examples without a blank line between them are one; what it
shows is the last component that it makes. Each is run by itself, with the components' names only;
what needs a run of the reader's is marked ``# doctest: +SKIP``.
"""

from __future__ import annotations

import base64
import doctest
import inspect
import json
import struct
import sys
import uuid
import zlib
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from types import SimpleNamespace
from typing import Any

import metaflow_extensions.card_kit as kit
from metaflow_extensions.card_kit.components.base import Component
from metaflow_extensions.card_kit.registry import class_name
from metaflow_extensions.card_kit.wire.tree import walk, with_identities

Lines = list[doctest.Example]


def split_examples(doc: str) -> Iterator[Lines]:
    lines: Lines = []
    for piece in doctest.DocTestParser().parse(doc):
        if isinstance(piece, doctest.Example):
            lines.append(piece)
        elif piece and lines:
            yield lines
            lines = []
    if lines:
        yield lines


def run_example(lines: Lines, names: dict[str, Any]) -> Component | None:
    """The last component that is made. A line that shows what comes out must get just that."""
    found = None
    for line in lines:
        if line.options.get(doctest.SKIP):
            continue
        before = dict(names)
        try:
            value = eval(compile(line.source, "<example>", "eval"), names)
        except SyntaxError:
            exec(line.source, names)
            made = [each for name, each in names.items() if each is not before.get(name)]
        else:
            made = [value]
            if line.want and repr(value) != line.want.strip():
                raise SystemExit(f"{line.source}gives {value!r}, and shows {line.want}")
        found = next((each for each in reversed(made) if isinstance(each, Component)), found)
    return found


def number_identities() -> None:
    """Identities count from 0, so that they are the same every time."""
    numbers = count()
    uuid.uuid4 = lambda: uuid.UUID(int=next(numbers) << 96)


def pack_plainly(data: str) -> str:
    """The same content as gzip that is not compressed, whose bytes depend on no library."""
    content = zlib.decompress(base64.b64decode(data), 16 + zlib.MAX_WBITS)
    packer = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    ends = b"\x1f\x8b\x08\0\0\0\0\0\0\xff", struct.pack("<II", zlib.crc32(content), len(content))
    return base64.b64encode(ends[0] + body + ends[1]).decode("ascii")


def node_of(component: Component) -> dict[str, Any]:
    """What a page gets of it."""
    rendered = with_identities([component.render()["kit"]])
    node: dict[str, Any] = json.loads(json.dumps(rendered, allow_nan=False))[0]
    for each in walk([node]):
        for column in each.get("columns", []):
            column["data"] = pack_plainly(column["data"])
    return node


def examples_of(slug: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    owner = names[class_name(slug)]
    alternatives = [getattr(owner, name) for name in vars(owner) if name.startswith("from_")]
    number_identities()
    found = []
    for part in [owner, *alternatives]:
        for lines in split_examples(inspect.getdoc(part) or ""):
            # `self` is a flow, to which examples of `from_task` give artifacts.
            component = run_example(lines, {**names, "self": SimpleNamespace()})
            if component is not None:
                code = "".join(line.source for line in lines).rstrip("\n")
                found.append({"code": code, "node": node_of(component)})
    return found


def main() -> None:
    slugs = sys.argv[1:]
    modules = {slug: import_module(f"{kit.__name__}.components.{slug}") for slug in slugs}
    names = {
        class_name(slug): getattr(module, class_name(slug)) for slug, module in modules.items()
    }
    print(json.dumps({slug: examples_of(slug, names) for slug in slugs}))


if __name__ == "__main__":
    main()
