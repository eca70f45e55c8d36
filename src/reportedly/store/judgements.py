"""Decisions as they are made: checked, written down, and done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from reportedly.errors import ConflictError, UsageError
from reportedly.store import (
    applying,
    deciding,
    eventrows,
    lookup,
    placing,
    withdrawals,
)
from reportedly.store import decisions as logged
from reportedly.store.anchors import quote_claim
from reportedly.store.deciding import ON_CLAIMS, ON_EVENTS
from reportedly.store.decisions import ANY, Decision, Draft
from reportedly.store.grounding import PERSON, check_inferences, written
from reportedly.store.lookup import Stored
from reportedly.store.placing import Part, Placed
from reportedly.store.reach import Reach
from reportedly.store.tables import anchor_parts, anchors


def decide(
    connection: Connection, run: int, draft: Draft, claims: Sequence[str], where: str
) -> Decision:
    """Write a decision at the end of the log and do what it asks for."""
    if draft.kind == "add_claim":
        return _add(connection, run, draft, where)
    if draft.kind in ON_EVENTS:
        draft, about = _on_event(connection, run, draft, claims, where)
        logged.check_seen(draft.seen, logged.last_on(connection, draft.target))
    elif draft.kind in ON_CLAIMS:
        about = [lookup.claim_by_id(connection, run, draft.target, where)]
        if draft.seen != ANY:
            last = deciding.last_on_claims(connection, run, [about[0].key])
            logged.check_seen(draft.seen, last)
        draft = _on_claim(connection, draft, about[0])
    else:
        raise UsageError(f"no decision of kind {draft.kind!r}")
    made = deciding.record(connection, draft, about)
    parts = tuple(Part(one.reading, one.key) for one in about)
    _done(connection, Placed(made, run, "kept", parts), where)
    return made


def withdraw(connection: Connection, run: int, draft: Draft, where: str) -> Decision:
    """Take a decision back, and do again what then follows from the log."""
    target = logged.by_id(connection, draft.target)
    other = withdrawals.withdrawn(connection).get(target.id)
    if other is not None:
        theirs = logged.by_id(connection, other)
        raise ConflictError(f"{theirs.who} took this back already ({theirs.at})", theirs)
    about = withdrawals.subject(connection, target)
    parts = _parts(connection, run, about.seq)
    if draft.seen != ANY:
        keys = [part.claim for part in parts if part.claim is not None]
        logged.check_seen(draft.seen, deciding.last_on_claims(connection, run, keys))
    made = logged.append(connection, replace(draft, target=target.id, document=about.document))
    changed = about.kind in (*ON_CLAIMS, "reanchor")
    again = {part.reading for part in parts} if changed else set()
    more = {about.seq, made.seq}
    if about.kind == "reanchor":
        more.add(logged.by_id(connection, about.target).seq)
    placing.replay(connection, run, again, where, more=more, complete=True)
    return made


def resolve(
    connection: Connection, run: int, draft: Draft, claims: Sequence[str], where: str
) -> Decision:
    """Write down what a decision that waits means now, and do it."""
    target = logged.by_id(connection, draft.target)
    state = connection.execute(
        select(anchors.c.state).where(anchors.c.decision == target.seq, anchors.c.run == run)
    ).scalar()
    if state != "queued":
        raise UsageError(f"decision {target.id[:12]} does not wait for anybody in run {run}")
    about = [lookup.claim_by_id(connection, run, claim, where) for claim in claims]
    after = {"claims": [one.claim.claim_id for one in about]}
    made = deciding.record(connection, replace(draft, target=target.id, after=after), about)
    parts = tuple(Part(one.reading, one.key) for one in about)
    if not about:
        parts = _parts(connection, run, target.seq)
        placing.keep(connection, Placed(target, run, "dismissed", parts, draft.why))
    else:
        start = target.quotes[0].start if target.quotes else 0
        shift = about[0].claim.evidence.start - start
        _done(connection, Placed(target, run, "moved", parts, draft.why, shift), where)
    on = parts if target.kind in ON_CLAIMS else ()
    placing.keep(connection, Placed(made, run, "kept", on))
    return made


def _done(connection: Connection, placed: Placed, where: str) -> None:
    placing.keep(connection, placing.apply(connection, placed, where))


def _on_claim(connection: Connection, draft: Draft, stored: Stored) -> Draft:
    claim = stored.claim
    if draft.kind == "restore_name":
        name = draft.after.get("name") if isinstance(draft.after, dict) else None
        if not isinstance(name, str) or not name.strip():
            raise UsageError('to restore a name give after={"name": the words}')
    if draft.kind != "correct":
        return replace(draft, target=claim.claim_id)
    if not isinstance(draft.after, dict) or not draft.after:
        raise UsageError("a correction names the fields and their new values")
    after = written(draft.after, claim.document.text, draft.who)
    changed = applying.corrected(claim, after)
    check_inferences(changed)
    applying.check_alone(connection, changed, stored.reading, stored.key)
    before = applying.values_of(claim, after)
    return replace(draft, target=claim.claim_id, before=before, after=after)


def _add(connection: Connection, run: int, draft: Draft, where: str) -> Decision:
    document = lookup.document_by_id(connection, draft.target)
    after = {
        "produced_by": PERSON,
        **written(draft.after, document.text, draft.who),
    }
    claim = applying.claim_of(document, after)
    check_inferences(claim)
    reading = _reading(connection, run, document.id)
    applying.check_alone(connection, claim, reading)
    quote = quote_claim(claim)
    draft = replace(
        draft, target=claim.claim_id, document=document.id, after=after, quotes=(quote,)
    )
    made = deciding.record(connection, draft, ())
    _done(connection, Placed(made, run, "kept", (Part(reading, None),)), where)
    return made


def _on_event(
    connection: Connection, run: int, draft: Draft, claims: Sequence[str], where: str
) -> tuple[Draft, list[Stored]]:
    record = eventrows.event(connection, run, draft.target, where)
    ids = list(dict.fromkeys(claims or record.claims))
    if len(ids) < 2 and draft.kind != "pin":
        raise UsageError(f"{draft.kind} needs at least two claims")
    about = [lookup.claim_by_id(connection, run, claim, where) for claim in ids]
    after = {"claims": [one.claim.claim_id for one in about]}
    before = {"claims": list(record.claims)}
    return replace(draft, target=record.event_id, after=after, before=before), about


def _reading(connection: Connection, run: int, document_id: str) -> int:
    found = Reach(connection, run).here(document_id)
    if found is None or found.document.id != document_id:
        raise UsageError(f"document {document_id[:12]} has not been read in run {run}")
    return found.reading


def _parts(connection: Connection, run: int, seq: int) -> tuple[Part, ...]:
    rows = connection.execute(
        select(anchor_parts.c.reading, anchor_parts.c.claim)
        .where(anchor_parts.c.run == run, anchor_parts.c.decision == seq)
        .order_by(anchor_parts.c.position)
    )
    return tuple(Part(row.reading, row.claim) for row in rows)
