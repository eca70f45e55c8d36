"""Words beside an organisation's name that make the phrase an office, a commander or an organ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.actors.keys import Word
from reportedly.actors.patterns import StatePatterns
from reportedly.records.claim import Person

#: Kinds of armed organisations and authorities: they may run ministries, police, courts.
_RULERS = frozenset(("rebel", "de_facto_authority", "militia", "state", "party"))
_STOPS = frozenset('.,;:\n()[]"')
_LINKS = frozenset(("of", "for"))


@dataclass(frozen=True, slots=True)
class PersonNouns:
    """Nouns for natural persons who command or speak for an organisation, ranks, and "-run"."""

    commanders: frozenset[str]
    holders: frozenset[str]
    ranks: frozenset[str]
    run: frozenset[str]

    def role(self, key: str) -> Person | None:
        """Return the role that a noun gives, if any."""
        if key in self.commanders:
            return "commander"
        return "office_holder" if key in self.holders else None


@dataclass(frozen=True, slots=True)
class Persons:
    """Extends a name by the noun that makes it a person or an organ."""

    nouns: PersonNouns
    patterns: StatePatterns

    def around(
        self,
        text: str,
        tokens: Sequence[Word],
        at: tuple[int, int],
        within: tuple[int, int],
        kind: str,
    ) -> tuple[int, int, Person | None]:
        """Return start, end and role of the phrase around tokens ``at`` (both included).

        ``within`` are the offsets that its neighbours leave free.
        """
        first, last = at
        start, end = tokens[first].start, tokens[last].end
        role = self.nouns.role(tokens[last].key) if last > first else None
        if role:
            return start, end, role
        after = self._after(text, tokens, last, within[1], kind)
        if after:
            return start, after[0], after[1]
        before = self._before(text, tokens, first, within[0], kind)
        if before:
            return before[0], end, before[1]
        return start, end, None

    def _after(
        self, text: str, tokens: Sequence[Word], last: int, ceiling: int, kind: str
    ) -> tuple[int, Person | None] | None:
        i = last + 1
        if i + 1 < len(tokens) and tokens[i].key in self.nouns.run:
            i += 1
        if i >= len(tokens) or not _STOPS.isdisjoint(text[tokens[last].end : tokens[i].start]):
            return None
        organ = self.patterns.organ_behind(tokens, i) if kind in _RULERS else None
        if organ and tokens[organ[0] - 1].end <= ceiling:
            end = tokens[organ[0] - 1].end
            follower = self._role_at(text, tokens, organ[0], end, ceiling)
            if follower:
                return follower
            return end, "office_holder" if organ[1] else None
        return self._role_at(text, tokens, last + 1, tokens[last].end, ceiling)

    def _role_at(
        self, text: str, tokens: Sequence[Word], i: int, behind: int, ceiling: int
    ) -> tuple[int, Person | None] | None:
        if i >= len(tokens) or tokens[i].end > ceiling:
            return None
        gap = text[behind : tokens[i].start]
        role = self.nouns.role(tokens[i].key)
        return (tokens[i].end, role) if role and _STOPS.isdisjoint(gap) else None

    def _before(
        self, text: str, tokens: Sequence[Word], first: int, floor: int, kind: str
    ) -> tuple[int, Person | None] | None:
        j = first - 1
        if j >= 0 and tokens[j].key == "the":
            j -= 1
        if j < 1 or tokens[j].key not in _LINKS:
            return None
        found: tuple[int, Person | None] | None = None
        role = self.nouns.role(tokens[j - 1].key)
        if role:
            found = j - 1, role
        elif kind in _RULERS and (organ := self.patterns.organ_before(tokens, j)):
            found = organ[0], "office_holder" if organ[1] else None
        else:
            found = self._ranked(text, tokens, j)
        if found is None or tokens[found[0]].start < floor:
            return None
        begin = tokens[found[0]].start
        return (begin, found[1]) if _STOPS.isdisjoint(text[begin : tokens[first].start]) else None

    def _ranked(
        self, text: str, tokens: Sequence[Word], j: int
    ) -> tuple[int, Person | None] | None:
        """Return the rank in front of up to four capitalised names that end before a token."""
        for start in range(j - 2, max(-1, j - 6), -1):
            if not text[tokens[start + 1].start].isupper():
                return None
            if tokens[start].key in self.nouns.ranks and text[tokens[start].start].isupper():
                return start, "commander"
        return None
