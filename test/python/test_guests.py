"""Components of other packages: found by their type; what is wrong with one is said on the card."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import metaflow_extensions
import pytest
from documents import read_valid
from metaflow_extensions.card_kit import registry
from metaflow_extensions.card_kit.page import base85
from metaflow_extensions.card_kit.page.guests import read_guests
from metaflow_extensions.card_kit.page.render import render_page

CLASS = """
from pathlib import Path
from metaflow_card_kit import Component, paragraph

class Gauge(Component):
    type = "{type}"
    chunk = Path(__file__).with_name("gauge.chunk.json")

    def __init__(self, value, *, title=None, caption=None, width=None): ...

    def compose(self, notes, *, value):
        return {{"value": value}}

    @staticmethod
    def summary(node):
        return paragraph(f"{{node['value']}} bar")
"""
CODE = "document.currentScript.chunk=(require,exports)=>{exports.mount=()=>({})}"


def chunk(code: str = CODE, **changes: Any) -> dict[str, Any]:
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    data = base85.encode(gzip.compress(code.encode()))
    made = {"format": 1, "type": "acme.gauge", "hash": f"sha256-{digest}", "data": data}
    return {**made, **changes}


Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a package with a gauge on Metaflow's path, as another entry of ``sys.path`` does."""
    paths = list(metaflow_extensions.__path__)
    registry._places.cache_clear()

    def put(name: str, content: Any, kind: str = "acme.gauge") -> Path:
        folder = tmp_path / name / "metaflow_extensions" / "acme" / "components"
        folder.mkdir(parents=True)
        (folder / "gauge.py").write_text(CLASS.format(type=kind))
        if content is not None:
            text = content if isinstance(content, str) else json.dumps(content)
            (folder / "gauge.chunk.json").write_text(text)
        paths.append(str(folder.parents[1]))
        monkeypatch.setattr(metaflow_extensions, "__path__", paths)
        return folder

    yield put
    for module in [name for name in sys.modules if name.startswith("metaflow_extensions.acme")]:
        del sys.modules[module]
    vars(metaflow_extensions).pop("acme", None)
    registry._places.cache_clear()


def page() -> str:
    node = {"type": "acme.gauge", "id": "g", "value": 7}
    return render_page({"version": 1, "title": "Card", "theme": "auto", "nodes": [node]})


def test_a_component_of_another_package_is_found_by_its_type(install: Install) -> None:
    install("one", chunk())
    html = page()
    assert chunk()["hash"] in html
    assert f'data-part="acme.gauge">{chunk()["data"]}<' in html
    assert "<p>7 bar</p>" in html
    assert "unavailable" not in read_valid(html)


def test_a_type_whose_package_is_not_here_is_shown_by_its_data(install: Install) -> None:
    assert read_guests(["acme.gauge", "metric_table"]) == ({}, {})
    assert "unavailable" not in read_valid(page())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "its chunk gauge.chunk.json cannot be read: "),
        ("{", "its chunk gauge.chunk.json cannot be read: "),
        ("[]", "its chunk gauge.chunk.json is no object"),
        (chunk(format=2), "its chunk is of format 2, and this metaflow-card-kit reads format 1"),
        (chunk(format=None), "its chunk is of format None"),
        (chunk(type="acme.other"), "its chunk gauge.chunk.json is of acme.other"),
        (chunk(data="</script><script>alert(1)</script>"), "is damaged; build it again"),
        (chunk(data=chunk("other")["data"]), "is damaged; build it again"),
        (chunk(hash="sha256-x' 'unsafe-inline"), "is damaged; build it again"),
        (chunk(data=7), "is damaged; build it again"),
    ],
)
def test_a_chunk_that_cannot_be_run_ends_as_words(
    install: Install, content: Any, words: str
) -> None:
    install("one", content)
    html = page()
    assert words in read_valid(html)["unavailable"]["acme.gauge"]
    assert 'data-part="acme.gauge"' not in html
    assert "alert(1)" not in html
    assert "<p>7 bar</p>" in html


def test_two_packages_with_one_name_end_as_words_that_name_both(install: Install) -> None:
    first, second = install("one", chunk()), install("two", chunk())
    reason = read_valid(page())["unavailable"]["acme.gauge"]
    assert reason.startswith("two packages have a component acme.gauge: ")
    assert str(first) in reason and str(second) in reason


def test_a_module_without_its_class_ends_as_words(install: Install) -> None:
    install("one", chunk(), kind="acme.other")
    reason = read_valid(page())["unavailable"]["acme.gauge"]
    assert "has no class Gauge of type acme.gauge" in reason


def test_a_file_that_two_distributions_claim_has_two_owners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "metaflow_extensions/acme/components/gauge.py"
    for name in ("acme_one", "acme_two"):
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "top_level.txt").write_text("metaflow_extensions\n")
        (info / "RECORD").write_text(f"{path},,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert registry._owners(path) == ["acme_one 1.0", "acme_two 1.0"]


@pytest.mark.parametrize(
    "kind", ["", ".", "acme.", ".gauge", "a.b.c", "acme.ga-uge", "../x", "a b"]
)
def test_a_type_that_is_no_address_leads_nowhere(kind: str) -> None:
    with pytest.raises(ImportError):
        registry.component_class(kind)
