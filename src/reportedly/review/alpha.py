"""Krippendorff's alpha for any number of coders, any level of measurement, and missing values.

K. Krippendorff, Content Analysis, 2nd ed. 2004, ch. 11: alpha = 1 - observed / expected
disagreement, both from the coincidences of values within units. A unit with fewer than two values
says nothing and is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from reportedly.review.figure import Array, ratio

Level = Literal["nominal", "ordinal", "interval", "ratio"]
#: The values of one unit, a coder each; None where a coder gave none.
Unit = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Parts:
    """What alpha is made of, document by document: sums of rows give any set of documents.

    ``values`` are all values in order; ``counts[d, v]`` says how often value v stands in pairable
    units of document d, ``observed[d]`` is the sum of the squared differences within units, and
    ``together[d, v, w]`` (ordinal only) how often v coincides with w. ``units`` counts them.
    """

    level: Level
    values: tuple[Any, ...]
    counts: Array
    observed: Array
    together: Array | None
    units: int


def alpha(units: Iterable[Unit], level: Level = "nominal") -> float | None:
    """Return alpha of the units; None where no two values differ or none can be compared.

    Values of the levels but ``nominal`` are numbers, of ``ratio`` none below zero.
    """
    made = parts([list(units)], level)
    value = float(figures(made, np.ones((1, 1)))[0])
    return None if np.isnan(value) else value


def parts(documents: Sequence[Iterable[Unit]], level: Level) -> Parts:
    """Count the values and coincidences of each document."""
    pairable = [
        [kept for unit in units if len(kept := [v for v in unit if v is not None]) > 1]
        for units in documents
    ]
    found = {value for units in pairable for unit in units for value in unit}
    values = tuple(sorted(found, key=_order if level == "nominal" else float))  # type: ignore[arg-type]
    place = {value: i for i, value in enumerate(values)}
    counts, observed = np.zeros((len(documents), len(values))), np.zeros(len(documents))
    together = None
    if level == "ordinal":
        together = np.zeros((len(documents), len(values), len(values)))
    for d, units in enumerate(pairable):
        for unit in units:
            held = Counter(unit)
            for v, many in held.items():
                counts[d, place[v]] += many
                for w, others in held.items():
                    pairs = many * (others - (v == w)) / (len(unit) - 1)
                    if together is not None:
                        together[d, place[v], place[w]] += pairs
                    else:
                        observed[d] += pairs * _apart(v, w, level)
    return Parts(level, values, counts, observed, together, sum(map(len, pairable)))


def figures(made: Parts, weights: Array) -> Array:
    """Return alpha for each row of ``weights``, which says how often each document counts.

    NaN where it is not defined.
    """
    if made.together is not None:
        return np.array([_ordinal(made.counts, made.together, row) for row in weights])
    counts: Array = weights @ made.counts
    total = counts.sum(axis=1)
    if made.level == "nominal":
        expected = total * total - (counts * counts).sum(axis=1)
    else:
        apart = [[_apart(v, w, made.level) for w in made.values] for v in made.values]
        distance = np.array(apart).reshape(len(made.values), len(made.values))
        expected = ((counts @ distance) * counts).sum(axis=1)
    found: Array = 1 - ratio((total - 1) * (weights @ made.observed), expected)
    return found


def _apart(v: Any, w: Any, level: Level) -> float:
    """The squared difference of two values."""
    if v == w:
        return 0.0
    if level == "nominal":
        return 1.0
    return float((v - w) ** 2 if level == "interval" else ((v - w) / (v + w)) ** 2)


def _ordinal(counts: Array, together: Array, weights: Array) -> float:
    """Ranks depend on how often each value is used: the middle of its places in the order."""
    used = weights @ counts
    coincident = np.tensordot(weights, together, axes=1)
    middle = np.cumsum(used) - used / 2
    distance = np.square(middle[:, None] - middle[None, :])
    expected = float(used @ distance @ used)
    observed = float((coincident * distance).sum())
    return 1 - (float(used.sum()) - 1) * observed / expected if expected else float("nan")


def _order(value: Hashable) -> tuple[str, str]:
    return type(value).__name__, repr(value)
