"""Factuality of events in a reading, on the scale from 3 (took place) to -3 (did not)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from reportedly.claims.factuality import factuality_at
from reportedly.records.claim import Claim
from reportedly.records.reading import Reading
from reportedly.text.analysis import Analysis

#: The highest value that each status of a claim leaves.
HIGHEST: Final = MappingProxyType(
    {
        "occurred": 3.0,
        "ongoing": 3.0,
        "planned": 2.5,
        "hypothetical": 2.0,
        "averted": 0.5,
        "negated": -1.5,
        "denied": -1.5,
    }
)


def factuality_value(reading: Reading, analysis: Analysis, offset: int) -> float | None:
    """Value of the event whose word stands at an offset of the document, None where there is none.

    What the parse says holds for any word; where the word is a claim's trigger, its status bounds
    the value from above.
    """
    value = factuality_at(analysis, offset)
    claim = _claim_at(reading, offset)
    if value is None or claim is None:
        return value
    return min(value, HIGHEST[claim.status])


def _claim_at(reading: Reading, offset: int) -> Claim | None:
    """The claim whose trigger covers the offset; the shortest trigger where there are several."""
    covering = [c for c in reading.claims if c.trigger.start <= offset < c.trigger.end]
    return min(covering, key=lambda c: c.trigger.end - c.trigger.start, default=None)
