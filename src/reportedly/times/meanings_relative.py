"""Meanings of what is counted from the publication date or from another event."""

from __future__ import annotations

from dataclasses import replace

from reportedly.records.claim import Precision, TimexType
from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings_date import (
    day_sense,
    month_day,
    month_number,
    narrowed,
    weekday_number,
    year_of,
)
from reportedly.times.meanings_date import (
    weekday as by_weekday,
)
from reportedly.times.numbers import clock, duration_value, ordinal, quantity

_PRECISION: dict[str, Precision] = {
    "D": "day",
    "W": "week",
    "WE": "range",
    "M": "month",
    "Q": "range",
    "Y": "year",
    "E": "range",
    "C": "range",
    "FN": "range",
}


def unit_of(found: Found, name: str = "u") -> str:
    """Return the TIMEX3 letter of the unit in a field."""
    token = found.first(name) or ""
    codes = found.words.codes
    return codes["units"].get(token) or codes["unit_plurals"].get(token, "D")


def day_word(found: Found) -> Sense | None:
    """Read "today", "yesterday morning", "the day before yesterday"."""
    shift = found.words.numbers["days"][found.first("w") or "today"]
    shift += {"before": -1, "after": 1}.get(found.first("b") or "", 0)
    day = cal.plus_days(found.published, shift)
    return day_sense(found, day) if day else impossible("XXXX-XX-XX")


def straight_days(found: Found) -> Sense | None:
    """Read "a third straight day on Monday": from two days before that Monday to it."""
    sense = by_weekday(found) if found.field("w") else today(found)
    if sense is None or sense.days is None:
        return sense
    number = ordinal(found.first("d") or "", found.words)
    first = cal.plus_days(sense.days[1], 1 - number)
    if first is None or number < 1:
        return None
    value = f"{first}/{sense.days[1]}"
    return replace(sense, value=value, days=(first, sense.days[1]), precision="range", ahead=None)


def today(found: Found) -> Sense | None:
    """Sense of the word for a day in the field ``t``."""
    day = cal.plus_days(found.published, found.words.numbers["days"][found.first("t") or "today"])
    return day_sense(found, day) if day else None


def this_part(found: Found) -> Sense | None:
    """Read "this morning", "tonight": the day of publication."""
    part = found.first("q") or "night"
    value = f"{found.published}T{found.words.codes['parts'][part]}"
    return Sense("TIME", value, (found.published, found.published), "day")


def last_night(found: Found) -> Sense | None:
    """Read "last night": the evening before publication."""
    day = cal.plus_days(found.published, -1)
    return Sense("TIME", f"{day}TNI", (day, day), "day") if day else None


def overnight(found: Found) -> Sense | None:
    """Read "overnight": the evening before the reference day, and that day."""
    day = found.published
    number = weekday_number(found)
    if number:
        day = cal.plus_days(day, -((day.isoweekday() - number) % 7)) or day
    eve = cal.plus_days(day, -1)
    if eve is None:
        return None
    return Sense("TIME", f"{eve}TNI", (eve, day), "range")


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
    sense = Sense("DATE", cal.value_of(day, unit), days, _PRECISION.get(unit, "range"))
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
        _PRECISION.get(unit, "range"),
    )


def latest(found: Found) -> Sense | None:
    """Read "the latest quarter", "the current fiscal year", "the full year"."""
    last = "latest" in [t.low for t in found.tokens[found.match.start() : found.match.end()]]
    unit = "Q" if found.first("u") in ("quarter", "period") else "Y"
    day = cal.plus(found.published, -1 if last else 0, unit) or found.published
    days = cal.period(day, unit)
    return Sense("DATE", cal.value_of(day, unit), days, _PRECISION[unit])


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


_REACH_BACK = 90


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


def year_end(found: Found) -> Sense | None:
    """Read "year-end"."""
    value = f"{found.published.year:04d}-12-31"
    days = cal.years(found.published.year, found.published.year)
    return narrowed(found, Sense("DATE", value, days, "range"))


def window(found: Found) -> Sense | None:
    """Read "the past three months": from the day three months before up to publication."""
    number = quantity(found.field("n"), found.words) if found.field("n") else 1.0
    unit = unit_of(found)
    words = [t for name in ("e",) for t in found.field(name)] or [
        t.low for t in found.tokens[found.match.start() : found.match.end()]
    ]
    ahead = any(t in ("next", "coming", "following", "upcoming") for t in words)
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
        return Sense("DATE", cal.value_of(day, shown), days, _PRECISION.get(shown, "range"))
    if unit in ("H", "MIN", "S"):
        return Sense("TIME", f"{found.published}", (found.published, found.published), "day")
    if unit in ("W", "FN"):
        return Sense("DATE", cal.value_of(day, "W"), cal.period(day, "W"), "week")
    return Sense("DATE", day.isoformat(), (day, day), "day")


