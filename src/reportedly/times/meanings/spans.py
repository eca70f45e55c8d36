"""Meanings of decades, centuries, seasons, quarters and halves."""

from __future__ import annotations

from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings.fields import year_of
from reportedly.times.meanings.months import narrowed
from reportedly.times.numbers import ordinal


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
