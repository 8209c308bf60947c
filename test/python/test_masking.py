"""What is secret in a value of any kind, in a text and in source code is not on a task's card."""

from __future__ import annotations

import time
from collections import deque, namedtuple
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pydantic
import pytest
from metaflow_extensions.card_kit.cards.task_reading import table_of_frame
from metaflow_extensions.card_kit.client.artifact_previews import preview_values
from metaflow_extensions.card_kit.client.secret_code import mask_code, mask_code_line
from metaflow_extensions.card_kit.client.secrets import MASK, mask, mask_text
from metaflow_extensions.card_kit.components.parameters import Parameters
from metaflow_extensions.card_kit.wire.columns import decode

HIDDEN = "HIDDEN1"


@dataclass
class Settings:
    host: str
    db_password: str


@dataclass
class Written:
    db_password: str

    def __repr__(self) -> str:
        return f"<settings of {self.db_password}>"


@attrs.define
class Attrs:
    api_key: str
    depth: int = 3


class Model(pydantic.BaseModel):
    client_secret: str
    lr: float = 0.1


class Client:
    def __init__(self) -> None:
        self.token = HIDDEN
        self.retries = 3

    def __repr__(self) -> str:
        return f"Client(retries={self.retries}, token={self.token})"


Login = namedtuple("Login", "user password")

