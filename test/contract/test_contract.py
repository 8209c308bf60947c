"""Both ends speak one schema: the Python signatures and docstrings, and the generated schema."""

from __future__ import annotations

import ast
import inspect
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import metaflow_card_kit
import metaflow_extensions.card_kit as kit
import pytest
from docstrings import documented_parameters
from documents import OURS, SCHEMA, read_valid, validate_node
from metaflow_extensions.card_kit.cards.base import CanvasCard
from metaflow_extensions.card_kit.client.task import TaskContext
from metaflow_extensions.card_kit.page.summary import summary_text
from metaflow_extensions.card_kit.registry import class_name

ROOT = Path(__file__).parents[2]
SLUGS = sorted(OURS)

EMPTY = inspect.Parameter.empty


def component_class(slug: str) -> Any:
    return getattr(import_module(f"{kit.__name__}.components.{slug}"), class_name(slug))


def definition(slug: str) -> dict[str, Any]:
    node: dict[str, Any] = SCHEMA["definitions"][f"{class_name(slug)}Node"]
    return node


def constructor(slug: str) -> dict[str, inspect.Parameter]:
    parameters = dict(inspect.signature(component_class(slug).__init__).parameters)
    del parameters["self"]
    return parameters


def given_fields(slug: str) -> dict[str, Any]:
    """The fields of the node that come from a keyword of the same name."""
    properties = definition(slug)["properties"]
    return {
        name: field
        for name, field in properties.items()
        if name not in ("type", "id") and "computed" not in field
    }


def alternatives(slug: str) -> dict[str, Any]:
    owner = component_class(slug)
    return {name: getattr(owner, name) for name in vars(owner) if name.startswith("from_")}


def examples(slug: str) -> list[dict[str, Any]]:
    """The nodes of the examples in its docstrings, as `pnpm generate` rendered them."""
    text = (ROOT / f"schema/examples/{slug}.json").read_text("utf-8")
    return [example["node"] for example in json.loads(text)]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_field_of_the_node_is_a_keyword_unless_it_is_computed(slug: str) -> None:
    assert set(given_fields(slug)) - set(constructor(slug)) == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_keyword_is_a_field_or_the_source_of_a_computed_one(slug: str) -> None:
    sentences = " ".join(
        str(field["computed"])
        for field in definition(slug)["properties"].values()
        if "computed" in field
    )
    sources = set(re.findall(r"\w+", sentences.replace("from ", "")))
    assert set(constructor(slug)) - set(given_fields(slug)) - sources == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_defaults_are_the_same_at_both_ends(slug: str) -> None:
    required = definition(slug)["required"]
    for name, field in given_fields(slug).items():
        default = constructor(slug)[name].default
        if default is EMPTY:
            assert name in required, f"{name} has no default, and the schema does not require it"
        elif default is None:
            assert name not in required, f"{name} may be absent, and the schema requires it"
            assert "default" not in field, f"{name} is None in Python: it travels as absent"
        else:
            assert field.get("default") == default, name


@pytest.mark.parametrize("slug", SLUGS)
def test_title_caption_and_width_come_last_and_by_keyword(slug: str) -> None:
    parameters = list(constructor(slug).values())
    assert [parameter.name for parameter in parameters[-3:]] == ["title", "caption", "width"]
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters[-3:])


@pytest.mark.parametrize("slug", SLUGS)
def test_every_parameter_is_documented_in_the_order_of_the_signature(slug: str) -> None:
    owner = component_class(slug)
    assert documented_parameters(owner.__doc__) == list(constructor(slug))
    for name, method in alternatives(slug).items():
        assert method.__doc__, f"{name} has no docstring"
        parameters = list(inspect.signature(method).parameters)
        assert documented_parameters(method.__doc__) == parameters, name


