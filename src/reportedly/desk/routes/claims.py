"""Claims: the list, and everything about one."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from reportedly.desk import seeing
from reportedly.desk.access import At, needs
from reportedly.desk.answers import answer
from reportedly.desk.asked import Asked, Rows
from reportedly.desk.models.base import Id, Page
from reportedly.desk.models.documents import ClaimHistory, ClaimRow
from reportedly.desk.views.claims import claim_row

router = APIRouter(tags=["claims"])
Sort = Literal["position", "need", "earliest", "latest", "category", "mode", "status", "verdict"]


@router.get("/claims", response_model=Page[ClaimRow], **needs("reader"))
def claims(at: At, filters: Asked, rows: Rows, sort: Sort = "position") -> Response:
    """List the claims that match, as people corrected them."""
    project = at.desk.project
    page = project.claims_page(
        filters, sort=sort, descending=rows.descending, offset=rows.offset, limit=rows.limit
    )
    found = project.claims_by_id([row.id for row in page.rows])
    shown = [
        claim_row(row, found[row.id], seeing.mask_of(at, row.document_id), at.hidden_events)
        for row in page.rows
        if row.id in found
    ]
    return answer(Page[ClaimRow](total=page.total, offset=page.offset, rows=shown))


@router.get("/claims/{id}", response_model=ClaimHistory, **needs("reader"))
def claim(at: At, id: Id) -> Response:  # noqa: A002 - the name in the path
    """Return a claim, what was decided on it, and why the reader made it so."""
    project = at.desk.project
    found = seeing.claim_of(at, id)
    history = project.history(id)
    mask = seeing.mask_of(at, found.document.id)
    read = project.reading(found.document.id)
    names = {id, *(decision.target for decision in history)}
    lines = [e.lines for e in (read.explanations if read else ()) if e.claim_id in names]
    return answer(
        ClaimHistory(
            claim=seeing.view_of(at, id),
            decisions=seeing.decision_rows(at, history),
            explanation=[mask.words(line) or "" for some in lines for line in some],
        )
    )
