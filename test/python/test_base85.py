"""Base 85 is one encoding in both languages, and inert wherever a page is put."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from metaflow_extensions.card_kit.page import base85

FIXTURES = Path(__file__).parents[1] / "unit" / "fixtures" / "base85.json"
WRITTEN: dict[str, str] = json.loads(FIXTURES.read_text("ascii"))
RNG = random.Random(0)


@pytest.mark.parametrize(("data", "text"), WRITTEN.items())
def test_it_is_what_the_browser_reads_and_the_build_writes(data: str, text: str) -> None:
    assert base85.encode(bytes.fromhex(data)) == text
    assert base85.decode(text) == bytes.fromhex(data)


@pytest.mark.parametrize("length", [*range(21), 1000])
def test_bytes_of_any_length_come_back_from_text_that_markup_leaves_alone(length: int) -> None:
    for _ in range(20):
        data = RNG.randbytes(length)
        text = base85.encode(data)
        assert base85.decode(text) == data
        assert len(text) == -(-length * 5 // 4)
        assert not re.search(r"""[^!-~]|[<>&"'`$\\\[]""", text)
