"""How strongly two claims seem to tell of one happening, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

from reportedly.events.geography import relation
from reportedly.events.rules import Kinds, Scale, load_kinds, load_scale
from reportedly.events.tellings import Number, Telling, Where

Evidence = tuple[str, float]
_IMAGINED: Final = ("planned", "hypothetical")
_WEEK, _MONTH = 7, 31
_WORDS: Final = "party.same_words"
_MOST_RELATIONS: Final = 1 << 20
_TITLES: Final = {
    "place.same_exact": "the same place",
    "place.same_division": "the same district",
    "place.same_province": "the same province",
    "place.same_area": "the same area",
    "place.same_country": "the same country",
    "place.same_words": "a place of the same words",
    "place.site_in_town": "a site in the town",
    "place.beside": "places side by side",
    "place.near": "places near each other",
    "place.neighbouring": "neighbouring places",
    "place.inside_division": "a place in the district",
    "place.inside_province": "a place in the province",
    "place.inside_country": "a place in the country",
    "place.other_area": "another district",
    "place.other_region": "another sea or region",
    "place.apart": "places far apart",
    "place.named": "the other's place named in the words",
    "time.same_days": "the same days",
    "time.within_week": "a day in the other's days",
    "time.within_month": "a day in the other's month",
    "time.next_day": "days next to each other",
    "time.near_days": "two or three days apart",
    "time.same_week": "within a week of each other",
    "time.apart": "more than a week apart",
    "time.told_soon": "no day told, published soon after",
    "time.told_long_after": "no day told, published long after",
    "time.told_before": "published before the day",
    "time.published_together": "no day told, published together",
    "time.published_apart": "no day told, published far apart",
    "mode.same": "the same kind of act",
    "mode.alike": "kinds of act that are mixed up",
    "mode.unlike": "another kind of act",
    "party.same_actor": "the same actor",
    "party.same_recipient": "the same recipient",
    "party.same_words": "a party in the same words",
    "party.exchanged": "the sides exchanged",
    "party.other_actor": "another actor",
    "party.other_recipient": "another recipient",
    "name": "the same name",
    "named_object": "the same named recipient",
    "count.same": "the same count",
    "count.same_small": "the same small count",
    "count.overlapping": "counts that overlap",
    "count.other": "other counts",
    "count.far": "counts far apart",
    "words.cosine": "the same words",
    "words.trigger": "the same word for the act",
    "words.nothing_shared": "no word shared",
    "document.same": "told in one document",
    "document.same_sentence": "told in one sentence",
    "document.denied_here": "a denial in the document that tells it",
    "told.imagined": "one tells a plan or a fear",
    "category.other": "acts of another category",
    "category.alike": "codes that stand for one act",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Sum of the evidence, the score 0 to 1 that it comes to, and each piece in words."""

    points: float
    score: float
    reasons: tuple[str, ...]


