"""A claim as clustering sees it: small, comparable, without its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any, Final, NamedTuple

from reportedly.errors import DataError
from reportedly.events.records import Told
from reportedly.events.rules import load_kinds, load_words, stem
from reportedly.records.claim import Claim, Count, Participant, ResolvedActor, ResolvedPlace
from reportedly.records.claim import Place as ClaimPlace
from reportedly.text.normalise import fold

_TOLD: Final[dict[str, Told]] = {
    "occurred": "happened",
    "ongoing": "happened",
    "denied": "denied",
    "negated": "denied",
    "planned": "planned",
    "averted": "averted",
    "hypothetical": "hypothetical",
}
_NAME: Final = re.compile(r"\b[A-Z][\w'\u2019-]+")
_MOST_WORDS: Final = 24
_MOST_NAMES: Final = 6
_VERSION: Final = 1
_WORD_FIELDS: Final = (
    "actors",
    "recipients",
    "states",
    "states_hit",
    "words",
    "names",
    "objects",
    "spots",
)


class Where(NamedTuple):
    """A place: gazetteer id, degrees (WGS 84), UCDP ``where_prec``, divisions, folded words.

    ``id`` is empty where the words are not resolved; ``precision`` is then 0.
    """

    id: str
    latitude: float | None
    longitude: float | None
    precision: int
    country: str
    admin1: str
    admin2: str
    level: str
    words: str


class Number(NamedTuple):
    """What is counted, the bounds (None: not told), and who: ``c`` civilians, ``f`` fighters."""

    what: str
    low: int | None
    high: int | None
    of: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim's view for clustering.

    Days are proleptic ordinals (`date.toordinal`), inclusive. ``actors`` and ``recipients`` are
    keys: ``@`` and the registry id, or the stems of the phrase; ``states`` are the countries of the
    actors that act for a state, ``states_hit`` those of such recipients. ``names`` are proper names
    in the evidence that are neither place nor registry entry, ``objects`` those that name a
    recipient, ``spots`` the words of the places. ``kind`` is the class of codes in which
    it is compared. ``start`` and ``sentence`` are the offsets of trigger and evidence.
    """

    claim_id: str
    document_id: str
    start: int
    sentence: int
    category: str
    mode: str | None
    kind: str
    told: Told
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    states: tuple[str, ...]
    states_hit: tuple[str, ...]
    places: tuple[Where, ...]
    first: int | None
    last: int | None
    published: int | None
    counts: tuple[Number, ...]
    words: tuple[str, ...]
    trigger: str
    names: tuple[str, ...]
    objects: tuple[str, ...]
    spots: tuple[str, ...]
    voice: str


def told(status: str) -> Told:
    """Whether this status tells the event as happened, denied, planned, averted or imagined."""
    return _TOLD[status]


def telling(claim: Claim) -> Telling:
    """Take from a claim what clustering compares."""
    names, objects = _names(claim)
    first, last = _days(claim)
    return Telling(
        claim_id=claim.claim_id,
        document_id=claim.document.id,
        start=claim.trigger.start,
        sentence=claim.evidence.start,
        category=intern(claim.event.plover),
        mode=intern(claim.event.mode) if claim.event.mode else None,
        kind=intern(load_kinds().class_of(claim.event.plover, claim.event.mode)),
        told=told(claim.status),
        actors=_keys(claim.actors),
        recipients=_keys(claim.recipients),
        states=_states(claim.actors),
        states_hit=_states(claim.recipients),
        places=tuple(where(place) for place in claim.places),
        first=first,
        last=last,
        published=published_day(claim.document.published),
        counts=tuple(number(count, claim) for count in claim.counts),
        words=stems(claim.evidence.text)[:_MOST_WORDS],
        trigger=intern(stem(fold(claim.trigger.text).rpartition(" ")[2])),
        names=names,
        objects=objects,
        spots=_spots(claim),
        voice=voice_key(claim),
    )


def where(place: ClaimPlace) -> Where:
    """Take a claim's place."""
    words = intern(fold(place.span.text))
    if place.resolved is None:
        return Where("", None, None, 0, "", "", "", "", words)
    return resolved_where(place.resolved, words)


def resolved_where(found: ResolvedPlace, words: str) -> Where:
    """Take the gazetteer's place."""
    return Where(
        intern(found.gazetteer_id),
        found.latitude,
        found.longitude,
        found.precision or _PRECISION[found.level],
        intern(found.country),
        intern(fold(found.admin1 or "")),
        intern(fold(found.admin2 or "")),
        intern(found.level),
        words,
    )


_PRECISION: Final = {"place": 1, "feature": 1, "admin2": 3, "admin1": 4, "region": 5, "country": 6}


def actor_key(party: Participant) -> str:
    """``@`` and the registry id, or the stems of the fullest phrase, sorted; may be empty."""
    if party.resolved:
        return intern("@" + party.resolved.id)
    phrase = party.antecedent.text if party.antecedent else party.span.text
    return intern(" ".join(sorted(set(stems(phrase)))))


