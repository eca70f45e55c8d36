"""Documents and readings out of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.store.rows import document_from, reading_from
from reportedly.store.tables import claims, documents, readings

_BATCH: Final = 100


def documents_in(connection: Connection) -> Iterator[Document]:
    """Yield all documents in the order they came."""
    last = 0
    columns = (documents.c.seq, documents.c.text, documents.c.text_exact, documents.c.metadata)
    while True:
        query = select(*columns).where(documents.c.seq > last)
        rows = connection.execute(query.order_by(documents.c.seq).limit(_BATCH)).all()
        for row in rows:
            yield document_from(row.text, row.text_exact, row.metadata)
        if len(rows) < _BATCH:
            return
        last = rows[-1].seq


def readings_in(connection: Connection, run: int, where: str) -> Iterator[Reading]:
    """Yield the live readings of a run in the order they came."""
    last = 0
    query = (
        select(readings, documents.c.text, documents.c.text_exact)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.run == run, readings.c.live)
        .order_by(readings.c.id)
        .limit(_BATCH)
    )
    while True:
        rows = connection.execute(query.where(readings.c.id > last)).all()
        bodies = _bodies(connection, [row.id for row in rows])
        for row in rows:
            document = document_from(row.text, row.text_exact, row.metadata)
            yield reading_from(document, row.body, bodies.get(row.id, []), where)
        if len(rows) < _BATCH:
            return
        last = rows[-1].id


def _bodies(connection: Connection, numbers: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(claims.c.reading, claims.c.body).where(claims.c.reading.in_(numbers))
    for number, body in connection.execute(query.order_by(claims.c.key)):
        found.setdefault(number, []).append(body)
    return found
