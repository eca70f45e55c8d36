"""What is written down of an event: who tells what, what agrees and what is contested.

An event is a cluster of claims with people's decisions. Nothing here is averaged, chosen or judged:
each value names the claims that carry it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.records.claim import Count, Counted, Side

SourceKind = Literal["party", "state_media", "wire", "ngo", "local", "unknown"]
Told = Literal["happened", "denied", "planned", "averted", "hypothetical"]
EventField = Literal["status", "time", "place", "actor", "recipient"]


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """What the user has said of a publisher; ``kind`` is never guessed.

    ``party`` is the registry id of the party to the conflict that it speaks for; ``country`` is
    ISO 3166-1 alpha-3.
    """

    publisher: str
    kind: SourceKind = "unknown"
    party: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One claim as the event page shows it: whose voice, in which document, what it says.

    ``speakers`` are the chain's words, outermost first, empty where the author tells it; ``group``
    numbers the independent sources of the event from 0: copies, syndicated text and quotations of
    one statement share a number.
    """

    claim_id: str
    document_id: str
    publisher: str | None
    speakers: tuple[str, ...]
    told: Told
    group: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class CountLine:
    """What one claim counts."""

    claim_id: str
    count: Count


@dataclass(frozen=True, slots=True)
class CountRange:
    """Lowest and highest number told of one thing, with every claim that tells one.

    None means that nobody told a bound; it is not zero.
    """

    what: Counted
    side: Side | None
    low: int | None
    high: int | None
    lines: tuple[CountLine, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims of one event that cannot both be right in one field."""

    field: EventField | Counted
    left_claim: str
    right_claim: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """A field with the value that all claims telling one agree on."""

    field: EventField | Counted
    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A later claim that changes what an earlier one told.

    ``corrects`` where it says that the earlier was wrong, ``updates`` where the same publisher
    tells another value later, ``retracts`` where it takes the event back.
    """

    kind: Literal["corrects", "updates", "retracts"]
    later_claim: str
    earlier_claim: str
    field: EventField | Counted | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Why two claims stand in one event; ``score`` 0 to 1, ``reasons`` in plain words.

    ``decision`` is the id of the person's decision where one joined them.
    """

    left_claim: str
    right_claim: str
    score: float
    reasons: tuple[str, ...]
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event with all that its claims say.

    ``event_id`` is stable while the event's first claim stays in it; ``earliest`` and ``latest``
    span the days told (inclusive, None where no claim tells a day); ``place`` is the gazetteer id
    of the most exact place that all located claims agree on, None where they do not.
    ``wording`` says it in one line without a verdict: "told by 3 independent sources, denied by 1".
    """

    event_id: str
    claims: tuple[str, ...]
    category: str
    mode: str | None
    earliest: date | None
    latest: date | None
    place: str | None
    sources: int
    denied_by: int
    voices: tuple[VoiceLine, ...]
    counts: tuple[CountRange, ...]
    agreed: tuple[Agreement, ...]
    contradictions: tuple[Contradiction, ...]
    joins: tuple[Join, ...]
    wording: str
    corrections: tuple[Correction, ...] = ()
