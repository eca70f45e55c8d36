"""Meanings of months and years and of their parts."""

from __future__ import annotations

from dataclasses import replace

from reportedly.records.claim import Anchor
from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings.days import full_date, month_day
from reportedly.times.meanings.fields import month_number, year_of


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
    if head in found.words.sets["forward"]:
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


def week_of_month(found: Found) -> Sense | None:
    """Read "the first week of March": days 1 to 7, 8 to 14 …; the last week is the last seven."""
    sense = month(found)
    if sense is None or sense.days is None:
        return sense
    head = found.first("d") or ""
    first, last = sense.days
    number = found.words.numbers["ordinals"].get(head, 1)
    shift = (last - first).days - 6 if head in found.words.sets["final"] else 7 * (number - 1)
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


def year_end(found: Found) -> Sense | None:
    """Read "year-end"."""
    value = f"{found.published.year:04d}-12-31"
    days = cal.years(found.published.year, found.published.year)
    return narrowed(found, Sense("DATE", value, days, "range"))
