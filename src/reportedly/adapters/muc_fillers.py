"""The fillers of a MUC-4 template's slots: short noun phrases of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportedly.adapters.muc_names import cut, fullest, names, person_name
from reportedly.adapters.muc_perpetrators import doers_of, told, trimmed
from reportedly.adapters.muc_phrases import head_word, is_thing, phrases, tokens, weapons
from reportedly.adapters.muc_words import MucWords, muc_words
from reportedly.records.claim import Claim, Participant
from reportedly.records.reading import Reading
from reportedly.records.span import Span

Entity = tuple[Span, ...]
#: So many characters round a bombing its device is looked for where its sentences name none.
_NEAR: Final = 400
#: What introduces the names of those who suffered, and how far its list may go.
_LISTED: Final = re.compile(
    r"\b(?:victims?|dead|deceased|wounded|injured|killed|kidnapped|murdered|others?|them)\b[^.]{0,80}?"
    r"\b(?:identified|identities|names?|named|following|are|were|is|was)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 600
#: Types whose targets are whatever buildings and vehicles the sentence names.
_ON_THINGS: Final = frozenset({"BOMBING", "ARSON"})


@dataclass(frozen=True, slots=True)
class Fillers:
    """Entities by slot."""

    perpetrators: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    victims: tuple[Entity, ...]
    descriptions: tuple[Entity, ...]
    weapons: tuple[Entity, ...]


@dataclass(slots=True)
class _Sufferers:
    targets: list[Span] = field(default_factory=list)
    named: list[Span] = field(default_factory=list)
    described: list[Span] = field(default_factory=list)


def fillers_of(kind: str, claims: Sequence[Claim], reading: Reading) -> Fillers:
    """Fill the slots of one incident from its claims and their sentences."""
    words = muc_words()
    text = reading.document.text
    doers = doers_of(claims, reading, words)
    found = _Sufferers()
    for claim in claims:
        for party in claim.recipients:
            _recipient(party, reading, words, found)
        if kind in _ON_THINGS:
            found.targets += _things(claim, reading, words)
    if not found.named:
        found.named = [n for claim in claims for n in _beside(claim, text, words)]
    if not found.named and kind != "ROBBERY":
        found.named = list(_listed(claims, text))
    arms = [w for c in claims for w in weapons(text, c.evidence.start, c.evidence.end)]
    if not arms and kind == "BOMBING":
        first, last = claims[0].evidence.start, claims[-1].evidence.end
        arms = list(weapons(text, max(0, first - _NEAR), min(len(text), last + _NEAR)))[:1]
    return Fillers(
        _entities(doers.people),
        _entities(doers.organisations),
        _entities(_fullest_things(found.targets, words)),
        _entities(fullest(name, text) for name in found.named),
        _entities(found.described),
        _entities(arms),
    )


def _recipient(party: Participant, reading: Reading, words: MucWords, found: _Sufferers) -> None:
    span = told(party, words)
    if span is None:
        return
    span = trimmed(span)
    if is_thing(head_word(span.text)):
        found.targets.append(span)
        return
    if any(p.span.overlaps(span) and p.span.end >= span.end for p in reading.places):
        return
    name = person_name(span, words)
    if name is not None:
        found.named.append(name)
    else:
        found.described.append(span)


def _fullest_things(spans: Sequence[Span], words: MucWords) -> Iterator[Span]:
    """Yield the things without their number, and without 'the bank' beside 'the Velox bank'."""
    counted = [_uncounted(span, words) for span in spans]
    said = [set(tokens(span.text)) for span in counted]
    for span, own in zip(counted, said, strict=True):
        if not any(own < other for other in said):
            yield span


def _uncounted(span: Span, words: MucWords) -> Span:
    first, _, rest = span.text.partition(" ")
    if rest.strip() and (first.lower() in words.numbers or first.lower() == "one"):
        return cut(span, len(span.text) - len(rest.lstrip()), len(span.text))
    return span


def _things(claim: Claim, reading: Reading, words: MucWords) -> Iterator[Span]:
    """Yield buildings and vehicles of the claim's sentence that are no name of a place."""
    text, evidence = reading.document.text, claim.evidence
    for thing in phrases(text, evidence.start, evidence.end, is_thing):
        if head_word(thing.text) in words.scenery:
            continue
        if not any(p.span.overlaps(thing) and p.span.end >= thing.end for p in reading.places):
            yield thing


def _beside(claim: Claim, text: str, words: MucWords) -> Iterator[Span]:
    """Yield names in the claim's sentence that are neither who did it nor who says so."""
    others = [a.span for a in claim.actors]
    others += [link.speaker.span for link in claim.attribution if link.speaker is not None]
    for name in names(text, claim.evidence.start, claim.evidence.end):
        following = tokens(text[name.end : name.end + 40])[:1]
        if any(name.overlaps(o) for o in others) or set(following) & words.speech:
            continue
        yield name


def _listed(claims: Sequence[Claim], text: str) -> Iterator[Span]:
    """Yield the names in 'the victims were identified as …', in or near an incident's sentences."""
    first, last = claims[0].evidence.start, min(len(text), claims[-1].evidence.end + _NEAR)
    for intro in _LISTED.finditer(text, first, last):
        stop = text.find(". ", intro.end())
        yield from names(text, intro.end(), min(stop + 1 or len(text), intro.end() + _LONGEST))


def _entities(spans: Iterable[Span]) -> tuple[Entity, ...]:
    """One entity for each distinct phrase."""
    kept: dict[str, Span] = {}
    for span in spans:
        kept.setdefault(" ".join(tokens(span.text)), span)
    return tuple((span,) for span in kept.values())
