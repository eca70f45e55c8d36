"""Events out of the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from reportedly.errors import UsageError
from reportedly.events.records import EventRecord
from reportedly.records.plain import from_plain
from reportedly.store.filters import Filters
from reportedly.store.frames import Rows
from reportedly.store.prefixes import begins
from reportedly.store.rows import unpack
from reportedly.store.search import matching_events
from reportedly.store.tables import claims, copies, event_bodies, event_members, events

_SHORTEST: Final = 6
CONTRADICTIONS: Final = ("event_id", "field", "left_claim", "left", "right_claim", "right")
COPIES: Final = (
    "left_document",
    "right_document",
    "kind",
    "left_share",
    "right_share",
    "likeness",
    "passages",
)


def events_in(
    connection: Connection, run: int, filters: Filters, where: str
) -> Iterator[EventRecord]:
    """Yield the events of a run with a claim that matches, by their first day, then by id."""
    query = _bodies().where(*matching_events(connection, run, filters))
    day = events.c.earliest
    query = query.order_by(day.is_(None), day, events.c.id)
    for body in connection.execute(query).scalars():
        yield _record(body, where)


def event(connection: Connection, run: int, event_id: str, where: str) -> EventRecord:
    """Return an event by its id or the start of it; `UsageError` where none or several have it."""
    if len(event_id) < _SHORTEST or not event_id.isalnum():
        raise UsageError(f"{event_id!r} is no id of an event: give {_SHORTEST} or more characters")
    begin = begins(events.c.id, event_id, connection.dialect.name)
    query = _bodies().where(events.c.run == run, begin)
    return _only(connection, query, event_id, where)


def event_of(connection: Connection, run: int, claim_id: str, where: str) -> EventRecord | None:
    """Return the event of a claim."""
    query = (
        _bodies()
        .join(event_members, event_members.c.event == events.c.key)
        .join(claims, claims.c.key == event_members.c.claim)
        .where(events.c.run + 0 == run, claims.c.shown == claim_id)  # + 0: found by the claim
    )
    body = connection.execute(query).scalar()
    return None if body is None else _record(body, where)


def contradictions(connection: Connection, run: int | None, where: str) -> Rows:
    """Return the contradictions of all events of a run."""
    query = _bodies().where(events.c.run == run, events.c.contradictions > 0).order_by(events.c.key)
    found: list[tuple[Any, ...]] = []
    for body in connection.execute(query).scalars():
        record = _record(body, where)
        found += [
            (record.event_id, c.field, c.left_claim, c.left, c.right_claim, c.right)
            for c in record.contradictions
        ]
    return Rows(CONTRADICTIONS, tuple(found))


def copies_in(connection: Connection) -> Rows:
    """Return the pairs of documents that share text; ``passages`` as lists of four offsets."""
    rows = connection.execute(select(copies).order_by(copies.c.left, copies.c.right))
    return Rows(COPIES, tuple((*row[:-1], json.loads(row.passages)) for row in rows))


def _bodies() -> Select[Any]:
    return select(event_bodies.c.body).join(events, events.c.key == event_bodies.c.event)


def _only(connection: Connection, query: Select[Any], wanted: str, where: str) -> EventRecord:
    bodies = connection.execute(query.limit(2)).scalars().all()
    if not bodies:
        raise UsageError(f"no event has an id that starts with {wanted!r}")
    if len(bodies) > 1:
        raise UsageError(f"several events have an id that starts with {wanted!r}: give more of it")
    return _record(bodies[0], where)


def _record(body: bytes, where: str) -> EventRecord:
    record = from_plain(unpack(body), EventRecord, where)
    assert isinstance(record, EventRecord)
    return record
