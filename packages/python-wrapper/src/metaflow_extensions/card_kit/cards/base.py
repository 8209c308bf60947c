"""Card classes gather nodes into a document. They never look inside a node."""

from __future__ import annotations

import inspect
import json
from datetime import datetime, timezone
from itertools import count
from typing import Any, ClassVar

from metaflow.plugins.cards.card_modules.card import MetaflowCard

THEMES = ("auto", "light", "dark")


class CanvasCard(MetaflowCard):  # type: ignore[misc]
    """Card type ``kit_canvas``: an empty page for ``current.card.append``.

    Options
    -------
    title : str
        Heading of the card; the name of the flow and the step when not given.
    theme : {"auto", "light", "dark"}
        ``auto`` follows the page around the card, else the reader's system.
    """

    type = "kit_canvas"
    ALLOW_USER_COMPONENTS = True
    RUNTIME_UPDATABLE = True
    RELOAD_POLICY = MetaflowCard.RELOAD_POLICY_ONCHANGE

    def __init__(
        self,
        options: dict[str, Any] | None = None,
        components: list[Any] | None = None,
        graph: Any = None,
        flow: Any = None,
        **_: Any,
    ) -> None:
        self._options = options if isinstance(options, dict) else {}
        self._options_given = options
        self._components = components or []
        self._graph = graph
        self._flow = flow

    def render(self, task: Any) -> str:
        return self._page(task, self._own_nodes(task) + self._user_nodes())

    def render_runtime(self, task: Any, data: Any) -> str:
        own, pending = self._own_nodes_so_far(task)
        return self._page(task, own + self._user_nodes(), pending)

    def refresh(self, task: Any, data: Any) -> dict[str, Any]:
        """The nodes that may have changed, by id; the page puts each in its place."""
        components = data.get("components") if isinstance(data, dict) else None
        return {
            key: _as_strict(node)
            for key, node in (components or {}).items()
            if isinstance(node, dict) and "type" in node
        }

    def reload_content_token(self, task: Any, data: Any) -> str:
        """Changes with the layout only: then the host loads the page anew, once."""
        moment = data.get("component_update_ts") if isinstance(data, dict) else None
        return f"live-{moment}"

    def _own_nodes(self, task: Any) -> list[dict[str, Any]]:
        return []

    def _own_nodes_so_far(self, task: Any) -> tuple[list[dict[str, Any]], str | None]:
        return [], None

    def _option_names(self) -> list[str]:
        return ["title", "theme"]

    def _user_nodes(self) -> list[dict[str, Any]]:
        nodes = []
        for component in _flatten(self._components):
            node = _as_strict(component)
            if isinstance(node, dict) and isinstance(node.get("type"), str):
                nodes.append(node)
            elif isinstance(node, str):
                nodes.append({"type": "text", "text": node})
            else:
                nodes.append({"type": "data", "data": node})
        return nodes

    def _page(self, task: Any, nodes: list[dict[str, Any]], pending: str | None = None) -> str:
        from ..page.render import Document, TaskFacts, render_page
        from ..wire.text import cap_text, describe

        theme = self._options.get("theme", "auto")
        problems = self._option_problems()
        if not isinstance(theme, str) or theme not in THEMES:
            problems.append(
                f"The option theme is {describe(theme)}; it can be auto, light or dark."
            )
            theme = "auto"
        shown = [{"type": "problem", "message": text} for text in problems] + nodes
        document: Document = {
            "version": 1,
            "title": cap_text(self._options.get("title") or _default_title(task), 300),
            "theme": theme,
            "nodes": _with_ids(shown),
        }
        pathspec = getattr(task, "pathspec", None)
        if pathspec is not None:
            facts: TaskFacts = {
                "pathspec": str(pathspec),
                "rendered": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            }
            attempt = _attempt(task)
            if attempt:
                facts["attempt"] = attempt
            document["task"] = facts
        if pending is not None:
            document["pending"] = pending
        return render_page(document)

    def _option_problems(self) -> list[str]:
        from ..wire.text import describe

        if self._options_given is not None and not isinstance(self._options_given, dict):
            return [f"options is {describe(self._options_given)}; it must be a dict."]
        names = self._option_names()
        return [
            f"The option {describe(name)} does not exist for {self.type}. "
            f"It has: {', '.join(names)}."
            for name in self._options
            if name not in names
        ]


