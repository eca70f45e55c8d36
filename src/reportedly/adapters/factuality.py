"""Factuality of events in a reading, on the scale from 3 (took place) to -3 (did not)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from spacy.tokens import Token

from reportedly.claims.factuality import HAPPENED, factuality, token_at
from reportedly.records.claim import Claim
from reportedly.records.reading import Reading
from reportedly.text.analysis import Analysis

if TYPE_CHECKING:
    from reportedly.learned import Factuality, Heads

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


#: Part of the parse in the value; the rest is that of the learned parts. From `CERTAIN` on the two
#: together leave no doubt, and an event that the learned parts hold to have failed with probability
#: `FAILED` is at most `OPEN`. Round numbers, chosen on the development part of UW.
BY_PARSE: Final = 0.6
CERTAIN: Final = 2.8
FAILED: Final = 0.25
OPEN: Final = 0.5


def factuality_value(
    reading: Reading, analysis: Analysis, offset: int, heads: Heads | None = None
) -> float | None:
    """Value of the event whose word stands at an offset of the document, None where there is none.

    What the parse says holds for any word; where the word is a claim's trigger, its status bounds
    the value from above. With ``heads``, the learned parts are heard too.
    """
    token = token_at(analysis, offset)
    if token is None:
        return None
    value = factuality(token)
    claim = _claim_at(reading, offset)
    if claim is not None:
        value = min(value, HIGHEST[claim.status])
    opinion = _opinion(token, heads) if heads is not None else None
    return value if opinion is None else joined(value, opinion)


def joined(value: float, opinion: Factuality) -> float:
    """The value of the parse, ``value``, and what the learned parts say, as one."""
    whole = BY_PARSE * value + (1 - BY_PARSE) * opinion.value
    if value <= OPEN or opinion.probabilities["not_happened"] >= FAILED:
        return min(whole, OPEN)
    return HAPPENED if whole >= CERTAIN else whole


def _opinion(token: Token, heads: Heads) -> Factuality | None:
    sentence = token.sent
    start = token.idx - sentence.start_char
    return heads.factuality(sentence.text, [(start, start + len(token))])[0]


def _claim_at(reading: Reading, offset: int) -> Claim | None:
    """The claim whose trigger covers the offset; the shortest trigger where there are several."""
    covering = [c for c in reading.claims if c.trigger.start <= offset < c.trigger.end]
    return min(covering, key=lambda c: c.trigger.end - c.trigger.start, default=None)
