"""Events in lists, on maps and timelines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from reportedly.desk.models.events import EventDays, EventRow
from reportedly.store import EventDays as Bin
from reportedly.store import EventRow as Stored

_WHOLE: Final = {4: "-01-01", 7: "-01", 10: ""}


def event_row(row: Stored) -> EventRow:
    """Show an event in a list: no words of documents are in it."""
    return EventRow(
        id=row.id,
        category=row.category,
        mode=row.mode,
        earliest=row.earliest,
        latest=row.latest,
        place=row.place_name,
        country=row.country,
        admin1=row.admin1,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=row.precision,
        sources=row.sources,
        denied_by=row.denied_by,
        contradictions=row.contradictions,
        claims=row.claims,
        wording=row.wording,
    )


def event_days(unit: str, bins: Sequence[Bin]) -> EventDays:
    """Show how many events fall into each span of days."""
    start: list[str] = []
    exact: list[int] = []
    longer: list[int] = []
    undated = 0
    for one in bins:
        if one.start is None:
            undated += one.within + one.beyond
            continue
        day = one.start + _WHOLE[len(one.start)]
        if unit == "week":
            day = _monday(day)
        if start and start[-1] == day:
            exact[-1] += one.within
            longer[-1] += one.beyond
            continue
        start.append(day)
        exact.append(one.within)
        longer.append(one.beyond)
    return EventDays(unit=unit, start=start, exact=exact, open=longer, undated=undated)


def _monday(day: str) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()
