"""Readings and events for the tests of exports, and writing to bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportedly.events.records import Contradiction, EventRecord, VoiceLine
from reportedly.exports.privacy import Names
from reportedly.exports.project_formats import PROJECT_FORMATS, Content, write
from reportedly.records.claim import Claim, Count, Place, ResolvedActor, ResolvedPlace
from reportedly.records.document import Document
from reportedly.records.reading import Reading
from reportedly.records.span import Span
from sample_readings import Maker, sample

ARMY = ResolvedActor("x:army", "Army of Kenya", "military", "KEN", 0.9)
REBELS = ResolvedActor("x:rebels", "Northern Rebels", "rebel", "KEN", 0.9)
TOWN = ResolvedPlace(
    "geonames:1", "Garissa", "KEN", "place", "Garissa County", None, -0.4536, 39.6401, 0.9, 1
)
COUNTY = ResolvedPlace(
    "geonames:2", "Garissa County", "KEN", "admin1", "Garissa County", None, -0.5, 40.0, 0.9, 4
)
KENYA = ResolvedPlace("geonames:3", "Kenya", "KEN", "country", None, None, 1.0, 38.0, 0.9, 6)


def written(form: str, *readings: Reading, **more: Any) -> bytes:
    """Write the readings in a format; the sample where none are given."""
    out = BytesIO()
    write(PROJECT_FORMATS[form], Content(iter(readings or (sample(),)), **more), out)
    return out.getvalue()


def attack(
    killed: str = "twelve people",
    low: int | None = 12,
    high: int | None = 12,
    place: ResolvedPlace = TOWN,
    before: str = "the army in",
    uri: str = "a.txt",
) -> Reading:
    """One attack by rebels on the army with a number of killed."""
    text = f"Northern Rebels attacked {before} Garissa, killing {killed}."
    maker = Maker(Document(text, uri=uri, publisher="Wire A", published="2024-05-31"))
    span = maker.span(killed)
    maker.claim(
        text,
        "attacked",
        "ASSAULT",
        "occurred",
        actors=(maker.party("Northern Rebels", resolved=REBELS),),
        recipients=(maker.party("the army", resolved=ARMY),) if "the army" in text else (),
        places=(Place(maker.span("Garissa"), place),),
        counts=(Count(span, "killed", low, high, span, "recipient"),),
    )
    return maker.reading()


def event(*claims: Claim, place: str | None = "geonames:1", **more: Any) -> EventRecord:
    """An event of these claims."""
    values: dict[str, Any] = {
        "event_id": "e" * 64, "claims": tuple(c.claim_id for c in claims), "category": "ASSAULT",
        "mode": None, "earliest": None, "latest": None, "place": place, "sources": len(claims),
        "denied_by": 0, "voices": tuple(_voice(c) for c in claims), "counts": (), "agreed": (),
        "contradictions": (), "joins": (), "wording": f"told by {len(claims)} independent sources",
    }  # fmt: skip
    return EventRecord(**(values | more))


def contested(left: Claim, right: Claim) -> Contradiction:
    """Two tolls."""
    return Contradiction("killed", left.claim_id, right.claim_id, "12", "30")


def first(reading: Reading) -> Claim:
    """The reading's first claim."""
    return reading.claims[0]


def whole(reading: Reading) -> Span:
    """All of the reading's text."""
    text = reading.document.text
    return Span(0, len(text), text)


def _voice(claim: Claim) -> VoiceLine:
    return VoiceLine(claim.claim_id, claim.document.id, None, (), "happened", 0)


NAMES = Names()
