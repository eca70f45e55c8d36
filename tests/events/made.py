"""Claims made from a few words, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportedly.records.claim import (
    Attribution,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    ProducedBy,
    ResolvedActor,
    ResolvedPlace,
    Time,
)
from reportedly.records.document import Document
from reportedly.records.span import Span

ARMY = ResolvedActor("t:army", "Northland Army", "military", "NLD")
REBELS = ResolvedActor("t:rebels", "River Front", "rebel", "NLD")
POLICE = ResolvedActor("t:police", "Northland Police", "police", "NLD")


def town(name: str = "Dorn", latitude: float = 10.0, longitude: float = 20.0) -> ResolvedPlace:
    return ResolvedPlace(
        f"t:{name}", name, "NLD", "place", "West", None, latitude, longitude, precision=1
    )


DORN = town()
FARN = town("Farn", 10.12, 20.1)
WEST = ResolvedPlace("t:west", "West", "NLD", "admin1", "West", None, 10.0, 20.0, precision=4)


def document(
    text: str, publisher: str | None = "Meridian", published: str | None = "2024-03-05", **more: Any
) -> Document:
    return Document(text, publisher=publisher, published=published, **more)


def claim(
    source: Document,
    trigger: str,
    *,
    category: str = "ASSAULT",
    mode: str | None = None,
    status: str = "occurred",
    actors: dict[str, ResolvedActor | None] | None = None,
    recipients: dict[str, ResolvedActor | None] | None = None,
    place: tuple[str, ResolvedPlace] | None = None,
    days: tuple[str, str, str] | None = None,
    counts: list[tuple[str, str, int | None, int | None]] | None = None,
    speaker: str | None = None,
    speaks: ResolvedActor | None = None,
    evidence: str | None = None,
) -> Claim:
    """A claim of the document; every value is given with the words that carry it."""
    text = source.text

    def span(words: str) -> Span:
        at = text.index(words)
        return Span.of(text, at, at + len(words))

    def parties(given: dict[str, ResolvedActor | None] | None) -> tuple[Participant, ...]:
        return tuple(Participant(span(w), r) for w, r in (given or {}).items())

    return Claim(
        document=source,
        evidence=span(evidence or text),
        trigger=span(trigger),
        event=Event(category, mode),
        status=status,  # type: ignore[arg-type]
        produced_by=ProducedBy("test", "1"),
        actors=parties(actors),
        recipients=parties(recipients),
        places=(Place(span(place[0]), place[1]),) if place else (),
        time=Time(
            span(days[0]),
            date.fromisoformat(days[1]),
            date.fromisoformat(days[2]),
            "day",
            carried=False,
            anchor="published",
        )
        if days
        else None,
        counts=tuple(Count(span(w), what, lo, hi) for w, what, lo, hi in counts or []),  # type: ignore[arg-type]
        attribution=(Attribution(Participant(span(speaker), speaks), None, "asserts"),)
        if speaker
        else (),
    )
