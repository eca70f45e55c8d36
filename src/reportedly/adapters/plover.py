"""Claims as PLOVER event records and as triples of the kind that PETRARCH writes.

PLOVER records follow the field names of the manual (Open Event Data Alliance, Draft 2.0); a triple
is source, target and CAMEO code. A claim that was denied or did not happen yields no triple: the
triple has no place to say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.codebook.load import load_codebook
from reportedly.records.claim import Claim, Participant
from reportedly.records.reading import Reading
from reportedly.records.span import Span

_REAL: Final = frozenset({"occurred", "ongoing", "planned"})
#: Sector codes of actors in CAMEO, by the registry's kinds.
_SECTORS: Final = {
    "state": "GOV",
    "ministry": "GOV",
    "parliament": "LEG",
    "military": "MIL",
    "police": "COP",
    "court": "JUD",
    "intelligence": "SPY",
    "rebel": "REB",
    "gang": "CRM",
    "militia": "UAF",
    "party": "PTY",
    "media": "MED",
    "ngo": "NGO",
    "igo": "IGO",
    "union": "LAB",
}
_UNKNOWN: Final = "---"
#: Class of each CAMEO root code: 0 statements, 1 and 2 verbal and material cooperation, 3 and 4
#: verbal and material conflict; reduced relations (16) count as verbal (Schrodt's pentaclass).
_CLASSES: Final = {
    **dict.fromkeys(("01", "02"), 0),
    **dict.fromkeys(("03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3),
    **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4),
}
_UNDONE: Final = frozenset({"negated", "denied", "averted"})


@dataclass(frozen=True, slots=True)
class PloverRecord:
    """One event: type, mode and contexts; who, to whom, where, when; the words that tell it."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Span, ...]
    actor_codes: tuple[str, ...]
    recipients: tuple[Span, ...]
    recipient_codes: tuple[str, ...]
    location: Span | None
    event_date: str | None
    text: Span
    status: str


@dataclass(frozen=True, slots=True)
class Triple:
    """Date of the document, source, target and CAMEO code; ``---`` for an unknown side."""

    date: str
    source: str
    target: str
    cameo: str


def plover_records(reading: Reading) -> tuple[PloverRecord, ...]:
    """Return one record for each claim, in the order of the text."""
    return tuple(_record(claim) for claim in reading.claims)


def _record(claim: Claim) -> PloverRecord:
    day = claim.time.earliest if claim.time is not None else None
    return PloverRecord(
        claim.event.plover,
        claim.event.mode,
        claim.event.contexts,
        tuple(p.span for p in claim.actors),
        tuple(actor_code(p) for p in claim.actors),
        tuple(p.span for p in claim.recipients),
        tuple(actor_code(p) for p in claim.recipients),
        claim.places[0].span if claim.places else None,
        day.isoformat() if day is not None else None,
        claim.evidence,
        claim.status,
    )


def actor_code(party: Participant) -> str:
    """Country and sector in the manner of CAMEO ('AFGMIL'); ``---`` where neither is known."""
    if party.resolved is None:
        return _UNKNOWN
    country = party.resolved.country or ""
    return country + _SECTORS.get(party.resolved.kind, "") or _UNKNOWN


def triples(reading: Reading) -> Iterator[Triple]:
    """Yield source, target and code of each claim that is told as real and has a CAMEO code."""
    date = (reading.document.published or "")[:10].replace("-", "")
    for claim in reading.claims:
        if claim.status not in _REAL or claim.event.cameo is None:
            continue
        for source in _codes(claim.actors):
            for target in _codes(claim.recipients):
                yield Triple(date, source, target, claim.event.cameo)


def _codes(parties: Sequence[Participant]) -> list[str]:
    return list(dict.fromkeys(actor_code(p) for p in parties)) or [_UNKNOWN]


def cameo_class(claim: Claim) -> int:
    """Class 0 to 4 of a claim's CAMEO code, of its PLOVER category where it has none.

    Cooperation that is refused or fails is verbal conflict, as CAMEO codes it (12, 13).
    """
    found = _CLASSES.get((claim.event.cameo or "")[:2], 0)
    found = found or load_codebook().categories[claim.event.plover].quad
    return 3 if claim.status in _UNDONE and found in {1, 2} else found


def lead_claim(reading: Reading) -> Claim | None:
    """The claim that a coder would take for what the text is about, None where there is none.

    The first that is told as real in the order of the text; failing that, the first.
    """
    real = (c for c in reading.claims if c.status in _REAL)
    return next(real, next(iter(reading.claims), None))