class Scorer:
    """Compares two tellings; symmetric, and the same for the same two on every machine."""

    def __init__(self, scale: Scale | None = None, kinds: Kinds | None = None) -> None:
        self.scale = scale or load_scale()
        self.kinds = kinds or load_kinds()
        of = self.scale.of
        self._points = {f"{g}.{n}": value for g, row in of.items() for n, value in row.items()}
        self._points |= {f"verbal.party.{n}": value for n, value in of["verbal"].items()}
        self._relations: dict[tuple[str, int, str, int], str] = {}
        self._points |= {"name": self.scale.name, "named_object": self.scale.named_object}

    def margin(self, a: Telling, b: Telling) -> float:
        """Return how far the evidence is above (or below) the sum that joins, clipped."""
        scale = self.scale
        if a.kind != b.kind:
            return scale.low
        points = self._points
        total = _cosine(a, b) * points["words.cosine"] - scale.join
        for name in self._names_of(a, b):
            total += points[name]
        return min(scale.high, max(scale.low, total))

    def explain(self, a: Telling, b: Telling) -> Explained:
        """Return sum, score and reasons, the strongest reason first."""
        found = list(self.evidence(a, b))
        total = sum(points for _, points in found)
        ranked = sorted(found, key=lambda x: (-abs(x[1]), x[0]))
        reasons = tuple(f"{_TITLES[k]} ({p:+.1f})" for k, p in ranked if k in _TITLES and p)
        return Explained(total, 1 / (1 + exp(self.scale.join - total)), reasons)

    def evidence(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        """Yield each piece by name, with its points."""
        for name in self._names_of(a, b):
            yield name.removeprefix("verbal."), self._points[name]
        yield "words.cosine", _cosine(a, b) * self._points["words.cosine"]

    def _names_of(self, a: Telling, b: Telling) -> list[str]:
        """Name every piece of evidence but the share of words."""
        names = [self._place(a, b), _time(a, b), self._mode(a, b)]
        self._parties(a, b, names)
        if a.names and b.names:
            _add_names(a, b, names)
        if a.counts and b.counts:
            self._counts(a, b, names)
        _add_words(a, b, names)
        if a.category != b.category:
            names.append("category.alike" if a.kind == b.kind else "category.other")
        if (a.told in _IMAGINED) != (b.told in _IMAGINED):
            names.append("told.imagined")
        if a.document_id == b.document_id:
            _add_document(a, b, names)
        return names

    def _place(self, a: Telling, b: Telling) -> str:
        ours, theirs = a.places, b.places
        if not ours or not theirs:
            named = not set(a.names).isdisjoint(b.spots) or not set(b.names).isdisjoint(a.spots)
            return "place.named" if named else "place.open"
        if len(ours) == len(theirs) == 1:
            return self._relation(ours[0], theirs[0])
        found = [self._relation(x, y) for x in ours for y in theirs]
        return max(found, key=lambda name: (self._points[name], name))

    def _relation(self, x: Where, y: Where) -> str:
        if not x.id or not y.id:
            return "place." + relation(x, y)
        key = (x.id, x.precision, y.id, y.precision)
        name = self._relations.get(key)
        if name is None:
            if len(self._relations) > _MOST_RELATIONS:
                self._relations.clear()
            name = self._relations[key] = "place." + relation(x, y)
        return name

    def _mode(self, a: Telling, b: Telling) -> str:
        if a.mode is None or b.mode is None:
            return "mode.one_open"
        if a.mode == b.mode:
            return "mode.same"
        return "mode.alike" if (a.mode, b.mode) in self.kinds.alike else "mode.unlike"

    def _parties(self, a: Telling, b: Telling, names: list[str]) -> None:
        verbal = a.category in self.kinds.verbal and b.category in self.kinds.verbal
        if not verbal and _exchanged(a, b):
            names.append("party.exchanged")
            return
        group = "verbal." if verbal else ""
        found = _compare(a.actors, b.actors, a.states, b.states)
        if found:
            names.append(f"{group}party.{found}_actor" if found != "same_words" else _WORDS)
        found = _compare(a.recipients, b.recipients, a.states_hit, b.states_hit)
        if found:
            names.append(f"{group}party.{found}_recipient" if found != "same_words" else _WORDS)

    def _counts(self, a: Telling, b: Telling, names: list[str]) -> None:
        found = [
            name
            for x in a.counts
            for y in b.counts
            if x.what == y.what and not (x.of and y.of and x.of != y.of) and (name := _count(x, y))
        ]
        if found:
            names.append(max(found, key=lambda name: (self._points[name], name)))


def _time(a: Telling, b: Telling) -> str:
    if a.first is None or a.last is None:
        if b.first is None or b.last is None:
            return _published(a.published, b.published)
        return _told_after(a.published, b.first, b.last)
    if b.first is None or b.last is None:
        return _told_after(b.published, a.first, a.last)
    gap = max(a.first - b.last, b.first - a.last)
    if gap > 0:
        return _apart(gap)
    width = max(a.last - a.first, b.last - b.first)
    if width <= 2:
        return "time.same_days"
    if width <= _WEEK:
        return "time.within_week"
    return "time.within_month" if width <= _MONTH else "time.loose"


def _cosine(a: Telling, b: Telling) -> float:
    """Share of stems, 0 to 1; 0 for two claims on one sentence, which share all."""
    if not a.words or not b.words or (a.sentence == b.sentence and a.document_id == b.document_id):
        return 0.0
    shared = len(set(a.words).intersection(b.words))
    return shared / sqrt(len(a.words) * len(b.words)) if shared else 0.0


def _add_words(a: Telling, b: Telling, names: list[str]) -> None:
    if a.trigger and a.trigger == b.trigger:
        names.append("words.trigger")
    if len(a.words) >= 5 and len(b.words) >= 5 and set(a.words).isdisjoint(b.words):
        names.append("words.nothing_shared")


def _add_names(a: Telling, b: Telling, names: list[str]) -> None:
    shared = set(a.names).intersection(b.names)
    if not shared:
        return
    if shared.intersection(a.objects).intersection(b.objects):
        names.append("named_object")
    elif a.document_id != b.document_id:
        names.append("name")


def _add_document(a: Telling, b: Telling, names: list[str]) -> None:
    if {a.told, b.told} == {"happened", "denied"}:
        names.append("document.denied_here")
    elif a.sentence == b.sentence and a.voice == b.voice:
        names.append("document.same_sentence")
    names.append("document.same")


def _published(a: int | None, b: int | None) -> str:
    if a is None or b is None:
        return "time.loose"
    gap = abs(a - b)
    if gap <= 4:
        return "time.published_together"
    return "time.loose" if gap <= _MONTH else "time.published_apart"


def _told_after(published: int | None, first: int, last: int) -> str:
    if published is None:
        return "time.loose"
    if published < first - 1:
        return "time.told_before"
    gap = published - last
    if gap <= _WEEK:
        return "time.told_soon"
    return "time.loose" if gap <= _MONTH else "time.told_long_after"


def _apart(gap: int) -> str:
    if gap == 1:
        return "time.next_day"
    if gap <= 3:
        return "time.near_days"
    return "time.same_week" if gap <= _WEEK else "time.apart"


def _registered(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key[0] == "@"}


def _exchanged(a: Telling, b: Telling) -> bool:
    """Whether each side's attacker is the other's target, in registry entries."""
    if not a.actors or not b.actors or not (a.recipients or b.recipients):
        return False
    ours, theirs = _registered(a.actors), _registered(b.actors)
    if not ours or not theirs or ours & theirs:
        return False
    return not ours.isdisjoint(b.recipients) or not theirs.isdisjoint(a.recipients)


def _compare(
    x: tuple[str, ...], y: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> str | None:
    """``same``, ``same_words``, ``other`` (other registry entries) or None.

    Two organs of one state (``ours``, ``theirs``) are the same party.
    """
    if not x or not y:
        return None
    shared = set(x).intersection(y)
    if shared:
        return "same" if _registered(shared) else "same_words"
    if _registered(x) and _registered(y):
        return "same" if not set(ours).isdisjoint(theirs) else "other"
    stems = {s for key in x if key[0] != "@" for s in key.split()}
    others = {s for key in y if key[0] != "@" for s in key.split()}
    return "same_words" if stems & others else None


def _count(x: Number, y: Number) -> str | None:
    if (x.low is None and x.high is None) or (y.low is None and y.high is None):
        return None
    low = max(x.low or 0, y.low or 0)
    high = min(_top(x), _top(y))
    if low <= high:
        exact = x.low == x.high == y.low == y.high
        if exact:
            return "count.same" if low >= 5 else "count.same_small"
        return "count.overlapping"
    return "count.other" if low <= 3 * max(high, 1) else "count.far"


def _top(number: Number) -> float:
    return float("inf") if number.high is None else number.high
