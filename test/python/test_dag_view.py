"""The steps that travel, their order and nesting, and the state of a run from its counts."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timezone
from typing import Any, ClassVar

import pytest
from metaflow import FlowSpec, step
from metaflow_extensions.card_kit.client.attempts import Attempt, TaskRecord
from metaflow_extensions.card_kit.client.progress import add_state
from metaflow_extensions.card_kit.client.steps import RunState, StepState, _count_task, read_steps
from metaflow_extensions.card_kit.components.dag_view import DagView
from metaflow_extensions.card_kit.page.blocks import as_text
from metaflow_extensions.card_kit.page.html import as_html


def graph(**steps: str) -> dict[str, Any]:
    """``graph(start="foreach: a", a="linear: join", ...)``."""
    made = {}
    for name, text in steps.items():
        kind, _, following = text.partition(":")
        made[name] = {"type": kind, "next": following.split()}
    return made


FOREACH = graph(
    start="split-foreach: work",
    work="linear: more",
    more="linear: join",
    join="join: end",
    end="end:",
)
SWITCH = graph(
    start="start: loop", loop="split-switch: loop a b", a="linear: end", b="linear: end", end="end:"
)


def node_of(given: Any) -> dict[str, Any]:
    node = DagView(given).node
    assert json.loads(json.dumps(node, allow_nan=False)) == node
    return node


def steps_of(given: Any) -> dict[str, dict[str, Any]]:
    node = node_of(given)
    assert node["type"] == "dag_view", node
    return {step["name"]: step for step in node["steps"]}


def progress(
    given: dict[str, Any], alive: bool | None = True, **states: StepState
) -> dict[str, dict[str, Any]]:
    """The steps with the state that these counts make; the clock stands at 100 seconds."""
    steps = node_of(given)["steps"]
    add_state(steps, RunState(states, alive), 100.0)
    return {step["name"]: step for step in steps}


def done(total: int = 1, **more: Any) -> StepState:
    return StepState(total=total, done=total, **more)


def statuses(steps: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {name: step["status"] for name, step in steps.items()}


class SmallFlow(FlowSpec):
    @step
    def start(self) -> None:
        """Reads the data. From a secret place."""
        self.items = [1, 2]
        self.next(self.work, foreach="items")

    @step
    def work(self) -> None:
        self.next(self.join)

    @step
    def join(self, inputs: Any) -> None:
        self.next(self.end)

    @step
    def end(self) -> None:
        pass


def test_a_flow_its_class_and_its_graph_give_the_same_steps() -> None:
    expected = node_of(SmallFlow)["steps"]
    assert [step["name"] for step in expected] == ["start", "work", "join", "end"]
    assert [step["kind"] for step in expected] == ["foreach", "linear", "join", "end"]
    assert expected[0]["foreach"] == "items"
    assert expected[0]["doc"] == "Reads the data."
    flow = SmallFlow(use_cli=False)
    for given in (flow, SmallFlow._graph, SmallFlow._graph.output_steps()[0]):
        assert node_of(given)["steps"] == expected


def test_paths_and_attributes_of_decorators_do_not_leave_the_machine() -> None:
    secret = {
        "start": {
            "name": "start",
            "type": "start",
            "line": 7,
            "source_file": "/home/ada/secret/flow.py",
            "doc": "Reads.",
            "decorators": [{"name": "environment", "attributes": {"vars": {"TOKEN": "secret"}}}],
            "next": ["end"],
            "node_info": {"secret": 1},
        },
        "end": {"type": "end", "next": [], "source_file": "/home/ada/secret/flow.py"},
    }
    text = json.dumps(node_of(secret))
    assert "environment" in text
    for word in ("secret", "ada", "TOKEN", "line"):
        assert word not in text.replace('"linear"', "")


def test_the_graph_info_artifact_is_read_like_its_steps() -> None:
    info = {"file": "f.py", "steps": FOREACH, "start_step": "start", "graph_structure": []}
    assert node_of(info)["steps"] == node_of(FOREACH)["steps"]


def test_a_step_may_be_named_steps() -> None:
    assert list(steps_of(graph(start="start: steps", steps="linear: end", end="end:"))) == [
        "start",
        "steps",
        "end",
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("split", "split"),
        ("split-static", "split"),
        ("foreach", "foreach"),
        ("split-foreach", "foreach"),
        ("split-parallel", "parallel"),
        ("split-switch", "switch"),
    ],
)
def test_old_and_new_names_of_kinds_are_known(written: str, kind: str) -> None:
    assert steps_of(graph(start=f"{written}: a", a="end:"))["start"]["kind"] == kind


def test_an_unknown_kind_is_drawn_and_said() -> None:
    node = node_of(graph(start="teleport: end", end="end:"))
    assert node["steps"][0]["kind"] == "linear"
    assert node["notes"] == ["Step start has the unknown type 'teleport' (str)."]


def test_each_step_follows_its_parents_whatever_the_order_given() -> None:
    given = dict(reversed(list(FOREACH.items())))
    assert list(steps_of(given)) == ["start", "work", "more", "join", "end"]
    diamond = graph(
        end="end:", b="linear: join", join="join: end", a="linear: b", start="split: join a"
    )
    assert list(steps_of(diamond)) == ["start", "a", "b", "join", "end"]


def test_branches_keep_the_order_of_the_flow() -> None:
    names = list(
        steps_of(
            graph(
                start="split: c a b",
                a="linear: j",
                b="linear: j",
                c="linear: j",
                j="join: end",
                end="end:",
            )
        )
    )
    assert names == ["start", "c", "a", "b", "j", "end"]


def test_a_loop_leads_back_and_does_not_disturb_the_order() -> None:
    given = graph(
        start="start: try", **{"try": "linear: check"}, check="split-switch: try end", end="end:"
    )
    assert list(steps_of(given)) == ["start", "try", "check", "end"]


def test_a_thousand_steps_in_a_row_are_no_recursion_error() -> None:
    given = {f"s{i}": {"type": "linear", "next": [f"s{i + 1}"]} for i in range(999)}
    given["s999"] = {"type": "end", "next": []}
    assert len(steps_of(given)) == 1000


def test_steps_know_the_foreach_around_them() -> None:
    nested = graph(
        start="foreach: outer", outer="foreach: a", a="split: x y", x="linear: j1", y="linear: j1",
        j1="join: j2", j2="join: j3", j3="join: end", end="end:",
    )  # fmt: skip
    within = {name: step.get("within") for name, step in steps_of(nested).items()}
    assert within == {
        "start": None,
        "outer": ["start"],
        "a": ["start", "outer"],
        "x": ["start", "outer"],
        "y": ["start", "outer"],
        "j1": ["start", "outer"],
        "j2": ["start"],
        "j3": None,
        "end": None,
    }


def test_cases_of_a_switch_travel_as_text() -> None:
    given = graph(start="split-switch: a b a", a="end:", b="end:")
    given["start"].update(condition="flag", switch_cases={True: "a", 2: "b", None: "a"})
    found = steps_of(given)["start"]
    assert found["next"] == [{"step": "a"}, {"step": "b"}]
    assert found["condition"] == "flag"
    assert found["cases"] == [
        {"label": "True", "step": "a"},
        {"label": "2", "step": "b"},
        {"label": "None", "step": "a"},
    ]


def test_a_transition_to_nowhere_is_left_out_and_said() -> None:
    node = node_of(graph(start="start: ghost end", end="end:"))
    assert node["steps"][0]["next"] == [{"step": "end"}]
    assert node["notes"] == ["Step start leads to ghost, which the graph does not have."]
    assert "cases" not in node["steps"][0]


def test_too_many_steps_are_cut_and_said() -> None:
    node = node_of({f"s{i}": {"type": "linear", "next": []} for i in range(1200)})
    assert len(node["steps"]) == 1000
    assert node["notes"] == ["The first 1,000 of 1,200 steps are shown."]


def test_the_graph_given_is_not_changed() -> None:
    given = graph(start="start: ghost end", end="end:")
    before = json.dumps(given)
    node_of(given)
    assert json.dumps(given) == before


class _Broken:
    def __repr__(self) -> str:
        raise ValueError("no")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "steps has no steps."),
        ({"steps": {}}, "steps has no steps."),
        (None, "No steps yet."),
        (7, "steps is 7 (int); it must be a flow"),
        ("TrainFlow/12", "a run is shown by from_run"),
        ({"start": None}, "steps has None (NoneType) for step start"),
        ({"start": {"type": "start"}}, "for step start; it must be a dict"),
        ({"start": {"next": "end"}}, "for step start; it must be a dict"),
        ([("start", {})], "steps is [('start', {})] (list); it must be a flow"),
        (_Broken(), "it must be a flow"),
        (FlowSpec, "Metaflow cannot tell the steps of FlowSpec"),
    ],
)
def test_what_is_no_graph_is_told_on_the_card(given: Any, message: str) -> None:
    node = node_of(given)
    assert node["type"] == "problem"
    assert message in node["message"]


@pytest.mark.parametrize("run", [None, 12, "TrainFlow", "a/b/c", "NoSuchFlow/1"])
def test_a_run_that_is_none_is_told_on_the_card(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USERNAME", "tester")
    node = DagView.from_run(run).node
    assert node["type"] == "problem"
    assert "run is " in node["message"] or "cannot be read" in node["message"]


def test_hostile_names_and_docs_are_capped_text() -> None:
    given = {
        "x" * 500: {
            "type": "switch",
            "next": [b"\xff", float("nan"), "\ud800"],
            "doc": "y" * 5000,
            "decorators": [{"name": _Broken()}, None, "z"],
        },
        b"\xff": {"type": "end", "next": ()},
    }
    node = node_of(given)
    assert node["type"] == "dag_view"
    first = node["steps"][0]
    assert first["name"].startswith("x" * 200 + "…")
    assert len(first["doc"]) < 400


def test_update_takes_another_graph_and_another_view() -> None:
    view = DagView(FOREACH, title="Flow")
    view.update(SWITCH)
    assert [step["name"] for step in view.node["steps"]] == ["start", "loop", "a", "b", "end"]
    assert view.node["title"] == "Flow"
    view.update(DagView(FOREACH))
    assert len(view.node["steps"]) == 5


def test_no_option_of_the_graph_is_known_by_another_name() -> None:
    with pytest.raises(TypeError):
        DagView(FOREACH, run="F/1")  # type: ignore[call-arg]


def test_a_run_that_has_not_begun_is_all_pending() -> None:
    assert set(statuses(progress(FOREACH)).values()) == {"pending"}


def test_a_foreach_waits_for_the_tasks_that_it_asked_for() -> None:
    steps = progress(FOREACH, start=done(splits=10), work=done(3), more=done(3))
    assert statuses(steps) == {
        "start": "done",
        "work": "running",
        "more": "running",
        "join": "pending",
        "end": "pending",
    }
    assert steps["work"]["tasks"] == {"total": 10, "done": 3, "failed": 0, "running": 0}
    assert steps["more"]["tasks"]["total"] == 10


def test_a_failed_task_makes_its_step_failed_and_keeps_the_rest_waiting() -> None:
    failed = StepState(total=10, done=8, failed=1, open=1, started=40.0, ended=60.0, attempts=3)
    steps = progress(FOREACH, start=done(splits=10), work=failed, more=done(8))
    assert statuses(steps) == {
        "start": "done",
        "work": "failed",
        "more": "pending",
        "join": "pending",
        "end": "pending",
    }
    assert steps["work"]["attempts"] == 3
    assert steps["work"]["duration"] == 60.0
    assert "attempts" not in steps["more"]


def test_a_duration_ends_with_the_last_task_or_goes_on() -> None:
    steps = progress(
        FOREACH,
        start=done(started=10.0, ended=12.5, splits=2),
        work=StepState(total=2, done=1, open=1, started=13.0, ended=20.0),
    )
    assert steps["start"]["duration"] == 2.5
    assert steps["work"]["duration"] == 87.0
    assert "duration" not in steps["join"]


def test_a_branch_that_the_switch_did_not_take_is_skipped_at_once() -> None:
    steps = progress(SWITCH, start=done(), loop=done(3, chosen=Counter(loop=2, a=1)))
    assert statuses(steps) == {
        "start": "done",
        "loop": "done",
        "a": "pending",
        "b": "skipped",
        "end": "pending",
    }
    assert steps["loop"]["next"] == [
        {"step": "loop", "taken": 2},
        {"step": "a", "taken": 1},
        {"step": "b", "taken": 0},
    ]


def test_a_loop_that_went_round_and_has_not_left_is_running() -> None:
    steps = progress(SWITCH, start=done(), loop=done(3, chosen=Counter(loop=3)))
    assert steps["loop"]["status"] == "running"
    assert steps["a"]["status"] == "pending"


def test_in_a_foreach_a_branch_is_skipped_only_when_every_task_has_chosen() -> None:
    given = graph(
        start="split-foreach: pick", pick="split-switch: a b", a="linear: c", b="linear: c",
        c="linear: join", join="join: end", end="end:",
    )  # fmt: skip
    some = progress(given, start=done(splits=3), pick=done(2, chosen=Counter(a=2)), a=done(2))
    assert some["b"]["status"] == "pending"
    every = progress(given, start=done(splits=3), pick=done(3, chosen=Counter(a=3)), a=done(3))
    assert every["b"]["status"] == "skipped"
    assert every["a"]["status"] == "done"
    assert every["c"]["status"] == "pending"


def test_when_the_run_is_over_what_never_ran_was_skipped() -> None:
    steps = progress(SWITCH, start=done(), loop=StepState(total=1, unread=1), a=done(), end=done())
    assert steps["b"]["status"] == "skipped"
    assert steps["loop"]["tasks"]["unread"] == 1
    assert "taken" not in steps["loop"]["next"][0]


def test_tasks_taken_over_by_a_resume_are_counted_and_have_no_duration() -> None:
    steps = progress(FOREACH, start=done(reused=1, splits=2))
    assert steps["start"]["tasks"]["reused"] == 1
    assert "duration" not in steps["start"]


def test_the_summary_is_a_table_of_the_steps() -> None:
    node = node_of(FOREACH)
    html = as_html(DagView.summary(node)).replace(" class=t", "")
    assert '<th scope="row">work</th><td>linear</td><td>more</td>' in html
    assert "Status" not in html
    add_state(node["steps"], RunState({"start": done(started=1.0, ended=2.0)}), 5.0)
    html = as_html(DagView.summary({**node, "run": "F/1<b>", "as_of": "2026-11-21T19:17:16+00:00"}))
    html = html.replace(" class=t", "")
    assert "<td>done</td><td>1 of 1</td><td>1.0</td>" in html
    assert "F/1&lt;b&gt;, as of 2026-11-21T19:17:16+00:00" in html


def record(*attempts: Attempt, last_event: float | None = None, cloned: bool = False) -> TaskRecord:
    return TaskRecord(list(attempts), last_event, cloned)


def counted(*records: TaskRecord, caught: int = 0, total: int = 0) -> StepState:
    state = StepState(total=total or len(records))
    for index, item in enumerate(records):
        _count_task(state, item, None, 0, index < caught)
    return state


def test_a_task_without_an_end_is_not_running_where_nobody_can_tell() -> None:
    killed = counted(*[record(Attempt(0, 10.0), last_event=12.5)] * 4)
    before = done(started=5.0, ended=6.0, splits=4, last_event=6.0)
    steps = progress(FOREACH, None, start=before, work=killed)
    assert steps["work"]["status"] == "unknown"
    assert steps["work"]["tasks"] == {
        "total": 4, "done": 0, "failed": 0, "running": 0, "unended": 4,
    }  # fmt: skip
    assert steps["work"]["duration"] == 2.5
    later = progress(FOREACH, None, start=before, work=killed)
    assert later["work"]["duration"] == 2.5
    assert {span["status"] for span in steps["work"]["spans"]} == {"unknown"}


def test_the_same_task_is_running_where_the_run_is_heard_of() -> None:
    open_task = counted(record(Attempt(0, 10.0), last_event=12.5))
    steps = progress(FOREACH, True, start=done(started=5.0, splits=1), work=open_task)
    assert steps["work"]["status"] == "running"
    assert steps["work"]["duration"] == 90.0
    assert steps["work"]["tasks"]["running"] == 1


def test_unread_tasks_never_make_a_step_done() -> None:
    for alive in (True, False, None):
        for over in (StepState(), done()):
            partly = StepState(total=3, done=1, unread=2)
            steps = progress(FOREACH, alive, start=done(splits=3), work=partly, end=over)
            assert steps["work"]["status"] == "unknown"
            assert steps["work"]["tasks"]["unread"] == 2


def test_a_step_of_one_task_is_done_whatever_was_not_read_before_it() -> None:
    steps = progress(FOREACH, None, start=StepState(total=1, unread=1), join=done())
    assert steps["join"]["status"] == "done"


def test_a_foreach_whose_splits_were_not_read_asks_for_an_unknown_number() -> None:
    steps = progress(
        FOREACH, None, start=StepState(total=2, done=1, unread=1, splits=9), work=done(5)
    )
    assert steps["work"]["tasks"]["total"] == 5
    assert steps["work"]["status"] == "unknown"


def test_a_caught_task_is_done_and_said_to_be_caught() -> None:
    ended = Attempt(0, 1.0, 2.0, True)
    steps = progress(FOREACH, start=done(splits=4), work=counted(*[record(ended)] * 4, caught=2))
    assert steps["work"]["status"] == "done"
    assert steps["work"]["tasks"]["caught"] == 2
    assert [span["status"] for span in steps["work"]["spans"]] == [
        "caught",
        "caught",
        "done",
        "done",
    ]


def test_a_killed_attempt_is_counted_and_its_task_is_what_its_newest_attempt_is() -> None:
    killed = record(Attempt(0, 1.0), Attempt(1, 5.0, 7.0, True), last_event=7.0)
    steps = progress(FOREACH, start=done(splits=1), work=counted(killed))
    assert steps["work"]["status"] == "done"
    assert (steps["work"]["attempts"], steps["work"]["killed"]) == (2, 1)
    assert steps["work"]["duration"] == 6.0
    assert steps["work"]["spans"] == [
        {"start": 0.0, "status": "done", "duration": 6.0, "attempts": 2}
    ]


def test_a_retry_after_a_failure_is_open_again_and_nothing_was_killed() -> None:
    retried = record(Attempt(0, 1.0, 2.0, False), Attempt(1, 5.0), last_event=5.0)
    steps = progress(FOREACH, True, start=done(splits=1), work=counted(retried))
    assert steps["work"]["status"] == "running"
    assert "killed" not in steps["work"]


def test_many_tasks_have_no_bars_of_their_own() -> None:
    twenty = counted(*[record(Attempt(0, 1.0, 2.0, True))] * 20)
    assert len(progress(FOREACH, start=done(splits=20), work=twenty)["work"]["spans"]) == 20
    more = counted(*[record(Attempt(0, 1.0, 2.0, True))] * 21)
    assert "spans" not in progress(FOREACH, start=done(splits=21), work=more)["work"]


def test_the_critical_path_is_what_the_run_waited_for() -> None:
    given = graph(
        start="split: quick slow", quick="linear: join", slow="linear: join",
        join="join: end", end="end:",
    )  # fmt: skip
    states = {
        "start": done(started=0.0, ended=1.0),
        "quick": done(started=1.0, ended=2.0),
        "slow": done(started=1.0, ended=9.0),
        "join": done(started=9.0, ended=10.0),
        "end": done(started=10.0, ended=11.0),
    }
    steps = node_of(given)["steps"]
    facts = add_state(steps, RunState(states), 100.0)
    assert facts == {
        "started": "1970-01-01T00:00:00+00:00",
        "elapsed": 11.0,
        "critical": ["start", "slow", "join", "end"],
    }
    assert {step["name"]: step["start"] for step in steps} == {
        "start": 0.0, "quick": 1.0, "slow": 1.0, "join": 9.0, "end": 10.0,
    }  # fmt: skip


def test_the_summary_says_caught_and_no_end_recorded() -> None:
    node = node_of(FOREACH)
    states = {
        "start": counted(record(Attempt(0, 1.0, 2.0, True)), caught=1),
        "work": counted(record(Attempt(0, 3.0), last_event=3.5)),
    }
    add_state(node["steps"], RunState(states), 100.0)
    text = as_text(DagView.summary(node))
    assert "done\t1 of 1, 1 caught\t1.0" in text
    assert "no end recorded\t0 of 1, 1 without a recorded end\t0.5" in text


class Endless(dict):  # type: ignore[type-arg]
    """A graph of a million steps, which counts how many of them are looked at."""

    looked_at = 0

    def items(self) -> Any:
        for index in range(1_000_000):
            self.looked_at += 1
            yield f"s{index}", {"type": "linear", "next": [f"s{index + 1}"]}

    def __len__(self) -> int:
        return 1_000_000


def test_of_a_million_steps_a_thousand_are_looked_at() -> None:
    given = Endless(s0={})
    node = node_of(given)
    assert len(node["steps"]) == 1000
    assert given.looked_at <= 1001
    assert node["notes"] == ["The first 1,000 of 1,000,000 steps are shown."]


def test_many_remarks_are_cut_and_counted() -> None:
    given = {f"s{i}": {"type": "odd", "next": []} for i in range(50)}
    notes = node_of(given)["notes"]
    assert len(notes) == 21
    assert notes[-1] == "There are 30 more notes of this kind."


def test_the_timeline_is_of_a_run_only() -> None:
    assert "timeline" not in DagView(FOREACH, timeline=True).node


class StoredTask:
    """A task that counts how often its metadata are asked for."""

    asked: ClassVar[list[str]] = []

    def __init__(self, number: int) -> None:
        self.id = str(number)
        self.created_at = datetime.fromtimestamp(1_000_000 + number, timezone.utc)

    @property
    def metadata(self) -> list[Any]:
        self.asked.append(self.id)
        return []


class StoredStep(list[Any]):
    id = "work"


def test_the_card_of_one_task_of_many_reads_a_hundred_of_them_and_its_own() -> None:
    step = StoredStep([StoredTask(number) for number in range(400)])
    notes: list[str] = []
    state = read_steps([step], {"work": {"kind": "linear"}}, notes, own=("work", "399"))
    assert len(StoredTask.asked) == len(set(StoredTask.asked)) == 100
    assert "399" in StoredTask.asked
    assert (state.steps["work"].total, state.steps["work"].unread) == (400, 300)
    assert "300 of 400 tasks was not read" in notes[0]
