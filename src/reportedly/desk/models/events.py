"""Events: the table, the map, the timeline, one event."""

from __future__ import annotations

from typing import Any

from reportedly.desk.models.base import DecisionRow, EventId, Id, Message


class EventRow(Message):
    """``contradictions`` counts; ``precision`` is UCDP's where_prec, 1 exact to 7.

    ``place`` is None where the claims agree on no entry of the gazetteer; ``place_words`` are then
    the first words that one of them has for a place, None where nobody tells any.
    """

    id: EventId
    category: str
    mode: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    place_words: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: int | None
    sources: int
    denied_by: int
    contradictions: int
    claims: int
    wording: str


class EventPoints(Message):
    """All events of a filter for the map, column by column, each list of the same length.

    ``area`` is the ISO 3166-1 alpha-3 code or the first-level division's key in the base map, for
    events that are known no more exactly: these are shaded, never pinned.
    """

    id: list[EventId]
    latitude: list[float | None]
    longitude: list[float | None]
    precision: list[int | None]
    area: list[str | None]
    category: list[str]
    earliest: list[str | None]
    latest: list[str | None]
    contested: list[bool]
    unplaced: int


class EventDays(Message):
    """How many events each span of days (``unit`` day, week, month or year) may fall into.

    ``start`` holds the first day of each bin; ``exact`` counts events whose days lie all in the
    bin, ``open`` those whose interval reaches further. ``undated`` have no day at all.
    """

    unit: str
    start: list[str]
    exact: list[int]
    open: list[int]
    undated: int


class VoiceView(Message):
    """One voice on the event page.

    ``kind`` is that of its publisher, as the user said; ``told`` is happened, denied, planned,
    averted or hypothetical; voices of one ``group`` are not independent, ``why`` says how so.
    ``trigger`` and each of ``copied`` are ``[start, end]`` in ``evidence``, in code points.
    """

    claim: Id
    document: Id
    title: str | None
    publisher: str | None
    published: str | None
    kind: str
    speakers: list[str]
    told: str
    group: int
    why: str
    evidence: str
    trigger: list[int]
    copied: list[list[int]]
    time: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    actors: list[str]
    recipients: list[str]
    verdict: str | None


class CountBar(Message):
    """What one voice counts. None is a bound that nobody told, not zero."""

    claim: Id
    what: str
    side: str | None
    low: int | None
    high: int | None
    words: str


class ContradictionView(Message):
    """Two claims that cannot both be right in one field; ``words`` says it in one sentence."""

    field: str
    left_claim: Id
    right_claim: Id
    left: str
    right: str
    words: str


class JoinView(Message):
    """Why two claims stand in one event."""

    left_claim: Id
    right_claim: Id
    score: float
    reasons: list[str]
    decision: Id | None


class EventView(Message):
    """An event with every voice side by side. ``seen`` is the last decision on it."""

    row: EventRow
    voices: list[VoiceView]
    counts: list[CountBar]
    ranges: list[dict[str, Any]]
    agreed: list[dict[str, Any]]
    contradictions: list[ContradictionView]
    corrections: list[dict[str, Any]]
    joins: list[JoinView]
    decisions: list[DecisionRow]
    seen: Id | None
