"""Readings as MUC-4 templates: one for each terrorist incident of a document.

The task (MUC-4, 1992) asks for bombings, attacks, kidnappings, arson and robberies against civil
targets, with slots filled by the shortest noun phrase. Every filler is a span of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.adapters.muc_fillers import Fillers, fillers_of
from reportedly.adapters.muc_incidents import IncidentType, incidents_of
from reportedly.records.claim import Claim
from reportedly.records.reading import Reading
from reportedly.records.span import Span

Stage = Literal["ACCOMPLISHED", "ATTEMPTED", "THREATENED"]
Entity = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class MucTemplate:
    """One incident; an entity is a tuple of mentions of the same thing.

    ``victims`` are those with a name, ``victim_descriptions`` the others.
    """

    type: IncidentType
    stage: Stage
    claims: tuple[Claim, ...]
    date: Span | None = None
    location: tuple[Span, ...] = ()
    instruments: tuple[Entity, ...] = ()
    perpetrators: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    confidence: str | None = None
    targets: tuple[Entity, ...] = ()
    victims: tuple[Entity, ...] = ()
    victim_descriptions: tuple[Entity, ...] = ()
    victim_number: tuple[int, int | None] | None = None
    effects: tuple[str, ...] = ()


def muc_templates(reading: Reading) -> tuple[MucTemplate, ...]:
    """Return the incidents of a reading in the order of the text."""
    found = incidents_of(reading)
    return tuple(
        _template(kind, claims, fillers_of(kind, claims, reading)) for kind, claims in found
    )


def _template(kind: IncidentType, claims: tuple[Claim, ...], fillers: Fillers) -> MucTemplate:
    time = next((c.time.span for c in claims if c.time is not None), None)
    places = tuple(dict.fromkeys(p.span for c in claims for p in c.places))
    return MucTemplate(
        kind,
        _stage(claims),
        claims,
        date=time,
        location=places,
        instruments=fillers.weapons,
        perpetrators=fillers.perpetrators,
        organisations=fillers.organisations,
        confidence=_confidence(claims) if fillers.organisations else None,
        targets=fillers.targets,
        victims=fillers.victims,
        victim_descriptions=fillers.descriptions,
        victim_number=_number(claims),
        effects=_effects(claims),
    )


def _stage(claims: tuple[Claim, ...]) -> Stage:
    statuses = {c.status for c in claims}
    if statuses & {"occurred", "ongoing", "denied"}:
        return "ACCOMPLISHED"
    return "ATTEMPTED" if "averted" in statuses else "THREATENED"


def _confidence(claims: tuple[Claim, ...]) -> str:
    links = [link for c in claims for link in c.attribution]
    if any(link.stance == "denies" for link in links):
        return "ACQUITTED"
    if not all(c.attribution for c in claims):
        return "REPORTED AS FACT"
    speakers = {link.speaker.span for link in links if link.speaker is not None}
    if speakers & {a.span for c in claims for a in c.actors}:
        return "CLAIMED OR ADMITTED"
    official = any(link.speaker is not None and link.speaker.person for link in links)
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"


def _number(claims: tuple[Claim, ...]) -> tuple[int, int | None] | None:
    told = [
        c
        for claim in claims
        for c in claim.counts
        if c.what in {"killed", "injured", "abducted"} and c.low is not None
    ]
    if not told:
        return None
    most = max(told, key=lambda c: c.low or 0)
    return most.low or 0, most.high


def _effects(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    names = {"killed": "DEATH", "injured": "INJURY", "abducted": "KIDNAPPED"}
    told = {c.what for claim in claims for c in claim.counts}
    return tuple(effect for what, effect in names.items() if what in told)
