"""Whether the use of a place name is told: literal, metonymic, associative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportedly.errors import DataError
from reportedly.places.entries import load_yaml
from reportedly.places.gazetteer import EmbeddedGazetteer
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.text.analysis import analyse

USES = {"l": "literal", "m": "metonymic", "a": "associative"}
_MARKED = re.compile(r"\[([^|\]]+)\|(\w)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the intervals of its place names and the use of each."""

    text: str
    names: tuple[tuple[int, int, str], ...]

    @property
    def half(self) -> int:
        """1 or 2, by SHA-256 of the text: rules are made looking at the errors of 1 alone."""
        return 1 + sha256(self.text.encode()).digest()[0] % 2


@dataclass
class UseTally:
    """Counts for each use, and the errors in words."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1 of each use, a name that was not found counting as missed."""
        return {
            use: {
                "gold": self.gold[use],
                "precision": round(self.right[use] / (self.found[use] or 1), 4),
                "recall": round(self.right[use] / (self.gold[use] or 1), 4),
                "f1": round(2 * self.right[use] / ((self.gold[use] + self.found[use]) or 1), 4),
            }
            for use in USES.values()
        }


def read_marked(path: Path) -> list[Marked]:
    """Read marked sentences; raises `DataError` with the sentence that is not as expected."""
    found = []
    for number, line in enumerate(load_yaml(path).get("sentences") or (), 1):
        text, names, end = "", [], 0
        for match in _MARKED.finditer(line):
            if match[2] not in USES:
                raise DataError(str(path), f"expected one of {sorted(USES)}: {line}", row=number)
            text += line[end : match.start()]
            names.append((len(text), len(text) + len(match[1]), USES[match[2]]))
            text += match[1]
            end = match.end()
        found.append(Marked(text + line[end:], tuple(names)))
    return found


def use_of(mention: PlaceMention) -> str:
    """Return the use that a mention was given."""
    return (mention.rule or "").partition(":")[0]


def score_use(sentence: Marked, mentions: Sequence[PlaceMention], tally: UseTally) -> None:
    """Compare the mentions of one sentence with what is marked; names that are not are ignored."""
    for start, end, use in sentence.names:
        tally.gold[use] += 1
        hit = next((m for m in mentions if m.span.start < end and start < m.span.end), None)
        said = use_of(hit) if hit else "not found"
        tally.right[use] += said == use
        if hit:
            tally.found[said] += 1
        if said != use:
            tally.errors.append(f"{use} -> {said}: {sentence.text[start:end]} | {sentence.text}")


def evaluate_use(path: Path, gazetteer: EmbeddedGazetteer) -> dict[str, Any]:
    """Figures for each half of the sentences."""
    return {f"half_{half}": t.figures() for half, t in tally_use(path, gazetteer).items()}


def tally_use(path: Path, gazetteer: EmbeddedGazetteer) -> dict[int, UseTally]:
    """Read each sentence as a document of its own and count, by half."""
    tallies = {1: UseTally(), 2: UseTally()}
    for sentence in read_marked(path):
        mentions = gazetteer.find(analyse(Document(sentence.text)))
        score_use(sentence, mentions, tallies[sentence.half])
    return tallies
