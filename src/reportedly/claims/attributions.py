"""All attributions of a document, whether or not they carry a coded event."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.claims.attitudes import attitudes, judges
from reportedly.claims.context import Context
from reportedly.claims.cues import outer_cues
from reportedly.claims.laid_out import laid_out
from reportedly.claims.long_quotations import announced
from reportedly.claims.people import People
from reportedly.claims.phrases import Phrase, phrase_of
from reportedly.claims.syntax import agent, child, is_passive, subject
from reportedly.records.claim import Attribution, QuoteKind, Stance
from reportedly.records.mentions import Voice
from reportedly.records.span import Span

#: Words of a speaker with all that hangs on it; beyond, the parse has most likely gone astray.
_LONGEST = 40
_CONTENT = ("ccomp", "xcomp", "parataxis")


def voices_of(context: Context, people: People) -> tuple[Voice, ...]:
    """Return who says what: speaker, cue, stance and the words attributed, in the text's order."""
    found: list[Voice] = []
    for sentence in context.analysis.sentences:
        place = context.analysis.slice_span(sentence)
        for token in sentence:
            found += _reported(token, place, context, people)
            for told in attitudes(token, context):
                words = context.analysis.token_span(told.content.left_edge, _end(told.content))
                span = context.analysis.token_span(told.first, told.last)
                found.append(_voice(told.speaker, span, "asserts", words, place, context, people))
        for cue in outer_cues(sentence, context):
            span = context.analysis.token_span(cue.first, cue.last)
            found.append(_voice(cue.speaker, span, cue.stance, None, place, context, people))
    found += _laid_out(context, people)
    found += announced(context, people)
    unique = {(v.attribution.cue, v.attribution.content): v for v in found}
    return tuple(sorted(unique.values(), key=by_cue))


def by_cue(voice: Voice) -> tuple[int, int]:
    """Key that sorts voices by where their cue stands, else their sentence."""
    cue = voice.attribution.cue or voice.sentence
    return cue.start, cue.end


def _reported(verb: Token, place: Span, context: Context, people: People) -> Iterator[Voice]:
    if verb.pos_ != "VERB":
        return
    content = child(verb, *_CONTENT)
    report = context.lexis.report_of(verb)
    judging = judges(verb, context)
    if content is None and judging:
        content = child(verb, "dobj", "nsubjpass")
    if content is None or (report is None and not judging):
        return
    speaker = agent(verb)
    if speaker is None and not is_passive(verb):
        speaker = subject(verb)
    words = context.analysis.token_span(_first(content, verb), _last(content, verb))
    cue = context.analysis.token_span(verb)
    if speaker is None and report is None:
        return
    stance = report.stance if report is not None else "asserts"
    yield _voice(speaker, cue, stance, words, place, context, people)


def _laid_out(context: Context, people: People) -> Iterator[Voice]:
    analysis = context.analysis
    for told in laid_out(context):
        words = analysis.doc.char_span(*told.source, alignment_mode="expand")
        if words is None:
            continue
        who = people.participant(Phrase(words.root, words[0], words[-1]), context)
        source, content = analysis.span(*told.source), analysis.span(*told.content)
        kind: QuoteKind = "direct"
        link = Attribution(who, analysis.span(*told.cue), "asserts", kind, content)
        yield Voice(link, analysis.slice_span(words.sent), source, (content,))


def _end(content: Token) -> Token:
    edge = content.right_edge
    while edge.i > content.i and (edge.is_space or edge.is_punct):
        edge = edge.nbor(-1)
    return edge


def _first(content: Token, verb: Token) -> Token:
    edge = content.left_edge
    return edge if edge.i > verb.i or content.i < verb.i else verb.nbor(1)


def _last(content: Token, verb: Token) -> Token:
    edge = _end(content)
    return edge if content.i > verb.i or edge.i < verb.i else content


def _voice(
    speaker: Token | None,
    cue: Span,
    stance: Stance,
    content: Span | None,
    place: Span,
    context: Context,
    people: People,
) -> Voice:
    who = None
    if speaker is not None:
        who = people.participant(phrase_of(speaker, context.lexis), context)
    kind: QuoteKind = "indirect"
    if content is not None:
        marks = (
            content.text.count('"') + content.text.count("\u201c") + content.text.count("\u201d")
        )
        kind = (
            "direct"
            if content.text[:1] in {'"', "\u201c"}
            else "scattered"
            if marks
            else "indirect"
        )
    source = _whole(speaker, cue, context) if speaker is not None else None
    return Voice(Attribution(who, cue, stance, kind, content), place, source)


def _whole(speaker: Token, cue: Span, context: Context) -> Span | None:
    """The whole phrase of a speaker with its clauses; None where the cue stands inside it."""
    first, last = speaker.left_edge, speaker.right_edge
    while last.i > speaker.i and (last.is_space or last.is_punct or last.tag_ == "POS"):
        last = last.nbor(-1)
    while first.i < speaker.i and (first.is_space or first.is_punct):
        first = first.nbor(1)
    if last.i - first.i > _LONGEST or speaker.pos_ == "PRON":
        return None
    whole = context.analysis.token_span(first, last)
    return None if whole.overlaps(cue) else whole
