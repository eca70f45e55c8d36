"""Appeals to fact, as the learned parts tag them: who is called upon, and for what.

The convention is that of FactAppeal: a statement taken over from a source that backs it as a fact.
Opinions, demands and plans are none, so these are fewer than the voices of a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reportedly.adapters.attributions import AttributionSpans
from reportedly.records.document import Document
from reportedly.records.span import Span

if TYPE_CHECKING:
    from reportedly.learned import Heads, TaggedSpan

_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")


def appeal_spans(document: Document, heads: Heads) -> Iterator[AttributionSpans]:
    """Yield the sources and contents of each line of a document that holds any, untied."""
    text = document.text
    for line in _LINE.finditer(text):
        tags = heads.tags([line.group()])[0].appeals
        source, content = (
            tuple(_span(s, line.start(), text) for s in tags[name])
            for name in ("appeal_source", "appeal_content")
        )
        if source or content:
            yield AttributionSpans(source, (), content)


def _span(tagged: TaggedSpan, origin: int, text: str) -> Span:
    return Span.of(text, origin + tagged.start, origin + tagged.end)
