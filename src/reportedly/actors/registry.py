"""The registry that comes with the package: states and organs, armed groups, organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from reportedly.actors.context import choose
from reportedly.actors.entry import Entry
from reportedly.actors.finder import Finder, Found, PersonNouns, own_name, sure_first
from reportedly.actors.index import NameIndex
from reportedly.actors.keys import name_key, words
from reportedly.actors.load import Registry, load
from reportedly.actors.patterns import Line, StatePatterns
from reportedly.actors.userlist import read_user_list
from reportedly.records.claim import ResolvedActor
from reportedly.records.mentions import ActorMention
from reportedly.text.analysis import Analysis

_FOCUS_MENTIONS = 2
_FOCUS_SHARE = 2 / 3
_TAIL = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*$")


class EmbeddedRegistry:
    """`reportedly.seams.ActorRegistry` over the packaged data and, if given, a user's entries.

    Nothing is read before the first call. Natural persons are never in it.
    """

    def __init__(self, extra: Iterable[Entry] = (), data: bytes | None = None) -> None:
        self._extra = tuple(extra)
        self._data = data

    @classmethod
    def with_user_list(cls, path: Path) -> EmbeddedRegistry:
        """Make a registry that also holds the actors of a user's CSV or YAML file.

        Raises `DataError` with file and row where the list is not as expected.
        """
        base = cls()
        states = base._registry.states.states
        known = {ref for entry in base.entries for ref in (entry.id, *entry.refs)}
        known |= {f"state:{iso3}" for iso3 in states}
        return cls(read_user_list(path, countries=states, known=known))

    def search(self, words_: str, limit: int = 20) -> list[Entry]:
        """Return the entries whose names hold all the words, the closest names first."""
        wanted = set(name_key(words_))
        hits: list[tuple[int, str, Entry]] = []
        for entry, keys in self._keys if wanted else ():
            lengths = [len(key) for key in keys if wanted.issubset(key)]
            if lengths:
                hits.append((min(lengths), entry.name, entry))
        return [entry for _, _, entry in sorted(hits, key=lambda hit: hit[:2])[:limit]]

    @cached_property
    def _keys(self) -> list[tuple[Entry, list[tuple[str, ...]]]]:
        """All entries with the tokens of each of their names."""
        found = []
        for entry in self.entries:
            names = (entry.name, *entry.aliases, *entry.acronyms, *entry.labels, *entry.listed)
            found.append((entry, [name_key(name) for name in names]))
        return found

    @cached_property
    def _registry(self) -> Registry:
        return load(self._data)

    @cached_property
    def _index(self) -> NameIndex:
        replaced = {entry.id for entry in self._extra}
        kept = (entry for entry in self._registry.entries if entry.id not in replaced)
        states = self._registry.states
        index = NameIndex((*self._extra, *states.named_organs(), *kept))
        for entry, names in states.governments():
            index.add_names(entry, names)
        return index

    @cached_property
    def _patterns(self) -> StatePatterns:
        return StatePatterns(
            self._registry.states,
            self._registry.words["objects"],
            self._registry.words["local"],
            self._registry.words["modifiers"],
        )

    @cached_property
    def _finder(self) -> Finder:
        lists = self._registry.words
        nouns = PersonNouns(
            *(frozenset(lists[key]) for key in ("commanders", "holders", "ranks", "run"))
        )
        return Finder(self._index, self._patterns, nouns, self._registry.labels, lists)

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        table: dict[str, Entry] = {}
        for entry in self._index.entries:
            for ref in (entry.id, *entry.refs):
                table.setdefault(ref, entry)
        return table

    @property
    def digest(self) -> str:
        """SHA-256 of the packaged data; with a user's entries, theirs joined to it by ``+``."""
        if not self._extra:
            return self._registry.digest
        return f"{self._registry.digest}+{sha256(repr(self._extra).encode()).hexdigest()}"

    @property
    def extra(self) -> Sequence[Entry]:
        """The user's own entries."""
        return self._extra

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries with names of their own, without organs that only a pattern names."""
        return self._index.entries

    def holds(self, name: str) -> bool:
        """Tell whether an entry has this very name, letters folded."""
        return name_key(name) in self._index.exact

    def get(self, ref: str) -> Entry | None:
        """Return the entry with this id, ours or another list's (``ucdp:303``)."""
        held = self._by_id.get(ref)
        if held is not None or not ref.startswith("state:"):
            return held
        _, iso3, *organ = ref.split(":")
        states = self._registry.states
        return states.organ_entry(organ[0], iso3) if organ else states.state_entry(iso3)

    def lookup(
        self, name: str, *, country: str | None = None, on: date | None = None
    ) -> Sequence[ResolvedActor]:
        """Candidates for a bare name, best first: more than one means that the name is ambiguous.

        ``country`` (ISO 3166-1 alpha-3) and ``on`` settle names that several actors share. Looser
        matches (another transliteration, another word order) come with a score below 0.8, and so
        does the state of a capital; labels such as "the regime" give nothing.
        """
        ranked = self._lookup(name, {country: 1.0} if country else {}, on)
        return [resolved(entry, on, score) for entry, score in ranked]

    def _lookup(
        self, name: str, weights: Mapping[str, float], on: date | None
    ) -> list[tuple[Entry, float]]:
        for spelling in _spellings(name):
            key = name_key(spelling)
            exact = self._exact(key, spelling, weights, on)
            if exact:
                return exact
        for spelling in _spellings(name):
            phrase = self._phrase(spelling)
            if phrase is not None:
                return [(phrase, 0.9)]
        capital = self._registry.states.capitals.get(name_key(name), ())
        if len(capital) == 1:
            seat = self._registry.states.state_entry(capital[0])
            return [(seat, 0.7)] if seat else []
        for spelling in _spellings(name):
            loose = self._index.loose(name_key(spelling))
            if loose:
                return _ranked(loose, weights, on)
        letters = name.strip()
        if 3 <= len(letters) <= 8 and letters.isupper() and letters.isalpha():
            made = self._index.by_acronym(letters)
            near = [e for e in made if weights.keys() & e.countries] if weights else made
            return [(entry, 0.5) for entry in near]
        return []

    def _exact(
        self, key: tuple[str, ...], surface: str, weights: Mapping[str, float], on: date | None
    ) -> list[tuple[Entry, float]]:
        states = self._registry.states
        postings = [p for p in self._index.exact.get(key, ()) if p.type != "label"]
        entries = [p.entry for p in sure_first(postings)]
        entries += [e for e in map(states.state_entry, states.names.get(key, ())) if e]
        if not entries:
            return []
        open_ = all(p.type == "acronym" for p in postings)
        weak = open_ and len(postings) > 1
        chosen = choose(entries, weights, on, weak=weak, first=own_name(postings))
        if chosen.entry is None:
            return list(chosen.candidates)
        rest = [(e, s) for e, s in chosen.candidates if e is not chosen.entry]
        return [(chosen.entry, 1.0 if not rest else chosen.score), *rest]

    def _phrase(self, name: str) -> Entry | None:
        tokens = words(name)
        if not tokens:
            return None
        start = 1 if tokens[0].key == "the" and len(tokens) > 1 else 0
        line = Line(name, tokens)
        phrase = self._patterns.at(line, start, {})
        if phrase is None or phrase.end != len(tokens):
            return None
        return self._patterns.entry(phrase, line)

    def find(
        self,
        analysis: Analysis,
        published: date | None,
        *,
        countries: Mapping[str, float] | None = None,
    ) -> Sequence[ActorMention]:
        """Return the document's known names, offices and organs in the order of the text.

        ``countries`` (ISO 3166-1 alpha-3 to a count of mentions, such as the gazetteer's) adds to
        the countries that the text itself names, by which ambiguous names are settled.
        """
        hits = self._finder.find(
            analysis.text, published, any_case=analysis.truecased, countries=countries
        )
        return [_mention(analysis, hit, published) for hit in hits]

    def find_in_text(self, text: str, published: date | None = None) -> list[Found]:
        """As `find`, on a bare text: offsets [start, end) and entries."""
        return self._finder.find(text, published)

    def focus(
        self, analysis: Analysis, *, countries: Mapping[str, float] | None = None
    ) -> str | None:
        """Return the country that a document is about, None where it is about several.

        That is the country with at least two mentions and two thirds of all: by name, adjective,
        capital or an organisation at home there; ``countries`` adds to them. With `organ` it says
        whose "the police" are.
        """
        weights: dict[str, float] = dict(countries or {})
        line = Line(analysis.text, words(analysis.text), analysis.truecased)
        for iso3, weight in self._patterns.weights(line).items():
            weights[iso3] = weights.get(iso3, 0) + weight
        for hit in self._finder.find(analysis.text, None, any_case=analysis.truecased):
            if hit.entry is not None and hit.entry.country and hit.rule != "organ":
                weights[hit.entry.country] = weights.get(hit.entry.country, 0) + 1
        best = max(weights, key=lambda iso3: weights[iso3], default=None)
        if best is None or weights[best] < _FOCUS_MENTIONS:
            return None
        return best if weights[best] >= _FOCUS_SHARE * sum(weights.values()) else None

    def state_of(self, name: str) -> ResolvedActor | None:
        """Return the state that a country's name, adjective or capital stands for."""
        key = name_key(name)
        states = self._registry.states
        codes = states.names.get(key) or states.adjectives.get(key) or states.capitals.get(key)
        entry = states.state_entry(codes[0]) if codes else None
        return resolved(entry, None, 0.95 if len(codes or ()) == 1 else 0.7) if entry else None

    def organ(self, noun: str, country: str, on: date | None = None) -> ResolvedActor | None:
        """Return the organ of a state that a noun stands for: ("police", "HTI"), ("troops", "MLI").

        Nouns of offices give the organ of the office. None for a noun that is no organ's. The
        score is 0.8, or 0.5 where the organ's name is made by the pattern: there may be no such
        organisation ("Indian Police").
        """
        key = name_key(noun)
        states = self._registry.states
        organ = states.nouns.get(key) or states.offices.get(key)
        entry = states.organ_entry(organ, country) if organ else None
        if entry is not None and not entry.existed(on):
            entry = states.state_entry(country)
        if entry is None:
            return None
        by_pattern = entry.kind != "state" and (country, organ) not in states.named
        return resolved(entry, on, 0.5 if by_pattern else 0.8)

    def is_office(self, noun: str) -> bool:
        """Whether a noun names a natural person by an office of state ("foreign minister")."""
        return name_key(noun) in self._registry.states.offices


