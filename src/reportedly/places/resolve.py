"""Settles which candidate each toponym of a document means, all toponyms together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from reportedly.places.candidates import Candidate, CandidateFinder
from reportedly.places.indexing import OTHER, OWN
from reportedly.places.features import Context, Features, features
from reportedly.places.ranker import Ranker
from reportedly.text.normalise import fold

MOST = 60
_FOCUS = 3
_SEAT = 5_000


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
    """The candidates of a toponym, best first, with their probabilities."""

    ranked: tuple[tuple[Candidate, float], ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate."""
        return self.ranked[0][0] if self.ranked else None

    @property
    def score(self) -> float:
        """Probability of the likeliest candidate, 0 to 1."""
        return self.ranked[0][1] if self.ranked else 0.0


@dataclass
class Resolver:
    """Resolves the toponyms of one document at a time; holds no state of a document."""

    finder: CandidateFinder
    ranker: Ranker
    demonyms: Mapping[str, str] = field(default_factory=dict)

    def resolve(
        self, toponyms: Sequence[Toponym], countries: Collection[str] = ()
    ) -> list[Resolution]:
        """Resolve all toponyms of a document.

        ``countries`` (ISO 3166-1 alpha-3) are further evidence: the publisher's country, countries
        that demonyms name, each as often as it is named.
        """
        options = [self.finder.find(t.name)[:MOST] for t in toponyms]
        hints = Counter(countries)
        first = self._rank(toponyms, options, _context(toponyms, options, None, hints))
        if missing := [i for i, o in enumerate(options) if not o]:
            focus = [c for c, _ in _countries(first, hints).most_common(_FOCUS)]
            for i in missing if focus else ():
                options[i] = self.finder.find(toponyms[i].name, focus)[:MOST]
        second = self._rank(toponyms, options, _context(toponyms, options, first, hints))
        return self._rank(toponyms, options, _context(toponyms, options, second, hints))

    def _rank(
        self, toponyms: Sequence[Toponym], options: list[list[Candidate]], context: Context
    ) -> list[Resolution]:
        out = []
        for i, (toponym, found) in enumerate(zip(toponyms, options, strict=True)):
            if not found:
                out.append(Resolution())
                continue
            scores = self.ranker.scores(features(i, toponym, found, context))
            top = max(scores)
            weights = [exp(s - top) for s in scores]
            total = sum(weights)
            ranked = sorted(
                zip(found, (w / total for w in weights), strict=True), key=lambda x: -x[1]
            )
            named = {j for t in toponyms for j in t.within}
            out.append(Resolution(tuple(ranked if i in named else _seat_first(ranked, toponym))))
        return out


def _seat_first(
    ranked: list[tuple[Candidate, float]], toponym: Toponym
) -> list[tuple[Candidate, float]]:
    """Prefer the town to the division named after it, unless the words speak for the division."""
    top = ranked[0][0].place
    if top.level not in {"admin1", "admin2"} or top.level in toponym.cues:
        return ranked
    for k, (c, _) in enumerate(ranked[1:], 1):
        p = c.place
        if (
            p.level == "place"
            and c.kind in {OWN, OTHER}
            and top.id in (p.admin1, p.admin2)
            and (top.level == "admin2" or p.population >= _SEAT)
        ):
            # The two were one choice: what remains open is only how the words are read.
            both = ranked[0][1] + ranked[k][1]
            rest = ranked[:k] + ranked[k + 1 :]
            return [(c, both), (rest[0][0], 0.0), *rest[1:]]
    return ranked


def _countries(resolutions: Sequence[Resolution], hints: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter(hints)
    for r in resolutions:
        if r.best:
            found[r.best.place.country] += 1
    return found


def _context(
    toponyms: Sequence[Toponym],
    options: list[list[Candidate]],
    resolutions: Sequence[Resolution] | None,
    hints: Counter[str],
) -> Context:
    best = None
    if resolutions is not None:
        best = [(r.best.place, r.score) if r.best else None for r in resolutions]
    folds = [fold(t.name) for t in toponyms]
    return Context(toponyms=list(toponyms), options=options, best=best, folds=folds, hints=hints)


__all__ = ["Features", "Resolution", "Resolver", "Toponym"]
