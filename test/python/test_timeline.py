from __future__ import annotations

from datetime import datetime, timezone

from metaflow.cards import Markdown
from metaflow_card_kit import Json, Timeline
from metaflow_extensions.card_kit.page.summary import summary_text


def test_events_travel_in_their_order() -> None:
    moment = datetime(2026, 11, 23, 14, 2, tzinfo=timezone.utc)
    node = Timeline([{"time": moment, "title": "a", "tone": "good"}, "b"]).node
    assert node["events"] == [
        {"title": "a", "time": "2026-11-23T14:02:00+00:00", "tone": "good"},
        {"title": "b"},
    ]


def test_components_belong_to_their_events_and_are_shown_as_they_are_now() -> None:
    data = Json({"a": 1})
    timeline = Timeline([{"title": "a", "components": {"data": data}}, {"title": "b"}])
    timeline.append({"title": "c", "components": [Markdown("*d*")]})
    data.update({"a": 2})
    node = timeline.node
    assert [event.get("components") for event in node["events"]] == [1, None, 1]
    assert [(n["type"], n.get("title")) for n in node["nodes"]] == [
        ("json", "data"),
        ("text", None),
    ]
    assert node["nodes"][0]["value"] == {"a": 2}


def test_the_last_events_are_kept_and_the_rest_is_counted() -> None:
    timeline = Timeline([{"title": str(n)} for n in range(500)])
    for n in range(7):
        timeline.append(f"more {n}")
    node = timeline.node
    assert (len(node["events"]), node["events"][-1]["title"]) == (500, "more 6")
    assert node["notes"] == ["7 events before these are left out."]


def test_odd_events_are_named_or_read() -> None:
    assert "events[1] is 5 (int)" in Timeline(["a", 5]).node["message"]
    assert Timeline([{"title": None, "time": float("nan"), "facts": 5}]).node["events"] == [
        {"title": "None"}
    ]
    assert Timeline().node["waiting"] is True
    assert "Data frozen" in summary_text([Timeline([{"title": "Data frozen", "time": 0}]).node])
