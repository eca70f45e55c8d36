"""Claims as rows of a table: one row a claim, lists joined by semicolons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, select

from reportedly.store.frames import Rows
from reportedly.store.tables import (
    claim_counts,
    claim_parties,
    claim_places,
    claims,
    documents,
    event_members,
    events,
    readings,
)

#: Columns of `rows`. Places, parties and counts are joined by "; "; the degrees, codes and the
#: precision are those of the first place.
COLUMNS: Final = (
    "claim_id",
    "document_id",
    "uri",
    "title",
    "publisher",
    "published",
    "category",
    "mode",
    "status",
    "earliest",
    "latest",
    "actors",
    "recipients",
    "speakers",
    "places",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "precision",
    "counts",
    "score",
    "review",
    "verdict",
    "event_id",
    "evidence",
)
_BATCH: Final = 500


def rows(connection: Connection, keys: Iterable[int]) -> Rows:
    """Return the claims with these keys, in the order of the keys."""
    found: list[tuple[Any, ...]] = []
    for batch in _batches(keys):
        found.extend(_some(connection, batch))
    return Rows(COLUMNS, tuple(found))


def _some(connection: Connection, keys: list[int]) -> Iterator[tuple[Any, ...]]:
    query = (
        select(claims, documents.c.uri, documents.c.title, documents.c.publisher)
        .add_columns(documents.c.published, documents.c.id.label("document_id"))
        .join(readings, readings.c.id == claims.c.reading)
        .join(documents, documents.c.seq == readings.c.document)
        .where(claims.c.key.in_(keys))
        .order_by(claims.c.key)
    )
    parties = _grouped(connection, claim_parties, keys)
    places = _grouped(connection, claim_places, keys)
    counts = _grouped(connection, claim_counts, keys)
    told = dict(
        connection.execute(
            select(event_members.c.claim, events.c.id)
            .join(events, events.c.key == event_members.c.event)
            .where(event_members.c.claim.in_(keys))
        )
        .tuples()
        .all()
    )
    for row in connection.execute(query):
        where = places[row.key]
        first = where[0] if where else None
        yield (
            row.shown,
            row.document_id,
            row.uri,
            row.title,
            row.publisher,
            row.published,
            row.category,
            row.mode,
            row.status,
            row.earliest,
            row.latest,
            *(_parties(parties[row.key], role) for role in ("actor", "recipient", "speaker")),
            "; ".join(p.name or p.words for p in where),
            first and first.country,
            first and first.admin1,
            first and first.latitude,
            first and first.longitude,
            first and first.precision,
            "; ".join(_count(c) for c in counts[row.key]),
            row.score,
            row.review,
            row.verdict,
            told.get(row.key),
            row.evidence,
        )


def _parties(found: list[Any], role: str) -> str:
    return "; ".join(p.name or p.words for p in found if p.role == role)


def _count(count: Any) -> str:
    if count.low is None and count.high is None:
        return f"{count.what} ?"
    if count.low == count.high:
        return f"{count.what} {count.low}"
    low = "?" if count.low is None else count.low
    high = "?" if count.high is None else count.high
    return f"{count.what} {low} to {high}"


def _grouped(connection: Connection, table: Any, keys: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(table).where(table.c.claim.in_(keys)).order_by(table.c.claim, table.c.position)
    for row in connection.execute(query):
        found[row.claim].append(row)
    return found


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    source = iter(keys)
    while batch := list(islice(source, _BATCH)):
        yield batch
