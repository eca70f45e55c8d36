"""How well clusters agree with the clusters that people made: pairs, B3, MUC, CEAF-e, CoNLL.

A clustering is a mapping from item to cluster name. Both clusterings hold the same items.
Sources: MUC, Vilain and others 1995; B3, Bagga and Baldwin 1998; CEAF-e, Luo 2005 (phi 4); the
CoNLL figure is the mean of the F1 of MUC, B3 and CEAF-e (Pradhan and others 2012).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

Clustering = Mapping[Any, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    p: float
    r: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where both are 0."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0

    def as_json(self) -> dict[str, float]:
        """Return the three figures."""
        return {"p": round(self.p, 4), "r": round(self.r, 4), "f1": round(self.f1, 4)}


def sets(clustering: Clustering) -> list[set[Any]]:
    """Return the clusters as sets of items."""
    found: dict[Hashable, set[Any]] = {}
    for item, name in clustering.items():
        found.setdefault(name, set()).add(item)
    return list(found.values())


def pairwise(gold: Clustering, found: Clustering) -> Score:
    """Count pairs of items in one cluster; two clusterings without any pair agree."""
    joint = Counter((gold[i], found[i]) for i in gold)
    shared = _pairs(joint)
    right, made = _pairs(Counter(gold.values())), _pairs(Counter(found.values()))
    if not right and not made:
        return Score(1.0, 1.0)
    return Score(shared / made if made else 0.0, shared / right if right else 0.0)


def _pairs(sizes: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def b_cubed(gold: Clustering, found: Clustering) -> Score:
    """Mean over the items of the share of its cluster that is right, and of the right found."""
    joint = Counter((gold[i], found[i]) for i in gold)
    golds, founds = Counter(gold.values()), Counter(found.values())
    if not joint:
        return Score(0.0, 0.0)
    total = sum(joint.values())
    p = sum(n * n / founds[f] for (_, f), n in joint.items()) / total
    r = sum(n * n / golds[g] for (g, _), n in joint.items()) / total
    return Score(p, r)


def muc(gold: Clustering, found: Clustering) -> Score:
    """Count the links that a cluster needs, less those that the other clustering breaks."""
    return Score(_links(found, gold), _links(gold, found))


def _links(clusters: Clustering, other: Clustering) -> float:
    kept = needed = 0
    for members in sets(clusters):
        parts = len({other[i] for i in members})
        kept += len(members) - parts
        needed += len(members) - 1
    return kept / needed if needed else 0.0


def ceaf_e(gold: Clustering, found: Clustering) -> Score:
    """Match clusters one to one so that the sum of their Dice similarities is greatest."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to import
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    golds, founds = sets(gold), sets(found)
    if not golds or not founds:
        return Score(0.0, 0.0)
    at = {i: n for n, members in enumerate(founds) for i in members}
    cells = sorted({(g, at[i]) for g, members in enumerate(golds) for i in members})
    size = len(golds) + len(founds)
    rows, columns = [g for g, _ in cells], [len(golds) + f for _, f in cells]
    graph = csr_matrix(([1] * len(cells), (rows, columns)), shape=(size, size))
    parts = connected_components(graph, directed=False)[1]
    total = 0.0
    for part in sorted(set(parts)):
        left = [g for g in range(len(golds)) if parts[g] == part]
        right = [f for f in range(len(founds)) if parts[len(golds) + f] == part]
        table = [[-_dice(golds[g], founds[f]) for f in right] for g in left]
        chosen = linear_sum_assignment(table)
        total -= sum(table[i][j] for i, j in zip(*chosen, strict=True))
    return Score(total / len(founds), total / len(golds))


def _dice(a: set[Any], b: set[Any]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def conll(gold: Clustering, found: Clustering) -> float:
    """Mean of the F1 of MUC, B3 and CEAF-e."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3
