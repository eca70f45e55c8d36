"""Who did it: people and organisations of a MUC-4 template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reportedly.adapters.muc_names import cut
from reportedly.adapters.muc_phrases import head_word, phrases, tokens
from reportedly.adapters.muc_words import MucWords
from reportedly.records.claim import Claim, Participant
from reportedly.records.mentions import ActorMention
from reportedly.records.reading import Reading
from reportedly.records.span import Span

_HEDGES: Final = re.compile(
    r"^(?:suspected|alleged|supposed|presumed|the|a|an|over|some|about|approximately|at least|"
    r"\[?text\]|excerpt\]|\d[\d,]*)\s+",
    re.IGNORECASE,
)
#: 'Two unidentified armed men': people of whom no more is known.
_UNKNOWN: Final = re.compile(
    r"\b(?:(?:several|two|three|four|five|six|group of(?: \w+)?)\s+)?"
    r"(?:unidentified|unknown|heavily[ -]armed|armed|hooded|masked)\s+(?:armed\s+|young\s+)?"
    r"(?:men|man|individuals?|persons?|people|subjects?|youths?|assailants?|gunmen|group)\b",
    re.IGNORECASE,
)
#: Characters from an incident within which a group that is named is taken for its doer.
_BESIDE: Final = 300
_KINDS: Final = frozenset({"rebel", "gang", "militia"})


@dataclass(slots=True)
class Doers:
    """People and organisations in the order of the text."""

    people: list[Span] = field(default_factory=list)
    organisations: list[Span] = field(default_factory=list)


def doers_of(claims: Sequence[Claim], reading: Reading, words: MucWords) -> Doers:
    """Return who is told, or by the sentence or document must be taken, to have done it."""
    doers = Doers()
    for claim in claims:
        for party in claim.actors:
            _actor(party, reading, words, doers)
    suffering = [p.span for c in claims for p in c.recipients]
    if not doers.people:
        doers.people += _beside(claims, reading.document.text, suffering, words)
    groups = [
        m for m in reading.actors if _is_group(m) and not any(m.span.overlaps(s) for s in suffering)
    ]
    heads = {head_word(p.text) for p in doers.people}
    if not heads & words.forces:
        told_of = [g.span for c in claims for g in groups if g.span.within(c.evidence)]
        doers.organisations += told_of
    if groups and not doers.organisations and heads & words.irregular:
        # 'the rebels' are those of the group that is named nearest
        start = claims[0].trigger.start
        nearest = min(groups, key=lambda g: abs(g.span.start - start))
        doers.organisations.append(nearest.span)
    if not doers.organisations and not heads & words.forces:
        doers.organisations += _held_responsible(groups, claims, reading.document.text, words)
    if not doers.organisations and not heads & words.forces:
        doers.organisations += _near(groups, claims)
    doers.organisations = _distinct(doers.organisations, reading)
    return doers


def _held_responsible(
    groups: Sequence[ActorMention], claims: Sequence[Claim], text: str, words: MucWords
) -> list[Span]:
    """The group nearest to the incident that a sentence with a word of blame or admission names."""
    told = [g.span for g in groups if set(tokens(_sentence(text, g.span))) & words.blame]
    start = claims[0].trigger.start
    return sorted(told, key=lambda span: abs(span.start - start))[:1]


def _near(groups: Sequence[ActorMention], claims: Sequence[Claim]) -> list[Span]:
    """A group that is named beside the incident, whatever is said of it."""
    start = claims[0].trigger.start
    told = [g.span for g in groups if abs(g.span.start - start) < _BESIDE]
    return sorted(told, key=lambda span: abs(span.start - start))[:1]


def _sentence(text: str, span: Span) -> str:
    """The words round a span as far as the full stops beside it."""
    first = max(text.rfind(". ", 0, span.start), text.rfind(".\n", 0, span.start)) + 1
    ends = [at for mark in (". ", ".\n") if (at := text.find(mark, span.end)) >= 0]
    return text[first : min(ends, default=len(text))]


def _beside(
    claims: Sequence[Claim], text: str, suffering: Sequence[Span], words: MucWords
) -> list[Span]:
    """The first 'rebels' or 'gunmen' of the sentences, where no role names who did it."""
    for claim in claims:
        evidence = claim.evidence
        unknown = _UNKNOWN.search(text, evidence.start, evidence.end)
        if unknown is not None:
            return [trimmed(Span.of(text, unknown.start(), unknown.end()))]
        for span in phrases(text, evidence.start, evidence.end, words.irregular.__contains__):
            following = tokens(text[span.end : span.end + 30])[:1]
            if set(following) & words.acts:
                continue
            if not any(span.overlaps(s) for s in suffering):
                return [trimmed(span)]
    return []


def _distinct(spans: Sequence[Span], reading: Reading) -> list[Span]:
    """One span an organisation: 'X' and its full name are the same."""
    known = {m.span: m.resolved.id for m in reading.actors if m.resolved is not None}
    kept: dict[str, Span] = {}
    for span in spans:
        kept.setdefault(known.get(span, span.text), span)
    return list(kept.values())


def _is_group(mention: ActorMention) -> bool:
    return any(c.kind in _KINDS for c in (mention.resolved, *mention.candidates) if c is not None)


def _actor(party: Participant, reading: Reading, words: MucWords, doers: Doers) -> None:
    span = told(party, words)
    if span is None:
        return
    inside = [m.span for m in reading.actors if m.resolved is not None and m.span.within(span)]
    doers.organisations += inside
    rest = trimmed(span)
    if inside:
        people = _besides(rest, inside[0], words)
        if people is None:
            return
        rest = people
    head = head_word(rest.text)
    if head in words.bodies:
        if not inside:
            doers.organisations.append(rest)
    elif head in words.people:
        doers.people.append(_with_number(rest, reading.document.text, words))
    elif head in words.irregular or head in words.forces:
        doers.people.append(rest)


def told(party: Participant, words: MucWords) -> Span | None:
    """The words of a participant, for a pronoun those that it stands for; None where unknown."""
    for span in (party.span, party.antecedent):
        if span is not None and span.text.lower() not in words.pronouns:
            return span
    return None


def trimmed(span: Span) -> Span:
    """The phrase without hedge, article and number before it."""
    while (match := _HEDGES.match(span.text)) is not None and match.end() < len(span.text):
        span = cut(span, match.end(), len(span.text))
    return span


def _besides(span: Span, group: Span, words: MucWords) -> Span | None:
    """The people in 'guerrillas of the X', 'X guerrillas'; None for the organisation itself."""
    head = head_word(span.text)
    if head in words.people:
        return span
    if head not in words.irregular and head not in words.forces:
        return None
    match = re.search(rf"\b{re.escape(head)}\b", span.text, re.IGNORECASE)
    if match is not None and span.start + match.end() <= group.start:
        return cut(span, 0, match.end())
    behind = group.end - span.start
    tail = re.match(r"[\s()\[\]\w]*?(?=[\w-]+$)", span.text[behind:])
    if tail is not None and behind + tail.end() < len(span.text):
        return cut(span, behind + tail.end(), len(span.text))
    return None if group == span else span


def _with_number(span: Span, text: str, words: MucWords) -> Span:
    """'Two men' and 'group of armed men' are all that identifies people without a name."""
    number = "|".join(sorted(words.numbers))
    pattern = rf"\b(?:(group\s+of(?:\s+(?:\d+|{number}))?)|{number}|\d+)\s+$"
    match = re.search(pattern, text[max(0, span.start - 40) : span.start], re.IGNORECASE)
    if match is None or (match[1] is None and len(tokens(span.text)) > 1):
        return span
    return Span.of(text, span.start - len(match.group()), span.end)
