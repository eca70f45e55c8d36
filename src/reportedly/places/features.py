"""What speaks for a candidate: the name, the words around it, the other toponyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log10
from typing import Protocol

from reportedly.places.candidates import SOUND, STRIPPED, Candidate
from reportedly.places.geometry import distance_km
from reportedly.places.indexing import ACRONYM, BASE, OTHER, OWN
from reportedly.places.store import PlaceRow

NAMES = (
    "population", "most_people", "country", "admin1", "admin2", "place", "ours", "own_name",
    "other_name", "bare_name", "acronym", "stripped", "by_sound", "cue_fits", "cue_misses",
    "inside_named", "outside_named", "holds_others", "country_share", "admin1_share", "near",
    "nearer", "hint", "neighbour_country", "alone_in_country", "neighbour_near",
)  # fmt: skip
Features = list[float]
_NEAR_KM = 100.0
_WIDE_KM = 600.0


class Named(Protocol):
    """What features need of a toponym."""

    @property
    def cues(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def within(self) -> tuple[int, ...]: ...  # noqa: D102


@dataclass
class Context:
    """The other toponyms of the document, as far as they are settled.

    ``best`` holds the best place of each with its probability, or is None in the first round.
    """

    toponyms: Sequence[Named]
    options: list[list[Candidate]]
    best: list[tuple[PlaceRow, float] | None] | None
    folds: list[str]
    hints: Counter[str]
    names: dict[str, tuple[PlaceRow, float]] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    admin1: Counter[int] = field(default_factory=Counter)
    parents: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for i, name in enumerate(self.folds):
            settled = self._settled(i)
            if settled and name not in self.names:
                self._count(name, *settled)
        self.hint_total = sum(self.hints.values())

    def _settled(self, i: int) -> tuple[PlaceRow, float] | None:
        if self.best is not None:
            return self.best[i]
        if not self.options[i]:
            return None
        top = max(self.options[i], key=lambda c: (c.place.level == "country", c.place.population))
        return top.place, 1.0 / len(self.options[i])

    def _count(self, name: str, place: PlaceRow, weight: float) -> None:
        self.names[name] = place, weight
        self.countries[place.country] += weight  # type: ignore[assignment]
        first = place.id if place.level == "admin1" else place.admin1
        if first:
            self.admin1[first] += weight  # type: ignore[assignment]
        for parent in (place.admin1, place.admin2):
            if parent:
                self.parents[parent].add(name)


def features(i: int, toponym: Named, found: list[Candidate], context: Context) -> list[Features]:
    """Features of all candidates of toponym ``i``, in the order of `NAMES`."""
    most = max(c.place.population for c in found)
    own = context.folds[i]
    settled = context.names.get(own)
    others = [v for k, v in context.names.items() if k != own]
    total = sum(context.countries.values()) - (settled[1] if settled else 0.0) or 1.0
    neighbours = _neighbours(i, context)
    in_country = Counter(c.place.country for c in found)
    out = []
    for c in found:
        p = c.place
        near, wide = _nearness(p, others)
        row = [
            log10(p.population + 1) / 7,
            float(p.population == most),
            float(p.level == "country"),
            float(p.level == "admin1"),
            float(p.level == "admin2"),
            float(p.level == "place"),
            float(p.level in {"feature", "region"}),
            float(c.kind == OWN),
            float(c.kind == OTHER),
            float(c.kind == BASE),
            float(c.kind == ACRONYM),
            float(c.rule == STRIPPED),
            c.similarity if c.rule == SOUND else 0.0,
            *_cue(p, toponym.cues),
            *_named(p, toponym.within, context),
            min(3, len(context.parents.get(p.id, set()) - {own})) / 3
            if p.level != "place"
            else 0.0,
            (context.countries[p.country] - _own(settled, p)) / total,
            _admin1_share(p, context, settled, total),
            near,
            wide,
            context.hints[p.country] / context.hint_total if context.hint_total else 0.0,
            float(any(n.country == p.country for n in neighbours)),
            float(in_country[p.country] == 1),
            max((_close(p, n, _NEAR_KM) for n in neighbours), default=0.0),
        ]
        out.append(row)
    return out


def _own(settled: tuple[PlaceRow, float] | None, place: PlaceRow) -> float:
    return settled[1] if settled and settled[0].country == place.country else 0.0


def _admin1_share(
    place: PlaceRow, context: Context, settled: tuple[PlaceRow, float] | None, total: float
) -> float:
    first = place.id if place.level == "admin1" else place.admin1
    if not first:
        return 0.0
    mine = 0.0
    if settled:
        same = settled[0].id if settled[0].level == "admin1" else settled[0].admin1
        mine = settled[1] if same == first else 0.0
    return (context.admin1[first] - mine) / total


def _cue(place: PlaceRow, cues: tuple[str, ...]) -> tuple[float, float]:
    if not cues:
        return 0.0, 0.0
    fits = float(place.level in cues)
    return fits, 1.0 - fits


def _named(place: PlaceRow, within: tuple[int, ...], context: Context) -> tuple[float, float]:
    if not within:
        return 0.0, 0.0
    fits = 0.0
    for j in within:
        best = context.best[j] if context.best is not None else None
        if best and inside(place, best[0]):
            fits = max(fits, 1.0)
        elif any(inside(place, c.place) for c in context.options[j][:20]):
            fits = max(fits, 0.7)
    return fits, float(fits == 0.0)


def inside(place: PlaceRow, area: PlaceRow) -> bool:
    """Whether the gazetteer files the place under the area."""
    if area.level == "country":
        return place.country == area.country and place.id != area.id
    return area.id in (place.admin1, place.admin2)


def _neighbours(i: int, context: Context) -> list[PlaceRow]:
    if context.best is None:
        return []
    own, found = context.folds[i], []
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(context.folds) and context.folds[j] == own:
            j += step
        if 0 <= j < len(context.folds) and (best := context.best[j]):
            found.append(best[0])
    return found


def _nearness(place: PlaceRow, others: list[tuple[PlaceRow, float]]) -> tuple[float, float]:
    near = wide = 0.0
    if place.latitude is None or place.longitude is None or place.level == "country":
        return 0.0, 0.0
    for other, weight in others:
        if other.level == "country" or other.latitude is None or other.longitude is None:
            continue
        if abs(other.latitude - place.latitude) > 20:
            continue
        d = distance_km(place.latitude, place.longitude, other.latitude, other.longitude)
        near += weight * exp(-d / _NEAR_KM)
        wide += weight * exp(-d / _WIDE_KM)
    count = len(others) or 1
    return min(1.0, near / 2), wide / count


def _close(place: PlaceRow, other: PlaceRow, scale: float) -> float:
    if None in (place.latitude, other.latitude) or other.level == "country":
        return 0.0
    return exp(
        -distance_km(
            place.latitude or 0.0, place.longitude or 0.0, other.latitude or 0.0,
            other.longitude or 0.0,
        ) / scale
    )  # fmt: skip
