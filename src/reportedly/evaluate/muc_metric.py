"""Agreement of event templates with a key, by the measure of Du, Rush and Cardie (NAACL 2021).

A template is an incident type and, for each slot, entities; an entity is a set of alternative
strings. Within a document, templates of the same type are aligned one to one so that most fillers
agree. A filler counts as right where each of its strings is among the strings of one entity of the
aligned key template, after lower-casing and without punctuation and articles. Precision and recall
are over types and fillers together, micro-averaged over the documents.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

#: The slots that are compared, besides the type.
SLOTS: Final = ("perp_individual", "perp_organisation", "target", "victim", "weapon")
TYPE: Final = "type"

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)

Entity = frozenset[str]


@dataclass(frozen=True, slots=True)
class Template:
    """An incident: type in lower case ("attack / bombing" in a key allows either), and fillers."""

    type: str
    slots: Mapping[str, Sequence[Entity]]

    def fillers(self, slot: str) -> Sequence[Entity]:
        """The entities of a slot."""
        return self.slots.get(slot, ())


@dataclass(slots=True)
class Tally:
    """Numbers behind precision (right of found) and recall (met of gold)."""

    right: int = 0
    found: int = 0
    met: int = 0
    gold: int = 0

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        self.right += other.right
        self.found += other.found
        self.met += other.met
        self.gold += other.gold

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, and the numbers found and in the key."""
        p = self.right / self.found if self.found else 0.0
        r = self.met / self.gold if self.gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": p, "r": r, "f1": f1, "found": self.found, "gold": self.gold}


@dataclass(slots=True)
class Tallies:
    """A tally for the type and for each slot."""

    by_slot: dict[str, Tally] = field(
        default_factory=lambda: {slot: Tally() for slot in (TYPE, *SLOTS)}
    )

    def add(self, other: Tallies) -> None:
        """Add another document's tallies."""
        for slot, tally in other.by_slot.items():
            self.by_slot[slot].add(tally)

    def figures(self) -> dict[str, dict[str, float]]:
        """Figures by slot, and over all as ``micro``."""
        total = Tally()
        for tally in self.by_slot.values():
            total.add(tally)
        return {s: t.figures() for s, t in self.by_slot.items()} | {"micro": total.figures()}


def entity(strings: Iterable[str]) -> Entity:
    """Return the strings as they are compared."""
    return frozenset(_plain(s) for s in strings)


def _plain(words: str) -> str:
    return " ".join(_ARTICLES.sub(" ", words.lower().translate(_PUNCTUATION)).split())


def score_templates(found: Sequence[Template], gold: Sequence[Template]) -> Tallies:
    """Compare one document's templates with its key."""
    tallies = Tallies()
    for template in found:
        tallies.by_slot[TYPE].found += 1
        for slot in SLOTS:
            tallies.by_slot[slot].found += len(template.fillers(slot))
    for template in gold:
        tallies.by_slot[TYPE].gold += 1
        for slot in SLOTS:
            tallies.by_slot[slot].gold += len(template.fillers(slot))
    for f, g in align(found, gold):
        tallies.by_slot[TYPE].right += 1
        tallies.by_slot[TYPE].met += 1
        for slot in SLOTS:
            right, met = _shared(found[f].fillers(slot), gold[g].fillers(slot))
            tallies.by_slot[slot].right += right
            tallies.by_slot[slot].met += met
    return tallies


def align(found: Sequence[Template], gold: Sequence[Template]) -> list[tuple[int, int]]:
    """Pair indexes of found and gold templates of the same type so that most fillers agree."""
    if not found or not gold:
        return []
    worth = np.zeros((len(found), len(gold)))
    for i, f in enumerate(found):
        for j, g in enumerate(gold):
            if f.type in g.type:
                worth[i, j] = 2 + sum(
                    sum(_shared(f.fillers(slot), g.fillers(slot))) for slot in SLOTS
                )
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if worth[i, j] > 0]


def _shared(found: Sequence[Entity], gold: Sequence[Entity]) -> tuple[int, int]:
    """How many found entities are in the key, and how many of the key's are found."""
    right = sum(any(f <= g for g in gold) for f in found)
    met = sum(any(f <= g for f in found) for g in gold)
    return right, met
