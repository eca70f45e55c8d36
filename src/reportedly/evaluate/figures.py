"""The figures of an evaluation against gold documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from reportedly.review.coded import Coded, Interval
from reportedly.review.matching import (
    REPORTED_FIELDS,
    VALUE_FIELDS,
    Comparison,
    Pair,
    overlaps,
    pair_claims,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """One document's gold and found claims, paired. ``traps`` are indexes of found claims."""

    id: str
    gold: Sequence[Coded]
    found: Sequence[Coded]
    pairs: Sequence[Pair]
    traps: Sequence[int]

    def comparisons(self) -> list[tuple[Coded, Coded, Comparison]]:
        """Return the pairs with their claims, best first."""
        return [(self.gold[p.gold], self.found[p.found], p.comparison) for p in self.pairs]

    def missed(self) -> list[Coded]:
        """Gold claims without a pair."""
        seen = {p.gold for p in self.pairs}
        return [c for i, c in enumerate(self.gold) if i not in seen]

    def extra(self) -> list[tuple[int, Coded]]:
        """Found claims without a pair, with their index."""
        used = {p.found for p in self.pairs}
        return [(j, c) for j, c in enumerate(self.found) if j not in used]


def score_document(
    key: str, gold: Sequence[Coded], found: Sequence[Coded], zones: Sequence[Interval]
) -> Scored:
    """Pair one document's claims; a trap is taken where an unpaired fact touches a zone."""
    pairs = pair_claims(gold, found)
    used = {p.found for p in pairs}
    traps = [
        j
        for j, claim in enumerate(found)
        if j not in used
        and not claim.unreal
        and any(overlaps(claim.trigger, zone) for zone in zones)
    ]
    return Scored(key, gold, found, pairs, traps)


def figures(documents: Iterable[Scored]) -> dict[str, Any]:
    """All figures over some documents: shares 0 to 1, counts, and ``{p, r, f1}`` for sets.

    ``detection``: pairs; ``coded``: those of the right category; ``whole``: those with every field
    right; ``mode``, ``status``, ``time``: shares of pairs (mode: of coded pairs); ``unreal``: gold
    events that did not happen, ``unreal_caught`` the share found with the right status,
    ``false_facts`` the number told as fact; ``facts_as_unreal`` the other way round, as a share of
    paired gold facts; ``traps``: facts found in text that tells none; ``filled``: all values that
    are there at all; ``claim_f``: the mean credit of eight fields, as F1.
    """
    docs = list(documents)
    pairs = [row for doc in docs for row in doc.comparisons()]
    gold = sum(len(doc.gold) for doc in docs)
    found = sum(len(doc.found) for doc in docs)

    def over_pairs(test: Callable[[Coded, Coded, Comparison], bool]) -> int:
        return sum(test(*row) for row in pairs)

    coded = over_pairs(lambda g, f, c: c.code)
    days = over_pairs(lambda g, f, c: c.days)
    return {
        "documents": len(docs),
        "gold": gold,
        "predicted": found,
        "detection": prf(len(pairs), gold, found),
        "coded": prf(coded, gold, found),
        "mode": _share(over_pairs(lambda g, f, c: c.code and c.mode), coded),
        "status": _share(over_pairs(lambda g, f, c: c.status), len(pairs)),
        **_unreal(docs, pairs),
        "traps": sum(len(doc.traps) for doc in docs),
        "filled": _filled(docs, pairs),
        "time": _share(days, len(pairs)),
        **{name: _field(name, pairs) for name in REPORTED_FIELDS},
        "claim_f": _share(2 * _running_sum(c.credit for _, _, c in pairs), gold + found),
        "whole": prf(over_pairs(lambda g, f, c: c.whole), gold, found),
    }


def prf(shared: int, gold: int, found: int) -> dict[str, float]:
    """Precision, recall and F1; 0 where there is nothing to divide by."""
    return {
        "p": _share(shared, found),
        "r": _share(shared, gold),
        "f1": _share(2 * shared, gold + found),
    }


def _running_sum(values: Iterable[float]) -> float:
    """Plain left-to-right sum: `sum` rounds differently from one Python to the next."""
    return reduce(add, values, 0.0)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def _unreal(
    docs: Sequence[Scored], pairs: Sequence[tuple[Coded, Coded, Comparison]]
) -> dict[str, float]:
    unreal = sum(claim.unreal for doc in docs for claim in doc.gold)
    caught = sum(g.unreal and c.status for g, _, c in pairs)
    facts = sum(not g.unreal for g, _, _ in pairs)
    return {
        "unreal": unreal,
        "unreal_caught": _share(caught, unreal),
        "false_facts": sum(g.unreal and not f.unreal for g, f, _ in pairs),
        "facts_as_unreal": _share(sum(f.unreal and not g.unreal for g, f, _ in pairs), facts),
    }


def _filled(
    docs: Sequence[Scored], pairs: Sequence[tuple[Coded, Coded, Comparison]]
) -> dict[str, float]:
    shared = sum(
        sum(c.values[name].shared for name in VALUE_FIELDS) + (c.days and any(g.days))
        for g, _, c in pairs
    )
    return prf(
        shared,
        sum(claim.filled for doc in docs for claim in doc.gold),
        sum(claim.filled for doc in docs for claim in doc.found),
    )


def _field(name: str, pairs: Sequence[tuple[Coded, Coded, Comparison]]) -> dict[str, float]:
    agreements = [c.values[name] for _, _, c in pairs]
    return prf(
        sum(a.shared for a in agreements),
        sum(a.gold for a in agreements),
        sum(a.found for a in agreements),
    )
