"""What people have decided of events, in the form in which clustering obeys it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal


@dataclass(frozen=True, slots=True)
class Decision:
    """``together``: these claims tell of one event. ``apart``: no two of them do.

    ``pin``: exactly these claims are the event, none joins and none leaves. ``order`` ranks the
    decisions: where two contradict each other, the later one holds.
    """

    kind: Literal["together", "apart", "pin"]
    claims: tuple[str, ...]
    id: str
    order: int = 0


class Ruling:
    """The decisions that hold, latest first; ``overruled`` are the ids of those that gave way."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.overruled: list[str] = []
        self.links: dict[tuple[str, str], str] = {}
        self.pinned: dict[str, str] = {}
        self._root: dict[str, str] = {}
        self._group: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = {}
        for decision in sorted(decisions, key=lambda d: (-d.order, d.id)):
            if not self._accept(decision):
                self.overruled.append(decision.id)

    def group(self, claim: str) -> set[str]:
        """Return the claims that people put together with this one, itself included."""
        return self._group.get(self._root.get(claim, claim), {claim})

    def forbids(self, a: str, b: str) -> bool:
        """Whether people keep these two (or those put together with them) apart."""
        x, y = self._root.get(a, a), self._root.get(b, b)
        if x == y:
            return False
        if self.pinned and self.pinned.get(a) != self.pinned.get(b):
            return True
        return y in self._apart.get(x, ())

    def bound(self, claim: str) -> bool:
        """Whether any decision speaks of this claim."""
        return claim in self._root or claim in self._apart or claim in self.pinned

    def _accept(self, decision: Decision) -> bool:
        if decision.kind == "apart":
            return self._separate(decision)
        pairs = list(pairwise(decision.claims))
        if any(self.forbids(a, b) for a, b in combinations(decision.claims, 2)):
            return False
        if decision.kind == "pin" and any(
            other not in decision.claims for c in decision.claims for other in self.group(c)
        ):
            return False
        for a, b in pairs:
            self._join(a, b)
            self.links[min(a, b), max(a, b)] = decision.id
        if decision.kind == "pin":
            for claim in decision.claims:
                self.pinned.setdefault(claim, decision.id)
        return True

    def _separate(self, decision: Decision) -> bool:
        roots = [self._root.setdefault(c, c) for c in dict.fromkeys(decision.claims)]
        if len(set(roots)) < len(roots):
            return False
        for claim, root in zip(dict.fromkeys(decision.claims), roots, strict=True):
            self._group.setdefault(root, {claim})
            self._apart.setdefault(root, set()).update(r for r in roots if r != root)
        return True

    def _join(self, a: str, b: str) -> None:
        x, y = self._root.setdefault(a, a), self._root.setdefault(b, b)
        self._group.setdefault(x, {a})
        self._group.setdefault(y, {b})
        if x == y:
            return
        for claim in self._group[y]:
            self._root[claim] = x
        self._group[x] |= self._group.pop(y)
        for other in self._apart.pop(y, set()):
            self._apart[other].discard(y)
            self._apart[other].add(x)
            self._apart.setdefault(x, set()).add(other)
