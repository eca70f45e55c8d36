"""Meanings of calendar days: with a year, without one, in runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings.fields import month_number, weekday_number, year_of
from reportedly.times.numbers import clock, ordinal

# Days back within which every weekday has fallen on every day of a month.
_WEEKDAY_REACH = 2600
_CLOCK_PARTS = ("noon", "midday", "midnight")
# Days ahead up to which a date without a year may lie in the future: where the clause looks ahead,
# and where nothing tells.
_FAR = 240
_CLOSE = 75


def day_sense(
    found: Found,
    day: date,
    *,
    absolute: bool = False,
    ahead: date | None = None,
    open_value: str | None = None,
) -> Sense:
    """Sense of one day, with the part of the day or the clock time that stands beside it."""
    part = next((p for p in (found.first("q"), found.first("p")) if p), None)
    time = found.field("c") or found.field("k")
    at = clock(time or [part or ""], found.words) if time or part in _CLOCK_PARTS else None
    tail = at or (f"T{found.words.codes['parts'][part]}" if part else "")
    return Sense(
        "TIME" if tail else "DATE",
        day.isoformat() + tail,
        (day, day),
        "day",
        "text" if absolute else "published",
        ahead=(ahead, ahead) if ahead else None,
        open=open_value + tail if open_value else None,
    )


def full_date(found: Found) -> Sense | None:
    """Read "5 March 2025", "Friday, March 5, 2025 at 10 pm"."""
    year, month = year_of(found) or 0, month_number(found)
    number = ordinal(found.first("d") or "", found.words)
    day = cal.civil(year, month, number)
    if day is None:
        return impossible(f"{year:04d}-{month:02d}-{number:02d}")
    return day_sense(found, day, absolute=True)


def bad_date(found: Found) -> Sense | None:
    """Read "32 March": a day that no month has."""
    year = found.first("y") or "XXXX"
    return impossible(f"{year}-{month_number(found):02d}-{found.first('d')}")


def iso_date(found: Found) -> Sense | None:
    """Read "2025-03-05"."""
    year, month, number = (int(found.first(n) or 0) for n in "ymd")
    day = cal.civil(year, month, number)
    return (
        day_sense(found, day, absolute=True)
        if day
        else impossible(f"{year:04d}-{month:02d}-{number:02d}")
    )


def slash_date(found: Found) -> Sense | None:
    """Read "15/06/2024": day and month in the order that the calendar or the publication allows."""
    a, b, year = (int(found.first(n) or 0) for n in "aby")
    readings = [d for d in (cal.civil(year, b, a), cal.civil(year, a, b)) if d]
    if len(set(readings)) > 1:
        readings = [d for d in readings if d <= found.published]
    if len(set(readings)) != 1:
        reason = "day or month first?" if readings else None
        return (
            impossible(f"{year:04d}-XX-XX", reason=reason)
            if reason
            else impossible(f"{year:04d}-XX-XX")
        )
    return day_sense(found, readings[0], absolute=True)


def past_date(found: Found, month: int, number: int) -> tuple[date | None, date | None]:
    """Return the latest such date up to publication and the first one after it."""
    year = found.published.year
    candidates = [d for y in range(year - 8, year + 9) if (d := cal.civil(y, month, number))]
    past = [d for d in candidates if d <= found.published]
    coming = [d for d in candidates if d > found.published]
    return (past[-1] if past else None), (coming[0] if coming else None)


def nearest(found: Found, past: date | None, coming: date | None) -> date | None:
    """Choose by outlook: the past one, the coming one where the clause looks ahead.

    Where it looks neither way the coming one wins only when it is close and much the nearer.
    """
    if coming is None or past is None:
        return past or coming
    distance = (coming - found.published).days
    outlook = found.outlook(adjacent=True)
    if outlook == "future":
        return coming if distance <= _FAR else past
    if outlook == "none" and distance <= _CLOSE:
        return coming
    return past


def month_day(found: Found) -> Sense | None:
    """Read "March 5", without a year."""
    month, number = month_number(found), ordinal(found.first("d") or "", found.words)
    deictic = found.first("e")
    if deictic:
        year = found.published.year + found.words.numbers["deictics"][deictic]
        day = cal.civil(year, month, number)
        return day_sense(found, day) if day else impossible(f"{year}-{month:02d}-{number:02d}")
    past, coming = past_date(found, month, number)
    day = nearest(found, past, coming)
    if day is None:
        return impossible(f"XXXX-{month:02d}-{number:02d}")
    weekday = weekday_number(found)
    if weekday and day.isoweekday() != weekday:
        fits = [d for d in (past, coming) if d and d.isoweekday() == weekday]
        day = fits[0] if fits else day
    return day_sense(found, day, ahead=coming, open_value=f"XXXX-{month:02d}-{number:02d}")


def day_of_month(found: Found) -> Sense | None:
    """Read "on the 5th": the latest such day of a month up to publication."""
    number = ordinal(found.first("d") or "", found.words)
    for back in range(3):
        first = cal.plus(found.published.replace(day=1), -back, "M")
        day = cal.civil(first.year, first.month, number) if first else None
        if day and day <= found.published:
            return day_sense(found, day, open_value=f"XXXX-XX-{number:02d}")
    return impossible(f"XXXX-XX-{number:02d}")


def weekday_number_date(found: Found) -> Sense | None:
    """Read "Monday the 5th": the latest such date."""
    number = ordinal(found.first("d") or "", found.words)
    for back in range(_WEEKDAY_REACH):
        day = cal.plus_days(found.published, -back)
        if day and day.day == number and day.isoweekday() == weekday_number(found):
            return day_sense(found, day)
    return None


def day_range(found: Found) -> Sense | None:
    """Read "March 5-7", "between 3 and 5 July": from the first day to the last."""
    month, year = month_number(found), year_of(found)
    first, last = (ordinal(found.first(n) or "", found.words) for n in "dz")
    if year is None:
        start = nearest(found, *past_date(found, month, first))
    else:
        start = cal.civil(year, month, first)
    end = cal.civil(start.year, month, last) if start else None
    if start is None or end is None or start > end:
        return impossible(f"{year or 'XXXX'}-{month:02d}-{last:02d}")
    return Sense(
        "TIME" if found.first("p") else "DATE",
        f"{start}/{end}",
        (start, end),
        "range",
        "text" if year else "published",
    )


def overnight_date(found: Found) -> Sense | None:
    """Read "overnight on 6 March"."""
    number = ordinal(found.first("d") or "", found.words)
    year = year_of(found)
    if year is None:
        sense = month_day(found)
    else:
        day = cal.civil(year, month_number(found), number)
        sense = (
            Sense("DATE", "", (day, day), "day", "text")
            if day
            else impossible(f"{year:04d}-{month_number(found):02d}-{number:02d}")
        )
    if sense is None or sense.days is None:
        return sense
    eve = cal.plus_days(sense.days[0], -1)
    return (
        replace(
            sense,
            type="TIME",
            value=f"{eve}TNI",
            days=(eve, sense.days[0]),
            precision="range",
            ahead=None,
        )
        if eve
        else None
    )