def resolved(entry: Entry, on: date | None, score: float) -> ResolvedActor:
    """Make the record of an entry, with the kind that it has on that day."""
    return ResolvedActor(entry.id, entry.name, entry.kind_on(on), entry.country, round(score, 3))


def _mention(analysis: Analysis, hit: Found, published: date | None) -> ActorMention:
    return ActorMention(
        analysis.span(hit.start, hit.end),
        resolved(hit.entry, published, hit.score) if hit.entry else None,
        tuple(resolved(entry, published, score) for entry, score in hit.candidates),
        hit.person,
        hit.label,
        hit.rule,
    )


def _spellings(name: str) -> list[str]:
    """Return the name, then without an article in front or parentheses behind."""
    bare = name.strip()
    spellings = [bare]
    if bare[:4].casefold() == "the ":
        spellings.append(bare[4:])
    tail = _TAIL.search(bare)
    return spellings if tail is None else [*spellings, bare[: tail.start()], tail.group(1)]


def _ranked(
    pairs: list[tuple[Entry, float]], weights: Mapping[str, float], on: date | None
) -> list[tuple[Entry, float]]:
    if len(pairs) == 1:
        return [(pairs[0][0], round(0.75 * pairs[0][1], 3))]
    if pairs[0][1] - pairs[1][1] >= 0.1:
        return [(entry, round(0.7 * score, 3)) for entry, score in pairs]
    chosen = choose([entry for entry, _ in pairs], weights, on)
    return list(chosen.candidates) if chosen.entry is None else [(chosen.entry, 0.6)]
