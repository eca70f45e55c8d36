"""Arithmetic on civil days that never leaves the years 1 to 9999 and never raises."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_DAYS = {"S": 0, "MIN": 0, "H": 0, "D": 1, "W": 7, "WE": 7, "FN": 14}


def civil(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none (30 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus_days(day: date, count: int) -> date | None:
    """Return the day so many days later, or None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def plus(day: date, count: float, unit: str) -> date | None:
    """Move a day by ``count`` units; months keep the day or take the month's last."""
    if unit in _DAYS:
        return plus_days(day, round(count * _DAYS[unit])) if abs(count) < 1e7 else None
    if abs(count) > 1e5:
        return None
    index = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_days(count: float, unit: str) -> int:
    """Whole days that ``count`` units make when no calendar date is known; hours make 0."""
    per = {"M": 30, "Q": 91, "Y": 365, "E": 3652, "C": 36524} | _DAYS
    return round(count * per[unit]) if abs(count) < 1e7 else 0


def month_days(year: int, month: int) -> Days | None:
    """Return the first and last day of a month."""
    first = civil(year, month, 1)
    return None if first is None else (first, date(year, month, monthrange(year, month)[1]))


def period(day: date, unit: str) -> Days | None:
    """Return the calendar day, week (Monday first), weekend, month … century that holds a day."""
    if unit in ("W", "WE"):
        first = plus_days(day, -day.weekday() + (5 if unit == "WE" else 0))
        last = plus_days(day, 6 - day.weekday())
        return (first, last) if first and last else None
    if unit in ("M", "Q", "Y", "E", "C"):
        return _months_period(day, unit)
    return (day, day)


def _months_period(day: date, unit: str) -> Days | None:
    if unit == "M":
        return month_days(day.year, day.month)
    if unit == "Q":
        return quarter(day.year, (day.month - 1) // 3 + 1)
    length = {"Y": 1, "E": 10, "C": 100}[unit]
    start = day.year - day.year % length
    return years(start, start + length - 1)


def years(first: int, last: int) -> Days | None:
    """Return 1 January of the first year to 31 December of the last, inside 1 to 9999."""
    if last < 1 or first > 9999:
        return None
    return date(max(first, 1), 1, 1), date(min(last, 9999), 12, 31)


def quarter(year: int, number: int) -> Days | None:
    """Return the days of a quarter, 1 to 4."""
    if not (1 <= year <= 9999 and 1 <= number <= 4):
        return None
    month = number * 3
    return date(year, month - 2, 1), date(year, month, monthrange(year, month)[1])


def half(year: int, number: int) -> Days | None:
    """Return the days of a half year, 1 or 2."""
    if not (1 <= year <= 9999 and 1 <= number <= 2):
        return None
    return (
        (date(year, 1, 1), date(year, 6, 30))
        if number == 1
        else (date(year, 7, 1), date(year, 12, 31))
    )


def third(days: Days, part: str) -> Days:
    """Return the first, second or last third (START, MID, END).

    A month splits behind the 10th and the 20th, a year behind April and August, three months by
    month, a decade behind its years 3 and 6.
    """
    first, last = days
    length = (last - first).days + 1
    if length <= 2:
        return days
    one, two = _cuts(first, last, length)
    if part == "START":
        return first, one - timedelta(days=1)
    return (one, two - timedelta(days=1)) if part == "MID" else (two, last)


def _cuts(first: date, last: date, length: int) -> Days:
    whole_months = first.day == 1 and (
        last + timedelta(days=1) if last < date.max else last
    ).day in (
        1,
        31,
    )
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if whole_months and months in _CUT_MONTHS:
        one, two = (plus(first, n, "M") for n in _CUT_MONTHS[months])
        if one and two:
            return one, two
    cut = 10 if 28 <= length <= 31 else length // 3
    return first + timedelta(days=cut), first + timedelta(days=2 * cut)


# Length in months to the months behind which the thirds begin.
_CUT_MONTHS = {3: (1, 2), 12: (4, 8), 120: (48, 84)}


def value_of(day: date, unit: str) -> str:
    """TIMEX3 value of the day, week, month … that holds a day."""
    year = f"{day.year:04d}"
    if unit in ("W", "WE"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{year}-{day.month:02d}"
    if unit == "Q":
        return f"{year}-Q{(day.month - 1) // 3 + 1}"
    return {"Y": year, "E": year[:3], "C": year[:2]}.get(unit, day.isoformat())
