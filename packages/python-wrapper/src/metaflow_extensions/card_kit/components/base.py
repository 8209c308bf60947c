"""The base of every component: a value comes in, a strict JSON node goes out, nothing raises."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, ClassVar

from metaflow.plugins.cards.card_modules.components import UserComponent

from ..errors import LOG, InputError, NoData
from ..page.blocks import Block
from ..page.fallback import builtin_nodes
from ..page.heights import Heights
from ..page.standalone import cell_of, describe_node, document_of, save_page
from ..wire.text import cap_text
from ..wire.tree import with_child_identities
from . import _arguments as arguments
from ._arguments import FRAME, Width, as_it_is

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["Component", "Width", "as_it_is"]


class Component(UserComponent):  # type: ignore[misc]
    """A piece of a card.

    A subclass names its wire ``type`` and writes its signature once: an ``__init__`` whose body
    is ``...``, with ``title``, ``caption`` and ``width`` as its last keywords. This class binds
    each call by that signature, reads each argument by the subclass's ``read_<argument>`` if
    there is one, and has `compose` turn what was read into the fields of the node. Data that
    cannot be shown never fail the task: the card says what was wrong, and so does the log.

    A subclass with an ``__init__`` and no ``compose`` is made of another component, such as a chart
    of fixed form: it calls ``super().__init__`` with what to show.
    """

    type: ClassVar[str]
    chunk: ClassVar[Path | None] = None
    """The file of its view, for a component of another package; ours are in the asset."""
    REALTIME_UPDATABLE = True
    component_id: str

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "__init__" in cls.__dict__ and "compose" in cls.__dict__:
            cls.__init__ = arguments.bind_signature(cls.__init__)  # type: ignore[method-assign]

    def __init__(
        self,
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    def compose(self, notes: list[str], *_: Any, **values: Any) -> Any:
        """Turn the arguments of the constructor into the fields of the node.

        Parameters
        ----------
        notes : list of str
            Append what the reader must know: values left out, sizes capped.
        **values
            Every argument of the constructor but ``title``, ``caption`` and ``width``, as read.

        Returns
        -------
        dict
            The fields of the node, strict JSON: no NaN, no None outside data.

        Raises
        ------
        InputError
            When the data cannot be shown.
        """
        raise NotImplementedError

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        """The node for readers without scripts, as blocks of `page.blocks`."""
        return []

    bare: ClassVar[bool] = False
    """Whether it stands on the ground, without a panel around it."""

    @staticmethod
    def frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
        """Columns of twelve that its panel takes, as in its ``index.ts``, and its known heights."""
        return 12, None

    @staticmethod
    def needs_rare(node: dict[str, Any]) -> bool:
        """Whether a node asks for the rare part of its library, its ``rare.ts``."""
        return False

    @property
    def node(self) -> dict[str, Any]:
        """What our cards show: type, id and the fields of `compose`."""
        return {**self._node, "id": self.component_id}

    @property
    def live_node(self) -> dict[str, Any]:
        """What a refresh sends: `node`, or less of it, which an open page adds to what it has."""
        return self.node

    def render(self) -> dict[str, Any]:
        """The node, in a section that Metaflow's own cards can show too. Never raises."""
        node, live = self.node, self.live_node
        rendered = {
            "type": "section",
            "id": self.component_id,
            "contents": builtin_nodes(node),
            "kit": node,
        }
        return rendered if live == node else {**rendered, "kit_live": live}

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the component as a page of its own, which needs neither a run nor a network.

        Parameters
        ----------
        path : str or path
            The file; one that is there is replaced.

        Raises
        ------
        OSError
            When the file cannot be written.
        """
        save_page(self._document(), path)

    def _repr_html_(self) -> str:
        return cell_of(self._document())

    def _document(self) -> dict[str, Any]:
        return document_of(with_child_identities(self.node), type(self).__name__)

    def __repr__(self) -> str:
        try:
            return describe_node(type(self).__name__, self.node)
        except Exception:  # of one that is half made
            return f"{type(self).__name__}()"

    def update(self, *args: Any, **changes: Any) -> None:
        """Show new data in place.

        Takes the arguments of the constructor, each of them optional: what is not given stays as
        it was read. Another component of the same class may be given instead, and its content is
        taken over; title, caption and width stay unless it has its own.
        Call ``current.card.refresh()`` afterwards.

        Raises
        ------
        TypeError
            For an argument that the constructor does not have.
        """
        if len(args) == 1 and not changes and issubclass(type(args[0]), type(self)):
            other: Component = args[0]
            frame = {k: v for k, v in self._values.items() if k in FRAME and v is not None}
            theirs = {k: v for k, v in other._values.items() if v is not None or k not in frame}
            self._show({**frame, **theirs}, dict(other._failures))
            return
        own = type(self).__init__
        if not hasattr(own, "signature"):
            identity, before = self.component_id, self._values
            own(self, *args, **changes)
            self.component_id = identity
            missing = [k for k in FRAME if k not in changes and self._values.get(k) is None]
            kept = {k: before[k] for k in missing if before.get(k) is not None}
            if kept:
                self._show({**self._values, **kept}, self._failures)
            return
        given = arguments.bound_arguments(own.signature.bind_partial, self, args, changes).arguments
        given.pop("self", None)
        values, failures = self._read(given)
        kept = {k: v for k, v in self._failures.items() if k not in given}
        self._show({**self._values, **values}, {**kept, **failures})

    @classmethod
    def made_of(cls, sources: Mapping[str, Callable[[], Any]], **others: Any) -> Self:
        """A component of other sources than its constructor takes.

        Parameters
        ----------
        sources : mapping of str to callable
            By argument, a function that gives what the reader of that argument would give.
        **others
            The other arguments, which are read as by the constructor.
        """
        made: Self = cls.__new__(cls)
        made._start()
        signature = cls.__init__.signature  # type: ignore[attr-defined]
        defaults = {p.name: p.default for p in signature.parameters.values() if p.name != "self"}
        made._show(*made._read({**defaults, **others, **sources}, frozenset(sources)))
        return made

    def _start(self) -> None:
        self.component_id = f"{self.type.replace('.', '_')}_{uuid.uuid4().hex[:8]}"
        self._values: dict[str, Any] = {}
        self._failures: dict[str, InputError] = {}

    def _read(
        self, given: dict[str, Any], sources: frozenset[str] = frozenset()
    ) -> tuple[dict[str, Any], dict[str, InputError]]:
        """Each argument as its reader gives it: a copy of our own, so the user's object can go."""
        values: dict[str, Any] = {}
        failures: dict[str, InputError] = {}
        for name, value in given.items():
            read = getattr(self, f"read_{name}", None) or arguments.reader_of(self, name)
            try:
                values[name] = value() if name in sources else read(arguments.exact_scalar(value))
            except Exception as error:  # the user's task goes on, whatever happened here
                failures[name] = arguments.failure_of(error, self, name, value)
        return values, failures

    def _show(self, values: dict[str, Any], failures: dict[str, InputError]) -> None:
        self._values, self._failures = values, failures
        notes: list[str] = []
        frame = arguments.frame_of(values, notes)
        data = {name: value for name, value in values.items() if name not in FRAME}
        for failure in failures.values():
            self._node = self._problem(failure, frame)
            return
        try:
            node = {"type": self.type, **frame, **self.compose(notes, **data)}
            if notes:
                node["notes"] = [*node.get("notes", []), *notes]
            arguments.check_size(node)
            self._node = node
        except Exception as error:
            self._node = self._problem(arguments.error_in_words(error, type(self).__name__), frame)

    def _problem(self, failure: InputError, frame: dict[str, Any]) -> dict[str, Any]:
        message = cap_text(failure, 2000)
        node = {"type": "problem", "component": self.type, **frame, "message": message}
        if failure.hint is not None:
            node["hint"] = failure.hint
        if isinstance(failure, NoData):
            node["waiting"] = True
        else:
            LOG.say(type(self).__name__, message)
        return node


Component.__init__ = arguments.bind_signature(Component.__init__)  # type: ignore[method-assign]
