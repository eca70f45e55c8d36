"""What speaks for a candidate: the name, the words around it, the other toponyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt

from reportedly.places.candidates import TRAITS, Candidate
from reportedly.places.geometry import RADIUS_KM, Vector
from reportedly.places.store import PlaceRow

NAMES = (
    *TRAITS, "most_people", "cue_fits", "cue_misses", "inside_named", "outside_named",
    "holds_others", "country_share", "admin1_share", "near", "nearer", "hint",
    "neighbour_country", "alone_in_country", "neighbour_near", "same_name",
)  # fmt: skip
Features = list[float]
_NEAR_KM = 100.0
_WIDE_KM = 600.0
_FALL = -RADIUS_KM / _WIDE_KM
_STEEP = RADIUS_KM / _NEAR_KM
_FAR_SQUARE = (2500.0 / RADIUS_KM) ** 2
_TOWARDS = 20
_FAR = (0.0, 0.0)
_WINDOW = 60  # names further away in a long document are no neighbours
_MOST = 50  # mentions of one name that are looked at: a long list stays linear


@dataclass(slots=True)
class Group:
    """The mentions of one name that the words place alike.

    ``within`` and ``neighbours`` are indices of groups; ``cues`` levels that the words speak for.
    ``own`` is what each candidate scores by itself, ``top`` the most populous one's place.
    ``dropped`` are candidates that had next to no chance once, with the chance that they had.
    ``outdated`` are ids of places that did not bear the name when the document was published.
    """

    name: str
    fold: str
    cues: tuple[str, ...]
    within: set[int]
    neighbours: set[int]
    options: list[Candidate]
    scores: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    top: PlaceRow | None = None
    dropped: list[tuple[Candidate, float]] = field(default_factory=list)
    outdated: frozenset[int] = frozenset()

    @property
    def best(self) -> tuple[PlaceRow, float] | None:
        """The likeliest place so far, with its probability."""
        return (self.options[0].place, self.scores[0]) if self.scores else None


class Context:
    """What the document's names say together, as far as they are settled."""

    def __init__(self, groups: Sequence[Group], hints: Mapping[str, int]) -> None:
        self.groups = groups
        self.hints = hints
        self.hint_total = sum(hints.values())
        self.twins: dict[str, list[int]] = defaultdict(list)
        for i, g in enumerate(groups):
            self.twins[g.fold].append(i)
        self.settled = [_settled(g) for g in groups]
        self.countries: dict[str, float] = defaultdict(float)
        self.admin1: dict[int, float] = defaultdict(float)
        self.held: dict[int, int] = defaultdict(int)
        self.total = 0.0
        for found in self.settled:
            if found is not None:
                self._count(*found)

    def _count(self, place: PlaceRow, weight: float) -> None:
        self.total += weight
        self.countries[place.country] += weight
        if first := _first_level(place):
            self.admin1[first] += weight
        for parent in (place.admin1, place.admin2):
            if parent:
                self.held[parent] += 1


def _settled(group: Group) -> tuple[PlaceRow, float] | None:
    if group.scores or not group.options:
        return group.best
    return None if group.top is None else (group.top, 1.0 / len(group.options))


def _first_level(place: PlaceRow) -> int | None:
    return place.id if place.level == "admin1" else place.admin1


def features(i: int, context: Context, *, full: bool) -> list[Features]:
    """Features of all candidates of group ``i``, in the order of `NAMES`."""
    told = in_document(i, context, full=full)
    return [[*c.traits, *row] for c, row in zip(context.groups[i].options, told, strict=True)]