@pytest.mark.parametrize("slug", SLUGS)
def test_the_examples_of_the_docstrings_are_valid_nodes_of_the_component(slug: str) -> None:
    assert examples(slug), "the docstring has an example that makes the component"
    for node in examples(slug):
        assert node["type"] == slug, node
        validate_node(node)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_of_its_examples_holds_a_valid_document(slug: str) -> None:
    rendered = [{"type": "section", "contents": [], "kit": node} for node in examples(slug)]
    document = read_valid(CanvasCard(components=rendered).render(None))
    assert {node["type"] for node in document["nodes"]} == {slug}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_key_that_the_schema_does_not_have_is_refused(slug: str) -> None:
    with pytest.raises(jsonschema.ValidationError, match="unheard_of"):
        validate_node({**examples(slug)[0], "unheard_of": 1})


@pytest.mark.parametrize("slug", SLUGS)
def test_an_unknown_keyword_is_a_programming_error(slug: str) -> None:
    required = {n: None for n, p in constructor(slug).items() if p.default is EMPTY}
    with pytest.raises(TypeError, match="unheard_of"):
        component_class(slug)(**required, unheard_of=1)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_summary_of_an_example_says_something(slug: str) -> None:
    for node in examples(slug):
        assert summary_text([node]).strip()


@pytest.mark.parametrize("slug", SLUGS)
def test_type_checkers_know_what_update_takes(slug: str) -> None:
    """The block that ``pnpm new`` writes; ``wire/arguments.py`` is generated for it."""
    source = Path(inspect.getfile(component_class(slug))).read_text("utf-8")
    name = class_name(slug)
    typed = f"def update(self, *args: Any, **changes: Unpack[{name}Arguments]) -> None: ..."
    assert typed in source
    assert f"from ..wire.arguments import {name}Arguments\n" in source


@pytest.mark.parametrize("slug", SLUGS)
def test_a_component_has_its_files_under_one_slug(slug: str) -> None:
    folder = slug.replace("_", "-")
    component = ROOT / "packages/components/src/components" / folder
    places = [
        component / "types.ts",
        component / "index.ts",
        component / f"{class_name(slug)}.svelte",
        ROOT / "stories" / f"{folder}.stories.svelte",
        ROOT / "test/unit" / f"{folder}.test.ts",
        ROOT / "test/python" / f"test_{slug}.py",
        ROOT / "docs/reference" / f"{slug}.md",
    ]
    assert [str(place.relative_to(ROOT)) for place in places if not place.is_file()] == []


def test_the_folders_of_both_packages_hold_the_components_of_the_schema() -> None:
    folders = (ROOT / "packages/components/src/components").iterdir()
    modules = Path(str(kit.__file__)).parent.joinpath("components").glob("[a-z]*.py")
    assert sorted(folder.name.replace("-", "_") for folder in folders) == SLUGS
    assert sorted({module.stem for module in modules} - {"base", "child", "container"}) == SLUGS


def test_every_public_name_can_be_imported_from_both_packages() -> None:
    assert metaflow_card_kit.__all__ == kit.__all__
    for name in kit.__all__:
        assert callable(getattr(metaflow_card_kit, name))
        assert getattr(metaflow_card_kit, name) is getattr(kit, name)


def test_type_checkers_see_the_same_names_as_the_interpreter() -> None:
    source = Path(str(metaflow_card_kit.__file__)).read_text("utf-8")
    seen = {
        alias.asname
        for statement in ast.walk(ast.parse(source))
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }
    assert {name for name in seen if name and not name.startswith("_")} == set(kit.__all__)


def test_a_card_type_is_told_by_its_component_and_its_options_have_defaults() -> None:
    from metaflow_extensions.card_kit.cards.kinds import CARDS

    types = [card.type for card in CARDS]
    assert len(set(types)) == len(types)
    assert all(name.startswith("kit_") for name in types)
    with_task = {slug for slug in SLUGS if "from_task" in alternatives(slug)}
    assert {card.component for card in CARDS if hasattr(card, "component")} == with_task
    for slug in with_task:
        context, *options = inspect.signature(component_class(slug).from_task).parameters.values()
        assert context.annotation in (TaskContext, "TaskContext", "Any")
        assert all(option.kind is option.KEYWORD_ONLY for option in options)
        assert all(option.default is not EMPTY for option in options)
        json.dumps([option.default for option in options])
