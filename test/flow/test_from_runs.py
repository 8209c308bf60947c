"""Earlier runs of a real flow, compared through Metaflow's client."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from workplace import Workplace

OUTCOMES = {
    "good": ["--lr", "0.25"],
    "other": ["--lr", "0.5", "--seed", "8"],
    "failed": ["--outcome", "failed"],
    "scalars": ["--outcome", "scalars"],
    "none": ["--outcome", "none"],
}


COMPARISONS = {
    "of a flow": 'ModelComparison.from_runs("TrainedFlow")',
    "of two newest": 'ModelComparison.from_runs(Flow("TrainedFlow"), limit=2)',
    "of pathspecs": "ModelComparison.from_runs(two, baseline=two[1])",
    "of objects": "ModelComparison.from_runs([Run(run) for run in two], baseline=Run(two[1]))",
    "of tasks": "ModelComparison.from_runs(list(Run(two[0])['train']))",
    "of named artifacts": (
        'ModelComparison.from_runs(["TrainedFlow/" + ids["scalars"]],'
        ' metrics={"acc": "accuracy"}, parameters=["seed", "nothing"])'
    ),
    "of one that is not there": "ModelComparison.from_runs([two[0], 'TrainedFlow/1'])",
    "of a stranger": '(namespace("user:stranger"), ModelComparison.from_runs("TrainedFlow"))[1]',
    "of everybody": "(namespace(None), ModelComparison.from_runs('TrainedFlow'))[1]",
}
PROBLEMS = {
    'ModelComparison.from_runs("NoSuchFlow")': "NoSuchFlow",
    'ModelComparison.from_runs("TrainedFlow/1")': "No run could be read. TrainedFlow/1",
    "ModelComparison.from_runs([])": "There is no run in the current namespace.",
    "ModelComparison.from_runs(None)": "runs is None",
    "ModelComparison.from_runs([3])": "3 (int) is neither a run nor a task",
    'ModelComparison.from_runs("TrainedFlow", limit=0)': "limit is 0 (int)",
    'ModelComparison.from_runs("TrainedFlow", metrics=3)': "metrics is 3 (int)",
}
SCRIPT = """
import json, sys
from metaflow import Flow, Run, namespace
from metaflow_card_kit import ModelComparison

ids, calls = json.loads(sys.argv[1])
two = [f"TrainedFlow/{ids[name]}" for name in ("good", "other")]
nodes = {}
for name, call in calls.items():
    namespace("user:tester")
    nodes[name] = eval(call).node
