"""Finds in a new text the words that a decision was about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.records.span import Span
from reportedly.store.decisions import Quote

#: Characters kept before and after the quoted words.
CONTEXT: Final = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim of a run: its row's key, its id, its category, and where its trigger stands."""

    key: int
    id: str
    category: str
    trigger: int
    trigger_words: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand now: the key of the claim there, or None with the reason."""

    start: int | None
    claim: int | None
    reason: str | None = None


def quote_claim(claim: Claim) -> Quote:
    """Quote a claim's evidence."""
    own = quote_span(claim.document, claim.evidence)
    return Quote(
        own.document,
        own.start,
        own.end,
        own.words,
        own.prefix,
        own.suffix,
        claim.claim_id,
        claim.event.plover,
        claim.trigger.start - claim.evidence.start,
        claim.trigger.text,
    )


def quote_span(document: Document, span: Span) -> Quote:
    """Quote words of a document."""
    text = document.text
    return Quote(
        document.id,
        span.start,
        span.end,
        span.text,
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


def find(quote: Quote, text: str) -> int | None:
    """Return where the quoted words start in the text, None where that is not certain.

    First the words with all that stood around them, where that is found once or at the old place;
    then the words alone, where they are found once.
    """
    whole = quote.prefix + quote.words + quote.suffix
    lead = len(quote.prefix)
    places = list(_occurrences(whole, text))
    if quote.start - lead in places:
        return quote.start
    if len(places) == 1:
        return places[0] + lead
    alone = list(_occurrences(quote.words, text))
    return alone[0] if len(alone) == 1 else None


def find_claim(quote: Quote, text: str, candidates: list[Candidate]) -> Found:
    """Find the claim of a new run that says the same of the same words."""
    start = find(quote, text)
    if start is None:
        seen = "stand more than once" if quote.words in text else "are no longer there"
        return Found(None, None, f"the words {quote.words[:60]!r} {seen}")
    if quote.trigger is None:
        return Found(start, None)
    here = [c for c in candidates if c.trigger == start + quote.trigger]
    same = [c for c in here if c.category == quote.category]
    kept = [c for c in same if c.id == quote.claim]
    if len(same) == 1 or kept:
        return Found(start, (kept or same)[0].key)
    if same:
        return Found(start, None, f"{len(same)} claims are now made of {quote.trigger_words!r}")
    if here:
        codes = ", ".join(sorted({c.category for c in here}))
        return Found(start, None, f"{quote.trigger_words!r} is now coded as {codes}")
    return Found(start, None, f"no claim is now made of {quote.trigger_words!r}")


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
