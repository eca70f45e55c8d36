"""Sentences that belong together because one quotation runs through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span as Slice

from reportedly.claims.context import Context
from reportedly.records.span import Span

#: Sentences of one run at most; a longer quotation is read in parts.
_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Run:
    """One or more sentences in a row; offsets are those of the analysed text.

    ``quotations`` are half-open intervals of ``text``, marks included.
    """

    sentences: tuple[Slice, ...]
    quotations: tuple[tuple[int, int], ...]

    @property
    def tokens(self) -> Slice:
        """All words of the run."""
        first = self.sentences[0]
        return first.doc[first.start : self.sentences[-1].end]

    @property
    def text(self) -> str:
        """The words as analysed."""
        return str(self.tokens.text)

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return int(self.tokens.start_char)

    def sentence_at(self, span: Span, context: Context) -> Span:
        """The sentence that holds the first character of a span of the document."""
        for sentence in self.sentences:
            place = context.analysis.slice_span(sentence)
            if place.start <= span.start < place.end:
                return place
        return context.analysis.slice_span(self.tokens)


def runs(context: Context) -> Iterator[Run]:
    """Yield all sentences of a document, those that share a quotation together.

    A sentence that opens with a quotation mark directly behind one that holds a quotation goes on
    with it: '"It fell," he said. "We will rebuild it."'
    """
    group: list[Slice] = []
    for sentence in context.analysis.sentences:
        if group and (len(group) >= _MOST or not _goes_on(group[-1], sentence, context)):
            yield _run(group, context)
            group = []
        group.append(sentence)
    if group:
        yield _run(group, context)


def _goes_on(before: Slice, sentence: Slice, context: Context) -> bool:
    analysis = context.analysis
    start = sentence.start_char
    if analysis.paragraph_of(before.start_char) != analysis.paragraph_of(start):
        return False
    quotation = analysis.quotation_at(start)
    if quotation is None:
        return False
    return quotation.start < start or '"' in before.text


def _run(group: list[Slice], context: Context) -> Run:
    first, last = group[0].start_char, group[-1].end_char
    inside = tuple(
        (max(q.start, first) - first, min(q.end, last) - first)
        for q in context.analysis.quotations_in(first, last)
    )
    return Run(tuple(group), inside)
