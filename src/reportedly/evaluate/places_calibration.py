"""Whether the scores of resolved places mean what they say: a reliability table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

#: Lower edges of the bins.
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95)


@dataclass
class Reliability:
    """Scores of answers, and whether each was right."""

    answers: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, score: float, *, right: bool) -> None:
        """Count one answer."""
        self.answers.append((score, right))

    def bins(self) -> list[dict[str, float]]:
        """Answers by score: from which score on, how many, mean score, share right."""
        rows = []
        for k, low in enumerate(EDGES):
            high = EDGES[k + 1] if k + 1 < len(EDGES) else 1.01
            inside = [a for a in self.answers if low <= a[0] < high]
            if inside:
                mean, right = _mean([s for s, _ in inside]), _mean([r for _, r in inside])
                rows.append({"from": low, "answers": len(inside), "score": mean, "right": right})
        return rows

    def error(self) -> float:
        """Expected calibration error: distance of score and share right, weighted by answers."""
        total = len(self.answers) or 1
        gaps = (abs(b["score"] - b["right"]) * b["answers"] for b in self.bins())
        return round(sum(gaps) / total, 4)

    def kept(self, threshold: float) -> dict[str, float]:
        """Share of the answers at or above a score, and the share of these that is right."""
        above = [right for score, right in self.answers if score >= threshold]
        return {
            "kept": round(len(above) / (len(self.answers) or 1), 4),
            "right": _mean(above),
        }


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / (len(values) or 1), 4)
