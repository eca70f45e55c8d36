"""Events for lists, maps and timelines."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, case, func, or_, select

from reportedly.store import pages
from reportedly.store.filters import Filters
from reportedly.store.pages import Asked, EventDays, EventPoint, EventRow, Page, Step
from reportedly.store.search import matching_events
from reportedly.store.tables import claims, event_members, events

_COLUMNS: Final = tuple(
    events.c[name] for name in EventRow.__dataclass_fields__ if name != "reviewed"
)
#: What a list of events can be sorted by.
SORTS: Final[dict[str, Any]] = {
    "earliest": events.c.earliest,
    "latest": events.c.latest,
    "category": events.c.category,
    "mode": events.c.mode,
    "place": events.c.place_name,
    "country": events.c.country,
    "admin1": events.c.admin1,
    "sources": events.c.sources,
    "denied_by": events.c.denied_by,
    "contradictions": events.c.contradictions,
    "claims": events.c.claims,
}
_WIDTHS: Final[dict[Step, int]] = {"day": 10, "month": 7, "year": 4}


def page(
    connection: Connection, run: int, filters: Filters, asked: Asked, *, contested: bool
) -> Page[EventRow]:
    """Return the events with a claim that matches."""
    query = select(events.c.key).where(*_conditions(connection, run, filters, contested=contested))
    total, wanted = pages.keys_of(connection, asked, query, events.c.id, SORTS)
    # Ids stand in the index of run and id.
    rows = connection.execute(
        select(events.c.key, *_COLUMNS).where(events.c.run == run, events.c.id.in_(wanted))
    ).all()
    reviewed = _reviewed(connection, [row.key for row in rows])
    found = {row.id: _row(row, reviewed.get(row.key, 0)) for row in rows}
    return Page(total, asked.offset, tuple(found[event] for event in wanted))


def _row(row: Row[Any], reviewed: int) -> EventRow:
    values = row._asdict()
    del values["key"]
    return EventRow(**values, reviewed=reviewed)


def points(
    connection: Connection, run: int, filters: Filters, *, contested: bool
) -> list[EventPoint]:
    """Return all events that match, in no order."""
    columns = [events.c[name] for name in EventPoint._fields]
    query = select(*columns).where(*_conditions(connection, run, filters, contested=contested))
    result = connection.execute(query)
    assert result.cursor is not None
    # As the driver gives them: half the time.
    return list(map(EventPoint._make, result.cursor.fetchall()))


def days(
    connection: Connection, run: int, filters: Filters, step: Step, *, contested: bool
) -> list[EventDays]:
    """Return how many events begin in each step of time, the earliest first, the undated last."""
    width = _WIDTHS[step]
    start = func.substr(func.coalesce(events.c.earliest, events.c.latest), 1, width)
    end = func.substr(func.coalesce(events.c.latest, events.c.earliest), 1, width)
    within = func.sum(case((or_(start.is_(None), start == end), 1), else_=0))
    query = (
        select(start, within, func.count() - within)
        .where(*_conditions(connection, run, filters, contested=contested))
        .group_by(start)
        .order_by(start.is_(None), start)
    )
    return [EventDays(row[0], int(row[1]), int(row[2])) for row in connection.execute(query)]


def _conditions(
    connection: Connection, run: int, filters: Filters, *, contested: bool
) -> list[Any]:
    found: list[Any] = matching_events(connection, run, filters)
    if contested:
        found.append(events.c.contradictions > 0)
    return found


def _reviewed(connection: Connection, keys: list[int]) -> dict[int, int]:
    """Return how many claims of each event a person has decided on."""
    query = (
        select(event_members.c.event, func.count())
        .join(claims, claims.c.key == event_members.c.claim)
        .where(event_members.c.event.in_(keys))
        .where(claims.c.decided)
        .group_by(event_members.c.event)
    )
    return dict(connection.execute(query).tuples().all())
