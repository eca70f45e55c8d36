"""What one person may see of documents and claims, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from reportedly.desk.access import Caller
from reportedly.desk.masks import Mask
from reportedly.desk.models.base import DecisionRow
from reportedly.desk.models.documents import ClaimView
from reportedly.desk.problems import missing
from reportedly.desk.views.claims import claim_view
from reportedly.desk.views.decisions import decision_row
from reportedly.desk.views.lineage import History, histories
from reportedly.errors import UsageError
from reportedly.records.claim import Claim
from reportedly.store import ClaimRow, Decision, Filters

#: Claims of one document that are shown at most.
MOST = 10_000


@contextmanager
def needed(what: str) -> Iterator[None]:
    """Answer that something is not there where the store knows no such id."""
    try:
        yield
    except UsageError:
        raise missing(what) from None


def mask_of(at: Caller, document: str) -> Mask:
    """Return how the words of a document are shown."""
    return at.desk.masks.of(document, hide=at.desk.settings.hide_private)


def check_document(at: Caller, document: str) -> None:
    """Refuse a document that the person may not see."""
    with needed("document"):
        at.desk.project.document(document)


def decisions_on(at: Caller, document: str) -> list[Decision]:
    """Return all decisions on a document and its claims, the oldest first."""
    page = at.desk.project.decisions_page(document=document, limit=MOST, descending=False)
    return list(page.rows)


def history_of(at: Caller, document: str) -> dict[str, History]:
    """Return what was decided on each claim of a document, by the id that it has now."""
    decisions = decisions_on(at, document)
    if not decisions:
        return {}
    read = at.desk.project.reading(document)
    return histories(document, {c.claim_id: c for c in read.claims} if read else {}, decisions)


def claim_rows(at: Caller, document: str) -> dict[str, ClaimRow]:
    """Return the rows of a document's claims by id."""
    page = at.desk.project.claims_page(Filters(document=document), limit=MOST)
    return {row.id: row for row in page.rows}


def claim_views(at: Caller, document: str) -> list[ClaimView]:
    """Show all claims of a document, those that need a look first."""
    mask = mask_of(at, document)
    rows = claim_rows(at, document)
    told = history_of(at, document)
    claims = at.desk.project.claims(Filters(document=document))
    views = [
        claim_view(claim, rows.get(claim.claim_id), told.get(claim.claim_id, History()), mask)
        for claim in claims
    ]
    return sorted(views, key=lambda view: (view.verdict is not None, -view.need))


def view_of(at: Caller, claim: Claim) -> tuple[ClaimView, History]:
    """Show one claim, with what was decided on it."""
    document = claim.document.id
    history = history_of(at, document).get(claim.claim_id, History())
    row = claim_rows(at, document).get(claim.claim_id)
    return claim_view(claim, row, history, mask_of(at, document)), history


def decision_rows(at: Caller, decisions: Iterable[Decision]) -> list[DecisionRow]:
    """Show decisions."""
    return [
        decision_row(one, mask_of(at, one.document) if one.document else None) for one in decisions
    ]
