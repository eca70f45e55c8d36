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
    func,
    or_,
    select,
    text,
)

from reportedly.errors import UsageError
from reportedly.store import fulltext
from reportedly.store.prefixes import begins
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


def matching(run: int, filters: Filters, dialect: str) -> list[ColumnElement[bool]]:
    """Return the conditions on ``claims`` for those of the run that match.

    Whatever stands in another table is looked up there by its own index, not claim by claim.
    """
    return [
        claims.c.reading.in_(_readings(run, filters, dialect)),
        *_words(filters, dialect),
        *_fields(filters, dialect),
        *_parties(filters),
        *_places(filters),
        *_times(filters),
        *_counts(filters),
    ]


def keys(
    connection: Connection,
    run: int,
    filters: Filters,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[int]:
    """Return the keys of the run's claims that match, in the order of documents and triggers."""
    query = (
        select(claims.c.key)
        .where(*matching(run, filters, connection.dialect.name))
        .order_by(claims.c.key)
        .limit(limit)
        .offset(offset)
    )
    return list(connection.execute(query).scalars())


def matching_events(run: int, filters: Filters, dialect: str) -> list[ColumnElement[bool]]:
    """Return the conditions on ``events`` for those of the run with a claim that matches."""
    of_run = events.c.run == run
    if filters == Filters():
        return [of_run]
    claim = select(claims.c.key).where(*matching(run, filters, dialect))
    event = select(event_members.c.event).where(event_members.c.claim.in_(claim))
    return [of_run, events.c.key.in_(event)]


def matching_documents(filters: Filters, dialect: str) -> list[ColumnElement[bool]]:
    """Return the conditions on ``documents`` that do not ask for claims."""
    found: list[ColumnElement[bool]] = []
    if filters.words is not None and filters.anywhere:
        found.append(_with_words(filters.words, dialect, "documents", "seq"))
    if filters.source is not None:
        source = filters.source
        found.append(or_(_has(documents.c.publisher, source), _has(documents.c.uri, source)))
    if filters.document is not None:
        found.append(begins(documents.c.id, filters.document, dialect))
    return found


def _readings(run: int, filters: Filters, dialect: str) -> Select[Any]:
    query = select(readings.c.id).where(readings.c.run == run, readings.c.live)
    of_documents = matching_documents(filters, dialect)
    if of_documents:
        query = query.where(readings.c.document.in_(select(documents.c.seq).where(*of_documents)))
    return query


def _words(filters: Filters, dialect: str) -> Iterator[ColumnElement[bool]]:
    if filters.words is not None and not filters.anywhere:
        yield _with_words(filters.words, dialect, "claims", "key")


def _with_words(words: str, dialect: str, table: str, column: str) -> ColumnElement[bool]:
    wanted = fulltext.query(dialect, words)
    if wanted is None:
        raise UsageError(f"{words!r}: no word to look for")
    rows = fulltext.matching(dialect, table, "wanted")
    return and_(text(f"{table}.{column} IN ({rows})").bindparams(wanted=wanted))


def _fields(filters: Filters, dialect: str) -> Iterator[ColumnElement[bool]]:
    if filters.category is not None:
        yield claims.c.category == filters.category.upper()
    if filters.mode is not None:
        yield claims.c.mode == filters.mode
    if filters.status is not None:
        yield claims.c.status == filters.status
    if filters.review is not None:
        yield claims.c.review.is_not(None) if filters.review else claims.c.review.is_(None)
    if filters.verdict is not None:
        none = filters.verdict == "none"
        yield claims.c.verdict.is_(None) if none else claims.c.verdict == filters.verdict
    if filters.event is not None:
        members = (
            select(event_members.c.claim)
            .join(events, events.c.key == event_members.c.event)
            .where(begins(events.c.id, filters.event, dialect))
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
            yield claims.c.key.in_(select(table.claim).where(table.role == role, matches))


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
        yield claims.c.key.in_(select(table.claim).where(*matches))


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
        yield claims.c.key.in_(select(table.claim).where(*matches))


def _has(column: Any, part: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = func.lower(column).contains(part.lower(), autoescape=True)
    return found
