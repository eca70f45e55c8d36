"""Claims to read and in lists."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from reportedly.desk.masks import Mask
from reportedly.desk.models.base import Verdict
from reportedly.desk.models.documents import ClaimRow, ClaimView
from reportedly.exports import wording
from reportedly.records.claim import Claim
from reportedly.store import ClaimRow as Stored
from reportedly.store import ClaimState

_VERDICTS: Final[dict[str | None, Verdict | None]] = {"accept": "accept", "reject": "reject"}


def claim_view(state: ClaimState, mask: Mask, hidden_events: Container[str] = ()) -> ClaimView:
    """Show a claim with what people made of it; hidden events are not named."""
    claim = state.claim
    return ClaimView(
        id=claim.claim_id,
        record=mask.record(claim),
        verdict=_VERDICTS.get(state.verdict),
        need=need(claim),
        review=[mask.words(reason) or "" for reason in claim.review],
        seen=state.seen,
        machine=not state.added,
        corrected=list(state.corrected),
        event=None if state.event in hidden_events else state.event,
        told=wording.voice(claim, mask.redaction),
    )


def need(claim: Claim) -> float:
    """How much a claim wants to be looked at, 0 to 1: above a half where it is marked."""
    lacking = 1 - claim.score if claim.score is not None else 0.0
    return round(min(1.0, (lacking + bool(claim.review)) / 2), 4)


def claim_row(
    row: Stored, claim: Claim, mask: Mask, hidden_events: Container[str] = ()
) -> ClaimRow:
    """Show a claim in a list; hidden events are not named."""
    redaction = mask.redaction
    return ClaimRow(
        id=row.id,
        document=row.document_id,
        title=mask.words(row.title),
        publisher=row.publisher,
        evidence=redaction.span(claim.evidence),
        told=wording.voice(claim, redaction),
        status=row.status,
        category=row.category,
        mode=row.mode,
        earliest=row.earliest,
        latest=row.latest,
        place=place_words(claim, mask),
        actors="; ".join(redaction.party(p) for p in claim.actors),
        recipients="; ".join(redaction.party(p) for p in claim.recipients),
        speakers="; ".join(redaction.party(a.speaker) for a in claim.attribution if a.speaker),
        score=row.score,
        verdict=_VERDICTS.get(row.verdict),
        event=None if row.event_id in hidden_events else row.event_id,
    )


def place_words(claim: Claim, mask: Mask) -> str | None:
    """Name the first place of a claim."""
    if not claim.places:
        return None
    place = claim.places[0]
    return place.resolved.name if place.resolved else mask.redaction.span(place.span)
