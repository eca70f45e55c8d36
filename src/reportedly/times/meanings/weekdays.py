"""Meanings of weekdays, of today and its neighbours, and of nights."""

from __future__ import annotations

from dataclasses import replace

from reportedly.times import calendar as cal
from reportedly.times.found import Found, Sense, impossible
from reportedly.times.meanings.days import day_sense
from reportedly.times.meanings.fields import weekday_number
from reportedly.times.numbers import ordinal

_TOWARDS = ("until", "till", "by")


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
    elif head in found.words.sets["forward"]:
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


def day_word(found: Found) -> Sense | None:
    """Read "today", "yesterday morning", "the day before yesterday"."""
    shift = found.words.numbers["days"][found.first("w") or "today"]
    shift += {"before": -1, "after": 1}.get(found.first("b") or "", 0)
    day = cal.plus_days(found.published, shift)
    return day_sense(found, day) if day else impossible("XXXX-XX-XX")


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


def straight_days(found: Found) -> Sense | None:
    """Read "a third straight day on Monday": from two days before that Monday to it."""
    sense = weekday(found) if found.field("w") else today(found)
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
