"""Finds the registry's names in a text, with the document as context."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from reportedly.actors.context import choose
from reportedly.actors.entry import Entry
from reportedly.actors.expansions import expansions
from reportedly.actors.index import NameIndex, Posting
from reportedly.actors.keys import Word, name_key, sound_key, words
from reportedly.actors.patterns import Line, StatePatterns
from reportedly.actors.persons import PersonNouns, Persons
from reportedly.records.claim import Person

__all__ = ["Finder", "Found", "PersonNouns", "own_name", "sure_first"]

_WORLDWIDE = frozenset(("igo", "media"))
_LONG_ACRONYM = 4
_SENTENCE_END = re.compile(r"[^\W_]{2}\. ")
_FIRST_NAME = re.compile(r"(?:\b[A-Z]\.|(?<![.!?] )\b[A-Z][a-z]+) $")
_SENTENCE_MARKS = frozenset("\n;:!?()")


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


@dataclass(slots=True)
class _Document:
    line: Line
    published: date | None
    weights: dict[str, float]
    learned: dict[str, Entry | None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def tokens(self) -> Sequence[Word]:
        return self.line.tokens

    @property
    def any_case(self) -> bool:
        return self.line.any_case


class Finder:
    """Longest match over folded tokens; linear in their number."""

    def __init__(
        self,
        index: NameIndex,
        patterns: StatePatterns,
        nouns: PersonNouns,
        labels: Sequence[str],
        lists: Mapping[str, Sequence[str]],
    ) -> None:
        self._index = index
        self._patterns = patterns
        self._persons = Persons(nouns, patterns)
        self._communal = frozenset(lists["communal"])
        self._clear = frozenset(lists["clear"])
        self._common = frozenset(lists["common"])
        self._risky = frozenset(lists["risky"])
        self._labels = {name_key(label) for label in labels}
        self._longest_label = max((len(k) for k in self._labels), default=0)

    def find(
        self,
        text: str,
        published: date | None,
        *,
        any_case: bool = False,
        countries: Mapping[str, float] | None = None,
    ) -> list[Found]:
        """Return everything that the registry knows in a text, in order, not overlapping.

        ``countries`` (ISO 3166-1 alpha-3 to weight) adds to the countries that the text names.
        """
        tokens = words(text)
        line = Line(text, tokens, any_case)
        weights = self._patterns.weights(line)
        for iso3, weight in (countries or {}).items():
            weights[iso3] += weight
        document = _Document(line, published, weights)
        for letters, entries in expansions(text, self._index).items():
            chosen = choose(entries, weights, published).entry if entries else None
            document.learned[letters] = chosen
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
        return self._with_persons(document, _by_names_elsewhere(found))

    def _at(self, document: _Document, i: int) -> Found | None:
        named = self._name_at(document, i)
        state = self._state_at(document, i)
        if named and (state is None or named.end >= state.end):
            return named
        return state or self._label_at(document, i)

    def _name_at(self, document: _Document, i: int) -> Found | None:
        tokens = document.tokens
        limit = min(self._index.longest.get(tokens[i].key, 0), len(tokens) - i)
        for length in range(limit, 0, -1):
            postings = self._index.exact.get(tuple(t.key for t in tokens[i : i + length]))
            if not postings:
                continue
            start, end = tokens[i].start, tokens[i + length - 1].end
            surface = document.text[start:end]
            kin = i + length < len(tokens) and tokens[i + length].key in self._communal
            fitting = [
                p
                for p in postings
                if (kin if _communal(p) else _fits(p, surface, any_case=self._loud(document, p)))
            ]
            fitting = [p for p in fitting if _unbroken(surface, p.spelling)]
            if fitting and not self._in_heading(document, i, fitting):
                hit = self._decide(document, fitting, start, end)
                if hit is not None:
                    return hit
        return self._learned_at(document, i)

    def _in_heading(self, document: _Document, i: int, postings: list[Posting]) -> bool:
        """Whether an acronym stands among words in capitals, where any word looks like one."""
        if document.any_case or any(p.type == "name" for p in postings):
            return False
        near = range(max(0, i - 2), min(len(document.tokens), i + 3))
        loud = [
            len(word) > 1 and word.isupper() and word.isalpha()
            for word in (
                document.text[document.tokens[j].start : document.tokens[j].end]
                for j in near
                if j != i
            )
        ]
        return any(a and b for a, b in itertools.pairwise(loud))

    def _loud(self, document: _Document, posting: Posting) -> bool:
        """Whether a name may stand in small letters: in a text without case, if it is no word."""
        return document.any_case and not (
            posting.type == "acronym" and posting.spelling.lower() in self._common
        )

    def _learned_at(self, document: _Document, i: int) -> Found | None:
        token = document.tokens[i]
        entry = document.learned.get(document.text[token.start : token.end])
        if entry is None:
            return None
        return Found(token.start, token.end, entry, score=0.9, rule="expansion")

    def _decide(
        self, document: _Document, postings: list[Posting], start: int, end: int
    ) -> Found | None:
        surface = document.text[start:end]
        if "." in surface and document.text[end : end + 1] == ".":
            end += 1
        if surface in document.learned:
            entry = document.learned[surface]
            return Found(start, end, entry, score=0.95, rule="expansion") if entry else None
        named = [p for p in postings if p.type != "label"]
        if not named:
            views = tuple((p.entry, 0.5) for p in postings)
            return Found(start, end, None, views, label=True, rule="label")
        return self._choose(document, named, start, end)

    def _choose(
        self, document: _Document, postings: list[Posting], start: int, end: int
    ) -> Found | None:
        sure = any(_sure(p) for p in postings)
        acronym = all(p.type == "acronym" for p in postings)
        weak = (
            not sure
            or (acronym and not any(self._stands_alone(p) for p in postings))
            or all(len(p.key) == 1 and p.key[0] in self._risky for p in postings)
        )
        if weak and not acronym and _behind_a_name(document.text, start):
            return None
        entries = [p.entry for p in sure_first(postings)]
        chosen = choose(
            entries, document.weights, document.published, weak=weak, first=own_name(postings)
        )
        if chosen.entry is None and not sure:
            return None
        rule = "acronym" if acronym else "name"
        return Found(start, end, chosen.entry, chosen.candidates, chosen.score, rule=rule)

    def _stands_alone(self, posting: Posting) -> bool:
        """Whether an acronym is clear without its country: long, known, or of the whole world."""
        letters = sum(c.isalnum() for c in posting.spelling)
        entry = posting.entry
        return (
            letters >= _LONG_ACRONYM
            or posting.spelling in self._clear
            or entry.kind in _WORLDWIDE
            or entry.country is None
        )

    def _state_at(self, document: _Document, i: int) -> Found | None:
        phrase = self._patterns.at(document.line, i, document.weights)
        if phrase is None:
            return None
        entry = self._patterns.entry(phrase, document.line)
        start, end = document.tokens[phrase.start].start, document.tokens[phrase.end - 1].end
        person: Person | None = "office_holder" if phrase.office else None
        return Found(start, end, entry, score=0.9, person=person, rule="organ")

    @cached_property
    def _label_starts(self) -> frozenset[str]:
        return frozenset(key[0] for key in self._labels if key)

    def _label_at(self, document: _Document, i: int) -> Found | None:
        if document.tokens[i].key not in self._label_starts:
            return None
        for length in range(min(self._longest_label, len(document.tokens) - i), 0, -1):
            run = document.tokens[i : i + length]
            if tuple(t.key for t in run) in self._labels:
                return Found(run[0].start, run[-1].end, None, label=True, rule="label")
        return None

    def _with_persons(self, document: _Document, found: list[Found]) -> list[Found]:
        """Take in the organ's noun, the office or the rank that stands beside a name."""
        starts = {token.start: n for n, token in enumerate(document.tokens)}
        out: list[Found] = []
        for n, hit in enumerate(found):
            if hit.label or hit.person or hit.entry is None:
                out.append(hit)
                continue
            first = last = starts[hit.start]
            while last + 1 < len(document.tokens) and document.tokens[last + 1].start < hit.end:
                last += 1
            floor = out[-1].end if out else 0
            ceiling = found[n + 1].start if n + 1 < len(found) else len(document.text)
            start, end, person = self._persons.around(
                document.text, document.tokens, (first, last), (floor, ceiling), hit.entry.kind
            )
            out.append(replace(hit, start=start, end=max(end, hit.end), person=person))
        return out


