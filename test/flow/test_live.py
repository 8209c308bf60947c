"""A loop that `live` shows, watched in the files that Metaflow's hosts read while it runs."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from stored_cards import stored_cards
from workplace import Workplace

FLOW = "LiveLoopFlow"
LARGEST = 120_000
"""Bytes of a refresh; a chart sends some thousand points of however many there are."""


def latest_update(root: Path) -> dict[str, Any] | None:
    for path in root.glob(f"**/mf.cards/{FLOW}/runs/*/steps/start/tasks/*/runtime/*.data.json"):
        text = path.read_text()
        try:
            update: dict[str, Any] = json.loads(text)
        except ValueError:  # it is being written
            return None
        return {"size": len(text), **update}
    return None


def rounds_of(update: dict[str, Any]) -> int:
    (table,) = [node for node in update["data"].values() if node.get("type") == "metric_table"]
    return int(table["metrics"][0]["value"])


def watch(root: Path, process: subprocess.Popen[str], count: int) -> list[dict[str, Any]]:
    """The first updates that differ."""
    seen: dict[float, dict[str, Any]] = {}
    deadline = time.time() + 100
    while len(seen) < count and process.poll() is None and time.time() < deadline:
        update = latest_update(root)
        if update is not None:
            seen.setdefault(update["created_on"], update)
        time.sleep(0.1)
    return list(seen.values())


def test_a_loop_is_shown_while_it_runs_by_refreshes_that_do_not_grow(here: Workplace) -> None:
    process = subprocess.Popen(
        [here.python, "live_loop.py", "run"],
        cwd=here.cwd,
        env=here.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        updates = watch(here.home, process, 4)
        (page,) = stored_cards(here.home, FLOW)
        assert 'content="live-' in page.html
        assert page.types == ["line_chart", "metric_table"]
    finally:
        (here.cwd / "end").touch()
        printed, _ = process.communicate(timeout=120)
    assert process.returncode == 0, printed[-4000:]
    assert len(updates) == 4, printed[-4000:]
    shown = [rounds_of(update) for update in updates]
    assert shown == sorted(set(shown))
    gaps = [b["created_on"] - a["created_on"] for a, b in zip(updates, updates[1:])]
    assert min(gaps) > 0.5, "the refresh interval of the card is a second"
    assert max(update["size"] for update in updates) < LARGEST
    (page,) = stored_cards(here.home, FLOW)
    assert 'content="final"' in page.html
    chart = page.nodes[0]
    assert chart["series"][0]["count"] > 100 * shown[-1]

    (here.cwd / "read.py").write_text(
        "from metaflow import Flow, namespace\n"
        "namespace(None)\n"
        f"run = Flow('{FLOW}').latest_run\n"
        "print(run['start'].task['microseconds'].data, run['end'].task['items'].data, sep=';')\n"
    )
    cost, items = here.flow("read.py").strip().splitlines()[-1].split(";")
    assert float(cost) < 20, "a round that is not due costs microseconds"
    assert items == "[0, 1, 2]", "without @card the loop runs as it is"
