"""The metrics and parameters of one run, by the names of artifacts, with the step of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..errors import InputError
from ..statistics.directions import USUAL_METRICS, direction
from ..wire.literals import as_mapping
from ..wire.mappings import read_mapping
from ..wire.scalars import is_instance
from ..wire.text import cap_text, describe, label
from .artifacts import all_artifacts, load_artifact, tasks_of_step
from .calls import BudgetError
from .facts import parameter_kinds
from .run_outcome import Place, RunReading
from .secrets import mask
from .stored_info import stored_info

USUAL_PARAMS = ("params", "config", "hyperparameters", "hyperparams")
MAX_ARTIFACT_BYTES = 10_000_000
MAX_NAMES = 1000
MAX_SCALARS = 50
MAX_SCALAR_BYTES = 1000
MAX_TEXT = 500
MAX_DEPTH = 5
MAX_CONFIG_ITEMS = 200

_UNREADABLE: Any = type("Unreadable", (), {})()


@dataclass(frozen=True)
class ArtifactNames:
    """Which artifacts an argument asks for: shown name -> artifact.

    ``whole`` is the one artifact whose content is spread; both are None for the usual names.
    """

    whole: str | None = None
    by_name: dict[str, str] | None = None

    @classmethod
    def of(cls, argument: str, given: Any) -> ArtifactNames:
        """Read the argument.

        Raises
        ------
        InputError
            When it names no artifacts.
        """
        if given is None:
            return cls()
        if is_instance(given, str):
            return cls(whole=str(given))
        names: dict[Any, Any] | None = None
        if is_instance(given, Mapping):
            names = dict(read_mapping(given, argument, MAX_NAMES))
        elif is_instance(given, (list, tuple)):
            names = {label(name): name for name in islice(given, MAX_NAMES)}
        if names is None or not all(is_instance(name, str) for name in names.values()):
            raise InputError(
                f"{argument} is {describe(given)}; it must be the name of an artifact, "
                "a list of names, or shown name -> artifact.",
                hint=f'ModelComparison.from_runs("MyFlow", {argument}="name_of_your_artifact")',
            )
        return cls(by_name=names)


class RunArtifacts:
    """The artifacts of one run, by name: those of its end first, then of earlier steps."""

    def __init__(self, reading: RunReading) -> None:
        self._reading = reading
        self._spent: str | None = None
        self._parameters, self._kinds = self._find_parameters()
        self._sources: dict[str, dict[str, str]] = {"metrics": {}, "params": {}}

    def read(self, metrics: ArtifactNames, params: ArtifactNames) -> dict[str, Any]:
        """``metrics``, ``params`` and the ``sources`` of both."""
        read = {"metrics": self._read_metrics(metrics), "params": self._read_params(params)}
        if self._spent is not None:
            self._remark(f"earlier steps were not looked at: {self._spent}")
        return {**read, "sources": self._sources}

    def _remark(self, text: str) -> None:
        self._reading.remarks.append(text)

    def _find_parameters(self) -> tuple[Place, dict[str, str]]:
        """The flow's parameters: any task of the run has them, and the graph says their names."""
        for place in self._reading.places:
            kinds = parameter_kinds(place.artifacts.get("_graph_info"))
            if kinds is not None:
                own = {k: v for k, v in sorted(place.artifacts.items()) if k in kinds}
                if len(own) == len(kinds):
                    return Place("_parameters", own), kinds
        run = "/".join(self._reading.run.pathspec.split("/")[:2])
        self._reading.budget.spend(2)
        tasks = tasks_of_step(f"{run}/_parameters")
        found = all_artifacts(tasks[0]) if tasks else {}
        kinds = parameter_kinds(found.get("_graph_info"))
        own = {k: v for k, v in sorted(_authors(found).items()) if kinds is None or k in kinds}
        return Place("_parameters", own), kinds or {}

    def _places(self) -> Iterator[Place]:
        """Where to look, the likeliest first; more calls are made only if what is near lacks it."""
        yield from [p for p in self._reading.places if p.step != "_parameters"]
        while True:
            try:
                place = next(self._reading.earlier, None)
            except BudgetError as error:
                self._spent = str(error)
                return
            if place is None:
                return
            self._reading.places.append(place)
            yield place

    def _read_metrics(self, names: ArtifactNames) -> dict[str, Any]:
        if names != ArtifactNames():
            return self._read_named("metrics", names)
        for place in self._places():
            for name in USUAL_METRICS:
                if name in place.artifacts and name not in self._parameters.artifacts:
                    content = self._content(name, place)
                    if content != {name: None}:  # not yet known there
                        return self._note_source("metrics", place, content)
            scalars = self._scalars(place)
            if scalars:
                return self._note_source("metrics", place, scalars)
        usual = f"{', '.join(USUAL_METRICS[:-1])} or {USUAL_METRICS[-1]}"
        self._remark(
            f"no artifact is named {usual}, and no number has the name of a metric; "
            "the argument metrics says which artifact to read"
        )
        return {}

    def _read_params(self, names: ArtifactNames) -> dict[str, Any]:
        if names != ArtifactNames():
            return self._read_named("params", names)
        given = {
            name: value
            for name in self._parameters.artifacts
            if (value := self._value(name, self._parameters)) is not _UNREADABLE
        }
        found = self._note_source("params", self._parameters, given)
        for place in self._near_places():
            for name in USUAL_PARAMS:
                if name in place.artifacts and name not in given:
                    content = self._content(name, place)
                    if not found.keys().isdisjoint(content):
                        content = {name: content}
                    return {**found, **self._note_source("params", place, content)}
        return found

    def _near_places(self) -> Iterator[Place]:
        """Those already listed; a flow without parameters is worth more calls."""
        if self._parameters.artifacts:
            return iter([p for p in self._reading.places if p.step != "_parameters"])
        return self._places()

    def _read_named(self, section: str, names: ArtifactNames) -> dict[str, Any]:
        if names.whole is not None:
            place = self._find(names.whole)
            if place is None:
                return {}
            content = self._content(names.whole, place, asked=True)
            return self._note_source(section, place, content)
        values: dict[str, Any] = {}
        for shown, name in (names.by_name or {}).items():
            place = self._find(name)
            value = _UNREADABLE if place is None else self._value(name, place, asked=True)
            if place is not None and value is not _UNREADABLE:
                values.update(self._note_source(section, place, {shown: value}))
        return values

    def _find(self, name: str) -> Place | None:
        for place in (self._parameters, *self._reading.places):
            if name in place.artifacts:
                return place
        for place in self._places():
            if name in place.artifacts:
                return place
        self._remark(f"there is no artifact named {name}")
        return None

    def _note_source(self, section: str, place: Place, values: dict[str, Any]) -> dict[str, Any]:
        self._sources[section].update({str(name): place.step for name in values})
        return values

    def _content(self, name: str, place: Place, *, asked: bool = False) -> dict[str, Any]:
        """The named values of an artifact that is a mapping; the artifact itself if it is none."""
        value = self._value(name, place, asked=asked)
        if value is _UNREADABLE:
            return {}
        content = as_mapping(value)
        return {name: value} if content is None else {str(k): v for k, v in content.items()}

    def _scalars(self, place: Place) -> dict[str, Any]:
        """Numbers kept as artifacts of their own, as in ``self.accuracy = 0.93``."""
        names = [
            name
            for name in sorted(_authors(place.artifacts))
            if name not in self._parameters.artifacts and direction(name) is not None
        ]
        sizes = {name: stored_info(place.artifacts[name]).size for name in names[:MAX_SCALARS]}
        small = [name for name, size in sizes.items() if (size or 0) <= MAX_SCALAR_BYTES]
        values = {name: self._value(name, place) for name in small}
        return {
            name: value
            for name, value in values.items()
            if isinstance(value, (int, float)) or hasattr(value, "__float__")
        }

    def _value(self, name: str, place: Place, *, asked: bool = False) -> Any:
        if self._kinds.get(name) == "IncludeFile" and not asked:
            return "(an included file)"
        try:
            value = load_artifact(place.artifacts[name], MAX_ARTIFACT_BYTES)
        except InputError as error:
            self._remark(cap_text(error, 400).rstrip("."))
            return _UNREADABLE
        if asked:
            return value
        content = as_mapping(value)
        if content is not None and len(content) > MAX_CONFIG_ITEMS:
            return f'({len(content):,} keys: left out; params="{name}" shows them)'
        return _cut_texts(mask(name, value if content is None else content), MAX_DEPTH)


def _cut_texts(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return cap_text(value, MAX_TEXT)
    if isinstance(value, dict) and depth:
        return {key: _cut_texts(item, depth - 1) for key, item in value.items()}
    return value


def _authors(artifacts: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in artifacts.items() if not k.startswith("_") and k != "name"}
