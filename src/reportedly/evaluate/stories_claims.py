"""Coded documents as claims, so that what takes claims can be measured apart from the reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, get_args

from reportedly.evaluate.coded import locate
from reportedly.evaluate.gold_files import (
    GoldClaim,
    GoldCount,
    GoldDocument,
    GoldParty,
    GoldPlace,
    GoldTime,
    GoldVoice,
)
from reportedly.records.claim import (
    Attribution,
    Claim,
    Count,
    Counted,
    Event,
    Level,
    Participant,
    Place,
    ProducedBy,
    ResolvedActor,
    ResolvedPlace,
    Stance,
    Status,
    Time,
)
from reportedly.records.document import Document
from reportedly.records.span import Span
from reportedly.seams import ActorRegistry, Gazetteer
from reportedly.text.normalise import fold

_BY: Final = ProducedBy("coder", "1")
_PRECISIONS: Final[dict[str, int]] = {
    "place": 1,
    "feature": 1,
    "admin2": 3,
    "admin1": 4,
    "region": 5,
    "country": 6,
}


class GoldClaims:
    """Turns coded claims into records: names found in the registry, places in the gazetteer.

    Coders name actors and places; a name that neither knows stays unresolved where it is an
    actor's, and stands for itself where it is a place's.
    """

    def __init__(self, gazetteer: Gazetteer, registry: ActorRegistry) -> None:
        self._gazetteer = gazetteer
        self._registry = registry

    def claims(self, gold: GoldDocument) -> list[tuple[int, Claim]]:
        """Return the claims of a document with their numbers in its coding.

        Claims whose quotes are not in the text are left out (`GoldDocument.problems` names them),
        and so is a second claim of the same words, code and speakers.
        """
        document = gold.document()
        found: dict[str, tuple[int, Claim]] = {}
        for number, coded in enumerate(gold.content.claims):
            if coded.evidence in document.text and coded.trigger in coded.evidence:
                claim = self._claim(document, coded)
                found.setdefault(claim.claim_id, (number, claim))
        return list(found.values())

    def _claim(self, document: Document, claim: GoldClaim) -> Claim:
        text = document.text
        evidence = Span.of(text, *locate(text, claim.evidence))
        trigger = Span.of(text, *locate(text, claim.trigger, evidence.start, evidence.end))
        find = _Finder(text, evidence, trigger)
        return Claim(
            document=document,
            evidence=evidence,
            trigger=trigger,
            event=Event(claim.plover, claim.mode or None),
            status=_literal(claim.status, Status, "occurred"),
            produced_by=_BY,
            actors=tuple(self._party(find, p) for p in claim.actors),
            recipients=tuple(self._party(find, p) for p in claim.recipients),
            places=tuple(self._place(find, p) for p in claim.places),
            time=_time(find, claim.time),
            counts=tuple(_count(find, c) for c in claim.counts),
            attribution=tuple(self._voice(find, v) for v in claim.attribution),
        )

    def _party(self, find: _Finder, party: GoldParty) -> Participant:
        span = find.span(party.text)
        if party.person == "private":
            return Participant(span, person="private")
        resolved = self._actor([*_proper(party.names), *_proper([party.text])])
        near = find.antecedent(party.names) if resolved is None else None
        return Participant(span, resolved, near)

    def _voice(self, find: _Finder, voice: GoldVoice) -> Attribution:
        stance = _literal(voice.stance, Stance, "asserts")
        if voice.speaker is None:
            return Attribution(None, None, stance)
        party = GoldParty(text=voice.speaker, names=voice.names)
        return Attribution(self._party(find, party), None, stance)

    def _actor(self, names: Sequence[str]) -> ResolvedActor | None:
        for name in names:
            found = self._registry.lookup(name)
            if found:
                return found[0]
        return None

    def _place(self, find: _Finder, place: GoldPlace) -> Place:
        further = place.alt if isinstance(place.alt, list) else [place.alt]
        level = _literal(getattr(place, "level", None) or "place", Level, "place")
        span = find.span(place.text)
        for name in (place.name, *further):
            for found in self._gazetteer.lookup(name):
                if found.country == place.country and _fits(found.level, level):
                    return Place(span, found)
        named = ResolvedPlace(
            f"coder:{fold(place.name)}",
            place.name,
            place.country or "XXX",
            level,
            precision=_PRECISIONS[level],
        )
        return Place(span, named)


def _fits(found: str, wanted: str) -> bool:
    """Points with points, areas with areas of their own level; sea and region are one."""
    if wanted in ("feature", "region"):
        return found in ("feature", "region", "place")
    return found == wanted


class _Finder:
    """Finds a coder's words: in the evidence, else before it, else anywhere, else the trigger."""

    def __init__(self, text: str, evidence: Span, trigger: Span) -> None:
        self.text = text
        self.evidence = evidence
        self.trigger = trigger

    def span(self, words: str | None) -> Span:
        return self._find(words) or self.trigger

    def antecedent(self, names: Sequence[str]) -> Span | None:
        return next((span for n in names if (span := self._find(n))), None)

    def _find(self, words: str | None) -> Span | None:
        if not words:
            return None
        at = self.text.find(words, self.evidence.start, self.evidence.end)
        if at < 0:
            at = self.text.rfind(words, 0, self.evidence.start)
        if at < 0:
            at = self.text.find(words)
        return Span.of(self.text, at, at + len(words)) if at >= 0 else None


def _proper(names: Sequence[str]) -> list[str]:
    return [n for n in names if n[:1].isupper() or n[:1].isdigit()]


def _time(find: _Finder, time: GoldTime | None) -> Time | None:
    if time is None:
        return None
    first = date.fromisoformat(time.earliest) if time.earliest else None
    last = date.fromisoformat(time.latest) if time.latest else None
    one = first == last and first is not None
    return Time(
        find.span(time.text),
        first,
        last,
        "day" if one else "range" if first and last else "unknown",
        carried=time.text is None,
        anchor="published" if first else "none",
    )


def _count(find: _Finder, count: GoldCount) -> Count:
    what = _literal(count.what, Counted, "other")
    return Count(find.span(count.text), what, count.low, count.high)


def _literal(value: str, kind: Any, default: str) -> Any:
    return value if value in get_args(kind) else default
