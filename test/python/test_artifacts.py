from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from metaflow_card_kit import Artifacts
from metaflow_extensions.card_kit.client.artifact_previews import (
    preview_values,
    read_artifacts,
)
from metaflow_extensions.card_kit.components.artifacts import preview_line
from metaflow_extensions.card_kit.page.blocks import as_text
from metaflow_extensions.card_kit.statistics.previews import preview

FRAME = pd.DataFrame({"plan": ["basic", "team", "basic"], "mrr": [9.0, 19.0, 29.0]})


class Stored:
    """An artifact that counts how often it is read."""

    def __init__(self, name: str, size: int, value: Any) -> None:
        self.id, self.size, self._value, self.reads = name, size, value, 0

    @property
    def data(self) -> Any:
        self.reads += 1
        return self._value() if callable(self._value) else self._value


def stored(**values: tuple[int, Any]) -> dict[str, Stored]:
    return {name: Stored(name, size, value) for name, (size, value) in values.items()}


def by_name(artifacts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in artifacts}


@pytest.mark.parametrize(
    "frame",
    [FRAME, pl.from_pandas(FRAME), pa.Table.from_pandas(FRAME)],
    ids=["pd", "pl", "pa"],
)
def test_a_frame_of_any_library_is_its_shape_and_a_picture_of_each_column(
    frame: Any,
) -> None:
    found = preview(frame)
    assert found["shape"] == [3, 2]
    assert [one["name"] for one in found["pictures"]] == ["plan", "mrr"]
    assert found["pictures"][0]["bars"] == [1.0, 0.5]


def test_an_array_is_its_shape_range_mean_and_missing_values() -> None:
    found = preview(np.array([[0.0, 1.0], [3.0, np.nan]], dtype="float32"))
    assert (found["kind"], found["shape"]) == ("ndarray float32", [2, 2])
    assert {k: v for k, v in found["range"].items() if k != "bars"} == {
        "min": 0.0,
        "max": 3.0,
        "mean": pytest.approx(4 / 3),
        "missing": 1,
    }
    assert sum(bar > 0 for bar in found["range"]["bars"]) == 3


@pytest.mark.parametrize("dtype", ["float64", "float32", "int16", "uint8"])
def test_the_bars_of_an_array_are_the_histogram_of_numpy(dtype: str) -> None:
    array = np.random.default_rng(5).normal(90, 20, 500).clip(0, 250).astype(dtype)
    counts, _ = np.histogram(array.astype(float), 24)
    assert preview(array)["range"]["bars"] == pytest.approx(counts / counts.max(), abs=1e-3)


def test_an_array_of_one_value_or_without_bounds_has_one_bar() -> None:
    most = sys.float_info.max
    for array in (np.full(5, 3.0), np.array([-most, most])):
        assert preview(array)["range"]["bars"] == [1.0]


@pytest.mark.parametrize("column", [pd.Series([1.0, 3.0]), pl.Series([1.0, 3.0]), pd.Index([1, 3])])
def test_a_column_alone_is_read_as_an_array(column: Any) -> None:
    found = preview(column)
    assert (found["shape"], found["range"]["min"], found["range"]["max"]) == ([2], 1, 3)


def test_a_long_name_of_a_column_is_cut() -> None:
    [picture] = preview(pd.DataFrame({"n" * 500: [1, 2]}))["pictures"]
    assert picture["name"].startswith("n" * 90)
    assert len(picture["name"]) < 130


def test_an_array_without_a_finite_value_says_so() -> None:
    assert preview(np.array([np.nan, np.inf]))["remark"] == "no finite value"


def test_an_array_says_how_many_of_its_numbers_are_infinite() -> None:
    found = preview(np.array([np.inf, 1, -np.inf, np.nan]))
    assert (found["range"]["missing"], found["range"]["infinite"]) == (1, 2)
    assert preview_line(found) == "4, 1 to 1, mean 1, 1 NaN, 2 infinite"
    assert "infinite" not in preview(np.array([1.0, np.nan]))["range"]


