"""What a sentence is expected to yield, compared with what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportedly.records.claim import Claim, Participant
from reportedly.records.reading import Reading

PUBLISHED = "2024-05-31"


def problem(expected: dict[str, Any], reading: Reading) -> str | None:
    """Say what is wrong, None where all that was asked for is there."""
    left = list(reading.claims)
    for wanted in expected.get("claims", ()):
        found = next((claim for claim in left if not mismatches(wanted, claim)), None)
        if found is None:
            return f"wanted {wanted}, got {_told(wanted, left)}"
        left.remove(found)
    for code in expected.get("without", ()):
        if any(_is(claim, code) for claim in reading.claims):
            return f"no {code} wanted, got {[told(claim) for claim in reading.claims]}"
    total = expected.get("total")
    if total is not None and len(reading.claims) != total:
        return f"{total} claims wanted, got {[told(claim) for claim in reading.claims]}"
    return None


def mismatches(wanted: dict[str, Any], claim: Claim) -> list[str]:
    """Names of the fields that are not as wanted."""
    return [field for field, value in wanted.items() if not _FIELDS[field](claim, value)]


def told(claim: Claim) -> str:
    """A claim in one line, for messages."""
    counts = [(c.what, c.low, c.high) for c in claim.counts]
    days = (str(claim.time.earliest), str(claim.time.latest)) if claim.time else None
    voices = [(_words(a.speaker), a.stance, a.kind) for a in claim.attribution]
    return (
        f"{claim.event.plover}/{claim.event.mode} '{claim.trigger.text}' {claim.status} "
        f"actors={[_words(p) for p in claim.actors]} to={[_words(p) for p in claim.recipients]} "
        f"places={[p.span.text for p in claim.places]} time={days} {counts=} by={voices}"
    )


def _told(wanted: dict[str, Any], claims: Sequence[Claim]) -> list[str]:
    return [f"{told(claim)} (wrong: {', '.join(mismatches(wanted, claim))})" for claim in claims]


def _words(party: Participant | None) -> str | None:
    if party is None:
        return None
    return party.span.text + (f"={party.antecedent.text}" if party.antecedent else "")


def _is(claim: Claim, code: str) -> bool:
    name, _, status = code.partition(" ")
    return _coded(claim, name) and status in ("", claim.status)


def _coded(claim: Claim, code: str) -> bool:
    category, _, mode = code.partition("/")
    return claim.event.plover == category and mode in ("", claim.event.mode)


def _fits(party: Participant | None, wanted: str | None) -> bool:
    if party is None or wanted is None:
        return party is None and wanted is None
    names = {party.span.text, _words(party)}
    if party.antecedent is not None:
        names.add(party.antecedent.text)
    return any(name in names for name in wanted.split("|"))


def _parties(parties: Iterable[Participant | None], wanted: Sequence[str | None]) -> bool:
    listed = list(parties)
    return len(listed) == len(wanted) and all(
        any(_fits(party, one) for party in listed) for one in wanted
    )


def _places(claim: Claim, wanted: Sequence[str]) -> bool:
    told_places = [place.span.text for place in claim.places]
    return len(told_places) == len(wanted) and all(
        any(name in told_places for name in one.split("|")) for one in wanted
    )


def _time(claim: Claim, wanted: Any) -> bool:
    if wanted == "none":
        return claim.time is None
    if claim.time is None:
        return False
    return bool([claim.time.earliest, claim.time.latest] == wanted)


def _counts(claim: Claim, wanted: Sequence[Sequence[Any]]) -> bool:
    found = [[count.what, count.low, count.high] for count in claim.counts]
    return sorted(map(str, found)) == sorted(map(str, wanted))


_FIELDS: dict[str, Callable[[Claim, Any], bool]] = {
    "code": _coded,
    "status": lambda claim, value: claim.status == value,
    "actors": lambda claim, value: _parties(claim.actors, value),
    "recipients": lambda claim, value: _parties(claim.recipients, value),
    "places": _places,
    "time": _time,
    "counts": _counts,
    "by": lambda claim, value: _parties((a.speaker for a in claim.attribution), value),
    "stance": lambda claim, value: (
        bool(claim.attribution) and claim.attribution[-1].stance == value
    ),
    "quote": lambda claim, value: bool(claim.attribution) and claim.attribution[-1].kind == value,
}
