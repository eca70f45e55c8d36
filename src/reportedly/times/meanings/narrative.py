"""Meanings of what is counted from another event or date of the text."""

from __future__ import annotations

from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense
from reportedly.times.meanings.fields import UNIT_PRECISION, unit_of
from reportedly.times.numbers import duration_value, quantity


def offset(found: Found) -> Sense | None:
    """Read "eight days after", "a week later", "two days before": counts from another event."""
    number, unit = quantity(found.field("n"), found.words), unit_of(found)
    sign = -1 if found.words.sets["backward"].intersection(found.field("s")) else 1
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
    return Sense("DATE", cal.value_of(day, unit), days, UNIT_PRECISION[unit], "event")
