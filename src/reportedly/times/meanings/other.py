"""Meanings of other calendars and of holidays."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.times import calendar as cal
from reportedly.times import other_calendars as calendars
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings.days import nearest
from reportedly.times.numbers import ordinal

# Above it the year of an Islamic month is a civil one ("Ramadan 2024").
_LAST_ISLAMIC = 1600


def hijri(found: Found) -> Sense | None:
    """Read "17 Ramadan 1445", "Ramadan 2024"; without a year the words stay as they are."""
    month = _islamic_month(found)
    year = int(found.first("y") or 0)
    if not year:
        return impossible("XXXX-XX-XX", reason="an Islamic date without a year")
    if month is None:
        return impossible("XXXX-XX-XX", reason="not clear which Islamic month is meant")
    number = ordinal(found.first("d") or "", found.words)
    if year > _LAST_ISLAMIC:
        days = calendars.islamic_month_in(year, month)
        day = cal.plus_days(days[0], number - 1) if days and number else None
        return _converted(days if not number else (day, day) if day else None, number)
    return _other_calendar(calendars.islamic, year, month, number)


def solar(found: Found) -> Sense | None:
    """Read "15 Hamal 1402" of the Solar Hijri calendar."""
    month = found.words.numbers["solar_months"][found.first("m") or ""]
    number = ordinal(found.first("d") or "", found.words)
    return _other_calendar(calendars.solar, int(found.first("y") or 0), month, number)


def _other_calendar(convert: calendars.Convert, year: int, month: int, number: int) -> Sense:
    if not number:
        return _converted(calendars.month_of(convert, year, month), 0)
    day = convert(year, month, number)
    return _converted((day, day) if day else None, number)


def _converted(days: cal.Days | None, number: int) -> Sense:
    if days is None:
        return impossible("XXXX-XX-XX")
    if number:
        return Sense("DATE", days[0].isoformat(), days, "day", "text")
    return Sense("DATE", f"{days[0]}/{days[1]}", days, "range", "text")


def _islamic_month(found: Found) -> int | None:
    words = found.field("m")
    known = found.words.numbers["hijri_months"].get(words[0])
    if known:
        return known
    tail = words[-1]
    if words[0] == "dhu":
        return 12 if tail.startswith("hij") else 11
    base = {"rabi": 3, "jumada": 5}[words[0]]
    if tail in ("awwal", "ula", "i", "1"):
        return base
    return base + 1 if tail in ("thani", "thania", "akhir", "akhira", "ii", "2") else None


def holiday(found: Found) -> Sense | None:
    """Read "Christmas Day", "last Thanksgiving": the rule's options say which day it is."""
    options = found.rule.options
    year = found.first("y")
    if year:
        day = holiday_in(int(year), options)
    else:
        days = [holiday_in(found.published.year + k, options) for k in (-1, 0, 1)]
        past = [d for d in days if d and d <= found.published]
        coming = [d for d in days if d and d > found.published]
        if found.first("e") in ("last", "next"):
            chosen = past[-1:] if found.first("e") == "last" else coming[:1]
            day = chosen[0] if chosen else None
        else:
            day = nearest(found, past[-1] if past else None, coming[0] if coming else None)
    if day is None:
        return impossible("XXXX-XX-XX")
    return Sense("DATE", day.isoformat(), (day, day), "day", "text" if year else "published")


def holiday_in(year: int, options: dict[str, Any]) -> date | None:
    """Return the day of a holiday in a year, or None outside the years 1 to 9999."""
    if "easter" in options:
        sunday = easter(year)
        return cal.plus_days(sunday, options["easter"]) if sunday else None
    if "moving" in options:
        month, weekday, which, more = options["moving"]
        day = _nth_weekday(year, month, weekday, which)
        return cal.plus_days(day, more) if day else None
    month, number = options["fixed"]
    return cal.civil(year, month, number)


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date | None:
    days = cal.month_days(year, month)
    if days is None:
        return None
    if which < 0:
        return cal.plus_days(days[1], -((days[1].isoweekday() - weekday) % 7))
    return cal.plus_days(days[0], (weekday - days[0].isoweekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date | None:
    """Return western Easter Sunday (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return cal.civil(year, month, day + 1)
