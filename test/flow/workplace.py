"""Places where a real flow runs: an interpreter, a datastore and the flows of these tests."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from stored_cards import StoredCard, stored_cards

ROOT = Path(__file__).resolve().parents[2]
FLOWS = Path(__file__).parent / "flows"
ENVIRONMENTS = ROOT / ".cache" / "environments"


def run(*command: str | Path, cwd: Path, env: dict[str, str], seconds: float = 240) -> str:
    """Run to the end; a failure shows everything that was printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=seconds,
    )
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout[-8000:]}")
    return done.stdout


def bare_env(home: Path) -> dict[str, str]:
    """Nothing of this process reaches the flow but where programs are and who runs it."""
    inherited = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "TMPDIR")}
    return {
        **inherited,
        "HOME": str(home),
        "USERNAME": "tester",
        "METAFLOW_HOME": str(home / ".metaflowconfig"),
        "METAFLOW_DATASTORE_SYSROOT_LOCAL": str(home),
        "METAFLOW_DEFAULT_METADATA": "local",
    }


@dataclass
class Workplace:
    """A directory of its own, with an interpreter and the flows of these tests."""

    python: Path
    home: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.env = {**bare_env(self.home), **self.env}

    @classmethod
    def here(cls, home: Path) -> Workplace:
        """With this interpreter, in which the package is installed editable."""
        return cls(Path(sys.executable), home)

    @property
    def cwd(self) -> Path:
        code = self.home / "code"
        if not code.exists():
            shutil.copytree(FLOWS, code, ignore=shutil.ignore_patterns("__pycache__"))
        return code

    def flow(self, *arguments: str | Path) -> str:
        """``flow("every_card.py", "run")``."""
        return run(self.python, *arguments, cwd=self.cwd, env=self.env)

    def cards(self, flow: str) -> list[StoredCard]:
        return stored_cards(self.home, flow)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def environment(name: str, *requirements: str) -> Path:
    """The interpreter of a virtual environment with these requirements, without pip or setuptools.

    It is kept in `.cache`: its name says what is in it.
    """
    made_of = hashlib.sha256("\n".join([sys.version, *requirements]).encode()).hexdigest()[:12]
    place = ENVIRONMENTS / f"{name}-{made_of}"
    python = place / "bin" / "python"
    with locked(place.with_suffix(".lock")):
        if not (place / "ready").exists():
            shutil.rmtree(place, ignore_errors=True)
            env = dict(os.environ)
            run(sys.executable, "-m", "venv", "--without-pip", place, cwd=ROOT, env=env)
            install(python, *requirements)
            (place / "ready").touch()
    return python


def install(python: Path, *arguments: str | Path) -> None:
    """By uv, which takes seconds, or by pip where uv does not reach what pip is set up for."""
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python)
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    env = dict(os.environ)
    try:
        run(*uv, *arguments, cwd=ROOT, env=env, seconds=300)
    except (AssertionError, subprocess.TimeoutExpired):
        run(*pip, *arguments, cwd=ROOT, env=env, seconds=900)


def build_wheel(project: Path, out: Path) -> Path:
    env = dict(os.environ)
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out)
    run(*command, project, cwd=ROOT, env=env)
    (wheel,) = out.glob("*.whl")
    return wheel
