"""Countries and their organs in a run of tokens: "Pakistan's military", "government of Mali"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.actors.entry import Entry
from reportedly.actors.keys import Word, name_key
from reportedly.actors.states import States

Key = tuple[str, ...]
_LONGEST = 8
_SHORTEST = 4
_GAP = re.compile("(?:['\u2019][sS]?)? |-")


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its tokens; ``any_case`` where its letters' case says nothing."""

    text: str
    tokens: Sequence[Word]
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class StatePhrase:
    """Tokens [start, end) stand for an organ of a state, or for who holds an office in it."""

    start: int
    end: int
    iso3: str
    organ: str
    office: bool


class StatePatterns:
    """Finds a country next to a noun of its organs."""

    def __init__(
        self,
        states: States,
        objects: Sequence[str] = (),
        local: Sequence[str] = (),
        modifiers: Sequence[str] = (),
    ) -> None:
        self._states = states
        self._capital_only = _capital_only(states)
        self._objects = {name_key(noun) for noun in objects}
        self._modifiers = frozenset(key for word in modifiers for key in name_key(word))
        self._local = {name_key(noun) for noun in local}
        self._heads = {key[0] for key in (*states.names, *states.adjectives)}
        self._noun_heads = {key[0] for key in (*states.nouns, *states.offices)}

    def entry(self, phrase: StatePhrase, line: Line) -> Entry | None:
        """Return the organ or state that a phrase stands for."""
        letters = [line.text[token.start] for token in line.tokens[phrase.start : phrase.end]]
        named = not line.any_case and len(letters) > 1 and letters[-1].isupper()
        return self._states.organ_entry(phrase.organ, phrase.iso3, named=named)

    def country_at(
        self, line: Line, i: int, *, name_only: bool = False
    ) -> tuple[int, list[str], bool] | None:
        """Longest country name or adjective at a token: its end, codes, whether it is a name."""
        text, tokens = line.text, line.tokens
        if tokens[i].key not in self._heads:
            return None
        for end in range(min(len(tokens), i + _LONGEST), i, -1):
            key = tuple(token.key for token in tokens[i:end])
            named = self._states.names.get(key)
            codes = named or (None if name_only else self._states.adjectives.get(key))
            if codes and self._cased(line, text[tokens[i].start : tokens[end - 1].end], key):
                return end, codes, named is not None
        return None

    def _cased(self, line: Line, surface: str, key: Key) -> bool:
        if line.any_case:
            return len(surface) >= _SHORTEST
        if key in self._capital_only:
            return surface.replace(".", "").isupper()
        return not surface[0].islower()

    def at(self, line: Line, i: int, weights: Mapping[str, float]) -> StatePhrase | None:
        """Return the longest phrase of a country and an organ that begins at a token."""
        return self._country_first(line, i, weights) or self._organ_first(line, i, weights)

    def _country_first(
        self, line: Line, i: int, weights: Mapping[str, float]
    ) -> StatePhrase | None:
        text, tokens = line.text, line.tokens
        country = self.country_at(line, i)
        if country is None or country[0] >= len(tokens):
            return None
        end, codes, is_name = country
        gap = text[tokens[end - 1].end : tokens[end].start]
        if "." in text[tokens[i].start : tokens[end - 1].end]:
            gap = gap.removeprefix(".")
        title = gap in (", ", " - ") and text[tokens[end].start].isupper()
        if not (_GAP.fullmatch(gap) or title):
            return None
        noun = self._described_at(
            text, tokens, end, described=not is_name or tokens[end - 1].possessive
        )
        if noun is None:
            return None
        return StatePhrase(i, noun[0], pick(codes, weights), noun[1], noun[2])

    def _organ_first(self, line: Line, i: int, weights: Mapping[str, float]) -> StatePhrase | None:
        text, tokens = line.text, line.tokens
        noun = self._noun_at(tokens, i)
        if noun is None:
            return None
        j = noun[0]
        if j >= len(tokens):
            return None
        gap = text[tokens[j - 1].end : tokens[j].start]
        comma = gap == ", "
        if gap.isspace() and self._links(tokens, i, j):
            j += 1
        elif gap not in (", ", " (", " - "):
            return None
        if j < len(tokens) and tokens[j].key == "the":
            j += 1
        country = self.country_at(line, j, name_only=True) if j < len(tokens) else None
        if country is None or "\n" in text[tokens[i].start : tokens[country[0] - 1].end]:
            return None
        if (comma or gap in (" (", " - ")) and not text[tokens[i].start].isupper():
            return None
        return StatePhrase(i, country[0], pick(country[1], weights), noun[1], noun[2])

    def _links(self, tokens: Sequence[Word], i: int, j: int) -> bool:
        key = tuple(token.key for token in tokens[i:j])
        return tokens[j].key == "of" or (tokens[j].key == "in" and key in self._local)

    def organ_behind(self, tokens: Sequence[Word], i: int) -> tuple[int, bool] | None:
        """Return the end of an organ's noun that begins at a token, and whether it is an office."""
        noun = self._noun_at(tokens, i) if i < len(tokens) else None
        return (noun[0], noun[2]) if noun else None

    def organ_before(self, tokens: Sequence[Word], j: int) -> tuple[int, bool] | None:
        """Return the start of an organ's noun or office that ends before a token."""
        for start in range(max(0, j - 5), j):
            noun = self._noun_at(tokens, start)
            if noun is not None and noun[0] == j:
                return start, noun[2]
        return None

    def _described_at(
        self, text: str, tokens: Sequence[Word], i: int, *, described: bool
    ) -> tuple[int, str, bool] | None:
        """Return the noun at a token, or behind one modifier in small letters."""
        noun = self._noun_at(tokens, i, with_objects=described)
        if noun is not None or not described or tokens[i].key not in self._modifiers:
            return noun
        if not text[tokens[i].start].islower():
            return None
        return self._noun_at(tokens, i + 1, with_objects=True)

    def _noun_at(
        self, tokens: Sequence[Word], i: int, *, with_objects: bool = False
    ) -> tuple[int, str, bool] | None:
        if i >= len(tokens) or tokens[i].key not in self._noun_starts:
            return None
        for end in range(min(len(tokens), i + 6), i, -1):
            key = tuple(token.key for token in tokens[i:end])
            if key in self._states.offices:
                return end, self._states.offices[key], True
            if key in self._states.nouns:
                return end, self._states.nouns[key], False
            if with_objects and key in self._objects:
                return end, "government", False
        return None

    @cached_property
    def _noun_starts(self) -> frozenset[str]:
        """First words of all offices, organs and objects: most words are none."""
        keys = (*self._states.offices, *self._states.nouns, *self._objects)
        return frozenset(key[0] for key in keys if key)

    def weights(self, line: Line) -> dict[str, float]:
        """How often each country is named: by name, adjective or capital."""
        tokens = line.tokens
        counts: defaultdict[str, float] = defaultdict(float)
        i = 0
        while i < len(tokens):
            country = self.country_at(line, i)
            if country is None:
                capital = self._capital_at(line, i)
                if capital:
                    counts[capital] += 1
                i += 1
                continue
            for iso3 in country[1]:
                counts[iso3] += 1
            i = country[0]
        return counts

    def _capital_at(self, line: Line, i: int) -> str | None:
        tokens = line.tokens
        if line.text[tokens[i].start].islower() and not line.any_case:
            return None
        for end in range(min(len(tokens), i + 3), i, -1):
            codes = self._states.capitals.get(tuple(t.key for t in tokens[i:end]))
            if codes:
                return codes[0]
        return None


def pick(codes: Sequence[str], weights: Mapping[str, float]) -> str:
    """Return the code that the document names most, of those named alike the first."""
    return max(codes, key=lambda iso3: (weights.get(iso3, 0), -codes.index(iso3)))


def _capital_only(states: States) -> frozenset[Key]:
    spellings = (
        spelling
        for state in states.states.values()
        for spelling in (*state.aliases, *state.adjectives)
    )
    return frozenset(name_key(s) for s in spellings if s.replace(".", "").isupper())
