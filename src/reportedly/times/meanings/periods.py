"""Meanings of periods counted from the publication date."""

from __future__ import annotations

from dataclasses import replace

from reportedly.records.claim import TimexType
from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings.fields import UNIT_PRECISION, unit_of
from reportedly.times.meanings.months import narrowed
from reportedly.times.numbers import duration_value, ordinal, quantity

_REACH_BACK = 90


def period(found: Found) -> Sense | None:
    """Read "last week", "earlier this month", "late last year", "this year" up to publication."""
    words = [t for t in found.field("e") if t in found.words.numbers["deictics"]]
    shift = found.words.numbers["deictics"][words[-1]] if words else 0
    unit = unit_of(found)
    day = (
        cal.plus(found.published, shift, unit)
        if unit != "WE"
        else cal.plus_days(
            found.published,
            7 * shift
            - (7 if shift == 0 and found.published.isoweekday() < 5 and not found.future() else 0),
        )
    )
    days = cal.period(day, unit) if day else None
    if day is None or days is None:
        return impossible("XXXX")
    sense = Sense("DATE", cal.value_of(day, unit), days, UNIT_PRECISION.get(unit, "range"))
    narrow = narrowed(found, sense)
    if narrow is sense and shift == 0 and unit != "D" and not found.future():
        return replace(sense, days=(days[0], min(days[1], found.published)))
    return narrow


def weekend(found: Found) -> Sense | None:
    """Read "the weekend": the latest one that has begun."""
    return period(found)


def the_period(found: Found) -> Sense | None:
    """Read "the quarter", "the year": the calendar period of publication."""
    unit = unit_of(found)
    day = found.published
    if unit == "Q":
        day = cal.plus(day, -1, "Q") or day
    days = cal.period(day, unit)
    if days is None:
        return None
    return Sense(
        "DATE",
        cal.value_of(day, unit),
        (days[0], min(days[1], found.published)),
        UNIT_PRECISION.get(unit, "range"),
    )


def latest(found: Found) -> Sense | None:
    """Read "the latest quarter", "the current fiscal year", "the full year"."""
    last = "latest" in [t.low for t in found.tokens[found.match.start() : found.match.end()]]
    unit = "Q" if found.first("u") in ("quarter", "period") else "Y"
    day = cal.plus(found.published, -1 if last else 0, unit) or found.published
    days = cal.period(day, unit)
    return Sense("DATE", cal.value_of(day, unit), days, UNIT_PRECISION[unit])


def year_earlier(found: Found) -> Sense | None:
    """Read "a year earlier", "the year-ago quarter": the same period of the year before.

    Where the text speaks of quarters it is the quarter last named.
    """
    words = found.tokens[found.match.start() : found.match.end()]
    day = cal.plus(found.published, -1, "Y")
    if day is None:
        return None
    number = _quarter_before(found)
    if number is None and any(t.low in ("quarter", "period") for t in words):
        number = ((cal.plus(found.published, -1, "Q") or day).month - 1) // 3 + 1
    if number is not None:
        days = cal.quarter(day.year, number)
        return Sense("DATE", f"{day.year:04d}-Q{number}", days, "range")
    return Sense("DATE", f"{day.year:04d}", cal.years(day.year, day.year), "year")


def year_ago(found: Found) -> Sense | None:
    """Read "a year ago": a quarter of the year before where the text speaks of quarters."""
    return year_earlier(found)


def _quarter_before(found: Found) -> int | None:
    own = found.first("q")
    if own:
        return ordinal(own, found.words) if 1 <= ordinal(own, found.words) <= 4 else None
    at = found.match.start()
    for i in range(at - 1, max(1, at - _REACH_BACK), -1):
        if found.tokens[i].low in ("quarter", "quarters"):
            back = 2 if found.tokens[i - 1].low == "-" else 1
            number = ordinal(found.tokens[i - back].low, found.words)
            if 1 <= number <= 4:
                return number
            return ((cal.plus(found.published, -1, "Q") or found.published).month - 1) // 3 + 1
    return None


def window(found: Found) -> Sense | None:
    """Read "the past three months": from the day three months before up to publication."""
    number = quantity(found.field("n"), found.words) if found.field("n") else 1.0
    unit = unit_of(found)
    words = [t for name in ("e",) for t in found.field(name)] or [
        t.low for t in found.tokens[found.match.start() : found.match.end()]
    ]
    ahead = bool(found.words.sets["forward"].intersection(words))
    value = duration_value(number, unit)
    if not found.field("n") and unit not in ("H",):
        base = cal.plus(found.published, 1 if ahead else -1, unit)
        value = cal.value_of(base, unit) if base else value
    if number is None:
        return Sense(
            "DURATION", value, None, "unknown", "none", "duration", unresolved="says no number"
        )
    edge = cal.plus(found.published, number if ahead else -number, unit)
    if edge is None:
        return impossible(value, "DURATION", "before or after the years 1 to 9999")
    if unit in ("H", "MIN", "S"):
        edge = (
            cal.plus_days(
                found.published,
                (1 if ahead else -1) * max(1, round(number / 24)) if unit == "H" else 0,
            )
            or edge
        )
    days = (found.published, edge) if ahead else (edge, found.published)
    return Sense("DURATION" if found.field("n") else "DATE", value, days, "range")


def recent(found: Found) -> Sense | None:
    """Read "recent weeks": a stretch of unknown length."""
    value = duration_value(None, unit_of(found))
    if found.first("e") == "recent" and unit_of(found) in ("Y", "D"):
        value = "PAST_REF"
    kind: TimexType = "DATE" if "REF" in value else "DURATION"
    return Sense(kind, value, None, "unknown", "none", "duration", unresolved="says no number")


def ago(found: Found) -> Sense | None:
    """Read "three days ago", "two weeks from now"."""
    number, unit = quantity(found.field("n"), found.words), unit_of(found)
    forward = bool(found.field("f"))
    if number is None:
        return Sense(
            "DATE",
            "FUTURE_REF" if forward else "PAST_REF",
            None,
            "unknown",
            "none",
            unresolved="says no number",
        )
    day = cal.plus(found.published, number if forward else -number, unit)
    if day is None:
        return impossible("XXXX", reason="before or after the years 1 to 9999")
    if unit in ("M", "Q", "Y", "E", "C"):
        shown = "M" if number != int(number) else {"E": "Y", "C": "Y"}.get(unit, unit)
        days = cal.period(day, shown)
        return Sense("DATE", cal.value_of(day, shown), days, UNIT_PRECISION.get(shown, "range"))
    if unit in ("H", "MIN", "S"):
        return Sense("TIME", f"{found.published}", (found.published, found.published), "day")
    if unit in ("W", "FN"):
        return Sense("DATE", cal.value_of(day, "W"), cal.period(day, "W"), "week")
    return Sense("DATE", day.isoformat(), (day, day), "day")
