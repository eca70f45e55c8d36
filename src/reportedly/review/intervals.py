"""95 % confidence intervals by the bootstrap over documents, the same on every machine.

Documents, not units, are drawn anew with replacement, since the claims of one document hang
together (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 8 and 13).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from reportedly.review.figure import Array, Figure

DRAWS: Final = 1000
_SEED: Final = 20_040_311
#: Draws that must give a figure for an interval to be told.
_LEAST: Final = 0.9


def draws(documents: int) -> Array:
    """Return how often each document was drawn: a row a draw."""
    chance = np.random.Generator(np.random.PCG64(_SEED))
    even = np.full(documents, 1 / documents) if documents else np.zeros(0)
    return chance.multinomial(documents, even, size=DRAWS).astype(float)


def with_interval(
    figures: Callable[[Array], Array], documents: int, *, draw: bool = True
) -> Figure:
    """Return a figure over all documents with its interval (percentiles 2.5 and 97.5).

    No interval without ``draw``, with fewer than two documents, or where many draws give no figure.
    """
    if documents == 0:
        return Figure(None)
    value = float(figures(np.ones((1, documents)))[0])
    if np.isnan(value):
        return Figure(None)
    if documents < 2 or not draw:
        return Figure(value)
    drawn = figures(draws(documents))
    drawn = drawn[~np.isnan(drawn)]
    if len(drawn) < _LEAST * DRAWS:
        return Figure(value)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Figure(value, (float(low), float(high)))
