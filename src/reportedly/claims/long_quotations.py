"""Quotations of several paragraphs, and those that a paragraph ending in a colon announces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.people import People
from reportedly.claims.phrases import phrase_of
from reportedly.claims.syntax import child
from reportedly.records.claim import Attribution
from reportedly.records.mentions import Voice

#: Paragraphs that one quotation runs through at most.
_MOST: Final = 12

#: Half-open interval of the analysed text.
Interval = tuple[int, int]


def announced(context: Context, people: People) -> Iterator[Voice]:
    """Yield the voices of 'She continued:' whose quotation fills the paragraphs that follow."""
    analysis = context.analysis
    bounds = _bounds(context)
    for i, (start, end) in enumerate(bounds[:-1]):
        last = end - 1
        if analysis.text[last] != ":" or analysis.text[bounds[i + 1][0]] != '"':
            continue
        words = analysis.doc.char_span(max(start, last - 1), end, alignment_mode="expand")
        verb = words.sent.root if words is not None else None
        speaker = child(verb, "nsubj") if verb is not None and verb.pos_ == "VERB" else None
        pieces = tuple(analysis.span(*p) for p in _quoted_from(i + 1, context))
        if verb is None or speaker is None or not pieces or not _opens_speech(verb):
            continue
        who = people.participant(phrase_of(speaker, context.lexis), context)
        link = Attribution(who, analysis.token_span(verb), "asserts", "direct", None)
        yield Voice(link, analysis.slice_span(verb.sent), None, pieces)


def _bounds(context: Context) -> list[Interval]:
    """Paragraphs without the white space at their ends; found once."""
    known: list[Interval] | None = context.memo.get(("paragraphs", 0))
    if known is None:
        text = context.analysis.text
        known = [(s, s + len(text[s:e].rstrip())) for s, e in context.analysis.paragraphs]
        context.memo[("paragraphs", 0)] = known
    return known


def _opens_speech(verb: Token) -> bool:
    """Whether the verb has no object of its own that is told before the colon."""
    return child(verb, "dobj", "ccomp") is None


def carried_on(voices: Sequence[Voice], context: Context) -> list[Voice]:
    """Give a voice the paragraphs that go on with its quotation, left open at the end of one.

    ``voices`` in the order of the text. A paragraph with a cue of its own belongs to that.
    """
    analysis = context.analysis
    found = list(voices)
    where = _paragraphs_of(voices, context)
    latest: dict[int, int] = {}
    for number, paragraph in enumerate(where):
        latest[paragraph] = number
    for i in range(1, len(where) and len(analysis.paragraphs)):
        owner = latest.get(i - 1)
        if i in latest or owner is None or not _left_open(i - 1, context):
            continue
        piece = next(iter(_quoted_from(i, context)), None)
        voice = found[owner]
        told = voice.pieces or ((voice.attribution.content,) if voice.attribution.content else ())
        if piece is not None and told:
            found[owner] = replace(voice, pieces=(*told, analysis.span(*piece)))
            latest[i] = owner
    return found


def _paragraphs_of(voices: Sequence[Voice], context: Context) -> list[int]:
    """Index of the paragraph of each voice."""
    analysis = context.analysis
    starts = [analysis.span(start, start + 1).start for start, _ in analysis.paragraphs]
    found, i = [], 0
    for voice in voices:
        while i + 1 < len(starts) and starts[i + 1] <= voice.sentence.start:
            i += 1
        while i and starts[i] > voice.sentence.start:
            i -= 1
        found.append(i)
    return found


def _left_open(paragraph: int, context: Context) -> bool:
    end = _bounds(context)[paragraph][1]
    quotation = context.analysis.quotation_at(end - 1)
    return quotation is not None and quotation.open_ended


def _quoted_from(paragraph: int, context: Context) -> Iterator[Interval]:
    """Paragraphs that are one quotation from end to end, as long as each is left open."""
    analysis = context.analysis
    for start, end in _bounds(context)[paragraph : paragraph + _MOST]:
        quotation = analysis.quotation_at(start)
        if quotation is None or quotation.start != start or quotation.end < end - 1:
            return
        yield start, end
        if not quotation.open_ended:
            return
