"""Scores candidates from their features with plain coefficients from a data file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import exp, log
from operator import mul
from pathlib import Path
from typing import Any

from reportedly.errors import DataError
from reportedly.places.candidates import TRAITS, Candidate
from reportedly.places.features import NAMES, Features

#: What the calibration looks at: see `calibration_inputs`.
CALIBRATION = ("log_odds", "constant", "alone", "population")
_POPULATION = NAMES.index("population")
_SUREST = 6.0  # log odds


@dataclass(frozen=True, slots=True)
class Ranker:
    """A linear scorer: one weight for each feature, and the calibration of its probabilities."""

    weights: tuple[float, ...]
    calibration: tuple[float, ...] | None = None

    @classmethod
    def load(cls, path: Path, name: str = "shipped") -> Ranker:
        """Read one set of coefficients; raises `DataError` where one is amiss."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))["sets"][name]
            weights, calibration = found["weights"], found["calibration"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(str(path), f"expected ranker coefficients: {error}") from error
        return cls(
            _numbers(path, weights, NAMES),
            _numbers(path, calibration, CALIBRATION) if calibration is not None else None,
        )

    def by_itself(self, candidate: Candidate) -> float:
        """Return what a candidate scores whatever the document says."""
        return float(sum(map(mul, self.weights, candidate.traits)))

    def in_document(self, rows: list[Features]) -> list[float]:
        """Return what each candidate scores by `features.in_document`."""
        weights = self.weights[len(TRAITS) :]
        return [sum(map(mul, weights, row)) for row in rows]

    def calibrated(self, best: Candidate, chance: float, options: int) -> float:
        """Probability that the best of a toponym's candidates is right within 161 km.

        ``chance`` is its share among the candidates, which knows nothing of places that no
        gazetteer has.
        """
        if self.calibration is None:
            return chance
        inputs = calibration_inputs(best, chance, options)
        return 1.0 / (1.0 + exp(-sum(map(mul, self.calibration, inputs))))


def calibration_inputs(best: Candidate, chance: float, options: int) -> tuple[float, ...]:
    """Return what the calibration looks at, in the order of `CALIBRATION`."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    odds = max(-_SUREST, min(_SUREST, log(chance / (1 - chance))))
    return odds, 1.0, float(options == 1), best.traits[_POPULATION]


def _numbers(path: Path, found: Any, names: tuple[str, ...]) -> tuple[float, ...]:
    if not isinstance(found, dict) or set(found) != set(names):
        odd = sorted(set(found) ^ set(names)) if isinstance(found, dict) else found
        raise DataError(str(path), f"expected a number for each of {names}, see {odd}")
    try:
        return tuple(float(found[name]) for name in names)
    except (TypeError, ValueError) as error:
        raise DataError(str(path), f"expected numbers: {error}") from error
