"""Real components of Metaflow, as the nodes that our cards show."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from metaflow.cards import (
    Artifact,
    Error,
    EventsTimeline,
    Image,
    JSONViewer,
    Markdown,
    ProgressBar,
    PythonCode,
    Table,
    ValueBox,
    VegaChart,
    YAMLViewer,
)
from metaflow.plugins.cards.card_modules import basic
from metaflow_card_kit import CanvasCard, MetricTable, Section
from metaflow_extensions.card_kit.foreign.translate import READERS, translate
from metaflow_extensions.card_kit.page.read import read
from metaflow_extensions.card_kit.page.summary import summary_text
from metaflow_extensions.card_kit.registry import class_name
from metaflow_extensions.card_kit.wire.columns import decode
from metaflow_extensions.card_kit.wire.tree import walk, with_identities

SCHEMA = json.loads((Path(__file__).parents[2] / "schema/card-kit.schema.json").read_text("utf-8"))
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\xff\xff\xff!\xf9\x04\x01\n\x00\x01\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02L\x01\x00;"
)


def shown(component: Any) -> dict[str, Any]:
    """What a component of Metaflow's becomes, which is valid by our schema."""
    rendered = component.render() if hasattr(component, "render") else component
    node = translate(rendered)
    for part in walk(with_identities([node])):
        name = f"{class_name(part['type'])}Node"
        schema = {**SCHEMA, "oneOf": [{"$ref": f"#/definitions/{name}"}]}
        jsonschema.Draft7Validator(schema).validate(part)
    json.dumps(node, allow_nan=False)
    return node


def rows(node: dict[str, Any]) -> list[list[Any]]:
    return [list(row) for row in zip(*(decode(column) for column in node["columns"]))]


def test_markdown_is_text_in_markdown() -> None:
    component = Markdown("# Title\n*words*")
    component.component_id = "markdown_1"
    assert shown(component) == {
        "type": "text",
        "id": "markdown_1",
        "text": "# Title\n*words*",
        "headings": [{"level": 1, "title": "Title"}],
    }
    assert shown(Markdown())["type"] in ("text", "problem")


def test_plain_strings_titles_and_headings_are_text_that_is_no_markdown() -> None:
    assert translate("# *plain*") == {
        "type": "text",
        "text": "# *plain*",
        "markup": "plain",
    }
    assert shown(basic.TextComponent("a"))["text"] == "a"
    assert shown(basic.TitleComponent("a"))["title"] == "a"
    assert shown(basic.SubTitleComponent("a"))["title"] == "a"
    heading = shown({"type": "heading", "title": "a", "subtitle": "b"})
    assert (heading["title"], heading["text"]) == ("a", "b")


def test_a_table_keeps_what_its_cells_are() -> None:
    node = shown(Table([["a", 1, None], ["b", 2.5, True]], headers=["x", "y", "z"]))
    assert [column["name"] for column in node["columns"]] == ["x", "y", "z"]
    assert rows(node) == [["a", 1, None], ["b", 2.5, True]]


def test_numbers_that_json_cannot_say_are_read_as_what_they_are() -> None:
    rendered = {
        "type": "table",
        "columns": ["x"],
        "data": [[float("nan")], [float("inf")], [1.0]],
    }
    node = shown(rendered)
    assert rows(node) == [["NaN"], ["Infinity"], [1]]
    assert "NaN" in summary_text([node])


def test_components_in_cells_are_children_of_the_table() -> None:
    chart = VegaChart({"mark": "point", "data": {"values": [{"x": 1}]}})
    node = shown(Table([["a", Markdown("*b*")], ["c", chart]], headers=["x", "y"]))
    assert [child["type"] for child in node["nodes"]] == ["text", "vega_chart"]
    assert node["cells"] == [{"row": 0, "column": 1}, {"row": 1, "column": 1}]


def test_a_vertical_table_has_its_headings_at_the_left() -> None:
    vertical = basic.TableComponent(headers=["run", "step"], data=[["1", "start"]], vertical=True)
    assert rows(shown(vertical)) == [["run", "1"], ["step", "start"]]


def test_a_frame_by_metaflow_is_a_table() -> None:
    pandas = import_module("pandas")
    frame = pandas.DataFrame({"a": [1, 2], "b": ["x", None]})
    assert shown(Table.from_dataframe(frame))["height"] == 2


def test_ragged_and_odd_tables_are_tables() -> None:
    assert shown(Table())["type"] == "table"
    assert shown({"type": "table", "columns": None, "data": [[1], [1, 2], 7]})["height"] == 3
    assert shown({"type": "table", "columns": ["a", "b"], "data": []})["height"] == 0


