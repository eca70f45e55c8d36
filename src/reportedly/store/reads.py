"""Documents and readings out of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select

from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.store.rows import document_from, reading_from
from reportedly.store.tables import claims, documents, readings

_BATCH: Final = 100


def number_of_documents(connection: Connection) -> int:
    """Return how many documents there are."""
    return int(connection.execute(select(func.count()).select_from(documents)).scalar_one())


def documents_after(connection: Connection, seq: int) -> list[tuple[int, Document]]:
    """Return the next documents after number ``seq``, with their numbers."""
    columns = (documents.c.seq, documents.c.text, documents.c.text_exact, documents.c.metadata)
    query = select(*columns).where(documents.c.seq > seq)
    rows = connection.execute(query.order_by(documents.c.seq).limit(_BATCH)).all()
    return [(row.seq, document_from(row.text, row.text_exact, row.metadata)) for row in rows]


def documents_in(connection: Connection) -> Iterator[Document]:
    """Yield all documents in the order they came."""
    last = 0
    while batch := documents_after(connection, last):
        for _, document in batch:
            yield document
        last = batch[-1][0]


def readings_in(
    connection: Connection, run: int, where: str, *, decided: bool = False
) -> Iterator[Reading]:
    """Yield the live readings of a run in the order they came."""
    last = 0
    query = _query(run).order_by(readings.c.id).limit(_BATCH)
    while True:
        rows = connection.execute(query.where(readings.c.id > last)).all()
        yield from _built(connection, rows, where, decided=decided)
        if len(rows) < _BATCH:
            return
        last = rows[-1].id


def reading_of(
    connection: Connection, run: int, document_id: str, where: str, *, decided: bool
) -> Reading | None:
    """Return the run's reading of a document, None where there is none."""
    rows = connection.execute(_query(run).where(documents.c.id == document_id)).all()
    return next(_built(connection, rows, where, decided=decided), None)


def _query(run: int) -> Select[Any]:
    return (
        select(readings, documents.c.text, documents.c.text_exact)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.run == run, readings.c.live)
    )


def _built(
    connection: Connection, rows: Sequence[Row[Any]], where: str, *, decided: bool
) -> Iterator[Reading]:
    bodies = _bodies(connection, [row.id for row in rows], decided=decided)
    for row in rows:
        document = document_from(row.text, row.text_exact, row.metadata)
        yield reading_from(document, row.body, bodies.get(row.id, []), where)


def _bodies(connection: Connection, numbers: list[int], *, decided: bool) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    body = func.coalesce(claims.c.corrected, claims.c.body) if decided else claims.c.body
    query = select(claims.c.reading, body).where(claims.c.reading.in_(numbers))
    if decided:
        query = query.where(func.coalesce(claims.c.verdict, "") != "reject")
    else:
        query = query.where(claims.c.decision.is_(None))
    for number, text in connection.execute(query.order_by(claims.c.key)):
        found.setdefault(number, []).append(text)
    return found