def offset(found: Found) -> Sense | None:
    """Read "eight days after", "a week later", "two days before": counts from another event."""
    number, unit = quantity(found.field("n"), found.words), unit_of(found)
    sign = (
        -1
        if found.field("s")[-1] in ("before", "earlier", "previously", "prior", "beforehand")
        or "prior" in found.field("s")
        else 1
    )
    value = duration_value(number, unit)
    if number is None:
        return Sense(
            "DURATION", value, None, "unknown", "event", "offset", unresolved="says no number"
        )
    shift = sign * cal.shift_days(number, unit)
    return Sense(
        "DURATION",
        value,
        None,
        "unknown",
        "event",
        "offset",
        shift=shift,
        unresolved="counts from another event",
    )


def offset_vague(found: Found) -> Sense | None:
    """Read "hours later", "days after": hours and less make 0 days, more has no number."""
    unit = "S" if found.first("u") == "moments" else unit_of(found)
    shift = 0 if unit in ("S", "MIN", "H") else None
    value = duration_value(None, unit)
    reason = "counts from another event" if shift == 0 else "says no number"
    return Sense(
        "DURATION", value, None, "unknown", "event", "offset", shift=shift, unresolved=reason
    )


def narrative(found: Found) -> Sense | None:
    """Read "the next morning", "the same day", "that night": count from the event told before.

    The TIMEX3 value is counted from the last date before, the days are left to the reader.
    """
    shift = int(found.rule.options["k"])
    part = found.first("q")
    day = cal.plus_days(found.earlier[0], shift) if found.earlier else None
    one_day = found.earlier is not None and found.earlier[0] == found.earlier[1]
    value = day.isoformat() if day and one_day else "XXXX-XX-XX"
    value += f"T{found.words.codes['parts'][part]}" if part else ""
    return Sense(
        "TIME" if part else "DATE",
        value,
        None,
        "unknown",
        "event",
        "narrative",
        shift=shift,
        unresolved="counts from another event",
    )


def that_period(found: Found) -> Sense | None:
    """Read "that year", "later that month": the one that holds the last date before."""
    return _beside(found, 0)


def narrative_unit(found: Found) -> Sense | None:
    """Read "the following week", "the previous year": beside the last date before."""
    return _beside(found, -1 if found.field("b") else 1)


def _beside(found: Found, step: int) -> Sense:
    unit = unit_of(found)
    day = cal.plus(found.earlier[0], step, unit) if found.earlier else None
    days = cal.period(day, unit) if day else None
    if day is None or days is None:
        value = {"W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX")
        shift = cal.shift_days(step, unit)
        reason = "counts from another event"
        return Sense(
            "DATE", value, None, "unknown", "event", "narrative", shift=shift, unresolved=reason
        )
    return Sense("DATE", cal.value_of(day, unit), days, _PRECISION[unit], "event")


def duration(found: Found) -> Sense | None:
    """Read "for three hours", "a two-week truce"."""
    number = quantity(found.field("n"), found.words) if found.field("n") else 1.0
    if found.field("h") and number is not None:
        number = 1.5
    return Sense(
        "DURATION",
        duration_value(number, unit_of(found)),
        None,
        "unknown",
        "none",
        "duration",
        unresolved="a length of time, not a date",
    )


def duration_vague(found: Found) -> Sense | None:
    """Read "for weeks"."""
    return Sense(
        "DURATION",
        duration_value(None, unit_of(found)),
        None,
        "unknown",
        "none",
        "duration",
        unresolved="a length of time, not a date",
    )


def _set(value: str) -> Sense:
    return Sense(
        "SET", value, None, "unknown", "none", "set", unresolved="a repetition, not a date"
    )


def weekday_set(found: Found) -> Sense | None:
    """Read "every Friday", "on Fridays"."""
    part = (found.first("q") or "").removesuffix("s")
    code = found.words.codes["parts"].get(part)
    return _set(f"XXXX-WXX-{weekday_number(found)}" + (f"T{code}" if code else ""))


def month_set(found: Found) -> Sense | None:
    """Read "each July"."""
    return _set(f"XXXX-{month_number(found):02d}")


def every(found: Found) -> Sense | None:
    """Read "every day", "every two weeks"."""
    number = quantity(found.field("n"), found.words) if found.field("n") else 1.0
    return _set(duration_value(number, unit_of(found)))


def frequency(found: Found) -> Sense | None:
    """Read "daily"."""
    return _set(found.words.codes["frequencies"][found.first("w") or ""])


def clock_time(found: Found) -> Sense | None:
    """Read "10:30 p.m." without a day."""
    at = clock(found.field("c"), found.words)
    return (
        Sense(
            "TIME",
            f"{found.published}{at}",
            None,
            "unknown",
            "none",
            unresolved="a clock time without a day",
        )
        if at
        else None
    )


def part(found: Found) -> Sense | None:
    """Read "at dawn", "in the morning": a part of a day that is not named."""
    token = found.field("c")[-1]
    code = found.words.codes["parts"].get(token, "MO")
    return Sense(
        "TIME",
        f"{found.published}T{code}",
        None,
        "unknown",
        "none",
        unresolved="a part of a day that is not named",
    )


def reference(found: Found) -> Sense | None:
    """Read "now", "recently", "soon"."""
    word = found.first("w") or ""
    value = found.rule.options.get("v") or found.words.codes["references"][word]
    return Sense("DATE", str(value), None, "unknown", "none", unresolved="names no day")
