from __future__ import annotations

from metaflow_card_kit import Code


def double(x: int) -> int:
    return 2 * x


def test_code_travels_as_it_is_without_empty_lines_around_it() -> None:
    node = Code("\n  a = 1\r\nb = 2\n").node
    assert (node["type"], node["code"]) == ("code", "  a = 1\nb = 2")
    assert "language" not in node and "first_line" not in node


def test_the_source_of_a_function_is_read() -> None:
    assert Code(double, first_line=7).node["code"].startswith("def double")
    assert Code(double, first_line=7).node["first_line"] == 7


def test_what_has_no_source_is_named() -> None:
    assert "code is 5 (int)" in Code(5).node["message"]
    assert "source cannot be read" in Code(len).node["message"]
    assert Code(None).node["waiting"] is True


def test_long_code_is_cut_and_said() -> None:
    node = Code("x" * 200_009).node
    assert node["notes"] == ["9 characters more are left out."]
    assert Code("a", first_line=-1).node["notes"] == ["first_line is -1 (int) and is ignored."]
