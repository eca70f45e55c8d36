"""Events in lists, on maps and timelines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from reportedly.desk.models.events import EventDays, EventPoints, EventRow
from reportedly.store import EventDays as Bin
from reportedly.store import EventPoint
from reportedly.store import EventRow as Stored

#: UCDP's where_prec: exact or near; divisions, or what several places share.
_PINNED: Final = (1, 2)
_DIVISIONS: Final = (3, 4, None)
_WHOLE: Final = {4: "-01-01", 7: "-01", 10: ""}


def event_row(row: Stored, words: str | None = None) -> EventRow:
    """Show an event in a list; ``words`` for its place are masked already."""
    return EventRow(
        id=row.id,
        category=row.category,
        mode=row.mode,
        earliest=row.earliest,
        latest=row.latest,
        place=row.place_name,
        place_words=words,
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


def event_points(found: Sequence[EventPoint]) -> EventPoints:
    """Show all events that have a point or an area."""
    areas = [_area(point) for point in found]
    placed = [
        (point, area)
        for point, area in zip(found, areas, strict=True)
        if area is not None or point.latitude is not None
    ]
    return EventPoints.model_construct(
        id=[p.id for p, _ in placed],
        latitude=[p.latitude for p, _ in placed],
        longitude=[p.longitude for p, _ in placed],
        precision=[p.precision for p, _ in placed],
        area=[area for _, area in placed],
        category=[p.category for p, _ in placed],
        earliest=[p.earliest for p, _ in placed],
        latest=[p.latest for p, _ in placed],
        contested=[p.contradictions > 0 for p, _ in placed],
        unplaced=len(found) - len(placed),
    )


def _area(point: EventPoint) -> str | None:
    """The key in the base map of what is shaded, None for what is pinned or lies at sea."""
    if point.precision in _PINNED or point.country in (None, "XXX"):
        return None
    if point.admin1 is not None and point.precision in _DIVISIONS:
        return f"{point.country}/{point.admin1}"
    return point.country


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
