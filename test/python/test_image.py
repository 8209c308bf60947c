from __future__ import annotations

import base64
import zlib
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from metaflow_card_kit import Image

GIF = base64.b64decode("R0lGODlhAQABAIAAAP///////yH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")


def bytes_of(node: dict[str, Any]) -> bytes:
    return base64.b64decode(node["source"].split(",")[1])


def pixels_of(node: dict[str, Any]) -> bytes:
    """The rows of our own PNG, without the byte before each."""
    data = bytes_of(node)
    at = data.index(b"IDAT")
    size = int.from_bytes(data[at - 4 : at], "big")
    rows = zlib.decompress(data[at + 4 : at + 4 + size])
    width = node["size"][0] * {0: 1, 2: 3, 6: 4}[data[25]]
    return b"".join(rows[i + 1 : i + 1 + width] for i in range(0, len(rows), width + 1))


def test_bytes_a_path_and_a_uri_are_one_picture(tmp_path: Path) -> None:
    file = tmp_path / "dot.gif"
    file.write_bytes(GIF)
    uri = f"data:image/gif;base64, {base64.b64encode(GIF).decode()}"
    for source in (GIF, file, str(file), uri, memoryview(GIF)):
        node = Image(source, alt="A dot").node
        assert (bytes_of(node), node["size"], node["alt"]) == (GIF, [1, 1], "A dot")


def test_what_is_no_picture_is_said() -> None:
    assert "5 bytes that are no PNG" in Image(b"words").node["message"]
    assert "loads nothing from the network" in Image("https://example.org/a.png").node["message"]
    assert "cannot be read" in Image("no/such/file.png").node["message"]
    assert "no picture" in Image("data:text/html;base64,AAAA").node["message"]
    assert "base 64 is damaged" in Image("data:image/png;base64,#").node["message"]
    assert "source is {} (dict)" in Image({}).node["message"]
    assert Image(None).node["waiting"] is True


def test_a_large_picture_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.png"
    with file.open("wb") as handle:
        handle.truncate(6_000_000)
    assert "has 6.0 MB; a picture has at most 5 MB" in Image(file).node["message"]


@pytest.mark.parametrize(
    ("array", "pixels"),
    [
        (np.array([[0, 255]], np.uint8), b"\0\xff"),
        (np.array([[0.0, 1.0]]), b"\0\xff"),
        (np.array([[True, False]]), b"\xff\0"),
        (np.array([[-1.0, 3.0]]), b"\0\xff"),
        (np.array([[[1, 2, 3]]], np.uint8), b"\1\2\3"),
        (
            np.array([[[1]], [[2]], [[3]]], np.uint8)[:, :, :1].repeat(2, 2),
            b"\1\2\3\1\2\3",
        ),
        (np.array([[float("nan"), 1.0]]), b"\0\xff"),
    ],
)
def test_an_array_is_a_picture(array: Any, pixels: bytes) -> None:
    assert pixels_of(Image(array).node) == pixels


def test_a_range_that_is_stretched_is_said_and_a_large_array_is_made_smaller() -> None:
    node = Image(np.array([[-1.0, 3.0]])).node
    assert node["notes"] == ["Values from -1 to 3 are shown from black to white."]
    node = Image(np.zeros((10, 5000), np.uint8)).node
    assert node["size"] == [1667, 4]
    assert "5,000 x 10 pixels" in node["notes"][0]
    assert "height x width" in Image(np.zeros(5)).node["message"]


def test_a_figure_of_matplotlib_and_its_axes_are_a_picture_and_stay_as_they_are() -> None:
    pyplot = import_module("matplotlib.pyplot")
    pyplot.switch_backend("agg")
    figure, axes = pyplot.subplots(figsize=(2, 1))
    axes.plot([1, 2])
    for source in (figure, axes):
        assert Image(source).node["source"].startswith("data:image/png;base64,")
    assert pyplot.fignum_exists(figure.number)
    pyplot.close(figure)


def test_a_picture_of_pil_is_one() -> None:
    pil = import_module("PIL.Image")
    for mode in ("RGB", "L", "RGBA", "CMYK", "P"):
        assert Image(pil.new(mode, (3, 2))).node["size"] == [3, 2]
    assert "4,000 x 2" in Image(pil.new("L", (4000, 2))).node["notes"][0]
