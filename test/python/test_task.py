"""A card finds artifacts by name, and says what it looked for and what it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from metaflow_extensions.card_kit.client.task import TaskContext
from metaflow_extensions.card_kit.errors import InputError


@dataclass
class Artifact:
    """What Metaflow's ``DataArtifact`` offers, and a count of how often it was read."""

    id: str
    value: Any
    reads: int = 0
    size: Any = 10

    @property
    def data(self) -> Any:
        self.reads += 1
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


class Task:
    def __init__(self, **artifacts: Any) -> None:
        self.artifacts = [Artifact(*item) for item in artifacts.items()]

    def __iter__(self) -> Iterator[Artifact]:
        return iter(self.artifacts)


def context(**artifacts: Any) -> TaskContext:
    return TaskContext(Task(**artifacts), "kit_test")


def test_the_option_names_the_artifact() -> None:
    assert context(a=1, b=2).read("data", "b", ["a"]) == 2


def test_without_the_option_the_usual_names_are_tried_in_order() -> None:
    assert context(scores=1, metrics=2).read("data", None, ["metrics", "scores"]) == 2


def test_only_what_is_asked_for_is_read() -> None:
    task = Task(a=1, large=2)
    TaskContext(task, "kit_test").read("data", "a")
    assert [artifact.reads for artifact in task.artifacts] == [1, 0]


def test_a_missing_artifact_is_told_with_what_there_is_and_how_to_name_it() -> None:
    with pytest.raises(InputError) as caught:
        context(alpha=1, beta=2, _hidden=3, name="flow").read("y_true", "gamma")
    assert str(caught.value) == (
        "It looked for an artifact named gamma in this task, and found: alpha, beta."
    )
    assert caught.value.hint == (
        '@card(type="kit_test", options={"y_true": "name_of_your_artifact"})'
    )


@pytest.mark.parametrize(
    ("usual", "looked"), [(["a"], "named a in"), (["a", "b", "c"], "named a, b or c in")]
)
def test_the_usual_names_are_told(usual: list[str], looked: str) -> None:
    with pytest.raises(InputError, match=looked) as caught:
        context().read("y_true", None, usual)
    assert "no artifacts" in str(caught.value)


@pytest.mark.parametrize("name", [5, ["a"], {"a": 1}, True])
def test_an_option_that_is_not_a_name_is_told(name: Any) -> None:
    with pytest.raises(InputError, match="must be the name of an artifact"):
        context(a=1).read("y_true", name)


def is_number(value: Any) -> bool:
    return isinstance(value, int)


def test_the_first_usual_name_whose_value_fits_is_taken_and_the_guess_is_said() -> None:
    card = context(metrics="none", scores=2, results=3)
    assert card.read("data", None, ["metrics", "scores", "results"], fits=is_number) == 2
    assert card.notes == [
        "Shown: the artifact scores (guessed from its name; metrics is 'none' (str))."
    ]


def test_a_guess_is_said_once_and_an_artifact_that_was_named_is_none() -> None:
    card = context(y_pred=1)
    card.read("data", None, ["y_pred"])
    card.read("data", None, ["y_pred"])
    assert card.notes == ["Shown: the artifact y_pred (guessed from its name)."]
    named = context(y_pred=1)
    named.read("data", "y_pred", ["y_pred"])
    assert named.notes == []


def test_when_nothing_fits_it_is_said_what_each_is() -> None:
    with pytest.raises(InputError, match=r"Of these, a is 'x' \(str\); b is \[\] \(list\): none"):
        context(a="x", b=[]).read("data", None, ["a", "b"], fits=is_number)


def test_a_test_that_raises_does_not_fit() -> None:
    assert context(a="x", b=2).read("data", None, ["a", "b"], fits=lambda v: v / 1 > 0) == 2


def test_an_artifact_that_cannot_be_read_does_not_keep_the_next_one_from_being_taken() -> None:
    card = context(a=ModuleNotFoundError("torch"), b=2)
    assert card.read("data", None, ["a", "b"], fits=is_number) == 2
    assert "a could not be read" in card.notes[0]


def test_a_large_artifact_is_not_loaded_and_the_option_that_raises_the_limit_is_told() -> None:
    task = Task(a=1)
    task.artifacts[0].size = 9_800_000_000
    with pytest.raises(InputError, match=r"9\.8 GB, the limit is 1\.0 GB") as caught:
        TaskContext(task, "kit_test").read("data", "a")
    assert task.artifacts[0].reads == 0
    assert caught.value.hint == '@card(type="kit_test", options={"max_size": "10GB"})'
    assert TaskContext(task, "kit_test", max_bytes=10**10).read("data", "a") == 1


def test_an_artifact_whose_size_is_not_known_is_read() -> None:
    task = Task(a=1)
    task.artifacts[0].size = None
    assert TaskContext(task, "kit_test").read("data", "a") == 1


def test_an_artifact_that_cannot_be_read_is_told() -> None:
    with pytest.raises(InputError, match=r"artifact a could not be read: .*torch"):
        context(a=ModuleNotFoundError("No module named 'torch'")).read("y_true", "a")
