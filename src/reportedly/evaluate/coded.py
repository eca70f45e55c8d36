"""Gold claims in the form in which they are scored."""

from __future__ import annotations

from functools import lru_cache

from reportedly.actors.registry import EmbeddedRegistry
from reportedly.evaluate.gold_files import GoldClaim, GoldDocument, GoldParty, GoldPlace
from reportedly.review.coded import (
    Coded,
    CountValue,
    Interval,
    Party,
    PlaceValue,
    VoiceValue,
)


def coded_gold(gold: GoldDocument) -> list[Coded]:
    """Return the claims of a gold document; a quote that is not found stands nowhere."""
    return [_from_gold(gold.content.text, claim) for claim in gold.content.claims]


def trap_zones(gold: GoldDocument) -> list[Interval]:
    """Where the passages stand that tell no event."""
    return [locate(gold.content.text, trap.text) for trap in gold.content.traps]


def locate(text: str, quote: str, start: int = 0, end: int | None = None) -> Interval:
    """First interval of the quote between start and end; an empty one at start where absent."""
    at = text.find(quote, start, len(text) if end is None else end)
    return (at, at + len(quote)) if at >= 0 else (start, start)


def _from_gold(text: str, claim: GoldClaim) -> Coded:
    evidence = locate(text, claim.evidence)
    return Coded(
        evidence=evidence,
        trigger=locate(text, claim.trigger, *evidence),
        evidence_text=claim.evidence,
        trigger_text=claim.trigger,
        plover=claim.plover,
        mode=claim.mode or None,
        status=claim.status,
        actors=tuple(map(_gold_party, claim.actors)),
        recipients=tuple(map(_gold_party, claim.recipients)),
        places=tuple(map(_gold_place, claim.places)),
        days=(claim.time.earliest, claim.time.latest) if claim.time else (None, None),
        counts=tuple(CountValue(n.what, n.low, n.high) for n in claim.counts),
        attribution=tuple(
            VoiceValue(Party((v.speaker, *v.names)) if v.speaker else None, v.stance)
            for v in claim.attribution
        ),
    )


def _gold_party(party: GoldParty) -> Party:
    named = [n for n in party.names if n[:1].isupper() or n[:1].isdigit()]
    known = () if party.person else tuple(named)
    return Party((party.text, *party.names), _spellings(known), known[0] if known else None)


@lru_cache(maxsize=4096)
def _spellings(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with what the registry calls the same actor, where it knows just one by them."""
    meant = [_registry().lookup(name) for name in names]
    return tuple(dict.fromkeys([*names, *(one[0].name for one in meant if len(one) == 1)]))


@lru_cache(maxsize=1)
def _registry() -> EmbeddedRegistry:
    return EmbeddedRegistry()


def _gold_place(place: GoldPlace) -> PlaceValue:
    further = place.alt if isinstance(place.alt, list) else [place.alt]
    return PlaceValue(place.text, (place.name, *further), place.country)
