"""The linguistic analysis of a document: sentences, tokens, parse, entities, quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from reportedly.records.document import Document
from reportedly.records.span import Span
from reportedly.text.model import load_model
from reportedly.text.normalise import Normalised, normalise, paragraphs, pieces
from reportedly.text.quotes import Quotation, find_quotations
from reportedly.text.truecase import is_capitals, truecase

_BATCH = 64


@dataclass(frozen=True)
class Analysis:
    """A parsed document.

    ``doc`` is over the analysed text (``doc.text``), not over ``document.text``: offsets of tokens
    are turned into the document's own by `span` and its kin, the only way back.
    """

    document: Document
    doc: Doc
    normalised: Normalised
    paragraphs: tuple[tuple[int, int], ...]
    quotations: tuple[Quotation, ...]
    truecased: bool = False

    @property
    def text(self) -> str:
        """The analysed text: what token offsets count in."""
        return self.normalised.text

    def span(self, start: int, end: int) -> Span:
        """Span of the document for an interval of the analysed text; must hold a character."""
        return Span.of(self.document.text, *self.normalised.back(start, end))

    def token_span(self, first: Token, last: Token | None = None) -> Span:
        """Span of the document from the first to the last token, both included."""
        last = first if last is None else last
        return self.span(first.idx, last.idx + len(last))

    def slice_span(self, tokens: Slice) -> Span:
        """Span of the document for a spaCy slice."""
        return self.span(tokens.start_char, tokens.end_char)

    @cached_property
    def sentences(self) -> tuple[Slice, ...]:
        """The sentences that hold more than white space, in order."""
        return tuple(s for s in self.doc.sents if s.text.strip())

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    def paragraph_of(self, offset: int) -> int:
        """Index of the paragraph that holds this offset of the analysed text."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.start for q in self.quotations]

    def quotations_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Quotations that share a character with an interval of the analysed text, in order."""
        first = max(0, bisect_right(self._quotation_starts, start) - 1)
        last = bisect_left(self._quotation_starts, end)
        return tuple(q for q in self.quotations[first:last] if q.end > start)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that holds this offset of the analysed text, if any."""
        i = bisect_right(self._quotation_starts, offset) - 1
        if i >= 0 and self.quotations[i].start <= offset < self.quotations[i].end:
            return self.quotations[i]
        return None


def analyse(
    document: Document,
    nlp: Language | None = None,
    *,
    is_name: Callable[[str], str | None] | None = None,
) -> Analysis:
    """Parse a document, paragraph by paragraph, in time linear in its length.

    ``is_name`` tells how a lower-case word is written when it is a name; it serves to truecase text
    that is printed in capitals.
    """
    nlp = nlp or load_model()
    normalised = normalise(document.text)
    capitals = is_capitals(normalised.text)
    seen = truecase(normalised.text, is_name or _no_name) if capitals else normalised.text
    bounds = paragraphs(seen)
    doc = _parse(nlp, [seen[start:end] for start, end in pieces(seen, bounds)])
    return Analysis(
        document,
        doc,
        Normalised(seen, normalised.origin),
        tuple(bounds),
        tuple(find_quotations(seen, bounds)),
        capitals,
    )


def _no_name(_: str) -> None:
    return None


def _parse(nlp: Language, blocks: list[str]) -> Doc:
    docs = list(nlp.pipe(blocks, batch_size=_BATCH))
    if not docs:
        return nlp("")
    if len(docs) == 1:
        return docs[0]
    return Doc.from_docs(docs, ensure_whitespace=False)
