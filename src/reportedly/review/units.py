"""What coders said of one event, field by field, in a form in which values can be compared.

Two coders name one party by other words ("the army", "Olmar's army"); what means the same gets one
label, by the rules of `reportedly.review.matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeVar

from reportedly.records.claim import Claim, Count, Participant, Place
from reportedly.review.matching import fold, same_phrase
from reportedly.review.pairing import Pairing

T = TypeVar("T")
Level = Literal["nominal", "ordinal", "interval", "ratio", "spans"]

#: The fields whose agreement is told, with their level of measurement. ``detection`` is where
#: events are seen at all, ``day`` the first day, ``number`` the middle of the bounds told.
FIELDS: Final[dict[str, Level]] = {
    "detection": "spans",
    "category": "nominal",
    "mode": "nominal",
    "status": "nominal",
    "actors": "nominal",
    "recipients": "nominal",
    "places": "nominal",
    "time": "nominal",
    "day": "interval",
    "counts": "nominal",
    "number": "ratio",
    "speaker": "nominal",
    "stance": "nominal",
}
#: Fields of one value, or one list of values, a claim.
VALUED: Final = tuple(name for name, level in FIELDS.items() if level == "nominal")
_UNNAMED: Final = "(unnamed)"

#: The labels that one coder's claim has in a field; no label where the field is empty.
Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """What each coder said of one event; None for a coder who did not write it.

    ``labels`` by field of `VALUED`; ``days`` and ``numbers`` (by what is counted) where told.
    """

    labels: dict[str, tuple[Labels | None, ...]]
    days: tuple[int | None, ...]
    numbers: dict[str, tuple[float | None, ...]]

    def unit(self, field: str) -> tuple[Hashable, ...]:
        """The values of a field as one unit of alpha; an empty field is a value of its own."""
        return self.labels[field]


def values_of(pairing: Pairing) -> Values:
    """Compare what the coders of a pairing wrote."""
    claims = pairing.claims
    speakers = [_speakers(c) for c in claims]
    labels: dict[str, tuple[Labels | None, ...]] = {
        "category": _each(claims, lambda c: (c.event.plover,)),
        "mode": _each(claims, lambda c: (c.event.mode,) if c.event.mode else ()),
        "status": _each(claims, lambda c: (c.status,)),
        "actors": _parties([c.actors if c else None for c in claims]),
        "recipients": _parties([c.recipients if c else None for c in claims]),
        "places": _as_sets(
            _labelled([c.places if c else None for c in claims], same_place, place_name)
        ),
        "time": _each(claims, _time),
        "counts": _as_sets(_each(claims, lambda c: tuple(map(_count, c.counts)))),
        "speaker": _labelled(speakers, _same_speaker, _speaker_name),
        "stance": _each(claims, lambda c: tuple(link.stance for link in c.attribution)),
    }
    counted = sorted({count.what for claim in pairing.written for count in claim.counts})
    return Values(
        labels,
        tuple(_day(claim) for claim in claims),
        {what: tuple(_number(claim, what) for claim in claims) for what in counted},
    )


def same_party(left: Participant, right: Participant) -> bool:
    """Whether two coders mean the same: one registry entry, or words that match either way."""
    if left.resolved is not None and right.resolved is not None:
        return left.resolved.id == right.resolved.id
    return any(_alike(a, b) for a in _words(left) for b in _words(right))


def same_place(left: Place, right: Place) -> bool:
    """Whether two coders mean the same place: one gazetteer entry, or words that match."""
    if left.resolved is not None and right.resolved is not None:
        return left.resolved.gazetteer_id == right.resolved.gazetteer_id
    return _alike(left.span.text, right.span.text)


def party_name(party: Participant) -> str:
    """The label of a party that stands alone."""
    return party.resolved.id if party.resolved else fold(_words(party)[-1])


def place_name(place: Place) -> str:
    """The label of a place that stands alone."""
    return place.resolved.gazetteer_id if place.resolved else fold(place.span.text)


def _each(
    claims: Sequence[Claim | None], of: Callable[[Claim], Labels]
) -> tuple[Labels | None, ...]:
    return tuple(None if claim is None else of(claim) for claim in claims)


def _parties(given: Sequence[Sequence[Participant] | None]) -> tuple[Labels | None, ...]:
    return _as_sets(_labelled(given, same_party, party_name))


def _as_sets(given: Sequence[Labels | None]) -> tuple[Labels | None, ...]:
    return tuple(None if labels is None else tuple(sorted(set(labels))) for labels in given)


def _labelled(
    given: Sequence[Sequence[T] | None], same: Callable[[T, T], bool], name: Callable[[T], str]
) -> tuple[Labels | None, ...]:
    """Give what means the same to several coders one label: the first of their names."""
    held = [(i, item) for i, items in enumerate(given) for item in items or ()]
    groups = [[k] for k in range(len(held))]
    for k, (i, left) in enumerate(held):
        for m, (j, right) in enumerate(held[:k]):
            if i != j and groups[k] is not groups[m] and same(left, right):
                groups[m].extend(groups[k])
                for member in groups[k]:
                    groups[member] = groups[m]
    labels = [min(name(held[member][1]) for member in group) for group in groups]
    return tuple(
        None if items is None else tuple(labels[k] for k, (j, _) in enumerate(held) if j == i)
        for i, items in enumerate(given)
    )


def _speakers(claim: Claim | None) -> list[Participant | None] | None:
    return None if claim is None else [link.speaker for link in claim.attribution]


def _same_speaker(left: Participant | None, right: Participant | None) -> bool:
    if left is None or right is None:
        return left is right
    return same_party(left, right)


def _speaker_name(speaker: Participant | None) -> str:
    return _UNNAMED if speaker is None else party_name(speaker)


def _words(party: Participant) -> list[str]:
    return [span.text for span in (party.span, party.antecedent) if span is not None]


def _alike(left: str, right: str) -> bool:
    return same_phrase(left, right) or same_phrase(right, left)


def _time(claim: Claim) -> Labels:
    time = claim.time
    if time is None:
        return ()
    if time.earliest is None and time.latest is None:
        return (f"? {fold(time.span.text)}",)
    return (f"{time.earliest or ''}/{time.latest or ''}",)


def _day(claim: Claim | None) -> int | None:
    first: date | None = claim.time.earliest if claim and claim.time else None
    return None if first is None else first.toordinal()


def _count(count: Count) -> str:
    bounds = ["" if bound is None else str(bound) for bound in (count.low, count.high)]
    return f"{count.what} {'-'.join(bounds)}"


def _number(claim: Claim | None, what: str) -> float | None:
    for count in claim.counts if claim else ():
        bounds = [bound for bound in (count.low, count.high) if bound is not None]
        if count.what == what and bounds:
            return sum(bounds) / len(bounds)
    return None
