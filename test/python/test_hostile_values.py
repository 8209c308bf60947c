"""Values that lie, share and grow: each costs as much as is shown of it."""

from __future__ import annotations

import functools
import inspect
import io
import time
import types
from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import metaflow_card_kit as kit
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import scipy.sparse
from any_components import GIVEN, OURS
from metaflow_extensions.card_kit.wire.literals import exact_text
from metaflow_extensions.card_kit.wire.log_lines import LogLines
from metaflow_extensions.card_kit.wire.strict import strict
from metaflow_extensions.card_kit.wire.text import cap_text, describe
from odd_values import Zeros

SECONDS = 4
"""Of processor time; before the mends each of these took from five to hundreds."""
DEPTH = 60


class Text(str):
    """A text of which only the characters are true."""

    def refuse(self, *_: Any) -> Any:
        raise RuntimeError("no")

    __eq__ = __len__ = __iter__ = __contains__ = __format__ = refuse  # type: ignore[assignment]
    startswith = strip = split = lower = encode = __str__ = refuse  # type: ignore[assignment]
    __hash__ = str.__hash__


class Whole(int):
    def refuse(self, *_: Any) -> Any:
        raise RuntimeError("no")

    __eq__ = __lt__ = __bool__ = __index__ = __float__ = __int__ = refuse  # type: ignore[assignment]
    __str__ = __repr__ = __format__ = __hash__ = refuse  # type: ignore[assignment]


class Mimic:
    """Says that it is a text, and raises or not when it is asked."""

    def __init__(self, kind: Any) -> None:
        object.__setattr__(self, "kind", kind)

    @property
    def __class__(self) -> Any:  # type: ignore[override]
        kind = object.__getattribute__(self, "kind")
        if kind is None:
            raise RuntimeError("no class")
        return kind


class Counted(list):  # type: ignore[type-arg]
    """Counts how often one of its items is asked for."""

    asked = 0

    def __iter__(self) -> Iterator[Any]:
        for item in list.__iter__(self):
            Counted.asked += 1
            yield item

    def __getitem__(self, place: Any) -> Any:
        found = list.__getitem__(self, place)
        Counted.asked += len(found) if isinstance(place, slice) else 1
        return found


@dataclass
class Pair:
    a: Any
    b: Any


Both = namedtuple("Both", "a b")


def shared(make: Callable[[Any], Any]) -> Any:
    return functools.reduce(lambda inside, _: make(inside), range(DEPTH), 1)


SHARED: dict[str, Callable[[], Any]] = {
    "data classes": lambda: shared(lambda one: Pair(one, one)),
    "named tuples": lambda: shared(lambda one: Both(one, one)),
    "namespaces": lambda: shared(lambda one: types.SimpleNamespace(a=one, b=one)),
    "arrays": lambda: shared(lambda one: np.array([one, one, None], dtype=object)),
    "errors": lambda: shared(lambda one: KeyError([one, one])),
    "sparse rows": lambda: scipy.sparse.csr_matrix((10**6, 10**6)),
    "intervals": lambda: pd.interval_range(0, 10**6),
    "rows of one dict": lambda: [{f"c{i}": "abc" * 100 for i in range(1000)}] * 50_000,
    "keys that are alike in what is shown": lambda: {"k" * 1000 + str(i): i for i in range(30_000)},
    "objects that are alike as text": lambda: {Alike(): i for i in range(30_000)},
}


class Alike:
    def __str__(self) -> str:
        return "alike"


