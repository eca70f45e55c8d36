"""Claims of a person's, on the words of the sample document."""

from __future__ import annotations

from typing import Any

from reportedly.records.claim import Claim
from reportedly.review.adjudication import record_of

_MACHINES = ("claim_id", "produced_by", "score", "review", "relations")


def record(claim: Claim, **changed: Any) -> dict[str, Any]:
    """What a person writes who codes the same as a claim, but for what is changed."""
    plain = {k: v for k, v in record_of(claim).items() if k not in _MACHINES}
    return plain | changed


def span(text: str, words: str) -> dict[str, int]:
    """Where words stand."""
    start = text.index(words)
    return {"start": start, "end": start + len(words)}
