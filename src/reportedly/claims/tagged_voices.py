"""Attributions that the learned parts tag and the rules did not find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.lexis import grammar
from reportedly.claims.people import People
from reportedly.claims.phrases import Phrase
from reportedly.records.claim import Attribution, Participant, Stance
from reportedly.records.mentions import Voice
from reportedly.records.span import Span

if TYPE_CHECKING:
    from reportedly.learned import Heads, Said, TaggedSpan


def tagged_voices(
    context: Context, people: People, heads: Heads, known: Sequence[Voice]
) -> list[Voice]:
    """Return the attributions whose cue (or source, without one) no known voice has."""
    from reportedly.learned.pairing import attributions  # noqa: PLC0415 - loads onnxruntime

    found = []
    heard = {(v.sentence.start, v.sentence.end) for v in known}
    for sentence in context.analysis.sentences:
        place = context.analysis.slice_span(sentence)
        if (place.start, place.end) in heard or not _speaks(sentence, context):
            continue
        for said in attributions(heads.tags([sentence.text])[0]):
            voice = _voice(said, sentence, context, people)
            if voice is not None and not any(_same(voice, other) for other in known):
                found.append(voice)
    return found


def _speaks(sentence: Slice, context: Context) -> bool:
    """Whether a sentence holds a quotation mark or a word of speech or attitude.

    The encoder costs as much as the parse: other sentences, and those in which the rules hear a
    voice, are not worth it.
    """
    attitudes, evaluations = grammar()["attitudes"], grammar()["evaluations"]
    nouns = context.lexis.reporting_nouns
    return any(
        token.text == '"'
        or context.lemmas[token.i] in attitudes
        or context.lemmas[token.i] in evaluations
        or context.lemmas[token.i] in nouns
        or (token.pos_ == "VERB" and context.lexis.report_of(token) is not None)
        for token in sentence
    )


def _voice(said: Said, sentence: Slice, context: Context, people: People) -> Voice | None:
    place = context.analysis.slice_span(sentence)
    cue = _span(said.cue, sentence, context)
    speaker = _speaker(said.source, sentence, context, people)
    if cue is None or speaker is None:
        return None
    content = None
    if len(said.content) == 1:
        content = _span(said.content[0], sentence, context)
    stance = _stance(said.cue, sentence, context)
    direct = content is not None and content.text[:1] in {'"', "\u201c"}
    link = Attribution(speaker, cue, stance, "direct" if direct else "indirect", content)
    return Voice(link, place)


def _span(part: TaggedSpan | None, sentence: Slice, context: Context) -> Span | None:
    if part is None:
        return None
    origin = sentence.start_char
    return context.analysis.span(origin + part.start, origin + part.end)


def _tokens(part: TaggedSpan, sentence: Slice) -> Iterator[Token]:
    origin = sentence.start_char
    for token in sentence:
        if part.start <= token.idx - origin < part.end:
            yield token


def _speaker(
    part: TaggedSpan | None, sentence: Slice, context: Context, people: People
) -> Participant | None:
    tokens = list(_tokens(part, sentence)) if part is not None else []
    while tokens and (tokens[0].dep_ == "det" or tokens[0].is_punct):
        tokens = tokens[1:]
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[-1])
    return people.participant(Phrase(head, tokens[0], tokens[-1]), context)


def _stance(part: TaggedSpan | None, sentence: Slice, context: Context) -> Stance:
    for token in _tokens(part, sentence) if part is not None else ():
        report = context.lexis.report_of(token) if token.pos_ == "VERB" else None
        noun = context.lexis.reporting_nouns.get(token.lemma_.lower())
        if report is not None or noun is not None:
            return report.stance if report is not None else noun or "asserts"
    return "asserts"


def _same(voice: Voice, other: Voice) -> bool:
    mine, theirs = voice.attribution.cue, other.attribution.cue
    if mine is None or theirs is None:
        return False
    return mine.start < theirs.end and theirs.start < mine.end