def state_of(actor: ResolvedActor | None) -> str | None:
    """Return the country whose state the actor acts for."""
    if actor and actor.country and actor.kind in load_kinds().state:
        return actor.country
    return None


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words that say something, in their order, each once."""
    empty = load_words().empty
    found = (stem(word) for word in fold(text).split())
    kept = (s for s in found if len(s) > 2 and s not in empty and not s.isdigit())
    return tuple(dict.fromkeys(intern(s) for s in kept))


def number(count: Count, claim: Claim) -> Number:
    """Take a count; who is counted follows from its noun, or from the claim's recipients."""
    return Number(intern(count.what), count.low, count.high, counted(count, claim))


def counted(count: Count, claim: Claim) -> str:
    """``c`` for civilians, ``f`` for fighters, empty where the words leave it open."""
    if count.side == "civilian":
        return "c"
    phrases = [count.of.text] if count.of else [p.span.text for p in claim.recipients]
    found = {s for phrase in phrases for s in stems(phrase)}
    words = load_words()
    civil, fighting = bool(found & words.civilians), bool(found & words.combatants)
    if civil == fighting:
        return ""
    return "c" if civil else "f"


def voice_key(claim: Claim) -> str:
    """Who is the origin of the claim: the innermost speaker, else the publisher, else the page."""
    for link in reversed(claim.attribution):
        if link.speaker:
            return actor_key(link.speaker) or fold(link.speaker.span.text)
    return "page " + (fold(claim.document.publisher or "") or claim.document.id)


def published_day(published: str | None) -> int | None:
    """Return the ordinal of an ISO 8601 date or date-time; None where it is none."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _days(claim: Claim) -> tuple[int | None, int | None]:
    time = claim.time
    if time is None or (time.earliest is None and time.latest is None):
        return None, None
    first, last = time.earliest or time.latest, time.latest or time.earliest
    assert first is not None
    assert last is not None
    return first.toordinal(), last.toordinal()


def _keys(parties: tuple[Participant, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for party in parties if (key := actor_key(party))))


def _states(parties: tuple[Participant, ...]) -> tuple[str, ...]:
    found = (state_of(party.resolved) for party in parties)
    return tuple(dict.fromkeys(intern(c) for c in found if c))


def _names(claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known: set[str] = set()
    for party in (*claim.actors, *claim.recipients):
        if party.resolved:
            known.update(stems(party.span.text), stems(party.resolved.name))
    for link in claim.attribution:
        if link.speaker:
            known.update(stems(link.speaker.span.text))
    for place in claim.places:
        known.update(stems(place.span.text))
        if place.resolved:
            known.update(stems(place.resolved.name), stems(place.resolved.admin1 or ""))
    objects: dict[str, None] = {}
    for party in claim.recipients:
        phrase = party.antecedent.text if party.antecedent else party.span.text
        if not party.resolved or party.antecedent:
            objects.update(dict.fromkeys(_proper(phrase, known)))
    names = dict.fromkeys(objects)
    names.update(dict.fromkeys(_proper(claim.evidence.text, known, skip_first=True)))
    return tuple(names)[:_MOST_NAMES], tuple(objects)[:_MOST_NAMES]


def _spots(claim: Claim) -> tuple[str, ...]:
    """Stems of the places' words and names."""
    found: dict[str, None] = {}
    for place in claim.places:
        found.update(dict.fromkeys(stems(place.span.text)))
        if place.resolved:
            found.update(dict.fromkeys(stems(place.resolved.name)))
    return tuple(found)[:_MOST_NAMES]


def _proper(text: str, known: set[str], *, skip_first: bool = False) -> list[str]:
    found = []
    for match in _NAME.finditer(text):
        if skip_first and match.start() == 0:
            continue
        found += [s for s in stems(match.group()) if s not in known]
    return found


def to_row(view: Telling) -> list[Any]:
    """Return the telling as a JSON value: the version of the row, then the fields in order."""
    fields = [getattr(view, name) for name in Telling.__slots__]
    return [_VERSION, *(_plain(value) for value in fields)]


def from_row(row: list[Any]) -> Telling:
    """Build a telling from `to_row`; raises `DataError` for a row of another version or shape."""
    if not isinstance(row, list) or len(row) != len(Telling.__slots__) + 1 or row[0] != _VERSION:
        raise DataError("telling", f"expected a row of version {_VERSION}: make it anew")
    given = dict(zip(Telling.__slots__, row[1:], strict=True))
    try:
        for name in (
            "actors",
            "recipients",
            "states",
            "states_hit",
            "words",
            "names",
            "objects",
            "spots",
        ):
            given[name] = tuple(intern(value) for value in given[name])
        given["places"] = tuple(Where(*place) for place in given["places"])
        given["counts"] = tuple(Number(*count) for count in given["counts"])
        return Telling(**given)
    except TypeError as error:
        raise DataError("telling", f"not a row of a telling: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
