"""Cards where metadata come from a service and cards lie on S3, and what an agent reads of them."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from answered_cards import missing_answers
from conftest import NEWEST
from deployment import Deployment, Reads, deployment
from documents import read_valid
from workplace import ENVIRONMENTS, ROOT, environment, install, locked, run

SERVERS = ("metaflow-mcp-server", "mcp<2", "metaflow-local-service", "boto3", "flask", "flask-cors")
FILE, FLOW = "deployed.py", "DeployedFlow"
STEPS, TASKS = 4, 5


@dataclass
class Deployed:
    """Two runs, of which the first failed at once, and the tasks of the foreach of the second."""

    at: Deployment
    runs: list[str]
    tasks: list[str]
    watched: dict[str, Any]

    def print(self, expression: str) -> str:
        code = (
            "import json; from metaflow import *; from metaflow.cards import get_cards; "
            f"namespace(None); print(json.dumps({expression}))"
        )
        return self.at.place.flow("-c", code).splitlines()[-1]


@pytest.fixture(scope="module")
def deployed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    python = environment("servers", f"metaflow=={NEWEST}", "moto[s3]", *SERVERS)
    with locked(ENVIRONMENTS / "install.lock"):
        install(python, "--no-deps", "--force-reinstall", wheel)
    with deployment(python, tmp_path_factory.mktemp("deployed")) as at:
        place = at.place
        with pytest.raises(AssertionError, match="the rate is above 1"):
            place.flow(FILE, "run", "--rate", "2", "--run-id-file", "failed")
        with ThreadPoolExecutor(2) as pool:
            running = pool.submit(place.flow, FILE, "run", "--run-id-file", "done")
            watching = pool.submit(place.flow, "watch_card.py", FLOW, "start")
            watched = json.loads(watching.result().splitlines()[-1])
            running.result()
        ids = [(place.cwd / name).read_text() for name in ("failed", "done")]
        deployed = Deployed(at, [f"{FLOW}/{one}" for one in ids], [], watched)
        tasks = f"[task.pathspec for task in Run('{deployed.runs[1]}')['train']]"
        deployed.tasks += json.loads(deployed.print(tasks))
        yield deployed


@pytest.fixture(scope="module")
def again(deployed: Deployed) -> Reads:
    """What the card of a task reads that is made when its run is over."""
    with deployed.at.reads() as found:
        where = deployed.tasks[0].split("/", 1)[1]
        deployed.at.place.flow(FILE, "card", "create", where, "--type", "kit_task")
    return found


def asked(deployed: Deployed, expression: str) -> tuple[dict[str, Any], list[str]]:
    """A component's node, and what it reads of the service."""
    with deployed.at.reads() as found:
        node = json.loads(deployed.print(f"__import__('metaflow_card_kit').{expression}.node"))
    return node, found.service


def test_a_card_on_s3_is_updated_while_its_task_runs(deployed: Deployed) -> None:
    page = read_valid(deployed.watched["page"])
    assert page["nodes"][0]["type"] == "metric_table"
    assert 'content="live-' in deployed.watched["page"]
    rounds = [
        node["metrics"][0]["value"]
        for update in deployed.watched["updates"]
        for node in update.values()
        if node.get("type") == "metric_table"
    ]
    assert len(rounds) == 2
    assert rounds == sorted(set(rounds))


def test_the_card_of_a_task_on_s3_shows_its_artifacts_and_its_log(
    deployed: Deployed, again: Reads
) -> None:
    assert again.storage
    cards = f"get_cards('{deployed.tasks[0]}', type='kit_task')"
    pages = json.loads(deployed.print(f"[card.get() for card in {cards}]"))
    documents = [{n["type"]: n for n in read_valid(page)["nodes"]} for page in pages]
    assert len(documents) == 2
    assert not any("problem" in document for document in documents)
    # Metaflow stores a log when its task has ended.
    (by_type,) = [document for document in documents if "log" in document]
    artifacts = {one["name"]: one for one in by_type["artifacts"]["artifacts"]}
    assert {"metrics", "embeddings", "vocabulary", "notes"} <= set(artifacts)
    assert all(one["size"] > 0 and one["kind"] for one in artifacts.values())
    assert "fold" in by_type["log"]["text"]
    assert by_type["metric_table"]["metrics"][0]["value"] == 0.75
    command = ("-m", "metaflow_card_kit", "read", deployed.tasks[0], "--text")
    assert "vocabulary\tdict\t" in deployed.at.place.flow(*command)


