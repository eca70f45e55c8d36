"""What speaks for and against a capitalised name being a place where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reportedly.errors import DataError
from reportedly.places.candidates import CandidateFinder
from reportedly.places.countries import Countries, capital_of
from reportedly.places.cues import apposition_at
from reportedly.places.entries import load_yaml
from reportedly.places.indexing import ACRONYM, BASE, OWN
from reportedly.places.keys import folded
from reportedly.places.lexicon import DATA, Lexicon
from reportedly.places.tokens import Word
from reportedly.text.analysis import Analysis

_DATELINE = re.compile(
    r"(?:(?:, |/| and )[A-Z][\w.' -]{0,30}|, \d{1,2} [A-Z][a-z]+| ?\([A-Z][\w ./-]{1,30}\)){0,4}"
    r" ?(?:[-\u2013\u2014]{1,3}) "
)
_HEADING = re.compile(r"(?:/[A-Z][A-Z' -]+)?(?:[:.] |,| \()")
_LABEL = re.compile(r": \S")
_JOINS = frozenset((", ", "/", "-", " and ", " or ", " (", "'s "))
_DATELINE_ROOM = 40
_LONGEST = 6  # words of a name, so no more entities overlap it


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of ``evidence.yaml``."""

    accept: float
    strong: float
    reasons: dict[str, float]
    labels: dict[str, tuple[float, float]]


