"""What one row of an export is about: an event with its claims, or a claim alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportedly.events.records import EventRecord
from reportedly.exports.privacy import Names, Redaction
from reportedly.exports.tables import homes
from reportedly.exports.wording import HAPPENED
from reportedly.records.claim import Claim, Count, Counted, Place, ResolvedPlace
from reportedly.records.reading import Reading

#: Precisions of the gazetteer that are a point on a map: an exact place, and near one.
POINTS: Final = frozenset({1, 2})
_WORDS: Final = re.compile(r"\w+")
_BEFORE: Final = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the masks of its document."""

    claim: Claim
    redaction: Redaction


@dataclass(frozen=True, slots=True)
class Unit:
    """An event or a single claim; ``told`` is never empty, its first claim leads."""

    id: str
    told: tuple[Told, ...]
    event: EventRecord | None = None

    @property
    def lead(self) -> Told:
        """The claim that the values come from which claims cannot share, such as the words."""
        return self.told[0]

    @property
    def happened(self) -> tuple[Told, ...]:
        """The claims that tell that it took place."""
        return tuple(t for t in self.told if t.claim.status in HAPPENED)

    def place(self) -> tuple[Told, Place] | None:
        """The most exact resolved place; of an event, only one that its claims agree on."""
        found = [(t, p) for t in self.told for p in t.claim.places if p.resolved]
        if self.event is not None:
            wanted = self.event.place
            found = [f for f in found if f[1].resolved and f[1].resolved.gazetteer_id == wanted]
        return min(found, key=lambda f: _precision(f[1].resolved), default=None)

    @property
    def contested_place(self) -> bool:
        """Whether claims are located, but not on one place."""
        return self.place() is None and any(p.resolved for t in self.told for p in t.claim.places)

    def days(self) -> tuple[date | None, date | None]:
        """The inclusive days told; None where a bound is open."""
        if self.event is not None:
            return self.event.earliest, self.event.latest
        time = self.lead.claim.time
        return (time.earliest, time.latest) if time else (None, None)

    def counts(self, what: Counted) -> list[tuple[Told, Count]]:
        """What the claims that tell that it took place count of one thing."""
        return [(t, c) for t in self.happened for c in t.claim.counts if c.what == what]


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers told of one thing: lowest and highest bound, and the one number if it is one."""

    low: int | None
    high: int | None
    one: int | None
    words: str | None


def figures(counts: Sequence[tuple[Told, Count]]) -> Figures:
    """Sum up counts without choosing: ``one`` only where all name the same single number."""
    lows = [c.low for _, c in counts if c.low is not None]
    highs = [c.high for _, c in counts if c.high is not None]
    exact = {c.low if c.low == c.high else None for _, c in counts}
    one = next(iter(exact)) if len(exact) == 1 else None
    vague = [c.span.text for _, c in counts if c.low is None and c.high is None]
    low = min(lows) if lows else None
    return Figures(low, max(highs) if highs else None, one, vague[0] if vague else None)


def units(
    readings: Iterable[Reading], names: Names, events: Sequence[EventRecord] | None = None
) -> Iterator[Unit]:
    """Yield the events, each with its claims, then the claims that stand in none.

    Without ``events`` every claim is a unit of its own, and readings are held one at a time. A
    claim of an event that no reading has is left out.
    """
    if events is None:
        for told in _all(readings, names):
            yield Unit(told.claim.claim_id, (told,))
        return
    held = {told.claim.claim_id: told for told in _all(readings, names)}
    for event in events:
        told_here = tuple(held.pop(claim) for claim in event.claims if claim in held)
        if told_here:
            yield Unit(event.event_id, told_here, event)
    for told in held.values():
        yield Unit(told.claim.claim_id, (told,))


def is_point(place: ResolvedPlace) -> bool:
    """Whether a place may stand as a point: a named place, never the middle of a division."""
    if place.latitude is None or place.longitude is None:
        return False
    return place.precision in POINTS and place.level not in (
        "country",
        "admin1",
        "admin2",
        "region",
    )


def at_home(told: Told, place: Place) -> bool:
    """Whether the words about a place speak of somebody's home, which is never put on a map."""
    text, span = told.claim.document.text, place.span
    sentence = re.split(r"[.!?\n]", text[max(0, span.start - _BEFORE) : span.start])[-1]
    around = f"{sentence} {span.text}".casefold()
    return any(word in homes() for word in _WORDS.findall(around))


def _all(readings: Iterable[Reading], names: Names) -> Iterator[Told]:
    for reading in readings:
        redaction = Redaction(reading, names)
        yield from (Told(claim, redaction) for claim in reading.claims)


def _precision(place: ResolvedPlace | None) -> int:
    return (place.precision if place else None) or 9
