"""A sentence with its labels, as the heads learn them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from reportedly.learned.layout import APPEALS, BEGIN, INSIDE, OUTSIDE, ROLES
from reportedly.learned.wordpieces import Pieces

#: Label of a word about which the data say nothing.
UNKNOWN = -100
#: Status "anything but happened": the data tell no more.
UNREAL = 99

Spans = Sequence[Sequence[int]]


@dataclass(slots=True)
class Example:
    """Labels by head, one for each word of the sentence; heads left out are unknown throughout."""

    text: str
    pieces: Pieces
    origin: str
    weight: float = 1.0
    labels: dict[str, np.ndarray] = field(default_factory=dict)

    def unknown(self, head: str) -> np.ndarray:
        """Return the labels of a head, all unknown if none were given yet."""
        if head not in self.labels:
            kind = np.float32 if head == "value" else np.int64
            fill = np.nan if head == "value" else UNKNOWN
            self.labels[head] = np.full(len(self.pieces.words), fill, dtype=kind)
        return self.labels[head]

    def at(self, start: int, end: int) -> list[int]:
        """Words that share a character with an interval."""
        return [i for i, (a, b) in enumerate(self.pieces.words) if a < end and start < b]


def mark(example: Example, head: str, spans: Spans, *, whole: bool = True) -> None:
    """Give the words of ``spans`` the inner tags of ``head``.

    Nested spans are merged into the outer one; spans side by side stay apart. With ``whole`` every
    other word is outside, else unknown.
    """
    labels = example.unknown(head)
    if whole:
        labels[:] = OUTSIDE
    for start, end in outermost(spans):
        for place, i in enumerate(example.at(start, end)):
            labels[i] = INSIDE if place else BEGIN


def flag(example: Example, head: str, spans: Spans, *, whole: bool = True) -> None:
    """Set a yes-or-no head to yes on the words of ``spans``."""
    labels = example.unknown(head)
    if whole:
        labels[:] = 0
    for start, end in spans:
        labels[example.at(start, end)] = 1


def outermost(spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Merge spans that overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((s, e) for s, e in spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


TAGGED = (*ROLES, *APPEALS)
