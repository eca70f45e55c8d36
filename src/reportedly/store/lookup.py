"""Single claims and documents by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, select

from reportedly.errors import UsageError
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.store.prefixes import begins
from reportedly.store.rows import claim_from, document_from
from reportedly.store.tables import blobs, captures, claim_places, claims, documents, readings

_SHORTEST: Final = 6
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Stored:
    """A claim, as corrected, with its key and its reading's number."""

    claim: Claim
    key: int
    reading: int


def claim_by_id(connection: Connection, run: int, claim_id: str, where: str) -> Stored:
    """Return a claim of a run by its id or the first six or more characters of it.

    Raises `UsageError` where none or several have it.
    """
    query = (
        select(claims.c.shown.label("id"), claims.c.key, claims.c.reading)
        .add_columns(claims.c.body, claims.c.corrected, readings.c.metadata)
        .add_columns(documents.c.text, documents.c.text_exact)
        .join(readings, readings.c.id == claims.c.reading)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.run == run, readings.c.live)
    )
    begin = _is(claims.c.shown, claim_id, "claim", connection)
    # Apart, so that the index of ids is used whatever the database thinks of its worth.
    matching = connection.execute(select(claims.c.key).where(begin).limit(_MOST)).scalars().all()
    row = _one(connection, query.where(claims.c.key.in_(matching)), claim_id, "claim")
    document = document_from(row.text, row.text_exact, row.metadata)
    return Stored(claim_from(document, row.corrected or row.body, where), row.key, row.reading)


def document_by_id(connection: Connection, document_id: str) -> Document:
    """Return a document by its id or the start of it; `UsageError` as in `claim_by_id`."""
    query = select(documents.c.id, documents.c.text, documents.c.text_exact, documents.c.metadata)
    begin = _is(documents.c.id, document_id, "document", connection)
    row = _one(connection, query.where(begin), document_id, "document")
    return document_from(row.text, row.text_exact, row.metadata)


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that a document was read from; ``data`` is None where they were not kept."""

    name: str
    reader: str
    captured_at: str
    sha256: str | None
    data: bytes | None


def sources_of(connection: Connection, document_id: str) -> list[Source]:
    """Return what a document was read from, the oldest first."""
    rows = connection.execute(
        select(captures, blobs.c.bytes)
        .join(documents, documents.c.seq == captures.c.document)
        .outerjoin(blobs, blobs.c.sha256 == captures.c.blob)
        .where(documents.c.id == document_id)
        .order_by(captures.c.seq)
    )
    return [Source(r.name, r.reader, r.captured_at, r.sha256 or None, r.bytes) for r in rows]


def place_name(connection: Connection, place: str) -> str | None:
    """Return the name that goes with a gazetteer id."""
    query = select(claim_places.c.name).where(claim_places.c.place == place).limit(1)
    return connection.execute(query).scalar()


def _is(column: Any, wanted: str, what: str, connection: Connection) -> ColumnElement[bool]:
    if len(wanted) < _SHORTEST or not wanted.isalnum():
        raise UsageError(f"{wanted!r} is no id of a {what}: give {_SHORTEST} or more characters")
    return begins(column, wanted, connection.dialect.name)


def _one(connection: Connection, query: Select[Any], wanted: str, what: str) -> Any:
    rows = connection.execute(query.limit(2)).all()
    if not rows:
        raise UsageError(f"no {what} has an id that starts with {wanted!r}")
    if len({row.id for row in rows}) > 1:
        raise UsageError(f"several have an id that starts with {wanted!r}: give more of it")
    return rows[0]