def seconds_of(call: Callable[[], Any]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


@pytest.mark.parametrize("name", SHARED)
def test_what_is_shared_costs_no_more_than_what_is_shown(name: str) -> None:
    for read in (
        strict,
        exact_text,
        describe,
        cap_text,
    ):
        value = SHARED[name]()
        assert seconds_of(lambda read=read, value=value: read(value)) < SECONDS


def test_parameters_are_copied_and_compared_as_often_as_they_are_there() -> None:
    for make in (
        lambda one: {"a": one, "b": one},
        lambda one: types.SimpleNamespace(a=one, b=one),
    ):
        value, other = shared(make), shared(make)
        taken = seconds_of(
            lambda value=value, other=other: kit.Parameters({"p": value}, defaults={"p": other})
        )
        assert taken < SECONDS


@pytest.mark.parametrize("kind", OURS)
def test_an_option_reads_no_more_of_a_list_than_a_message_shows(kind: str) -> None:
    owner, example = OURS[kind], GIVEN[kind][0]
    for name, parameter in inspect.signature(owner).parameters.items():
        words = str(parameter.annotation)
        if hasattr(owner, f"read_{name}") or any(w in words for w in ("Any", "Seq", "Map", "Iter")):
            continue
        Counted.asked = 0
        assert owner(**{**example, name: Counted([Counted([1] * 1000)] * 1000)}).node
        assert Counted.asked <= 10_000, name


@pytest.mark.parametrize("kind", OURS)
def test_scalars_of_other_classes_and_mimics_never_raise(kind: str) -> None:
    owner, example = OURS[kind], GIVEN[kind][0]
    for name in inspect.signature(owner).parameters:
        for value in (
            Text("full"),
            Whole(3),
            Mimic(None),
            Mimic(str),
            Mimic(list),
            Mimic(dict),
        ):
            component = owner(**{**example, name: value})
            component.render()
            component.update(**{name: value})
            component.render()


def test_a_text_of_another_class_is_its_characters() -> None:
    assert kit.Text(Text("hello"), width=Text("half")).node["width"] == "half"
    assert kit.ValueBox(Whole(3)).node["value"] == 3


def test_a_problem_names_the_argument_that_raised() -> None:
    made = kit.Failure("ValueError: x", remarks=(1 / 0 for _ in "x"))  # type: ignore[misc]
    assert "could not read remarks: ZeroDivisionError" in made.node["message"]
    made.update(remarks=3)  # type: ignore[arg-type]
    assert made.node["message"] == "remarks is 3 (int); it must be text, or a list of texts."


HUGE: dict[str, Callable[[], Any]] = {
    "a view of one list for each row": lambda: pa.ListViewArray.from_arrays(
        pa.array([0] * 9000, pa.int32()),
        pa.array([10**6] * 9000, pa.int32()),
        pa.array(range(10**6)),
    ),
    "codes of one long text": lambda: pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(9000, np.int8)), pa.array(["x" * 10**6])
    ),
    "runs of one long text": lambda: pa.RunEndEncodedArray.from_arrays(
        pa.array([9000], pa.int32()), pa.array(["x" * 10**6])
    ),
    "texts of NumPy": lambda: np.broadcast_to(np.array("x" * 10**5), (9000,)),
    "categories of pandas": lambda: pd.Series(
        pd.Categorical.from_codes(np.zeros(9000, np.int8), ["x" * 10**6])
    ),
    "one text of polars": lambda: pl.select(pl.repeat(pl.lit("x" * 10**6), 9000)).to_series(),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_column_is_weighed_before_its_values_are_made(name: str) -> None:
    message = kit.LineChart(y=HUGE[name]()).node["message"]
    assert "y could not be read: MemoryError: its values would take" in message


def test_what_is_weighed_is_what_a_list_of_it_takes() -> None:
    from metaflow_extensions.card_kit.wire.weights import weight_of

    columns = [
        pa.array([[1, 2, 3]] * 1000),
        pa.array([{"a": 1, "b": ["x"] * 5}] * 1000),
        pa.array(["abc"] * 1000),
        pa.array([1.5] * 1000),
        np.array(["abc"] * 1000),
        np.ones(1000),
        pd.Series(["abc"] * 1000),
        pd.Series(range(1000)),
        pl.Series([[1, 2, 3]] * 1000),
        pl.Series(["abc"] * 1000),
    ]
    for column in columns:
        assert 1000 * 8 <= weight_of(column) <= 1000 * 1000


def test_an_iterator_ends_where_its_items_are_too_large() -> None:
    taken = 0

    def grow() -> Iterator[Any]:
        nonlocal taken
        while True:
            taken += 1
            yield [0] * 1000

    message = kit.LineChart(y=grow()).node["message"]
    assert message.startswith("y gives more than 300 MB")
    assert taken <= 31_000


def test_a_file_is_no_column_and_no_log_longer_than_is_shown() -> None:
    file = io.BufferedReader(Zeros(), 1_000_000)
    assert kit.LineChart(y=file).node["message"].startswith("y is <_io.BufferedReader")
    lines = LogLines()
    assert seconds_of(lambda: lines.extend(io.StringIO("a\nb" * 1000))) < 1
    assert (lines.first[0], lines.last[-1], lines.total) == ("a", "b", 1001)


def lines_one_by_one(texts: list[str]) -> tuple[list[str], list[str], int]:
    lines = LogLines()
    for text in texts:
        for line in text.removesuffix("\n").split("\n"):
            lines.extend(line + "\n")
    return lines.first, list(lines.last), lines.total


