"""Indexes over the names of the registry: exact, by transliteration, by word order, by acronym."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reportedly.actors.entry import Entry
from reportedly.actors.keys import bag_key, initials, name_key, similar, sound_key

NameType = Literal["name", "acronym", "label"]
Key = tuple[str, ...]
_GATE = 0.74
_MIN_SOUND = 5


@dataclass(frozen=True, slots=True)
class Posting:
    """One name of one entry; ``checked`` names stand in our own list or head their entry."""

    entry: Entry
    type: NameType
    key: Key
    checked: bool = True
    spelling: str = ""


class NameIndex:
    """Names of entries. Exact lookup is ready at once, the looser indexes on first use."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.exact: dict[Key, list[Posting]] = {}
        self.longest: dict[str, int] = {}
        for entry in self.entries:
            self._add(entry, "name", (entry.name,))
            self._add(entry, "name", entry.aliases, checked=entry.curated)
            self._add(entry, "acronym", entry.acronyms)
            self._add(entry, "label", entry.labels)
            for name in entry.listed:
                self._add(entry, "acronym" if name.isupper() else "name", (name,), checked=False)

    def add_names(self, entry: Entry, names: Iterable[str]) -> None:
        """Add names that are not the entry's own, such as those of a state's governments."""
        self._add(entry, "name", names)

    def _add(
        self, entry: Entry, kind: NameType, names: Iterable[str], *, checked: bool = True
    ) -> None:
        for name in names:
            key = name_key(name)
            if not key:
                continue
            held = self.exact.setdefault(key, [])
            if all(posting.entry.id != entry.id for posting in held):
                held.append(Posting(entry, kind, key, checked, name))
            if len(key) > self.longest.get(key[0], 0):
                self.longest[key[0]] = len(key)

    @cached_property
    def by_sound(self) -> dict[str, list[Posting]]:
        """Postings under the transliteration key of their name."""
        return self._loose(sound_key)

    @cached_property
    def by_bag(self) -> dict[str, list[Posting]]:
        """Postings under the sounds of their content words in alphabetical order."""
        return self._loose(bag_key)

    @cached_property
    def by_initials(self) -> dict[str, list[Posting]]:
        """Postings of names of at least three words under the acronym that they make."""
        table: dict[str, list[Posting]] = {}
        for posting in self._postings():
            letters = initials(posting.key)
            if len(letters) >= 3:
                table.setdefault(letters, []).append(posting)
        return table

    def _loose(self, key_of: Callable[[Key], str]) -> dict[str, list[Posting]]:
        table: dict[str, list[Posting]] = {}
        for posting in self._postings():
            key = key_of(posting.key)
            if len(key) >= _MIN_SOUND:
                table.setdefault(key, []).append(posting)
        return table

    def _postings(self) -> Iterable[Posting]:
        return (p for held in self.exact.values() for p in held if p.type == "name")

    def loose(self, key: Key) -> list[tuple[Entry, float]]:
        """Entries with a name that sounds the same or has the same words in another order."""
        found: dict[str, tuple[Entry, float]] = {}
        for table, probe in ((self.by_sound, sound_key(key)), (self.by_bag, bag_key(key))):
            for posting in table.get(probe, ()):
                if key == posting.key:
                    continue
                alike = max(similar(key, posting.key), similar(sorted(key), sorted(posting.key)))
                best = found.get(posting.entry.id, (posting.entry, 0.0))[1]
                if alike >= _GATE and alike > best:
                    found[posting.entry.id] = (posting.entry, alike)
        return sorted(found.values(), key=lambda pair: -pair[1])

    def by_acronym(self, letters: str) -> list[Entry]:
        """Return the entries one of whose names makes this acronym."""
        return list({p.entry.id: p.entry for p in self.by_initials.get(letters, ())}.values())
