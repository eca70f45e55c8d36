"""Carry-over: place and time told earlier that a reader takes along to the next event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportedly.claims.context import Context
from reportedly.claims.draft import Draft
from reportedly.claims.lexis import grammar
from reportedly.claims.phrases import Phrase
from reportedly.claims.scene import points_back, scene
from reportedly.claims.syntax import child, governs, verb_group
from reportedly.claims.when import shifted
from reportedly.records.mentions import TimeMention

_MEMORY = 80


@dataclass(slots=True)
class Thread:
    """The events told so far, in the order of the text."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def recent(self) -> list[Draft]:
        """The last events, newest first: as far back as a reader remembers."""
        return self.drafts[: -_MEMORY - 1 : -1]

    def before(self, draft: Draft, context: Context) -> list[Draft]:
        """Return earlier events of the same paragraph, nearest first."""
        here = context.paragraph_of(draft.anchor)
        found = []
        for earlier in reversed(self.drafts):
            if context.paragraph_of(earlier.anchor) != here:
                break
            found.append(earlier)
        return found


def carry(draft: Draft, thread: Thread, context: Context) -> None:
    """Fill place and time from earlier events where a reader would; marks what was carried."""
    twin = _twin(draft, thread, context)
    physical = draft.category in grammar()["physical"] or draft.category == "CONSULT"
    _anchor_time(draft, thread, context)
    if not draft.places and physical:
        source = _place_source(draft, twin, thread, context)
        named = None if twin is not None else scene(draft, context)
        if named is not None and _is_later(named, source, draft, context):
            draft.places = [named]
            draft.places_carried = True
            draft.notes.append(f"place named before: {context.places[named].span.text!r}")
        elif source is not None:
            draft.places = list(source.places)
            draft.places_carried = True
            draft.notes.append(f"place carried over from {source.anchor.text!r}")
    if draft.time is None:
        found = _time_source(draft, twin, thread, context, physical=physical)
        if found is not None:
            draft.time, draft.time_carried = found, True
            draft.notes.append(f"time carried over: {found.span.text!r}")


def _is_later(named: int, source: Draft | None, draft: Draft, context: Context) -> bool:
    """Whether a place is named after the event from which one would be carried over."""
    if source is None:
        return True
    start = context.analysis.doc[context.tokens_of(context.places[named].span)[0].i].i
    same = context.sentence_index[start] == context.sentence_index[draft.anchor.i]
    return (same and start > source.anchor.i) or points_back(draft)


def _twin(draft: Draft, thread: Thread, context: Context) -> Draft | None:
    """Return the earlier event that a definite noun refers to ('the raid', 'that attack')."""
    definite = draft.trigger.pos == "noun" and any(
        c.dep_ == "det" and c.lower_ in grammar()["anaphoric_determiners"]
        for c in draft.anchor.children
    )
    for other in draft.absorbed:
        definite = definite or any(
            c.dep_ == "det" and c.lower_ in grammar()["anaphoric_determiners"]
            for c in other.anchor.children
        )
    if not definite:
        return None
    same_paragraph = thread.before(draft, context)
    for pool in (same_paragraph, thread.recent):
        for earlier in pool:
            if earlier.category == draft.category and (
                earlier.mode == draft.mode or not draft.mode or not earlier.mode
            ):
                return earlier
    return None


def _place_source(
    draft: Draft, twin: Draft | None, thread: Thread, context: Context
) -> Draft | None:
    if twin is not None:
        return twin if twin.places else None
    if any(t.lower_ == "there" and t.dep_ == "advmod" for t in draft.clause.children):
        return next((d for d in thread.recent if d.places), None)
    for earlier in thread.before(draft, context):
        if earlier.places and earlier.status not in {"hypothetical"}:
            return earlier
    return _same_story(draft, thread, context)


def _same_story(draft: Draft, thread: Thread, context: Context) -> Draft | None:
    """Return the attack of the paragraph before, told on by 'the attackers', 'the gunmen'."""
    first = not thread.before(draft, context)
    if not first or not any(_known(p, context) for p in draft.actors):
        return None
    here = context.paragraph_of(draft.anchor)
    for earlier in thread.recent:
        if here - context.paragraph_of(earlier.anchor) > 1:
            return None
        if earlier.category == "ASSAULT" and earlier.places and earlier.status == "occurred":
            return earlier
    return None


def _known(phrase: Phrase, context: Context) -> bool:
    """Whether a description without a name says that its people were told of before."""
    if phrase.head.pos_ == "PRON":
        return phrase.head.lower_ in {"they", "he", "she"}
    definite = any(c.lower_ in {"the", "these", "those"} for c in phrase.head.children)
    people = context.classes(phrase.head) & {"armed", "irregular"}
    return definite and phrase.head.pos_ == "NOUN" and bool(people)


