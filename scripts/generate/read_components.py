"""Prints the components' Python classes as JSON: signatures as written, docstrings as sections.

Griffe reads the sources: nothing is imported, and a string in a signature is a string.
``python read_components.py SOURCES CLASS...``, each class named ``module.ClassName``, or
``python read_components.py SOURCES --public NAME...`` for classes and functions of any room, each
named ``room.module.name``.
"""

from __future__ import annotations

import ast
import json
import sys
from typing import Any

import griffe

KIT = "metaflow_extensions.card_kit"


def read_words(annotation: Any) -> str | None:
    """The type in a docstring; Griffe drops the braces around choices."""
    if annotation is None:
        return None
    text = str(annotation)
    return f"{{{text}}}" if text.startswith(("'", '"')) else text


def read_imports(annotation: Any) -> dict[str, str]:
    """The names in an annotation, and what each stands for: ``Any`` is ``typing.Any``."""
    if not isinstance(annotation, griffe.Expr):
        return {}
    names = (part for part in annotation.iterate() if isinstance(part, griffe.ExprName))
    paths = {name.name: name.canonical_path for name in names}
    return {name: path for name, path in paths.items() if path != name}


def read_default(default: Any) -> str | None:
    if default is None:
        return None
    text = str(default)
    try:
        value = ast.literal_eval(text)
    except ValueError:
        return text
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else text


def read_items(section: griffe.DocstringSection) -> list[dict[str, Any]]:
    return [
        {
            "name": getattr(item, "name", "") or "",
            "type": read_words(item.annotation),
            "text": item.description,
        }
        for item in section.value
    ]


def parse_sections(text: str) -> list[griffe.DocstringSection]:
    # Without the object it belongs to, a docstring's words stay words, and are no annotations.
    return griffe.parse_numpy(griffe.Docstring(text), warnings=False)


def read_sections(doc: griffe.Docstring | None) -> list[dict[str, Any]]:
    if doc is None:
        return []
    found = []
    for section in parse_sections(doc.value):
        if section.kind in (
            griffe.DocstringSectionKind.parameters,
            griffe.DocstringSectionKind.returns,
            griffe.DocstringSectionKind.raises,
            griffe.DocstringSectionKind.attributes,
        ):
            part = {"kind": section.kind.value, "items": read_items(section)}
        elif section.kind is griffe.DocstringSectionKind.examples:
            text = "\n\n".join(text for _, text in section.value)
            part = {"kind": "examples", "text": text}
        elif section.title == "Options":
            # A section of cards, written as that of parameters.
            (options,) = parse_sections(f"Parameters\n----------\n{section.value.description}")
            part = {"kind": "options", "items": read_items(options)}
        elif section.kind is griffe.DocstringSectionKind.admonition:
            part = {
                "kind": "admonition",
                "title": section.title,
                "text": section.value.description,
            }
        else:
            part = {"kind": "text", "text": section.value}
        found.append(part)
    return found


def read_parameter(parameter: griffe.Parameter) -> dict[str, Any]:
    kind = parameter.kind
    return {
        "name": parameter.name,
        "kind": kind.value if kind is not None else "",
        "type": None if parameter.annotation is None else str(parameter.annotation),
        "imports": read_imports(parameter.annotation),
        "default": read_default(parameter.default),
    }


def read_function(function: griffe.Function) -> dict[str, Any]:
    parameters = list(function.parameters)
    is_bound = function.parent is not None and function.parent.is_class
    if is_bound and "staticmethod" not in function.labels:
        parameters = parameters[1:]
    return {
        "name": function.name,
        "parameters": [read_parameter(each) for each in parameters],
        "doc": read_sections(function.docstring),
    }


def read_class(package: griffe.Module, path: str) -> dict[str, Any]:
    module, _, name = path.rpartition(".")
    owner = package[f"components.{module}.{name}"]
    return {
        "doc": read_sections(owner.docstring),
        "constructor": read_function(owner.all_members["__init__"]),
        "alternatives": [
            read_function(member)
            for name, member in owner.members.items()
            if name.startswith("from_") and member.is_function
        ],
    }


def read_member(member: griffe.Object) -> dict[str, Any]:
    if isinstance(member, griffe.Function):
        return read_function(member)
    return {"name": member.name, "doc": read_sections(member.docstring)}


def read_public(package: griffe.Module, path: str) -> dict[str, Any]:
    """A function; or a class with its constructor and what it says of its public members."""
    found = package[path]
    owner = found.final_target if found.is_alias else found
    if not owner.is_class:
        return {**read_function(owner), "members": []}
    init = owner.all_members.get("__init__")
    return {
        "name": owner.name,
        "doc": read_sections(owner.docstring),
        "parameters": read_function(init)["parameters"] if init is not None else [],
        "members": [
            read_member(member)
            for name, member in owner.members.items()
            if not name.startswith("_") and member.docstring is not None
        ],
    }


def main() -> None:
    sources, *paths = sys.argv[1:]
    reader = read_class
    if paths[:1] == ["--public"]:
        reader, paths = read_public, paths[1:]
    package = griffe.load(KIT, search_paths=[sources], allow_inspection=False)
    assert isinstance(package, griffe.Module)
    print(json.dumps({path: reader(package, path) for path in paths}))


if __name__ == "__main__":
    main()
