"""``python -m metaflow_card_kit``: what a card says, for programs and for people at a terminal."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from .page.blocks import Table
from .page.read import read
from .page.summary import blocks_of, summary_text
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
        html = _page_of(options.card)
        document = read(html)
        if options.csv is not None:
            _write_csv(document["nodes"], options.csv)
        elif options.text:
            print(_document_text(document))
        else:
            print(json.dumps(document, indent=2, allow_nan=False))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (CommandError, OSError, ValueError) as error:
        print(f"metaflow_card_kit: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metaflow_card_kit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    reader = commands.add_parser("read", help="print what a card says")
    reader.add_argument(
        "card", metavar="CARD", help="a file of HTML, - for standard input, or flow/run/step/task"
    )
    form = reader.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="the plain summary; else the document")
    form.add_argument("--csv", metavar="NODE", help="the table of a node, by its id or its title")
    return parser


def _page_of(place: str) -> str:
    if place == "-":
        return sys.stdin.read()
    if os.path.exists(place):
        with open(place, encoding="utf-8") as file:
            return file.read()
    if place.count("/") == 3:
        return _stored_page(place)
    raise CommandError(f"{place} is neither a file nor the pathspec of a task, flow/run/step/task.")


def _stored_page(pathspec: str) -> str:
    """The newest card of ours that a task has."""
    from metaflow import Task, namespace
    from metaflow.cards import get_cards

    namespace(None)
    try:
        cards = list(get_cards(Task(pathspec), follow_resumed=True))
    except Exception as error:
        raise CommandError(f"{pathspec} has no cards to read: {error}") from None
    for card in reversed(cards):
        html = str(card.get())
        if "data-card-kit" in html:
            return html
    raise CommandError(f"{pathspec} has {len(cards)} cards, and none of metaflow-card-kit.")


def _document_text(document: dict[str, Any]) -> str:
    head = [document["title"], document.get("task", {}).get("pathspec"), document.get("pending")]
    return "\n".join(filter(None, head)) + "\n\n" + summary_text(document["nodes"])


def _write_csv(nodes: list[dict[str, Any]], name: str) -> None:
    found = [node for node in walk(nodes) if name in (node.get("id"), node.get("title"))]
    tables = [block for node in found for block in blocks_of(node) if isinstance(block, Table)]
    if not tables:
        names = [str(node.get("title") or node.get("id")) for node in walk(nodes)]
        what = "no table" if found else "no such node"
        raise CommandError(f"{name}: {what}. The card has: {', '.join(names) or 'nothing'}.")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for table in tables:
        writer.writerow(table.headers)
        writer.writerows(table.rows)


if __name__ == "__main__":
    sys.exit(main())
