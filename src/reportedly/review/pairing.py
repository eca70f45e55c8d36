"""Which claims of several coders stand for the same event of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from reportedly.records.claim import Claim
from reportedly.records.span import Span
from reportedly.review.coded import Coded, Interval, coded_claim
from reportedly.review.matching import compare, overlaps


@dataclass(frozen=True, slots=True)
class Pairing:
    """One event of the text: a claim of each coder, in the order of the coders, or None.

    ``key`` is made of the claims' ids and stays the same as long as they do.
    """

    key: str
    claims: tuple[Claim | None, ...]

    @property
    def written(self) -> list[Claim]:
        """The claims that are there."""
        return [claim for claim in self.claims if claim is not None]


def pair(codings: Sequence[Sequence[Claim]]) -> list[Pairing]:
    """Pair the coders' claims on one document, the best matches first, by place in the text.

    Two claims can stand for one event where their triggers overlap, or where they have one category
    and their evidence overlaps; blanks at the ends of spans do not count. No pairing holds two
    claims of one coder. The order of coders and claims makes no difference.
    """
    held = [(coder, claim) for coder, claims in enumerate(codings) for claim in claims]
    forms = {id(claim): coded_claim(claim) for _, claim in held}
    candidates = []
    for i, j in _near([claim for _, claim in held]):
        (a, left), (b, right) = held[i], held[j]
        if a != b and (rank := likeness(left, right, forms[id(left)], forms[id(right)])):
            names = sorted((_name(left), _name(right)))
            candidates.append((-rank, names, i, j))
    candidates.sort(key=lambda one: one[:2])
    groups = [{i} for i in range(len(held))]
    for _, _, i, j in candidates:
        if groups[i] is not groups[j] and _fit(held, groups[i], groups[j]):
            groups[i] |= groups[j]
            for member in groups[j]:
                groups[member] = groups[i]
    found = {id(group): group for group in groups}.values()
    made = [_pairing(held, group, len(codings)) for group in found]
    return sorted(made, key=lambda p: (min(c.trigger.start for c in p.written), p.key))


def counterparts(pairings: Sequence[Pairing], claims: Sequence[Claim]) -> dict[str, Claim]:
    """Return the claim, of those given, that stands for each pairing, by the pairing's key."""
    own = [(p, claim) for p, pairing in enumerate(pairings) for claim in pairing.written]
    best: dict[tuple[int, int], float] = {}
    for i, j in _near([claim for _, claim in own] + list(claims)):
        if i < len(own) <= j:
            p, c = own[i][0], j - len(own)
            rank = likeness(own[i][1], claims[c])
            best[p, c] = max(rank, best.get((p, c), 0.0))
    candidates = [
        (-rank, pairings[p].key, _name(claims[c]), p, c) for (p, c), rank in best.items() if rank
    ]
    candidates.sort()
    found: dict[str, Claim] = {}
    taken: set[int] = set()
    for *_, p, c in candidates:
        if pairings[p].key not in found and c not in taken:
            found[pairings[p].key] = claims[c]
            taken.add(c)
    return found


def likeness(left: Claim, right: Claim, a: Coded | None = None, b: Coded | None = None) -> float:
    """Return how well two claims match, 0 where they cannot stand for one event."""
    same = left.event.plover == right.event.plover
    touching = overlaps(trimmed(left.trigger), trimmed(right.trigger))
    if not touching and not (same and overlaps(trimmed(left.evidence), trimmed(right.evidence))):
        return 0.0
    a, b = a or coded_claim(left), b or coded_claim(right)
    credit = (compare(a, b).credit + compare(b, a).credit) / 2
    return 2.0 * touching + same + 0.5 * (left.status == right.status) + credit


def _near(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, by place in the list, whose evidence overlaps; no others can match."""
    order = sorted(range(len(claims)), key=lambda i: claims[i].evidence.start)
    for place, i in enumerate(order):
        end = claims[i].evidence.end
        for j in order[place + 1 :]:
            if claims[j].evidence.start >= end:
                break
            yield min(i, j), max(i, j)


def trimmed(span: Span) -> Interval:
    """Return the span's offsets without blanks at its ends."""
    bare = span.text.strip()
    start = span.start + len(span.text) - len(span.text.lstrip())
    return (start, start + len(bare)) if bare else (span.start, span.end)


def _fit(held: Sequence[tuple[int, Claim]], left: set[int], right: set[int]) -> bool:
    return not {held[i][0] for i in left} & {held[j][0] for j in right}


def _pairing(held: Sequence[tuple[int, Claim]], group: set[int], coders: int) -> Pairing:
    own: list[Claim | None] = [None] * coders
    for i in group:
        coder, claim = held[i]
        own[coder] = claim
    ids = sorted(claim.claim_id for claim in own if claim is not None)
    return Pairing(sha256("\n".join(ids).encode()).hexdigest()[:24], tuple(own))


def _name(claim: Claim) -> tuple[int, int, str]:
    return claim.trigger.start, claim.trigger.end, claim.claim_id
