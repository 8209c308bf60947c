"""Earlier runs, read through Metaflow's client. Whatever is not there is said, never dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..errors import InputError
from ..wire.models import Models, read_models
from ..wire.text import cap_text, describe
from .artifacts import runs_of_flow
from .calls import Budget, BudgetError, Failure, Unread, read_in_parallel
from .run_artifacts import ArtifactNames, RunArtifacts
from .run_outcome import RunReading, read_outcome

MAX_RUNS = 100
CALLS_PER_RUN = 12
SECONDS = 15.0
WORKERS = 16

WIDEN = "from metaflow import namespace\nnamespace(None)  # before from_runs: runs of everybody"


def read_runs(
    runs: Any,
    metrics: Any = None,
    params: Any = None,
    limit: int = 10,
    *,
    seconds: float = SECONDS,
) -> tuple[list[dict[str, Any]], list[str]]:
    """Runs as plain data: what became of each, its metrics, its parameters, and where they stand.

    At most 12 calls of the client for each run, sixteen runs at a time, for 15 seconds at most.

    Parameters
    ----------
    runs : str, Flow, Run, Task or iterable of Run, Task or pathspec
        A flow, or its name, stands for its newest runs in the current namespace.
    metrics, params : str, list of str, mapping of shown name to artifact, or None
        Which artifacts to read; None looks for the usual names. Only what is named here is shown
        although its name looks like a secret.
    limit : int
        How many runs of a flow.
    seconds : float
        What was not read by then is left out, and said.

    Returns
    -------
    models : list of dict
        One for each run, in the order given, the newest of a flow first:

        - ``name``: the run's id, or its pathspec where flows differ; of a task with its step;
        - ``pathspec``, and ``created``, ISO 8601 in UTC;
        - ``status``: ``done``, ``failed``, ``running``, ``no end recorded``, ``not found``, or
          ``not read``. Only runs that are done may be ranked: see `is_ranked`;
        - ``failed_in``: the step that failed, and ``reason``, the last line of its exception;
        - ``metrics``, ``params``: name to value; what a run does not have is absent, secrets are
          masked, mappings are as they are stored;
        - ``sources``: ``{"metrics": {name: step}, "params": {name: step}}``, the step at which
          each value was read; ``_parameters`` for those that the run was started with.
    notes : list of str
        What could not be read, and why; where a metric is not of the same step in all runs.

    Raises
    ------
    InputError
        When there is no run to show at all.
    """
    names = ArtifactNames.of("metrics", metrics), ArtifactNames.of("params", params)
    found, notes = _find_runs(runs, limit)
    shown_names = _short_names([pathspec for pathspec, _ in found])
    budgets = [Budget(CALLS_PER_RUN, seconds) for _ in found]
    readings = read_in_parallel(
        lambda index: _read_run(*found[index], *names, budgets[index]),
        range(len(found)),
        seconds,
        WORKERS,
    )
    remarks = Remarks()
    models = []
    for name, (pathspec, _), reading in zip(shown_names, found, readings):
        model: dict[str, Any] = {"name": name, "pathspec": pathspec}
        if isinstance(reading, Unread):
            remarks.add(name, f"it was not read, the time of {seconds:g} seconds was over")
            models.append({**model, "status": "not read"})
        elif isinstance(reading, Failure):
            reason = _reason(reading.error)
            remarks.add(name, f"its values are missing, it could not be read: {reason}")
            models.append({**model, "status": "not found"})
        else:
            models.append({**model, **reading.facts})
            for remark in reading.remarks:
                remarks.add(name, remark)
    if found and all(model["status"] == "not found" for model in models):
        first = next(item for item in readings if isinstance(item, Failure))
        raise InputError(
            f"No run could be read. {found[0][0]}: {_reason(first.error)}.", hint=WIDEN
        )
    return models, notes + _source_notes(models) + remarks.sentences()


def read_run_models(runs: Any, metrics: Any, params: Any, limit: int) -> Models:
    """Runs as models to compare."""
    found, remarks = read_runs(runs, metrics, params, limit)
    models = read_models(
        [
            {
                **{key: run[key] for key in ("name", "pathspec", "created") if key in run},
                "status": None if run["status"] == "done" else run["status"],
                "metrics": run.get("metrics"),
                "parameters": run.get("params"),
                "steps": run.get("sources", {}).get("metrics"),
            }
            for run in found
        ],
        lambda name, value: value,
    )
    return models._replace(notes=[*remarks, *models.notes])


def is_ranked(model: Mapping[str, Any]) -> bool:
    """Whether a run may be called the best: one that failed, or goes on, may not."""
    return bool(model.get("status", "done") == "done")


class Remarks:
    """What must be said about runs: once for all of which it is true."""

    def __init__(self) -> None:
        self._runs: dict[str, list[str]] = {}

    def add(self, run: str, what: str) -> None:
        self._runs.setdefault(what, []).append(run)

    def sentences(self) -> list[str]:
        return [f"{_run_names(runs)}: {what}." for what, runs in self._runs.items()]


def _run_names(runs: list[str]) -> str:
    more = f" and {len(runs) - 5} more" if len(runs) > 5 else ""
    return f"Run{'s' * (len(runs) > 1)} {', '.join(runs[:5])}{more}"


def _source_notes(models: list[dict[str, Any]]) -> list[str]:
    """A sentence for the metrics that are not of the same step in all runs that have them."""
    sources: dict[str, dict[str, list[str]]] = {}
    for model in sorted(models, key=is_ranked, reverse=True):
        for metric, step in model.get("sources", {}).get("metrics", {}).items():
            sources.setdefault(metric, {}).setdefault(step, []).append(model["name"])
    kinds: dict[str, list[str]] = {}
    for metric, steps in sources.items():
        if len(steps) > 1:
            # That of the first run that is done needs no list of the runs.
            usual = next(iter(steps))
            others = "; ".join(
                f"of the step {step} in {_run_names(runs).replace('Run', 'run', 1)}"
                for step, runs in steps.items()
                if step != usual
            )
            kinds.setdefault(f"of the step {usual}, but {others}", []).append(metric)
    return [
        f"{cap_text(', '.join(metrics[:5]), 200)}"
        f"{f' and {len(metrics) - 5} more' if len(metrics) > 5 else ''}: {where}."
        for where, metrics in kinds.items()
    ]


def _find_runs(runs: Any, limit: int) -> tuple[list[tuple[str, Any]], list[str]]:
    """Each run with its pathspec, those given by pathspec not opened yet; and what to say."""
    parts = _depth(runs)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise InputError(f"limit is {describe(limit)}; it must be a whole number of 1 or more.")
    if isinstance(runs, str) and "/" not in runs:
        try:
            runs, parts = runs_of_flow(runs), 1
        except Exception as error:
            raise InputError(f"Flow {runs} could not be read: {_reason(error)}.", WIDEN) from error
    if runs is None or isinstance(runs, (int, float, bytes, Mapping)):
        raise InputError(
            f"runs is {describe(runs)}; it must be runs, pathspecs, a flow or the name of a flow.",
            hint='ModelComparison.from_runs("MyFlow", limit=10)',
        )
    newest = parts == 1 or isinstance(runs, Iterator)
    most = min(limit, MAX_RUNS) if newest else MAX_RUNS
    try:
        listed = [runs] if parts >= 2 else list(islice(iter(runs), most + 1))
    except Exception as error:
        raise InputError(f"The runs could not be listed: {_reason(error)}.", WIDEN) from error
    if not listed:
        raise InputError("There is no run in the current namespace.", hint=WIDEN)
    notes = []
    if len(listed) > most:
        how = "set limit to see more" if most < MAX_RUNS else f"{MAX_RUNS} is the most"
        notes.append(f"There are more runs than the {most} shown; {how}.")
    return [(_pathspec_of(item), item) for item in listed[:most]], notes


def _depth(item: Any) -> int:
    """Parts of a pathspec: 1 for a flow, 2 for a run, 4 for a task, 0 for anything else."""
    pathspec = item if isinstance(item, str) else getattr(item, "pathspec", None)
    return len(pathspec.split("/")) if isinstance(pathspec, str) else 0


def _pathspec_of(item: Any) -> str:
    return cap_text(item if isinstance(item, str) else getattr(item, "pathspec", item), 200)


def _read_run(
    pathspec: str, item: Any, metrics: ArtifactNames, params: ArtifactNames, budget: Budget
) -> RunReading:
    from metaflow import Run, Task

    if _depth(item) not in (2, 4):
        raise InputError(f"{describe(item)} is neither a run nor a task")
    if isinstance(item, str):
        budget.spend()
        item = (Run if _depth(item) == 2 else Task)(item)
    reading = read_outcome(item, budget)
    try:
        artifacts = RunArtifacts(reading)
        reading.facts.update(artifacts.read(metrics, params))
    except BudgetError as error:
        reading.remarks.append(f"it was not read to its end: {error}")
    except Exception as error:
        reading.remarks.append(f"it could not be read to its end: {_reason(error)}")
    return reading


def _reason(error: Exception) -> str:
    text = cap_text(error, 300).rstrip(".")
    kind = type(error).__name__
    if kind == "MetaflowNamespaceMismatch":
        return f"{text}. namespace(None), called before, finds the runs of everybody"
    if kind in ("MetaflowNotFound", "InputError"):
        return text
    return f"{kind}: {text}"


def _short_names(pathspecs: list[str]) -> list[str]:
    """Without the flow's name where all have the same one."""
    flows = {pathspec.split("/")[0] for pathspec in pathspecs}
    if len(flows) > 1 or any("/" not in pathspec for pathspec in pathspecs):
        return pathspecs
    return [pathspec.split("/", 1)[1] for pathspec in pathspecs]
