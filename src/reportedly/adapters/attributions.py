"""Readings as attributions: source, cue and content as spans, and as CoNLL-like columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.adapters.attribution_edges import whole_content, whole_cue, whole_source
from reportedly.records.mentions import Voice
from reportedly.records.reading import Reading
from reportedly.records.span import Span

_TOKEN: Final = re.compile(r"\w+(?:['\u2019-]\w+)*|[^\w\s]")
#: A quotation with its marks, as far as the line holds it.
QUOTATION: Final = re.compile('["\u201c][^"\u201c\u201d\n]+["\u201d]?')
_EDGE: Final = " \t\n,\u2014-"


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """Who says it, the words that tell so, and what is said; pieces in the order of the text."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def attribution_spans(
    reading: Reading, *, appositions: bool = True, nested: bool = True
) -> tuple[AttributionSpans, ...]:
    """Return the attributions of a reading, in the order of their cues.

    ``appositions`` counts what stands in apposition to a source as part of it; without ``nested``,
    what stands inside the content of another voice, or inside a quotation, is left out.
    """
    text = reading.document.text
    found = [_spans(voice, text, appositions=appositions) for voice in reading.voices]
    return tuple(found if nested else outermost(found, text))


def outermost(found: Sequence[AttributionSpans], text: str) -> Iterator[AttributionSpans]:
    """Yield the attributions whose cue stands in no quotation and in no other's content."""
    quotations = [match.span() for match in QUOTATION.finditer(text)]
    contents = [(i, s.start, s.end) for i, told in enumerate(found) for s in told.content]
    for i, told in enumerate(found):
        if not told.cue:
            yield told
            continue
        first, last = told.cue[0].start, told.cue[-1].end
        quoted = any(start <= first and last <= end for start, end in quotations)
        if not quoted and not any(
            start <= first and last <= end and j != i and not _holds(told, found[j])
            for j, start, end in contents
        ):
            yield told


def _holds(outer: AttributionSpans, inner: AttributionSpans) -> bool:
    """Whether a content holds the cue of another attribution."""
    return bool(inner.cue) and any(inner.cue[0].within(s) for s in outer.content)


def _spans(voice: Voice, text: str, *, appositions: bool) -> AttributionSpans:
    link = voice.attribution
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    if link.cue is not None:
        cue = (whole_cue(link.cue, text),)
    if voice.source is not None and (appositions or link.speaker is None):
        source = (voice.source,)
    elif link.speaker is not None:
        speaker = link.speaker.span
        first = cue[0] if cue else None
        source = (whole_source(speaker, first, text, appositions=appositions),)
    if voice.pieces:
        return AttributionSpans(source, cue, whole_content(voice.pieces, voice.sentence, text))
    content = [link.content] if link.content is not None else []
    content = content or list(_remainder(voice.sentence, (*source, *cue), text))
    return AttributionSpans(source, cue, whole_content(content, voice.sentence, text))


def _remainder(sentence: Span, told: tuple[Span, ...], text: str) -> Iterator[Span]:
    """Yield what a sentence says beside '…, he said, …' or 'according to X'."""
    if not told:
        return
    first, last = min(s.start for s in told), max(s.end for s in told)
    for begin, stop in ((sentence.start, first), (last, sentence.end)):
        piece = text[begin:stop]
        start = begin + len(piece) - len(piece.lstrip(_EDGE))
        end = begin + len(piece.rstrip(_EDGE))
        if end - start > 1:
            yield Span.of(text, start, end)


def attribution_columns(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield each token with its label: ``B-SOURCE-3`` opens the source of the third attribution.

    A token of several attributions carries their labels joined by ``|``; any other ``_``.
    """
    labelled = _labels(reading)
    for match in _TOKEN.finditer(reading.document.text):
        labels = [
            f"{'B' if start >= match.start() else 'I'}-{name}"
            for start, end, name in labelled
            if start < match.end() and match.start() < end
        ]
        yield match.group(), "|".join(labels) or "_"


def _labels(reading: Reading) -> list[tuple[int, int, str]]:
    return [
        (span.start, span.end, f"{role}-{number}")
        for number, told in enumerate(attribution_spans(reading), 1)
        for role, spans in (
            ("SOURCE", told.source),
            ("CUE", told.cue),
            ("CONTENT", told.content),
        )
        for span in spans
    ]
