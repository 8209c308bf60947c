"""Earlier runs, read through Metaflow's client. Whatever is not there is said, never dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timezone
from itertools import islice
from typing import Any, Optional, Union

from ..errors import InputError
from ..statistics.directions import USUAL_METRICS, direction
from ..wire.literals import as_mapping
from ..wire.text import cap_text, describe

USUAL_PARAMS = ("params", "config", "hyperparameters", "hyperparams")
MAX_ARTIFACT_BYTES = 10_000_000
MAX_SCALARS = 50
MAX_SCALAR_BYTES = 1000
MAX_RUNS = 100

Wanted = Optional[Union[str, dict[str, str]]]

WIDEN = "from metaflow import namespace\nnamespace(None)  # before from_runs: runs of everybody"


def read_runs(
    runs: Any, metrics: Any = None, params: Any = None, limit: int = 10
) -> tuple[list[dict[str, Any]], list[str]]:
    """Runs as models: ``{"name", "pathspec", "created", "status", "metrics", "params"}``.

    Parameters
    ----------
    runs : str, Flow, Run, Task or iterable of Run, Task or pathspec
        A flow, or its name, stands for its newest runs in the current namespace.
    metrics, params : str, list of str, mapping of shown name to artifact, or None
        Which artifacts to read; None looks for the usual names.
    limit : int
        How many runs of a flow.

    Returns
    -------
    models : list of dict
        One for each run; a value that a run does not have is absent.
    notes : list of str
        What could not be read, and why.

    Raises
    ------
    InputError
        When there is no run to show at all.
    """
    wanted_metrics, wanted_params = _names("metrics", metrics), _names("params", params)
    found, notes = _resolve(runs, limit)
    said = _Said()
    names = _short_names([pathspec for pathspec, _ in found])
    models = []
    for name, (pathspec, run) in zip(names, found):
        if isinstance(run, Exception):
            said.of(name, f"its values are missing, it could not be read: {_reason(run)}")
            models.append({"name": name, "pathspec": pathspec, "status": "not found"})
        else:
            values = _read(name, run, wanted_metrics, wanted_params, said)
            models.append({"name": name, "pathspec": pathspec, **values})
    if found and all(isinstance(run, Exception) for _, run in found):
        pathspec, first = found[0]
        raise InputError(f"No run could be read. {pathspec}: {_reason(first)}.", hint=WIDEN)
    return models, notes + said.sentences()


class _Said:
    """What must be said about runs: once for all of which it is true."""

    def __init__(self) -> None:
        self._runs: dict[str, list[str]] = {}

    def of(self, run: str, what: str) -> None:
        self._runs.setdefault(what, []).append(run)

    def sentences(self) -> list[str]:
        return [
            f"Run{'s' * (len(runs) > 1)} {', '.join(runs[:5])}"
            f"{f' and {len(runs) - 5} more' if len(runs) > 5 else ''}: {what}."
            for what, runs in self._runs.items()
        ]


def _names(argument: str, wanted: Any) -> Wanted:
    if wanted is None or isinstance(wanted, str):
        return wanted
    names = dict(wanted) if isinstance(wanted, Mapping) else None
    if isinstance(wanted, (list, tuple)) and all(isinstance(name, str) for name in wanted):
        names = {name: name for name in wanted}
    if names is None or not all(isinstance(name, str) for name in names.values()):
        raise InputError(
            f"{argument} is {describe(wanted)}; it must be the name of an artifact, "
            "a list of names, or shown name -> artifact.",
            hint=f'ModelComparison.from_runs("MyFlow", {argument}="name_of_your_artifact")',
        )
    return names


def _resolve(runs: Any, limit: int) -> tuple[list[tuple[str, Any]], list[str]]:
    """Each run with its pathspec; in the place of a run that is not there, the exception."""
    from metaflow import Flow

    if not isinstance(limit, int) or limit < 1:
        raise InputError(f"limit is {describe(limit)}; it must be a whole number of 1 or more.")
    if isinstance(runs, str) and "/" not in runs:
        try:
            runs = Flow(runs)
        except Exception as error:
            raise InputError(f"Flow {runs} could not be read: {_reason(error)}.", WIDEN) from error
    if runs is None or isinstance(runs, (int, float, bytes, Mapping)):
        raise InputError(
            f"runs is {describe(runs)}; it must be runs, pathspecs, a flow or the name of a flow.",
            hint='ModelComparison.from_runs("MyFlow", limit=10)',
        )
    parts = _depth(runs)
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
    return [_open(item) for item in listed[:most]], notes


def _depth(item: Any) -> int:
    """Parts of a pathspec: 1 for a flow, 2 for a run, 4 for a task, 0 for anything else."""
    pathspec = item if isinstance(item, str) else getattr(item, "pathspec", None)
    return len(pathspec.split("/")) if isinstance(pathspec, str) else 0


def _open(item: Any) -> tuple[str, Any]:
    from metaflow import Run, Task

    pathspec = cap_text(item if isinstance(item, str) else getattr(item, "pathspec", item), 200)
    if _depth(item) not in (2, 4):
        return pathspec, InputError(f"{describe(item)} is neither a run nor a task")
    if not isinstance(item, str):
        return pathspec, item
    try:
        return pathspec, (Run if _depth(item) == 2 else Task)(item)
    except Exception as error:
        return pathspec, error


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


def _read(name: str, run: Any, metrics: Wanted, params: Wanted, said: _Said) -> dict[str, Any]:
    model: dict[str, Any] = {}
    try:
        model["created"] = run.created_at.astimezone(timezone.utc).isoformat(timespec="seconds")
        is_task = _depth(run) == 4
        status = None if run.successful else _failure(name, [run] if is_task else run, said)
        if status is not None:
            model["status"] = status
        tasks = [_artifacts(run)] if is_task else list(_places(run))
        given = _parameters(run.parent.parent if is_task else run)
        artifacts = _Artifacts(name, tasks, given, said)
        model["metrics"] = artifacts.metrics(metrics)
        model["params"] = artifacts.params(params)
    except Exception as error:
        said.of(name, f"it could not be read to its end: {_reason(error)}")
    return model


def _failure(name: str, steps: Iterable[Any], said: _Said) -> str:
    for step in islice(iter(steps), 1):
        for task in islice([step] if _depth(step) == 4 else iter(step), 100):
            exception = task.exception
            if exception is not None:
                last = (str(exception).strip().splitlines() or ["an exception"])[-1]
                where = task.pathspec.split("/")[2]
                said.of(name, f"failed in the step {where}: {cap_text(last, 200).rstrip('.')}")
                return "failed"
    said.of(name, "not finished; what is stored so far is shown")
    return "not finished"


def _artifacts(task: Any) -> dict[str, Any]:
    own = (item for item in task if not item.id.startswith("_") and item.id != "name")
    return {item.id: item for item in sorted(own, key=lambda item: str(item.id))}


def _places(run: Any) -> Iterator[dict[str, Any]]:
    """Where a run's own results stand: its last task, then earlier steps that are not foreach."""
    end = run.end_task
    if end is not None:
        yield _artifacts(end)
    for step in run:
        tasks = list(islice(iter(step), 2))
        if len(tasks) == 1 and (end is None or tasks[0].pathspec != end.pathspec):
            yield _artifacts(tasks[0])


