from __future__ import annotations

from metaflow_card_kit import Accordion, Problem
from metaflow_extensions.card_kit.page.summary import summary_text

SECTIONS = {"Data": Problem("One."), "Folds": Problem("Two.")}


def test_a_section_has_its_name_its_caption_and_what_it_holds() -> None:
    node = Accordion(SECTIONS, captions={"Data": "1,204 rows left out"}, title="How").node
    data, folds = node["nodes"]
    assert (data["type"], data["title"], data["caption"]) == (
        "section",
        "Data",
        "1,204 rows left out",
    )
    assert folds["nodes"][0]["message"] == "Two."
    assert "open" not in node


def test_open_names_one_section_several_or_all() -> None:
    assert Accordion(SECTIONS, open="Data").node["open"] == ["Data"]
    assert Accordion(SECTIONS, open=["Folds", "Data"]).node["open"] == ["Folds", "Data"]
    accordion = Accordion(SECTIONS, open=True)
    accordion.append(Problem("Three."), "Search")
    assert accordion.node["open"] == ["Data", "Folds", "Search"]
    assert "open" not in Accordion(SECTIONS, open=False).node


def test_open_that_names_no_section_is_said() -> None:
    node = Accordion(SECTIONS, open=["Data", "Nowhere"]).node
    assert node["open"] == ["Data"]
    assert node["notes"] == ["open names 'Nowhere' (str), which no section is."]
    assert "open is 7 (int)" in Accordion(SECTIONS, open=7).node["message"]  # type: ignore[arg-type]


def test_the_summary_has_what_is_closed() -> None:
    text = summary_text([Accordion(SECTIONS).node])
    places = [text.index(word) for word in ("Data", "One.", "Folds", "Two.")]
    assert places == sorted(places)
