"""``python -m metaflow_card_kit``: what a card says, for programs and for people at a terminal."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from .page.cells import without_formulas
from .page.facts import document_text
from .page.read import read
from .page.records import records_of
from .stored_cards import CardError, find_cards
from .wire.tree import walk


class CommandError(Exception):
    """What was asked for is not there; the message says what is."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns
    -------
    int
        0, or 1 after a sentence on standard error.
    """
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (CommandError, CardError, OSError, ValueError) as error:
        print(f"metaflow_card_kit: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metaflow_card_kit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    reader = commands.add_parser(
        "read",
        help="print what a card says",
        description="Print what a card says: its document as JSON, or as plain text, or a table.",
    )
    reader.set_defaults(run=_read)
    reader.add_argument(
        "card", metavar="CARD", help="a file of HTML, - for standard input, or flow/run/step/task"
    )
    reader.add_argument("--type", help="the type of the card, where a task has several")
    reader.add_argument("--id", help="the id of the card, where a task has several")
    form = reader.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="the plain summary; else the document")
    form.add_argument("--csv", metavar="NODE", help="the table of a node, by its id or its title")
    viewer = commands.add_parser(
        "preview",
        help="show the cards of a flow's last run, and anew when a file changes",
        description="Show the cards of a flow's last run in a browser, without running the flow: "
        "they are rendered anew when the flow's file, or one that it imports, changes.",
    )
    viewer.set_defaults(run=_preview)
    viewer.add_argument("flow", metavar="FLOW.py", help="the file of the flow")
    viewer.add_argument("--step", default="", help="only the cards of this step")
    viewer.add_argument("--run", default="", dest="run_id", help="a run; else the last one")
    viewer.add_argument("--port", type=int, default=8325, help="8325; 0 for any that is free")
    return parser


def _preview(options: argparse.Namespace) -> None:
    from .preview.server import serve

    serve(options.flow, options.step, options.run_id, options.port)


def _read(options: argparse.Namespace) -> None:
    document, outcome = _document_of(options)
    if options.csv is not None:
        _write_csv(document["nodes"], options.csv)
    elif options.text:
        print(document_text(document, outcome=outcome))
    else:
        print(json.dumps(document, indent=2, allow_nan=False))


def _document_of(options: argparse.Namespace) -> tuple[dict[str, Any], str | None]:
    place: str = options.card
    if place == "-":
        return read(sys.stdin.read()), None
    if os.path.exists(place):
        with open(place, encoding="utf-8") as file:
            return read(file.read()), None
    if place.count("/") not in (2, 3) or place.endswith(".html"):
        raise CommandError(
            f"{place} is neither a file nor the pathspec of a task, flow/run/step/task."
        )
    newest, *others = find_cards(place, card_type=options.type, card_id=options.id)
    if others:
        names = "; ".join(card.name for card in others)
        print(
            f"metaflow_card_kit: this is the newest card, {newest.name}. "
            f"--type and --id choose another: {names}.",
            file=sys.stderr,
        )
    if newest.outcome:
        word = {"done": "ended well", "failed": "failed"}[newest.outcome]
        print(f"metaflow_card_kit: the task has {word} since this card was made.", file=sys.stderr)
    return newest.document, newest.outcome


def _write_csv(nodes: list[dict[str, Any]], name: str) -> None:
    every = list(walk(nodes))
    found = [node for node in every if node.get("id") == name]
    found = found or [node for node in every if node.get("title") == name]
    if len(found) > 1:
        ids = ", ".join(str(node.get("id")) for node in found)
        raise CommandError(f"{len(found)} nodes have the title {name}; name one by its id: {ids}.")
    tables = [one for node in found for one in records_of(node)]
    if not tables:
        names = [str(node.get("title") or node.get("id")) for node in every]
        what = "no table" if found else "no such node"
        raise CommandError(f"{name}: {what}. The card has: {', '.join(names) or 'nothing'}.")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for position, table in enumerate(tables):
        if position:
            print()
        for row in (table.headers, *table.rows):
            writer.writerow(map(without_formulas, row))


if __name__ == "__main__":
    sys.exit(main())
