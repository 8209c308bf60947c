"""Every hostile value, against every reader, in little time and little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MEGABYTES, SECONDS = 500, 5

# Each value in a fork of its own: what one has taken is not there for the next.
TRY = """
import itertools, json, os, resource, sys, time
sys.path.insert(0, sys.argv[1])
import collections, dataclasses, functools, types
import numpy as np, pandas as pd, polars as pl, pyarrow as pa
from odd_values import *
from metaflow_extensions.card_kit.errors import InputError
from metaflow_extensions.card_kit.wire import columns
from metaflow_extensions.card_kit.wire.frames import *
from metaflow_extensions.card_kit.wire.literals import exact_text
from metaflow_extensions.card_kit.wire.numbers import number
from metaflow_extensions.card_kit.wire.strict import copy_strict, strict
from metaflow_extensions.card_kit.wire.text import cap_text, describe, label

@dataclasses.dataclass
class Config:
    inner: object

def objects(value):
    array = np.empty(1, dtype=object)
    array[0] = value
    return array

def number_or_not(value):
    try:
        return number(value)
    except TypeError as error:
        assert "number" in str(error)

READERS = {
    "strict": lambda v: json.dumps(strict(v), allow_nan=False),
    "exact_text": exact_text,
    "cap_text": cap_text,
    "describe": describe,
    "label": label,
    "number": number_or_not,
    "read_values": lambda v: read_values(v, "given", 1_000_000),
    "read_values nested": lambda v: read_values(v, "given", 1_000_000, nested=True),
    "read_mapping": lambda v: read_mapping(v, "given", 100_000),
    "read_array2d": lambda v: read_array2d(v, "given", 400),
    "read_frame": lambda v: read_frame(v, "given"),
    "read_frame of lists": lambda v: read_frame(v, "given", mapping=True, records=True),
    "copy_strict": lambda v: copy_strict(v, "given"),
    "encode": lambda v: columns.encode("given", v),
}

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def try_all(source):
    value = eval(source)
    before, found = peak(), {}
    for name, read in READERS.items():
        start = time.process_time()
        try:
            read(value)
            outcome = "read"
        except InputError as error:
            outcome = f"refused: {error}"
        except BaseException as error:
            outcome = f"RAISED {error!r}"
        found[name] = [outcome, time.process_time() - start, peak() - before]
    return found

columns.encode("warm", np.arange(3)), try_all("np.arange(3)")
for source in json.loads(sys.argv[2]):
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(theirs, json.dumps(try_all(source)).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as answer:
        print(answer.read(), flush=True)
    os.waitpid(child, 0)
"""

VALUES = {
    "an iterable that never ends": "Endless()",
    "an iterator that never ends": "itertools.count()",
    "items that never end": "EndlessItems()",
    "a mapping that never ends": "EndlessMapping()",
    "a list of lists that never end": "[Endless(), EndlessItems(), EndlessMapping()]",
    "thirty levels of shared lists": "shared(30)",
    "shared lists, ten wide": "shared(8, 10)",
    "shared lists, a thousand wide": "shared(15, 1000)",
    "five hundred levels": "shared(500, 1)",
    "shared mappings": "shared_mapping(30)",
    "shared lists in a data class": "Config(shared(30))",
    "shared lists in a namespace": "types.SimpleNamespace(x=shared(30))",
    "shared lists in an exception": "ValueError(shared(30))",
    "shared lists in an array": "objects(shared(30))",
    "shared lists in a series": "pd.Series(objects(shared(30)))",
    "shared lists in a frame": "pd.DataFrame({'a': objects(shared(30))})",
    "shared lists in a deque": "collections.deque([shared(30)])",
    "shared lists in a slice": "slice(shared(30))",
    "shared lists in a partial": "functools.partial(print, shared(30))",
    "shared sets": "[frozenset(range(10_000))] * 10_000",
    "a range of 10^8": "range(10**8)",
    "a range of 10^18": "range(10**18)",
    "a text of 300 MB": "'x' * 300_000_000",
    "a text of 300 MB that is not ASCII": "'\\xe9' * 300_000_000",
    "a list of large texts": "['x' * 1_000_000] * 10_000",
    "bytes of 300 MB": "bytes(300_000_000)",
    "an object whose text is large": "LongText()",
    "a whole number of a million digits": "1 << 3_000_000",
    "an array of 10^10, which takes no memory": "np.broadcast_to(0.5, (10**5, 10**5))",
    "a column of 10^10, which takes no memory": "np.broadcast_to(0.5, (10**10,))",
    "a table of 5,000 by 5,000": "np.ones((5000, 5000))",
    "a frame of 1,000,000 by 5": "pd.DataFrame(np.ones((10**6, 5)))",
    "a frame of polars": "pl.select(pl.repeat(0.5, 10**6).alias('a')).with_columns(b=1, c=2)",
    "a frame of Arrow": "pa.table({c: pa.nulls(10**6) for c in 'abcde'})",
    "a frame of 100,000 columns": "pd.DataFrame(np.zeros((1, 100_000)))",
    "a lazy frame": "pl.LazyFrame({'a': [1]})",
    "a mapping of a million": "dict.fromkeys(range(10**6))",
    "a set of a million": "set(range(10**6))",
    "a list that claims to be long": "LongByItsWord([1])",
    "a list that claims to be short": "ShortByItsWord([1])",
    "a value that claims to be a dict": "Liar()",
    "a value whose type raises": "Untouchable()",
    "a value that has every attribute": "Anything()",
    "a value that has no text": "Mute()",
    "a mapping that raises": "Broken(a=1)",
    "a value that contains itself": "(lambda x: x.append(x) or x)([])",
    "a type": "int",
}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, tuple[str, float, float]]]:
    done = subprocess.run(
        [sys.executable, "-c", TRY, str(HERE), json.dumps(list(VALUES.values()))],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "POLARS_MAX_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(zip(VALUES, map(json.loads, done.stdout.splitlines())))


@pytest.mark.parametrize("value", VALUES)
def test_every_reader_reads_or_refuses_within_bounds(
    value: str, outcomes: dict[str, dict[str, tuple[str, float, float]]]
) -> None:
    assert outcomes[value]
    for reader, (outcome, seconds, megabytes) in outcomes[value].items():
        print(f"{reader}: {outcome} {seconds:.2f} s {megabytes:.0f} MB")
        assert outcome == "read" or outcome.startswith("refused: given"), (reader, outcome)
        assert seconds < SECONDS, (reader, seconds)
        assert megabytes < MEGABYTES, (reader, megabytes)
