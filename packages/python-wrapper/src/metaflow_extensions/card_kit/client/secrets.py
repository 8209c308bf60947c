"""What must not stand on a card that is shared: masked by its name, or by what it looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import islice
from numbers import Number
from typing import Any

from ..wire.scalars import is_instance

MASK = "••••••"
"""What is shown in the place of a secret: it tells neither its length nor its characters."""

MAX_DEPTH = 10
MAX_ITEMS = 10_000

_SECRET_WORDS = frozenset(
    "password passwords passwd passwds passphrase passphrases passcode passcodes passkey passkeys "
    "pwd pwds pw secret secrets credential credentials cred creds bearer jwt jwts otp totp "
    "cookie cookies keytab kubeconfig netrc webhook webhooks pem dsn".split()
)
# Within a word as well: `dbpassword`, `awssecretaccesskey`, `authtoken2`.
_SECRET_PARTS = re.compile(
    r"passwor[dt]|passwd|passphrase|credential|secret(?!ar|ion|e)|"
    r"(?:api|access|secret|private|ssh|rsa|gpg|pgp|aes|signing|encryption|master|account|storage|"
    r"service|auth|license|licence|client|app|deploy|session|host|db)keys?(?![a-z])|"
    r"(?:auth|access|api|refresh|id|hf|hub|github|gitlab|slack|bot|user|session)tokens?(?![a-z])|"
    r"[a-z]pwd(?![a-z])"
)
_PASS_OF = frozenset(
    "db database sql mysql postgres pg redis mongo user admin root login smtp ftp mail email ldap "
    "proxy http basic sudo service account my".split()
)
# What makes a key a column or a place in a table, and no secret.
_KEYS_OF_DATA = frozenset(
    "primary foreign sort sorting partition join joins group groupby merge index indexes lookup "
    "row rows column columns col cols field fields feature features metric metrics frame frames "
    "point points figure figures value values query dict dictionary map mapping cache word words "
    "press note stage step steps split event result results batch label target data natural "
    "surrogate composite candidate unique shard cluster clustering dataset config order".split()
)
# What makes a token a piece of text, and no secret.
_TOKENS_OF_TEXT = frozenset(
    "max maximum min minimum num number n count counts length len size sizes limit total budget "
    "per avg average mean median rate ratio pad padding eos bos unk mask sep cls special start "
    "end begin stop image audio video vision patch text word prompt completion output input new "
    "generated embedding embeddings dim type types ids level class classes classification window "
    "vocab vocabulary merge drop dropout usage cost price speed chunk context overlap reserved "
    "added extra additional unknown separator "
    "think thinking tool bucket position positions pool pooling logits loss accuracy".split()
)
_AUTH_WORDS = frozenset("auth oauth oauth2 authorization authentication".split())
_AUTH_KINDS = frozenset(
    "type types method methods mode provider providers enabled scheme url uri host endpoint "
    "domain realm required backend flow".split()
)
# The names of a thing that is kept elsewhere; `secret_name`, unlike a secret, may be read.
_REFERENCES = frozenset(
    "min max n num count length len rotation expiry expires ttl age days hours minutes".split()
)

_LOOKS_SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|"
    r"\b(?:sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{20,}|glpat-[\w-]{16,}|"
    r"xox[abeprs]-[\w-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[\w-]{30,}|hf_[A-Za-z0-9]{25,}|"
    r"[rs]k_(?:live|test)_\w{16,}|npm_\w{30,}|pypi-\w{30,}|"
    r"eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)"
)
_IN_URL = re.compile(r"(?P<before>\b[a-zA-Z][\w+.-]*://[^\s/:@]*:)[^\s/@]+(?=@)")
_IN_QUERY = re.compile(r"(?P<before>[?&;](?P<name>[\w.-]{1,60})=)(?P<value>[^\s&;#]+)")


def is_secret(name: Any, value: Any = "") -> bool:
    """Whether a value of this name is one that a shared page must not show.

    Names are read word by word (``api_key``, ``access-key``, ``dbPassword``, ``HF_TOKEN``), so
    that ``monkey``, ``tokenizer``, ``max_tokens`` and ``primary_key`` are none.

    Parameters
    ----------
    name : str
        Name of a parameter, an artifact or a key.
    value : anything, optional
        None and booleans are never secret (``use_auth_token=True``), numbers only where the name
        says password or secret.

    Examples
    --------
    >>> is_secret("openai_api_key"), is_secret("max_tokens"), is_secret("tokenizer")
    (True, False, False)
    """
    if value is None or is_instance(value, bool):
        return False
    words = _name_words(name)
    if not words:
        return False
    known = set(words)
    if known & _SECRET_WORDS or _SECRET_PARTS.search(" ".join(words)):
        return not (is_instance(value, Number) and known & _REFERENCES)
    if is_instance(value, Number):
        return False
    last = words[-1]
    if {"key", "keys"} & known:
        return not known & _KEYS_OF_DATA
    if {"token", "tokens"} & known:
        return not known & _TOKENS_OF_TEXT
    if _AUTH_WORDS & known:
        return not known & _AUTH_KINDS
    if last == "pass":
        return words == ["pass"] or bool(known & _PASS_OF)
    connection = {"connection", "conn"} & known and {"string", "str"} & known
    return bool(connection) or last in ("private", "pat") or "private" in words[:1]


def mask(name: Any, value: Any, shown: Collection[str] = ()) -> Any:
    """The value, or what stands in its place; within mappings and lists too.

    Parameters
    ----------
    name : str
    value : anything
        It is not changed; a mapping or list that holds a secret is copied.
    shown : collection of str
        Names that the user asked for: their values are shown, whatever they say.

    Examples
    --------
    >>> mask("db", {"host": "db.example", "password": "hunter2"})
    {'host': 'db.example', 'password': '••••••'}
    >>> mask("url", "postgres://ada:hunter2@db.example/churn")
    'postgres://ada:••••••@db.example/churn'
    """
    if name in shown:
        return value
    return _mask_value(name, value, MAX_DEPTH)


def _mask_value(name: Any, value: Any, depth: int) -> Any:
    if is_secret(name, value):
        return MASK
    if is_instance(value, str):
        return _mask_text(value)
    if is_instance(value, Mapping):
        if depth == 0 or len(value) > MAX_ITEMS:
            return f"(a mapping of {len(value):,} items: left out)"
        try:
            pairs = list(islice(value.items(), MAX_ITEMS + 1))  # of an odd one, `len` says little
        except Exception as error:
            return f"(a mapping that cannot be read: {type(error).__name__})"
        if len(pairs) > MAX_ITEMS:
            return f"(a mapping of more than {MAX_ITEMS:,} items: left out)"
        return {key: _mask_value(key, item, depth - 1) for key, item in pairs}
    if is_instance(value, (list, tuple)) and any(
        is_instance(item, (str, Mapping, list, tuple)) for item in value[:MAX_ITEMS]
    ):
        if depth == 0 or len(value) > MAX_ITEMS:
            return f"(a list of {len(value):,} items: left out)"
        return [_mask_value(None, item, depth - 1) for item in islice(value, MAX_ITEMS)]
    return value


def _mask_text(text: str) -> str:
    if len(text) > 100_000:
        return text if not _LOOKS_SECRET.search(text[:100_000]) else MASK
    if _LOOKS_SECRET.search(text):
        return MASK
    if "://" in text:
        text = _IN_URL.sub(rf"\g<before>{MASK}", text)
        text = _IN_QUERY.sub(_mask_query, text)
    return text


def _mask_query(found: re.Match[str]) -> str:
    return found["before"] + (MASK if is_secret(found["name"], found["value"]) else found["value"])


def _name_words(name: Any) -> list[str]:
    if not is_instance(name, str):
        return []
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name[:300])
    return re.findall(r"[a-z]+(?:2(?![0-9]))?|[0-9]+", text.lower())
