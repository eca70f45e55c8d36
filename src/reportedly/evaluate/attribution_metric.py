"""Agreement of attributions: the characters of each role, and whole attributions.

An attribution is a set of characters for each of source, cue and content. Character F1 of a role is
over the union of that role's characters in a document. An attribution found counts as right where
source and content each share at least half (intersection over union) with those of a key
attribution and the cues share a character; where a side has no source, or no cue, both must have
none. Each is paired once, the best agreement first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportedly.evaluate.muc_metric import Tally

ROLES: Final = ("source", "cue", "content")
_HALF: Final = 0.5

Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as sets of character offsets."""

    source: Characters = frozenset()
    cue: Characters = frozenset()
    content: Characters = frozenset()

    def role(self, name: str) -> Characters:
        """The characters of a role."""
        found: Characters = getattr(self, name)
        return found


@dataclass(slots=True)
class AttributionTallies:
    """Characters by role, and whole attributions."""

    by_role: dict[str, Tally] = field(default_factory=lambda: {r: Tally() for r in ROLES})
    whole: Tally = field(default_factory=Tally)

    def add(self, found: Sequence[Marked], gold: Sequence[Marked]) -> None:
        """Add a document."""
        for role, tally in self.by_role.items():
            ours = _union(m.role(role) for m in found)
            theirs = _union(m.role(role) for m in gold)
            shared = len(ours & theirs)
            tally.add(Tally(shared, len(ours), shared, len(theirs)))
        right = len(pairs(found, gold))
        self.whole.add(Tally(right, len(found), right, len(gold)))

    def figures(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 of each role's characters and of whole ``attributions``."""
        return {r: t.figures() for r, t in self.by_role.items()} | {
            "attributions": self.whole.figures()
        }


def characters(intervals: Iterable[Sequence[int]]) -> Characters:
    """Offsets inside half-open intervals."""
    return frozenset(i for start, end in intervals for i in range(start, end))


def _union(sets: Iterable[Characters]) -> Characters:
    return frozenset().union(*sets)


def pairs(found: Sequence[Marked], gold: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pair indexes of attributions that agree, the best agreement first."""
    rated = []
    for j, theirs in enumerate(gold):
        for i, ours in enumerate(found):
            worth = _agreement(ours, theirs)
            if worth is not None:
                rated.append((-worth, j, i))
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    out = []
    for _, j, i in sorted(rated):
        if i not in taken_found and j not in taken_gold:
            taken_found.add(i)
            taken_gold.add(j)
            out.append((i, j))
    return out


def _agreement(ours: Marked, theirs: Marked) -> float | None:
    if not _touch(ours.cue, theirs.cue):
        return None
    source, content = _shared(ours.source, theirs.source), _shared(ours.content, theirs.content)
    return source + content if min(source, content) >= _HALF else None


def _touch(ours: Characters, theirs: Characters) -> bool:
    return bool(ours & theirs) or not (ours or theirs)


def _shared(ours: Characters, theirs: Characters) -> float:
    """Intersection over union; 1 where both are empty."""
    both = len(ours | theirs)
    return len(ours & theirs) / both if both else 1.0
