"""The part of a project that says what people made of claims, for many at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, select

from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.store import lookup
from reportedly.store.applying import CORRECTABLE
from reportedly.store.base import Base
from reportedly.store.deciding import ON_EVENTS
from reportedly.store.eventwriting import batches
from reportedly.store.rows import claim_from, document_from
from reportedly.store.tables import (
    anchor_parts,
    claims,
    decisions,
    documents,
    event_members,
    events,
    readings,
)


@dataclass(frozen=True, slots=True)
class ClaimState:
    """A claim, as people corrected it, with what they made of it.

    ``seen`` is the id of the last decision on it, ``corrected`` the fields that people changed,
    ``added`` whether a person wrote it, ``event`` the id of its event (None while it is rejected).
    """

    claim: Claim
    verdict: str | None
    seen: str | None
    corrected: tuple[str, ...]
    added: bool
    event: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one document's claims: all, those decided on, those marked for a look and not decided."""

    claims: int
    reviewed: int
    unsure: int


class Standing(Base):
    """How claims stand; see `reportedly.store.Project`."""

    def claim_states(self, document_id: str, run: int | None = None) -> list[ClaimState]:
        """Return all claims of a document (full id) in the order of their triggers."""
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return []
            row = connection.execute(
                select(readings.c.id, readings.c.metadata)
                .add_columns(documents.c.text, documents.c.text_exact)
                .join(documents, documents.c.seq == readings.c.document)
                .where(documents.c.id == document_id, readings.c.run == chosen, readings.c.live)
            ).first()
            if row is None:
                return []
            document = document_from(row.text, row.text_exact, row.metadata)
            wanted = claims.c.reading == row.id
            found = _states(connection, chosen, wanted, document, self.name)
        return sorted(found, key=lambda s: (s.claim.trigger.start, s.claim.trigger.end))

    def claim_state(self, claim_id: str, run: int | None = None) -> ClaimState:
        """Return one claim by its id, or six or more characters that it starts with."""
        with self._reading() as connection:
            chosen = self._needed(connection, run)
            stored = lookup.claim_by_id(connection, chosen, claim_id, self.name)
            wanted = claims.c.key == stored.key
            (state,) = _states(connection, chosen, wanted, stored.claim.document, self.name)
            return state

    def decided_counts(
        self, document_ids: Iterable[str], run: int | None = None
    ) -> dict[str, Counts]:
        """Return how many claims documents (full ids) have, and how many of them are decided."""
        found: dict[str, Counts] = {}
        with self._in_run(run) as (connection, chosen):
            for batch in batches(document_ids):
                for row in connection.execute(_counts(chosen, batch)):
                    found[row.id] = Counts(row.claims, int(row.reviewed), int(row.unsure))
        return found


def _states(
    connection: Connection, run: int, wanted: Any, document: Document, where: str
) -> list[ClaimState]:
    rows = connection.execute(select(claims).where(wanted)).all()
    keys = [row.key for row in rows]
    told, seen = _events(connection, keys), _seen(connection, run, keys)
    return [
        ClaimState(
            claim_from(document, row.corrected or row.body, where),
            row.verdict,
            seen.get(row.key),
            _corrected(row),
            row.decision is not None,
            told.get(row.key),
        )
        for row in rows
    ]


def _events(connection: Connection, keys: list[int]) -> dict[int, str]:
    query = select(event_members.c.claim, events.c.id).join(
        events, events.c.key == event_members.c.event
    )
    return _mapped(connection, query, event_members.c.claim, keys)


def _seen(connection: Connection, run: int, keys: list[int]) -> dict[int, str]:
    last = (
        select(anchor_parts.c.claim, func.max(anchor_parts.c.decision).label("decision"))
        .join(decisions, decisions.c.seq == anchor_parts.c.decision)
        .where(anchor_parts.c.run == run, decisions.c.kind.not_in(ON_EVENTS))
        .where(anchor_parts.c.claim.in_(keys))
        .group_by(anchor_parts.c.claim)
        .subquery()
    )
    query = select(last.c.claim, decisions.c.id).join(decisions, decisions.c.seq == last.c.decision)
    return dict(connection.execute(query).tuples().all())


def _mapped(
    connection: Connection, query: Select[Any], column: Any, keys: list[int]
) -> dict[int, str]:
    found: dict[int, str] = {}
    for batch in batches(keys):
        found.update(connection.execute(query.where(column.in_(batch))).tuples().all())
    return found


def _corrected(row: Row[Any]) -> tuple[str, ...]:
    if row.corrected is None:
        return ()
    before, after = json.loads(row.body), json.loads(row.corrected)
    return tuple(name for name in CORRECTABLE if before.get(name) != after.get(name))


def _counts(run: int | None, document_ids: list[str]) -> Select[Any]:
    open_ = and_(claims.c.review.is_not(None), claims.c.decided.is_(False))
    return (
        select(
            documents.c.id,
            func.count(claims.c.key).label("claims"),
            func.sum(case((claims.c.decided, 1), else_=0)).label("reviewed"),
            func.sum(case((open_, 1), else_=0)).label("unsure"),
        )
        .join(readings, readings.c.document == documents.c.seq)
        .outerjoin(claims, claims.c.reading == readings.c.id)
        .where(documents.c.id.in_(document_ids), readings.c.run == run, readings.c.live)
        .group_by(documents.c.id)
    )