VALUES: list[Any] = [
    Settings("h", HIDDEN),
    Written(HIDDEN),
    Attrs(HIDDEN),
    Model(client_secret=HIDDEN),
    SimpleNamespace(password=HIDDEN),
    Client(),
    Login("ada", HIDDEN),
    {"a": [Settings("h", HIDDEN)]},
    [{"name": "password", "value": HIDDEN}],
    [{"Key": "API_KEY", "Value": HIDDEN}],
    ("db_password", HIDDEN),
    '{"password": "' + HIDDEN + '"}',
    "{'host': 'h', 'password': '" + HIDDEN + "'}",
    f"export AWS_SECRET_ACCESS_KEY={HIDDEN} SEED=3",
    f"postgres://user:{HIDDEN}@host",
    f"Server=h;Password={HIDDEN};User=1",
    f"curl -H 'x-api-key: {HIDDEN}' --password {HIDDEN}",
    "a" * 230 + f" password={HIDDEN}",
    {"dsn_of_db": f"postgres://user:{HIDDEN}@host"},
    ValueError(f"password={HIDDEN}"),
    f"ValueError: password={HIDDEN} in message",
    f'cfg=\'{{"password": "{HIDDEN}"}}\'',
    {"text": f'cfg={{"password": "{HIDDEN}"}}'},
    f"url=jdbc:db;a=1;password={HIDDEN}",
    f"connect: user=ada password={HIDDEN}",
    f"env: A=B DB_PASSWORD = '{HIDDEN}'",
    f"password={HIDDEN}".encode(),
    {f"password={HIDDEN}"},
    deque([Settings("h", HIDDEN)]),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_secret_within_an_artifact_is_masked_unless_it_is_asked_for(
    value: Any,
) -> None:
    (shown,) = preview_values([("settings", value)])
    assert HIDDEN not in str(shown)
    assert MASK in shown["text"] or len(str(value)) > 230
    assert (
        HIDDEN in str(preview_values([("settings", value)], {"settings"})) or len(str(value)) > 230
    )


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_secret_within_a_parameter_is_masked(value: Any) -> None:
    assert HIDDEN not in str(Parameters({"settings": value}).node)


def test_a_record_reads_as_it_is_written() -> None:
    texts = [
        preview_values([("a", value)])[0] for value in (Login("u", HIDDEN), Settings("h", "x"))
    ]
    assert texts[0] == {
        "name": "a",
        "kind": "Login",
        "text": f"Login(user='u', password={MASK})",
    }
    assert texts[1]["text"] == f"Settings(host='h', db_password={MASK})"


def test_a_key_that_is_asked_for_is_shown_within_a_value() -> None:
    (shown,) = preview_values([("settings", Settings("h", HIDDEN))], {"db_password"})
    assert HIDDEN in shown["text"]


@pytest.mark.parametrize(
    "text",
    [
        "tokenizer=bpe monkey keyboard=qwerty",
        "token count: 5, max_tokens=4096, tokens: 3",
        "KeyError: 'DB_PASSWORD'",
        "missing key: 'accuracy'",
        "key: accuracy, author = Anna",
        "passwords: 3 checked, credentials: not found",
        "auth failed: no such user",
        "InvalidTokenError: bad token",
        "Basic configuration loaded",
        "https://example.org/a?b=c:d@e",
        "api_key=os.environ['API_KEY']",
        "password=None use_auth_token=True",
        "12:30:01 epoch 3: loss=0.31 key=val",
        "C:\\keys\\a: b",
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    "value",
    [
        [1.5, 2.5],
        ["token", "key"],
        {"metric": "tokens", "value": 4096},
        {"name": "accuracy", "value": 0.9},
        Settings,
        {"sizes": (1, 2), "names": ["a", "b"]},
    ],
)
def test_what_has_no_secret_is_the_value_itself(value: Any) -> None:
    assert mask("value", value) is value


@pytest.mark.parametrize(
    "value", [[{"id": i} for i in range(200_000)], dict.fromkeys(range(200_000), "a")]
)
def test_of_a_long_value_the_head_is_shown_and_no_more_is_read(value: Any) -> None:
    started = time.process_time()
    (shown,) = preview_values([("long", value)])
    assert time.process_time() - started < 1
    assert shown["text"].startswith(("[{'id': 0}, {'id': 1}", "{0: 'a', 1: 'a'"))
    assert shown["remark"] in ("200,000 items", "200,000 keys")
    # Of parameters a copy is kept, which is compared with the default.
    assert "left out" not in str(Parameters({"long": value}).node)


FRAME = {
    "user": ["ada", "bob"],
    "password": [HIDDEN, "x"],
    "url": [f"db://u:{HIDDEN}@h", "-"],
    "tokens": [1, 2],
}


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_a_secret_column_of_a_frame_is_masked_in_its_pictures_and_in_its_table(
    make: Any,
) -> None:
    frame = make(FRAME)
    (shown,) = preview_values([("frame", frame)])
    bars = {one["name"]: one["bars"] for one in shown["pictures"]}
    assert bars["password"] == []
    assert bars["tokens"] and bars["user"]
    node = table_of_frame("frame", frame)[0].render()
    columns = {
        one["name"]: decode(one) for one in table_of_frame("frame", frame)[0].node["columns"]
    }
    assert columns["password"] == [MASK, MASK]
    assert columns["url"] == [f"db://u:{MASK}@h", "-"]
    assert columns["tokens"] == [1, 2]
    assert HIDDEN not in str(node)
    asked = table_of_frame("frame", frame, frozenset(["frame"]))[0].node["columns"]
    assert decode(asked[1]) == [HIDDEN, "x"]


SOURCE = """
    @step
    def start(self):
        self.secret_sauce = {"a": "HIDDEN1", "b": ["HIDDEN1"]}
        conn = connect("h", password="HIDDEN1", key=lambda row: row["name"])
        print("password=HIDDEN1", f"db_password=HIDDEN1 {conn}")
        os.environ["DB_PASSWORD"] = "HIDDEN1"  # password: HIDDEN1
        self.db_password = \"\"\"HIDDEN1
        HIDDEN1\"\"\"
        setattr(self, "password", "HIDDEN1")
        if password == "HIDDEN1":
            a, password = 1, "HIDDEN1"
        url = "postgres://u:HIDDEN1@h/x"; é = "é"; password = b"HIDDEN1"
        pairs = [("password", "HIDDEN1")]
        def inner(secret="HIDDEN1", *, lr, token="HIDDEN1"): ...
""".strip("\n").split("\n")
HARMLESS = """
    api_key = os.environ["API_KEY"]
    token = tokens[0]; tokenizer = "bpe"
    print("keyboard=qwerty", f"password={password} token=abc", "the key: value")
    frame = frame.join(other, on="id", sort_key="x")  # the key: id
    password = get_secret("prod/db")
    raise KeyError("missing key: ask Ann")
""".strip("\n").split("\n")


def test_literals_in_source_that_are_secret_are_masked() -> None:
    shown = mask_code(SOURCE)
    assert HIDDEN not in "\n".join(shown)
    assert len(shown) == len(SOURCE)
    assert shown[2] == f'        self.secret_sauce = {{"a": "{MASK}", "b": ["{MASK}"]}}'
    assert HIDDEN not in "".join(mask_code_line(line) for line in SOURCE[3:6])


def test_source_without_secrets_is_left_as_it_is() -> None:
    assert mask_code(HARMLESS) == HARMLESS
