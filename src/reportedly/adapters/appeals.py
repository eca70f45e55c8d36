"""Appeals to fact, as the learned parts tag them: who is called upon, and for what.

The convention is that of FactAppeal: a statement taken over from a source that backs it as a fact.
Opinions, demands and plans are none, so these are fewer than the voices of a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reportedly.adapters.attributions import QUOTATION, AttributionSpans
from reportedly.records.document import Document
from reportedly.records.span import Span

if TYPE_CHECKING:
    from reportedly.learned import Heads, SentenceTags, TaggedSpan

_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")


def appeal_spans(document: Document, heads: Heads) -> Iterator[AttributionSpans]:
    """Yield the sources and contents of each line of a document that holds any, untied."""
    text = document.text
    for line in _LINE.finditer(text):
        tags = _appeals(line.group(), heads)
        source, content = (
            tuple(_span(s, line.start(), text) for s in spans)
            for spans in (tags.source, tags.content)
        )
        if source or content:
            yield AttributionSpans(source, (), content)


def _appeals(line: str, heads: Heads) -> SentenceTags:
    """Appeals of a line, contents widened to the quotations that they touch."""
    from reportedly.learned.quoted import whole_contents  # noqa: PLC0415 - loads onnxruntime
    from reportedly.learned.tags import SentenceTags  # noqa: PLC0415 - loads onnxruntime

    found = heads.tags([line])[0].appeals
    source, content = found["appeal_source"], found["appeal_content"]
    quotations = [
        match.span()
        for match in QUOTATION.finditer(line)
        if any(c.start < match.end() and match.start() < c.end for c in content)
    ]
    return whole_contents(SentenceTags(source=source, content=content), line, quotations)


def _span(tagged: TaggedSpan, origin: int, text: str) -> Span:
    return Span.of(text, origin + tagged.start, origin + tagged.end)
