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
    doers.organisations = _distinct(doers.organisations, reading)
    return doers


def _beside(
    claims: Sequence[Claim], text: str, suffering: Sequence[Span], words: MucWords
) -> list[Span]:
    """The first 'rebels' or 'gunmen' of the sentences, where no role names who did it."""
    for claim in claims:
        evidence = claim.evidence
        for span in phrases(text, evidence.start, evidence.end, words.irregular.__contains__):
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
