"""Meanings of calendar dates, weekdays, months, years and their parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.records.claim import Anchor
from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.numbers import clock, ordinal, verbal_year

# Days ahead up to which a date without a year may lie in the future: where the clause looks ahead,
# and where nothing tells.
# Days back within which every weekday has fallen on every day of a month.
_WEEKDAY_REACH = 2600
# "11 Jan 90" is 1990, "11 Jan 24" is 2024.
_SHORT_YEAR, _PIVOT = 2, 50
_CLOCK_PARTS = ("noon", "midday", "midnight")
_TOWARDS = ("until", "till", "by")
_FAR = 240
_CLOSE = 75


def month_number(found: Found, name: str = "m") -> int:
    """Return the number 1 to 12 of the month in a field."""
    token = found.first(name) or ""
    numbers = found.words.numbers
    return numbers["months"].get(token) or numbers["month_abbreviations"].get(token, 0)


def weekday_number(found: Found, name: str = "w") -> int | None:
    """Return the number 1 to 7 of the weekday in a field."""
    token = (found.first(name) or "").rstrip(".")
    numbers = found.words.numbers
    return (
        numbers["weekdays"].get(token)
        or numbers["weekday_abbreviations"].get(token)
        or numbers["weekday_plurals"].get(token)
    )


def year_of(found: Found, name: str = "y") -> int | None:
    """Return the year in a field, in digits or words."""
    token = found.first(name)
    if token is not None:
        if not token.isdecimal():
            return None
        short = len(token) == _SHORT_YEAR
        return int(token) + (2000 if int(token) < _PIVOT else 1900) * short
    return verbal_year(found.field("v"), found.words) if found.field("v") else None


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


def weekday(found: Found) -> Sense | None:
    """Read "Monday": the latest up to publication; "last Monday" before it; "next" after it."""
    number = weekday_number(found) or 1
    published = found.published
    direction = [t for t in found.field("e") if t not in ("on", "the")]
    back = (published.isoweekday() - number) % 7
    past = cal.plus_days(published, -back)
    ahead = cal.plus_days(published, (7 - back) if back else 7)
    head = direction[-1] if direction else ""
    if head in ("following", "previous"):
        return _weekday_beside(found, number, 1 if head == "following" else -1)
    if head in ("last", "past"):
        day = cal.plus_days(published, -(back or 7))
    elif head in ("next", "coming"):
        day = ahead
    elif head == "this":
        week = cal.period(published, "W")
        day = cal.plus_days(week[0], number - 1) if week else None
    elif back and _looks_ahead(found):
        day = ahead
    else:
        day = past
    if day is None:
        return impossible(f"XXXX-WXX-{number}")
    return day_sense(found, day, ahead=ahead, open_value=f"XXXX-WXX-{number}")


def _weekday_beside(found: Found, number: int, step: int) -> Sense:
    """Return "the following Sunday", "the previous Friday": counted from the last date before."""
    value = f"XXXX-WXX-{number}"
    if found.earlier is not None:
        base = found.earlier[1] if step > 0 else found.earlier[0]
        gap = (number - base.isoweekday()) % 7 or 7
        day = cal.plus_days(base, gap if step > 0 else gap - 7 or -7)
        if day is not None:
            return replace(day_sense(found, day), anchor="event")
    reason = "counts from another event"
    return Sense("DATE", value, None, "unknown", "event", "narrative", unresolved=reason)


def _looks_ahead(found: Found) -> bool:
    outlook = found.outlook()
    return outlook == "future" or (outlook == "none" and found.before() in _TOWARDS)


def weekday_of_week(found: Found) -> Sense | None:
    """Read "Monday of last week"."""
    shift = found.words.numbers["deictics"][found.first("e") or "this"]
    day = cal.plus_days(
        found.published, 7 * shift - found.published.isoweekday() + (weekday_number(found) or 1)
    )
    return day_sense(found, day) if day else None


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


def day_of_month(found: Found) -> Sense | None:
    """Read "on the 5th": the latest such day of a month up to publication."""
    number = ordinal(found.first("d") or "", found.words)
    for back in range(3):
        first = cal.plus(found.published.replace(day=1), -back, "M")
        day = cal.civil(first.year, first.month, number) if first else None
        if day and day <= found.published:
            return day_sense(found, day, open_value=f"XXXX-XX-{number:02d}")
    return impossible(f"XXXX-XX-{number:02d}")


def week_of_month(found: Found) -> Sense | None:
    """Read "the first week of March": days 1 to 7, 8 to 14 …; the last week is the last seven."""
    sense = month(found)
    if sense is None or sense.days is None:
        return sense
    head = found.first("d") or ""
    first, last = sense.days
    number = found.words.numbers["ordinals"].get(head, 1)
    shift = (last - first).days - 6 if head in ("last", "final") else 7 * (number - 1)
    start = cal.plus_days(first, shift)
    end = cal.plus_days(first, shift + 6)
    if start is None or start > last or number > 5:
        return impossible(sense.value)
    return replace(sense, days=(start, min(end or last, last)), precision="range", ahead=None)


def week_of_date(found: Found) -> Sense | None:
    """Read "the week of March 6": Monday to Sunday."""
    sense = full_date(found) if found.first("y") else month_day(found)
    week = cal.period(sense.days[0], "W") if sense and sense.days else None
    if sense is None or week is None:
        return sense
    return replace(
        sense, value=cal.value_of(week[0], "W"), days=week, precision="week", ahead=None, open=None
    )


def month(found: Found) -> Sense | None:
    """Read "March 2025", "early March", "last May", "May"."""
    number, year = month_number(found), year_of(found)
    anchor: Anchor = "text"
    if found.field("v") and year is None:
        return None
    ahead = None
    if year is None:
        year, ahead = _month_year(found, number)
        anchor = "published"
    days = cal.month_days(year, number)
    if days is None:
        return impossible(f"{year:04d}-{number:02d}")
    sense = Sense(
        "DATE",
        f"{year:04d}-{number:02d}",
        days,
        "month",
        anchor,
        ahead=cal.month_days(*ahead) if ahead else None,
        open=f"XXXX-{number:02d}" if anchor == "published" and not found.field("e") else None,
    )
    return narrowed(found, sense)


def _month_year(found: Found, number: int) -> tuple[int, tuple[int, int] | None]:
    published = found.published
    past = published.year - (number > published.month)
    coming = past + 1
    words = [t for t in found.field("e") if t not in ("the", "year")]
    head = words[-1] if words else ""
    if found.field("e")[-1:] == ["year"]:
        return published.year + found.words.numbers["deictics"][head], None
    if head == "last":
        return (past if number != published.month else past - 1), None
    if head in ("past", "previous"):
        return past, None
    if head in ("next", "coming", "following"):
        return coming, None
    if head == "this":
        return published.year, None
    away = (number - published.month) % 12
    outlook = found.outlook(adjacent=True) if away else "past"
    future = away <= 8 if outlook == "future" else outlook == "none" and away <= 2
    return (coming if future else past), (coming, number)


def month_range(found: Found) -> Sense | None:
    """Read "March to June 2024"."""
    year = year_of(found) or 0
    start, end = month_number(found), month_number(found, "z")
    one = cal.month_days(year - (start > end), start)
    two = cal.month_days(year, end)
    if not one or not two:
        return impossible(f"{year:04d}-{end:02d}")
    return Sense("DATE", f"{one[0]:%Y-%m}/{two[1]:%Y-%m}", (one[0], two[1]), "range", "text")


def narrowed(found: Found, sense: Sense) -> Sense:
    """Apply "early", "mid", "late", "earlier", "later" to a period."""
    if sense.days is None:
        return sense
    modifier, reach = found.first("x"), found.first("r")
    if modifier:
        days = cal.third(sense.days, found.words.codes["modifiers"][modifier])
        return replace(sense, days=days, precision="range")
    published, (first, last) = found.published, sense.days
    if reach and first <= published <= last:
        days = (
            (first, published)
            if found.words.codes["reaching"][reach] == "BEFORE"
            else (published, last)
        )
        return replace(sense, days=days, precision="range")
    return sense


def year(found: Found) -> Sense | None:
    """Read "1996", "late 2023", "nineteen ninety-six"."""
    number = year_of(found)
    if number is None:
        return None
    days = cal.years(number, number)
    if days is None:
        return impossible(f"{number:04d}")
    return narrowed(found, Sense("DATE", f"{number:04d}", days, "year", "text"))


def year_range(found: Found) -> Sense | None:
    """Read "2014-2016", "1999 to 2001"."""
    start, text = year_of(found) or 0, found.first("z") or ""
    end = int(text) if len(text) == 4 else start - start % 100 + int(text)
    days = cal.years(start, end)
    if end <= start or days is None:
        return None
    return Sense("DATE", f"{start:04d}/{end:04d}", days, "range", "text")


def decade(found: Found) -> Sense | None:
    """Read "the 1990s", "the late '80s", "the nineties"."""
    token = found.first("d") or ""
    digits = token.rstrip("s")
    if digits.isdecimal() and int(digits) % 10:
        return None
    number = int(digits) if digits.isdecimal() else found.words.numbers["decades"].get(token, 0)
    if number < 100:
        number += 1900 if number >= 30 or 1900 + number > found.published.year - 50 else 2000
    days = cal.years(number, number + 9)
    if days is None:
        return impossible(f"{number:04d}"[:3])
    return narrowed(found, Sense("DATE", f"{number:04d}"[:3], days, "range", "text"))


def century(found: Found) -> Sense | None:
    """Read "the 20th century": value 19, the years 1901 to 2000."""
    number = ordinal(found.first("d") or "", found.words)
    days = cal.years(number * 100 - 99, number * 100)
    if not days or number < 1:
        return impossible("XX")
    return narrowed(found, Sense("DATE", f"{number - 1:02d}", days, "range", "text"))


def _named_year(found: Found) -> tuple[int | None, int]:
    words = [t for t in found.field("e") if t in found.words.numbers["deictics"]]
    shift = found.words.numbers["deictics"][words[-1]] if words else 0
    return year_of(found), shift


def season(found: Found) -> Sense | None:
    """Read "last winter", "the summer of 2014": three months, northern hemisphere."""
    code = found.words.codes["seasons"][found.first("s") or ""]
    start = found.words.numbers["season_months"][code]
    number, shift = _named_year(found)
    anchored = number is not None
    if number is None:
        number = _season_year(found, start, shift)
    first = cal.civil(number, start, 1)
    end = cal.plus(first, 2, "M") if first else None
    last = cal.period(end, "M") if end else None
    if first is None or last is None:
        return impossible(f"{number:04d}-{code}")
    return narrowed(
        found,
        Sense(
            "DATE",
            f"{number:04d}-{code}",
            (first, last[1]),
            "range",
            "text" if anchored else "published",
        ),
    )


def _season_year(found: Found, start: int, shift: int) -> int:
    published = found.published
    begun = published.year if published.month >= start else published.year - 1
    words = found.field("e")
    if "past" in words:
        return begun
    if not words:
        return begun + 1 if found.future() else begun
    if shift < 0:
        inside = (published.month - start) % 12 < 3
        return begun - 1 if inside else begun
    if shift > 0:
        return begun + 1
    return published.year


def quarter(found: Found) -> Sense | None:
    """Read "the third quarter of 1990": without a year the latest that has begun."""
    number = ordinal(found.first("q") or "", found.words)
    if not 1 <= number <= 4:
        return None
    named, shift = _named_year(found)
    if named is None and found.field("e"):
        named = found.published.year + shift
    year = named if named is not None else _quarter_year(found, number)
    days = cal.quarter(year, number)
    if days is None:
        return impossible(f"{year:04d}-Q{number}")
    return Sense(
        "DATE", f"{year:04d}-Q{number}", days, "range", "text" if year_of(found) else "published"
    )


def _quarter_year(found: Found, number: int) -> int:
    return found.published.year - (
        number > (found.published.month - 1) // 3 + 1 and not found.future()
    )


def half(found: Found) -> Sense | None:
    """Read "the first half of 2024"."""
    number = 1 if found.first("q") == "first" else 2
    named, shift = _named_year(found)
    year = named if named is not None else found.published.year + shift
    days = cal.half(year, number)
    return (
        Sense("DATE", f"{year:04d}-H{number}", days, "range", "text" if named else "published")
        if days
        else None
    )
