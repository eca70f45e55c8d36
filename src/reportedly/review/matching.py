"""When two codings of one document mean the same: words, values, claims, pairs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

from reportedly.review.coded import Coded, CountValue, Interval, Party, PlaceValue, VoiceValue

T = TypeVar("T")

#: Words without meaning of their own when two phrases are compared.
_EMPTY: Final = frozenset({"the", "a", "an", "of", "its", "their", "his", "her", "and", "in", "s"})
_WORD: Final = re.compile(r"\w+")
#: A predicted phrase may be this many words longer than the gold phrase.
_LONGER: Final = 4

#: The fields that hold values, in the order in which a claim's credits are added.
VALUE_FIELDS: Final = ("actors", "recipients", "places", "counts", "attribution")
#: All fields that are reported with precision and recall.
REPORTED_FIELDS: Final = (
    "actors",
    "recipients",
    "places",
    "place_mentions",
    "counts",
    "attribution",
    "resolved",
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Put the phrase in small letters, without accents and punctuation, one blank between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """Return the set of folded words, without articles, possessives and the like."""
    return frozenset(w for w in fold(text).split() if w not in _EMPTY)


def overlaps(a: Interval, b: Interval) -> bool:
    """Whether two half-open intervals share a character."""
    return a[0] < b[1] and b[0] < a[1]


def same_phrase(gold: str, found: str) -> bool:
    """One phrase inside the other with at most four words more, or half of all words shared."""
    g, f = content_words(gold), content_words(found)
    if not g or not f:
        return fold(gold) == fold(found)
    if len(f) > len(g) + _LONGER:
        return False
    return g <= f or f <= g or len(g & f) / len(g | f) >= 0.5


def same_name(accepted: Sequence[str], name: str) -> bool:
    """Whether the name is one of those accepted, but for accents, articles and word order."""
    return any(
        fold(g) == fold(name) or bool(content_words(g) and content_words(g) == content_words(name))
        for g in accepted
    )


def same_party(gold: Party, found: Party) -> bool:
    """By the words of the clause or those that they refer back to."""
    return any(same_phrase(g, f) for g in gold.words for f in found.words)


def same_place(gold: PlaceValue, found: PlaceValue) -> bool:
    """By country and resolved name; an unresolved place is never right."""
    if found.country is None or gold.country != found.country:
        return False
    return any(same_phrase(g, f) for g in gold.names for f in found.names)


def same_mention(gold: PlaceValue, found: PlaceValue) -> bool:
    """By the words alone."""
    return same_phrase(gold.words, found.words)


def same_count(gold: CountValue, found: CountValue) -> bool:
    """By kind and both bounds."""
    return gold == found


def same_voice(gold: VoiceValue, found: VoiceValue) -> bool:
    """By stance and speaker; two unnamed speakers agree."""
    if gold.stance != found.stance:
        return False
    if gold.speaker is None or found.speaker is None:
        return gold.speaker is found.speaker
    return same_party(gold.speaker, found.speaker)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many values two codings share, of how many in each."""

    shared: int
    gold: int
    found: int

    @property
    def credit(self) -> float:
        """F1 of the values; two empty lists agree."""
        if self.gold == self.found == 0:
            return 1.0
        return 2 * self.shared / (self.gold + self.found)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A gold claim beside a found claim. ``credit`` is the mean over the eight fields, 0 to 1."""

    code: bool
    mode: bool
    status: bool
    days: bool
    values: dict[str, Agreement]

    @property
    def parts(self) -> list[float]:
        """The eight credits: code, status, days, then the value fields."""
        return [self.code, self.status, self.days, *(self.values[f].credit for f in VALUE_FIELDS)]

    @property
    def credit(self) -> float:
        """Mean of the eight credits."""
        parts = self.parts
        return sum(parts) / len(parts)

    @property
    def whole(self) -> bool:
        """Whether every field is right."""
        return all(part == 1 for part in self.parts)


@dataclass(frozen=True, slots=True)
class Pair:
    """Indexes of a gold and a found claim that stand for each other."""

    gold: int
    found: int
    comparison: Comparison


def compare(gold: Coded, found: Coded) -> Comparison:
    """Compare two claims field by field."""
    return Comparison(
        code=gold.plover == found.plover,
        mode=gold.mode == found.mode,
        status=gold.status == found.status,
        days=gold.days == found.days,
        values={
            "actors": _agree(gold.actors, found.actors, same_party),
            "recipients": _agree(gold.recipients, found.recipients, same_party),
            "places": _agree(gold.places, found.places, same_place),
            "place_mentions": _agree(gold.places, found.places, same_mention),
            "counts": _agree(gold.counts, found.counts, same_count),
            "attribution": _agree(gold.attribution, found.attribution, same_voice),
            "resolved": _agree_resolved(gold, found),
        },
    )


def pair_claims(gold: Sequence[Coded], found: Sequence[Coded]) -> list[Pair]:
    """Pair the claims of one document one to one, the best pairs first.

    A pair needs overlapping triggers, or the same category and overlapping evidence.
    """
    candidates = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            touching = overlaps(g.trigger, f.trigger)
            if touching or (g.plover == f.plover and overlaps(g.evidence, f.evidence)):
                c = compare(g, f)
                rank = 2.0 * touching + 1.0 * c.code + 0.5 * c.status + c.credit
                candidates.append((-rank, i, j, c))
    candidates.sort(key=lambda x: x[:3])
    return _one_to_one(candidates)


def _one_to_one(candidates: list[tuple[float, int, int, Comparison]]) -> list[Pair]:
    gold_taken: set[int] = set()
    found_taken: set[int] = set()
    pairs = []
    for _, i, j, comparison in candidates:
        if i not in gold_taken and j not in found_taken:
            gold_taken.add(i)
            found_taken.add(j)
            pairs.append(Pair(i, j, comparison))
    return pairs


def _agree(gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]) -> Agreement:
    left = list(found)
    shared = 0
    for g in gold:
        at = next((i for i, f in enumerate(left) if same(g, f)), None)
        if at is not None:
            del left[at]
            shared += 1
    return Agreement(shared, len(gold), len(found))


def _agree_resolved(gold: Coded, found: Coded) -> Agreement:
    """Parties resolved to an accepted name; resolving a person or a description is wrong."""
    sides = ((gold.actors, found.actors), (gold.recipients, found.recipients))
    right = sum(
        any(f.resolved and same_party(g, f) and same_name(g.known, f.resolved) for f in theirs)
        for ours, theirs in sides
        for g in ours
        if g.known
    )
    return Agreement(
        right,
        sum(bool(g.known) for ours, _ in sides for g in ours),
        sum(bool(f.resolved) for _, theirs in sides for f in theirs),
    )