def _parameters(run: Any) -> dict[str, Any]:
    try:
        return _artifacts(run["_parameters"].task)
    except KeyError:
        return {}


class _Artifacts:
    """The artifacts of one run, by name."""

    def __init__(
        self,
        run: str,
        places: list[dict[str, Any]],
        parameters: dict[str, Any],
        said: _Said,
    ) -> None:
        self._run = run
        self._places = places
        self._parameters = parameters
        self._said = said

    def metrics(self, wanted: Wanted) -> dict[str, Any]:
        if wanted is not None:
            return self._wanted(wanted)
        for place in self._places:
            for name in USUAL_METRICS:
                if name in place and name not in self._parameters:
                    return self._content(name, place[name])
        for place in self._places:
            scalars = self._scalars(place)
            if scalars:
                return scalars
        looked = f"{', '.join(USUAL_METRICS[:-1])} or {USUAL_METRICS[-1]}"
        self._said.of(
            self._run,
            f"no artifact is named {looked}, and no number has the name of a metric; "
            "the argument metrics says which artifact to read",
        )
        return {}

    def params(self, wanted: Wanted) -> dict[str, Any]:
        if wanted is not None:
            return self._wanted(wanted)
        given = {name: self._value(name, item) for name, item in self._parameters.items()}
        found = _present(given)
        for place in self._places:
            for name in USUAL_PARAMS:
                if name in place and name not in given:
                    content = self._content(name, place[name])
                    return {
                        **found,
                        **(content if found.keys().isdisjoint(content) else {name: content}),
                    }
        return found

    def _wanted(self, wanted: str | dict[str, str]) -> dict[str, Any]:
        if isinstance(wanted, str):
            artifact = self._find(wanted)
            return {} if artifact is None else self._content(wanted, artifact)
        found = {shown: self._find(name) for shown, name in wanted.items()}
        return _present({k: self._value(k, v) for k, v in found.items() if v is not None})

    def _find(self, name: str) -> Any:
        for place in (*self._places, self._parameters):
            if name in place:
                return place[name]
        self._said.of(self._run, f"there is no artifact named {name}")
        return None

    def _content(self, name: str, artifact: Any) -> dict[str, Any]:
        value = self._value(name, artifact)
        if value is _UNREADABLE:
            return {}
        content = as_mapping(value)
        return {name: value} if content is None else content

    def _scalars(self, place: dict[str, Any]) -> dict[str, Any]:
        """Numbers kept as artifacts of their own, as in ``self.accuracy = 0.93``."""
        names = [n for n in place if n not in self._parameters and direction(n) is not None]
        small = [name for name in names[:MAX_SCALARS] if _size(place[name]) <= MAX_SCALAR_BYTES]
        values = {name: self._value(name, place[name]) for name in small}
        return {
            name: value
            for name, value in sorted(values.items())
            if isinstance(value, (int, float)) or hasattr(value, "__float__")
        }

    def _value(self, name: str, artifact: Any) -> Any:
        try:
            size = _size(artifact)
            if size <= MAX_ARTIFACT_BYTES:
                return artifact.data
            reason = f"it has {size / 1e6:.0f} MB"
        except Exception as error:
            reason = _reason(error)
        self._said.of(self._run, f"the artifact {name} was not read: {reason}")
        return _UNREADABLE


def _size(artifact: Any) -> int:
    size: int = artifact.size
    return size


_UNREADABLE: Any = type("Unreadable", (), {})()


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not _UNREADABLE}
