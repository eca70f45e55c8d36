"""Finds, in one run, the claims that decisions are about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.records.document import Document
from reportedly.store.anchors import Candidate, Found, find_claim
from reportedly.store.decisions import Quote
from reportedly.store.rows import document_from
from reportedly.store.tables import (
    anchor_parts,
    anchors,
    captures,
    claims,
    decisions,
    documents,
    readings,
)


@dataclass(frozen=True, slots=True)
class Here:
    """The run's reading of a quoted document."""

    reading: int
    document: Document


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an added claim in a run: the state of its decision, the key of its row."""

    state: str | None
    key: int | None


class Reach:
    """One pass over decisions in one run; texts and claims as they were read are kept."""

    def __init__(self, connection: Connection, run: int) -> None:
        self.connection = connection
        self.run = run
        self._here: dict[str, Here | None] = {}
        self._read: dict[int, list[Candidate]] = {}

    def here(self, document_id: str) -> Here | None:
        """Return the run's reading of the document; None where the run has not read it.

        Where the extraction changed, the text stands under another document id: that of a document
        from the same bytes, or else from the same address.
        """
        if document_id not in self._here:
            row = self._row(document_id)
            self._here[document_id] = row and Here(
                row.id, document_from(row.text, row.text_exact, row.metadata)
            )
        return self._here[document_id]

    def find(self, quote: Quote, here: Here) -> tuple[Found, int]:
        """Find the claim, first as it was read; with how far its words have moved."""
        text = here.document.text
        read = quote.read or quote
        found = find_claim(read, text, self._as_read(here.reading))
        if found.claim is None:
            now = find_claim(quote, text, self._candidates(here.reading, as_read=False))
            if now.claim is not None:
                return now, (now.start or 0) - quote.start
        return found, (quote.start if found.start is None else found.start) - read.start

    def added(self, decision_id: str) -> Added:
        """Return what became of an added claim."""
        row = self.connection.execute(
            select(anchors.c.state, anchor_parts.c.claim)
            .join(decisions, decisions.c.seq == anchors.c.decision)
            .outerjoin(
                anchor_parts,
                (anchor_parts.c.decision == decisions.c.seq) & (anchor_parts.c.run == self.run),
            )
            .where(decisions.c.id == decision_id, anchors.c.run == self.run)
        ).first()
        return Added(None, None) if row is None else Added(row.state, row.claim)

    def _as_read(self, reading: int) -> list[Candidate]:
        if reading not in self._read:
            self._read[reading] = self._candidates(reading, as_read=True)
        return self._read[reading]

    def _candidates(self, reading: int, *, as_read: bool) -> list[Candidate]:
        body = claims.c.body if as_read else func.coalesce(claims.c.corrected, claims.c.body)
        name = claims.c.id if as_read else claims.c.shown
        query = select(claims.c.key, name, body).where(claims.c.reading == reading)
        if as_read:
            query = query.where(claims.c.decision.is_(None))
        found = []
        for key, claim, record in self.connection.execute(query.order_by(claims.c.key)):
            plain = json.loads(record)
            trigger = plain["trigger"]
            category = plain["event"]["plover"]
            found.append(Candidate(key, claim, category, trigger["start"], trigger["text"]))
        return found

    def _row(self, document_id: str) -> Any:
        query = (
            select(readings.c.id, readings.c.metadata, documents.c.text, documents.c.text_exact)
            .join(documents, documents.c.seq == readings.c.document)
            .where(readings.c.run == self.run, readings.c.live)
            .order_by(documents.c.seq.desc())
        )
        found = self.connection.execute(query.where(documents.c.id == document_id)).first()
        if found is not None:
            return found
        old = self.connection.execute(
            select(documents.c.seq, documents.c.uri).where(documents.c.id == document_id)
        ).first()
        if old is None:
            return None
        digests = select(captures.c.sha256).where(
            captures.c.document == old.seq, captures.c.sha256 != ""
        )
        same_bytes = select(captures.c.document).where(captures.c.sha256.in_(digests))
        found = self.connection.execute(query.where(documents.c.seq.in_(same_bytes))).first()
        if found is None and old.uri:
            found = self.connection.execute(query.where(documents.c.uri == old.uri)).first()
        return found
