"""What one person may see of documents and claims, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from reportedly.desk.access import Caller
from reportedly.desk.masks import Mask
from reportedly.desk.models.base import DecisionRow
from reportedly.desk.models.documents import ClaimView
from reportedly.desk.problems import missing
from reportedly.desk.views.claims import claim_view
from reportedly.desk.views.decisions import decision_row
from reportedly.errors import UsageError
from reportedly.records.claim import Claim
from reportedly.store import Decision

#: Rows that are shown of one thing at most.
MOST: Final = 10_000


@contextmanager
def needed(what: str) -> Iterator[None]:
    """Answer that something is not there where the store knows no such id."""
    try:
        yield
    except UsageError:
        raise missing(what) from None


def mask_of(at: Caller, document: str) -> Mask:
    """Return how the words of a document are shown."""
    return at.desk.masks.of(document, hide=at.settings.hide_private)


def claim_of(at: Caller, claim_id: str) -> Claim:
    """Return a claim that the person may see."""
    with needed("claim"):
        claim = at.desk.project.claim(claim_id)
    if claim.document.id in at.hidden:
        raise missing("claim")
    return claim


def view_of(at: Caller, claim_id: str) -> ClaimView:
    """Show one claim."""
    state = at.desk.project.claim_state(claim_id)
    return claim_view(state, mask_of(at, state.claim.document.id), at.hidden_events)


def claim_views(at: Caller, document: str) -> list[ClaimView]:
    """Show all claims of a document, those that need a look first.

    Who codes the document apart from others gets none.
    """
    if document in at.hidden:
        return []
    mask = mask_of(at, document)
    states = at.desk.project.claim_states(document)
    views = [claim_view(state, mask, at.hidden_events) for state in states]
    return sorted(views, key=lambda view: (view.verdict is not None, -view.need))


def may_see(at: Caller, decision: Decision) -> bool:
    """Whether a decision is on nothing that is kept from the person."""
    if not at.hidden:
        return True
    return at.hidden.keys().isdisjoint({decision.document, *(q.document for q in decision.quotes)})


def decision_rows(at: Caller, decisions: Iterable[Decision]) -> list[DecisionRow]:
    """Show decisions, but for those that are kept from the person."""
    shown = [one for one in decisions if may_see(at, one)]
    withdrawn = at.desk.project.withdrawn() if shown else {}
    return [decision_row(one, _masks(at, one), withdrawn.get(one.id)) for one in shown]


def _masks(at: Caller, decision: Decision) -> list[Mask]:
    named = [decision.document, *(quote.document for quote in decision.quotes)]
    return [mask_of(at, document) for document in dict.fromkeys(named) if document]
