"""Numbers by formats, as both languages must write them: `python test/python/format_fixture.py`."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from metaflow_extensions.card_kit.wire.format import (
    format_change,
    format_column,
    format_count,
    format_number,
    format_relative_change,
    format_share,
)
from metaflow_extensions.card_kit.wire.specifier import parse_format

PATH = Path(__file__).parents[1] / "unit" / "fixtures" / "format.json"

VALUES: list[Any] = [
    *(
        0,
        0.0,
        1,
        2,
        7,
        10,
        99,
        100,
        999,
        1000,
        12345,
        1234567,
        2**53 - 1,
        2**53,
        10**12,
        1e21,
    ),
    *(
        0.5,
        1.5,
        2.5,
        0.125,
        0.375,
        1.005,
        0.285,
        0.145,
        1.45,
        8.345,
        0.05,
        0.25,
        0.35,
        1e-3,
        0.1,
    ),
    *(
        0.9994,
        0.9995,
        0.9996,
        0.99949999,
        0.99999,
        0.9999999,
        1 - 2**-53,
        1 + 2**-52,
        1.0004,
    ),
    *(
        1.00049,
        0.0004,
        0.0005,
        0.00049,
        0.004,
        0.005,
        0.00499,
        99.94,
        99.95,
        99.96,
        99.996,
        100.04,
        0.99985,
        1.00031,
        0.9999999999,
    ),
    *(
        1834.22,
        38.2,
        41.7,
        3722.4,
        999.5,
        999.4,
        9.995,
        9.994,
        99949.9,
        123456.789,
        1e15 + 0.5,
    ),
    *(
        1e-4,
        9.99e-5,
        1e-6,
        1.5e-7,
        1e-12,
        1e-20,
        1e-21,
        1e-30,
        2.5e-308,
        5e-324,
        9.95e18,
        1e9,
        999999999.5,
    ),
    *(
        1.5e9,
        1e12 + 0.5,
        1e18,
        1e19,
        1e20,
        1e21,
        1.5e21,
        1e24,
        1e27,
        1e30,
        1e300,
        1.7e308,
    ),
    *(
        0.3,
        0.1 + 0.2,
        1 / 3,
        2 / 3,
        3.141592653589793,
        2.718281828459045,
        6.02214076e23,
        1.6e-19,
    ),
]
SPECIFIERS = [
    *(
        None,
        ".0f",
        ".1f",
        ".2f",
        ".3f",
        ",.2f",
        "f",
        ".10f",
        ".20f",
        "d",
        ",d",
        "+d",
        "+.2f",
        "$,.2f",
    ),
    *(
        ".0%",
        ".1%",
        ".2%",
        ",.1%",
        "+.1%",
        "%",
        ".1e",
        ".3e",
        "e",
        ".1g",
        ".3g",
        ".6g",
        "g",
        ".12g",
    ),
    *(
        ".1r",
        ".3r",
        "r",
        ".1p",
        ".3p",
        ".1s",
        ".3s",
        "s",
        ".2~f",
        ",.4~f",
        ".3~g",
        ".3~s",
        ".2~e",
    ),
    *(
        ".0g",
        ".0r",
        ".0p",
        ".0s",
        "+.2~%",
        ".3",
        ",",
        "$",
        "~",
        "+$,.1~f",
        "-.2f",
        "{:.3f}",
        "{:,.1f}",
        " .2f ",
    ),
]
NO_SPECIFIERS = [
    *(
        "",
        " ",
        "nonsense",
        "50.2f",
        "8.3f",
        ".21f",
        ".100f",
        "x",
        "b",
        "n",
        "c",
        "X",
        "_",
        "#.2f",
    ),
    *(
        "<.2f",
        "^8",
        "0.2f",
        "{.2f}",
        "{:.2f",
        "{:}",
        ".2F",
        ".2f ms",
        "٫2f",
        ".٢f",
        "١d",
        "\n.2f",
        ".2f\n",
    ),
    *(",,d", "$$d", ".f", ". 2f", "%%", ".2f%", "a" * 50, "(.2f", "\u00a0.2f"),
]


WHOLE_COLUMNS: list[list[Any]] = [
    [1234567890123, 2],
    [1e18, 3, 2**53, -(2**53)],
    [1234567890123, 2.5],
]
GIVEN_COLUMNS: list[tuple[list[Any], str | None]] = [
    ([1e9, 0.5], None),
    ([1234, 1235, -7], ".1e"),
    ([1234, 1235, 1.5e3], "+.0e"),
    ([1234.5, 1235], ".1e"),
    ([1234, 1235], ".1s"),
    ([1e21, 1.5e21], ".0e"),
]
LONG_COLUMNS: list[tuple[list[Any], str | None]] = [
    ([1234567890123456789, 1234567890123456790, -(10**20), 7, 0.5], None),
    ([1234567890123456789, 2**53 + 1], "d"),
    ([1234567890123456789, 12], "+$,d"),
    ([1234567890123456789, 3], ".2e"),
    ([-(10**200), 2**53], ",.1f"),
]


def columns(chance: random.Random) -> list[list[Any]]:
    """Columns of every kind: near each other, of mixed magnitudes, with what is no number."""
    found: list[list[Any]] = [
        [],
        [None],
        ["NaN", "Infinity", "-Infinity", None],
        [0.9312, 0.9315, 12345.6],
        [2**53, 2**53 - 1],
        [0.93, 0.93000001, 1],
        [0.1 + 0.2, 0.3],
        [1.0, 0.9312, 0.9996],
        [100, 93.1, 99.96],
        [0.0312, 12345.6],
        [1.5e12, 2.25e13],
        [1e-30, 2e-30, 0.5],
        [0, 0.0, -0.0, 1e-9],
    ]
    for _ in range(80):
        center = chance.choice([1, 0.5, 0.99, 37.0, 1e3, 1e6, 1e-6, 1e12]) * chance.random()
        spread = 10.0 ** -chance.randint(0, 14)
        size = chance.randint(2, 8)
        found.append([center * (1 + spread * chance.uniform(-1, 1)) for _ in range(size)])
        found.append([chance.uniform(-1, 1) * 10.0 ** chance.randint(-12, 15) for _ in range(size)])
        found.append([chance.randint(-(10 ** chance.randint(1, 15)), 10**6) for _ in range(size)])
    for _ in range(40):  # at the edge of a rounding, where one decimal more tells less
        edge = (2 * chance.randint(0, 10**5) + 1) / 2 / 10 ** chance.randint(1, 6)
        off = [edge * (1 + chance.choice([0, 1e-9, 1e-7, -1e-7, 1e-3])) for _ in range(3)]
        found.append([edge, *off, chance.random()])
    return found


def as_long(value: Any) -> Any:
    """JavaScript reads a larger whole number of JSON as another one."""
    return f"{value}n" if isinstance(value, int) and abs(value) > 2**53 else value


def build() -> dict[str, Any]:
    chance = random.Random(7)
    values = [*VALUES, *(-value for value in VALUES[::3] if value)]
    values += [chance.uniform(-1, 1) * 10.0 ** chance.randint(-9, 12) for _ in range(40)]
    values += ["NaN", "Infinity", "-Infinity", None]
    given = [
        None,
        None,
        None,
        ".2f",
        ".1%",
        ",d",
        ".3g",
        ".2e",
        ".3s",
        "+.3f",
        ".2~f",
        ".1p",
        ".3r",
    ]
    columns_and_formats = [
        (column, given[i % len(given)]) for i, column in enumerate(columns(chance))
    ]
    columns_and_formats += [(column, None) for column in WHOLE_COLUMNS]
    columns_and_formats += GIVEN_COLUMNS
    shares = [
        (0, 0),
        (0, 7),
        (1, 3),
        (9_999, 10_000),
        (1, 10_000),
        (7, 7),
        (2**53 - 1, 2**53),
        (1, 2**53),
    ]
    shares += [(chance.randint(0, 2000), chance.randint(1, 2000)) for _ in range(100)]
    numbers = [value for value in values if isinstance(value, (int, float))]
    changes = [
        (value * 10.0 ** -chance.randint(0, 5), [value, value * 1.1], spec)
        for value, spec in zip(numbers, given * 50)
        if abs(value) < 1e300
    ]
    for missing in (None, "NaN", "Infinity", "-Infinity"):
        changes += [(0.0512, [missing, 0.5], None), (0.0512, [missing, missing], None)]
    return {
        "accepted": SPECIFIERS[1:],
        "refused": NO_SPECIFIERS,
        "values": values,
        "numbers": {
            spec or "": [format_number(value, spec) for value in values] for spec in SPECIFIERS
        },
        "percent": {
            spec: [format_number(value, spec, unit="%") for value in values]
            for spec in (".1f", "d", ".3g", ".2r", ".1e")
        },
        "columns": [
            [column, spec, format_column(column, spec)] for column, spec in columns_and_formats
        ],
        "aligned_columns": [
            [column, spec, format_column(column, spec, aligned=True)]
            for column, spec in columns_and_formats
        ],
        "long_columns": [
            [list(map(as_long, column)), spec, format_column(column, spec)]
            for column, spec in LONG_COLUMNS
        ],
        "shares": [[part, whole, format_share(part, whole)] for part, whole in shares],
        "counts": [[value, format_count(value)] for value in numbers],
        "changes": [[*case, format_change(*case)] for case in changes],
        "relative_changes": [[value, format_relative_change(value)] for value in values],
    }


def text() -> str:
    made = build()
    assert all(parse_format(spec) for spec in made["accepted"])
    assert not any(parse_format(spec) for spec in made["refused"])
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value, allow_nan=False)}" for key, value in made.items()
    )
    return f"{{\n{lines}\n}}\n"


if __name__ == "__main__":
    PATH.write_text(text(), "utf-8")