@pytest.mark.parametrize(
    ("array", "line"),
    [
        (
            np.array(["2026-01-03", "NaT", "2026-01-01"], "datetime64[ns]"),
            "3, 2026-01-01 to 2026-01-03, 1 NaT",
        ),
        (
            np.array(["2026-01-01T08:30", "2026-01-02T09:00"], "datetime64[s]"),
            "2, 2026-01-01 08:30 to 2026-01-02 09:00 (no time zone), no NaT",
        ),
        (np.array([5, 90], "timedelta64[s]"), "2, 5 seconds to 90 seconds, no NaT"),
        (np.array(["NaT"], "datetime64[D]"), "1, 1 NaT"),
        (np.array([["basic"], ["team"]]), "2 × 1, ['basic', 'team']"),
        (np.array([{"a": 1}, None], object), "2, [{'a': 1}, None]"),
        (np.array([1 + 2j]), "1, [(1+2j)]"),
        (np.array([], "U1"), "0"),
    ],
    ids=lambda value: str(getattr(value, "dtype", "")),
)
def test_an_array_that_holds_no_numbers_is_its_span_or_its_first_values(
    array: Any, line: str
) -> None:
    assert preview_line(preview(array)) == line


def test_a_long_array_of_texts_is_cut_and_its_secrets_are_masked() -> None:
    names = np.array([f"n{i}" for i in range(500)])
    assert preview(names)["text"].endswith("'n19', …]")
    urls = np.array(["postgres://ada:hunter2@db.example/churn", "b"])
    for array in (urls, urls.astype(object)):
        [found] = preview_values([("urls", array)])
        assert "hunter2" not in found["text"]
        assert "db.example" in found["text"]


def test_an_array_without_sides_says_what_it_holds() -> None:
    assert preview(np.array(3.5)) == {"kind": "ndarray float64", "text": "3.5"}
    assert preview(np.float64(3.5))["kind"] == "float64"


def test_a_picture_of_pil_and_a_figure_of_matplotlib_are_pictures() -> None:
    images = import_module("PIL.Image")
    found = preview(images.new("RGB", (3000, 2000)))["picture"]
    assert (found["width"], found["height"]) == (3000, 2000)
    assert found["src"].startswith("data:image/png;base64,")
    figures = import_module("matplotlib.figure")
    drawn = preview(figures.Figure(figsize=(2, 1), dpi=100))["picture"]
    assert drawn["width"] > drawn["height"] > 0
    assert "src" in drawn


def test_a_model_of_scikit_learn_is_its_own_summary_in_one_line() -> None:
    linear = import_module("sklearn.linear_model")
    found = preview(linear.LogisticRegression(C=0.5))
    assert found == {"kind": "LogisticRegression", "text": "LogisticRegression(C=0.5)"}


def test_long_texts_are_cut_and_say_how_long_they_are() -> None:
    found = preview("y" * 5000)
    assert len(found["text"]) <= 241
    assert found["remark"] == "5,000 characters"


def test_a_value_that_raises_is_a_line_like_others() -> None:
    class Odd:
        def __repr__(self) -> str:
            raise ValueError("no")

    assert "ValueError" in preview(Odd())["text"]


def test_what_only_looks_like_a_model_of_torch_is_not_asked_for_its_parameters() -> None:
    class Module:
        asked = 0

        def parameters(self) -> list[Any]:
            self.asked += 1
            return []

        state_dict = parameters

    module = Module()
    assert "remark" not in preview(module)
    assert module.asked == 0


def test_a_value_that_never_ends_is_left_out_in_time() -> None:
    class Endless:
        def __repr__(self) -> str:
            time.sleep(30)
            return ""

    start = time.monotonic()
    found = by_name(preview_values([("fold", 5), ("endless", Endless())], seconds=0.5))
    assert time.monotonic() - start < 5
    assert found["fold"]["text"] == "5"
    assert "did not write itself" in found["endless"]["unread"]


def test_what_is_too_large_is_not_read_and_says_which_limit_would_do() -> None:
    artifacts = stored(raw=(9_800_000_000, None), fold=(28, 5))
    found = by_name(read_artifacts(artifacts).artifacts)  # type: ignore[arg-type]
    assert found["raw"]["unread"] == "not read: 9.8 GB, the limit is 1.0 GB"
    assert found["raw"]["hint"] == 'max_size="10GB"'
    assert artifacts["raw"].reads == 0
    assert found["fold"]["text"] == "5"


def test_all_artifacts_together_have_a_limit_and_the_largest_are_left_out() -> None:
    sizes = {f"a{i}": (900, i) for i in range(4)}
    artifacts = stored(small=(10, 0), **sizes)
    reading = read_artifacts(artifacts, max_bytes=1000)  # type: ignore[arg-type]
    unread = [one["name"] for one in reading.artifacts if "unread" in one]
    assert unread == ["a2", "a3"]
    assert all("all together" in by_name(reading.artifacts)[name]["unread"] for name in unread)


