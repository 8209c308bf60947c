"""Ten thousand calls with any values, of our components and Metaflow's, on every type of card.

Each component is on its card, with what it was given or with words on why it is not shown.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from any_components import (
    OURS,
    THEIRS,
    GivenTask,
    altered,
    change_theirs,
    changes_of_ours,
    make_ours,
    make_theirs,
    some_value,
)
from documents import OURS as TYPES
from documents import read_valid, validate_node
from metaflow.plugins.cards.component_serializer import CardComponentCollector
from metaflow_extensions.card_kit.cards.kinds import CARDS
from metaflow_extensions.card_kit.page.read import STATE_KEY
from metaflow_extensions.card_kit.registry import component_class
from metaflow_extensions.card_kit.wire.strict import strict
from metaflow_extensions.card_kit.wire.tree import walk

PAGES, EACH = 40, 3
CASES = 10_000
KINDS = [*(("ours", kind) for kind in OURS), *(("theirs", name) for name in THEIRS)]
GRAPH = {
    "start": {"name": "start", "type": "start", "next": ["end"], "decorators": []},
    "end": {"name": "end", "type": "end", "next": [], "decorators": []},
}


@pytest.fixture
def bounded_memory() -> Iterator[None]:
    """What never ends fails here, and does not take the machine."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (5 * 2**30, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


class Step:
    """What Metaflow has of a card in the process of a step, and hands to its render."""

    def __init__(self) -> None:
        self.collector = CardComponentCollector(logger=lambda *_, **__: None)
        meta = self.collector._add_card("kit", None, {"type": "kit"}, {}, editable=True)
        self.uuid = meta["uuid"]
        self.collector._finalize()

    def append(self, component: Any) -> None:
        self.collector.append(component)

    def data(self, mode: str) -> Any:
        return through_json(self.collector._get_latest_data(self.uuid, mode=mode))

    def components(self) -> Any:
        return through_json(self.collector._serialize_components(self.uuid))


def through_json(value: Any) -> Any:
    """Metaflow writes it to a file, and reads it in another process."""
    return json.loads(json.dumps(value))


def is_written(component: Any) -> bool:
    """Whether Metaflow itself can store what its component renders."""
    try:
        json.dumps(component.render())
    except Exception:
        return False
    return True


def options_of(rng: Random, card: Any, artifacts: dict[str, Any]) -> dict[str, Any]:
    names = card()._option_names()
    values = [strict(some_value(rng)), *artifacts, [*artifacts]]
    return {name: rng.choice(values) for name in names if rng.random() < 0.3}


def damaged_nodes(rng: Random, theirs: list[Any]) -> list[Any]:
    """Nodes that Metaflow's classes render, with something else inside."""
    chosen = rng.sample(theirs, k=min(len(theirs), 15))
    return [through_json(strict(altered(rng, made.render()))) for made, _ in chosen]


def check_document(html: str, expected: list[str]) -> None:
    found = [node["id"] for node in read_valid(html)["nodes"]]
    assert len(set(found)) == len(found)
    assert set(expected) <= set(found)


def check_changes(changes: dict[str, Any], expected: list[str]) -> None:
    json.dumps(changes, allow_nan=False).encode("utf-8")
    assert set(expected) <= set(changes)
    for key, node in changes.items():
        if key != STATE_KEY:
            for each in walk([node]):
                if each["type"] in TYPES:
                    validate_node(each)


def says_no_more_than_that_it_failed(node: dict[str, Any]) -> bool:
    """An error of ours, and no sentence on what was given."""
    message = str(node.get("message", ""))
    found = re.match(r"\w+ could not read (what it was given|\w+): ", message)
    return node["type"] == "problem" and found is not None


def check_ours(component: Any) -> None:
    node = component.node
    assert node["type"] in (component.type, "problem")
    assert not says_no_more_than_that_it_failed(node), node["message"]
    assert repr(component)
    assert isinstance(component_class(node["type"]).summary(node), list)


def check_page(seed: str, card_class: Any, tally: Counter[str]) -> None:
    rng = Random(seed)
    step = Step()
    ours, theirs = [], []
    for place, (origin, name) in enumerate(KINDS * EACH):
        choice = Random(f"{seed} {place}")
        if origin == "ours":
            made = make_ours(choice, name)
            check_ours(made)
            ours.append((made, choice))
        else:
            made = make_theirs(choice, name)
            if made is None or not is_written(made):
                tally["refused by Metaflow"] += 1
                continue
            theirs.append((made, choice))
        step.append(made)
        tally[origin] += 1
    names = [made.component_id for made, _ in ours]
    artifacts = {name: some_value(rng) for name in ("y_true", "metrics", "x", "api_key")}
    card = card_class(
        options=options_of(rng, card_class, artifacts),
        components=[*step.components(), *damaged_nodes(rng, theirs)],
        graph=GRAPH,
    )
    task = GivenTask(artifacts)
    check_document(card.render(task), names)
    check_document(card.render_runtime(task, step.data("render_runtime")), names)
    for made, choice in ours:
        for change in changes_of_ours(choice, made):
            change()
            check_ours(made)
            tally["updates"] += 1
    for made, choice in theirs:
        change_theirs(choice, made)
        tally["updates"] += 1
    check_changes(card.refresh(task, step.data("refresh")), names)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("bounded_memory")
def test_any_value_in_any_component_is_on_every_card(capsys: pytest.CaptureFixture[str]) -> None:
    tally: Counter[str] = Counter()
    for number, card in zip(range(PAGES), cycle(CARDS)):
        try:
            check_page(f"page {number}", card, tally)
        except Exception as error:
            raise AssertionError(f"page {number}, a {card.type}") from error
    made, updates = tally["ours"] + tally["theirs"], tally["updates"]
    with capsys.disabled():
        print(
            f"{made + updates:,} cases: {tally['ours']:,} components of ours in {len(OURS)} "
            f"classes, {tally['theirs']:,} of Metaflow's in {len(THEIRS)}, {updates:,} updates, "
            f"{PAGES} pages of {len(CARDS)} types"
        )
    assert made + updates >= CASES


NOTHING_YET = [[], {}, np.array([]), pd.DataFrame(), pl.DataFrame(), pd.Series(dtype=float)]
FIRST_DATA: dict[str, Any] = {
    "confusion_matrix": [[1, 2], [3, 4]],
    "metric_table": {"f1": 0.5},
    "model_comparison": {"a": {"f1": 0.5}},
    "table": {"f1": [0.5]},
}


@pytest.mark.parametrize("kind", sorted(OURS))
def test_a_component_that_begins_with_none_waits_in_quiet(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made: Any = OURS[kind]
    node = made(None).node
    if node["type"] == "problem" and kind != "problem":
        assert node["waiting"] is True, node
    assert "notes" not in node
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("kind", FIRST_DATA)
@pytest.mark.parametrize("nothing", NOTHING_YET, ids=lambda value: type(value).__name__)
def test_a_component_that_begins_without_rows_waits_and_takes_its_first_data(
    kind: str, nothing: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind == "metric_table" and isinstance(nothing, np.ndarray):
        return  # numbers without names
    made: Any = OURS[kind]
    component = made(nothing)
    node = component.node
    assert node["type"] != "problem" or node.get("waiting"), node
    assert capsys.readouterr().err == ""
    component.update(FIRST_DATA[kind])
    assert component.node["type"] == kind