@lru_cache(maxsize=1)
def load_weights(folder: Path = DATA) -> Weights:
    """Read ``evidence.yaml``; raises `DataError` where it is not as expected."""
    path = folder / "evidence.yaml"
    data = load_yaml(path)
    try:
        return Weights(
            float(data["accept"]),
            float(data["strong"]),
            {str(k): float(v) for k, v in data["weights"].items()},
            {str(k): (float(v[0]), float(v[1])) for k, v in data["labels"].items()},
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise DataError(str(path), f"expected accept, strong, weights, labels: {error}") from error


@dataclass(frozen=True)
class Tools:
    """What recognition works with; shared by all documents."""

    finder: CandidateFinder
    lexicon: Lexicon
    countries: Countries
    weights: Weights

    def demonym(self, word: str) -> bool:
        """Whether the word names a people or what is theirs."""
        return self.countries.of_demonym(word) is not None


@dataclass
class Evidence:
    """Gives the reasons for and against names of one document."""

    tools: Tools
    analysis: Analysis
    labels: list[tuple[int, int, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.analysis.text
        self.labels = [(e.start_char, e.end_char, e.label_) for e in self.analysis.doc.ents]
        self._starts = [a for a, _, _ in self.labels]

    def reasons(
        self, words: Sequence[Word], i: int, size: int, previous_end: int | None
    ) -> tuple[str, ...]:
        """All reasons for the name ``words[i:i + size]``, keys of ``evidence.yaml``.

        ``previous_end`` is where the last place ends.
        """
        name = self.text[words[i].start : words[i + size - 1].end]
        found = [
            *self._by_name(name, size, first=words[i].first),
            self._before(words, i, previous_end),
            self._after(words, i + size - 1, name),
        ]
        return tuple(r for r in found if r)

    def label(self, start: int, end: int) -> tuple[str, float] | None:
        """Return the parser's label over an interval, with its weight."""
        k = max(0, bisect_right(self._starts, start) - 1)
        for a, b, label in self.labels[k : k + _LONGEST]:
            if a >= end:
                return None
            if start < b and label in self.tools.weights.labels:
                # An entity often takes in "the" or a possessive.
                whole = b - end <= 2 and start - a <= 4
                return label, self.tools.weights.labels[label][0 if whole else 1]
        return None

    def _by_name(self, name: str, size: int, *, first: bool) -> Iterator[str]:
        lexicon = self.tools.lexicon
        found = self.tools.finder.find(name)
        # "Christmas" is no country, although Christmas Island is one.
        levels = {
            c.place.level
            for c in found
            if c.kind != ACRONYM and (c.kind != BASE or c.place.level != "country")
        }
        # A capital that begins a sentence is most often a government that acts.
        if first and any(c.kind == OWN and capital_of(c.place.gid) for c in found):
            yield "capital city"
        yield _standing(levels, max((c.place.population for c in found), default=0))
        if size > 1:
            yield "several words"
        if all(w in lexicon["ordinary"] or w in lexicon["titles"] for w in name.lower().split()):
            yield "ordinary word"
        if size == 1 and name.isupper() and len(name) < 5 and levels and "country" not in levels:
            yield "capitals"
        if found and all(c.kind == ACRONYM for c in found):
            yield "acronym"
        if len(name) < 3 and "country" not in levels:
            yield "short"
        if first and size == 1:
            yield "begins sentence"

    def _before(self, words: Sequence[Word], i: int, previous_end: int | None) -> str:
        first = words[i]
        if previous_end is not None and self.text[previous_end : first.start] in _JOINS:
            return "after a place"
        if self._dateline(first):
            return "dateline"
        if i == 0:
            return ""
        gap = self.text[words[i - 1].end : first.start]
        return "" if gap.strip(" '\"") else self._after_word(words, i)

    def _after_word(self, words: Sequence[Word], i: int) -> str:
        lexicon, previous = self.tools.lexicon, words[i - 1]
        word, head = previous.lower, words[i - 2].lower if i > 1 else ""
        if word == "the":
            if head == "of":
                return self._after_of(words, i - 2)
            known = head in lexicon["prepositions"] or head in lexicon["place_verbs"]
            return "preposition and article" if known else ""
        if word in {"of", "de"}:
            return self._after_of(words, i - 1)
        if word == "to" and head == "according":
            return ""
        if word == "for" and head in lexicon["roles"]:
            return "role for"
        if word in {"on", "against", "for"} and head in lexicon["attack_nouns"]:
            return "attack on it"
        for list_name, reason in (
            ("prepositions", "preposition"),
            ("directions", "direction"),
            ("place_nouns", "kind of place beside"),
            ("place_verbs", "verb"),
        ):
            if word in lexicon[list_name]:
                return reason
        return self._after_name(previous) if previous.capital else ""

    def _after_name(self, previous: Word) -> str:
        lexicon = self.tools.lexicon
        if previous.lower in lexicon["titles"]:
            return "title"
        if previous.lower in lexicon["ordinary"]:
            return ""
        if self.tools.demonym(previous.text):
            return "demonym before"
        return "name may go on before" if previous.first else "name goes on before"

    def _after_of(self, words: Sequence[Word], k: int) -> str:
        """Reason of the head before "of", the word ``k``."""
        if k == 0:
            return ""
        lexicon, head = self.tools.lexicon, words[k - 1]
        if head.capital and head.lower in lexicon["organisation_nouns"]:
            return "part of an organisation"
        if head.lower in lexicon["place_nouns"] or head.lower in lexicon["directions"]:
            return "kind of place before"
        if head.capital and (self.label(head.start, head.end) or ("",))[0] == "PERSON":
            return "role of"
        if head.capital and (not head.first or head.lower in lexicon["organisation_heads"]):
            return "part of an organisation"
        if head.lower in lexicon["prepositions"]:
            return "preposition"
        if head.lower in lexicon["attack_nouns"]:
            return "attack on it"
        return "role of" if head.lower in lexicon["roles"] else "of"

    def _after(self, words: Sequence[Word], i: int, name: str) -> str:
        if words[i].first and _LABEL.match(self.text, words[i].end):
            return "begins a list"
        if i + 1 == len(words):
            return ""
        if apposition_at(self.text, words[i].end, self.tools.lexicon):
            return "kind of place after"
        following = words[i + 1]
        gap, word = self.text[words[i].end : following.start], following.lower
        if gap == ", " and following.capital and self.tools.finder.known(folded(following.text)):
            return "before a place"
        if gap not in {" ", "-"}:
            return ""
        if following.capital:
            return self._after_capital(word, gap)
        if name.isupper() and len(name) < 5 and self._is_noun(following):
            return "modifies a noun"
        return self._after_noun(word)

    def _after_noun(self, word: str) -> str:
        lexicon = self.tools.lexicon
        if word in lexicon["people_nouns"]:
            return "people of it after"
        called = word in lexicon["site_nouns"] or word in lexicon["place_nouns"]
        return "kind of place after" if called else ""

    def _after_capital(self, word: str, gap: str) -> str:
        lexicon = self.tools.lexicon
        if word in lexicon["titles"]:
            return "people of it after"
        if word in lexicon["street_nouns"]:
            return "street"
        if word in lexicon["organisation_nouns"]:
            return "organisation"
        if word in lexicon["site_nouns"]:
            return "kind of place after"
        return "name goes on" if gap == " " and word not in lexicon["calendar"] else ""

    def _is_noun(self, word: Word) -> bool:
        tokens = self.analysis.doc.char_span(word.start, word.end, alignment_mode="expand")
        return tokens is not None and tokens[0].pos_ in {"NOUN", "ADJ"}

    def _dateline(self, word: Word) -> bool:
        start = self.analysis.paragraphs[self.analysis.paragraph_of(word.start)][0]
        if word.start - start > 2 * _DATELINE_ROOM:
            return False
        head = self.text[start : word.start].lstrip()
        if len(head) > _DATELINE_ROOM or any(c.islower() for c in head.replace(" and ", "")):
            return False
        if _DATELINE.match(self.text, word.end):
            return True
        return not head and word.text.isupper() and bool(_HEADING.match(self.text, word.end))


def _standing(levels: Collection[str], most: int) -> str:
    """How well known the best bearer of a name is."""
    if "country" in levels:
        return "country"
    if "feature" in levels or "region" in levels:
        return "region or feature"
    if most >= 500_000:
        return "very large"
    if "admin1" in levels or most >= 100_000:
        return "large"
    return "middling" if most >= 5_000 else ""
