"""Names of what must not stand on a card that is shared."""

from __future__ import annotations

import re
from functools import lru_cache
from numbers import Number
from typing import Any

from ..wire.scalars import is_instance

MASK = "••••••"
"""What is shown in the place of a secret: it tells neither its length nor its characters."""

_SECRET_WORDS = frozenset(
    "password passwords passwd passwds passphrase passphrases passcode passcodes passkey passkeys "
    "pwd pwds pw secret secrets credential credentials cred creds bearer jwt jwts otp totp "
    "cookie cookies keytab kubeconfig netrc webhook webhooks pem dsn".split()
)
# What prose and programs say of other things, too.
_ALSO_OTHER_WORDS = frozenset("pw cookie cookies bearer cred creds secret secrets pem dsn".split())
# Within a word as well: `dbpassword`, `awssecretaccesskey`, `authtoken2`.
_SECRET_PARTS = re.compile(
    r"passwor[dt]|passwd|passphrase|credential|secret(?!ar|ion|e)|"
    r"(?:api|access|secret|private|ssh|rsa|gpg|pgp|aes|signing|encryption|master|account|storage|"
    r"service|auth|license|licence|client|app|deploy|session|host|db)keys?(?![a-z])|"
    r"(?:auth|access|api|refresh|id|hf|hub|github|gitlab|slack|bot|user|session|my|sas|csrf|"
    r"oauth|vault)tokens?(?![a-z])|"
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


def is_plainly_secret(name: Any) -> bool:
    """Whether a name can mean nothing else, in a sentence too: ``password``, and not ``key``.

    Examples
    --------
    >>> is_plainly_secret("db_password"), is_plainly_secret("key"), is_plainly_secret("token")
    (True, False, False)
    """
    words = _name_words(name)
    plain = set(words) & (_SECRET_WORDS - _ALSO_OTHER_WORDS)
    return bool(plain or _SECRET_PARTS.search("".join(words)))


def is_joined_secret(name: str) -> bool:
    """Whether words of a secret are written as one, which no sentence does: ``apikey``.

    Examples
    --------
    >>> is_joined_secret("apikey"), is_joined_secret("mypassword"), is_joined_secret("credential")
    (True, True, False)
    """
    word = name.lower()
    return word not in _SECRET_WORDS and _SECRET_PARTS.search(word) is not None


def _name_words(name: Any) -> list[str]:
    return list(_split_name(str(name[:300]))) if is_instance(name, str) else []


@lru_cache(maxsize=2000)
def _split_name(name: str) -> tuple[str, ...]:
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return tuple(re.findall(r"[a-z]+(?:2(?![0-9]))?|[0-9]+", text.lower()))
