"""Meanings of other calendars and of holidays with a fixed date."""

from __future__ import annotations

from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings_date import nearest, past_date

_HOLIDAYS = {
    "christmas": (12, 25),
    "eve": (12, 24),
    "boxing": (12, 26),
    "valentine": (2, 14),
    "may": (5, 1),
    "halloween": (10, 31),
}


def hijri(found: Found) -> Sense | None:
    """Read "17 Ramadan 1445": kept as words until converted."""
    return Sense(
        "DATE", "XXXX-XX-XX", None, "unknown", "none", unresolved="an Islamic date without a year"
    )


def holiday(found: Found) -> Sense | None:
    """Read "Christmas Day"."""
    words = found.field("h")
    if words[0] == "new":
        month, number = (12, 31) if words[-1] == "eve" else (1, 1)
    elif words[0] == "christmas" and words[-1] == "eve":
        month, number = 12, 24
    else:
        month, number = _HOLIDAYS[words[0]]
    year = found.first("y")
    day = (
        cal.civil(int(year), month, number)
        if year
        else nearest(found, *past_date(found, month, number))
    )
    if day is None:
        return impossible("XXXX-XX-XX")
    return Sense("DATE", day.isoformat(), (day, day), "day", "text" if year else "published")
