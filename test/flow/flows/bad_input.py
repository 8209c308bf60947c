"""A task in which everything that can be wrong is wrong, and which must succeed all the same."""

from decimal import Decimal

from metaflow import FlowSpec, card, current, step
from metaflow.cards import Artifact, Image, Markdown, MetaflowCardComponent, Table
from metaflow_card_kit import Component, ConfusionMatrix, MetricTable, ModelComparison, VegaChart

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)


class Raises(Component):
    type = "raises"

    def compose(self, notes):
        raise ZeroDivisionError("in a component")


class Words(MetaflowCardComponent):
    def render(self):
        return "words of a foreign component"


class Unreadable:
    def __reduce__(self):
        return (int, ("not a number",))


class Mute:
    def __str__(self):
        raise RuntimeError("no text")

    __repr__ = __str__


class BadInputFlow(FlowSpec):
    @card(type="kit_canvas", id="canvas")
    @card(type="kit_canvas", id="foreign")
    @card(type="kit_canvas", id="option", options={"colour": "red"})
    @card(type="kit_canvas", id="theme", options={"theme": "neon"})
    @card(type="kit_canvas", id="listed", options=["title"])
    @card(type="kit_metric_table", id="missing", options={"metrics": "no_such_artifact"})
    @card(type="kit_metric_table", id="number", options={"metrics": 5})
    @card(type="kit_confusion_matrix", id="mistyped", options={"y_true": "count"})
    @card(type="kit_confusion_matrix", id="unreadable", options={"y_true": "unreadable"})
    @step
    def start(self):
        self.count = 7
        self.unreadable = Unreadable()
        self.y_pred = [1, 2]
        canvas = current.card["canvas"]
        canvas.append(Raises())
        canvas.append(ConfusionMatrix([[1, 2], [3, 4], [5, 6]], labels=["a", "b"]))
        canvas.append(ConfusionMatrix.from_predictions([1, 2, 3], [1, 2]))
        canvas.append(ConfusionMatrix(Mute()))
        canvas.append(MetricTable(Mute()))
        canvas.append(ModelComparison(17))
        canvas.append(VegaChart("not a chart"))
        canvas.append(
            MetricTable(
                {
                    "nan": float("nan"),
                    "infinite": float("inf"),
                    "none": None,
                    "decimal": Decimal("0.25"),
                    "</script><script>alert(1)</script>": 1,
                    "[METAFLOW_RELOAD_TOKEN]": 2,
                    "half of a pair \ud83d": 3,
                    "bytes": b"\xff\x00",
                    "long": "x" * 100_000,
                    "mute": Mute(),
                },
                title="Everything odd",
            )
        )
        foreign = current.card["foreign"]
        foreign.append(Markdown("# a heading"))
        foreign.append(Table([["a", float("nan")]], headers=["name", "value"]))
        foreign.append(Image(PIXEL, label="a pixel"))
        foreign.append(Artifact({"x": 1}))
        foreign.append(Words())
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    BadInputFlow()
