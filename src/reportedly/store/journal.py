"""What people do at the desk besides decisions: a chain like theirs, to which rows are only added.

``target`` says what an entry is about: ``settings``, the id of a document, or ``assignment:`` and
its number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from reportedly.errors import UsageError
from reportedly.records.serialise import dumps
from reportedly.store.decisions import FIRST, digest
from reportedly.store.deskdata import journal
from reportedly.store.held import held_row
from reportedly.store.locks import one_writer
from reportedly.store.runs import now


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal. ``id`` is the SHA-256 over all the rest and the row before."""

    seq: int
    id: str
    at: str
    who: str
    kind: str
    target: str
    body: Any
    why: str


def append(
    connection: Connection, *, who: str, kind: str, target: str, body: Any, why: str
) -> Entry:
    """Write an entry at the end; raises `UsageError` without a name."""
    if not who.strip():
        raise UsageError("the journal needs a name (who)")
    one_writer(connection)
    last = connection.execute(
        select(journal.c.seq, journal.c.id).order_by(journal.c.seq.desc()).limit(1)
    ).first()
    values: dict[str, Any] = held_row(
        {
            "seq": last.seq + 1 if last else 1,
            "previous": last.id if last else FIRST,
            "at": now(),
            "who": who.strip(),
            "kind": kind,
            "target": target,
            "body": dumps(body),
            "why": why.strip(),
        }
    )
    values["id"] = digest(values)
    return _entry(connection.execute(insert(journal).values(**values).returning(journal)).one())


def entries(connection: Connection, target: str, *kinds: str) -> Iterator[Entry]:
    """Yield the entries about something, the oldest first; of some kinds where they are named."""
    query = select(journal).where(journal.c.target == target).order_by(journal.c.seq)
    if kinds:
        query = query.where(journal.c.kind.in_(kinds))
    for row in connection.execute(query):
        yield _entry(row)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        row.seq, row.id, row.at, row.who, row.kind, row.target, json.loads(row.body), row.why
    )
