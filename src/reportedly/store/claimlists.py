"""Claims for lists."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, select

from reportedly.store import pages
from reportedly.store.filters import Filters
from reportedly.store.pages import Asked, ClaimRow, Page
from reportedly.store.search import claim_keys
from reportedly.store.tables import (
    claim_places,
    claims,
    documents,
    event_members,
    events,
    readings,
)

#: What a list of claims can be sorted by; ``position`` is the order of documents and words.
SORTS: Final[dict[str, Any]] = {
    "position": claims.c.key,
    "need": claims.c.need,
    "earliest": claims.c.earliest,
    "latest": claims.c.latest,
    "category": claims.c.category,
    "mode": claims.c.mode,
    "status": claims.c.status,
    "verdict": claims.c.verdict,
    "decided": claims.c.decided,
}


def page(connection: Connection, run: int, filters: Filters, asked: Asked) -> Page[ClaimRow]:
    """Return the claims that match."""
    matched = claim_keys(connection, run, filters)
    query, sorts = matched.query, SORTS
    (key,) = query.selected_columns
    if asked.sort == "position":
        sorts = {"position": key}
    else:
        query, key = select(claims.c.key).where(*matched.rows), claims.c.key
    total, wanted = pages.keys_of(connection, asked, query, key, sorts)
    found = {row.key: row for row in connection.execute(_rows().where(claims.c.key.in_(wanted)))}
    return Page(total, asked.offset, tuple(_claim_row(found[key]) for key in wanted))


def _rows() -> Select[Any]:
    first = and_(claim_places.c.claim == claims.c.key, claim_places.c.position == 0)
    return (
        select(
            claims.c.key,
            claims.c.shown,
            documents.c.id.label("document_id"),
            documents.c.title,
            documents.c.uri,
            documents.c.publisher,
            documents.c.published,
            claims.c.evidence,
            claims.c.status,
            claims.c.category,
            claims.c.mode,
            claims.c.earliest,
            claims.c.latest,
            claim_places.c.words,
            claim_places.c.name,
            claim_places.c.country,
            claims.c.score,
            claims.c.need,
            claims.c.review,
            claims.c.verdict,
            claims.c.decided,
            events.c.id.label("event_id"),
        )
        .join(readings, readings.c.id == claims.c.reading)
        .join(documents, documents.c.seq == readings.c.document)
        .outerjoin(claim_places, first)
        .outerjoin(event_members, event_members.c.claim == claims.c.key)
        .outerjoin(events, events.c.key == event_members.c.event)
    )


def _claim_row(row: Row[Any]) -> ClaimRow:
    values = list(row[1:])
    review = tuple(row.review.split("\n")) if row.review else ()
    values[17] = review
    values[19] = bool(values[19])
    return ClaimRow(*values)
