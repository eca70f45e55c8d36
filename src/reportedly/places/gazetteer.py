"""The embedded gazetteer: finds toponyms and resolves them, offline, from one read-only file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.places.candidates import Candidate, CandidateFinder
from reportedly.places.countries import Countries, capital_of, load_countries
from reportedly.places.cues import levels_at, read_cues
from reportedly.places.evidence import Tools, load_weights
from reportedly.places.features import inside
from reportedly.places.keys import folded
from reportedly.places.lexicon import DATA, load_lexicon
from reportedly.places.names import NameResolver
from reportedly.places.ranker import Ranker
from reportedly.places.recognise import Found, Recogniser
from reportedly.places.resolve import Resolution, Resolver, Toponym
from reportedly.places.store import PlaceRow, Store
from reportedly.places.unlisted import focus, holder, unlisted
from reportedly.places.use import Use, read_use
from reportedly.records.claim import ResolvedPlace
from reportedly.records.document import Document
from reportedly.records.mentions import PlaceMention
from reportedly.text.analysis import Analysis

INDEX = DATA / "gazetteer.sqlite"
_PRECISION = {"place": 1, "admin2": 3, "admin1": 4, "feature": 5, "region": 5, "country": 6}
_ABSTAIN = 0.3  # of calibrated scores: below it an answer is mostly wrong
_KEPT = 5
_FOCUSED = 3
_WELL_KNOWN = 150_000


class EmbeddedGazetteer:
    """The shipped gazetteer, with user gazetteers (``extra``) before it.

    ``ranker`` names a set of coefficients in ``ranker.json``; ``without`` leaves out places whose
    ids have these prefixes ("ucdp"). Both serve evaluation.

    Raises `DataError` where a file is missing, damaged or of another format.
    """

    def __init__(
        self,
        extra: Sequence[Path] = (),
        *,
        index: Path = INDEX,
        ranker: str = "shipped",
        without: Collection[str] = (),
    ) -> None:
        self._stores = [*(Store(Path(p)) for p in extra), Store(index, without=without)]
        self._lexicon = load_lexicon()
        self._countries: Countries = load_countries()
        self._finder = CandidateFinder(self._stores, self._lexicon)
        self.resolver = Resolver(self._finder, Ranker.load(DATA / "ranker.json", ranker))
        self._names = NameResolver(self._finder, self._lexicon)
        self._recogniser = Recogniser(
            Tools(self._finder, self._lexicon, self._countries, load_weights())
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the data; of several gazetteers, their digests joined by ``+``."""
        return "+".join(store.digest for store in self._stores)

    def lookup(self, name: str) -> Sequence[ResolvedPlace]:
        """Return the candidates for a bare name, best first, without any context."""
        if not name.strip():
            return ()
        cues = levels_at(name, 0, len(name), self._lexicon)
        resolution = self.resolver.resolve([Toponym(0, len(name), name, cues)])[0]
        return tuple(self._resolved(c, score) for c, score in resolution.ranked)

    def most_people(self, name: str) -> ResolvedPlace | None:
        """Return the candidate with the most people, countries first: the usual baseline."""
        found = self._finder.find(self._named(name))
        if not found:
            return None
        top = max(found, key=lambda c: (c.place.level == "country", c.place.population))
        return self._resolved(top, 1.0)

    def named_in(
        self, name: str, country: str, *, levels: Collection[str] = (), admin1: str | None = None
    ) -> list[ResolvedPlace]:
        """Places that a bare name may mean in a country (ISO alpha-3), best first.

        ``admin1`` is the gazetteer id of a division that must hold the place. Empty where no name
        is near enough, or where several places far apart are as likely.
        """
        area = int(admin1.removeprefix("geonames:")) if admin1 else None
        found = self._names.find(name, country, levels=levels, admin1=area)
        if not self._names.clear(found, inside=area is not None):
            return []
        return [self._resolved(c, round(c.similarity, 4)) for c in found[:_KEPT]]

    def resolve(
        self, text: str, spans: Sequence[tuple[int, int]], countries: Sequence[str] = ()
    ) -> list[tuple[ResolvedPlace, ...]]:
        """Resolve toponyms whose places in the text are known already, best candidate first.

        ``spans`` are half-open intervals in order; ``countries`` further evidence (ISO alpha-3).
        """
        found = self.resolver.resolve(self.toponyms(text, spans), countries)
        # Mentions of one name share one resolution.
        made = {id(r): r for r in found}
        kept = {k: r.ranked[:_KEPT] for k, r in made.items()}
        areas = self._areas(c.place for some in kept.values() for c, _ in some)
        places = {k: tuple(_resolved(c, s, areas) for c, s in some) for k, some in kept.items()}
        return [places[id(r)] for r in found]

    def toponyms(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Toponym]:
        """Toponyms at these intervals with what the words beside them say."""
        cues = read_cues(text, spans, self._lexicon)
        return [
            Toponym(a, b, self._named(text[a:b]), cue.levels, cue.within)
            for (a, b), cue in zip(spans, cues, strict=True)
        ]

    def country_of_demonym(self, word: str) -> str | None:
        """Code of the country whose people a word names (ISO alpha-3), None for no demonym."""
        return self._countries.of_demonym(word)

    def _named(self, name: str) -> str:
        """Let a demonym that is given as a toponym stand for its country."""
        code = self._countries.of_demonym(name)
        country = self._countries.get(code) if code else None
        return country.name if country else name

    def find(self, analysis: Analysis) -> Sequence[PlaceMention]:
        """Return the document's toponyms in the order of the text, not overlapping."""
        found = self._recogniser.find(analysis)
        spans = [(f.start, f.end) for f in found]
        cues = read_cues(analysis.text, spans, self._lexicon)
        toponyms = [
            Toponym(f.start, f.end, f.name, cue.levels, cue.within)
            for f, cue in zip(found, cues, strict=True)
        ]
        hints = self._hints(analysis)
        published = (analysis.document.published or "")[:4]
        year = int(published) if published.isdecimal() and len(published) == 4 else None
        resolutions = self.resolver.resolve(toponyms, hints, year)
        support = _support(toponyms, resolutions, hints)
        sure = [_is_sure(r, t, support) for r, t in zip(resolutions, toponyms, strict=True)]
        country = self._country(focus(support))
        mentions = []
        for k, (f, t, r) in enumerate(zip(found, toponyms, resolutions, strict=True)):
            told = None if sure[k] else holder(t, resolutions, sure)
            # an unclear name inside what the words say contains it is that place all the same
            clear = told is not None and r.best is not None and inside(r.best.place, told)
            area = None if sure[k] or clear else told or country
            mentions.append(self._mention(analysis, f, t, r, area, sure=sure[k] or clear))
        return tuple(mentions)

    def _country(self, code: str | None) -> PlaceRow | None:
        country = self._countries.get(code) if code else None
        named = self._finder.named(folded(country.name)) if country else []
        return next((p for p in named if p.level == "country" and p.country == code), None)

    def _hints(self, analysis: Analysis) -> list[str]:
        counts: Counter[str] = Counter()
        for token in analysis.doc:
            if token.text[:1].isupper() and (code := self._countries.of_demonym(token.text)):
                counts[code] += 1
        counts.update(self._publisher(analysis.document))
        return list(counts.elements())

    def _publisher(self, document: Document) -> list[str]:
        """Countries that the publisher's name or its domain speaks of."""
        try:
            host = urlsplit(document.uri or "").hostname or ""
        except ValueError:  # a name of the user's that only looks like an address
            host = ""
        _, dot, ending = host.rpartition(".")
        national = dot and ending not in self._lexicon["generic_domains"]
        found = [self._countries.of_iso2(ending)] if national else []
        for word in (document.publisher or "").split():
            found.append(self._countries.of_demonym(word) or self._countries.of_name(word))
        return [code for code in found if code]

    def _mention(
        self,
        analysis: Analysis,
        found: Found,
        toponym: Toponym,
        resolution: Resolution,
        area: PlaceRow | None,
        *,
        sure: bool,
    ) -> PlaceMention:
        """Make the mention; where no place is sure, of a place inside ``area`` if that is known."""
        ranked = tuple(self._resolved(c, s) for c, s in resolution.ranked[:_KEPT])
        use = self._use(analysis, found, ranked[0] if sure else None)
        rule = f"{use}: {', '.join(found.why)}"
        answer = ranked[0] if sure else None
        if answer is None and area is not None:
            answer = unlisted(found.name, area, self._areas([area]))
            rule += ", in no gazetteer"
        return PlaceMention(
            analysis.span(found.start, found.end),
            answer,
            ranked[1:] if sure else ranked,
            toponym.within[0] if toponym.within else None,
            rule,
        )

    def _use(self, analysis: Analysis, found: Found, place: ResolvedPlace | None) -> Use:
        """Use of a name: what is attached to it counts first, then the parse, then the words."""
        if found.attached:
            return "associative"
        governs = place is not None and (
            place.level == "country" or capital_of(place.gazetteer_id) is not None
        )
        read = read_use(analysis, found.start, found.end, governs=governs)
        return found.use if read == "literal" else read

    def _resolved(self, candidate: Candidate, score: float) -> ResolvedPlace:
        return _resolved(candidate, score, self._areas([candidate.place]))

    def _areas(self, places: Iterable[PlaceRow]) -> Mapping[int, str]:
        """Return the names of the divisions that hold the places, fetched together."""
        wanted = {area for p in places for area in (p.admin1, p.admin2) if area is not None}
        return self._finder.names_of(wanted)


