"""A claim in the form in which two codings of it are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from reportedly.records.claim import Attribution, Claim, Participant

#: Statuses of events that, so far as the text says, did not happen.
UNREAL: Final = frozenset({"denied", "negated", "averted", "planned", "hypothetical"})

Interval = tuple[int, int]
Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody, by the phrases that identify them.

    ``known`` are the registry names that are right (gold only; empty for persons and mere
    descriptions), ``resolved`` the registry name that was given.
    """

    words: tuple[str, ...]
    known: tuple[str, ...] = ()
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place: its words, the names it is accepted under, ISO 3166-1 alpha-3 country."""

    words: str
    names: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class CountValue:
    """How many of what; None where no bound is told."""

    what: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class VoiceValue:
    """One link of the attribution."""

    speaker: Party | None
    stance: str


@dataclass(frozen=True, slots=True)
class Coded:
    """One claim. Intervals are half-open, in code points of the document's text."""

    evidence: Interval
    trigger: Interval
    evidence_text: str
    trigger_text: str
    plover: str
    mode: str | None
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    places: tuple[PlaceValue, ...]
    days: Days
    counts: tuple[CountValue, ...]
    attribution: tuple[VoiceValue, ...]

    @property
    def unreal(self) -> bool:
        """Whether the text tells the event as one that did not happen."""
        return self.status in UNREAL

    @property
    def filled(self) -> int:
        """Number of values that are there at all; the days count as one."""
        lists = (self.actors, self.recipients, self.places, self.counts, self.attribution)
        return sum(map(len, lists)) + any(self.days)


def coded_record(record: dict[str, Any]) -> Coded:
    """Take a claim record (``reportedly schema``); KeyError where a field is missing."""
    time = record["time"]
    return Coded(
        evidence=(record["evidence"]["start"], record["evidence"]["end"]),
        trigger=(record["trigger"]["start"], record["trigger"]["end"]),
        evidence_text=record["evidence"]["text"],
        trigger_text=record["trigger"]["text"],
        plover=record["event"]["plover"],
        mode=record["event"].get("mode") or None,
        status=record["status"],
        actors=tuple(map(_record_party, record["actors"])),
        recipients=tuple(map(_record_party, record["recipients"])),
        places=tuple(map(_record_place, record["places"])),
        days=(time["earliest"], time["latest"]) if time else (None, None),
        counts=tuple(CountValue(n["what"], n["low"], n["high"]) for n in record["counts"]),
        attribution=tuple(
            VoiceValue(_record_party(a["speaker"]) if a["speaker"] else None, a["stance"])
            for a in record["attribution"]
        ),
    )


def _record_party(party: dict[str, Any]) -> Party:
    near = party.get("antecedent")
    words = (party["span"]["text"], near["text"]) if near else (party["span"]["text"],)
    return Party(words, (), party["resolved"]["name"] if party["resolved"] else None)


def _record_place(place: dict[str, Any]) -> PlaceValue:
    found = place["resolved"]
    if not found:
        return PlaceValue(place["span"]["text"], (), None)
    return PlaceValue(place["span"]["text"], (found["name"],), found["country"])


def coded_claim(claim: Claim) -> Coded:
    """Take a claim as the reader made it."""
    time = claim.time
    earliest = time.earliest.isoformat() if time and time.earliest else None
    latest = time.latest.isoformat() if time and time.latest else None
    return Coded(
        evidence=(claim.evidence.start, claim.evidence.end),
        trigger=(claim.trigger.start, claim.trigger.end),
        evidence_text=claim.evidence.text,
        trigger_text=claim.trigger.text,
        plover=claim.event.plover,
        mode=claim.event.mode or None,
        status=claim.status,
        actors=tuple(map(_claim_party, claim.actors)),
        recipients=tuple(map(_claim_party, claim.recipients)),
        places=tuple(
            PlaceValue(p.span.text, (p.resolved.name,), p.resolved.country)
            if p.resolved
            else PlaceValue(p.span.text, (), None)
            for p in claim.places
        ),
        days=(earliest, latest),
        counts=tuple(CountValue(n.what, n.low, n.high) for n in claim.counts),
        attribution=tuple(map(_claim_voice, claim.attribution)),
    )


def _claim_party(party: Participant) -> Party:
    spans = (party.span, party.antecedent) if party.antecedent else (party.span,)
    words = tuple(span.text for span in spans)
    return Party(words, (), party.resolved.name if party.resolved else None)


def _claim_voice(link: Attribution) -> VoiceValue:
    return VoiceValue(_claim_party(link.speaker) if link.speaker else None, link.stance)
