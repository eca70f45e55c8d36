"""The part of a project that shows single things closely: what one screen of the desk needs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import func, or_, select

from reportedly.records.claim import Claim
from reportedly.store import decisions as logged
from reportedly.store.base import Base
from reportedly.store.decisions import Decision
from reportedly.store.eventing import claims_by_key
from reportedly.store.eventrows import COPIES
from reportedly.store.frames import Rows
from reportedly.store.pages import Page
from reportedly.store.tables import (
    claim_places,
    claims,
    copies,
    decisions,
    documents,
    event_members,
    events,
    readings,
)


class Showing(Base):
    """Claims by id, copies of a document, the log in pages; see `reportedly.store.Project`."""

    def claims_by_id(self, ids: Iterable[str], run: int | None = None) -> dict[str, Claim]:
        """Return claims as corrected, by the ids that they have now; no others."""
        with self._in_run(run) as (connection, chosen):
            rows = connection.execute(
                select(claims.c.key)
                .join(readings, readings.c.id == claims.c.reading)
                .where(claims.c.shown.in_(list(ids)))
                .where(readings.c.run == chosen, readings.c.live)
            )
            found = claims_by_key(connection, rows.scalars().all(), self.name)
        return {claim.claim_id: claim for claim in found.values()}

    def events_with(self, document_ids: Iterable[str]) -> set[str]:
        """Return the ids of the events of the newest run that hold a claim of these documents."""
        of_document = (
            select(claims.c.key)
            .join(readings, readings.c.id == claims.c.reading)
            .join(documents, documents.c.seq == readings.c.document)
            .where(documents.c.id.in_(list(document_ids)))
        )
        query = (
            select(events.c.id)
            .join(event_members, event_members.c.event == events.c.key)
            .where(event_members.c.claim.in_(of_document))
        )
        with self._in_run(None) as (connection, chosen):
            return set(connection.execute(query.where(events.c.run == chosen)).scalars())

    def place_words(self, event_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the words for the place of events of the newest run, each with their document.

        The first words that a claim of the event has for a place; none where no claim has any. They
        may name private persons: mask them before they are shown.
        """
        query = (
            select(events.c.id, claim_places.c.words, documents.c.id)
            .join(event_members, event_members.c.event == events.c.key)
            .join(claim_places, claim_places.c.claim == event_members.c.claim)
            .join(claims, claims.c.key == event_members.c.claim)
            .join(readings, readings.c.id == claims.c.reading)
            .join(documents, documents.c.seq == readings.c.document)
            .where(events.c.id.in_(list(event_ids)), claim_places.c.position == 0)
            .order_by(claims.c.key.desc())
        )
        with self._in_run(None) as (connection, chosen):
            rows = connection.execute(query.where(events.c.run == chosen))
            return {event: (document, words) for event, words, document in rows}

    def copies_of(self, document_id: str) -> Rows:
        """Return the other documents of events that share text with one, as `copies` does."""
        with self._reading() as connection:
            rows = connection.execute(
                select(copies)
                .where(or_(copies.c.left == document_id, copies.c.right == document_id))
                .order_by(copies.c.left, copies.c.right)
            )
            return Rows(COPIES, tuple((*row[:-1], json.loads(row.passages)) for row in rows))

    def decisions_page(
        self,
        target: str | None = None,
        *,
        offset: int = 0,
        limit: int = 200,
        newest_first: bool = True,
    ) -> Page[Decision]:
        """Return the log of decisions, on one target where it is given."""
        query = select(decisions)
        if target is not None:
            query = query.where(decisions.c.target == target)
        counted = select(func.count()).select_from(query.subquery())
        number = decisions.c.seq
        ordered = query.order_by(number.desc() if newest_first else number)
        with self._reading() as connection:
            total = int(connection.execute(counted).scalar_one())
            rows = connection.execute(ordered.limit(limit).offset(offset)).all()
            return Page(total, offset, tuple(logged.decision_from(row) for row in rows))
