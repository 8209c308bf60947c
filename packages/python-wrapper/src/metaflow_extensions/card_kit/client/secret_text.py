"""What must not stand in a text: by what it looks like, or by the name before it."""

from __future__ import annotations

import re
from functools import lru_cache

from .secret_names import MASK, is_joined_secret, is_plainly_secret, is_secret

MAX_READ = 100_000
LEAST_RANDOM = 12
MAX_PAIRS = 20

_LOOKS_SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|"
    r"\b(?:sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{20,}|glpat-[\w-]{16,}|"
    r"xox[abeprs]-[\w-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[\w-]{30,}|hf_[A-Za-z0-9]{25,}|"
    r"[rs]k_(?:live|test)_\w{16,}|npm_\w{30,}|pypi-\w{30,}|"
    r"eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)"
)
_IN_URL = re.compile(r"(?P<before>\b[a-zA-Z][\w+.-]{0,30}://[^\s/:@\"']{0,200}:)[^\s/@\"']+(?=@)")
_SIGNED_URL = re.compile(
    r"(?P<before>[?&](?:sig|signature|X-Amz-Signature|X-Amz-Credential)=)[^\s&\"']+", re.IGNORECASE
)
_USER_OF_CURL = re.compile(r"(?P<before>(?<!\S)(?:-u|--user)[ =]\s?[^\s:]{1,100}:)\S+")
_NAME = r"(?<![\w.-])(?P<name>-{0,2}[A-Za-z_][\w.-]{0,80})"
_QUOTED = re.compile(
    _NAME + r"(?P<sign>\\?[\"']?\]?\s{0,4}(?:=>|=|:)\s{0,4}[bru]{0,2})(?P<quote>\\?[\"'])"
    r"(?P<value>(?:(?!(?P=quote))(?:\\.|[^\n\\])){1,2000})(?P<end>(?P=quote)|\\?$)",
    re.MULTILINE,
)
"""``password='...'``, ``"password": "..."``; the end may have been cut off."""
_BARE = re.compile(
    _NAME + r"(?P<sign>\\?[\"']?(?:=|\s{0,2}:\s{1,4}|\s=\s))"
    r"(?P<value>[^\s,;&\"'<>\\{]{1,2000})"
)
"""``PASSWORD=...``, ``password: ...``."""
_FLAG = re.compile(r"(?<!\S)--?(?P<name>[A-Za-z][\w-]{0,60})(?P<sign>\s{1,2})(?P<value>[^\s-]\S*)")
_LISTED = re.compile(
    r"--?(?P<name>[A-Za-z][\w-]{0,60})(?P<sign>\\?[\"'],\s{0,4}\\?[\"'])"
    r"(?P<value>[^\s\"'\\-][^\n\"'\\]{0,2000})"
)
"""``["--token", "..."]``."""
_IN_TAG = re.compile(r"<(?P<name>[A-Za-z_][\w.-]{0,60})(?P<sign>>)(?P<value>[^\s<]{1,2000})(?=</)")
_AUTHORIZATION = re.compile(
    r"(?P<before>\b(?:Bearer|Basic|[Tt]oken|TOKEN)\s+)(?P<value>[A-Za-z0-9+/=._~-]{12,2000})"
)
_CODE = re.compile(
    r"(?:self|cls|os|args|config|settings|current)\.\w|[A-Za-z_][\w.]*[(\[]|"
    r"(?:None|True|False|null)\b"
)
_ENDS_WITH_NAME = re.compile(r"[A-Za-z_][\w.-]{0,80}\Z")
_CLOSERS = re.compile(r"[)\]}]*$")
_ERROR = re.compile(r"(?:Error|Exception|Warning)$")
_PASSWORDS = frozenset("password passwd passphrase passcode pwd".split())
_SIGN = re.compile(r"[=:@>-]")
_HINTS = (
    "pass pw secret token key cred auth jwt otp cookie kubeconfig netrc webhook pem dsn private "
    "_pat pat_ conn bearer basic"
).split()
"""Within each name that `is_secret` knows: text without it need not be read more closely."""


