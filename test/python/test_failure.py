from __future__ import annotations

import json

from metaflow_card_kit import Failure
from metaflow_extensions.card_kit.client.exceptions import (
    exception_of,
    parse_traceback,
    short_path,
)
from metaflow_extensions.card_kit.page.blocks import as_text

TRACE = """Traceback (most recent call last):
  File "/home/ada/venv/lib/python3.11/site-packages/metaflow/task.py", line 113, in _exec_step_function
    step_function()
  File "/home/ada/churn/flow.py", line 96, in train
    ).fit(X, y)
      ^^^^^^^^^
  File "/home/ada/venv/lib/python3.11/site-packages/sklearn/base.py", line 1389, in wrapper
    return fit_method(estimator, *args, **kwargs)
  File "/usr/lib/python3.11/json/decoder.py", line 353, in raw_decode
    obj, end = self.scan_once(s, idx)
MemoryError: unable to allocate 3.93 GiB
"""  # noqa: E501


def test_a_traceback_is_read_into_frames_with_the_library_of_each() -> None:
    found = parse_traceback(TRACE)
    assert (found.kind, found.message) == ("MemoryError", "unable to allocate 3.93 GiB")
    assert [(f.file, f.line, f.library) for f in found.frames] == [
        ("flow.py", 96, None),
        ("sklearn/base.py", 1389, "sklearn"),
        ("json/decoder.py", 353, "python"),
    ]
    assert found.own_frame is not None
    assert found.own_frame.source == ").fit(X, y)"


def test_no_absolute_path_leaves_the_machine() -> None:
    node = Failure(TRACE).node
    assert "/home/ada" not in json.dumps(node)
    assert "/usr/lib" not in json.dumps(node)


def test_a_path_of_windows_is_its_base_name() -> None:
    assert short_path(r"C:\Users\ada\churn\flow.py") == ("flow.py", None)
    library = r"C:\venv\Lib\site-packages\numpy\core.py"
    assert short_path(library) == ("numpy/core.py", "numpy")


def test_an_exception_at_hand_shows_the_lines_around_it() -> None:
    try:
        try:
            {}["churned"]
        except KeyError as error:
            raise ValueError("no <b>column</b>") from error
    except ValueError as error:
        node = Failure(error).node
    assert (node["kind"], node["message"]) == ("ValueError", "no <b>column</b>")
    assert node["causes"] == ["KeyError: 'churned'"]
    assert node["excerpt"]["file"] == "test_failure.py"
    at = node["excerpt"]["failed"] - node["excerpt"]["first"]
    assert "raise ValueError" in node["excerpt"]["lines"][at]


def test_a_cause_in_the_words_of_what_it_led_to_is_not_said_again() -> None:
    try:
        try:
            {}["churned"]
        except KeyError as error:
            raise KeyError("churned") from error
    except KeyError as error:
        node = Failure(error).node
    assert node["message"] == "'churned'"
    assert "causes" not in node


def test_an_exception_that_was_never_raised_is_shown() -> None:
    node = Failure(MemoryError("unable")).node
    assert (node["kind"], node["message"], node["frames"]) == (
        "MemoryError",
        "unable",
        [],
    )


def test_a_secret_in_a_message_is_masked() -> None:
    node = Failure(ValueError("refused: postgres://ada:hunter2@db.example/churn")).node
    assert "hunter2" not in json.dumps(node)


def test_what_is_no_exception_is_told() -> None:
    assert "exception is 5 (int)" in Failure(5).node["message"]  # type: ignore[arg-type]
    assert Failure(None).node["waiting"] is True  # type: ignore[arg-type]
    assert exception_of(5) is None


def test_an_exception_whose_text_raises_is_shown() -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no text")

    node = Failure(Odd()).node
    assert node["type"] == "failure"


def test_the_summary_has_the_whole_traceback() -> None:
    text = as_text(Failure.summary(Failure(TRACE, remarks=["The task had 8 GB."]).node))
    assert "MemoryError: unable to allocate 3.93 GiB" in text
    assert "The task had 8 GB." in text
    assert "sklearn/base.py" in text
