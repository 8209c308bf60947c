"""The name of a metric as parts, words and phrases."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .lexicon import Kind, phrases
from .word_groups import NO_NUMBERED


class Item(NamedTuple):
    """A phrase of a name; of kind None, a word that is not known."""

    kind: Kind | None
    words: tuple[str, ...]


def name_parts(name: str) -> list[str]:
    """What stands between slashes, colons, commas and dots: a split, a class, a metric."""
    text = unicodedata.normalize("NFKC", name).replace("\u2212", "-")
    text = re.sub(r"\b(\w+)/s(ec|econd)?\b", r"\1 per s", text)
    text = re.sub(r"(?i)\b(\w+)/(min|hour)\b", r"\1 per \2", text)
    text = re.sub(r"^(ms|s|sec|secs|seconds)/(?=\w)", r"\1 per ", text)
    parts = re.split(r"\s*/\s*|[|,;]|(?<!\d):(?!\d|\.)|(?<![\d\[])\.(?!\d)", text)
    return [part for part in parts if part.strip()]


def name_words(part: str) -> list[str]:
    text = re.sub(r"^\s*([PR])@", lambda found: _SHORT[found[1]], part)
    text = re.sub(r"(?<=\w)\s*[@=].*", " ", text).replace("\u2019s ", " ").replace("'s ", " ")
    text = re.sub(
        r"m?IoU|[mn]?DCG|CIDEr|(?<![A-Z])[mMn]?AP(?=[sml]?(?:[^a-zA-Z]|$))",
        lambda found: f" {found[0].lower()} ",
        text,
    )
    text = text.replace("%", " percent ").replace("$", " usd ")
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    return re.findall(r"[a-z]+[0-9]*|[0-9]+", re.sub(r"\bm (?=AR)", "m", text).lower())


def spaced(part: str) -> str:
    """``oneMinusAuc`` as ``one minus auc``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part) if "Minus" in part else part


def name_items(words: list[str]) -> list[Item]:
    """The words as phrases, the longest first."""
    items: list[Item] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            found = tuple(words[at : at + size])
            kind = _PHRASES.get(found) or _PHRASES.get((*found[:-1], _singular(found[-1])))
            if kind is None and size == 1:
                kind = kind_of(found[0])
            if kind is not None or size == 1:
                items.append(Item(kind, found))
                at += size
                break
    return items


def kind_of(word: str) -> Kind | None:
    if word.isdigit():
        return "context"
    stem = word.rstrip("0123456789")
    numbered = _PHRASES.get((stem,)) if stem not in NO_NUMBERED else None
    return _PHRASES.get((word,)) or _PHRASES.get((_singular(word),)) or numbered


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


_SHORT = {"P": "precision@", "R": "recall@"}
_PHRASES = phrases()
_LONGEST = max(map(len, _PHRASES))
