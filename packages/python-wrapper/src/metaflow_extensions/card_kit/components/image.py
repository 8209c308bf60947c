"""A picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..page.blocks import Block, paragraph
from ..wire.pictures import Picture, read_picture
from ..wire.rules import texts_of
from ._part_heights import image_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ImageArguments
    from ..wire.nodes import ImageFields


class Image(Component):
    """Show a picture, which opens large.

    Parameters
    ----------
    source : path, bytes, figure, picture or array
        The path of a file, its bytes, a figure of matplotlib or (with kaleido) of plotly, a
        picture of PIL, an array of height x width (x 3 or 4) values, or a ``data:`` URI: PNG,
        JPEG, GIF, WebP, AVIF or SVG, at most 5 MB.
    alt : str, optional
        What the picture shows, for those who cannot see it.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Image("data:image/gif;base64,R0lGODlhAQABAIAAAP///////yH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==",
    ...       alt="A dot", title="The first picture")
    """

    type = "image"
    frame = staticmethod(image_frame)

    def __init__(
        self,
        source: Any,
        *,
        alt: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ImageArguments]) -> None: ...

    @staticmethod
    def read_source(source: Any) -> Picture:
        return read_picture(source)

    def compose(self, notes: list[str], *, source: Picture, alt: Any) -> ImageFields:
        notes += source.notes
        node: ImageFields = {"source": source.uri}
        if source.size is not None:
            node["size"] = list(source.size)
        node.update(texts_of(alt=alt))  # type: ignore[typeddict-item]
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        size = node.get("size")
        what = f"Picture, {size[0]} x {size[1]} pixels" if size else "Picture"
        return paragraph(f"{what}: {node['alt']}" if "alt" in node else f"{what}.")
