"""Finds the registry's names in a text, with the document as context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reportedly.actors.context import choose
from reportedly.actors.entry import Entry
from reportedly.actors.index import NameIndex, Posting
from reportedly.actors.keys import Word, initials, name_key, words
from reportedly.actors.patterns import StatePatterns, StatePhrase
from reportedly.records.claim import Person

_ACRONYM_BEHIND = re.compile(
    r"\s?\(\s?(?:the |or |also known as )?[\"']?([A-Z][\w./&-]{1,11})[\"']?\s?[),;]"
)
_CAPITALISED_RUN = re.compile(
    r"(?:[A-Z][\w'’-]+(?:\s+(?:of|for|the|and|de|du|des|la|in|al|wal|ul))*\s+){1,9}[A-Z][\w'’-]+$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch [start, end) of the text and what it stands for."""

    start: int
    end: int
    entry: Entry | None
    candidates: tuple[tuple[Entry, float], ...] = ()
    score: float = 0.0
    person: Person | None = None
    label: bool = False
    rule: str = "name"


@dataclass(frozen=True, slots=True)
class PersonNouns:
    """Nouns for natural persons who command or speak for an organisation."""

    commanders: frozenset[str]
    holders: frozenset[str]

    def role(self, key: str) -> Person | None:
        """The role that a noun gives, if any."""
        if key in self.commanders:
            return "commander"
        return "office_holder" if key in self.holders else None


@dataclass(slots=True)
class _Document:
    text: str
    tokens: list[Word]
    published: date | None
    any_case: bool
    weights: Counter[str]
    learned: dict[str, Entry | None] = field(default_factory=dict)