def test_a_picture_is_an_image_with_its_label() -> None:
    node = shown(Image(PIXEL, "A dot"))
    assert (node["type"], node["title"], node["size"]) == ("image", "A dot", [1, 1])
    assert node["source"].startswith("data:image/gif;base64,")


def test_a_picture_that_is_a_path_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.gif").write_bytes(PIXEL)
    for source in (str(tmp_path / "a.gif"), "https://example.org/a.png", None):
        node = shown({"type": "image", "src": source})
        assert node["type"] == "problem"
        assert "no data: URI" in node["message"]


def test_a_figure_by_metaflow_is_an_image() -> None:
    pyplot = import_module("matplotlib.pyplot")
    pyplot.switch_backend("agg")
    figure = pyplot.figure()
    assert shown(Image.from_matplotlib(figure, "figure"))["type"] == "image"


def test_artifacts_are_rows() -> None:
    node = shown(Artifact({"b": [1, 2]}, "numbers"))
    assert [column["name"] for column in node["columns"]] == ["Name", "Type", "Value"]
    assert rows(node)[0][:2] == ["numbers", "dict"]
    many = basic.ArtifactsComponent(data=[{"name": "b", "data": "1"}, {"name": "a", "data": "2"}])
    assert [row[0] for row in rows(shown(many))] == ["a", "b"]


def test_whole_numbers_that_no_double_holds_keep_their_digits() -> None:
    ids = [1234567890123456789, 1234567890123456790]
    for found in (shown(JSONViewer({"ids": ids})), shown(Table([[one] for one in ids], ["id"]))):
        text = summary_text([found]).replace(",", "")
        assert all(str(one) in text for one in ids)


def test_trees_are_trees() -> None:
    data = {"a": [1, float("nan")], "b": {"c": None}}
    value = {"a": [1, "NaN"], "b": {"c": None}}
    node = shown(JSONViewer(data, title="Data"))
    assert (node["type"], node["title"], node["value"]) == ("json", "Data", value)
    assert shown(YAMLViewer(data))["value"] == value
    assert shown(YAMLViewer("no: [yaml"))["type"] == "code"


def test_code_logs_and_errors() -> None:
    def double(x: int) -> int:
        return 2 * x

    assert "return 2 * x" in shown(PythonCode(double))["code"]
    assert shown(basic.LogComponent("one\ntwo"))["text"] == "one\ntwo"
    error = shown(Error(ValueError("no"), "It failed"))
    assert error["type"] == "log"
    assert "ValueError" in error["text"]


def test_a_bar_of_progress() -> None:
    bar = ProgressBar(max=200, label="Rows", value=50, unit="rows", metadata="fold 2")
    node = shown(bar)
    del node["id"]
    assert node == {
        "type": "progress",
        "value": 50,
        "total": 200,
        "unit": "rows",
        "details": "fold 2",
        "title": "Rows",
    }


@pytest.mark.parametrize(
    ("theme", "tone"),
    [
        (None, None),
        ("default", None),
        ("success", "good"),
        ("warning", "warn"),
        ("danger", "bad"),
        ("bg-gradient-indigo-purple", "accent"),
        ("my-own", None),
    ],
)
def test_a_value_box_of_every_theme(theme: str | None, tone: str | None) -> None:
    node = shown(ValueBox("Users", 1234, "in all", theme, "Up 5%"))
    assert (node["value"], node["label"], node["note"], node["change"]) == (
        1234,
        "Users",
        "in all",
        "Up 5%",
    )
    assert node.get("tone") == tone


def test_events_with_their_payloads() -> None:
    timeline = EventsTimeline(title="Calls", max_events=2)
    timeline.update({"event": "first", "timestamp": 1764072000.0})
    timeline.update({"event": "second", "cost": 1.5, "timestamp": 1764072001}, style_theme="error")
    payloads = {"answer": Markdown("*yes*"), "data": JSONViewer({"a": 1})}
    timeline.update({"name": "third"}, payloads=payloads, priority="high", finished=True)
    node = shown(timeline)
    assert [event["title"] for event in node["events"]] == ["third", "second"]
    assert node["events"][1]["time"] == "2025-11-25T12:00:01.000+00:00"
    assert node["events"][1]["tone"] == "bad"
    assert node["events"][1]["facts"] == [{"name": "cost", "value": "1.5"}]
    assert node["events"][0]["facts"] == [{"name": "priority", "value": "high"}]
    assert [(child["type"], child["title"]) for child in node["nodes"]] == [
        ("text", "answer"),
        ("json", "data"),
    ]
    assert node["caption"] == "The latest 2 of 3 events. Finished."


