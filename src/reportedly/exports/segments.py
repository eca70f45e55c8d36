"""Nested and overlapping spans as a flat row of pieces, each with all that is marked on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from reportedly.records.claim import Claim, Participant
from reportedly.records.span import Span

Role = Literal[
    "trigger",
    "actor",
    "recipient",
    "speaker",
    "cue",
    "place",
    "time",
    "count",
    "content",
    "evidence",
]
#: The most telling role first.
ORDER: Final[tuple[Role, ...]] = (
    "trigger",
    "count",
    "time",
    "place",
    "actor",
    "recipient",
    "speaker",
    "cue",
    "content",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of claim number ``claim`` in a role; offsets in the document's text."""

    start: int
    end: int
    role: Role
    claim: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text over which the same marks lie; ``marks`` in the order of claims."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(claim: Claim, number: int) -> Iterator[Mark]:
    """Yield every span of a claim with its role."""
    for role, span in _spans(claim):
        if span is not None:
            yield Mark(span.start, span.end, role, number)


def segments(
    start: int, end: int, found: Sequence[Mark], whole: Sequence[tuple[int, int]] = ()
) -> list[Segment]:
    """Cut ``[start, end)`` into pieces in time n log n of the marks that touch it.

    ``whole`` are intervals in order that are never cut; a mark that touches one covers it.
    """
    snapped = [_snap(mark, whole) for mark in found]
    inside = [m for m in snapped if m.start < end and m.end > start]
    near = whole[max(0, bisect_left(whole, (start, 0)) - 1) : bisect_left(whole, (end, 0))]
    edges = {start, end, *(edge for pair in near for edge in pair if start < edge < end)}
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in inside:
        first, last = max(start, mark.start), min(end, mark.end)
        edges |= {first, last}
        opening.setdefault(first, []).append(mark)
        closing.setdefault(last, []).append(mark)
    pieces = []
    active: dict[Mark, int] = {}
    cuts = sorted(edges)
    for here, following in pairwise(cuts):
        for mark in closing.get(here, ()):
            active[mark] -= 1
            if not active[mark]:
                del active[mark]
        for mark in opening.get(here, ()):
            active[mark] = active.get(mark, 0) + 1
        pieces.append(Segment(here, following, _sorted(active)))
    return pieces


def _sorted(active: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(active, key=lambda m: (m.claim, ORDER.index(m.role), m.start, m.end)))


def _snap(mark: Mark, whole: Sequence[tuple[int, int]]) -> Mark:
    around_start, around_end = _around(mark.start, whole), _around(mark.end, whole)
    start = around_start[0] if around_start else mark.start
    end = around_end[1] if around_end else mark.end
    return Mark(start, end, mark.role, mark.claim)


def _around(offset: int, whole: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the interval that would be cut at this offset."""
    i = bisect_left(whole, (offset, 0)) - 1
    return whole[i] if i >= 0 and offset < whole[i][1] else None


def _spans(claim: Claim) -> Iterator[tuple[Role, Span | None]]:
    yield "evidence", claim.evidence
    yield "trigger", claim.trigger
    for party in claim.actors:
        yield from _party("actor", party)
    for party in claim.recipients:
        yield from _party("recipient", party)
    for place in claim.places:
        yield "place", place.span
    if claim.time:
        yield "time", claim.time.span
    for count in claim.counts:
        yield "count", count.span
        yield "count", count.of
    for link in claim.attribution:
        yield "cue", link.cue
        yield "content", link.content
        if link.speaker:
            yield from _party("speaker", link.speaker)


def _party(role: Role, party: Participant) -> Iterator[tuple[Role, Span | None]]:
    yield role, party.span
    yield role, party.antecedent