class ComponentCard(CanvasCard):
    """A card that makes one component from the task's artifacts, without code in the step.

    The component's ``from_task`` does the work; its keywords are the options of the card.
    """

    type = ""
    component: ClassVar[str]

    def refresh(self, task: Any, data: Any) -> dict[str, Any]:
        own, _ = self._own_nodes_so_far(task)
        return {**{node["id"]: node for node in own}, **super().refresh(task, data)}

    def _own_nodes(self, task: Any) -> list[dict[str, Any]]:
        from ..errors import InputError, say
        from ..wire.text import cap_text

        try:
            return [self._make(task)]
        except InputError as error:
            message, hint = cap_text(error), error.hint
        except Exception as error:
            message, hint = f"{type(error).__name__}: {cap_text(error)}", None
        say(str(self.type), message)
        node = {
            "type": "problem",
            "id": self.component,
            "component": self.component,
            "message": message,
        }
        return [node if hint is None else {**node, "hint": cap_text(hint)}]

    def _own_nodes_so_far(self, task: Any) -> tuple[list[dict[str, Any]], str | None]:
        if getattr(self._component_class().from_task, "before_end", False):
            return self._own_nodes(task), None
        return [], "The artifacts of this task can be read when it ends; then they are shown here."

    def _option_names(self) -> list[str]:
        return [*super()._option_names(), *self._parameters()]

    def _make(self, task: Any) -> dict[str, Any]:
        from ..client.task import TaskContext

        known = {k: v for k, v in self._options.items() if k in self._parameters()}
        context = TaskContext(task, self.type, self._graph)
        node: dict[str, Any] = self._component_class().from_task(context, **known).render()
        return {**node, "id": self.component}

    def _parameters(self) -> list[str]:
        signature = inspect.signature(self._component_class().from_task)
        return [p.name for p in signature.parameters.values() if p.kind is p.KEYWORD_ONLY]

    def _component_class(self) -> Any:
        from ..registry import component_class

        return component_class(self.component)


def _flatten(components: list[Any]) -> list[Any]:
    """Metaflow wraps all components in one section without a title if one of them is a user's."""
    flat: list[Any] = []
    for node in components:
        plain = isinstance(node, dict) and node.get("type") == "section" and not node.get("title")
        contents = node.get("contents", []) if plain else None
        flat.extend(contents if isinstance(contents, (list, tuple)) else [node])
    return flat


def _as_strict(node: Any) -> Any:
    """The node as it is, if it is strict JSON as ours are; a foreign one is made strict."""
    from ..wire.strict import strict

    try:
        json.dumps(node, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return strict(node)
    return node


def _with_ids(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every node of the page has an id of its own; the first of two equal ones keeps it."""
    seen: set[str] = set()
    taken = {name for node in nodes if isinstance(name := node.get("id"), str)}
    result = []
    for index, node in enumerate(nodes):
        name = node.get("id")
        if not isinstance(name, str) or name in seen:
            name = next(n for i in count(index) if (n := f"node_{i}") not in taken)
        seen.add(name)
        taken.add(name)
        result.append({**node, "id": name})
    return result


def _default_title(task: Any) -> str:
    parts = str(getattr(task, "pathspec", "")).split("/")
    return f"{parts[0]} · {parts[2]}" if len(parts) == 4 else "Card"


def _attempt(task: Any) -> int:
    try:
        return int(task.current_attempt)
    except Exception:
        return 0