def _time_source(
    draft: Draft, twin: Draft | None, thread: Thread, context: Context, *, physical: bool
) -> TimeMention | None:
    if twin is not None and twin.time is not None:
        return twin.time
    told_of_none = draft.status == "negated" and draft.trigger.pos == "noun"
    if draft.status in {"planned", "hypothetical"} or told_of_none or _present_perfect(draft):
        return None
    here = context.sentence_index.get(draft.anchor.i, 0)
    for earlier in thread.before(draft, context):
        if earlier.time is None or earlier.status in {"planned", "hypothetical"}:
            continue
        back = here - context.sentence_index.get(earlier.anchor.i, 0)
        if not physical and (back > 1 or not _goes_on(draft)):
            return None
        return earlier.time
    story = _same_story(draft, thread, context) if physical else None
    return story.time if story is not None else None


def _present_perfect(draft: Draft) -> bool:
    """'Has cut', 'have been sent': told from today, not from the day of the event before."""
    verb = draft.light or draft.clause
    return any(c.lemma_ == "have" and c.tag_ in {"VBZ", "VBP"} for c in verb_group(verb))


def _goes_on(draft: Draft) -> bool:
    """Whether a speech act goes on from the sentence before: 'It also asked', 'They accused'."""
    return any(p.head.pos_ == "PRON" for p in draft.actors)


_TURNS = frozenset({"after", "before", "since", "following"})


def _anchor_time(draft: Draft, thread: Thread, context: Context) -> None:
    """Count an offset or narrative expression from the last dated event."""
    mention = draft.time
    if mention is None or mention.role not in {"offset", "narrative"} or mention.earliest:
        return
    inside = _dated_complement(mention, context)
    if inside is not None:
        draft.time = shifted(mention, inside)
        draft.notes.append(f"{mention.span.text!r} counted from the date that follows")
        return
    sign = -1 if _is_reference(draft, mention, context) else 1
    told = thread.recent
    if sign < 0:
        told = _named_by_subject(mention, told, context) or told
    for earlier in told:
        known = earlier.time
        if known is not None and known.earliest is not None and known.latest is not None:
            draft.time = shifted(mention, (known.earliest, known.latest), sign)
            draft.notes.append(f"{mention.span.text!r} counted from {earlier.anchor.text!r}")
            return
    last = _date_before(mention, context)
    if last is not None and sign > 0:
        draft.time = shifted(mention, last)
        draft.notes.append(f"{mention.span.text!r} counted from the date told before")


def _dated_complement(mention: TimeMention, context: Context) -> tuple[date, date] | None:
    """Days of 'two days after the bombing of 4 April'."""
    tokens = context.tokens_of(mention.span)
    if not tokens or tokens[-1].i + 1 >= len(tokens[-1].doc):
        return None
    turn = tokens[-1].nbor(1)
    if mention.role != "offset" or turn.lower_ not in _TURNS:
        return None
    sentence = turn.sent
    for other in context.times:
        head = context.tokens_of(other.span)
        if not head or not turn.i < head[0].i < sentence.end:
            continue
        between = turn.doc[turn.i + 1 : head[0].i]
        if any(t.pos_ in {"VERB", "AUX"} or t.text == "," for t in between):
            return None
        if other.earliest is not None and other.latest is not None:
            return other.earliest, other.latest
    return None


def _date_before(mention: TimeMention, context: Context) -> tuple[date, date] | None:
    """Days of the last date told before in the text."""
    for other in reversed(context.times):
        if other.span.start >= mention.span.start or other.role != "point":
            continue
        if other.earliest is not None and other.latest is not None:
            return other.earliest, other.latest
    return None


def _named_by_subject(mention: TimeMention, told: list[Draft], context: Context) -> list[Draft]:
    """Events that the subject refers to: 'the accusation comes eight days after …'."""
    verb = context.tokens_of(mention.span)[0]
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    noun = child(verb, "nsubj")
    if noun is None:
        noun = child(verb.head, "nsubj")
    if noun is None:
        return []
    lemma = noun.lemma_.lower()
    entries = context.lexis.codebook.by_head.get(("noun", lemma), ())
    wanted = {e.category for e in entries if len(e.words) == 1 and e.category}
    if lemma in context.lexis.reporting_nouns:
        wanted |= grammar()["verbal"]
    return [d for d in told if d.category in wanted and d.time is not None]


def _is_reference(draft: Draft, mention: TimeMention, context: Context) -> bool:
    """Whether the event is what is counted from: 'came eight days after the raid'."""
    tokens = context.tokens_of(mention.span)
    if not tokens or tokens[-1].i >= draft.anchor.i:
        return False
    last = tokens[-1]
    if last.lower_ not in _TURNS and last.i + 1 < len(last.doc):
        last = last.nbor(1)
    if last.lower_ not in _TURNS:
        return False
    return (
        governs(last, draft.anchor)
        or governs(draft.anchor, last)
        or governs(last.head, draft.anchor)
    )
