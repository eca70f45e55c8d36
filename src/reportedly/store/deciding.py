"""Decisions on claims and events, and what becomes of them in a new run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, func, select

from reportedly.errors import UsageError
from reportedly.records.claim import Claim
from reportedly.store import decisions as logged
from reportedly.store.anchors import Candidate, find, find_claim, quote_claim
from reportedly.store.decisions import Decision, Draft, Quote
from reportedly.store.insert import upsert
from reportedly.store.rows import document_from
from reportedly.store.runs import now
from reportedly.store.tables import anchors, captures, claims, decisions, documents, readings

_OF_CLAIMS: Final = ("accept", "reject", "correct", "restore_name")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A decision as it stands in a run: ``claims`` are the ids it holds for.

    ``state``: ``kept`` (as it was made), ``moved`` (found in a new reading), ``queued`` (waits for
    a person, for the ``reason``), ``dismissed`` (a person let it go).
    """

    decision: Decision
    run: int
    state: str
    claims: tuple[str, ...]
    reason: str | None = None


def record(connection: Connection, draft: Draft, run: int, about: list[Claim]) -> Decision:
    """Append a decision on these claims, quoted, and hold it for the run."""
    quotes = draft.quotes or tuple(quote_claim(claim) for claim in about)
    document = draft.document or (about[0].document.id if about else None)
    made = logged.append(connection, replace(draft, quotes=quotes, document=document))
    held = [quote.claim for quote in quotes if quote.claim]
    _anchor(connection, made.seq, run, "kept", held, None)
    return made


def resolve(connection: Connection, draft: Draft, run: int) -> Decision:
    """Append what a person says of a decision in the queue: its claims now, or none."""
    row = connection.execute(
        select(decisions.c.seq, anchors.c.state)
        .join(anchors, anchors.c.decision == decisions.c.seq)
        .where(decisions.c.id == draft.target, anchors.c.run == run)
    ).first()
    if row is None or row.state != "queued":
        raise UsageError(f"decision {draft.target[:12]} does not wait for anybody in run {run}")
    made = logged.append(connection, draft)
    held = list((draft.after or {}).get("claims", ()))
    state = "moved" if held else "dismissed"
    _anchor(connection, row.seq, run, state, held, draft.why)
    _anchor(connection, made.seq, run, "kept", [], None)
    return made


def anchored(connection: Connection, run: int) -> list[Anchored]:
    """Return the decisions that have been looked at for a run, the oldest first."""
    rows = connection.execute(select(anchors).where(anchors.c.run == run)).all()
    by_seq = {row.decision: row for row in rows}
    return [
        Anchored(
            decision,
            run,
            row.state,
            tuple(json.loads(row.targets)),
            row.reason,
        )
        for decision in logged.log(connection)
        if (row := by_seq.get(decision.seq)) is not None
    ]


def carry_over(connection: Connection, run: int, *, complete: bool) -> Iterator[Anchored]:
    """Find each decision's words in a run that it was not made in, the oldest decision first.

    A decision whose documents the run has not read yet waits, unless the run is ``complete``: then
    it is queued for a person. Yields each decision that was placed or queued; what it asks for has
    to be done before the next is looked for.
    """
    known = select(anchors.c.decision).where(anchors.c.run == run)
    pending = connection.execute(select(decisions.c.seq).where(decisions.c.seq.not_in(known)))
    open_ = {row.seq for row in pending}
    if not open_:
        return
    for decision in list(logged.log(connection)):
        if decision.seq not in open_:
            continue
        placed = _place(connection, decision, run, complete=complete)
        if placed is None:
            continue
        _anchor(connection, decision.seq, run, placed.state, list(placed.claims), placed.reason)
        yield placed


def _place(
    connection: Connection, decision: Decision, run: int, *, complete: bool
) -> Anchored | None:
    held: list[str] = []
    reasons: list[str] = []
    for quote in decision.quotes:
        text, candidates = _in_run(connection, quote, run)
        if text is None:
            if not complete:
                return None
            reasons.append("the document is not in this run")
            continue
        if decision.kind == "add_claim":
            start = find(quote, text)
            if start is None:
                reasons.append(f"the words {quote.words[:60]!r} are not found")
            elif quote.claim:
                held.append(quote.claim)
            continue
        found = find_claim(quote, text, candidates)
        if found.claim is not None:
            held.append(found.claim)
        elif found.reason is not None:
            reasons.append(found.reason)
    state = "queued" if reasons else "moved"
    return Anchored(decision, run, state, tuple(held), "; ".join(reasons) or None)


def reading_in_run(connection: Connection, quote: Quote, run: int) -> Any:
    """Return the run's reading of the quoted document: id, metadata, text, text_exact; or None.

    Where the extraction changed, the text stands under another document id: that of a document
    from the same bytes, or else from the same address.
    """
    row = connection.execute(
        select(readings.c.id, readings.c.metadata, documents.c.text, documents.c.text_exact)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.run == run, readings.c.live)
        .where(documents.c.id == quote.document)
    ).first()
    return row or _successor(connection, quote, run)


def _in_run(connection: Connection, quote: Quote, run: int) -> tuple[str | None, list[Candidate]]:
    """Return the text in which the run read the quoted document, with the run's claims on it."""
    row = reading_in_run(connection, quote, run)
    if row is None:
        return None, []
    document = document_from(row.text, row.text_exact, row.metadata)
    bodies = connection.execute(
        select(
            claims.c.shown, claims.c.category, func.coalesce(claims.c.corrected, claims.c.body)
        ).where(claims.c.reading == row.id)
    )
    found = []
    for claim, category, body in bodies:
        trigger = json.loads(body)["trigger"]
        found.append(Candidate(claim, category, trigger["start"], trigger["text"]))
    return document.text, found


def _successor(connection: Connection, quote: Quote, run: int) -> Any:
    old = connection.execute(
        select(documents.c.seq, documents.c.uri).where(documents.c.id == quote.document)
    ).first()
    if old is None:
        return None
    digests = select(captures.c.sha256).where(
        captures.c.document == old.seq, captures.c.sha256 != ""
    )
    same_bytes = select(captures.c.document).where(captures.c.sha256.in_(digests))
    query = (
        select(readings.c.id, readings.c.metadata, documents.c.text, documents.c.text_exact)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.run == run, readings.c.live)
        .order_by(documents.c.seq.desc())
    )
    found = connection.execute(query.where(documents.c.seq.in_(same_bytes))).first()
    if found is None and old.uri:
        found = connection.execute(query.where(documents.c.uri == old.uri)).first()
    return found


def _anchor(
    connection: Connection, seq: int, run: int, state: str, held: list[str], reason: str | None
) -> None:
    row = {
        "decision": seq,
        "run": run,
        "state": state,
        "targets": json.dumps(held),
        "reason": reason,
        "at": now(),
    }
    upsert(connection, anchors, row, ("decision", "run"))
