"""What all claims that tell a field agree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.events.contradictions import days, known, names, show_count, show_days
from reportedly.events.geography import relation
from reportedly.events.records import Agreement, Contradiction
from reportedly.events.tellings import Where, resolved_where, told
from reportedly.records.claim import Claim, Count, Counted, ResolvedPlace


def agreed(claims: Sequence[Claim], rows: Sequence[Contradiction]) -> tuple[Agreement, ...]:
    """Return the fields that claims tell and none contradicts, with the value they share.

    Days that differ without excluding each other agree on the days they share; of two places one
    inside the other, the more exact is given.
    """
    contested = {row.field for row in rows}
    told_real = [c for c in claims if told(c.status) != "denied"]
    found = [
        *_status(claims),
        *_time(told_real),
        *_place(told_real),
        *_actor(told_real),
        *_counts(told_real),
    ]
    return tuple(a for a in found if a.field not in contested)


def _status(claims: Sequence[Claim]) -> Iterator[Agreement]:
    found = {told(c.status) for c in claims}
    if len(found) == 1:
        yield Agreement("status", found.pop(), tuple(c.claim_id for c in claims))


def _time(claims: Sequence[Claim]) -> Iterator[Agreement]:
    dated = [(c, span) for c in claims if (span := days(c))]
    if not dated:
        return
    first, last = max(s[0] for _, s in dated), min(s[1] for _, s in dated)
    if first <= last:
        yield Agreement("time", show_days(first, last), tuple(c.claim_id for c, _ in dated))


def shared_place(claims: Sequence[Claim]) -> ResolvedPlace | None:
    """Return the most exact place that all located claims allow; None where they do not agree."""
    located = [[p.resolved for p in c.places if p.resolved] for c in claims]
    located = [places for places in located if places]
    options = {p.gazetteer_id: p for places in located for p in places}
    fitting = [
        p for p in options.values() if all(any(_within(p, q) for q in row) for row in located)
    ]
    if not fitting:
        return None
    return min(fitting, key=lambda p: (_view(p).precision, p.gazetteer_id))


def _within(place: ResolvedPlace, other: ResolvedPlace) -> bool:
    if place.gazetteer_id == other.gazetteer_id:
        return True
    a, b = _view(place), _view(other)
    name = relation(a, b)
    return name == "site_in_town" or (name.startswith("inside") and a.precision <= b.precision)


def _view(place: ResolvedPlace) -> Where:
    return resolved_where(place, "")


def _place(claims: Sequence[Claim]) -> Iterator[Agreement]:
    found = shared_place(claims)
    if found:
        ids = tuple(c.claim_id for c in claims if any(p.resolved for p in c.places))
        yield Agreement("place", found.name, ids)


def _actor(claims: Sequence[Claim]) -> Iterator[Agreement]:
    naming = [c for c in claims if known(c.actors)]
    if not naming:
        return
    shared = set.intersection(*(known(c.actors) for c in naming))
    parties = [p for p in naming[0].actors if p.resolved and "@" + p.resolved.id in shared]
    if parties:
        yield Agreement("actor", names(parties), tuple(c.claim_id for c in naming))


def _counts(claims: Sequence[Claim]) -> Iterator[Agreement]:
    told_: dict[Counted, list[tuple[Claim, Count]]] = {}
    for claim in claims:
        for count in claim.counts:
            told_.setdefault(count.what, []).append((claim, count))
    for what, found in told_.items():
        exact = {(n.low, n.high) for _, n in found if n.low is not None or n.high is not None}
        if len(exact) == 1:
            bounded = [(c, n) for c, n in found if n.low is not None or n.high is not None]
            yield Agreement(what, show_count(bounded[0][1]), tuple(c.claim_id for c, _ in bounded))
