"""Claims to read and in lists."""

from __future__ import annotations

from reportedly.desk.masks import Mask
from reportedly.desk.models.documents import ClaimRow, ClaimView
from reportedly.desk.views.lineage import History
from reportedly.exports import wording
from reportedly.records.claim import Claim
from reportedly.store import ClaimRow as Stored


def claim_view(claim: Claim, row: Stored | None, history: History, mask: Mask) -> ClaimView:
    """Show a claim with what people made of it."""
    words = [mask.words(reason) or "" for reason in claim.review]
    return ClaimView(
        id=claim.claim_id,
        record=mask.record(claim),
        verdict=row.verdict if row else None,  # type: ignore[arg-type]
        need=min(1.0, row.need / 2) if row else 0.0,
        review=words,
        seen=history.seen,
        machine=not history.added,
        corrected=sorted(history.corrected),
        event=row.event_id if row else None,
        told=wording.voice(claim, mask.redaction),
    )


def claim_row(row: Stored, claim: Claim, mask: Mask) -> ClaimRow:
    """Show a claim in a list."""
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
        verdict=row.verdict,  # type: ignore[arg-type]
        event=row.event_id,
    )


def place_words(claim: Claim, mask: Mask) -> str | None:
    """Name the first place of a claim."""
    if not claim.places:
        return None
    place = claim.places[0]
    return place.resolved.name if place.resolved else mask.redaction.span(place.span)
