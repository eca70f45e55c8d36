"""Puts one reading, or one failure, into the tables."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from reportedly.errors import SourceError
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.sources.again import extractor
from reportedly.store import fulltext
from reportedly.store.held import held
from reportedly.store.insert import insert_key, insert_new, upsert
from reportedly.store.rows import (
    ClaimRows,
    add_reading_rows,
    document_row,
    metadata_of,
    reading_body,
)
from reportedly.store.runs import now
from reportedly.store.snapshots import Raw
from reportedly.store.tables import (
    blobs,
    captures,
    claim_counts,
    claim_parties,
    claim_places,
    claims,
    documents,
    failures,
    readings,
    tellings,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reading: ``reading`` is its id, ``new`` whether anything was added."""

    document: int
    reading: int
    new: bool


def known_reading(connection: Connection, document: Document, run: int) -> Kept | None:
    """Return the run's reading of this document with the same metadata, if there is one.

    A language that the document does not state was found by the reading and counts as the same.
    """
    row = connection.execute(
        select(documents.c.seq, documents.c.language, readings.c.id, readings.c.metadata)
        .join(readings, readings.c.document == documents.c.seq)
        .where(documents.c.id == document.id, readings.c.run == run, readings.c.live)
    ).first()
    if row is None or not _same(row.metadata, metadata_of(document)):
        return None
    return Kept(row.seq, row.id, new=False)


def keep_reading(
    connection: Connection, reading: Reading, run: int, raw: Raw | None, rows: ClaimRows
) -> Kept:
    """Store a reading with its document; one that is there already is left as it is.

    The rows of its claims are added to ``rows``, for `keep_claims` at the end of the transaction.

    A reading of the same run with other metadata takes the place of the one before, which stays in
    the tables without being ``live``.
    """
    document = _document(connection, reading.document)
    keep_capture(connection, document, reading.document, raw)
    metadata = metadata_of(reading.document)
    row = {
        "run": run,
        "document": document,
        "live": True,
        "metadata": metadata,
        "body": reading_body(reading),
        "claims": len(reading.claims),
        "read_at": now(),
    }
    number = insert_key(connection, readings, "id", row)
    if number is None:
        known = connection.execute(
            select(readings.c.id, readings.c.metadata).where(
                readings.c.run == run, readings.c.document == document, readings.c.live
            )
        ).one()
        if _same(known.metadata, metadata):
            return Kept(document, known.id, new=False)
        connection.execute(update(readings).where(readings.c.id == known.id).values(live=False))
        _describe(connection, document, reading.document)
        number = insert_key(connection, readings, "id", row)
        assert number is not None
    add_reading_rows(rows, reading, number)
    return Kept(document, number, new=True)


def keep_capture(connection: Connection, seq: int, document: Document, raw: Raw | None) -> None:
    """Note that these bytes gave this document, and keep them."""
    digest = document.snapshot_sha256
    kept = digest is not None and raw is not None
    if raw is not None and digest is not None:
        row = {"sha256": digest, "size": len(raw.data), "bytes": raw.data}
        insert_new(connection, blobs, row)
    row = {
        "document": seq,
        "blob": digest if kept else None,
        "sha256": digest or "",
        "name": document.uri or "",
        "reader": extractor(),
        "captured_at": now(),
        "form": raw and raw.form,
        "options": raw and raw.options,
    }
    if insert_new(connection, captures, row) or raw is None:
        return
    same = [captures.c[name] == row[name] for name in ("document", "sha256", "name", "reader")]
    changed = captures.c.options.is_distinct_from(raw.options)
    values = {"form": raw.form, "options": raw.options}
    connection.execute(update(captures).where(*same, changed).values(**values))


def keep_failure(connection: Connection, failure: SourceError, run: int) -> None:
    """Note a document that could not be read, with the reason."""
    row = {
        "run": run,
        "source": failure.source,
        "kind": type(failure).__name__,
        "reason": failure.reason,
        "failed_at": now(),
        "resolved_at": None,
    }
    upsert(connection, failures, row, ("run", "source"))


def open_failures(connection: Connection, run: int) -> set[str]:
    """Return the sources that the run could not read so far."""
    query = select(failures.c.source)
    query = query.where(failures.c.run == run, failures.c.resolved_at.is_(None))
    return set(connection.execute(query).scalars())


def resolve_failure(connection: Connection, source: str, run: int) -> None:
    """Note that a source which failed before could be read after all."""
    connection.execute(
        update(failures)
        .where(
            failures.c.run == run,
            failures.c.source == held(source),
            failures.c.resolved_at.is_(None),
        )
        .values(resolved_at=now())
    )


def keep_claims(connection: Connection, rows: ClaimRows) -> None:
    """Store the rows of claims and index their words."""
    if rows.claims:
        connection.execute(insert(claims), rows.claims)
        insert_parts(connection, rows)
        fulltext.add_claims(connection, rows.claims)


def insert_parts(connection: Connection, rows: ClaimRows) -> None:
    """Insert all rows of claims but the claims themselves."""
    for table, values in (
        (claim_places, rows.places),
        (claim_parties, rows.parties),
        (claim_counts, rows.counts),
        (tellings, rows.tellings),
    ):
        if values:
            connection.execute(insert(table), values)


_METADATA = ("title", "publisher", "published", "language", "metadata")


def _document(connection: Connection, document: Document) -> int:
    row = {**document_row(document), "extractor": extractor(), "added_at": now()}
    seq = insert_key(connection, documents, "seq", row)
    if seq is None:  # it is there already
        known = select(documents.c.seq).where(documents.c.id == document.id)
        return int(connection.execute(known).scalar_one())
    fulltext.add_document(connection, seq, row["title"], row["text"])
    return seq


def _describe(connection: Connection, seq: int, document: Document) -> None:
    """Give a document the metadata that the user has set since."""
    at = documents.c.seq == seq
    before = connection.execute(select(documents.c.title, documents.c.text).where(at)).one()
    row = document_row(document)
    values = {name: row[name] for name in _METADATA}
    fulltext.retitle_document(connection, seq, (before.title, row["title"]), before.text)
    connection.execute(update(documents).where(at).values(values))


def _same(kept: str, given: str) -> bool:
    """Whether two records of metadata say the same, whatever bytes each was read from."""
    if kept == given:
        return True
    left, right = json.loads(kept), json.loads(given)
    for plain in (left, right):
        plain.pop("snapshot_sha256")
    if right["language"] is None:
        right["language"] = left["language"]
    return bool(left == right)