print(json.dumps(nodes))
"""


class Runs:
    """Runs of one flow that ended in different ways, and the comparisons that one process made."""

    def __init__(self, place: Workplace) -> None:
        self.place = place
        assert place.cwd.is_dir()
        with ThreadPoolExecutor(2) as pool:
            self.ids = dict(zip(OUTCOMES, pool.map(self._run, OUTCOMES)))
        calls = {**COMPARISONS, **{call: call for call in PROBLEMS}}
        printed = place.flow("-c", SCRIPT, json.dumps([self.ids, calls]))
        self.nodes: dict[str, dict[str, Any]] = json.loads(printed.splitlines()[-1])

    def _run(self, outcome: str) -> str:
        id_file = self.place.home / f"{outcome}.id"
        command = [self.place.python, "trained.py", "run", "--run-id-file", id_file]
        done = subprocess.run(
            [str(part) for part in (*command, *OUTCOMES[outcome])],
            cwd=self.place.cwd,
            env=self.place.env,
            check=False,
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert (done.returncode == 0) == (outcome != "failed"), done.stdout + done.stderr
        return id_file.read_text()

    def outcome(self, run_id: str) -> str:
        return next(name for name, known in self.ids.items() if known == run_id)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return Runs(Workplace.here(tmp_path_factory.mktemp("runs")))


def values(runs: Runs, rows: list[dict[str, Any]], node: dict[str, Any]) -> dict[str, Any]:
    """Row -> outcome of the run -> its value, where it has one."""
    names = [runs.outcome(model["name"]) for model in node["models"]]
    return {
        row["name"]: {
            name: cell.get("text", cell.get("value"))
            for name, cell in zip(names, row["cells"])
            if cell
        }
        for row in rows
    }


def test_every_run_of_a_flow_is_a_column_whatever_became_of_it(runs: Runs) -> None:
    node = runs.nodes["of a flow"]
    status = {runs.outcome(model["name"]): model.get("status") for model in node["models"]}
    assert status == dict.fromkeys(OUTCOMES) | {"failed": "failed"}
    assert values(runs, node["metrics"], node) == {
        "accuracy": {"good": 0.75, "other": 0.5, "scalars": 0.5},
        "val.loss": {"good": 0.25, "other": 0.5},
        "log_loss": {"scalars": 0.75},
    }
    assert all(model["pathspec"] == f"TrainedFlow/{model['name']}" for model in node["models"])
    assert (
        f"Run {runs.ids['failed']}: failed in the step join: RuntimeError: out of memory."
        in (node["notes"])
    )
    without = [note for note in node["notes"] if "no artifact is named metrics" in note]
    assert len(without) == 1
    assert runs.ids["none"] in without[0]
    assert runs.ids["failed"] in without[0]


def test_the_flows_parameters_and_its_config_are_compared_with_their_types(runs: Runs) -> None:
    node = runs.nodes["of a flow"]
    shown = values(runs, node["parameters"], node)
    assert shown["lr"] == {"good": 0.25, "other": 0.5, "failed": 0.1, "scalars": 0.1, "none": 0.1}
    assert shown["seed"]["other"] == '"8"'
    assert set(shown["config.lr"].values()) == {"of the config"}
    assert set(shown["config.layers"].values()) == {"[64, 10]"}


def test_runs_come_as_objects_pathspecs_or_a_flow(runs: Runs) -> None:
    for node in (runs.nodes["of pathspecs"], runs.nodes["of objects"]):
        assert [runs.outcome(model["name"]) for model in node["models"]] == ["good", "other"]
        assert node["baseline"] == runs.ids["other"]
        assert "notes" not in node
    newest = runs.nodes["of two newest"]
    assert len(newest["models"]) == 2
    assert newest["notes"][0] == "There are more runs than the 2 shown; set limit to see more."


def test_tasks_of_a_foreach_are_compared_too(runs: Runs) -> None:
    node = runs.nodes["of tasks"]
    assert [model["name"].split("/")[1] for model in node["models"]] == ["train", "train"]
    assert {cell["text"] for cell in node["metrics"][0]["cells"]} == {"of one fold"}


def test_artifacts_can_be_named_and_renamed(runs: Runs) -> None:
    node = runs.nodes["of named artifacts"]
    assert values(runs, node["metrics"], node) == {"acc": {"scalars": 0.5}}
    assert values(runs, node["parameters"], node) == {"seed": {"scalars": '"7"'}}
    assert node["notes"] == [f"Run {runs.ids['scalars']}: there is no artifact named nothing."]


def test_a_run_that_is_not_there_is_a_column_with_a_note(runs: Runs) -> None:
    node = runs.nodes["of one that is not there"]
    assert [model.get("status") for model in node["models"]] == [None, "not found"]
    assert node["metrics"][0]["cells"] == [{"value": 0.75, "step": "end"}, {}]
    assert "Run 1: its values are missing" in node["notes"][0]


@pytest.mark.parametrize("call", PROBLEMS)
def test_what_cannot_be_compared_is_a_message_and_no_exception(runs: Runs, call: str) -> None:
    assert runs.nodes[call]["type"] == "problem"
    assert PROBLEMS[call] in runs.nodes[call]["message"]


def test_the_namespace_is_respected_and_the_way_out_of_it_is_told(runs: Runs) -> None:
    node = runs.nodes["of a stranger"]
    assert node["type"] == "problem"
    assert "user:stranger" in node["message"]
    assert "namespace(None)" in node["hint"]
    assert len(runs.nodes["of everybody"]["models"]) == len(OUTCOMES)


def test_the_card_of_a_step_compares_the_newest_runs_without_code(runs: Runs) -> None:
    cards = runs.place.cards("TrainedFlow")
    assert len(cards) == 4
    newest = cards[-1].nodes
    assert [node["type"] for node in newest] == ["model_comparison"]
    assert len(newest[0]["models"]) == 2


COUNTED = """
import json, sys, time
import counted_client
from metaflow_extensions.card_kit.client.runs import is_ranked, read_runs

