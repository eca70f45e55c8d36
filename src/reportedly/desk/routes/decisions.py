"""Decisions: made, taken back, listed; those that wait for a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from reportedly.desk import seeing
from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import Many, answer
from reportedly.desk.asked import Rows
from reportedly.desk.masks import Mask
from reportedly.desk.models.base import DecisionRow, EventId, Page, Target
from reportedly.desk.models.documents import (
    Decided,
    DecisionDraft,
    Resolution,
    Waiting,
    Withdrawal,
)
from reportedly.desk.problems import Refused, missing
from reportedly.desk.unmask import cleaned, own
from reportedly.desk.views.decisions import decision_row
from reportedly.errors import ConflictError, UsageError
from reportedly.store import Anchored, Decision
from reportedly.store.journal import Entry

router = APIRouter(tags=["decisions"])
_ON_CLAIMS: Final = ("accept", "reject", "correct", "restore_name")
_ON_EVENTS: Final = ("merge", "split", "pin")


@router.post("/decisions", response_model=Decided, status_code=201, **needs("coder"))
def decide(at: At, draft: DecisionDraft) -> Response:
    """Write a decision at the end of the log and do what it asks for."""
    if draft.kind == "restore_name":
        at.require("adjudicator")
    with conflicts(at, draft.target):
        after = _checked(at, draft)
        made = at.desk.project.decide(
            draft.kind,
            draft.target,
            who=at.person.name,
            why=draft.why,
            after=after,
            claims=draft.claims,
            seen=draft.seen,
            wait=False,
        )
    return answer(decided(at, made), 201)


@router.post("/withdrawals", response_model=Decided, status_code=201, **needs("coder"))
def withdraw(at: At, draft: Withdrawal) -> Response:
    """Take a decision back; it stays in the log."""
    with seeing.needed("decision"):
        theirs = at.desk.project.decision(draft.decision)
    if not seeing.may_see(at, theirs):
        raise missing("decision")
    if theirs.who != at.person.name:
        at.require("adjudicator")
    with conflicts(at, draft.decision):
        made = at.desk.project.withdraw(
            draft.decision, who=at.person.name, why=draft.why, wait=False
        )
    return answer(decided(at, made), 201)


@router.get("/decisions", response_model=Page[DecisionRow], **needs("reader"))
def decisions(at: At, rows: Rows, target: Annotated[Target | None, Query()] = None) -> Response:
    """List the log, the newest first."""
    project = at.desk.project
    if at.hidden:
        seen = [d for d in project.decisions(target)[::-1] if seeing.may_see(at, d)]
        total, found = len(seen), seen[rows.offset : rows.offset + rows.limit]
    else:
        page = project.decisions_page(target, offset=rows.offset, limit=rows.limit)
        total, found = page.total, list(page.rows)
    shown = seeing.decision_rows(at, found)
    return answer(Page[DecisionRow](total=total, offset=rows.offset, rows=shown))


@router.get("/waiting", response_model=list[Waiting], **needs("reader"))
def waiting(at: At) -> Response:
    """List the decisions whose words were not found in the newest reading."""
    queue = [one for one in at.desk.project.queue() if seeing.may_see(at, one.decision)]
    return answer(Many[Waiting]([_waiting(at, one) for one in queue]))


@router.post("/waiting", response_model=DecisionRow, status_code=201, **needs("adjudicator"))
def resolve(at: At, draft: Resolution) -> Response:
    """Say for which claims a waiting decision holds now; none lets it go."""
    for claim in draft.claims:
        seeing.claim_of(at, claim)
    with conflicts(at, draft.decision):
        made = at.desk.project.resolve(
            draft.decision, who=at.person.name, why=draft.why, claims=draft.claims, wait=False
        )
    _forget(at, made)
    (row,) = seeing.decision_rows(at, [made]) or [decision_row(made, [])]
    return answer(row, 201)


@contextmanager
def conflicts(at: Caller, target: str) -> Iterator[None]:
    """Answer with what somebody else decided in the meantime."""
    try:
        yield
    except ConflictError as error:
        raise Refused(409, str(error), conflict=_theirs(at, error.theirs)) from None
    except UsageError as error:
        # A correction gives a claim another id: under the one before there is only the log.
        last = at.desk.project.decisions_page(target, limit=1).rows
        gone = "has an id that starts with" in str(error) or "is no id" in str(error)
        if gone and last and seeing.may_see(at, last[0]):
            detail = f"{last[0].who} changed this in the meantime: look at it first"
            raise Refused(409, detail, conflict=_theirs(at, last[0])) from None
        if gone:
            raise missing("claim, event or document") from None
        raise


def decided(at: Caller, made: Decision) -> Decided:
    """Show a decision with what it changed."""
    project = at.desk.project
    _forget(at, made)
    rows = seeing.decision_rows(at, [made])
    about = _subject(at, made)
    claim = None
    events: set[EventId] = set()
    for anchored in _claims(at, about, made):
        state = project.claim_state(anchored)
        if state.event is not None and state.event not in at.hidden_events:
            events.add(state.event)
        if about.kind not in _ON_EVENTS:
            claim = seeing.view_of(at, anchored)
    return Decided(decision=rows[0], claim=claim, events=sorted(events))


def _subject(at: Caller, decision: Decision) -> Decision:
    while decision.kind == "withdraw":
        decision = at.desk.project.decision(decision.target)
    return decision


def _claims(at: Caller, about: Decision, made: Decision) -> list[str]:
    """The ids that the claims of a decision have now; an added one that was taken back has none."""
    if about.kind in _ON_EVENTS:
        named = (about.after or {}).get("claims", []) if isinstance(about.after, dict) else []
        return [claim for claim in named if _is_there(at, claim)]
    if about.document is None:
        return []
    states = at.desk.project.claim_states(about.document)
    return [state.claim.claim_id for state in states if state.seen == made.id]


def _is_there(at: Caller, claim: str) -> bool:
    try:
        at.desk.project.claim(claim)
    except UsageError:
        return False
    return True


def _checked(at: Caller, draft: DecisionDraft) -> Any:
    """Check that the person may decide on the target; return the new values to store."""
    project, who = at.desk.project, at.person.name
    for named in draft.claims:
        seeing.claim_of(at, named)
    if draft.kind in _ON_EVENTS:
        _check_event(at, draft.target)
        return None
    if draft.kind == "add_claim":
        if draft.target in at.hidden:
            raise Refused(403, "you code this document apart: write it in your assignment")
        document = project.document(draft.target)
        return cleaned(own(draft.after), who, (), seeing.mask_of(at, document.id))
    claim = project.claim(draft.target)
    if claim.document.id in at.hidden:
        raise missing("claim")
    mask = seeing.mask_of(at, claim.document.id)
    if draft.kind == "restore_name":
        return _name(draft.after, claim.document.text)
    if draft.kind == "correct":
        return cleaned(draft.after, who, (claim,), mask)
    return None


def _check_event(at: Caller, event: str) -> None:
    record = at.desk.project.event(event)
    if not at.hidden.keys().isdisjoint(voice.document_id for voice in record.voices):
        raise missing("event")


def _name(after: dict[str, Any] | None, text: str) -> dict[str, str]:
    """The name that is to be shown: words of the text by their offsets."""
    start, end = (after or {}).get("start"), (after or {}).get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise Refused(422, "after: expected start and end of the name in the text")
    return {"name": text[start:end]}


def _forget(at: Caller, made: Decision) -> None:
    at.desk.events.ask()
    if made.kind in ("restore_name", "withdraw", "reanchor"):
        at.desk.masks.forget()
    elif made.document is not None:
        at.desk.masks.forget(made.document)


def _theirs(at: Caller, theirs: object) -> DecisionRow | None:
    if isinstance(theirs, Decision):
        rows = seeing.decision_rows(at, [theirs])
        return rows[0] if rows else None
    if isinstance(theirs, Entry):
        return DecisionRow(
            id=theirs.id,
            at=theirs.at,
            who=theirs.who,
            kind=theirs.kind,
            target=theirs.target,
            document=None,
            before=None,
            after=None,
            why="",
        )
    return None


def _waiting(at: Caller, one: Anchored) -> Waiting:
    quotes = [
        _quoted(seeing.mask_of(at, quote.document), quote.start, quote.end)
        for quote in one.decision.quotes
    ]
    (row,) = seeing.decision_rows(at, [one.decision])
    return Waiting(decision=row, reason=one.reason, words=quotes)


def _quoted(mask: Mask, start: int, end: int) -> str:
    return mask.redaction.cut(start, end)
