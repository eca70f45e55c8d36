"""Attributions as the learned parts tag them, put together with those of the rules.

Where both hear one voice, the rules say who it is and what its stance is; the learned parts say how
far source and content reach. What only one of them hears is kept, with who heard it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.lexis import grammar
from reportedly.claims.people import People
from reportedly.claims.phrases import Phrase
from reportedly.claims.runs import Run, runs
from reportedly.records.claim import Attribution, Participant, Stance
from reportedly.records.mentions import Voice
from reportedly.records.span import Span

if TYPE_CHECKING:
    from reportedly.learned import Heads, Said, TaggedSpan

#: A content of the learned parts shorter than this part of that of the rules is broken off.
LEAST: Final = 0.5


def all_voices(
    context: Context, people: People, heads: Heads, told: Sequence[Voice]
) -> list[Voice]:
    """Return the voices of the rules, ``told``, as the learned parts complete them.

    Added are attributions that have cue and content, and no cue of the rules; a source may be
    missing, as in 'was blamed for'.
    """
    heard = list(tagged_voices(context, people, heads, told))
    used: set[int] = set()
    found: list[Voice] = []
    for voice in told:
        at = next((i for i, h in enumerate(heard) if i not in used and _same(voice, h)), None)
        if at is None:
            found.append(voice)
        else:
            used.add(at)
            found.append(_joined(voice, heard[at]))
    found += [
        voice
        for i, voice in enumerate(heard)
        if i not in used and voice.attribution.cue is not None
    ]
    return found


def tagged_voices(
    context: Context, people: People, heads: Heads, told: Sequence[Voice]
) -> Iterator[Voice]:
    """Yield the attributions that the learned parts tag where they are asked."""
    from reportedly.learned.pairing import attributions  # noqa: PLC0415 - loads onnxruntime
    from reportedly.learned.quoted import whole_contents  # noqa: PLC0415 - loads onnxruntime

    cues = {i for v in told if v.attribution.cue for i in _offsets(v.attribution.cue)}
    for run in runs(context):
        if _worth(run, cues, context):
            tags = whole_contents(heads.tags([run.text])[0], run.text, run.quotations)
            for said in attributions(tags):
                voice = _voice(said, run, context, people)
                if voice is not None:
                    yield voice


def _worth(run: Run, cues: set[int], context: Context) -> bool:
    """Whether the learned parts are asked about a run: they cost half as much as the parse.

    They are where it holds a quotation, or a word of speech or attitude in which the rules hear no
    voice.
    """
    if run.quotations:
        return True
    at = context.analysis.normalised.back
    return any(
        _speaks(token, context) and at(token.idx, token.idx + 1)[0] not in cues
        for token in run.tokens
    )


def _offsets(span: Span) -> range:
    return range(span.start, span.end)


def _speaks(token: Token, context: Context) -> bool:
    if token.pos_ == "VERB":
        return _told_by(token, context)
    lemma, words = context.lemmas[token.i], grammar()
    return (
        lemma in context.lexis.reporting_nouns
        or lemma in words["voice_nouns"]
        or lemma in words["voice_adjectives"]
    )


def _told_by(verb: Token, context: Context) -> bool:
    lemma = context.lemmas[verb.i]
    known = lemma in grammar()["attitudes"] or lemma in grammar()["evaluations"]
    return known or context.lexis.report_of(verb) is not None


def _joined(voice: Voice, heard: Voice) -> Voice:
    """One voice that both hear."""
    told, tagged = voice.attribution, heard.attribution
    speaker = told.speaker
    if heard.source is not None and (speaker is None or not speaker.span.overlaps(heard.source)):
        speaker = tagged.speaker
    pieces = heard.pieces
    if told.content is not None and _length(pieces) < LEAST * len(told.content.text):
        pieces = ()
    return replace(
        voice,
        attribution=replace(told, speaker=speaker),
        source=_longer(voice.source, heard.source) if speaker is not None else None,
        pieces=pieces,
        heard_by="both",
    )


def _longer(told: Span | None, tagged: Span | None) -> Span | None:
    """Of two phrases for one source that overlap the longer one, else the one that is tagged."""
    if told is None or tagged is None:
        return tagged
    return max(told, tagged, key=lambda s: s.end - s.start) if told.overlaps(tagged) else tagged


def _length(pieces: Sequence[Span]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _same(voice: Voice, other: Voice) -> bool:
    mine, theirs = voice.attribution.cue, other.attribution.cue
    return mine is not None and theirs is not None and mine.overlaps(theirs)


def _voice(said: Said, run: Run, context: Context, people: People) -> Voice | None:
    source = _span(said.source, run, context)
    cue = _span(said.cue, run, context)
    pieces = tuple(s for part in said.content if (s := _span(part, run, context)) is not None)
    place = cue or source
    if place is None or not pieces:
        return None
    direct = pieces[0].text[:1] in {'"', "\u201c"}
    link = Attribution(
        _speaker(said.source, run, context, people),
        cue,
        _stance(said.cue, run, context),
        "direct" if direct else "indirect",
        pieces[0] if len(pieces) == 1 else None,
    )
    return Voice(link, run.sentence_at(place, context), source, pieces, "learned")


def _span(part: TaggedSpan | None, run: Run, context: Context) -> Span | None:
    if part is None:
        return None
    return context.analysis.span(run.start + part.start, run.start + part.end)


def _tokens(part: TaggedSpan, run: Run) -> Iterator[Token]:
    for token in run.tokens:
        if part.start <= token.idx - run.start < part.end:
            yield token


def _speaker(
    part: TaggedSpan | None, run: Run, context: Context, people: People
) -> Participant | None:
    tokens = list(_tokens(part, run)) if part is not None else []
    while tokens and (tokens[0].dep_ == "det" or tokens[0].is_punct):
        tokens = tokens[1:]
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[-1])
    return people.participant(Phrase(head, tokens[0], tokens[-1]), context)


def _stance(part: TaggedSpan | None, run: Run, context: Context) -> Stance:
    for token in _tokens(part, run) if part is not None else ():
        report = context.lexis.report_of(token) if token.pos_ == "VERB" else None
        noun = context.lexis.reporting_nouns.get(context.lemmas[token.i])
        if report is not None or noun is not None:
            return report.stance if report is not None else noun or "asserts"
    return "asserts"
