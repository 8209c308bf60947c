"""Card classes compose components and gather nodes into a document, whatever the nodes hold."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable
from typing import Any, ClassVar, Literal, get_args

from metaflow.plugins.cards.card_modules.card import MetaflowCard

Theme = Literal["auto", "light", "dark"]
THEMES = get_args(Theme)
PENDING = "The artifacts of this task can be read when it ends; then they are shown here."


class Card(MetaflowCard):  # type: ignore[misc]
    """A page of components: those that the class composes, then those that the step appends.

    A subclass names its ``type``, and composes components from a task in `compose`. The keywords
    of its ``compose`` are the options of the card.

    Without a run, ``Card([...], title="Evaluation")`` is a page of these components: it shows
    itself in a notebook, and ``save("card.html")`` writes it to a file.

    Parameters
    ----------
    components : iterable of Component, optional
        Components of this library, of ``metaflow.cards``, or texts.
    title : str, optional
        Heading of the card, the option of that name.
    theme : {"auto", "light", "dark"}, optional
        The option of that name.
    options, graph, flow
        What Metaflow gives a card of a task.

    Options
    -------
    title : str
        Heading of the card; the name of the flow and the step when not given.
    theme : {"auto", "light", "dark"}
        ``auto`` follows the page around the card, else the reader's system.
    max_size : str
        The largest artifact that a card of artifacts reads: ``"2GB"``; 1 GB when not given.
    """

    ALLOW_USER_COMPONENTS = True
    RUNTIME_UPDATABLE = True
    RELOAD_POLICY = MetaflowCard.RELOAD_POLICY_ONCHANGE

    before_end: ClassVar[bool] = False
    """Whether `compose` reads no artifact of its task, and so can be shown while that runs."""
    appended_first: ClassVar[bool] = False
    """Whether what the step appends stands before what the card composes."""
    header_parameters: ClassVar[bool] = True
    """Whether the header has the run's parameters."""

    def __init__(
        self,
        components: Iterable[Any] | None = None,
        *,
        title: str | None = None,
        theme: Theme | None = None,
        options: dict[str, Any] | None = None,
        graph: Any = None,
        flow: Any = None,
        **others: Any,
    ) -> None:
        if others and options is None and graph is None and flow is None:
            # of Metaflow, which may give a card more than today, nothing is refused
            raise TypeError(
                f"{type(self).__name__}: got an unexpected keyword argument "
                f"{next(iter(others))!r}; it takes components, title, theme and options."
            )
        frame = {"title": title, "theme": theme}
        self._options = {
            **(options if isinstance(options, dict) else {}),
            **{name: value for name, value in frame.items() if value is not None},
        }
        self._options_given = options
        self._components = components if components is not None else []
        self._graph = graph
        self._flow = flow
        self._own_title: str | None = None
        self._context: Any = None

    def compose(self, task: Any) -> list[Any]:
        """The components of the card itself.

        Parameters
        ----------
        task : TaskContext
            The task, its artifacts and its flow's graph.

        Returns
        -------
        list
            Components, or functions without arguments that make one: when such a function
            raises, its place says why, and the others are shown.
        """
        return []

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the card as a page without a task.

        Parameters
        ----------
        path : str or path
            The file; one that is there is replaced.

        Raises
        ------
        OSError
            When the file cannot be written.
        """
        from ..page.standalone import save_page

        save_page(self._standalone_document(), path)

    def _repr_html_(self) -> str:
        from ..page.standalone import cell_of

        return cell_of(self._standalone_document())

    def __repr__(self) -> str:
        from ..page.standalone import describe_card

        return describe_card(type(self).__name__, self._options.get("title"), self._components)

    def _standalone_document(self) -> dict[str, Any]:
        own = self._own_nodes(None, live=None) if self._composes() else []
        document = self._document(None, self._in_order(own, self._appended_nodes()))
        return document if self._options.get("title") else {**document, "bare": True}

    def render(self, task: Any) -> str:
        own = self._own_nodes(task, live=None)
        return self._page(task, self._in_order(own, self._appended_nodes()))

    def render_runtime(self, task: Any, data: Any) -> str:
        own = self._own_nodes(task, live=True) if self._is_early() else []
        pending = None if self._is_early() or not self._composes() else PENDING
        from .state import read_state

        state = read_state(data, self._live_ids(own), appended_first=self.appended_first)
        nodes = self._in_order(own, self._appended_nodes())
        return self._page(task, nodes, state=state, pending=pending)

    def refresh(self, task: Any, data: Any) -> dict[str, Any]:
        """The nodes that may have changed, by id; the page puts each in its place."""
        from ..foreign.translate import translate
        from ..wire.tree import with_child_identities
        from .state import STATE_KEY, read_state

        own = self._own_nodes(task, live=True) if self._is_early() and self._composes() else []
        changes = {node["id"]: node for node in own}
        components = data.get("components") if isinstance(data, dict) else None
        for key, rendered in (components or {}).items():
            # What is no component must not take the place of one.
            if isinstance(rendered, str) or (isinstance(rendered, dict) and "type" in rendered):
                changes[key] = {**translate(rendered, "kit_live"), "id": key}
        named = {key: with_child_identities(node) for key, node in changes.items()}
        state = read_state(data, self._live_ids(own), appended_first=self.appended_first)
        return {STATE_KEY: state, **named}

    def reload_content_token(self, task: Any, data: Any) -> str:
        """The same while the task runs: the page itself sees from an update what came and went.

        A host that finds another token than the page's loads it anew, and gives it no data: for as
        long as it must when Metaflow has dropped the rendering of a page.
        """
        from .state import TOKEN

        return TOKEN

    def _in_order(self, own: list[Any], appended: list[Any]) -> list[Any]:
        return appended + own if self.appended_first else own + appended

    def _live_ids(self, own: list[dict[str, Any]]) -> list[str]:
        """Ids of the card's own nodes while its task runs, also of those that a refresh leaves."""
        return [node["id"] for node in own]

    def _composes(self) -> bool:
        return type(self).compose is not Card.compose

    def _is_early(self) -> bool:
        return self.before_end

    def _option_names(self) -> list[str]:
        return ["title", "theme", *(["max_size"] if self._composes() else []), *self._keywords()]

    def _keywords(self) -> list[str]:
        return _keyword_names(self.compose)

    def _own_nodes(self, task: Any, *, live: bool | None) -> list[dict[str, Any]]:
        from ..client.artifacts import read_bytes
        from ..client.task import TaskContext
        from ..foreign.translate import translate

        context = TaskContext(task, str(self.type), self._graph, live=live, flow=self._flow)
        self._context = context
        given = {k: v for k, v in self._options.items() if k in self._keywords()}
        try:
            if "max_size" in self._options:
                context.max_bytes = read_bytes(self._options["max_size"])
            parts = list(self.compose(context, **given))
        except Exception as error:
            return [self._problem_node(error, "kit")]
        nodes = []
        for position, part in enumerate(parts):
            name = self._name_of(part, position)
            try:
                component = part() if inspect.isfunction(part) or inspect.ismethod(part) else part
                nodes.append({**translate(component.render()), "id": name})
            except Exception as error:
                nodes.append(self._problem_node(error, name))
        if context.notes and nodes:
            nodes[0] = {**nodes[0], "notes": [*nodes[0].get("notes", []), *context.notes]}
        return nodes

    def _name_of(self, part: Any, position: int) -> str:
        """An id that is the same at every render, so that an update finds its node."""
        return f"kit_{position}"

    @classmethod
    def makes(cls, node_id: str) -> bool:
        """Whether the card itself makes the node of this id, and no step has appended it."""
        stem, _, number = node_id.rpartition("_")
        return node_id == "kit" or (stem in ("kit", "kit_option") and number.isdigit())

    def _problem_node(self, error: Exception, name: str) -> dict[str, Any]:
        from .document import error_node

        return {**error_node(error, str(self.type)), "id": name}

    def _appended_nodes(self) -> list[dict[str, Any]]:
        from ..foreign.translate import translate
        from .parts import rendered_parts

        return [translate(rendered) for rendered in rendered_parts(self._components)]

    def _page(
        self,
        task: Any,
        nodes: list[dict[str, Any]],
        *,
        state: dict[str, Any] | None = None,
        pending: str | None = None,
    ) -> str:
        from ..client.task import read_task_facts
        from ..page.render import render_page

        document = self._document(task, nodes)
        facts = read_task_facts(
            task,
            live=state is not None,
            graph=self._graph,
            parameters=self.header_parameters,
            metadata=getattr(self._context, "known_metadata", None),
        )
        if facts:
            document["task"] = facts
        if pending is not None:
            document["pending"] = pending
        if state is not None:
            document["state"] = state
        return render_page(document)

    def _document(self, task: Any, nodes: list[dict[str, Any]]) -> dict[str, Any]:
        from .document import card_document, default_title, option_problems

        title = self._options.get("title") or self._own_title or default_title(task)
        problems = option_problems(str(self.type), self._options_given, self._option_names())
        return card_document(title, self._options.get("theme", "auto"), problems, nodes)


class CanvasCard(Card):
    """Card type ``kit_canvas``: an empty page for ``current.card.append``."""

    type = "kit_canvas"


class ComponentCard(Card):
    """A card of one component, made from the task's artifacts without code in the step.

    The component's ``from_task`` does the work; its keywords are the options of the card.
    """

    type = ""
    component: ClassVar[str]

    def compose(self, task: Any, **options: Any) -> list[Any]:
        return [lambda: self._component_class().from_task(task, **options)]

    def _is_early(self) -> bool:
        return getattr(self._component_class().from_task, "before_end", False)

    def _keywords(self) -> list[str]:
        return _keyword_names(self._component_class().from_task)

    def _name_of(self, part: Any, position: int) -> str:
        return self.component

    @classmethod
    def makes(cls, node_id: str) -> bool:
        return node_id == cls.component or super().makes(node_id)

    def _problem_node(self, error: Exception, name: str) -> dict[str, Any]:
        return {**super()._problem_node(error, name), "component": self.component}

    def _component_class(self) -> Any:
        from ..registry import component_class

        return component_class(self.component)


def _keyword_names(function: Any) -> list[str]:
    parameters = inspect.signature(function).parameters.values()
    return [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
