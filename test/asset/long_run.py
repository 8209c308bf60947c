"""A long run: its page, what each of its refreshes sends, and what it costs the task, as JSON.

``python long_run.py FOLDER REFRESHES``.
"""

from __future__ import annotations

import json
import math
import sys
import time
from pathlib import Path

import metaflow_card_kit as kit


def main() -> None:
    folder, refreshes = Path(sys.argv[1]), int(sys.argv[2])
    progress = kit.Progress(0, refreshes, title="Training", unit="steps")
    losses = kit.LineChart(x="step", y=["train", "valid"], title="Loss")
    metrics = kit.MetricTable({"accuracy": 0.0, "loss": 1.0}, title="Metrics")
    log = kit.Log(title="Log")
    losses.append(step=0, train=1.0, valid=1.0)
    parts = [progress, metrics, losses, log]
    for part, name in zip(parts, ["progress", "metrics", "losses", "log"]):
        part.component_id = name
    card = kit.CanvasCard(components=[{"kit": part.node} for part in parts])
    page = card.render_runtime(None, {})
    seconds = []
    with (folder / "changes.jsonl").open("w", encoding="ascii") as changes:
        for step in range(1, refreshes + 1):
            start = time.process_time()
            progress.update(step)
            loss = 1 / math.sqrt(step) + 0.01 * math.sin(step)
            losses.append(step=step, train=loss, valid=1.1 * loss)
            metrics.update({"accuracy": 1 - loss / 2, "loss": loss})
            if step % 4 == 0:
                log.append(f"step {step} INFO loss {loss:.4f}")
            nodes = {str(part.node["id"]): part.render() for part in parts}
            change = json.dumps(card.refresh(None, {"components": nodes}))
            seconds.append(time.process_time() - start)
            changes.write(change + "\n")
    last = kit.CanvasCard(components=[part.render() for part in parts]).render(None)
    (folder / "long-run.html").write_text(page.replace("[METAFLOW_RELOAD_TOKEN]", "live-1"))
    print(json.dumps({"seconds": seconds, "bytes_at_the_end": len(last)}))


if __name__ == "__main__":
    main()
