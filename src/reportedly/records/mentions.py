"""What a document holds before it is tied to an event: times, places, actors, voices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.records.claim import (
    Anchor,
    Attribution,
    Person,
    Precision,
    ResolvedActor,
    ResolvedPlace,
    Timex,
)
from reportedly.records.span import Span

#: Who heard a voice: the rules, the learned parts, or each of them.
Hearer = Literal["rules", "learned", "both"]

TimeRole = Literal["point", "since", "until", "duration", "set", "offset", "narrative"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and the inclusive days it stands for.

    ``role``: ``point`` dates an event; ``since`` runs from its day up to publication; ``until`` is
    a deadline or an end; ``duration`` and ``set`` date nothing by themselves; ``offset`` counts
    ``shift`` days from another event that the words name next ("eight days after the raid": 8,
    "two days before": -2; "the next morning" is ``narrative`` with 1, "the same day" 0).
    ``ahead`` is the reading that looks forward ("on Saturday" of a planned visit), for a reader
    that knows the clause speaks of the future. ``unresolved`` says why the days are None.
    """

    span: Span
    timex: Timex
    earliest: date | None
    latest: date | None
    precision: Precision
    anchor: Anchor
    role: TimeRole = "point"
    shift: int | None = None
    ahead: tuple[date, date] | None = None
    unresolved: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym, what the gazetteer makes of it, and what it turned down.

    ``within`` names the containing place where the words say so ("Achin district, Nangarhar"):
    the index of that mention in the document's list.
    """

    span: Span
    resolved: ResolvedPlace | None
    candidates: tuple[ResolvedPlace, ...] = ()
    within: int | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name, acronym, office or demonym of the registry, with what it stands for.

    ``person`` is set where the words name a natural person by office or command. ``label`` marks
    partisan names that identify somebody only by the speaker's view ("the regime").
    """

    span: Span
    resolved: ResolvedActor | None
    candidates: tuple[ResolvedActor, ...] = ()
    person: Person | None = None
    label: bool = False
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution as it stands in the text, whether or not it carries a coded event.

    ``source`` and ``pieces`` are the whole words of who speaks and of what is said, the latter in
    as many pieces as it stands in, where a hearer told them; ``heard_by`` says who heard it.
    """

    attribution: Attribution
    sentence: Span
    source: Span | None = None
    pieces: tuple[Span, ...] = ()
    heard_by: Hearer = "rules"
