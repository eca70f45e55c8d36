"""Settles which candidate each toponym of a document means, all toponyms together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from math import exp
from typing import NamedTuple

from reportedly.places.candidates import Candidate, CandidateFinder
from reportedly.places.features import Context, Features, Group, features, in_document
from reportedly.places.geometry import chord_km
from reportedly.places.indexing import ACRONYM, OTHER, OWN
from reportedly.places.keys import folded
from reportedly.places.ranker import Ranker
from reportedly.places.store import PlaceRow

_ROUNDS = 2
_REMEMBERED = 10_000
_MOST = 60
_KEPT = 12
_FOCUS = 3
_ALIKE = 0.92  # in running text most names less alike are other villages'
_SEAT = 5_000
_CLOSE_KM = 161.0
_TINY = 1e-4
_OUTDATED = 4.0  # set by hand, in log odds: such a name is still used now and then
_HOPELESS = 0.01  # of the first round: such a candidate is not weighed again
_SURE = 0.995  # settled without the costlier features


@dataclass(frozen=True, slots=True)
class Toponym:
    """A toponym to resolve.

    ``cues`` are the levels that words around it speak for, best first; ``within`` are the indices
    of toponyms that the words name as containing it.
    """

    start: int
    end: int
    name: str
    cues: tuple[str, ...] = ()
    within: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The candidates of a toponym, best first, with their probabilities.

    That of the first says how likely the place meant is within 161 km of it.
    """

    ranked: tuple[tuple[Candidate, float], ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate."""
        return self.ranked[0][0] if self.ranked else None

    @property
    def score(self) -> float:
        """Probability of the likeliest candidate, 0 to 1."""
        return self.ranked[0][1] if self.ranked else 0.0


class _Known(NamedTuple):
    """The candidates of a name, what each scores by itself, and the most populous one's place."""

    options: list[Candidate]
    own: list[float]
    top: PlaceRow | None


@dataclass(frozen=True)
class Resolver:
    """Resolves the toponyms of one document at a time; holds no state of a document."""

    finder: CandidateFinder
    ranker: Ranker
    _memo: dict[str, _Known] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[type[Resolver], tuple[CandidateFinder, Ranker]]:
        return type(self), (self.finder, self.ranker)

    def resolve(
        self,
        toponyms: Sequence[Toponym],
        countries: Collection[str] = (),
        year: int | None = None,
    ) -> list[Resolution]:
        """Resolve all toponyms of a document.

        ``countries`` (ISO 3166-1 alpha-3) are further evidence: the publisher's country, countries
        that demonyms name, each as often as it is named. ``year`` is that of the document: a place
        that did not bear the name then is less likely meant.
        """
        groups, member = self._settle(toponyms, Counter(countries), year)
        containing = {j for g in groups for j in g.within}
        settled = [self._resolution(g, contains=i in containing) for i, g in enumerate(groups)]
        return [settled[m] for m in member]

    def using(self, ranker: Ranker) -> Resolver:
        """Return a resolver with other coefficients."""
        return Resolver(self.finder, ranker)

    def _known(self, name: str, fold: str) -> _Known:
        """Return what a name says before any document is asked; remembered."""
        known = self._memo.get(fold)
        if known is None:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            options = self.finder.find(name)[:_MOST]
            own = [self.ranker.by_itself(c) for c in options]
            known = self._memo[fold] = _Known(options, own, _most_people(options))
        return known

    def _resolution(self, group: Group, *, contains: bool) -> Resolution:
        ranked = [*zip(group.options, group.scores, strict=True), *group.dropped]
        if not ranked:
            return Resolution()
        ranked = _reread(ranked, group.cues, contains=contains)
        chance = close_share(ranked)
        score = self.ranker.calibrated(ranked[0][0], chance, len(ranked))
        # What remains of 1 is the chance that the gazetteer lacks the place that is meant.
        rest = [(c, s * score / chance) for c, s in ranked[1:]]
        return Resolution(((ranked[0][0], score), *rest))

    def examine(
        self, toponyms: Sequence[Toponym], countries: Collection[str] = ()
    ) -> list[tuple[list[Candidate], list[Features]]]:
        """Candidates of each toponym with the features that the last round saw: for training."""
        hints = Counter(countries)
        groups, member = self._settle(toponyms, hints)
        context = Context(groups, hints)
        rows = [
            (g.options, features(i, context, full=True) if g.options else [])
            for i, g in enumerate(groups)
        ]
        return [rows[m] for m in member]

    def _settle(
        self, toponyms: Sequence[Toponym], hints: Counter[str], year: int | None = None
    ) -> tuple[list[Group], list[int]]:
        groups, member = self._group(_share_cues(toponyms))
        if year is not None:
            for group in groups:
                group.outdated = frozenset(c.place.id for c in group.options if c.outdated(year))
        self._round(groups, hints, full=False)
        self._search_by_sound(groups, hints)
        for _ in range(_ROUNDS):
            before = [g.options[0] if g.options else None for g in groups]
            self._round(groups, hints, full=True)
            if all(not g.options or g.options[0] is b for g, b in zip(groups, before, strict=True)):
                break  # nothing that the names tell each other has changed
        return groups, member

    def _group(self, toponyms: Sequence[Toponym]) -> tuple[list[Group], list[int]]:
        """Put mentions of one name together, apart where the words name different containers."""
        folds = [folded(t.name) for t in toponyms]
        index: dict[tuple[str, ...], int] = {}
        groups: list[Group] = []
        member = []
        for t, name in zip(toponyms, folds, strict=True):
            key = (name, *t.cues[:1], *(folds[j] for j in t.within))
            if key not in index:
                index[key] = len(groups)
                known = self._known(t.name, name)
                groups.append(
                    Group(
                        t.name,
                        name,
                        t.cues,
                        set(),
                        set(),
                        known.options,
                        own=known.own,
                        top=known.top,
                    )
                )
            member.append(index[key])
        for i, t in enumerate(toponyms):
            group = groups[member[i]]
            group.within |= {member[j] for j in t.within} - {member[i]}
            for j in (i - 1, i + 1):
                if 0 <= j < len(member) and folds[j] != folds[i]:
                    group.neighbours.add(member[j])
        return groups, member

    def _search_by_sound(self, groups: list[Group], hints: Counter[str]) -> None:
        missing = [g for g in groups if not g.options]
        if not missing:
            return
        found: Counter[str] = Counter(hints)
        found.update(g.options[0].place.country for g in groups if g.options)
        focus = [c for c, _ in found.most_common(_FOCUS)]
        for group in missing if focus else ():
            alike = self.finder.find(group.name, focus)[:_KEPT]
            group.options = [c for c in alike if c.similarity >= _ALIKE]
            group.own = [self.ranker.by_itself(c) for c in group.options]
            group.top = _most_people(group.options)

    def _round(self, groups: list[Group], hints: Counter[str], *, full: bool) -> None:
        context = Context(groups, hints)
        ranked = [
            self._rank(i, context, full=full)
            if len(g.options) > 1 and not _sure(g, full=full)
            else None
            for i, g in enumerate(groups)
        ]
        for group, found in zip(groups, ranked, strict=True):
            if found is not None:
                _keep(group, found)
            elif len(group.options) == 1:
                group.scores = [1.0]

    def _rank(self, i: int, context: Context, *, full: bool) -> list[tuple[float, int]]:
        group = context.groups[i]
        told = self.ranker.in_document(in_document(i, context, full=full))
        scores = [a + b for a, b in zip(group.own, told, strict=True)]
        if group.outdated:
            scores = [
                s - _OUTDATED * (c.place.id in group.outdated)
                for s, c in zip(scores, group.options, strict=True)
            ]
        top = max(scores)
        weights = [exp(s - top) for s in scores]
        total = sum(weights)
        order = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)
        return [(weights[k] / total, k) for k in order[:_KEPT]]


