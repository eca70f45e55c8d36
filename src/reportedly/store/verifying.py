"""Checks that nothing was changed after it was stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, func, select

from reportedly.records.document import text_digest
from reportedly.store.decisions import broken_links
from reportedly.store.deskdata import journal
from reportedly.store.tables import blobs, captures, decisions, documents


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and each thing that is wrong in plain words."""

    decisions: int
    blobs: int
    documents: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(connection: Connection) -> Verification:
    """Recompute every digest: of the chains' links, of all bytes, of all texts."""
    problems = [
        *broken_links(connection, decisions, "decision"),
        *broken_links(connection, journal, "journal entry"),
        *_bytes(connection),
        *_texts(connection),
    ]

    def count(table: object) -> int:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]

    return Verification(count(decisions), count(blobs), count(documents), tuple(problems))


def _bytes(connection: Connection) -> Iterator[str]:
    for digest in connection.execute(select(blobs.c.sha256)).scalars().all():
        data = connection.execute(select(blobs.c.bytes).where(blobs.c.sha256 == digest)).scalar()
        if data is None or sha256(data).hexdigest() != digest:
            yield f"the bytes kept as {digest[:12]} were changed"
    lost = select(captures.c.name).where(captures.c.blob.is_not(None))
    for name in connection.execute(lost.where(captures.c.blob != captures.c.sha256)).scalars():
        yield f"{name}: its bytes are not those it was read from"


def _texts(connection: Connection) -> Iterator[str]:
    columns = (documents.c.text, documents.c.text_exact, documents.c.text_sha256)
    for seq, name in connection.execute(select(documents.c.seq, documents.c.uri)).all():
        row = connection.execute(select(*columns).where(documents.c.seq == seq)).one()
        exact = row.text_exact
        text = row.text if exact is None else exact.decode("utf-8", "surrogatepass")
        if text_digest(text) != row.text_sha256:
            yield f"{name or 'a document'}: its text was changed"
