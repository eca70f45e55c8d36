"""Cohen's kappa for two coders, and the mean of it over all pairs of more.

J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
20 (1960) 37-46; for more coders the mean over pairs as in R. J. Light, Psychological Bulletin 76
(1971) 365-377.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from reportedly.review.alpha import Unit
from reportedly.review.figure import Array, ratio

#: What rounding leaves of a difference that is none.
_NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Parts:
    """What one pair's kappa is made of, document by document: agreements, and both margins."""

    agreed: Array
    left: Array
    right: Array


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Return kappa of two coders' values; pairs with None are left out.

    None where there are no pairs, or where both use one value only.
    """
    value = float(figures([_parts([list(pairs)])], np.ones((1, 1)))[0])
    return None if np.isnan(value) else value


def parts(documents: Sequence[Sequence[Unit]], coders: int) -> list[Parts]:
    """Count the agreements and values of each pair of coders that share a unit."""
    made = []
    for a, b in combinations(range(coders), 2):
        pairs = [[(unit[a], unit[b]) for unit in units] for units in documents]
        one = _parts(pairs)
        if one.left.size:
            made.append(one)
    return made


def figures(made: Sequence[Parts], weights: Array) -> Array:
    """Return the mean kappa for each row of ``weights``; NaN where no pair has one."""
    if not made:
        return np.full(len(weights), np.nan)
    each = np.array([_figures(one, weights) for one in made])
    there = ~np.isnan(each)
    return ratio(np.where(there, each, 0).sum(axis=0), there.sum(axis=0))


def _figures(one: Parts, weights: Array) -> Array:
    left, right = weights @ one.left, weights @ one.right
    total = left.sum(axis=1)
    agreed = ratio(weights @ one.agreed, total)
    chance = ratio((left * right).sum(axis=1), total * total)
    left_over = np.where(1 - chance < _NOTHING, 0.0, 1 - chance)
    return ratio(agreed - chance, left_over)


def _parts(documents: Sequence[Sequence[tuple[Hashable, Hashable]]]) -> Parts:
    both = [[p for p in pairs if p[0] is not None and p[1] is not None] for pairs in documents]
    values = {value for pairs in both for pair in pairs for value in pair}
    place = {value: i for i, value in enumerate(sorted(values, key=repr))}
    agreed = np.zeros(len(documents))
    left = np.zeros((len(documents), len(place)))
    right = np.zeros_like(left)
    for d, pairs in enumerate(both):
        for a, b in pairs:
            agreed[d] += a == b
            left[d, place[a]] += 1
            right[d, place[b]] += 1
    return Parts(agreed, left, right)
