"""Dates and moments: how they travel, and how they are shown, the same as in ``dates.ts``."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from .scalars import is_instance, unwrap

NO_ZONE = "(no time zone)"

_MOMENT = re.compile(
    r"([+-]?\d{4,6}-\d\d-\d\d)"
    r"(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?"
    r"(Z|[+-]\d\d:?\d\d)?(?:\[([\w/+-]{1,60})\])?)?",
    re.ASCII,
)
_FRACTION = re.compile(r"[.,](\d{1,9})")
_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=timezone.utc)
_EPOCH_DAY = date(1970, 1, 1).toordinal()


def is_date(value: Any) -> bool:
    """Whether it is a date without a time of day."""
    return is_instance(value, date) and not is_instance(value, datetime)


def is_moment(value: Any) -> bool:
    """Whether it is a date with a time of day."""
    return is_instance(value, datetime)


def is_date_text(value: Any) -> bool:
    """Whether it is the text of a date or a moment: ``"2026-01-20"``, ``"2026-01-20T14:00Z"``."""
    return read_date_text(value) is not None


def read_date_text(value: Any) -> date | None:
    """The date or the moment that a text in ISO 8601 says; None for anything else."""
    if type(value) is not str or not _MOMENT.fullmatch(value):
        return None
    try:
        if len(value) <= 10:
            return date.fromisoformat(value)
        return datetime.fromisoformat(_FRACTION.sub(_as_micros, value.replace("Z", "+00:00")))
    except ValueError:  # 31 February, or a zone in brackets
        return None


def _as_micros(fraction: re.Match[str]) -> str:
    """Three or six digits, which Python before 3.11 asks for."""
    return "." + fraction[1][:6].ljust(6, "0")


def date_on_wire(value: Any) -> str | None:
    """A date, a moment or a time of day as it travels; None for anything else.

    A date stays a date: ``2024-05-01``. A moment is ISO 8601 with its offset; one without a
    zone has none here either, since nobody knows which it was.

    Examples
    --------
    >>> date_on_wire(date(2024, 5, 1))
    '2024-05-01'

    >>> date_on_wire(datetime(2024, 5, 1, 14, tzinfo=timezone.utc))
    '2024-05-01T14:00:00+00:00'
    """
    value = unwrap(value)
    if not is_instance(value, (date, time)):
        return None
    try:
        text = value.isoformat()
    except Exception:
        return None
    return str.__str__(text) if is_instance(text, str) and len(text) <= 60 else None


def format_date(text: str) -> str:
    """What `date_on_wire` made, as people read it: a moment never without a word on its zone.

    Parameters
    ----------
    text : str
        ISO 8601, and the name of a zone in brackets if there is one. Any other text stays.

    Examples
    --------
    >>> format_date("2024-05-01")
    '2024-05-01'

    >>> format_date("2024-05-01T14:00:30+02:00")
    '2024-05-01 14:00:30 UTC+02:00'

    >>> format_date("2024-05-01T14:00:00")
    '2024-05-01 14:00 (no time zone)'
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        return text
    day, clock, seconds, fraction, offset, zone = found.groups()
    if clock is None:
        return str(day)
    fraction = (fraction or "").rstrip("0")
    if fraction:
        clock += f":{seconds}.{fraction}"
    elif seconds not in (None, "00"):
        clock += f":{seconds}"
    return f"{day} {clock} {zone or _name_offset(offset)}"


def _name_offset(offset: str | None) -> str:
    if offset is None:
        return NO_ZONE
    digits = offset[1:].replace(":", "")
    return "UTC" if digits in ("", "0000") else f"UTC{offset[0]}{digits[:2]}:{digits[2:]}"


def days_since_epoch(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH_DAY


def micros_since_epoch(moment: datetime) -> int:
    """Microseconds since 1970-01-01, in UTC; of a moment without a zone, by its own clock."""
    since = moment - (_EPOCH if moment.tzinfo is None else _EPOCH_UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def micros_of_day(day: date, zone: str | None) -> int:
    """When a day begins, as `micros_since_epoch` counts, by the clocks of a zone."""
    midnight = datetime(day.year, day.month, day.day)
    return micros_since_epoch(midnight.replace(tzinfo=None if zone is None else _open_zone(zone)))


def zone_of(moment: datetime) -> str | None:
    """The zone's name, else its offset: ``"Europe/Berlin"``, ``"+02:00"``, ``"UTC"``; or None."""
    zone = moment.tzinfo
    if zone is None:
        return None
    for name in ("key", "zone"):  # of zoneinfo, of pytz
        known = getattr(zone, name, None)
        if isinstance(known, str):
            return known
    offset = moment.isoformat()[-6:]
    return "UTC" if offset == "+00:00" else offset


def date_of_days(days: int) -> date:
    """The date of so many days since 1970-01-01; the first or the last of all beyond these."""
    return date.fromordinal(min(max(1, days + _EPOCH_DAY), date.max.toordinal()))


def moment_of_micros(micros: int, zone: str | None) -> datetime:
    """The moment of so many microseconds since 1970-01-01, in a zone, or without one."""
    since = timedelta(microseconds=micros)
    own = None if zone is None else _open_zone(zone)
    try:
        return _EPOCH + since if own is None else (_EPOCH_UTC + since).astimezone(own)
    except OverflowError:  # the first and the last day of the calendar are not those of UTC
        end = datetime.max if micros > 0 else datetime.min
        ahead = (own and own.utcoffset(end)) or timedelta()
        with suppress(OverflowError):
            end = _EPOCH + (since + ahead)
        return end.replace(tzinfo=own)


def _open_zone(name: str) -> tzinfo:
    """A zone by its name or its offset; UTC where this machine does not know it."""
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", name)
    if found is not None:
        size = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(size if found[1] == "+" else -size)
    try:
        from zoneinfo import ZoneInfo

        return ZoneInfo(name)
    except Exception:
        return timezone.utc