def test_a_comparison_asks_for_few_things_of_each_run(deployed: Deployed) -> None:
    failed, done = deployed.runs
    node, reads = asked(deployed, f"ModelComparison.from_runs(['{done}'])")
    assert node["metrics"][0]["cells"][0]["value"] == 0.75
    assert len(reads) <= 3, reads
    node, reads = asked(deployed, f"ModelComparison.from_runs('{FLOW}')")
    assert [model.get("status") for model in node["models"]] == [None, "failed"]
    assert len([each for each in reads if f"/{done.split('/')[1]}/" in each]) <= 2, reads
    assert len([each for each in reads if f"/{failed.split('/')[1]}/" in each]) <= 6, reads
    assert len(reads) <= 1 + 2 + 6, reads


def test_a_graph_asks_once_for_each_step_and_each_task(deployed: Deployed) -> None:
    node, reads = asked(deployed, f"DagView.from_run('{deployed.runs[1]}')")
    assert {step["status"] for step in node["steps"]} == {"done"}
    foreachs = 1
    # The run, its graph in two, and its list of steps.
    assert len(reads) <= 1 + 2 + 1 + STEPS + TASKS + foreachs, reads


def test_the_card_of_a_task_asks_for_nothing_twice(again: Reads) -> None:
    reads = again.service
    assert len(reads) == len(set(reads)), reads
    of_metaflow = 1  # the task
    own = 1 + 1 + 1 + 1  # its metadata, its artifacts; the runs of the flow, the steps of its own
    others = STEPS + (TASKS - 1) + 1  # with what the foreach of its run asked for
    earlier_runs = 1
    assert len(reads) <= of_metaflow + own + others + earlier_runs, reads


def test_the_card_of_a_task_asks_s3_once_for_the_sizes_of_all_artifacts(again: Reads) -> None:
    reads = again.storage
    assert sum(each.endswith("data.json") for each in reads) == 1, reads
    assert len(reads) <= 14, reads  # four to open the task, eight for its log


def ask(deployed: Deployed, *calls: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    printed = deployed.at.place.flow("ask_agent.py", json.dumps(calls))
    answers: list[dict[str, Any]] = json.loads(printed.splitlines()[-1])
    return answers


@pytest.fixture(scope="module")
def answers(deployed: Deployed) -> list[dict[str, Any]]:
    return ask(
        deployed,
        ("get_card", {"pathspec": f"{deployed.runs[1]}/end"}),
        ("get_card", {"pathspec": deployed.tasks[0]}),
        ("compare_cards", {"pathspecs": deployed.tasks}),
    )


def test_an_agent_finds_the_answers_to_ten_questions(answers: list[dict[str, Any]]) -> None:
    text = answers[0]["text_content"]
    assert missing_answers(text, cell_end="\\n") == [], text
    assert "truncated" not in text
    facts, first_card = text.index("Parameters: rate = 0.25"), text.index("Card metrics")
    assert text.index("Done") < facts < first_card, "how it went stands first"


def test_an_agent_reads_all_that_is_known_of_a_task(answers: list[dict[str, Any]]) -> None:
    text = answers[1]["text_content"]
    rows = (
        ["Done"],
        ["start", "foreach", "train", "done", "1 of 1"],
        ["end", "end", "—"],
        ["rate", "0.25", "—"],
        ['self.metrics = {"accuracy": 1 - self.rate, "log_loss": 0.213}'],
        ["log_loss", "0.213"],
        ["vocabulary", "dict"],
    )
    places = [text.index("\n".join(row)) for row in rows]
    assert places == sorted(places)
    assert "truncated" not in text


def test_an_agent_compares_our_cards_side_by_side(
    deployed: Deployed, answers: list[dict[str, Any]], tmp_path: Path
) -> None:
    compared = answers[2]
    assert compared["cards_compared"] == 2
    page = tmp_path / "compared.html"
    page.write_text(compared["html"], encoding="utf-8")
    command = [ROOT / "node_modules/.bin/tsx", ROOT / "scripts/draw-page.ts", page]
    drawn = json.loads(run(*command, cwd=ROOT, env=dict(os.environ)).splitlines()[-1])
    assert drawn["troubles"] == []
    for task, summary in zip(deployed.tasks, compared["summaries"]):
        assert task in drawn["texts"][0]
        assert task in summary["text_content"]