def _most_people(options: Sequence[Candidate]) -> PlaceRow | None:
    top = max(options, key=lambda c: (c.place.level == "country", c.place.population), default=None)
    return None if top is None else top.place


def _keep(group: Group, found: Sequence[tuple[float, int]]) -> None:
    """Keep what the next round weighs again, the likeliest first."""
    live = [(s, k) for s, k in found if s > _HOPELESS]
    options = group.options
    group.dropped = [(options[k], s) for s, k in found[len(live) :]] + group.dropped
    group.options = [options[k] for _, k in live]
    group.own = [group.own[k] for _, k in live]
    group.scores = [s for s, _ in live]


def _sure(group: Group, *, full: bool) -> bool:
    return full and bool(group.scores) and group.scores[0] > _SURE


def close_share(ranked: Sequence[tuple[Candidate, float]]) -> float:
    """Probability that the first candidate or one within 161 km of it is meant.

    A town and the district named after it are no rivals.
    """
    best, share = ranked[0]
    here = best.place.point
    for c, score in ranked[1:]:
        there = c.place.point
        if score > _TINY and here and there and chord_km(here, there) <= _CLOSE_KM:
            share += score
    return min(1.0, share)


def _share_cues(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Let what the words call a place once hold wherever its name stands in the document."""
    cues: dict[str, tuple[str, ...]] = {}
    for t in toponyms:
        if t.cues:
            cues.setdefault(folded(t.name), t.cues)
    if not cues:
        return list(toponyms)
    return [
        replace(t, cues=told) if not t.cues and (told := cues.get(folded(t.name))) else t
        for t in toponyms
    ]


def _reread(
    ranked: list[tuple[Candidate, float]], cues: tuple[str, ...], *, contains: bool
) -> list[tuple[Candidate, float]]:
    """Settle the level among places of one name at one spot.

    What the words call a district is the district; a plain name is the town, not the division
    named after it, unless the words name the division as containing something.
    """
    top = ranked[0][0].place
    if cues:
        return ranked if top.level in cues else _promote(ranked, cues)
    if top.level not in {"admin1", "admin2"} or contains:
        return ranked
    return _promote(ranked, ("place",))


def _promote(
    ranked: list[tuple[Candidate, float]], levels: tuple[str, ...]
) -> list[tuple[Candidate, float]]:
    top = ranked[0][0].place
    for level in levels:
        for k, (c, score) in enumerate(ranked[1:], 1):
            if c.place.level == level and c.kind != ACRONYM and _same_spot(c, top, level):
                # The two were one choice: what remained open is only how the words are read.
                rest = ranked[:k] + ranked[k + 1 :]
                return [(c, ranked[0][1] + score), (rest[0][0], 0.0), *rest[1:]]
    return ranked


def _same_spot(candidate: Candidate, top: PlaceRow, level: str) -> bool:
    p = candidate.place
    if p.country != top.country:
        return False
    if level == "place" and top.level in {"admin1", "admin2"}:
        own = candidate.kind in {OWN, OTHER} and top.id in (p.admin1, p.admin2)
        return own and (top.level == "admin2" or p.population >= _SEAT)
    if p.id in (top.admin1, top.admin2) or top.id in (p.admin1, p.admin2):
        return True
    return p.admin1 is not None and p.admin1 == top.admin1
