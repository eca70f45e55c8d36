"""Which places a name may mean: by exact name, without affixes, by sound with a gate."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log10
from typing import NamedTuple

from reportedly.places.indexing import ACRONYM, BASE, OTHER, OWN
from reportedly.places.keys import bare_forms, base, folded, similarity, skeleton
from reportedly.places.lexicon import Lexicon
from reportedly.places.store import Bearer, PlaceRow, Store

EXACT, STRIPPED, SOUND = "name", "affix", "sound"
_GATE = 0.74
_CACHED = 10_000
_SAINT = re.compile(r"^(st|ste|mt|ft|pt) (?=\w)")
_FULL = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


class Candidate(NamedTuple):
    """A place that a name may mean. ``kind`` as in `store.Bearer`; ``rule`` how it was found.

    ``traits`` is what it is by itself, in the order of `TRAITS`.
    """

    place: PlaceRow
    kind: int
    rule: str
    traits: tuple[float, ...]
    similarity: float = 1.0
    since: int | None = None
    until: int | None = None

    def outdated(self, year: int) -> bool:
        """Whether the place did not bear the name in a year."""
        return bool((self.since and year < self.since) or (self.until and year > self.until))


def candidate(bearer: Bearer, rule: str, similarity: float = 1.0) -> Candidate:
    """Make a candidate of a place that bears a name, found by a rule."""
    place, kind, since, until = bearer
    level = place.level
    traits = (
        log10(place.population + 1) / 7,
        float(level == "country"),
        float(level == "admin1"),
        float(level == "admin2"),
        float(level == "place"),
        float(level in _OURS),
        float(kind == OWN),
        float(kind == OTHER),
        float(kind == BASE),
        float(kind == ACRONYM),
        float(rule == STRIPPED),
        similarity if rule == SOUND else 0.0,
    )
    return Candidate(place, kind, rule, traits, similarity, since, until)


# What a candidate is by itself, whatever the document.
TRAITS = (
    "population", "country", "admin1", "admin2", "place", "ours", "own_name", "other_name",
    "bare_name", "acronym", "stripped", "by_sound",
)  # fmt: skip
_OURS = frozenset({"feature", "region"})


class CandidateFinder:
    """Finds candidates in one or several stores, the first store first."""

    def __init__(self, stores: Sequence[Store], lexicon: Lexicon) -> None:
        self._stores = tuple(stores)
        self._lexicon = lexicon
        self._held_names: dict[int, str] = {}
        self._cached = lru_cache(maxsize=_CACHED)(self._exact)

    def __reduce__(self) -> tuple[type[CandidateFinder], tuple[Sequence[Store], Lexicon]]:
        return type(self), (self._stores, self._lexicon)

    def known(self, folded: str) -> bool:
        """Whether a folded name stands in a gazetteer as it is."""
        return any(store.bearers(folded) for store in self._stores)

    def named(self, folded: str) -> list[PlaceRow]:
        """Return the places that bear a folded name as it is."""
        return [b.place for store in self._stores for b in store.bearers(folded)]

    def find(self, name: str, countries: Iterable[str] = ()) -> list[Candidate]:
        """Candidates for a name; by sound only inside ``countries`` and only failing all else."""
        key = folded(name)
        if found := self._cached(key):
            return list(found)
        return self.by_sound(key, tuple(countries))

    def place(self, id_: int | None) -> PlaceRow | None:
        """Return the row with this id, in the first store that has it."""
        if id_ is None:
            return None
        for store in self._stores:
            if (found := store.place(id_)) is not None:
                return found
        return None

    def names_of(self, ids: Collection[int]) -> dict[int, str]:
        """Names of the places with these ids, those of the first store first; remembered."""
        held = self._held_names
        missing = [i for i in ids if i not in held]
        if missing:
            if len(held) > _CACHED:
                held = self._held_names = {}
                missing = list(ids)
            for store in reversed(self._stores):
                held.update(store.names(missing))
        return held

    def _exact(self, folded: str) -> tuple[Candidate, ...]:
        for form, rule in self._forms(folded):
            found = {
                b.place.id: candidate(b, rule)
                for store in reversed(self._stores)
                for b in store.bearers(form)
            }
            if found:
                return tuple(found.values())
        return ()

    def _forms(self, folded: str) -> Iterator[tuple[str, str]]:
        yield folded, EXACT
        if match := _SAINT.match(folded):
            yield _FULL[match[1]] + " " + folded[match.end() :], EXACT
        for bare in bare_forms(folded, self._lexicon.prefixes, self._lexicon.suffixes):
            yield bare, STRIPPED
            if again := base(bare, self._lexicon.prefixes, self._lexicon.suffixes):
                yield again, STRIPPED
        joined = folded.replace(" ", "")
        if joined != folded:
            yield joined, EXACT

    def by_sound(self, folded: str, countries: tuple[str, ...]) -> list[Candidate]:
        """Candidates of these countries that sound like a folded name, most alike first."""
        bare = base(folded, self._lexicon.prefixes, self._lexicon.suffixes) or folded
        if len(bare) < 4 or not (key := skeleton(bare)):
            return []
        best: dict[int, Candidate] = {}
        for store in self._stores:
            for country in countries:
                for other in store.alike(country, key):
                    alike = similarity(bare, other)
                    if alike < _GATE:
                        continue
                    for b in store.bearers(other):
                        if b.place.country == country and (
                            b.place.id not in best or best[b.place.id].similarity < alike
                        ):
                            best[b.place.id] = candidate(b, SOUND, alike)
        return sorted(best.values(), key=lambda c: -c.similarity)
