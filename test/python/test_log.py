from __future__ import annotations

from metaflow_card_kit import Log
from metaflow_extensions.card_kit.client.task_log import LogLine, TaskLog
from metaflow_extensions.card_kit.page.summary import summary_text


def test_lines_travel_with_their_colors_and_their_summary_has_none() -> None:
    node = Log("one\n\x1b[31mtwo\x1b[0m\n").node
    assert (node["type"], node["text"]) == ("log", "one\n\x1b[31mtwo\x1b[0m")
    assert summary_text([node]) == "one\ntwo"


def test_the_first_and_the_last_lines_are_kept() -> None:
    node = Log("\n".join(map(str, range(5000)))).node
    lines = node["text"].split("\n")
    assert (len(lines), lines[99], lines[100], lines[-1]) == (
        1000,
        "99",
        "4100",
        "4999",
    )
    assert node["left_out"] == 4000
    assert "(4,000 lines left out)" in summary_text([node])


def test_lines_are_appended_and_memory_does_not_grow_with_them() -> None:
    log = Log()
    assert log.node["waiting"] is True
    for number in range(3000):
        log.append(f"line {number}")
    assert log.node["left_out"] == 2000
    assert log.node["text"].endswith("line 2999")
    log.append(["a", b"b", 5])
    assert log.node["text"].endswith("a\nb'b'\n5") or log.node["text"].endswith("a\nb\n5")


def test_what_a_progress_bar_wrote_last_is_what_stands_there() -> None:
    assert Log("10%\r20%\r30%\ndone").node["text"] == "30%\ndone"


def test_bytes_and_long_lines_are_read() -> None:
    assert Log(b"caf\xc3\xa9 \xff").node["text"] == "café \ufffd"
    assert Log("x" * 2005).node["text"].endswith("… (5 characters more)")
    assert "text is 5 (int)" in Log(5).node["message"]


def test_lines_of_the_error_stream_are_told_where_lines_are_left_out_too() -> None:
    def line(text: str, stream: str) -> LogLine:
        return LogLine(text, stream, f"2026-11-23T14:05:{int(text) % 60:02}.000+00:00")

    few = TaskLog([line("0", "stdout"), line("1", "stderr")], total=2)
    assert Log.of_task_log(few).node["stderr"] == [1]
    many = TaskLog(
        [line(str(at), "stderr" if at in (3, 99, 100, 999) else "stdout") for at in range(1000)],
        total=1500,
        gap=500,
    )
    node = Log.of_task_log(many).node
    assert (node["stderr"], node["left_out"]) == ([3, 99, 100, 999], 500)
    assert node["text"].split("\n")[100] == "14:05:40 100"
    assert "stderr" not in Log("words").node
