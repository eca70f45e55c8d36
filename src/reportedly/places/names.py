"""Bare names with the country known: what a coder's table or a user's CSV asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from reportedly.places.candidates import EXACT, SOUND, Candidate, CandidateFinder
from reportedly.places.indexing import ACRONYM, OWN
from reportedly.places.keys import folded
from reportedly.places.lexicon import Lexicon

_PARTS = re.compile(r"\s*(?:/|\(|\)|,|;)\s*")
_SURE = 0.95  # by sound in a whole country; inside a named division the gate is enough
_INSIDE = 0.84
_CLEAR = 4.0


class NameResolver:
    """Resolves a name inside a country, by exact form, without affixes, by sound."""

    def __init__(self, finder: CandidateFinder, lexicon: Lexicon) -> None:
        self._finder = finder
        self._lexicon = lexicon

    def find(
        self, name: str, country: str, *, levels: Collection[str] = (), admin1: int | None = None
    ) -> list[Candidate]:
        """Places that the name may mean in the country, best first; empty where none is likely.

        ``levels`` restricts the answer; ``admin1`` is the id of a division that must hold it.
        """
        wanted = self._cues(name)
        if admin1 is None:
            admin1 = self._parent(name, country)
        for form in _forms(name, self._lexicon["directions"]):
            found = [
                c
                for c in self._finder.find(form, (country,))
                if c.place.country in {country, "XXX"}
                and c.kind != ACRONYM
                and (not levels or c.place.level in levels)
                and (admin1 is None or admin1 in (c.place.id, c.place.admin1))
            ]
            if not found:
                found = self._sound(form, country, levels, admin1)
            if found:
                return sorted(found, key=lambda c: _rank(c, wanted))
        return []

    def _parent(self, name: str, country: str) -> int | None:
        """Return the first-level division that the name gives: "Dawlatabad district (Faryab)"."""
        for part in _PARTS.split(name.replace("/", " "))[1:]:
            areas = [
                c.place
                for c in (self._finder.find(part) if len(part) > 2 else ())
                if c.place.level == "admin1" and c.place.country == country
            ]
            if len(areas) == 1:
                return areas[0].id
        return None

    def clear(self, ranked: list[Candidate], *, inside: bool = False) -> bool:
        """Whether the best candidate is much likelier than any elsewhere in the country.

        ``inside`` says that a division that holds the place was given.
        """
        if not ranked:
            return False
        best = ranked[0]
        if best.rule == SOUND and best.similarity < (_INSIDE if inside else _SURE):
            return False
        rivals = [
            c for c in ranked[1:]
            if c.place.admin1 != best.place.admin1
            and best.place.id not in (c.place.id, c.place.admin1)
            and c.place.id != best.place.admin1
            and (c.kind, c.rule, c.place.level) == (best.kind, best.rule, best.place.level)
        ]  # fmt: skip
        return all(c.place.population * _CLEAR <= best.place.population for c in rivals)

    def _sound(
        self, form: str, country: str, levels: Collection[str], admin1: int | None
    ) -> list[Candidate]:
        return [
            c
            for c in self._finder.by_sound(folded(form), (country,))
            if (not levels or c.place.level in levels)
            and (admin1 is None or admin1 in (c.place.id, c.place.admin1))
        ]

    def _cues(self, name: str) -> tuple[str, ...]:
        words = name.lower().split()
        for size in (2, 1):
            if len(words) > size and (found := self._lexicon.levels.get(" ".join(words[-size:]))):
                return found
        return ()


def _forms(name: str, directions: Collection[str]) -> Iterator[str]:
    name = name.replace("&", "and")
    parts = [name, *(p for p in _PARTS.split(name) if len(p) > 2 and p != name)]
    yield from parts
    for part in parts:
        first, _, rest = part.partition(" ")
        if rest and first.lower() in directions:
            yield rest


def _rank(c: Candidate, wanted: tuple[str, ...]) -> tuple[float, ...]:
    level = wanted.index(c.place.level) if c.place.level in wanted else len(wanted)
    return (
        -c.similarity,
        float(level),
        float(c.rule != EXACT),
        float(c.kind != OWN),
        -float(c.place.population),
        float(c.place.id),
    )
