"""Average linkage: which claims of a connected set become one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final

#: Up to this many claims every pair is compared; in larger sets, what is not near counts as this.
EXACT: Final = 40
_MISSING: Final = -1.5

Margin = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Merge:
    """The pair of items that tied two groups together best, and the mean margin of the groups."""

    left: int
    right: int
    margin: float


def link(
    size: int,
    near: dict[tuple[int, int], float],
    margin: Margin,
    together: Sequence[Sequence[int]] = (),
    forbidden: Callable[[int, int], bool] | None = None,
) -> tuple[list[list[int]], list[Merge]]:
    """Join items 0 to ``size`` - 1 while the mean margin of two groups is above zero.

    ``near`` has the margins above zero (left < right); others come from ``margin``. ``together``
    are groups to begin with, ``forbidden`` says which two items must not meet. The outcome follows
    from the numbering of the items alone. Returns the groups and the merges.
    """
    state = _State(size, together, forbidden)
    state.fill(near, margin)
    return state.run()


class _State:
    def __init__(
        self,
        size: int,
        together: Sequence[Sequence[int]],
        forbidden: Callable[[int, int], bool] | None,
    ) -> None:
        self.size = size
        self.forbidden = forbidden
        self.owner = list(range(size))
        self.groups: dict[int, list[int]] = {i: [i] for i in range(size)}
        for group in together:
            first = min(group)
            for item in group:
                if self.owner[item] != first:
                    self.groups[first] += self.groups.pop(self.owner[item])
                    self.owner[item] = first
            self.groups[first].sort()
        self.sums: dict[int, dict[int, float]] = {g: {} for g in self.groups}
        self.known: dict[int, dict[int, int]] = {g: {} for g in self.groups}
        self.best: dict[tuple[int, int], tuple[float, int, int]] = {}

    def fill(self, near: dict[tuple[int, int], float], margin: Margin) -> None:
        if self.size <= EXACT:
            for i in range(self.size):
                for j in range(i + 1, self.size):
                    if self.owner[i] != self.owner[j]:
                        value = near.get((i, j))
                        self._add(i, j, margin(i, j) if value is None else value)
        else:
            for (i, j), value in sorted(near.items()):
                if self.owner[i] != self.owner[j]:
                    self._add(i, j, value)

    def _add(self, i: int, j: int, value: float) -> None:
        a, b = sorted((self.owner[i], self.owner[j]))
        self.sums[a][b] = self.sums[a].get(b, 0.0) + value
        self.sums[b][a] = self.sums[a][b]
        self.known[a][b] = self.known[a].get(b, 0) + 1
        self.known[b][a] = self.known[a][b]
        held = self.best.get((a, b))
        if held is None or value > held[0]:
            self.best[a, b] = (value, i, j)

    def mean(self, a: int, b: int) -> float:
        pairs = len(self.groups[a]) * len(self.groups[b])
        missing = (pairs - self.known[a].get(b, 0)) * _MISSING
        return round((self.sums[a].get(b, 0.0) + missing) / pairs, 9)

    def run(self) -> tuple[list[list[int]], list[Merge]]:
        heap = [(-self.mean(a, b), a, b) for a, row in self.sums.items() for b in row if a < b]
        heap = [entry for entry in heap if entry[0] < 0]
        heapify(heap)
        merges = []
        while heap:
            negative, a, b = heappop(heap)
            if a not in self.groups or b not in self.groups or -negative != self.mean(a, b):
                continue
            if self._barred(a, b):
                continue
            _, i, j = self.best[a, b]
            merges.append(Merge(i, j, -negative))
            for other in self._merge(a, b):
                low, high = min(a, other), max(a, other)
                mean = self.mean(low, high)
                if mean > 0:
                    heappush(heap, (-mean, low, high))
        return [self.groups[g] for g in sorted(self.groups)], merges

    def _barred(self, a: int, b: int) -> bool:
        if self.forbidden is None:
            return False
        return any(self.forbidden(i, j) for i in self.groups[a] for j in self.groups[b])

    def _merge(self, a: int, b: int) -> list[int]:
        """Put group b into a; returns the groups whose mean to a has changed, in order."""
        self.groups[a] = sorted(self.groups[a] + self.groups.pop(b))
        sums, known = self.sums.pop(b), self.known.pop(b)
        self.sums[a].pop(b, None)
        self.known[a].pop(b, None)
        for other in sorted(sums):
            if other == a:
                continue
            self.sums[a][other] = self.sums[a].get(other, 0.0) + sums[other]
            self.sums[other][a] = self.sums[a][other]
            self.known[a][other] = self.known[a].get(other, 0) + known[other]
            self.known[other][a] = self.known[a][other]
            del self.sums[other][b], self.known[other][b]
            self._keep_best(a, b, other)
        return sorted(self.sums[a])

    def _keep_best(self, a: int, b: int, other: int) -> None:
        theirs = self.best.pop((min(b, other), max(b, other)))
        at = (min(a, other), max(a, other))
        ours = self.best.get(at)
        if ours is None or (-theirs[0], theirs[1:]) < (-ours[0], ours[1:]):
            self.best[at] = theirs
