"""Blind double coding: who codes what, and the steps of a coder."""

from __future__ import annotations

from fastapi import APIRouter, Response

from reportedly.desk import seeing
from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import Many, answer
from reportedly.desk.asked import Key
from reportedly.desk.models.coding import (
    AssignmentDraft,
    AssignmentRow,
    AssignmentView,
    EntryDraft,
    Reopening,
)
from reportedly.desk.problems import Refused, missing
from reportedly.desk.routes.decisions import conflicts
from reportedly.desk.routes.documents import view as document_of
from reportedly.desk.unmask import cleaned, own
from reportedly.desk.views.claims import claim_view
from reportedly.desk.views.coding import assignment_row
from reportedly.records.claim import Claim
from reportedly.store import Assignment, ClaimState

router = APIRouter(tags=["coding"])


@router.get("/assignments", response_model=list[AssignmentRow], **needs("coder"))
def assignments(at: At) -> Response:
    """List who codes what; a coder sees the own alone."""
    coder = None if at.may("adjudicator") else at.person.id
    found = at.desk.project.assignments(coder=coder)
    return answer(Many[AssignmentRow]([_row(at, one) for one in found]))


@router.post(
    "/assignments", response_model=list[AssignmentRow], status_code=201, **needs("adjudicator")
)
def assign(at: At, draft: AssignmentDraft) -> Response:
    """Give documents to coders."""
    made = at.desk.project.assign(
        draft.documents, draft.coders, mode=draft.mode, who=at.person.name
    )
    return answer(Many[AssignmentRow]([_row(at, one) for one in made]), 201)


@router.get("/assignments/{id}", response_model=AssignmentView, **needs("coder"))
def assignment(at: At, id: Key) -> Response:  # noqa: A002 - the name in the path
    """Return a document to code, with the own claims."""
    return answer(_view(at, _own(at, id)))


@router.post(
    "/assignments/{id}/entries", response_model=AssignmentView, status_code=201, **needs("coder")
)
def enter(at: At, id: Key, draft: EntryDraft) -> Response:  # noqa: A002
    """Write down one step: put a claim in, take one out, or undo the last step."""
    held = _own(at, id)
    record = None if draft.record is None else _record(at, held, draft)
    with conflicts(at, held.document):
        at.desk.project.code(
            id,
            draft.kind,
            who=at.person.name,
            record=record,
            claim=draft.claim,
            suggestion=draft.suggestion,
            why=draft.why,
            seen=draft.seen,
        )
    return answer(_view(at, _own(at, id)), 201)


@router.post("/assignments/{id}/done", response_model=AssignmentRow, **needs("coder"))
def done(at: At, id: Key) -> Response:  # noqa: A002
    """Say that the document is coded; nothing can be changed from then."""
    _own(at, id)
    return answer(_row(at, at.desk.project.finish(id, who=at.person.name)))


@router.post("/assignments/{id}/reopen", response_model=AssignmentRow, **needs("adjudicator"))
def reopen(at: At, id: Key, draft: Reopening) -> Response:  # noqa: A002
    """Let the coder go on."""
    with seeing.needed("assignment"):
        at.desk.project.assignment(id)
    return answer(_row(at, at.desk.project.reopen(id, who=at.person.name, why=draft.why)))


def _own(at: Caller, number: int) -> Assignment:
    with seeing.needed("assignment"):
        held = at.desk.project.assignment(number)
    if held.coder != at.person.id:
        raise missing("assignment")
    return held


def _row(at: Caller, held: Assignment) -> AssignmentRow:
    others = held.document in at.hidden and held.coder != at.person.id
    return assignment_row(held, seeing.mask_of(at, held.document), counted=not others)


def _view(at: Caller, held: Assignment) -> AssignmentView:
    project = at.desk.project
    mask = seeing.mask_of(at, held.document)
    coding = project.coding(held.id)
    suggested = _suggestions(at, held)
    document = document_of(at, held.document)
    return AssignmentView(
        row=_row(at, held),
        document=document.model_copy(
            update={"claims": [claim_view(_state(claim), mask) for claim in suggested]}
        ),
        claims=[mask.record(claim) for claim in coding.claims],
        from_machine=coding.from_machine,
        seen=coding.seen,
    )


def _suggestions(at: Caller, held: Assignment) -> tuple[Claim, ...]:
    """The claims as the machine read them, whatever people made of them since."""
    if held.mode == "blind":
        return ()
    reading = at.desk.project.reading(held.document)
    return reading.claims if reading else ()


def _state(claim: Claim) -> ClaimState:
    return ClaimState(claim, None, None, (), added=False, event=None)


def _record(at: Caller, held: Assignment, draft: EntryDraft) -> dict[str, object]:
    coding = at.desk.project.coding(held.id)
    known = (*coding.claims, *_suggestions(at, held))
    mask = seeing.mask_of(at, held.document)
    found = cleaned(own(draft.record), at.person.name, known, mask)
    if not isinstance(found, dict):
        raise Refused(422, "record: expected a claim")
    return found
