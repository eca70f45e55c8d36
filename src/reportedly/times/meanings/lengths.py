"""Meanings of durations, repetitions, clock times and words that name no day."""

from __future__ import annotations

from reportedly.times.found import Found, Sense
from reportedly.times.meanings.fields import month_number, unit_of, weekday_number
from reportedly.times.numbers import clock, duration_value, quantity


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
