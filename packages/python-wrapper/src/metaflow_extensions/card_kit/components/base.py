"""The base of every component: a value comes in, a strict JSON node goes out, nothing raises."""

from __future__ import annotations

import inspect
import json
import uuid
from typing import Any, ClassVar

from metaflow.plugins.cards.card_modules.components import UserComponent

from ..errors import InputError, say
from ..wire.text import cap_text

MAX_NODE_BYTES = 8_000_000


class Component(UserComponent):  # type: ignore[misc]
    """A piece of a card.

    A subclass names its wire ``type``, passes the arguments of its constructor on to this
    one, and turns them into the fields of its node in `compose`. Data that cannot be shown
    never fails the task: the card says what was wrong, and the log says it once.
    """

    type: ClassVar[str]
    REALTIME_UPDATABLE = True

    def __init__(
        self, *, title: str | None = None, caption: str | None = None, **data: Any
    ) -> None:
        self.component_id = f"{self.type}_{uuid.uuid4().hex[:8]}"
        self._arguments: dict[str, Any] = {"title": title, "caption": caption, **data}
        self._said: set[str] = set()
        self._node = self._build()

    def compose(self, notes: list[str], *_: Any, **data: Any) -> dict[str, Any]:
        """Turn the constructor's arguments into the fields of the node.

        Parameters
        ----------
        notes : list of str
            Append what the reader must know: values left out, sizes capped.
        **data
            The arguments of the constructor, without ``title`` and ``caption``.

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
    def summary(node: dict[str, Any]) -> str:
        """The node as plain, semantic HTML, for readers without scripts; see `summary`."""
        return ""

    def update(self, *args: Any, **changes: Any) -> None:
        """Show new data in place.

        Takes the arguments of the constructor, each of them optional: what is not given stays.
        Another component of the same class may be given instead, and its content is taken over;
        the title and the caption stay unless it has its own.
        Call ``current.card.refresh()`` afterwards.

        Raises
        ------
        TypeError
            For an argument that the constructor does not have.
        """
        if len(args) == 1 and not changes and isinstance(args[0], type(self)):
            theirs = args[0]._arguments
            kept = {k: self._arguments[k] for k in ("title", "caption") if theirs[k] is None}
            self._arguments = {**theirs, **kept}
        else:
            signature = inspect.signature(type(self).__init__)
            bound = signature.bind_partial(self, *args, **changes).arguments
            self._arguments.update({k: v for k, v in bound.items() if k != "self"})
        self._node = self._build()

    def render(self) -> dict[str, Any]:
        """The node, as Metaflow collects it. Never raises."""
        return {**self._node, "id": self.component_id}

    def _build(self) -> dict[str, Any]:
        data = dict(self._arguments)
        texts = {
            name: cap_text(value)
            for name in ("title", "caption")
            if (value := data.pop(name, None)) is not None
        }
        notes: list[str] = []
        try:
            node = {"type": self.type, **texts, **self.compose(notes, **data)}
            if notes:
                node["notes"] = notes
            size = len(json.dumps(node, allow_nan=False))
            if size > MAX_NODE_BYTES:
                raise InputError(
                    f"its data are {size / 1e6:.1f} MB; a component holds at most "
                    f"{MAX_NODE_BYTES / 1e6:.0f} MB. Give it an aggregate or a sample."
                )
            return node
        except InputError as error:
            return self._problem(cap_text(error), error.hint, texts)
        except Exception as error:  # the user's task goes on, whatever happened here
            where = _innermost(error)
            return self._problem(
                f"{type(self).__name__} could not read what it was given: "
                f"{type(error).__name__}: {cap_text(error)}{where}",
                None,
                texts,
            )

    def _problem(self, message: str, hint: str | None, texts: dict[str, str]) -> dict[str, Any]:
        message = cap_text(message, 2000)
        if message not in self._said:
            self._said.add(message)
            say(type(self).__name__, message)
        node = {"type": "problem", "component": self.type, "message": message, **texts}
        if hint is not None:
            node["hint"] = cap_text(hint)
        return node


def _innermost(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f" (in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})"