def _by_names_elsewhere(found: list[Found]) -> list[Found]:
    """Settle open acronyms by what the document names in full elsewhere."""
    named = {hit.entry.id for hit in found if hit.entry is not None}
    out: list[Found] = []
    for hit in found:
        near = [entry for entry, _ in hit.candidates if entry.id in named]
        if hit.entry is None and not hit.label and len(near) == 1:
            out.append(replace(hit, entry=near[0], score=0.8))
        else:
            out.append(hit)
    return out


def sure_first(postings: list[Posting]) -> list[Posting]:
    """Return the full names of our own list where there are any, else all.

    Acronyms all count: the same letters stand for several groups.
    """
    names = [p for p in postings if _sure(p) and p.type == "name"]
    return names or postings


def own_name(postings: Sequence[Posting]) -> Entry | None:
    """Return the entry of our own list whose name this is, however spelt, not an alias."""
    owners = [
        p.entry
        for p in postings
        if _sure(p) and sound_key(p.key) == sound_key(name_key(p.entry.name))
    ]
    return owners[0] if len(owners) == 1 else None


def _sure(posting: Posting) -> bool:
    return posting.checked and posting.entry.curated


def _communal(posting: Posting) -> bool:
    """Whether a name is a people's, in one word: an actor only beside "militia", "youths", …."""
    return posting.entry.kind == "communal" and len(posting.key) == 1


def _fits(posting: Posting, surface: str, *, any_case: bool) -> bool:
    """Whether a name may be written so: acronyms in capitals, names with one."""
    if posting.type == "label":
        return True
    if posting.type == "acronym":
        return surface in (posting.spelling, posting.spelling.upper()) or (
            any_case and len(posting.spelling) > 2
        )
    single = len(posting.key) == 1 + (posting.key[0] == "the")
    if single and not posting.checked:
        return False
    if not any(c.islower() or c.isupper() for c in surface):
        return True
    if posting.checked and posting.entry.curated:
        return any(c.isupper() for c in surface) or (any_case and not single)
    return surface[0].isupper() or (any_case and not single)


def _behind_a_name(text: str, start: int) -> bool:
    """Whether a first name or an initial ("Joseph F. Wagner") stands before."""
    return _FIRST_NAME.search(text[max(0, start - 20) : start]) is not None


def _unbroken(surface: str, spelling: str) -> bool:
    """Whether no mark stands between the words that the name itself does not have."""
    if "," in surface and "," not in spelling:
        return False
    return _SENTENCE_MARKS.isdisjoint(surface) and not _SENTENCE_END.search(surface)
