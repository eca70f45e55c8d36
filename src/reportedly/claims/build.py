"""From a finished draft to the frozen claim, every value on its words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.draft import Amount, Draft, Link
from reportedly.claims.people import People
from reportedly.codebook.load import Codebook
from reportedly.records.claim import (
    Attribution,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    ProducedBy,
    QuoteKind,
    Time,
)
from reportedly.records.mentions import PlaceMention, TimeMention
from reportedly.records.span import Span

_WIDEST_TRIGGER = 5
_SURE, _WEAK, _NOBODY, _UNREAL = 0.92, 0.7, 0.68, 0.58
_NEAR = frozenset({"near", "outside", "around", "off", "beyond"})


@dataclass(frozen=True)
class Builder:
    """Freezes drafts into claims; the only place where claims are made."""

    codebook: Codebook
    people: People
    produced_by: ProducedBy

    def claim(self, draft: Draft, context: Context) -> Claim:
        """Return the claim; the constructor refuses any span that is not the text's."""
        evidence = _evidence(draft, context)
        actors = tuple(self.people.participant(p, context) for p in draft.actors)
        recipients = tuple(self.people.participant(p, context) for p in draft.recipients)
        places = tuple(_place(context.places[n], context) for n in draft.places)
        time = _time(draft.time, draft, evidence) if draft.time else None
        return Claim(
            document=context.analysis.document,
            evidence=evidence,
            trigger=_trigger(draft, context),
            event=self._event(draft, context),
            status=draft.status,
            produced_by=replace(self.produced_by, rule=draft.trigger.id),
            actors=actors,
            recipients=recipients,
            places=places,
            time=time,
            counts=tuple(_count(amount, context) for amount in draft.counts),
            attribution=tuple(self._attribution(link, context) for link in draft.links),
            score=_score(draft),
            review=tuple(_review(draft, actors + recipients, places, time)),
        )

    def _event(self, draft: Draft, context: Context) -> Event:
        kind = _recipient_kind(draft, context)
        cameo, acled = self.codebook.crosswalk(draft.category, draft.mode, kind)
        return Event(draft.category, draft.mode, (), cameo, acled)

    def _attribution(self, link: Link, context: Context) -> Attribution:
        speaker: Participant | None = None
        if link.speaker is not None:
            speaker = self.people.participant(link.speaker, context)
        cue = context.analysis.token_span(*link.cue) if link.cue else None
        kind: QuoteKind = "direct" if link.direct else "indirect"
        if link.scattered and not link.direct:
            kind = "scattered"
        return Attribution(speaker, cue, link.stance, kind)


def _recipient_kind(draft: Draft, context: Context) -> str | None:
    """Return what the recipients are as far as the crosswalk asks."""
    classes = frozenset[str]().union(*(context.classes(p.head) for p in draft.recipients))
    if "armed" in classes:
        return "armed"
    if "state" in classes or "official" in classes:
        return "state"
    return "civilian" if "person" in classes else None


def _trigger(draft: Draft, context: Context) -> Span:
    tokens = sorted(draft.tokens, key=lambda t: t.i)
    if tokens[-1].i - tokens[0].i >= _WIDEST_TRIGGER:
        tokens = [draft.anchor]
    return context.analysis.token_span(tokens[0], tokens[-1])


def _evidence(draft: Draft, context: Context) -> Span:
    """Return the stretch of the sentence between semicolons that holds the trigger's words."""
    sentence = context.sentence_of(draft.anchor)
    tokens = [t for t in sentence if not t.is_space]
    first, last = min(draft.tokens, key=_index), max(draft.tokens, key=_index)
    start, end = tokens[0], tokens[-1]
    for token in tokens:
        if token.text == ";" and token.i < first.i:
            start = token.nbor(1)
        elif token.text == ";" and token.i > last.i:
            end = token.nbor(-1)
            break
    while start.is_space and start.i < first.i:
        start = start.nbor(1)
    return context.analysis.token_span(start, end)


def _index(token: Token) -> int:
    return int(token.i)


def _place(mention: PlaceMention, context: Context) -> Place:
    resolved = mention.resolved
    if resolved is not None and resolved.level == "place":
        tokens = context.tokens_of(mention.span)
        before = tokens[0].nbor(-1) if tokens and tokens[0].i else None
        if before is not None and before.lower_ in _NEAR:
            resolved = replace(resolved, precision=2)
    return Place(mention.span, resolved)


def _time(mention: TimeMention, draft: Draft, evidence: Span) -> Time:
    carried = draft.time_carried or not mention.span.within(evidence)
    earliest, latest = mention.earliest, mention.latest
    if draft.status == "planned" and mention.ahead is not None:
        earliest, latest = mention.ahead
    if earliest is None and latest is None:
        reason = mention.unresolved or "the day it is counted from is not known"
        return Time(mention.span, None, None, "unknown", carried, "none", mention.timex, reason)
    return Time(
        mention.span,
        earliest,
        latest,
        mention.precision,
        carried,
        mention.anchor,
        mention.timex,
        mention.unresolved,
    )


def _count(amount: Amount, context: Context) -> Count:
    span = context.analysis.token_span(amount.first, amount.last)
    of = context.analysis.token_span(amount.of) if amount.of is not None else None
    return Count(span, amount.what, amount.low, amount.high, of)


def _score(draft: Draft) -> float:
    """Chance that a second coder would code this claim so.

    Shares measured on 39 coded documents (390 claims): of claims with a strong trigger and somebody
    who takes part 92 % were coded so by hand, without a participant 68 %, with a weak trigger 70 %,
    of events told as imagined, averted or not happening 58 %.
    """
    score = _SURE if draft.trigger.strength == "strong" else _WEAK
    if not (draft.actors or draft.recipients):
        score = min(score, _NOBODY)
    if draft.status in {"hypothetical", "averted", "negated"}:
        score = min(score, _UNREAL)
    return score


def _review(
    draft: Draft, parties: tuple[Participant, ...], places: tuple[Place, ...], time: Time | None
) -> list[str]:
    reasons = list(draft.review)
    if draft.trigger.strength == "weak":
        reasons.append(f"{draft.anchor.text!r} is ordinary language: is it an event here?")
    if any(p.resolved is None for p in places):
        reasons.append("a place is in no gazetteer")
    if draft.places_carried:
        reasons.append("the place is carried over from an earlier event")
    if draft.time_carried:
        reasons.append("the time is carried over from an earlier event")
    if time is not None and time.earliest is None and time.latest is None:
        reasons.append(f"the time stays open: {time.unresolved}")
    if not parties:
        reasons.append("no participant found in the clause")
    return reasons
