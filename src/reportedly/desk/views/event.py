"""One event, every voice side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reportedly.desk.masks import Mask
from reportedly.desk.models.base import DecisionRow
from reportedly.desk.models.events import (
    ContradictionView,
    CountBar,
    EventRow,
    EventView,
    JoinView,
    VoiceView,
)
from reportedly.desk.views.claims import place_words
from reportedly.events.records import EventRecord, VoiceLine
from reportedly.exports import wording
from reportedly.records.claim import Claim
from reportedly.records.plain import to_plain
from reportedly.store import ClaimRow

MaskOf = Callable[[str], Mask]
#: Passages shared with other documents, by document: half-open intervals of code points.
Passages = Mapping[str, list[tuple[int, int]]]


def event_view(  # noqa: PLR0913 - one a part of the view
    record: EventRecord,
    row: EventRow,
    claims: Mapping[str, Claim],
    *,
    rows: Mapping[str, ClaimRow],
    kinds: Mapping[str, str],
    passages: Passages,
    mask_of: MaskOf,
    decisions: list[DecisionRow],
) -> EventView:
    """Show an event; ``claims`` and their ``rows`` by id, ``kinds`` of publishers by name."""
    documents = list(dict.fromkeys(voice.document_id for voice in record.voices))
    masks = [mask_of(document) for document in documents]

    def words(text: str) -> str:
        for mask in masks:
            text = mask.words(text) or ""
        return text

    voices = [
        _voice(voice, claims[voice.claim_id], rows.get(voice.claim_id), kinds, passages, mask_of)
        for voice in record.voices
        if voice.claim_id in claims
    ]
    return EventView(
        row=row,
        voices=voices,
        counts=list(_bars(record, claims, mask_of)),
        ranges=[_range(r) for r in to_plain(record.counts)],
        agreed=[a | {"value": words(a["value"])} for a in to_plain(record.agreed)],
        contradictions=[
            ContradictionView(
                field=c.field,
                left_claim=c.left_claim,
                right_claim=c.right_claim,
                left=words(c.left),
                right=words(c.right),
                words=words(_contradiction(c.field, c.left, c.right)),
            )
            for c in record.contradictions
        ],
        corrections=[
            c
            | {
                "before": c["before"] and words(c["before"]),
                "after": c["after"] and words(c["after"]),
            }
            for c in to_plain(record.corrections)
        ],
        joins=[
            JoinView(
                left_claim=j.left_claim,
                right_claim=j.right_claim,
                score=j.score,
                reasons=[words(reason) for reason in j.reasons],
                decision=j.decision,
            )
            for j in record.joins
        ],
        decisions=decisions,
        seen=decisions[-1].id if decisions else None,
    )


def _voice(
    voice: VoiceLine,
    claim: Claim,
    row: ClaimRow | None,
    kinds: Mapping[str, str],
    passages: Passages,
    mask_of: MaskOf,
) -> VoiceView:
    mask = mask_of(voice.document_id)
    redaction = mask.redaction
    evidence, time = claim.evidence, claim.time
    return VoiceView(
        claim=voice.claim_id,
        document=voice.document_id,
        title=mask.words(claim.document.title),
        publisher=voice.publisher,
        published=claim.document.published,
        kind=kinds.get(voice.publisher or "", "unknown"),
        speakers=[redaction.party(a.speaker) for a in claim.attribution if a.speaker],
        told=voice.told,
        group=voice.group,
        why=mask.words(voice.why) or "",
        evidence=redaction.span(evidence),
        trigger=[claim.trigger.start - evidence.start, claim.trigger.end - evidence.start],
        copied=_inside(passages.get(voice.document_id, ()), evidence.start, evidence.end),
        time=redaction.span(time.span) if time else None,
        earliest=time.earliest.isoformat() if time and time.earliest else None,
        latest=time.latest.isoformat() if time and time.latest else None,
        place=place_words(claim, mask),
        actors=[redaction.party(p) for p in claim.actors],
        recipients=[redaction.party(p) for p in claim.recipients],
        verdict=row.verdict if row else None,
    )


def _inside(found: Iterable[tuple[int, int]], start: int, end: int) -> list[list[int]]:
    """Cut intervals to those of the evidence, counted from its start; overlapping ones joined."""
    cut = sorted((max(a, start) - start, min(b, end) - start) for a, b in found)
    joined: list[list[int]] = []
    for a, b in cut:
        if a >= b:
            continue
        if joined and a <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], b)
        else:
            joined.append([a, b])
    return joined


def _bars(record: EventRecord, claims: Mapping[str, Claim], mask_of: MaskOf) -> Iterable[CountBar]:
    for counted in record.counts:
        for line in counted.lines:
            if line.claim_id not in claims:
                continue
            redaction = mask_of(claims[line.claim_id].document.id).redaction
            count = line.count
            yield CountBar(
                claim=line.claim_id,
                what=counted.what,
                side=counted.side,
                low=count.low,
                high=count.high,
                words=wording.figure(count) or redaction.span(count.span),
            )


def _range(plain: dict[str, object]) -> dict[str, object]:
    return {name: plain[name] for name in ("what", "side", "low", "high")}


def _contradiction(field: str, left: str, right: str) -> str:
    """Say in one sentence what two voices tell differently."""
    name = field.replace("_", " ").capitalize()
    return f"{name}: one voice tells {left}, another {right}."