began = time.monotonic()
models, notes = read_runs(json.loads(sys.argv[1]), **json.loads(sys.argv[2]))
seconds = time.monotonic() - began
calls = [path[3] for path in counted_client.calls if len(path) > 3]
print(json.dumps({
    "models": models, "notes": notes, "seconds": seconds,
    "calls": {model["name"]: calls.count(model["name"].split("/")[-1]) for model in models},
    "ranked": [model["name"] for model in models if is_ranked(model)],
}))
"""


def read_counted(place: Workplace, runs: Any, **options: Any) -> dict[str, Any]:
    printed = place.flow("-c", COUNTED, json.dumps(runs), json.dumps(options))
    read: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return read


def test_a_run_is_read_in_at_most_twelve_calls_and_ten_of_them_in_two_seconds(runs: Runs) -> None:
    runs.place.env["METADATA_DELAY"] = "0.02"
    try:
        names = [f"TrainedFlow/{run}" for run in list(runs.ids.values()) * 2]
        read = read_counted(runs.place, names)
        of_flow = read_counted(runs.place, "TrainedFlow")
    finally:
        del runs.place.env["METADATA_DELAY"]
    assert len(read["models"]) == 10
    assert read["seconds"] < 2
    assert max(of_flow["calls"].values()) <= 12
    assert of_flow["calls"][runs.ids["good"]] <= 4


def test_what_was_not_read_in_time_is_said(runs: Runs) -> None:
    runs.place.env["METADATA_DELAY"] = "0.5"
    try:
        read = read_counted(runs.place, "TrainedFlow", seconds=0.3)
    finally:
        del runs.place.env["METADATA_DELAY"]
    assert {model["status"] for model in read["models"]} == {"not read"}
    assert "was not read, the time of 0.3 seconds was over" in read["notes"][-1]
    assert read["ranked"] == []


@pytest.fixture(scope="module")
def branched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A run of two branches that ended well, and one whose first branch failed last."""
    place = Workplace.here(tmp_path_factory.mktemp("branched"))
    place.flow("branched.py", "run")
    with pytest.raises(AssertionError, match="the first branch fails"):
        place.flow("branched.py", "run", "--fails", "true")
    return {
        "usual": read_counted(place, "BranchedFlow"),
        "asked": read_counted(place, "BranchedFlow", params=["db_password"]),
    }


def test_a_branch_that_failed_is_found_though_another_one_began_later(
    branched: dict[str, Any],
) -> None:
    read = branched["usual"]
    failed, good = read["models"]
    assert (failed["status"], failed["failed_in"]) == ("failed", "first")
    assert failed["reason"] == "RuntimeError: the first branch fails"
    assert good["status"] == "done"
    assert read["ranked"] == [good["name"]]
    assert failed["metrics"] == {"accuracy": 0.99}


def test_each_value_says_its_step_and_a_row_of_two_sources_is_told(
    branched: dict[str, Any],
) -> None:
    read = branched["usual"]
    failed, good = read["models"]
    assert good["sources"]["metrics"] == {"accuracy": "end"}
    assert failed["sources"]["metrics"] == {"accuracy": "first"}
    assert good["sources"]["params"]["max_tokens"] == "_parameters"
    assert good["sources"]["params"]["lr"] == "end"
    assert (
        f"accuracy: of the step end, but of the step first in run {failed['name']}."
        in (read["notes"])
    )


def test_secrets_included_files_and_long_texts_are_not_spread(branched: dict[str, Any]) -> None:
    text = json.dumps(branched["usual"])
    assert "hunter2" not in text
    assert "must not be seen" not in text
    assert "FlowSpec" not in text
    params = branched["usual"]["models"][1]["params"]
    assert params["max_tokens"] == "many"
    assert params["table"] == "(an included file)"
    assert params["text"].endswith("… (4500 characters more)")
    asked = branched["asked"]["models"][1]["params"]
    assert asked == {"db_password": "hunter2"}
