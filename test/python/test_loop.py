"""`live` around a loop that no card shows; test/flow/test_live.py has one that a card shows."""

from __future__ import annotations

import pytest
from metaflow_card_kit import LineChart, MetricTable, live


def test_without_a_card_the_loop_runs_as_it_is() -> None:
    loss = LineChart(x="epoch", y="loss")
    loop = live(range(3), [loss, MetricTable({"loss": 1})], card="training")
    assert [*loop] == [0, 1, 2]
    assert len(loop) == 3
    assert not loop.due
    loop.refresh()


def test_any_iterable_is_gone_through_once_and_lazily() -> None:
    seen: list[int] = []

    def numbers() -> object:
        for number in range(3):
            seen.append(number)
            yield number

    loop = live(numbers())  # type: ignore[arg-type]
    assert seen == []
    for number in loop:
        assert seen[-1] == number
        if number == 1:
            break
    assert seen == [0, 1]
    with pytest.raises(TypeError, match="generator has no len"):
        len(loop)


def test_an_error_of_the_round_is_the_loops() -> None:
    with pytest.raises(ZeroDivisionError):
        for _ in live(range(3), MetricTable({"loss": 1})):
            _ = 1 / 0


def test_an_unknown_argument_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError):
        live(range(3), every=2)  # type: ignore[call-arg]
