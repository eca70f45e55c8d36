"""Krippendorff's alpha for unitizing: whether coders mark the same stretches of a text.

K. Krippendorff, On the reliability of unitizing continuous data, Sociological Methodology 25
(1995) 47-76; Content Analysis, 2nd ed. 2004, section 11.6. The measure is for two coders; with
more the mean over pairs is taken, since the form for more than two is known to misbehave
(Krippendorff, Mathet, Bouvry, Widlöcher, Quality & Quantity 50 (2016) 2347-2364).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from reportedly.review.figure import Array, ratio

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Continuum:
    """One text of ``length`` characters and the stretches that each coder marked in it.

    Half-open intervals; those of one coder that touch or overlap count as one. None stands for who
    did not code this text.
    """

    length: int
    coders: tuple[tuple[Interval, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What one pair's alpha is made of, document by document.

    ``observed`` is the sum of squared differences, ``lengths`` the texts' lengths; ``units`` and
    ``gaps`` count the stretches marked and left out by their length (``unit_lengths``,
    ``gap_lengths``).
    """

    observed: Array
    lengths: Array
    unit_lengths: Array
    units: Array
    gap_lengths: Array
    gaps: Array


def unitizing_alpha(texts: Iterable[Continuum]) -> float | None:
    """Return alpha over the texts; None where nobody marked anything."""
    held = list(texts)
    value = float(figures(parts(held), np.ones((1, len(held))))[0])
    return None if np.isnan(value) else value


def parts(texts: Sequence[Continuum]) -> list[Parts]:
    """Measure each pair of coders in each text; both must be coders of the text."""
    coders = max((len(text.coders) for text in texts), default=0)
    return [_pair(texts, a, b) for a, b in combinations(range(coders), 2)]


def figures(made: Sequence[Parts], weights: Array) -> Array:
    """Return the mean alpha for each row of ``weights``; NaN where it is not defined."""
    if not made:
        return np.full(len(weights), np.nan)
    each = np.array([_figures(one, weights) for one in made])
    there = ~np.isnan(each)
    return ratio(np.where(there, each, 0).sum(axis=0), there.sum(axis=0))


def difference(left: Sequence[Interval], right: Sequence[Interval], length: int) -> float:
    """Return the sum of squared differences between two coders' markings of a text.

    Overlapping stretches differ by the squares of the distances of their ends; a stretch that lies
    whole in the other's gap by the square of its length.
    """
    total = 0.0
    for a in left:
        for b in right:
            if a[0] < b[1] and b[0] < a[1]:
                total += (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
    for marked, other in ((left, right), (right, left)):
        for gap in gaps_of(other, length):
            for start, end in marked:
                if gap[0] <= start and end <= gap[1]:
                    total += (end - start) ** 2
    return total


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the intervals in order, those that touch or overlap as one."""
    found: list[Interval] = []
    for start, end in sorted(i for i in intervals if i[0] < i[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def gaps_of(marked: Sequence[Interval], length: int) -> list[Interval]:
    """Return what is left of the text between the stretches."""
    edges = [0, *(edge for interval in marked for edge in interval), length]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _pair(texts: Sequence[Continuum], a: int, b: int) -> Parts:
    marked = [_both(text, a, b) for text in texts]
    observed, lengths = np.zeros(len(texts)), np.zeros(len(texts))
    units: list[list[int]] = []
    gaps: list[list[int]] = []
    for d, (text, both) in enumerate(zip(texts, marked, strict=True)):
        left, right = both or ([], [])
        if both is not None:
            observed[d] = 2 * difference(left, right, text.length)
            lengths[d] = text.length
        units.append([end - start for start, end in (*left, *right)])
        free = [] if both is None else [g for side in both for g in gaps_of(side, text.length)]
        gaps.append([end - start for start, end in free])
    unit_lengths, unit_counts = _histogram(units)
    gap_lengths, gap_counts = _histogram(gaps)
    return Parts(observed, lengths, unit_lengths, unit_counts, gap_lengths, gap_counts)


def _both(text: Continuum, a: int, b: int) -> tuple[list[Interval], list[Interval]] | None:
    if len(text.coders) <= b:
        return None
    left, right = text.coders[a], text.coders[b]
    return None if left is None or right is None else (merged(left), merged(right))


def _histogram(lengths: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    values = sorted({one for row in lengths for one in row})
    place = {value: i for i, value in enumerate(values)}
    counts = np.zeros((len(lengths), len(values)))
    for d, row in enumerate(lengths):
        for one in row:
            counts[d, place[one]] += 1
    return np.array(values, dtype=float), counts


def _figures(one: Parts, weights: Array) -> Array:
    """The observed over the expected disagreement of two coders (2004, p. 254 f.)."""
    length = weights @ one.lengths
    units, gaps = weights @ one.units, weights @ one.gaps
    long = one.unit_lengths
    number = units.sum(axis=1)
    among = units @ (2 * long**3 - 3 * long**2 + long)
    room = np.maximum(one.gap_lengths[None, :] - long[:, None] + 1, 0)
    beside = ((units * long**2) @ room * gaps).sum(axis=1)
    expected = ratio(2 * ((number - 1) / 3 * among + beside), length)
    whole = 2 * length
    expected = ratio(expected, whole * (whole - 1) - units @ (long * (long - 1)))
    observed = ratio(weights @ one.observed, 2 * length**2)
    return 1 - ratio(observed, expected)
