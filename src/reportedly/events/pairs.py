"""How strongly two claims seem to tell of one happening, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

from reportedly.events.geography import relation
from reportedly.events.rules import Kinds, Scale, load_kinds, load_scale
from reportedly.events.tellings import Number, Telling

Evidence = tuple[str, float]
_IMAGINED: Final = ("planned", "hypothetical")
_WEEK, _MONTH = 7, 31
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
    "place.other_area": "another area",
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
        self._points |= {"name": self.scale.name, "named_object": self.scale.named_object}

    def margin(self, a: Telling, b: Telling) -> float:
        """Return how far the evidence is above (or below) the sum that joins, clipped."""
        scale = self.scale
        if a.kind != b.kind:
            return scale.low
        total = -scale.join
        for _, points in self.evidence(a, b):
            total += points
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
        if a.kind != b.kind:
            yield self._of("category.other")
        yield self._place(a, b)
        yield self._time(a, b)
        yield self._mode(a, b)
        yield from self._parties(a, b)
        yield from self._names(a, b)
        yield from self._counts(a, b)
        yield from self._words(a, b)
        yield from self._context(a, b)

    def _of(self, name: str) -> Evidence:
        return name, self._points[name]

    def _place(self, a: Telling, b: Telling) -> Evidence:
        if not a.places or not b.places:
            named = set(a.names).intersection(b.spots) or set(b.names).intersection(a.spots)
            return self._of("place.named" if named else "place.open")
        best: Evidence = ("place.open", 0.0)
        first = True
        for x in a.places:
            for y in b.places:
                name = "place." + relation(x, y)
                if first or self._points[name] > best[1]:
                    best = name, self._points[name]
                    first = False
        return best

    def _time(self, a: Telling, b: Telling) -> Evidence:
        if a.first is None or a.last is None:
            if b.first is None or b.last is None:
                return self._of(_published(a.published, b.published))
            return self._of(_told_after(a.published, b.first, b.last))
        if b.first is None or b.last is None:
            return self._of(_told_after(b.published, a.first, a.last))
        gap = max(a.first - b.last, b.first - a.last)
        if gap > 0:
            return self._of(_apart(gap))
        width = max(a.last - a.first, b.last - b.first)
        if width <= 2:
            return self._of("time.same_days")
        if width <= _WEEK:
            return self._of("time.within_week")
        return self._of("time.within_month" if width <= _MONTH else "time.loose")

    def _mode(self, a: Telling, b: Telling) -> Evidence:
        if a.mode == b.mode and a.mode is not None:
            return self._of("mode.same")
        if a.mode is None or b.mode is None:
            return self._of("mode.one_open")
        alike = (a.mode, b.mode) in self.kinds.alike
        return self._of("mode.alike" if alike else "mode.unlike")

    def _parties(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        verbal = a.category in self.kinds.verbal
        group = "verbal." if verbal else "party."
        if not verbal and _exchanged(a, b):
            yield self._of("party.exchanged")
            return
        for side, x, y, one_state in (
            ("actor", a.actors, b.actors, set(a.states) & set(b.states)),
            ("recipient", a.recipients, b.recipients, set(a.states_hit) & set(b.states_hit)),
        ):
            found = _compare(x, y)
            if found == "other" and one_state:
                found = "same"
            if found == "words":
                yield self._of("party.same_words")
            elif found:
                name = f"{found}_{side}"
                yield f"party.{name}", self._points[group + name]

    def _names(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        shared = set(a.names) & set(b.names)
        if not shared:
            return
        if shared & set(a.objects) & set(b.objects):
            yield self._of("named_object")
        elif a.document_id != b.document_id:
            yield self._of("name")

    def _counts(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        best: str | None = None
        for x in a.counts:
            for y in b.counts:
                if x.what == y.what and not (x.of and y.of and x.of != y.of):
                    name = _count(x, y)
                    if name and (best is None or self._points[name] > self._points[best]):
                        best = name
        if best:
            yield self._of(best)

    def _words(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        if a.trigger and a.trigger == b.trigger:
            yield self._of("words.trigger")
        if a.document_id == b.document_id and a.sentence == b.sentence:
            return
        if not a.words or not b.words:
            return
        shared = len(set(a.words).intersection(b.words))
        if shared:
            share = shared / sqrt(len(a.words) * len(b.words))
            yield "words.cosine", round(self._points["words.cosine"] * share, 3)
        elif min(len(a.words), len(b.words)) >= 5:
            yield self._of("words.nothing_shared")

    def _context(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        if a.category != b.category and a.kind == b.kind:
            yield self._of("category.alike")
        if (a.told in _IMAGINED) != (b.told in _IMAGINED):
            yield self._of("told.imagined")
        if a.document_id != b.document_id:
            return
        if (a.told == "denied") != (b.told == "denied") and a.told not in _IMAGINED:
            yield self._of("document.denied_here")
        elif a.sentence == b.sentence and a.voice == b.voice:
            yield self._of("document.same_sentence")
        yield self._of("document.same")


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
    return {key for key in keys if key.startswith("@")}


def _exchanged(a: Telling, b: Telling) -> bool:
    """Whether each side's attacker is the other's target, in registry entries."""
    ours, theirs = _registered(a.actors), _registered(b.actors)
    if not ours or not theirs or ours & theirs:
        return False
    return bool(ours & set(b.recipients)) or bool(theirs & set(a.recipients))


def _compare(x: tuple[str, ...], y: tuple[str, ...]) -> str | None:
    """``same``, ``words`` (a word shared), ``other`` (other registry entries) or None."""
    if not x or not y:
        return None
    shared = set(x) & set(y)
    if shared:
        return "same" if _registered(shared) else "words"
    if _registered(x) and _registered(y):
        return "other"
    stems = {s for key in x if not key.startswith("@") for s in key.split()}
    others = {s for key in y if not key.startswith("@") for s in key.split()}
    return "words" if stems & others else None


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
