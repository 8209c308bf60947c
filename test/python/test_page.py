"""A page keeps its promises in every byte, whatever stands on it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from documents import read_valid
from metaflow_extensions.card_kit.page import asset
from metaflow_extensions.card_kit.page.facts import document_text
from metaflow_extensions.card_kit.page.header import details_html, header_html
from metaflow_extensions.card_kit.page.read import read
from metaflow_extensions.card_kit.page.render import render_page
from metaflow_extensions.card_kit.wire import columns

ODD = (
    "</script><script>window.hacked=1</script><img src=x onerror=alert(1)> "
    "[METAFLOW_RELOAD_TOKEN] é \u2028 😀"
)


def page(*nodes: dict[str, Any], **more: Any) -> str:
    document: dict[str, Any] = {"version": 1, "title": "T", "theme": "auto", "nodes": list(nodes)}
    return render_page({**document, **more})


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


PROBLEM = {"type": "problem", "id": "a", "message": ODD, "title": ODD, "caption": ODD}


def test_the_character_set_comes_first_and_all_is_ascii() -> None:
    html = page(PROBLEM, title=ODD)
    assert html.startswith('<!doctype html><html lang="en"><head><meta charset="utf-8">')
    assert html.isascii()


def test_metaflows_token_stands_once() -> None:
    html = page(PROBLEM, title=ODD, pending=ODD, task={"pathspec": ODD})
    assert html.count("[METAFLOW_RELOAD_TOKEN]") == 1
    assert '<meta name="metaflow-reload-token" content="[METAFLOW_RELOAD_TOKEN]">' in html


def test_text_of_the_user_makes_no_element() -> None:
    plain = Elements(page({**PROBLEM, "message": "m", "title": "t", "caption": "c"})).found
    odd = Elements(page(PROBLEM, title=ODD)).found
    assert [tag for tag, _ in odd] == [tag for tag, _ in plain]


def test_the_policy_allows_our_scripts_by_hash_and_no_network() -> None:
    html = page(PROBLEM)
    (policy,) = (a["content"] for t, a in Elements(html).found if a.get("http-equiv"))
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    hashes = rules["script-src"].split()
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/=]+'", one) for one in hashes)
    assert len(hashes) == 3  # what holds the places, the loader, the chunks
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", html)


def chunk_names(*nodes: dict[str, Any], live: bool = False) -> list[str]:
    return asset.chunks_for(asset.types_of(nodes), live=live)


def test_a_page_carries_the_chunks_of_the_types_that_its_nodes_name_and_no_others() -> None:
    table = {"type": "metric_table", "id": "t"}
    assert chunk_names(PROBLEM) == ["kit-core"]
    assert "metric_table" in chunk_names(PROBLEM, table)
    inside = {"type": "section", "id": "s", "nodes": [{"type": "vega_chart", "id": "v"}]}
    assert {"vega_chart", "vega_chart-section"} <= set(chunk_names(inside))
    assert "vega_chart" in chunk_names({**PROBLEM, "component": "vega_chart"})
    assert chunk_names({"type": ["x"], "id": "a"}) == ["kit-core"]


def test_a_row_of_data_is_no_node_of_the_type_that_it_names() -> None:
    rows = [{"id": "run-7", "type": "vega_chart"}]
    assert chunk_names({**PROBLEM, "rows": rows, "spec": {"nodes": rows}}) == ["kit-core"]


def test_each_chunk_stands_behind_those_that_it_imports() -> None:
    chunks = asset.load()["chunks"]
    names = chunk_names(*({"type": name, "id": name} for name in chunks), live=True)
    assert names.index("vega_chart-rare") < names.index("vega_chart-section")
    assert sorted(names) == sorted(chunks)
    for place, name in enumerate(names):
        assert set(chunks[name]["imports"]) <= set(names[:place])


def test_a_library_is_not_packed_with_the_rest() -> None:
    scripts = asset.scripts_for(["vega_chart", "metric_table"])
    assert list(scripts.late)[-1] == "vega_chart-section"
    assert "vega_chart-rare" not in scripts.late
    assert '"metric_table":(' in scripts.code
    assert "vega_chart-section" not in scripts.code
    assert len(scripts.hashes) == len(set(scripts.hashes))


def test_what_only_live_pages_and_foreign_nodes_need_is_on_no_other_page() -> None:
    assert "kit-live" in chunk_names(PROBLEM, live=True)
    assert "kit-guests" not in chunk_names(PROBLEM)
    assert "kit-guests" in chunk_names({"type": "markdown", "id": "m"})


def test_chunks_of_other_packages_stand_in_the_page_too() -> None:
    gauge: asset.PackedChunk = {"hash": "sha256-x", "data": "y"}
    extra = {"acme.gauge": gauge, "acme.other": gauge}
    assert asset.chunks_for(["acme.gauge"], extra)[-2:] == ["kit-guests", "acme.gauge"]
    scripts = asset.scripts_for(["acme.gauge"], extra)
    assert scripts.packed == {"acme.gauge": "y"}
    assert scripts.hashes[-1] == "sha256-x"


def test_the_document_arrives_as_it_was() -> None:
    document = read_valid(page(PROBLEM, title=ODD))
    assert document["nodes"] == [PROBLEM]
    assert document["title"] == ODD


def test_the_same_document_makes_the_same_page() -> None:
    assert page(PROBLEM) == page(PROBLEM)


def test_a_node_of_another_library_is_made_strict_and_the_rest_is_as_it_was() -> None:
    odd = {"type": "x", "id": "b", "v": float("nan"), "o": {1, 2}}
    nodes = read_valid(page(PROBLEM, odd))["nodes"]
    assert nodes == [PROBLEM, {"type": "x", "id": "b", "v": "NaN", "o": [1, 2]}]


def test_columns_stand_beside_the_document_and_come_back_as_they_were() -> None:
    values = [0.1, None, 2.5] * 1000
    inner = {"type": "x", "id": "b", "columns": [columns.encode("v", values)]}
    outer = {"type": "y", "id": "a", "columns": [columns.encode("t", ["a", "b"])], "nodes": [inner]}
    table = {"type": "table", "id": "c", "columns": ["head"], "data": [[1]]}
    html = page(outer, PROBLEM, table, outer)
    assert html.count('data-part="column-') == 4
    nodes = read(html)["nodes"]
    assert nodes == [outer, PROBLEM, table, outer]
    assert columns.decode(nodes[0]["nodes"][0]["columns"][0]) == values


def test_columns_that_are_none_do_not_stop_the_page() -> None:
    columns = [{"name": "x", "data": "</script>\u2028"}, {"name": "y", "data": None}, 7]
    node = {**PROBLEM, "columns": columns}
    assert read(page(node))["nodes"] == [node]


def test_a_page_of_somebody_else_is_told_from_ours() -> None:
    with pytest.raises(ValueError, match="not a card of metaflow-card-kit"):
        read("<!doctype html><p>Hello")


def test_without_the_asset_the_error_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asset.load.cache_clear()
    monkeypatch.setattr(asset, "PATH", asset.PATH.with_name("none.json"))
    with pytest.raises(FileNotFoundError, match="make wheel"):
        asset.load()


def test_a_live_page_says_as_of_when_it_is_and_its_attempt_to_readers_without_scripts() -> None:
    state = {"rendered": "2026-11-26T18:26:02.120+00:00", "layout": 1, "nodes": []}
    task = {"pathspec": "F/1/a/2", "status": "running", "attempt": 0}
    document = {"title": "T", "task": task, "state": state}
    assert details_html(document) == (
        "<footer><p>Attempt 0. Shown as of 26 Nov 2026, 18:26 UTC; the task may have ended since."
        "</p></footer>"
    )
    failed = {**document, "task": {**task, "status": "failed"}}
    assert "Shown as of 26 Nov 2026, 18:26 UTC.</p>" in details_html(failed)
    assert details_html({"title": "T", "task": task}) == ""


def test_a_caught_failure_is_no_done_task_in_the_first_frame_and_in_the_text() -> None:
    task = {"pathspec": "F/1/a/2", "status": "done", "caught": True}
    document = {"title": "T", "task": task, "nodes": []}
    assert '<b class="caught">Failed, caught</b>' in header_html(document)
    assert "Failed, caught" in document_text(document)
    assert "Done" not in header_html(document) + document_text(document)
    assert '<b class="done">Done</b>' in header_html(
        {**document, "task": {**task, "caught": False}}
    )