class Finder:
    """Longest match over folded tokens; linear in their number."""

    def __init__(
        self, index: NameIndex, patterns: StatePatterns, nouns: PersonNouns, labels: Sequence[str]
    ) -> None:
        self._index = index
        self._patterns = patterns
        self._nouns = nouns
        self._labels = {name_key(label) for label in labels}
        self._longest_label = max((len(k) for k in self._labels), default=0)

    def find(self, text: str, published: date | None, *, any_case: bool = False) -> list[Found]:
        """Everything that the registry knows in a text, in order, not overlapping."""
        tokens = words(text)
        document = _Document(
            text, tokens, published, any_case, self._patterns.weights(text, tokens)
        )
        self._learn(document)
        found: list[Found] = []
        i = 0
        while i < len(tokens):
            hit = self._at(document, i)
            if hit is None:
                i += 1
                continue
            found.append(hit)
            while i < len(tokens) and tokens[i].start < hit.end:
                i += 1
        return self._with_persons(document, found)

    def _learn(self, document: _Document) -> None:
        """Acronyms that the document explains, and the countries of the names it spells out."""
        for match in _ACRONYM_BEHIND.finditer(document.text):
            run = _CAPITALISED_RUN.search(
                document.text[max(0, match.start() - 120) : match.start()]
            )
            if run is None:
                continue
            key = name_key(run.group())
            letters = match.group(1)
            for start in range(len(key)):
                postings = self._index.exact.get(key[start:], ())
                entries = [p.entry for p in postings if p.type == "name"]
                if entries:
                    chosen = choose(entries, document.weights, document.published)
                    document.learned[letters] = chosen.entry
                    break
                if _fits(letters, key[start:]):
                    near = self._index.loose(key[start:])
                    document.learned[letters] = near[0][0] if len(near) == 1 else None
                    break

    def _at(self, document: _Document, i: int) -> Found | None:
        named = self._name_at(document, i)
        state = self._state_at(document, i)
        if named and (state is None or named.end >= state.end):
            return named
        return state or self._label_at(document, i)

    def _name_at(self, document: _Document, i: int) -> Found | None:
        keys = document.tokens
        limit = min(self._index.longest.get(keys[i].key, 0), len(keys) - i)
        for length in range(limit, 0, -1):
            postings = self._index.exact.get(tuple(t.key for t in keys[i : i + length]))
            if not postings:
                continue
            start, end = keys[i].start, keys[i + length - 1].end
            surface = document.text[start:end]
            fitting = [
                p for p in postings if _fits_case(p, surface, document) and not _too_loose(p)
            ]
            if fitting and _unbroken(surface):
                hit = self._decide(document, fitting, start, end, surface)
                if hit is not None:
                    return hit
        return self._learned_at(document, i)

    def _learned_at(self, document: _Document, i: int) -> Found | None:
        token = document.tokens[i]
        surface = document.text[token.start : token.end]
        if surface in document.learned:
            entry = document.learned[surface]
            return Found(token.start, token.end, entry, score=0.9, rule="expansion")
        return None

    def _decide(
        self, document: _Document, postings: list[Posting], start: int, end: int, surface: str
    ) -> Found | None:
        if surface in document.learned:
            return Found(start, end, document.learned[surface], score=0.95, rule="expansion")
        labels = [p.entry for p in postings if p.type == "label"]
        entries = [p.entry for p in postings if p.type != "label"]
        if not entries:
            return Found(
                start, end, None, tuple((e, 0.5) for e in labels), label=True, rule="label"
            )
        sure = any(p.checked and p.entry.curated for p in postings)
        chosen = choose(entries, document.weights, document.published, weak=not sure)
        if chosen.entry is None and not sure:
            return None
        acronym = all(p.type == "acronym" for p in postings)
        rule = "acronym" if acronym else "name"
        return Found(start, end, chosen.entry, chosen.candidates, chosen.score, rule=rule)

    def _state_at(self, document: _Document, i: int) -> Found | None:
        phrase = self._patterns.at(document.text, document.tokens, i, document.weights)
        if phrase is None:
            return None
        entry = self._patterns.entry(phrase)
        start, end = document.tokens[phrase.start].start, document.tokens[phrase.end - 1].end
        person: Person | None = "office_holder" if phrase.office else None
        return Found(start, end, entry, score=0.9, person=person, rule="organ")

    def _label_at(self, document: _Document, i: int) -> Found | None:
        for length in range(min(self._longest_label, len(document.tokens) - i), 0, -1):
            run = document.tokens[i : i + length]
            if tuple(t.key for t in run) in self._labels:
                return Found(run[0].start, run[-1].end, None, label=True, rule="label")
        return None

    def _with_persons(self, document: _Document, found: list[Found]) -> list[Found]:
        """Take in the noun of a commander or spokesman that stands beside a name."""
        starts = {token.start: n for n, token in enumerate(document.tokens)}
        out: list[Found] = []
        for n, hit in enumerate(found):
            first = starts[hit.start]
            last = first
            while last + 1 < len(document.tokens) and document.tokens[last + 1].start < hit.end:
                last += 1
            bound = found[n + 1].start if n + 1 < len(found) else len(document.text)
            floor = out[-1].end if out else 0
            out.append(self._with_person(document, hit, (first, last), (floor, bound)))
        return out

    def _with_person(
        self, document: _Document, hit: Found, at: tuple[int, int], within: tuple[int, int]
    ) -> Found:
        if hit.label or hit.person or hit.entry is None:
            return hit
        tokens, text = document.tokens, document.text
        first, last = at
        role = self._nouns.role(tokens[last].key)
        if role:
            return _replace(hit, hit.start, hit.end, role)
        if last + 1 < len(tokens) and tokens[last + 1].end <= within[1]:
            following = tokens[last + 1]
            gap = text[hit.end : following.start].strip("'’sS ")
            role = self._nouns.role(following.key)
            if role and not gap and "\n" not in text[hit.end : following.start]:
                return _replace(hit, hit.start, following.end, role)
        j = first - 1
        if j >= 0 and tokens[j].key == "the":
            j -= 1
        if j >= 1 and tokens[j].key in ("of", "for") and tokens[j - 1].start >= within[0]:
            noun = tokens[j - 1]
            role = self._nouns.role(noun.key)
            between = text[noun.end : hit.start]
            if role and not set(between) & set(".,;:\n()"):
                return _replace(hit, noun.start, hit.end, role)
        return hit


def _replace(hit: Found, start: int, end: int, person: Person) -> Found:
    return Found(start, end, hit.entry, hit.candidates, hit.score, person, hit.label, hit.rule)


def _fits(letters: str, key: tuple[str, ...]) -> bool:
    plain = "".join(c for c in letters if c.isalnum()).upper()
    return len(key) >= 2 and initials(key) == plain


def _too_loose(posting: Posting) -> bool:
    """Single words of other lists, and of communal groups: ordinary words among them."""
    if len(posting.key) > 1 or posting.type == "acronym":
        return False
    return not posting.checked or posting.entry.kind == "communal"


def _fits_case(posting: Posting, surface: str, document: _Document) -> bool:
    if posting.type == "acronym":
        letters = [c for c in surface if c.isalpha()]
        capitals = sum(c.isupper() for c in letters)
        if document.any_case:
            return len(letters) > 2
        return capitals >= 2 and capitals * 2 >= len(letters) or not letters
    if posting.type == "label":
        return True
    return (
        document.any_case
        and len(posting.key) > 1
        or any(c.isupper() for c in surface)
        or _caseless(surface)
    )


def _caseless(surface: str) -> bool:
    return not any(c.islower() or c.isupper() for c in surface)


def _unbroken(surface: str) -> bool:
    return not set(surface) & set("\n;:!?") and ". " not in surface
