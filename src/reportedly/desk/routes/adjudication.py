"""Adjudication: where coders differ, and what holds; how well they agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from reportedly.desk import seeing
from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import Many, answer
from reportedly.desk.models.base import Id
from reportedly.desk.models.coding import (
    AdjudicationRow,
    AdjudicationView,
    Agreeing,
    Agreement,
    Ruling,
)
from reportedly.desk.models.session import Name
from reportedly.desk.problems import missing
from reportedly.desk.routes.documents import view as document_of
from reportedly.desk.unmask import cleaned, own
from reportedly.desk.views.coding import adjudication_view, agreement_view
from reportedly.review.adjudication import Compared, Differences, accept_agreed, differences, rule
from reportedly.review.agreement import measure

router = APIRouter(tags=["adjudication"])


@router.get("/adjudication", response_model=list[AdjudicationRow], **needs("adjudicator"))
def adjudications(at: At) -> Response:
    """List the documents that at least two coders have finished."""
    project = at.desk.project
    done = {one.document for one in project.assignments() if one.state == "adjudicated"}
    rows = []
    for document in dict.fromkeys([*project.adjudicable(), *sorted(done)]):
        if document in at.hidden:
            continue
        found = differences(project, document)
        title = project.document(document).title
        rows.append(
            AdjudicationRow(
                document=document,
                title=seeing.mask_of(at, document).words(title),
                coders=list(found.coders),
                differing=sum(not one.agreed for one in found.pairings),
                adjudicated=document in done,
            )
        )
    return answer(Many[AdjudicationRow](rows))


@router.get("/adjudication/{document}", response_model=AdjudicationView, **needs("adjudicator"))
def adjudication(at: At, document: Id) -> Response:
    """Return where the coders of a document differ."""
    return answer(_view(at, _found(at, document)))


@router.post("/adjudication/{document}", response_model=AdjudicationView, **needs("adjudicator"))
def decide(at: At, document: Id, ruling: Ruling) -> Response:
    """Say what holds for a pairing; it becomes decisions."""
    found = _found(at, document)
    pairing = next((one for one in found.pairings if one.key == ruling.key), None)
    record = ruling.record
    if record is not None:
        record = _record(at, document, record, pairing)
    project = at.desk.project
    rule(project, document, ruling.key, record, who=at.person.name, why=ruling.why, wait=False)
    at.desk.events.ask()
    at.desk.masks.forget(document)
    return answer(_view(at, _found(at, document)))


@router.post(
    "/adjudication/{document}/agreed", response_model=AdjudicationView, **needs("adjudicator")
)
def agree(at: At, document: Id, draft: Agreeing) -> Response:
    """Let all claims hold in which the coders agree and that nobody has ruled on."""
    _found(at, document)
    accept_agreed(at.desk.project, document, who=at.person.name, why=draft.why, wait=False)
    at.desk.events.ask()
    at.desk.masks.forget(document)
    return answer(_view(at, _found(at, document)))


@router.get("/agreement", response_model=Agreement, **needs("adjudicator"))
def agreement(
    at: At,
    coders: Annotated[
        list[Name] | None, Query(description="All of them without", max_length=50)
    ] = None,
) -> Response:
    """Measure how well coders agree, field by field."""
    return answer(agreement_view(measure(at.desk.project, coders or None)))


def _found(at: Caller, document: str) -> Differences:
    if document in at.hidden:
        raise missing("document")
    with seeing.needed("document"):
        at.desk.project.document(document)
    return differences(at.desk.project, document)


def _view(at: Caller, found: Differences) -> AdjudicationView:
    return adjudication_view(
        found, document_of(at, found.document), seeing.mask_of(at, found.document)
    )


def _record(
    at: Caller, document: str, record: dict[str, object], pairing: Compared | None
) -> dict[str, object]:
    claims = [one for one in (pairing.claims if pairing else ()) if one is not None]
    if pairing is not None and pairing.machine is not None:
        claims.append(at.desk.project.claim(pairing.machine))
    mask = seeing.mask_of(at, document)
    found: dict[str, object] = cleaned(own(record), at.person.name, claims, mask)
    return found
