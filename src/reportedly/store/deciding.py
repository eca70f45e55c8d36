"""Decisions on claims and events, and how they stand in a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from reportedly.records.claim import Claim
from reportedly.store import decisions as logged
from reportedly.store.anchors import quote_claim
from reportedly.store.decisions import Decision, Draft, Quote
from reportedly.store.lookup import Stored
from reportedly.store.rows import claim_from
from reportedly.store.tables import anchor_parts, anchors, claims, decisions

#: Kinds of decisions that change what is shown of a claim, or that say something of it.
ON_CLAIMS: Final = ("accept", "reject", "correct", "restore_name", "add_claim")
ON_EVENTS: Final = ("merge", "split", "pin")
#: States of a decision that has effect.
HELD: Final = ("kept", "moved")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A decision as it stands in a run: ``claims`` are the ids, as shown now, it holds for.

    ``state``: ``kept`` (as it was made), ``moved`` (found in a new reading), ``queued`` (waits for
    a person, for the ``reason``), ``dismissed`` (a person let it go), ``withdrawn`` (a person took
    it back), ``lapsed`` (it is on an added claim that was taken back).
    """

    decision: Decision
    run: int
    state: str
    claims: tuple[str, ...]
    reason: str | None = None


def record(connection: Connection, draft: Draft, about: Sequence[Stored]) -> Decision:
    """Append a decision on these claims, quoted."""
    quotes = draft.quotes or tuple(quoted(connection, one) for one in about)
    document = draft.document or (about[0].claim.document.id if about else None)
    return logged.append(connection, replace(draft, quotes=quotes, document=document))


def quoted(connection: Connection, stored: Stored) -> Quote:
    """Quote a claim as it is shown, as it was read, and with the decision that added it."""
    quote = quote_claim(stored.claim)
    row = connection.execute(
        select(claims.c.body, claims.c.corrected, decisions.c.id.label("added"))
        .outerjoin(decisions, decisions.c.seq == claims.c.decision)
        .where(claims.c.key == stored.key)
    ).one()
    if row.added is not None:
        return replace(quote, added=row.added)
    if row.corrected is None:
        return quote
    as_read: Claim = claim_from(stored.claim.document, row.body, "the project")
    read = quote_claim(as_read)
    return quote if read == quote else replace(quote, read=read)


def anchored(
    connection: Connection,
    run: int,
    *,
    kinds: Sequence[str] | None = None,
    states: Sequence[str] | None = None,
) -> list[Anchored]:
    """Return the decisions that have been looked at for a run, the oldest first."""
    query = (
        select(decisions, anchors.c.state, anchors.c.reason)
        .join(anchors, anchors.c.decision == decisions.c.seq)
        .where(anchors.c.run == run)
        .order_by(decisions.c.seq)
    )
    parts = (
        select(anchor_parts.c.decision, claims.c.shown)
        .join(claims, claims.c.key == anchor_parts.c.claim)
        .where(anchor_parts.c.run == run)
        .order_by(anchor_parts.c.decision, anchor_parts.c.position)
    )
    if kinds is not None:
        query = query.where(decisions.c.kind.in_(kinds))
        parts = parts.join(decisions, decisions.c.seq == anchor_parts.c.decision)
        parts = parts.where(decisions.c.kind.in_(kinds))
    if states is not None:
        query = query.where(anchors.c.state.in_(states))
    held: dict[int, list[str]] = {}
    for seq, shown in connection.execute(parts):
        held.setdefault(seq, []).append(shown)
    return [
        Anchored(
            logged.decision_from(row),
            run,
            row.state,
            tuple(dict.fromkeys(held.get(row.seq, ()))),
            row.reason,
        )
        for row in connection.execute(query)
    ]


def last_on_claims(connection: Connection, run: int, keys: Iterable[int]) -> Decision | None:
    """Return the last decision on one of these claims, under whatever id it had then."""
    query = of_claims(run, keys).order_by(decisions.c.seq.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None else logged.decision_from(row)


def on_claim(connection: Connection, run: int, key: int) -> list[Decision]:
    """Return all decisions on a claim and what took them back, the oldest first."""
    rows = connection.execute(of_claims(run, [key]).order_by(decisions.c.seq)).all()
    return [logged.decision_from(row) for row in rows]


def of_claims(run: int, keys: Iterable[int]) -> Select[Any]:
    """Select the rows of decisions on the claims themselves, not on their events."""
    on = select(anchor_parts.c.decision).where(
        anchor_parts.c.run == run, anchor_parts.c.claim.in_(list(keys))
    )
    return select(decisions).where(decisions.c.seq.in_(on), decisions.c.kind.not_in(ON_EVENTS))
