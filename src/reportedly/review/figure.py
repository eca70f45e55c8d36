"""A figure with its confidence interval, and division that minds what is not defined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic; None where it is not defined, ``interval`` too where one cannot be told."""

    value: float | None
    interval: tuple[float, float] | None = None


def ratio(above: Array, below: Array, zero: float = float("nan")) -> Array:
    """Divide; ``zero`` where the divisor is zero."""
    filled: Array = np.full(np.broadcast(above, below).shape, zero)
    np.divide(above, below, out=filled, where=np.asarray(below) != 0)
    return filled
