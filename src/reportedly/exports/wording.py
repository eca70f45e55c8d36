"""How the values of a claim are put in words, the same in every export for readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from reportedly.exports.privacy import Redaction
from reportedly.records.claim import (
    Attribution,
    Claim,
    Count,
    Participant,
    ResolvedPlace,
    Stance,
    Status,
    Time,
)
from reportedly.records.document import Document

OWN_VOICE: Final = "the document itself"
UNNAMED: Final = "somebody unnamed"
UNRESOLVED: Final = "unresolved"

#: In the past tense, which suits one speaker and several.
SAID: Final[dict[Stance, str]] = {
    "asserts": "said",
    "denies": "denied",
    "doubts": "doubted",
    "threatens": "threatened",
    "promises": "promised",
    "predicts": "predicted",
    "asks": "asked",
}
STATUS: Final[dict[Status, tuple[str, str]]] = {
    "occurred": ("\u25cf", "it happened, by this voice"),
    "ongoing": ("\u25d0", "it is going on"),
    "planned": ("\u25cb", "announced or intended, not yet done"),
    "averted": ("\u2298", "tried or plotted, did not succeed"),
    "denied": ("\u2715", "somebody denies it"),
    "negated": ("\u2205", "the text itself says that it did not happen"),
    "hypothetical": ("?", "conditional, feared or imagined"),
}
HAPPENED: Final[frozenset[Status]] = frozenset({"occurred", "ongoing"})
PRECISION: Final[dict[int, str]] = {
    1: "exact place",
    2: "near it",
    3: "district",
    4: "first-level division",
    5: "region or feature",
    6: "country",
    7: "international waters or airspace",
}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def published_on(document: Document) -> str | None:
    """Return the day of publication without the hour, None where it is unknown."""
    return document.published[:10] if document.published else None


def links(claim: Claim) -> Iterator[tuple[list[Attribution], Stance]]:
    """Voices outermost first; those that speak together (same cue and stance) as one group."""
    for (_, stance), group in groupby(claim.attribution, key=lambda a: (a.cue, a.stance)):
        yield list(group), stance


def speaker(link: Attribution, redaction: Redaction) -> str:
    """Name one speaker."""
    return UNNAMED if link.speaker is None else redaction.party(link.speaker)


def voice(claim: Claim, redaction: Redaction) -> str:
    """Say who says so, outermost first: 'Example Wire said: two officials denied'."""
    told = []
    for group, stance in links(claim):
        names = " and ".join(speaker(link, redaction) for link in group)
        told.append(f"{names} {SAID[stance]}")
    return ": ".join(told) or OWN_VOICE


def stands_for(party: Participant, redaction: Redaction) -> str | None:
    """Name what a participant's words stand for, where that says more than they do."""
    if party.person == "private":
        return None
    words = party.span.text
    told = party.resolved.name if party.resolved else None
    if told is None and party.antecedent:
        told = redaction.span(party.antecedent)
    return told if told and told.casefold() != words.casefold() else None


def place_name(place: ResolvedPlace, words: str = "") -> str:
    """'Sperah, Khost, AFG', each part once; without the name where the words say it already."""
    name = None if place.name.casefold() == words.casefold() else place.name
    parts = [name, place.admin2, place.admin1, place.country]
    return ", ".join(dict.fromkeys(p for p in parts if p))


def day(value: date) -> str:
    """'6 March 2025'."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days(earliest: date | None, latest: date | None) -> str | None:
    """'6 March 2025', '5 to 6 March 2025', or None where the days are open."""
    if earliest is None or latest is None:
        known = earliest or latest
        if known is None:
            return None
        return f"from {day(known)}" if earliest else f"until {day(known)}"
    if earliest == latest:
        return day(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day} to {day(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {_MONTHS[earliest.month - 1]} to {day(latest)}"
    return f"{day(earliest)} to {day(latest)}"


def open_days(time: Time) -> str:
    """Why a time has no days."""
    return time.unresolved or "days open"


def figure(count: Count) -> str | None:
    """'9', '12 to 15', 'at least 12', 'at most 5', or None for words such as 'several'."""
    if count.low is None and count.high is None:
        return None
    if count.low is None:
        return f"at most {count.high:,}"
    if count.high is None:
        return f"at least {count.low:,}"
    return f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"


def is_open(claim: Claim) -> bool:
    """Whether some value of the claim has words that nothing was found for."""
    undated = claim.time is not None and claim.time.earliest is None and claim.time.latest is None
    return undated or any(place.resolved is None for place in claim.places)
