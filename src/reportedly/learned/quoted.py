"""Contents made whole: with the quotations that they touch, and without holes of a word or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportedly.learned.tags import SentenceTags, TaggedSpan

#: A quotation of fewer words may be a term or a title.
WORDS: Final = 4
#: Part of a shorter quotation that must be tagged for the whole of it to count.
PART: Final = 0.3
#: Characters that may lie between two pieces of one content.
HOLE: Final = 25
_ENDS: Final = re.compile(r"[.!?;:]")


def whole_contents(
    tags: SentenceTags, text: str, quotations: Sequence[tuple[int, int]] = ()
) -> SentenceTags:
    """Return the tags of ``text`` with contents widened to quotations and holes closed.

    ``quotations`` are half-open intervals of ``text``, marks included.
    """
    contents = with_quotations(tags.content, text, quotations)
    starts = sorted(s.start for s in (*tags.source, *tags.cue))
    joined: list[TaggedSpan] = []
    for span in contents:
        last = joined[-1] if joined else None
        if last is not None and _one(last.end, span.start, text, starts):
            probability = max(last.probability, span.probability)
            joined[-1] = TaggedSpan(last.start, span.end, probability)
        else:
            joined.append(span)
    return replace(tags, content=tuple(joined))


def _one(end: int, start: int, text: str, starts: Sequence[int]) -> bool:
    """Whether what lies between two contents is a mere hole: short, no voice, no end of clause."""
    if start - end > HOLE or _ENDS.search(text[end:start]):
        return False
    return not any(end <= s < start for s in starts)


def with_quotations(
    contents: Sequence[TaggedSpan], text: str, quotations: Sequence[tuple[int, int]]
) -> tuple[TaggedSpan, ...]:
    """Widen contents to the quotations that they touch, and add quotations without one.

    ``quotations`` are half-open intervals of ``text``, marks included. A quotation that no content
    touches is one itself from `WORDS` words on, with probability 0.5.
    """
    spans = [(c.start, c.end, c.probability) for c in contents]
    for start, end in quotations:
        shared = [(min(e, end) - max(s, start), p) for s, e, p in spans if s < end and start < e]
        tagged = sum(n for n, _ in shared)
        if tagged > PART * (end - start):
            spans.append((start, end, max(p for _, p in shared)))
        elif len(text[start:end].split()) >= WORDS:
            spans.append((start, end, 0.5))
    return _merged(spans)


def _merged(spans: list[tuple[int, int, float]]) -> tuple[TaggedSpan, ...]:
    """Merge spans that overlap; those side by side stay apart."""
    merged: list[tuple[int, int, float]] = []
    for start, end, p in sorted(spans):
        if merged and start < merged[-1][1]:
            first, last, q = merged[-1]
            merged[-1] = (first, max(last, end), max(p, q))
        else:
            merged.append((start, end, p))
    return tuple(TaggedSpan(*span) for span in merged)
