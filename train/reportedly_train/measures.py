"""How well spans and values are found: character F1, mean absolute error, correlation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

Spans = Iterable[Sequence[int]]


class CharacterCounts:
    """Characters of a role: found and right, found, there. Sums over texts."""

    def __init__(self) -> None:
        self.right = self.found = self.there = 0

    def add(self, found: Spans, there: Spans) -> None:
        """Count one text."""
        a = {i for s in found for i in range(s[0], s[1])}
        b = {i for s in there for i in range(s[0], s[1])}
        self.right += len(a & b)
        self.found += len(a)
        self.there += len(b)

    def scores(self) -> dict[str, float]:
        """Precision, recall and F1; 0 where nothing is right."""
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.there if self.there else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(f, 4)}


def overlap(one: Spans, two: Spans) -> float:
    """Shared characters over all characters of two sets of spans."""
    a = {i for s in one for i in range(s[0], s[1])}
    b = {i for s in two for i in range(s[0], s[1])}
    return len(a & b) / len(a | b) if a | b else 1.0


def value_scores(found: Sequence[float], there: Sequence[float]) -> dict[str, float]:
    """Mean absolute error and Pearson's r, and recall of values at or below -1."""
    a, b = np.asarray(found), np.asarray(there)
    unreal = b <= -1
    return {
        "mae": round(float(np.abs(a - b).mean()), 4),
        "r": round(float(np.corrcoef(a, b)[0, 1]), 4),
        "sign": round(float(((a > 0) == (b > 0)).mean()), 4),
        "recall_unreal": round(float((a[unreal] < 0).mean()), 4) if unreal.any() else 0.0,
        "events": len(b),
    }


def counts_scores(right: int, found: int, there: int) -> dict[str, float]:
    """Precision, recall and F1 from counts."""
    p = right / found if found else 0.0
    r = right / there if there else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"precision": round(p, 4), "recall": round(r, 4), "f1": round(f, 4)}
