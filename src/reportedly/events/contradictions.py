"""Contradictions between the claims of one event, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from reportedly.events.geography import exclude
from reportedly.events.records import Contradiction, EventField
from reportedly.events.tellings import actor_key, counted, state_of, told, where
from reportedly.records.claim import Claim, Count, Counted, Participant

#: What is counted under "other" is of many kinds, and two numbers of it need not be of one.
_NOT_COMPARED: Final = "other"
_MANY: Final = 100
_TOLD_AS_REAL: Final = ("happened", "denied")


def contradictions(claims: Sequence[Claim]) -> tuple[Contradiction, ...]:
    """Return every pair of values that cannot both be right.

    One row for each field, pair of documents and pair of values, on the first claims that tell
    them; two voices in one document count as well. Where more than a hundred claims tell of one
    event, one row for each field and pair of values. The claims are those of one event, in order.
    """
    many = len(claims) > _MANY
    rows: dict[tuple[object, ...], Contradiction] = {}
    for a, b in combinations(_distinct(claims) if many else claims, 2):
        for row in _between(a, b):
            documents = () if many else tuple(sorted((a.document.id, b.document.id)))
            key = (row.field, documents, frozenset((row.left, row.right)))
            rows.setdefault(key, row)
    return tuple(rows.values())


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Return the first claim of all that say the same."""
    found: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        found.setdefault(
            (
                told(claim.status),
                days(claim),
                frozenset(where(p).id for p in claim.places),
                frozenset(known(claim.actors)),
                frozenset(known(claim.recipients)),
                frozenset((c.what, c.low, c.high, c.side, counted(c, claim)) for c in claim.counts),
            ),
            claim,
        )
    return list(found.values())


def _between(a: Claim, b: Claim) -> Iterator[Contradiction]:
    ours, theirs = told(a.status), told(b.status)
    if ours not in _TOLD_AS_REAL or theirs not in _TOLD_AS_REAL:
        return
    if ours != theirs:
        if not other_actors(a, b):
            yield _row("status", a, b, ours, theirs)
        return
    if ours == "denied":
        return
    yield from _days(a, b)
    yield from _places(a, b)
    if other_actors(a, b):
        yield _row("actor", a, b, names(a.actors), names(b.actors))
    yield from _counts(a, b)


def _row(field: EventField | Counted, a: Claim, b: Claim, left: str, right: str) -> Contradiction:
    return Contradiction(field, a.claim_id, b.claim_id, left, right)


def days(claim: Claim) -> tuple[date, date] | None:
    """Return the first and last day told; None where none is."""
    time = claim.time
    if time is None:
        return None
    first, last = time.earliest or time.latest, time.latest or time.earliest
    return (first, last) if first and last else None


def show_days(first: date, last: date) -> str:
    """Write a span of days: one date, or two with 'to' between them."""
    return first.isoformat() if first == last else f"{first} to {last}"


def _days(a: Claim, b: Claim) -> Iterator[Contradiction]:
    ours, theirs = days(a), days(b)
    if ours and theirs and (ours[1] < theirs[0] or theirs[1] < ours[0]):
        yield _row("time", a, b, show_days(*ours), show_days(*theirs))


def _places(a: Claim, b: Claim) -> Iterator[Contradiction]:
    ours, theirs = [where(p) for p in a.places], [where(p) for p in b.places]
    if ours and theirs and all(exclude(x, y) for x in ours for y in theirs):
        yield _row("place", a, b, place_names(a), place_names(b))


def place_names(claim: Claim) -> str:
    """Name the places of a claim, the gazetteer's name first."""
    found = (p.resolved.name if p.resolved else p.span.text for p in claim.places)
    return ", ".join(dict.fromkeys(found))


def names(parties: Sequence[Participant]) -> str:
    """Name the parties: the registry's name, else the words."""
    found = (p.resolved.name if p.resolved else p.span.text for p in parties)
    return ", ".join(dict.fromkeys(found))


def known(parties: Sequence[Participant]) -> set[str]:
    """Return the keys of the parties that the registry knows."""
    return {actor_key(p) for p in parties if p.resolved}


def other_actors(a: Claim, b: Claim) -> bool:
    """Whether the two name different known actors for one act.

    Not where one state's organs are named on both sides, nor where the sides of a fight are
    exchanged: who attacked whom is then told from two ends.
    """
    ours, theirs = known(a.actors), known(b.actors)
    if not ours or not theirs or ours & theirs:
        return False
    if ours & known(b.recipients) or theirs & known(a.recipients):
        return False
    states = {state_of(p.resolved) for p in a.actors} & {state_of(p.resolved) for p in b.actors}
    return not states - {None}


def _counts(a: Claim, b: Claim) -> Iterator[Contradiction]:
    for x in a.counts:
        for y in b.counts:
            if comparable(x, a, y, b) and disjoint(x, y):
                yield _row(x.what, a, b, show_count(x), show_count(y))


def comparable(x: Count, a: Claim, y: Count, b: Claim) -> bool:
    """Whether the two count the same: one kind, and nothing says that it is of other people."""
    if x.what != y.what or x.what == _NOT_COMPARED:
        return False
    ours, theirs = counted(x, a), counted(y, b)
    if ours and theirs and ours != theirs:
        return False
    if _side(x) and _side(y) and x.side != y.side:
        return False
    left, right = known(a.recipients), known(b.recipients)
    return not left or not right or bool(left & right)


def _side(count: Count) -> bool:
    return count.side is not None and count.side != "unknown"


def disjoint(x: Count, y: Count) -> bool:
    """Whether no number fits both; a bound that is not told excludes nothing."""
    return _above(x, y) or _above(y, x)


def _above(x: Count, y: Count) -> bool:
    return x.low is not None and y.high is not None and x.low > y.high


def show_count(count: Count) -> str:
    """Write a count by its bounds; a count without bounds by its word."""
    low, high = count.low, count.high
    if low is None and high is None:
        return count.span.text
    if low == high:
        return "none" if low == 0 else str(low)
    if high is None:
        return f"at least {low}"
    return f"up to {high}" if low is None else f"{low} to {high}"
