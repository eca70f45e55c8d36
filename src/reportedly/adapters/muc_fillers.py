"""The fillers of a MUC-4 template's slots: short noun phrases of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportedly.adapters.muc_incidents import head_word, tokens
from reportedly.adapters.muc_words import MucWords, muc_words
from reportedly.codebook.load import load_codebook
from reportedly.records.claim import Claim, Participant
from reportedly.records.reading import Reading
from reportedly.records.span import Span

Entity = tuple[Span, ...]
_PRONOUNS = frozenset(
    "he she it they them him her his we us i who whom which that this these those "
    "one others another some all himself themselves".split()
)
_THINGS = frozenset({"facility", "vehicle"})


@dataclass(frozen=True, slots=True)
class Fillers:
    """Entities by slot."""

    perpetrators: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    victims: tuple[Entity, ...]
    descriptions: tuple[Entity, ...]
    weapons: tuple[Entity, ...]


def fillers_of(kind: str, claims: Sequence[Claim], reading: Reading) -> Fillers:
    """Fill the slots of one incident from its claims."""
    words = muc_words()
    people: list[Span] = []
    organisations: list[Span] = []
    for claim in claims:
        for party in claim.actors:
            _actor(party, reading, words, people, organisations)
    targets: list[Span] = []
    names: list[Span] = []
    descriptions: list[Span] = []
    for claim in claims:
        for party in claim.recipients:
            _recipient(party, words, targets, names, descriptions)
    weapons = [s for c in claims for s in _weapons(c, reading.document.text)]
    return Fillers(
        _entities(people), _entities(organisations), _entities(targets), _entities(names),
        _entities(descriptions), _entities(weapons),
    )  # fmt: skip


def _actor(
    party: Participant, reading: Reading, words: MucWords, people: list[Span], orgs: list[Span]
) -> None:
    span = _named(party)
    if span is None:
        return
    if party.resolved is not None and party.person is None and not set(tokens(span.text)) & (
        words.irregular | words.people
    ):
        orgs.append(span)
        return
    people.append(span)
    for mention in reading.actors:
        if mention.span.within(span) and mention.resolved is not None:
            orgs.append(mention.span)


def _recipient(
    party: Participant, words: MucWords, targets: list[Span], names: list[Span], others: list[Span]
) -> None:
    span = _named(party)
    if span is None:
        return
    classes = load_codebook().noun_classes.get(_singular(head_word(span.text)), frozenset())
    if classes & _THINGS:
        targets.append(span)
        return
    name = person_name(span, words)
    if name is not None:
        names.append(name)
    else:
        others.append(span)


def _named(party: Participant) -> Span | None:
    span = party.span
    if span.text.lower() in _PRONOUNS:
        if party.antecedent is None or party.antecedent.text.lower() in _PRONOUNS:
            return None
        span = party.antecedent
    return span


def person_name(span: Span, words: MucWords) -> Span | None:
    """The name in a phrase, titles and trades before it cut off; None where there is none."""
    known = load_codebook().noun_classes
    parts = list(re.finditer(r"[^\s,]+", span.text))
    last = None
    for i, part in enumerate(parts):
        word = part.group().lower().strip(".\"'")
        if word in words.titles or _singular(word) in known or word in {"of", "the", "and", "for"}:
            last = i
    rest = parts[(last + 1) if last is not None else 0 :]
    if not rest or (last is None and len(rest) < 2) or len(rest) > 5:
        return None
    if len(rest) < 2 and not (last is not None and parts[last].group().lower().strip(".") in words.titles):
        return None
    if any(re.search(r"\d|[\"()\[\]]", p.group()) for p in rest):
        return None
    return Span.of_text(span, rest[0].start(), rest[-1].end()) if False else Span(
        span.start + rest[0].start(), span.start + rest[-1].end(),
        span.text[rest[0].start() : rest[-1].end()],
    )  # fmt: skip


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("ses") or word.endswith("ches") or word.endswith("xes"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def _weapon_pattern() -> re.Pattern[str]:
    listed = sorted(muc_words().weapons, key=len, reverse=True)
    any_of = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in listed)
    return re.compile(rf"(?<![\w-])(?:{any_of})(?![\w-])", re.IGNORECASE)


def _weapons(claim: Claim, text: str) -> Iterator[Span]:
    for match in _weapon_pattern().finditer(text, claim.evidence.start, claim.evidence.end):
        yield Span.of(text, match.start(), match.end())


def _entities(spans: Sequence[Span]) -> tuple[Entity, ...]:
    """One entity a distinct phrase; a phrase that holds another's words is the same thing."""
    kept: dict[str, Span] = {}
    for span in spans:
        key = " ".join(tokens(span.text))
        kept.setdefault(key, span)
    return tuple((span,) for span in kept.values())
