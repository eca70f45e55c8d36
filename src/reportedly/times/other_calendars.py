"""Islamic and Solar Hijri dates to civil days, by well-kept libraries.

Islamic months by Umm al-Qura (hijridate, 1343 to 1500 AH) and by the arithmetic calendar outside
that range; where a month begins by sighting the day can differ by one. Solar Hijri by jdatetime.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from reportedly.times.calendar import Days, plus_days

Convert = Callable[[int, int, int], date | None]
_BEFORE_THE_FIRST = 227014  # the ordinal of the day before 1 Muharram 1 AH
_FIRST_UMM_AL_QURA, _LAST_UMM_AL_QURA = 1343, 1500


@cache
def _library(name: str) -> Any:
    # Loaded when the first such date is met: most texts have none.
    return importlib.import_module(name)


@cache
def islamic(year: int, month: int, day: int) -> date | None:
    """Civil day of an Islamic date (AH), or None where the calendar has none."""
    if not (1 <= day <= 30 and 1 <= month <= 12 and year >= 1):
        return None
    try:
        if _FIRST_UMM_AL_QURA <= year <= _LAST_UMM_AL_QURA:
            return date(*_library("hijridate").Hijri(year, month, day).to_gregorian().datetuple())
        return date.fromordinal(_arithmetic(year, month, day))
    except (ValueError, OverflowError):
        return None


@cache
def solar(year: int, month: int, day: int) -> date | None:
    """Civil day of a Solar Hijri date, or None where the calendar has none."""
    if not (1 <= day <= 31 and 1 <= month <= 12 and year >= 1):
        return None
    try:
        found: date = _library("jdatetime").date(year, month, day).togregorian()
    except (ValueError, OverflowError):
        return None
    return found


def _arithmetic(year: int, month: int, day: int) -> int:
    """Ordinal of a day of the civil arithmetic calendar.

    Months of 30 and 29 days in turn, 11 leap years in a cycle of 30, from 16 July 622 (Julian).
    """
    months = (59 * (month - 1) + 1) // 2
    return _BEFORE_THE_FIRST + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day


def month_of(convert: Convert, year: int, month: int) -> Days | None:
    """First and last day of a month of another calendar."""
    first = convert(year, month, 1)
    following = convert(year + month // 12, month % 12 + 1, 1)
    last = plus_days(following, -1) if following else None
    return (first, last) if first and last else None


def islamic_month_in(civil_year: int, month: int) -> Days | None:
    """Return the days of an Islamic month that begins in a civil year ("Ramadan 2024")."""
    guess = round((civil_year - 622) * 33 / 32)
    for year in (guess - 1, guess, guess + 1):
        days = month_of(islamic, year, month)
        if days and days[0].year == civil_year:
            return days
    return None
