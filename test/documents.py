"""A page's document, held to the schema on the way."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from metaflow_extensions.card_kit.page.read import read
from metaflow_extensions.card_kit.registry import class_name
from metaflow_extensions.card_kit.wire.tree import walk

SCHEMA = json.loads((Path(__file__).parents[1] / "schema/card-kit.schema.json").read_text("utf-8"))
OURS = {
    definition["properties"]["type"]["const"]
    for name, definition in SCHEMA["definitions"].items()
    if "const" in definition.get("properties", {}).get("type", {})
}


@cache
def _validator(definition: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(
        {**SCHEMA, "oneOf": [{"$ref": f"#/definitions/{definition}"}]}
    )


def validate(value: dict[str, Any], definition: str) -> None:
    _validator(definition).validate(value)


def validate_node(node: dict[str, Any]) -> None:
    validate(node, f"{class_name(node['type'])}Node")


def read_valid(html: str) -> dict[str, Any]:
    """The document of a page; it and every node of ours are as the schema has them."""
    document = read(html)
    validate(document, "CardDocument")
    for node in walk(document["nodes"]):
        if node["type"] in OURS:
            # That a node stands twice is the card's to say, not the component's.
            validate_node({key: value for key, value in node.items() if key != "same_as"})
    return document
