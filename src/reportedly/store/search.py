"""Search in SQL: the keys of the claims, and the conditions on events and documents, that match.

A project may hold a million claims, and a claim's row is wide. So what stands in another table is
looked up there by its own index; claims' rows are opened only for the few keys that a list has, and
the claims' own values come from the index that holds them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, func, or_, select, text

from reportedly.errors import UsageError
from reportedly.store import fulltext
from reportedly.store.filters import Filters
from reportedly.store.prefixes import begins
from reportedly.store.rows import reading_of
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

#: Up to so many keys of another table are handed to the claims one by one.
_FEW: Final = 2_000
#: Marks are for a need of this and above, scores lie below it.
_MARKED: Final = 1


@dataclass(frozen=True, slots=True)
class Keys:
    """The claims that match: ``query`` selects their ``key`` alone.

    ``rows`` are conditions on ``claims`` that say the same, for what needs their values.
    """

    query: Select[Any]
    rows: tuple[ColumnElement[bool], ...]


def claim_keys(
    connection: Connection, run: int, filters: Filters, *, any_run: bool = False
) -> Keys:
    """Return the claims of the run that match; with ``any_run`` maybe those of others, too."""
    dialect = connection.dialect.name
    sets = list(_sets(filters, dialect))
    fields = [*_fields(filters), *_times(filters)]
    few, many = _divided(connection, sets)
    of_run = _readings(run, filters, dialect)
    key: Any = claims.c.key
    rows = [claims.c.reading.in_(of_run), *fields]
    if few is not None:
        rows += [key.in_(few), *(key.in_(found) for found in many)]
        return Keys(select(key).where(*rows), tuple(rows))
    rows += [(key + 0).in_(found) for found in many]  # + 0: the claims' index is gone through
    if fields or not many:
        return Keys(select(key).where(*rows), tuple(rows))
    first = many[0].subquery()
    conditions = [first.c.key.in_(found) for found in many[1:]]
    if not any_run or filters.without or matching_documents(filters, dialect):
        conditions.append(reading_of(first.c.key).in_(of_run))
    return Keys(select(first.c.key).where(*conditions).distinct(), tuple(rows))


def keys(
    connection: Connection,
    run: int,
    filters: Filters,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[int]:
    """Return the keys of the run's claims that match, in the order of documents and triggers."""
    query = claim_keys(connection, run, filters).query
    (key,) = query.selected_columns
    return list(connection.execute(query.order_by(key).limit(limit).offset(offset)).scalars())


def matching_events(
    connection: Connection, run: int, filters: Filters
) -> list[ColumnElement[bool]]:
    """Return the conditions on ``events`` for those of the run with a claim that matches."""
    of_run: ColumnElement[bool] = events.c.run + 0 == run  # + 0: most events are of the run
    conditions = [of_run, *_apart(filters)]
    if not filters.asks:
        return conditions
    claim = claim_keys(connection, run, filters, any_run=True).query
    event = select(event_members.c.event).where(event_members.c.claim.in_(claim))
    return [*conditions, events.c.key.in_(event)]


def matching_documents(filters: Filters, dialect: str) -> list[ColumnElement[bool]]:
    """Return the conditions on ``documents`` that do not ask for claims."""
    found: list[ColumnElement[bool]] = []
    if filters.words is not None and filters.anywhere:
        found.append(documents.c.seq.in_(_with_words(filters.words, dialect, "documents")))
    if filters.source is not None:
        source = filters.source
        found.append(or_(_has(documents.c.publisher, source), _has(documents.c.uri, source)))
    if filters.document is not None:
        found.append(begins(documents.c.id, filters.document, dialect))
    return found


def _divided(
    connection: Connection, sets: list[Select[Any]]
) -> tuple[list[int] | None, list[Select[Any]]]:
    """Return the keys that all small sets share, None where no set is small, and the large sets."""
    few: set[int] | None = None
    many: list[Select[Any]] = []
    for query in sets:
        found = connection.execute(query.limit(_FEW + 1)).scalars().all()
        if len(found) > _FEW:
            many.append(query)
        else:
            few = set(found) if few is None else few & set(found)
    return (None if few is None else sorted(few)), many


