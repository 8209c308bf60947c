"""Changes as both languages must judge them: `python test/python/change_fixture.py`."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path
from typing import Any

from metaflow_extensions.card_kit.statistics.changes import best_of, change_of
from metaflow_extensions.card_kit.wire.numbers import float_on_wire

PATH = Path(__file__).parents[1] / "unit" / "fixtures" / "changes.json"

VALUES: list[Any] = [
    *(None, "NaN", "Infinity", "-Infinity", 0, 0.0, -0.0, 1, -1, 0.93, 0.9, 0.1 + 0.2, 0.3),
    *(
        1 + 1e-12,
        1 + 2e-12,
        2**53 - 1,
        2**53,
        2**53 + 1,
        2**53 + 2,
        -(2**53) - 1,
        10**30,
        10**30 + 1,
    ),
    *(1e-300, 5e-324, 1e300, -1.7e308, 0.5, 1e-12),
]


def build() -> dict[str, Any]:
    chance = random.Random(11)
    ways: list[Any] = ["higher", "lower", None]
    bands: list[Any] = [(None, None), (0.03, None), (1, None), (None, 0.01), (0, None)]
    cases: list[list[Any]] = [
        [value, baseline, ways[i % 3], *bands[i % 5]]
        for i, (value, baseline) in enumerate(itertools.product(VALUES, VALUES))
    ]
    for value, baseline in ((0.93, 0.9), (0.9, 0.93), (1.03, 1), (100, 101), (101, 100), (99, 100)):
        cases += [[value, baseline, way, *band] for way in ways for band in bands]
    for i in range(300):
        places = chance.randint(1, 6)
        value, baseline = (round(chance.uniform(-2, 2), places) for _ in range(2))
        cases.append([value, baseline, ways[i % 3], *bands[i % 5]])
        value = chance.uniform(-1, 1) * 10.0 ** chance.randint(-20, 20)
        cases.append([value, value * (1 + 10.0 ** -chance.randint(1, 15)), ways[i % 3], None, None])
    bests: list[list[Any]] = [
        [[chance.choice(VALUES) for _ in range(chance.randint(0, 5))], ways[i % 3], *bands[i % 5]]
        for i in range(300)
    ]
    return {
        "changes": [[*map(on_wire, case), judged(*case)] for case in cases],
        "bests": [
            [[on_wire(value) for value in case[0]], *case[1:], best(*case)] for case in bests
        ],
    }


def on_wire(value: Any) -> Any:
    """A whole number that JavaScript's numbers do not hold as the text of its digits, with an n."""
    return f"{value}n" if isinstance(value, int) and abs(value) > 2**53 else value


def judged(value: Any, baseline: Any, way: Any, noise: Any, relative_noise: Any) -> Any:
    change = change_of(value, baseline, direction=way, noise=noise, relative_noise=relative_noise)
    if change is None:
        return None
    return [float_on_wire(change.change), change.relative_change, change.verdict]


def best(values: Any, way: Any, noise: Any, relative_noise: Any) -> list[int]:
    return best_of(values, way, noise=noise, relative_noise=relative_noise)


def text() -> str:
    made = build()
    lines = ",\n".join(
        f"{json.dumps(k)}: {json.dumps(v, allow_nan=False)}" for k, v in made.items()
    )
    return f"{{\n{lines}\n}}\n"


if __name__ == "__main__":
    PATH.write_text(text(), "utf-8")
