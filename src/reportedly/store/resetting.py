"""Takes the claims of readings back to what was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.store import applying, changes, fulltext
from reportedly.store.eventwriting import drop_empty
from reportedly.store.lookup import Stored
from reportedly.store.rows import claim_from
from reportedly.store.tables import (
    claim_counts,
    claim_parties,
    claim_places,
    claims,
    event_members,
    tellings,
)


def reset(connection: Connection, run: int, of: Iterable[int], where: str) -> None:
    """Undo in the tables whatever people decided on the claims of these readings.

    No decision may be held for a claim that was added.
    """
    wanted = list(of)
    if not wanted:
        return
    changed = or_(
        claims.c.decided,
        claims.c.verdict.is_not(None),
        claims.c.corrected.is_not(None),
        claims.c.decision.is_not(None),
    )
    rows = connection.execute(select(claims).where(claims.c.reading.in_(wanted), changed)).all()
    changes.note(connection, run, [row.key for row in rows])
    documents: dict[int, Document] = {}
    for row in rows:
        if row.decision is not None:
            _remove(connection, row)
        elif row.corrected is None:
            _clear(connection, row.key, {})
        else:
            if row.reading not in documents:
                documents[row.reading] = applying.document_of(connection, row.reading)
            claim: Claim = claim_from(documents[row.reading], row.body, where)
            stored = Stored(claim, row.key, row.reading)
            _clear(connection, row.key, applying.replace_parts(connection, stored, claim))


def _clear(connection: Connection, key: int, values: dict[str, Any]) -> None:
    cleared: dict[str, Any] = {"verdict": None, "corrected": None, "edition": 0, "decided": False}
    connection.execute(update(claims).where(claims.c.key == key).values(**values, **cleared))


def _remove(connection: Connection, row: Row[Any]) -> None:
    fulltext.remove_claim(connection, row.key, row.evidence)
    held = select(event_members.c.event).where(event_members.c.claim == row.key)
    told = connection.execute(held).scalars().all()
    for table in (claim_places, claim_parties, claim_counts, tellings, event_members):
        connection.execute(delete(table).where(table.c.claim == row.key))
    connection.execute(delete(claims).where(claims.c.key == row.key))
    drop_empty(connection, told)
