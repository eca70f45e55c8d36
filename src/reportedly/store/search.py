"""Search: by words and by field, in claims and in events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    text,
)

from reportedly.errors import UsageError
from reportedly.store import fulltext
from reportedly.store.tables import (
    claim_counts,
    claim_parties,
    claim_places,
    claims,
    documents,
    event_members,
    events,
    readings,
)

#: West, south, east, north in degrees; west above east crosses the antimeridian.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; every value that is set must hold.

    ``words`` stand in the quoted evidence, or with ``anywhere`` in the document or its title; all
    of them, a phrase where they are in double quotes. ``actor``, ``recipient`` and ``speaker`` are
    a registry id, or part of a name or of the words. ``place`` is a gazetteer id or the name of the
    place or of a division around it; ``country`` is ISO 3166-1 alpha-3; ``box`` in degrees. A claim
    is between ``since`` and ``until`` (inclusive days) where its time overlaps them; one without
    time is not. ``source`` is part of the publisher or of the address. ``counted`` is what is
    counted; ``at_least`` and ``at_most`` compare the number told: an untold bound is no match.
    ``review`` asks for claims that are (or are not) marked for a person's look; ``verdict`` is
    ``accept``, ``reject``, or ``none`` where nobody decided yet.
    """

    words: str | None = None
    anywhere: bool = False
    actor: str | None = None
    recipient: str | None = None
    speaker: str | None = None
    place: str | None = None
    country: str | None = None
    box: Box | None = None
    since: date | None = None
    until: date | None = None
    category: str | None = None
    mode: str | None = None
    status: str | None = None
    source: str | None = None
    document: str | None = None
    event: str | None = None
    counted: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    review: bool | None = None
    verdict: str | None = None

    def __post_init__(self) -> None:
        if self.box is not None:
            west, south, east, north = self.box
            inside = all(-180 <= x <= 180 for x in (west, east)) and -90 <= south <= north <= 90
            if not inside:
                raise UsageError(
                    f"box {self.box}: expected west, south, east, north in degrees, south first"
                )
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"since {self.since} is after until {self.until}")


def narrowed(query: Select[Any], filters: Filters, dialect: str) -> Select[Any]:
    """Add the conditions to a query over claims joined with readings and documents."""
    conditions = [
        *_words(filters, dialect),
        *_fields(filters),
        *_parties(filters),
        *_places(filters),
        *_times(filters),
        *_counts(filters),
    ]
    return query.where(*conditions)


def keys(connection: Connection, run: int, filters: Filters) -> list[int]:
    """Return the keys of the run's claims that match, in the order of documents and triggers."""
    query = (
        select(claims.c.key)
        .join(readings, readings.c.id == claims.c.reading)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.run == run, readings.c.live)
        .order_by(claims.c.key)
    )
    return list(connection.execute(narrowed(query, filters, connection.dialect.name)).scalars())


def _words(filters: Filters, dialect: str) -> Iterator[ColumnElement[bool]]:
    if filters.words is None:
        return
    wanted = fulltext.query(dialect, filters.words)
    if wanted is None:
        raise UsageError(f"{filters.words!r}: no word to look for")
    table, column = ("documents", "seq") if filters.anywhere else ("claims", "key")
    rows = fulltext.matching(dialect, table, "wanted")
    yield and_(text(f"{table}.{column} IN ({rows})").bindparams(wanted=wanted))


def _fields(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.category is not None:
        yield claims.c.category == filters.category.upper()
    if filters.mode is not None:
        yield claims.c.mode == filters.mode
    if filters.status is not None:
        yield claims.c.status == filters.status
    if filters.source is not None:
        yield or_(
            _has(documents.c.publisher, filters.source), _has(documents.c.uri, filters.source)
        )
    if filters.document is not None:
        yield documents.c.id.startswith(filters.document, autoescape=True)
    if filters.review is not None:
        yield claims.c.review.is_not(None) if filters.review else claims.c.review.is_(None)
    if filters.verdict is not None:
        none = filters.verdict == "none"
        yield claims.c.verdict.is_(None) if none else claims.c.verdict == filters.verdict
    if filters.event is not None:
        members = (
            select(event_members.c.claim)
            .join(events, events.c.key == event_members.c.event)
            .where(events.c.id.startswith(filters.event, autoescape=True))
        )
        yield claims.c.key.in_(members)


def _parties(filters: Filters) -> Iterator[ColumnElement[bool]]:
    table = claim_parties.c
    for role in ("actor", "recipient", "speaker"):
        wanted = getattr(filters, role)
        if wanted is not None:
            matches = or_(
                table.actor == wanted, _has(table.name, wanted), _has(table.words, wanted)
            )
            yield exists().where(table.claim == claims.c.key, table.role == role, matches)


def _places(filters: Filters) -> Iterator[ColumnElement[bool]]:
    table = claim_places.c
    matches: list[ColumnElement[bool]] = []
    if filters.place is not None:
        wanted = filters.place.lower()
        names = (table.name, table.admin1, table.admin2, table.words)
        matches.append(
            or_(table.place == filters.place, *(func.lower(name) == wanted for name in names))
        )
    if filters.country is not None:
        matches.append(table.country == filters.country.upper())
    if filters.box is not None:
        west, south, east, north = filters.box
        across = or_(table.longitude >= west, table.longitude <= east)
        within = table.longitude.between(west, east)
        matches += [table.latitude.between(south, north), within if west <= east else across]
    if matches:
        yield exists().where(and_(table.claim == claims.c.key, *matches))


def _times(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.since is not None:
        yield func.coalesce(claims.c.latest, claims.c.earliest) >= filters.since.isoformat()
    if filters.until is not None:
        yield func.coalesce(claims.c.earliest, claims.c.latest) <= filters.until.isoformat()


def _counts(filters: Filters) -> Iterator[ColumnElement[bool]]:
    table = claim_counts.c
    matches: list[ColumnElement[bool]] = []
    if filters.counted is not None:
        matches.append(table.what == filters.counted)
    if filters.at_least is not None:
        matches.append(func.coalesce(table.high, table.low) >= filters.at_least)
    if filters.at_most is not None:
        matches.append(func.coalesce(table.low, table.high) <= filters.at_most)
    if matches:
        yield exists().where(and_(table.claim == claims.c.key, *matches))


def _has(column: Any, part: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = func.lower(column).contains(part.lower(), autoescape=True)
    return found