def test_a_secret_is_not_even_read() -> None:
    artifacts = stored(api_key=(10, "sk-1"), config=(10, {"password": "hunter2"}))
    reading = read_artifacts(artifacts)  # type: ignore[arg-type]
    assert artifacts["api_key"].reads == 0
    assert by_name(reading.artifacts)["api_key"]["secret"] is True
    assert "hunter2" not in str(reading.artifacts)
    shown = read_artifacts(artifacts, show=["api_key"])  # type: ignore[arg-type]
    assert by_name(shown.artifacts)["api_key"]["text"] == "'sk-1'"


def test_an_artifact_that_cannot_be_read_takes_no_other_along() -> None:
    def refuse() -> Any:
        raise ModuleNotFoundError("No module named 'torch'")

    found = by_name(read_artifacts(stored(model=(5, refuse), fold=(5, 1))).artifacts)  # type: ignore[arg-type]
    assert "No module named 'torch'" in found["model"]["unread"]
    assert found["fold"]["text"] == "1"


def test_values_of_other_types_are_unpickled_one_by_one_since_they_import() -> None:
    at_once, most = 0, 0

    def importing() -> str:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.02)
        at_once -= 1
        return "read"

    artifacts = stored(**{f"first_{i}": (5, importing) for i in range(4)})
    reading = read_artifacts(artifacts)  # type: ignore[arg-type]
    assert most == 1
    assert reading.unread == 0


def test_what_keep_makes_of_values_comes_with_them() -> None:
    reading = read_artifacts(
        stored(frame=(5, FRAME), fold=(5, 1)),  # type: ignore[arg-type]
        keep=lambda name, value: len(value),
    )
    assert reading.kept == {"frame": 3}


def test_the_component_lists_values_at_hand() -> None:
    artifacts = Artifacts({"classes": ["stayed", "churned"], "api_key": "sk-1"})
    found = by_name(artifacts.node["artifacts"])
    assert found["classes"]["text"] == "['stayed', 'churned']"
    assert found["api_key"] == {"name": "api_key", "kind": "str", "secret": True}
    artifacts.update(show=["api_key"])
    assert by_name(artifacts.node["artifacts"])["api_key"]["text"] == "'sk-1'"
    assert "its name looks like a secret" in as_text(
        Artifacts.summary(Artifacts({"pwd": "x"}).node)
    )


def test_show_gives_what_is_seen_without_masks_and_nothing_is_read_twice_for_it() -> None:
    calls = []

    class Counted:
        def __repr__(self) -> str:
            calls.append(1)
            return "Counted()"

    values = {
        "plain": Counted(),
        "config": {"host": "h", "password": "hunter2"},
        "api_key": "sk-1",
        "users": pd.DataFrame({"token": ["a", "b"], "n": [1, 2]}),
        "empty": pd.DataFrame({"n": []}),
        "text": "postgres://me:hunter2@host",
        "pairs": [("password", "hunter2")],
        "numbers": np.arange(5),
    }
    component = Artifacts(values)
    assert len(calls) == 1
    component.update(show=list(values))
    expected = preview_values(list(values.items()), list(values))
    assert component.node["artifacts"] == expected
    assert "hunter2" in str(expected) and "••" not in str(expected)
    component.update(show=[])
    assert component.node["artifacts"] == preview_values(list(values.items()))
    assert "hunter2" not in str(component.node)


def test_the_line_that_loads_one_begins_with_one_that_can_be_read() -> None:
    reading = read_artifacts(stored(api_key=(5, "x"), model=(5, "y")))  # type: ignore[arg-type]
    node = Artifacts.of_reading(reading, "F/1/a/2").node
    assert 'Task("F/1/a/2").data.model' in as_text(Artifacts.summary(node))
    secret = read_artifacts(stored(api_key=(5, "x")))  # type: ignore[arg-type]
    alone = Artifacts.of_reading(secret, "F/1/a/2").node
    assert "data.api_key" in as_text(Artifacts.summary(alone))


def test_what_is_no_mapping_is_told() -> None:
    assert "artifacts is 5 (int)" in Artifacts(5).node["message"]  # type: ignore[arg-type]
