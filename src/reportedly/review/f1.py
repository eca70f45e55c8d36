"""F1 between coders: twice what they share over what both wrote, summed over pairs of coders.

Unlike alpha and kappa it counts what only one coder wrote, and does not correct for chance.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from reportedly.review.figure import Array, ratio

#: How many values two coders share, and how many each wrote.
Shared = tuple[float, float, float]


def f1(shared: Iterable[Shared]) -> float | None:
    """Return F1 of the sums; None where nobody wrote anything."""
    value = float(figures(parts([shared]), np.ones((1, 1)))[0])
    return None if np.isnan(value) else value


def parts(documents: Iterable[Iterable[Shared]]) -> Array:
    """Sum up each document: one row of three numbers."""
    rows = [np.array(list(shared), dtype=float).reshape(-1, 3).sum(axis=0) for shared in documents]
    return np.array(rows).reshape(-1, 3)


def figures(made: Array, weights: Array) -> Array:
    """Return F1 for each row of ``weights``; NaN where nobody wrote anything."""
    summed = weights @ made
    return ratio(2 * summed[:, 0], summed[:, 1] + summed[:, 2])