def in_document(i: int, context: Context, *, full: bool) -> list[Features]:
    """Return what the document says of each candidate: the features behind its own `TRAITS`.

    Distances are counted only when ``full``: they cost most and say little before names settle.
    """
    group, own = context.groups[i], context.settled[i]
    found = group.options
    most = max([c.place.population for c in found])
    codes = [c.place.country for c in found]
    neighbours = [s[0] for j in group.neighbours if (s := context.settled[j])]
    near_countries = {n.country for n in neighbours}
    points = [n.point for n in neighbours if full and n.point and n.level != "country"]
    others = _others(i, context) if full else []
    # what the name itself put into the document's counts is taken out
    mine, weight = own or (None, 0.0)
    mine_country = mine.country if mine else None
    mine_first = _first_level(mine) if mine else None
    rest = (context.total - weight) or 1.0
    hints = context.hint_total or 1
    twins = len(context.twins[group.fold]) > 1
    cues, within, held = group.cues, group.within, context.held
    told: dict[str, tuple[float, float, float, float]] = {}
    for code in set(codes):
        shared = context.countries.get(code, 0.0) - (weight if code == mine_country else 0.0)
        told[code] = (
            shared / rest,
            context.hints.get(code, 0) / hints,
            1.0 if code in near_countries else 0.0,
            1.0 if codes.count(code) == 1 else 0.0,
        )
    out = []
    for c, country in zip(found, codes, strict=True):
        p = c.place
        level, point = p.level, p.point
        near, wide = _nearness(point, others) if others and point and level != "country" else _FAR
        cue = float(level in cues) if cues else 0.0
        fits = _inside(p, within, context) if within else 0.0
        first = p.id if level == "admin1" else p.admin1
        shared, hint, beside, alone = told[country]
        local = context.admin1.get(first, 0.0) if first else 0.0
        if first and first == mine_first:
            local -= weight
        out.append(
            [
                1.0 if p.population == most else 0.0,
                cue,
                1.0 - cue if cues else 0.0,
                fits,
                float(fits == 0.0) if within else 0.0,
                _holds(p, own, context) if p.id in held else 0.0,
                shared,
                local / rest,
                near,
                wide,
                hint,
                beside,
                alone,
                _closest(point, points) if points and point else 0.0,
                _same_name(i, p, context) if twins else 0.0,
            ]
        )
    return out


def _holds(place: PlaceRow, own: tuple[PlaceRow, float] | None, context: Context) -> float:
    if place.level == "place":
        return 0.0
    mine = own is not None and place.id in (own[0].admin1, own[0].admin2)
    return min(3, context.held[place.id] - mine) / 3


def _same_name(i: int, place: PlaceRow, context: Context) -> float:
    fold = context.groups[i].fold
    return max(
        (
            s[1]
            for j in context.twins[fold][:_MOST]
            if j != i and (s := context.settled[j]) and s[0].id == place.id
        ),
        default=0.0,
    )


def _inside(place: PlaceRow, within: set[int], context: Context) -> float:
    """1 if a place that the words name as containing holds this one, less if it may."""
    fits = 0.0
    for j in sorted(within)[:_MOST] if len(within) > 1 else within:
        group = context.groups[j]
        if group.scores and inside(place, group.options[0].place):
            return 1.0
        if fits == 0.0:
            for c in group.options[:_TOWARDS]:
                if inside(place, c.place):
                    fits = 0.7
                    break
    return fits


def inside(place: PlaceRow, area: PlaceRow) -> bool:
    """Whether the gazetteer files the place under the area."""
    if area.level == "country":
        return place.country == area.country and place.id != area.id
    return area.id in (place.admin1, place.admin2)


def _others(i: int, context: Context) -> list[tuple[Vector, float]]:
    """Points of the settled names around group ``i``, with their probabilities."""
    fold = context.groups[i].fold
    first = max(0, i - _WINDOW)
    return [
        (s[0].point, s[1])
        for s, other in zip(
            context.settled[first : i + _WINDOW], context.groups[first : i + _WINDOW], strict=True
        )
        if s and s[0].point and s[0].level != "country" and other.fold != fold
    ]


def _nearness(point: Vector, others: Sequence[tuple[Vector, float]]) -> tuple[float, float]:
    """How much of the document lies near a point, and how much less near."""
    near = wide = 0.0
    x, y, z = point
    for (a, b, c), weight in others:
        square = (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)
        if square < _FAR_SQUARE:
            less = exp(_FALL * sqrt(square))
            cube = less * less * less
            wide += weight * less
            near += weight * cube * cube  # exp of six times as steep a fall: _NEAR_KM
    return min(1.0, near / 2), wide / len(others)


def _closest(point: Vector, points: Sequence[Vector]) -> float:
    x, y, z = point
    least = min([(x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 for a, b, c in points])
    return exp(-_STEEP * sqrt(least))
