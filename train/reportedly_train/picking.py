"""Thresholds of the appeals, picked on the validation part of their corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reportedly.learned import Heads
from reportedly.learned.decode import tagged
from reportedly.learned.layout import APPEALS, CHANNELS
from reportedly_train.corpora import appeal_spans, rows
from reportedly_train.measures import CharacterCounts

GRID: Final = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def appeal_thresholds(heads: Heads, file: Path) -> dict[str, float]:
    """The threshold with the best character F1 of each role; of equals, the nearest one half."""
    counts = {(role, t): CharacterCounts() for role in APPEALS for t in GRID}
    for row in rows(file):
        words, numbers = heads.numbers(row["text"])
        for role, gold in zip(APPEALS, appeal_spans(row), strict=True):
            for t in GRID:
                found = tagged(numbers[:, CHANNELS[role]], words, t)
                counts[role, t].add([(s.start, s.end) for s in found], gold)
    return {
        role: max(GRID, key=lambda t: (counts[role, t].scores()["f1"], -abs(t - 0.5)))
        for role in APPEALS
    }
