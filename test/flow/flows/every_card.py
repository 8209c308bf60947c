"""One task with every card type, and every component as the example of its docstring makes it.

Both are found, not listed: a new component is here as soon as it is public.
"""

import doctest
import inspect
from contextlib import suppress
from importlib import import_module

from metaflow import FlowSpec, card, current, step
from metaflow_extensions.card_kit.cards.kinds import CARDS
from metaflow_extensions.card_kit.public import MODULES

kit = import_module("metaflow_card_kit")
COMPONENTS = [
    getattr(kit, name)
    for name, module in MODULES.items()
    if module.startswith("components.") and name != "Component"
]


def values_of(examples, names):
    """What the ``>>>`` lines of a docstring give; those that need a library are left out."""
    values = []
    for example in doctest.DocTestParser().get_examples(inspect.getdoc(examples) or ""):
        with suppress(ImportError):
            try:
                code = compile(example.source, "<example>", "eval")
            except SyntaxError:
                exec(example.source, names)
            else:
                values.append(eval(code, names))
    return values


def every_card(function):
    for kind in CARDS:
        function = card(type=kind.type, id=kind.type)(function)
    return function


class EveryCardFlow(FlowSpec):
    @every_card
    @step
    def start(self):
        self.metrics = {"accuracy": 0.9, "log_loss": 0.31}
        self.y_true = ["cat", "dog", "dog", "eel"]
        self.y_pred = ["cat", "dog", "cat", "eel"]
        self.models = {
            "linear": {"metrics": {"accuracy": 0.8}, "params": {"C": 1.0}},
            "forest": {"metrics": {"accuracy": 0.9}, "params": {"trees": 100}},
        }
        canvas = current.card["kit_canvas"]
        for component in COMPONENTS:
            names = {**{name: getattr(kit, name) for name in kit.__all__}, "self": self}
            values_of(getattr(component, "from_task", None), names)
            made = [v for v in values_of(component, names) if type(v) is component]
            canvas.append(made[0])
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    EveryCardFlow()
