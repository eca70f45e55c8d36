"""The part of a project that answers questions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from reportedly.events.records import EventRecord
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.store import (
    claimrows,
    differing,
    eventrows,
    lookup,
    reads,
    runs,
    search,
    verifying,
)
from reportedly.store.base import Base
from reportedly.store.differing import Difference
from reportedly.store.eventing import claims_by_key
from reportedly.store.filters import Filters
from reportedly.store.frames import Rows
from reportedly.store.lookup import Source
from reportedly.store.rows import POSITION_BITS
from reportedly.store.runs import Run
from reportedly.store.status import ProjectStatus, status_of
from reportedly.store.verifying import Verification

_NONE: Final = Filters()


class Asking(Base):
    """Documents, claims, events and runs; see `reportedly.store.Project`."""

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order they came."""
        with self._reading() as connection:
            yield from reads.documents_in(connection)

    def document(self, document_id: str) -> Document:
        """Return a document by its id, or six or more characters that it starts with."""
        with self._reading() as connection:
            return lookup.document_by_id(connection, document_id)

    def sources_of(self, document_id: str) -> list[Source]:
        """Return what was read into a document: from where, when, by what, and the bytes."""
        with self._reading() as connection:
            return lookup.sources_of(connection, document_id)

    def readings(self, run: int | None = None, *, decided: bool = False) -> Iterator[Reading]:
        """Yield the readings of a run, of the newest one by default, in the order they came.

        With ``decided`` as people left them: without rejected claims, with corrections and with
        the claims that people added.
        """
        with self._in_run(run) as (connection, chosen):
            if chosen is not None:
                yield from reads.readings_in(connection, chosen, self.name, decided=decided)

    def reading(
        self, document_id: str, run: int | None = None, *, decided: bool = False
    ) -> Reading | None:
        """Return a document's reading in a run; None where the run has not read it."""
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return None
            return reads.reading_of(connection, chosen, document_id, self.name, decided=decided)

    def claims(self, filters: Filters = _NONE, run: int | None = None) -> Iterator[Claim]:
        """Yield the claims that match, as people corrected them, by document and place in it."""
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return
            keys = search.keys(connection, chosen, filters)
            for _, group in groupby(keys, key=lambda key: key >> POSITION_BITS):
                wanted = list(group)
                found = claims_by_key(connection, wanted, self.name)
                yield from (found[key] for key in wanted)

    def claim(self, claim_id: str, run: int | None = None) -> Claim:
        """Return a claim by its id, or six or more characters that it starts with.

        Raises `UsageError` where no claim or several claims have it.
        """
        with self._reading() as connection:
            chosen = self._needed(connection, run)
            return lookup.claim_by_id(connection, chosen, claim_id, self.name).claim

    def search(
        self,
        words: str | None = None,
        *,
        run: int | None = None,
        limit: int | None = None,
        offset: int = 0,
        **fields: Any,
    ) -> Rows:
        """Look for claims by words and by the fields of `Filters`; one row a claim.

        Names of private persons are in the rows: mask them before they are shown.
        """
        filters = Filters(words=words, **fields)
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return claimrows.rows(connection, ())
            keys = search.keys(connection, chosen, filters, limit=limit, offset=offset)
            return claimrows.rows(connection, keys)

    def events(self, filters: Filters = _NONE, run: int | None = None) -> Iterator[EventRecord]:
        """Yield the events with at least one claim that matches, the earliest first."""
        with self._in_run(run) as (connection, chosen):
            if chosen is not None:
                yield from eventrows.events_in(connection, chosen, filters, self.name)

    def event(self, event_id: str, run: int | None = None) -> EventRecord:
        """Return an event by its id, or six or more characters that it starts with."""
        with self._reading() as connection:
            return eventrows.event(connection, self._needed(connection, run), event_id, self.name)

    def place_name(self, place: str) -> str | None:
        """Return the name of a gazetteer id that some claim is resolved to."""
        with self._reading() as connection:
            return lookup.place_name(connection, place)

    def event_of(self, claim_id: str, run: int | None = None) -> EventRecord | None:
        """Return the event that a claim belongs to; None for a rejected claim."""
        with self._reading() as connection:
            chosen = self._needed(connection, run)
            return eventrows.event_of(connection, chosen, claim_id, self.name)

    def contradictions(self, run: int | None = None) -> Rows:
        """Return every contradiction of every event: one row a pair of claims and field."""
        with self._in_run(run) as (connection, chosen):
            return eventrows.contradictions(connection, chosen, self.name)

    def copies(self) -> Rows:
        """Return the documents that share text, with the offsets of the passages."""
        with self._reading() as connection:
            return eventrows.copies_in(connection)

    def runs(self) -> list[Run]:
        """Return the runs, the oldest first."""
        with self._reading() as connection:
            return runs.all_runs(connection)

    def diff(self, left: int, right: int) -> Difference:
        """Return what two runs say differently of the documents that both have read."""
        with self._reading() as connection:
            for run in (left, right):
                self._chosen(connection, run)
            return differing.diff(connection, left, right)

    def status(self) -> ProjectStatus:
        """Return how much is in the project, what failed and what waits."""
        with self._reading() as connection:
            return status_of(connection, self.name)

    def verify(self) -> Verification:
        """Recompute all digests: of the decisions' chain, of all bytes and of all texts."""
        with self._reading() as connection:
            return verifying.verify(connection)