def _resolved(candidate: Candidate, score: float, areas: Mapping[int, str]) -> ResolvedPlace:
    place = candidate.place
    level = place.level
    return ResolvedPlace(
        place.gid,
        place.name,
        place.country,
        level,
        place.name if level == "admin1" else areas.get(place.admin1 or 0),
        place.name if level == "admin2" else areas.get(place.admin2 or 0),
        place.latitude,
        place.longitude,
        round(score, 4),
        _precision(place),
    )


def _precision(place: PlaceRow) -> int:
    """UCDP's where_prec; a place that has only its division's point is as precise as that."""
    if place.country == "XXX":
        return 7
    if place.level == "place" and place.approximate:
        return _PRECISION["admin2" if place.admin2 else "admin1" if place.admin1 else "country"]
    return _PRECISION[place.level]


def _support(
    toponyms: Sequence[Toponym], resolutions: Sequence[Resolution], hints: Sequence[str]
) -> dict[str, set[str]]:
    """Gather what speaks for each country in the document: resolved names, and demonyms."""
    support: dict[str, set[str]] = defaultdict(set)
    for toponym, resolution in zip(toponyms, resolutions, strict=True):
        if resolution.best:
            support[resolution.best.place.country].add(folded(toponym.name))
    for code in hints:
        support[code].add(f"={code}")
    return support


def _is_sure(resolution: Resolution, toponym: Toponym, support: dict[str, set[str]]) -> bool:
    """Whether to answer: not where the chances are even, nor with a small place far from the story.

    A village of another country than all that the document names is more likely a namesake of one
    that the gazetteer lacks.
    """
    best = resolution.best
    if best is None or resolution.score < _ABSTAIN:
        return False
    own = support[best.place.country] - {folded(toponym.name)}
    if own or best.place.country == "XXX" or best.place.level == "country":
        return True
    elsewhere = sum(len(names) for code, names in support.items() if code != best.place.country)
    return elsewhere < _FOCUSED or best.place.population >= _WELL_KNOWN
