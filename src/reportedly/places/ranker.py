"""Scores candidates from their features with plain coefficients from a data file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from operator import mul
from pathlib import Path

from reportedly.errors import DataError
from reportedly.places.features import NAMES, Features


@dataclass(frozen=True, slots=True)
class Ranker:
    """A linear scorer: one weight for each feature."""

    weights: tuple[float, ...]

    @classmethod
    def load(cls, path: Path, name: str = "shipped") -> Ranker:
        """Read one set of coefficients; raises `DataError` where a feature is amiss."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))["weights"][name]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(str(path), f"expected ranker coefficients: {error}") from error
        if set(found) != set(NAMES):
            odd = sorted(set(found) ^ set(NAMES))
            raise DataError(str(path), f"expected a weight for each feature, see {odd}")
        return cls(tuple(float(found[name]) for name in NAMES))

    def scores(self, rows: list[Features]) -> list[float]:
        """One score for each candidate, comparable within a toponym only."""
        return [sum(map(mul, self.weights, row)) for row in rows]