@pytest.mark.parametrize("count", [1, 2, 99, 100, 101, 999, 1000, 1001, 1002, 2500])
def test_a_long_text_has_the_lines_that_it_has_one_by_one(count: int) -> None:
    text = "\n".join(f"line {i}" for i in range(count))
    for texts in ([text], [f"{text}\n"], [text, text], ["first", f"{text}\n\n"]):
        lines = LogLines()
        for each in texts:
            lines.extend(each)
        assert (lines.first, list(lines.last), lines.total) == lines_one_by_one(texts)


def test_the_lines_of_a_text_that_are_not_shown_are_counted_and_not_made() -> None:
    text = "a\n" * 20_000_000
    lines = LogLines()
    assert seconds_of(lambda: lines.extend(text)) < 1
    assert lines.total == 20_000_000


def test_names_that_are_all_alike_are_told_apart_in_one_pass() -> None:
    frame = pd.DataFrame(np.ones((1, 10_000)), columns=["a"] * 10_000)
    assert seconds_of(lambda: kit.ModelComparison(frame)) < SECONDS
    labels = [Alike() for _ in range(500)]
    assert kit.ConfusionMatrix(np.eye(500, dtype=int), labels=labels).node["type"]


def test_no_word_is_looked_for_in_a_page_of_text() -> None:
    text = "x" * 20_000_000
    frame = pd.DataFrame({"a": [1], "b": [2]})
    assert seconds_of(lambda: kit.BarChart(frame, x=text, y="b")) < 1
    assert seconds_of(lambda: kit.VegaChart({"mark": text}, data=[])) < 1
    assert seconds_of(lambda: kit.VegaChart({text: "bar"}, data=[])) < 1


@pytest.mark.parametrize("pump", ["x", "x1", "word ", "a.", "1.", "ERROR", "\x1b["])
def test_a_log_of_long_lines_is_folded_as_fast_as_it_is_read(pump: str) -> None:
    log = kit.Log([pump * (1000 // len(pump))] * 1000)
    assert seconds_of(lambda: log.frame(log.node)) < 2


PUMPS = [
    *(
        "<a ",
        "<a b='",
        '<a b="',
        "<!--",
        "<!",
        "<![CDATA[",
        "<?",
        "</",
        "<script>",
        "<p>x<!--y-->",
    ),
    *(
        "![",
        "![a](",
        "![](data:image/png;base64,",
        "[a](",
        "[",
        "*a _b ",
        "> ",
        "- ",
        "|",
        "`",
        "<h1>",
    ),
    *(
        "&",
        "&amp",
        "\n",
        "a\n",
        "1. ",
        "# ",
        "a|b\n|-|-|\n",
        "~",
        "\\",
        "***",
        "  ",
        "\t",
    ),
]


@pytest.mark.parametrize("end", ["", ">", "-->", ")", "]", "</script>"])
@pytest.mark.parametrize("markup", ["markdown", "html", "plain"])
def test_a_text_costs_as_much_as_it_is_long(markup: Any, end: str) -> None:
    slow = []
    for pump in PUMPS:
        text = pump * (60_000 // len(pump)) + end

        def show(text: str = text) -> None:
            made = kit.Text(text, markup=markup)
            made.frame(made.node)
            made.summary(made.node)

        if seconds_of(show) > 1.5:
            slow.append(pump)
    assert slow == []


def test_a_name_inside_of_an_artifact_hides_what_it_holds_as_its_own_does() -> None:
    value = {"hosts": [{"api_key": "hunter2"}], "mytoken": "hunter2"}
    for node in (
        kit.Artifacts({"config": value}).node,
        kit.Artifacts({"config": types.SimpleNamespace(**value), "seed": 3}, show=["seed"]).node,
    ):
        assert "hunter2" not in str(node)
    assert "hunter2" in str(kit.Artifacts({"config": value}, show=["config"]).node)


@pytest.mark.parametrize("name", ["apikey", "secretkey", "mypassword", "refreshtoken"])
def test_a_secret_in_one_word_is_masked_in_a_sentence(name: str) -> None:
    assert "hunter2" not in str(kit.Failure(f"ValueError: bad {name}=hunter2").node)


def test_a_chart_of_fixed_form_names_what_it_could_not_read() -> None:
    class Fixed(kit.Failure):
        def __init__(self) -> None:
            super().__init__("ValueError: x", remarks=3)  # type: ignore[arg-type]

    assert "remarks is 3 (int)" in Fixed().node["message"]
