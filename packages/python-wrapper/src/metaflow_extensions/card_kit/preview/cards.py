"""Renders the cards of a flow file for its last run, without running or storing anything.

A process of its own for each rendering, as Metaflow has it: what was changed is imported anew.
``python -m metaflow_extensions.card_kit.preview.cards FLOW.py OUT.json [STEP [RUN]]``.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import sysconfig
import traceback
from pathlib import Path
from typing import Any

from ..cards.base import Card
from ..page.render import TOKEN_PLACE
from ..stored_cards import CardError, find_cards

MODULE = "previewed"
MAX_CARDS = 20


def render_cards(path: str, step: str, run_id: str) -> dict[str, Any]:
    """Every card of ours that the steps of the flow have.

    Parameters
    ----------
    path : str
        The flow's file.
    step : str
        Only the cards of this step; empty for all steps.
    run_id : str
        The run; empty for the last one.

    Raises
    ------
    CardError
        When there is no such step, run or card.
    """
    flow = _flow_in(path)
    steps = list(flow._graph.sorted_nodes)
    if step and step not in steps:
        raise CardError(f"{flow.__name__} has no step {step}; it has {', '.join(steps)}.")
    decorated = [
        (name, decorator.attributes)
        for name in steps
        if step in ("", name)
        for decorator in getattr(flow, name).decorators
        if decorator.name == "card" and _is_ours(decorator.attributes.get("type"))
    ]
    if not decorated:
        where = f"The step {step}" if step else flow.__name__
        raise CardError(f'{where} has no card of metaflow-card-kit: no @card(type="kit_...").')
    run = _find_run(flow.__name__, run_id)
    cards = [_render(flow, run, name, attributes) for name, attributes in decorated[:MAX_CARDS]]
    return {"flow": flow.__name__, "run": run.pathspec, "cards": cards}


def _flow_in(path: str) -> Any:
    from metaflow import FlowSpec

    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    sys.argv = [path]
    names = runpy.run_path(path, run_name=MODULE)
    # What artifacts hold of the flow's file was pickled as of the main module.
    main = vars(sys.modules["__main__"])
    main.update({name: value for name, value in names.items() if not name.startswith("__")})
    flows = [
        value
        for value in names.values()
        if isinstance(value, type) and issubclass(value, FlowSpec) and value.__module__ == MODULE
    ]
    if not flows:
        raise CardError(f"{path} has no flow.")
    return flows[-1]


def _is_ours(card_type: Any) -> bool:
    card_class = _card_class(card_type)
    return card_class is not None and issubclass(card_class, Card)


def _card_class(card_type: Any) -> Any:
    from metaflow.plugins import CARDS

    return next((each for each in CARDS if each.type == card_type), None)


def _find_run(flow: str, run_id: str) -> Any:
    from metaflow import Flow, Run, namespace
    from metaflow.exception import MetaflowException

    namespace(None)
    try:
        run = Run(f"{flow}/{run_id}") if run_id else Flow(flow).latest_run
    except MetaflowException as error:
        raise CardError(f"{flow} has no such run here: {error}") from None
    if run is None:
        raise CardError(f"{flow} has no run here yet.")
    return run


def _render(flow: Any, run: Any, step: str, attributes: dict[str, Any]) -> dict[str, Any]:
    card_type, card_id = str(attributes["type"]), attributes.get("id")
    name = f"{step}: {card_type}" + (f", id {card_id}" if card_id else "")
    try:
        task = run[step].task
    except KeyError:
        task = None
    if task is None:
        return {"name": name, "problem": f"The run has no task of the step {step}."}
    card_class = _card_class(card_type)
    options = attributes.get("options")
    try:
        card = card_class(
            options=options if isinstance(options, dict) else {},
            components=_appended(card_class, task.pathspec, card_type, card_id),
            graph=flow._graph.output_steps()[0],
            flow=flow(use_cli=False),
        )
        html = card.render(task).replace(TOKEN_PLACE, "final")
    except Exception:
        return {"name": name, "problem": _trace()}
    return {"name": name, "html": html}


def _appended(
    card_class: type[Card], pathspec: str, card_type: str, card_id: str | None
) -> list[dict[str, Any]]:
    """What the step had appended, as sections that carry nodes."""
    try:
        newest = find_cards(pathspec, card_type=card_type, card_id=card_id)[0]
    except CardError:
        return []
    nodes = [node for node in newest.document["nodes"] if not card_class.makes(node["id"])]
    return [{"type": "section", "id": node["id"], "contents": [], "kit": node} for node in nodes]


def _trace() -> str:
    """The traceback, without the frames that called the user's code."""
    kind, error, frame = sys.exc_info()
    ours = (__file__, runpy.__file__, "<frozen runpy>")
    while frame is not None and frame.tb_frame.f_code.co_filename in ours:
        frame = frame.tb_next
    return "".join(traceback.format_exception(kind, error, frame))


def _own_files() -> list[str]:
    """Files that may be changed: not those of Python and of what is installed."""
    installed = tuple({*sysconfig.get_paths().values(), os.path.dirname(os.__file__)})
    found = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    error = sys.exc_info()[1]
    if isinstance(error, SyntaxError):
        found.add(error.filename)
    files = (os.path.abspath(file) for file in found if isinstance(file, str))
    return sorted(file for file in files if not file.startswith(installed) and os.path.exists(file))


def main() -> None:
    path, out, step, run_id = (*sys.argv[1:], "", "")[:4]
    result: dict[str, Any] = {}
    try:
        result = render_cards(path, step, run_id)
        result["files"] = _own_files()
    except CardError as error:
        result = {"error": str(error), "files": _own_files()}
    except (Exception, SystemExit):
        result = {"error": _trace(), "files": _own_files()}
    result["files"].append(os.path.abspath(path))
    Path(out).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
