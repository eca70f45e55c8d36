"""Joins two dates that the words make one stretch: "from Monday to Wednesday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from reportedly.records.claim import Timex
from reportedly.records.mentions import TimeMention
from reportedly.records.span import Span

_TO = re.compile(r"\s*(?:-|\u2013|\u2014|to|until|till|through)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.IGNORECASE)
_WEEK = timedelta(days=7)
_BEFORE = 20


def join_ranges(text: str, mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the mentions with each "from A to B" and "between A and B" as one, a point."""
    joined: list[TimeMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        stretch = _join(text, before, mention) if before else None
        if stretch is None:
            joined.append(mention)
        else:
            joined[-1] = stretch
    return joined


def _join(text: str, first: TimeMention, last: TimeMention) -> TimeMention | None:
    if not (_dated(first) and _dated(last)) or first.precision != last.precision:
        return None
    between = text[first.span.end : last.span.start]
    if len(between) > _BEFORE or not _links(text, first, between):
        return None
    return _stretch(text, first, last)


def _dated(mention: TimeMention) -> bool:
    day_or_less = mention.precision in ("day", "month", "year")
    return mention.earliest is not None and mention.role in ("point", "until") and day_or_less


def _links(text: str, first: TimeMention, between: str) -> bool:
    if _TO.fullmatch(between):
        return True
    before = text[max(0, first.span.start - _BEFORE) : first.span.start]
    return bool(_AND.fullmatch(between) and _BETWEEN.search(before))


def _stretch(text: str, first: TimeMention, last: TimeMention) -> TimeMention | None:
    earliest, latest = first.earliest, last.latest
    if earliest is None or latest is None:
        return None
    if earliest > latest and first.rule == last.rule == "weekday" and earliest.year > 1:
        # "from Saturday to Monday" where the Saturday found is the later one.
        earliest -= _WEEK
    if earliest > latest:
        return None
    start = earliest.isoformat() if first.precision == "day" else first.timex.value
    span = Span.of(text, first.span.start, last.span.end)
    value = f"{start}/{last.timex.value}"
    return replace(
        first,
        span=span,
        timex=Timex("DATE", value),
        earliest=earliest,
        latest=latest,
        precision="range",
        role="point",
        ahead=None,
        rule="range",
    )
