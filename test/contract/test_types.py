"""What type checkers see: `update` takes the arguments of its constructor, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRAPPER = ROOT / "packages/python-wrapper"

SAMPLE = """
from metaflow_card_kit import Component, ConfusionMatrix, MetricTable, Problem

matrix = ConfusionMatrix([[5, 1], [2, 7]], labels=["a", "b"])
matrix.update([[6, 1], [2, 7]])
matrix.update(counts=[[6, 1], [2, 7]], normalize="true", caption=None)
matrix.update(matrix)
matrix.update(normalize="rows")  # arg-type
matrix.update(count=[[6]])  # call-arg
matrix.update(title=1)  # arg-type

problem = Problem("It is not there.")
problem.update("It is not here.", hint="look")
problem.update(message=None)  # arg-type

table = MetricTable({"accuracy": 0.9}, widht="half")  # call-arg
table.update({"accuracy": 0.91}, width="half")
table.update(width="most")  # arg-type


def show(component: Component) -> None:
    component.update(title="Any component has a title")
"""


def test_a_type_checker_finds_the_wrong_updates_and_only_them(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text(SAMPLE.lstrip("\n"), encoding="utf-8")
    cache = os.environ.get("MYPY_CACHE_DIR", str(ROOT / ".cache/mypy"))
    command = (
        *(sys.executable, "-m", "mypy", "--config-file", WRAPPER / "pyproject.toml"),
        *("--cache-dir", cache, "--no-error-summary", "--hide-error-context", sample),
    )
    env = {**os.environ, "MYPYPATH": str(WRAPPER / "src")}
    done = subprocess.run(
        command, cwd=WRAPPER, env=env, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    found = re.findall(r"^.*sample\.py:(\d+): error: .*\[([\w-]+)\]$", done.stdout, re.MULTILINE)
    lines = enumerate(sample.read_text("utf-8").splitlines(), start=1)
    marked = [(str(at), line.split("# ")[1]) for at, line in lines if "  # " in line]
    assert found == marked, done.stdout