def _readings(run: int, filters: Filters, dialect: str) -> Select[Any]:
    query = select(readings.c.id).where(readings.c.run == run, readings.c.live)
    of_documents = matching_documents(filters, dialect)
    if of_documents:
        query = query.where(readings.c.document.in_(select(documents.c.seq).where(*of_documents)))
    if filters.without:
        query = query.where(readings.c.document.not_in(_left_out(filters)))
    return query


def _left_out(filters: Filters) -> Select[Any]:
    return select(documents.c.seq).where(documents.c.id.in_(filters.without))


def _apart(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Yield the condition on ``events`` that no claim of a document left out is in them."""
    if filters.without:
        of_document = select(readings.c.id).where(readings.c.document.in_(_left_out(filters)))
        claim = select(claims.c.key).where(claims.c.reading.in_(of_document))
        event = select(event_members.c.event).where(event_members.c.claim.in_(claim))
        yield events.c.key.not_in(event)


def _sets(filters: Filters, dialect: str) -> Iterator[Select[Any]]:
    """Yield a query for the keys of each thing asked for that stands outside of ``claims``."""
    if filters.words is not None and not filters.anywhere:
        yield _with_words(filters.words, dialect, "claims")
    if filters.event is not None:
        yield (
            select(event_members.c.claim.label("key"))
            .join(events, events.c.key == event_members.c.event)
            .where(begins(events.c.id, filters.event, dialect))
        )
    yield from _parties(filters)
    for table, matches in (
        (claim_places, list(_places(filters))),
        (claim_counts, list(_counts(filters))),
    ):
        if matches:
            yield select(table.c.claim.label("key")).where(*matches)


def _with_words(words: str, dialect: str, table: str) -> Select[Any]:
    wanted = fulltext.query(dialect, words)
    if wanted is None:
        raise UsageError(f"{words!r}: no word to look for")
    rows = text(fulltext.matching(dialect, table, "wanted")).bindparams(wanted=wanted)
    return select(rows.columns(key=BigInteger).subquery().c.key)


def _fields(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.category is not None:
        yield claims.c.category == filters.category.upper()
    if filters.mode is not None:
        yield claims.c.mode == filters.mode
    if filters.status is not None:
        yield claims.c.status == filters.status
    if filters.review is not None:
        yield claims.c.need >= _MARKED if filters.review else claims.c.need < _MARKED
    if filters.verdict is not None:
        none = filters.verdict == "none"
        yield claims.c.verdict.is_(None) if none else claims.c.verdict == filters.verdict


def _parties(filters: Filters) -> Iterator[Select[Any]]:
    table = claim_parties.c
    for role in ("actor", "recipient", "speaker"):
        wanted = getattr(filters, role)
        if wanted is not None:
            matches = or_(
                table.actor == wanted, _has(table.name, wanted), _has(table.words, wanted)
            )
            yield select(table.claim.label("key")).where(table.role == role, matches)


def _places(filters: Filters) -> Iterator[ColumnElement[bool]]:
    table = claim_places.c
    if filters.place is not None:
        wanted = filters.place.lower()
        names = (table.name, table.admin1, table.admin2, table.words)
        yield or_(table.place == filters.place, *(func.lower(name) == wanted for name in names))
    if filters.country is not None:
        yield table.country == filters.country.upper()
    if filters.box is not None:
        west, south, east, north = filters.box
        across = or_(table.longitude >= west, table.longitude <= east)
        yield table.latitude.between(south, north)
        yield table.longitude.between(west, east) if west <= east else across


def _times(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.since is not None:
        yield func.coalesce(claims.c.latest, claims.c.earliest) >= filters.since.isoformat()
    if filters.until is not None:
        yield func.coalesce(claims.c.earliest, claims.c.latest) <= filters.until.isoformat()


def _counts(filters: Filters) -> Iterator[ColumnElement[bool]]:
    table = claim_counts.c
    if filters.counted is not None:
        yield table.what == filters.counted
    if filters.at_least is not None:
        yield func.coalesce(table.high, table.low) >= filters.at_least
    if filters.at_most is not None:
        yield func.coalesce(table.low, table.high) <= filters.at_most


def _has(column: Any, part: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = func.lower(column).contains(part.lower(), autoescape=True)
    return found
