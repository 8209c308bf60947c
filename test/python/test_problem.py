from __future__ import annotations

import pytest
from metaflow_card_kit import Problem
from metaflow_extensions.card_kit.page.html import as_html


def test_a_problem_travels_with_what_was_given_and_nothing_more() -> None:
    problem = Problem("The validation set is empty.")
    node = problem.node
    assert node == {
        "type": "problem",
        "id": problem.component_id,
        "message": "The validation set is empty.",
    }


def test_a_hint_and_the_component_travel_with_it() -> None:
    node = Problem("No counts.", component="confusion_matrix", hint="counts=[[1]]").node
    assert (node["component"], node["hint"]) == ("confusion_matrix", "counts=[[1]]")


def test_its_summary_is_text_not_markup() -> None:
    summary = as_html(Problem.summary(Problem("<b>[METAFLOW_RELOAD_TOKEN]").node))
    assert summary == "<p>&lt;b&gt;&#91;METAFLOW_RELOAD_TOKEN]</p>"


def test_a_message_that_is_no_text_is_told_as_text() -> None:
    assert Problem(None).node["message"] == "None"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("component", "name"),
    [("metric_table", "MetricTable"), ("acme.dial_plate", "acme.dial_plate"), ("A b", "A b")],
)
def test_its_summary_names_the_component_as_its_users_know_it(component: str, name: str) -> None:
    summary = as_html(Problem.summary(Problem("No data.", component=component).node))
    assert summary == f"<p>{name} is not shown. No data.</p>"