def mask_text(text: str) -> str:
    """The text without what looks like a secret, and without what a name calls one.

    Of more than 100,000 characters only the first are looked at.

    Examples
    --------
    >>> mask_text("postgres://ada:hunter2@db/churn, token count: 5")
    'postgres://ada:••••••@db/churn, token count: 5'
    >>> mask_text("export DB_PASSWORD=hunter2 SEED=3")
    'export DB_PASSWORD=•••••• SEED=3'
    """
    head = text[:MAX_READ]
    if _LOOKS_SECRET.search(head):
        return MASK
    if not _SIGN.search(head):
        return text
    if len(text) > MAX_READ:
        return mask_text(head) + text[MAX_READ:]
    if "://" in text:
        text = _IN_URL.sub(rf"\g<before>{MASK}", text)
        text = _SIGNED_URL.sub(rf"\g<before>{MASK}", text)
    if "-u" in text:
        text = _USER_OF_CURL.sub(rf"\g<before>{MASK}", text)
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return text
    text = _QUOTED.sub(_mask_quoted, text)
    text = _BARE.sub(_mask_bare, text)
    if "-" in text:
        text = _LISTED.sub(_mask_bare, _FLAG.sub(_mask_bare, text))
    if "</" in text:
        text = _IN_TAG.sub(_mask_bare, text)
    return _AUTHORIZATION.sub(_mask_header, text) if " " in text else text


def _mask_quoted(found: re.Match[str]) -> str:
    name, sign, value = _last_name(found["name"]), found["sign"], found["value"]
    prose = sign[0] == ":"
    if is_secret(name, value) and (_is_said(name, value) if prose else not _ERROR.search(name)):
        value = MASK
    else:
        value = _BARE.sub(_mask_bare, _QUOTED.sub(_mask_quoted, value))
    return f"{found['name']}{sign}{found['quote']}{value}{found['end']}"


def _mask_bare(found: re.Match[str]) -> str:
    name, value = _last_name(found["name"]), found["value"]
    before = found[0][: found.start("value") - found.start()]
    if not _is_bare_secret(name, value, spaced=" " in found["sign"]):
        return before + _mask_pairs(value)
    closers = _CLOSERS.search(value)
    kept = closers[0] if closers and "(" not in value and "[" not in value else ""
    return before + MASK + kept


def _is_bare_secret(name: str, value: str, *, spaced: bool) -> bool:
    if not _can_be_secret(name) or MASK in value or _CODE.match(value):
        return False
    if not is_secret(name, _number_or_text(value)):
        return False
    return _is_said(name, value) if spaced or _is_word(name) else True


def _mask_pairs(value: str) -> str:
    """Of ``password=...``, where it is itself a value, as in ``ValueError: password=...``."""
    at = value.find("=")
    for _ in range(MAX_PAIRS):
        if at < 0:
            break
        name = _ENDS_WITH_NAME.search(value, max(0, at - 80), at)
        if name is not None and _is_bare_secret(_last_name(name[0]), value[at + 1 :], spaced=False):
            return value[: at + 1] + MASK
        at = value.find("=", at + 1)
    return value


def _mask_header(found: re.Match[str]) -> str:
    return found["before"] + MASK if _looks_random(found["value"]) else found[0]


@lru_cache(maxsize=2000)
def _can_be_secret(name: str) -> bool:
    return is_secret(name, "text")


def _last_name(name: str) -> str:
    """Of ``self.db.password`` and of ``--db-password`` what the value is given to."""
    return name.strip("-").rpartition(".")[2] or name


def _is_said(name: str, value: str) -> bool:
    """Whether a sentence that says ``name: value`` can mean nothing but a secret."""
    if _ERROR.search(name):
        return False
    plain = is_plainly_secret(name) and (
        not _is_word(name) or name.lower() in _PASSWORDS or is_joined_secret(name)
    )
    return plain or _looks_random(value)


def _is_word(name: str) -> bool:
    """Whether a name is one word, such as ``key``, which says too little."""
    return name.isalpha() and (name.islower() or name.istitle())


def _number_or_text(value: str) -> object:
    try:
        return float(value)
    except ValueError:
        return value


def _looks_random(value: str) -> bool:
    return (
        len(value) >= LEAST_RANDOM
        and any(c.isdigit() for c in value)
        and any(c.isalpha() for c in value)
    )