def test_charts_and_graphs() -> None:
    spec = {
        "mark": "point",
        "data": {"values": [{"x": 1}]},
        "encoding": {"x": {"field": "x"}},
    }
    assert shown(VegaChart(spec))["type"] == "vega_chart"
    graph = {
        "start": {"type": "split-foreach", "next": ["train"], "doc": ""},
        "train": {"type": "linear", "next": ["join"], "doc": ""},
        "join": {"type": "join", "next": ["end"], "doc": ""},
        "end": {"type": "end", "next": [], "doc": ""},
    }
    dag = basic.DagComponent(data=basic.transform_flow_graph(graph))
    assert [step["name"] for step in shown(dag)["steps"]] == [
        "start",
        "train",
        "join",
        "end",
    ]


def test_html_is_what_is_safe_of_it_with_a_note() -> None:
    node = shown(basic.HTMLComponent("<h1>Report</h1><script>evil()</script>"))
    assert (node["type"], node["markup"]) == ("text", "html")
    assert "no script" in node["notes"][0]
    assert "evil" not in summary_text([node])


def test_sections_and_pages_hold_their_contents() -> None:
    inner = basic.SectionComponent(
        title="Inner", subtitle="below", columns=2, contents=[Markdown("a"), "text"]
    )
    node = shown(basic.PageComponent(title="Page", contents=[inner, {"type": "strange", "a": 1}]))
    section, strange = node["nodes"]
    assert (node["type"], node["title"], section["title"]) == (
        "section",
        "Page",
        "Inner",
    )
    assert [child["text"] for child in section["nodes"]] == ["below", "a", "text"]
    assert [child.get("width") for child in section["nodes"]] == [None, "half", "half"]
    assert strange["type"] == "json"


def test_an_unknown_type_is_a_placeholder_with_its_data() -> None:
    node = shown({"type": "bokeh", "id": "b", "json": {"a": [1]}})
    assert (node["id"], node["title"], node["value"]) == (
        "b",
        "bokeh",
        {"json": {"a": [1]}},
    )
    assert node["notes"] == ["This card has no component for bokeh. These are its data."]


@pytest.mark.parametrize("odd", [None, 7, [], {}, {"type": 7}, {"type": None}, {"a": {1}}, b"x"])
def test_what_is_no_component_is_shown_as_data(odd: Any) -> None:
    assert shown(odd)["type"] == "json"


@pytest.mark.parametrize("kind", sorted(READERS))
@pytest.mark.parametrize("odd", [None, 7, "x", [7], {"a": 7}, float("nan"), [[float("inf")]]])
def test_odd_fields_break_nothing(kind: str, odd: Any) -> None:
    fields = [
        "source",
        "text",
        "title",
        "subtitle",
        "data",
        "columns",
        "src",
        "label",
        "json_string",
        "yaml_string",
        "spec",
        "max",
        "value",
        "unit",
        "details",
        "events",
        "stats",
        "theme",
        "change_indicator",
        "vertical",
    ]
    node = translate({"type": kind, "id": "a", **dict.fromkeys(fields, odd)})
    assert node["id"] == "a"
    json.dumps(node, allow_nan=False)
    summary_text([node])


def test_deep_nesting_ends() -> None:
    rendered: Any = "deep"
    for _ in range(200):
        rendered = {"type": "section", "contents": [rendered]}
    assert json.dumps(translate(rendered), allow_nan=False)


def test_a_card_shows_them_and_an_update_changes_them_in_place() -> None:
    markdown, table = Markdown("one"), MetricTable({"accuracy": 0.5})
    bar = ProgressBar(max=10, value=1)
    for component, name in ((markdown, "m"), (bar, "p")):
        component.component_id = name
    section = Section([Markdown("inside")])
    rendered = [markdown.render(), table.render(), bar.render(), section.render()]
    card = CanvasCard(components=[{"type": "section", "contents": rendered}])
    nodes = read(card.render(None))["nodes"]
    kinds = [node["type"] for node in nodes]
    assert kinds == ["text", "metric_table", "progress", "section"]
    assert nodes[3]["nodes"][0]["text"] == "inside"
    markdown.update("two")
    bar.update(5)
    components = {"m": markdown.render(), "p": bar.render()}
    changes = card.refresh(None, {"components": components})
    assert (changes["m"]["type"], changes["m"]["text"]) == ("text", "two")
    assert (changes["p"]["id"], changes["p"]["value"]) == ("p", 5)
