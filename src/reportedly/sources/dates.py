"""Publication dates: what is one, and how it is written from then on."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from reportedly.sources.tables import months

_ISO: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}(?:Z|[+-]\d{4})?)?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_DAY_FIRST: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[ \-.]+([A-Za-z]{3,9})\.?,?[ \-]+(\d{4})\b"
)
_MONTH_FIRST: Final = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_LONGEST: Final = 100


def iso_date(value: str) -> str | None:
    """Return the ISO 8601 date or date-time that ``value`` is, in one spelling, or None."""
    match = _ISO.fullmatch(value.strip())
    if not match:
        return None
    day, clock, zone = match.groups()
    try:
        if clock is None:
            return date.fromisoformat(day).isoformat()
        stamp = f"{day}T{clock.replace(',', '.')}{zone or ''}"
        return datetime.fromisoformat(stamp).isoformat()
    except ValueError:
        return None


def loose_date(value: str) -> str | None:
    """Return the ISO form of a date as pages and records write it, or None.

    Read besides ISO 8601: RFC 2822, ``2024/05/31``, ``20240531``, ``31 May 2024``,
    ``May 31, 2024``. Not read, because it is not certain: ``05/06/2024``, months without a day.
    """
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    return iso_date(value) or _mail_date(value) or _written_date(value)


def _mail_date(value: str) -> str | None:
    if "," not in value or ":" not in value:
        return None
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written_date(value: str) -> str | None:
    for pattern in (_COMPACT, _YEAR_FIRST):
        if match := pattern.match(value):
            if pattern is _COMPACT and match.end() != len(value):
                continue
            return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(value):
        return _day(match[3], months().get(match[2].casefold()), match[1])
    if match := _MONTH_FIRST.search(value):
        return _day(match[3], months().get(match[1].casefold()), match[2])
    return iso_date(value[:10]) if re.match(r"\d{4}-\d\d-\d\d\b", value) else None


def _day(year: str, month: str | int | None, day: str) -> str | None:
    if month is None:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
