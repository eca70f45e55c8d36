"""The claim: one event told by one voice, every value on the words that carry it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from reportedly.errors import GroundingError
from reportedly.records.document import Document
from reportedly.records.span import Span

SCHEMA_VERSION = "1.0"

Status = Literal["occurred", "ongoing", "planned", "averted", "denied", "negated", "hypothetical"]
Stance = Literal["asserts", "denies", "doubts", "threatens", "promises", "predicts", "asks"]
QuoteKind = Literal["direct", "indirect", "scattered"]
Person = Literal["office_holder", "commander", "private"]
Precision = Literal["day", "week", "month", "year", "range", "unknown"]
Anchor = Literal["published", "text", "event", "none"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Level = Literal["country", "admin1", "admin2", "place", "feature", "region"]
Counted = Literal[
    "killed",
    "injured",
    "detained",
    "abducted",
    "missing",
    "displaced",
    "surrendered",
    "released",
    "participants",
    "other",
]
Side = Literal["actor", "recipient", "civilian", "unknown"]


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """The registry's entry for an organisation or state. Never a natural person.

    ``country`` is ISO 3166-1 alpha-3; ``score`` 0 to 1.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part or speaks.

    ``antecedent`` is, for a pronoun or description, the name or fullest mention in the document.
    A natural person who holds no office (``person="private"``) is never resolved.
    """

    span: Span
    resolved: ResolvedActor | None = None
    antecedent: Span | None = None
    person: Person | None = None

    def __post_init__(self) -> None:
        if self.person == "private" and self.resolved is not None:
            raise GroundingError(f"a private person is never resolved: {self.span.text!r}")


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """The gazetteer's entry for a place.

    ``country`` is ISO 3166-1 alpha-3, ``XXX`` at sea or across several countries; latitude and
    longitude are degrees, WGS 84; ``precision`` 1 exact place, 2 near it, 3 second-level division,
    4 first-level division, 5 region or feature, 6 country, 7 international waters or airspace
    (UCDP GED codebook, where_prec).
    """

    gazetteer_id: str
    name: str
    country: str
    level: Level
    admin1: str | None = None
    admin2: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    score: float | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event took place."""

    span: Span
    resolved: ResolvedPlace | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """TIMEX3 type and value (TimeML 1.2.1)."""

    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class Time:
    """When the event took place: inclusive days, both None where the words stay unresolved."""

    span: Span
    earliest: date | None
    latest: date | None
    precision: Precision
    carried: bool
    anchor: Anchor
    timex: Timex | None = None
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many. ``low`` and ``high`` are None where only a vague word or one bound is told."""

    span: Span
    what: Counted
    low: int | None
    high: int | None
    of: Span | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of voices; ``speaker`` is None for 'reportedly' and its like."""

    speaker: Participant | None
    cue: Span | None
    stance: Stance
    kind: QuoteKind | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class Acled:
    """An ACLED-style type, in our own wording of the public category names."""

    event_type: str
    sub_event_type: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """The code: PLOVER category and mode, contexts, CAMEO code (text), ACLED-style type."""

    plover: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    acled: Acled | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class ProducedBy:
    """Which engine made the claim: name, version, rule, run, digests of all data that took part."""

    engine: str
    version: str
    rule: str | None = None
    run: str | None = None
    digests: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How a claim stands to another claim."""

    kind: Literal["repeats", "denies", "corrects", "retracts", "same_event"]
    claim_id: str


@dataclass(frozen=True, slots=True)
class Inference:
    """A value without words, filled by a person only, with the reason."""

    field: str
    value: Any
    reason: str
    coder: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One event told by one voice. A claim is not a fact.

    The constructor raises `GroundingError` where any span is not the document's own words at that
    place, or where the trigger stands outside the evidence.
    """

    document: Document
    evidence: Span
    trigger: Span
    event: Event
    status: Status
    produced_by: ProducedBy
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    time: Time | None = None
    counts: tuple[Count, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    score: float | None = None
    review: tuple[str, ...] = ()
    inferences: tuple[Inference, ...] = ()
    relations: tuple[Relation, ...] = ()
    claim_id: str = field(init=False)

    def __post_init__(self) -> None:
        for span in claim_spans(self):
            span.check(self.document.text)
        if not self.trigger.within(self.evidence):
            raise GroundingError(f"trigger {self.trigger.text!r} stands outside its evidence")
        object.__setattr__(self, "claim_id", claim_digest(self))


def claim_digest(claim: Claim) -> str:
    """Stable id: document, trigger offsets, category and speakers' offsets; nothing else."""
    speakers = ";".join(
        f"{a.speaker.span.start}-{a.speaker.span.end}" if a.speaker else "-"
        for a in claim.attribution
    )
    key = (
        f"{claim.document.id}\n{claim.trigger.start}-{claim.trigger.end}\n"
        f"{claim.event.plover}\n{speakers}"
    )
    return sha256(key.encode()).hexdigest()


def claim_spans(claim: Claim) -> list[Span]:
    """Return every span of the claim, in the order of its fields."""
    spans: list[Span | None] = [claim.evidence, claim.trigger]
    for party in (*claim.actors, *claim.recipients):
        spans += [party.span, party.antecedent]
    spans += [place.span for place in claim.places]
    if claim.time:
        spans.append(claim.time.span)
    for count in claim.counts:
        spans += [count.span, count.of]
    for link in claim.attribution:
        spans += [link.cue, link.content]
        if link.speaker:
            spans += [link.speaker.span, link.speaker.antecedent]
    return [span for span in spans if span is not None]
