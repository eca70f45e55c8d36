"""Documents for lists, with what is to be done in each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, case, func, select

from reportedly.store import pages
from reportedly.store.filters import Filters
from reportedly.store.pages import Asked, DocumentRow, Page
from reportedly.store.rows import reading_of
from reportedly.store.search import claim_keys, matching_documents
from reportedly.store.tables import claims, documents, readings

_found: Final = (
    select(
        claims.c.reading,
        func.count().label("claims"),
        func.sum(case((claims.c.decided, 1), else_=0)).label("reviewed"),
        func.max(case((claims.c.decided, None), else_=claims.c.need)).label("need"),
    )
    .group_by(claims.c.reading)
    .subquery()
)
_reading: Final = case((readings.c.id.is_not(None), 0), else_=None)
#: The numbers of a document that was read are 0 rather than None where it has no claims.
_claims: Final = func.coalesce(_found.c.claims, _reading)
_reviewed: Final = func.coalesce(_found.c.reviewed, _reading)
#: What a list of documents can be sorted by.
SORTS: Final[dict[str, Any]] = {
    "added": documents.c.seq,
    "title": documents.c.title,
    "publisher": documents.c.publisher,
    "published": documents.c.published,
    "claims": _claims,
    "reviewed": _reviewed,
    "need": _found.c.need,
}


def page(
    connection: Connection, run: int | None, filters: Filters, asked: Asked
) -> Page[DocumentRow]:
    """Return the documents, where claims are asked for those with one that matches.

    Words with ``anywhere``, ``source`` and ``document`` ask for no claims.
    """
    seq = documents.c.seq
    query = _rows(run).where(*_conditions(connection, run, filters))
    total, wanted = pages.keys_of(connection, asked, query, seq, SORTS)
    rows = connection.execute(_rows(run).where(seq.in_(wanted)))
    found = {row[0]: DocumentRow(*row[1:]) for row in rows}
    return Page(total, asked.offset, tuple(found[number] for number in wanted))


def _rows(run: int | None) -> Select[Any]:
    live = and_(readings.c.document == documents.c.seq, readings.c.run == run, readings.c.live)
    return (
        select(
            documents.c.seq,
            documents.c.id,
            documents.c.title,
            documents.c.uri,
            documents.c.publisher,
            documents.c.published,
            documents.c.language,
            documents.c.added_at,
            _claims,
            _reviewed,
            _found.c.need,
        )
        .select_from(documents)
        .outerjoin(readings, live)
        .outerjoin(_found, _found.c.reading == readings.c.id)
    )


def _conditions(connection: Connection, run: int | None, filters: Filters) -> list[Any]:
    found: list[Any] = list(matching_documents(filters, connection.dialect.name))
    rest = replace(filters, source=None, document=None)
    if rest.anywhere:
        rest = replace(rest, words=None, anywhere=False)
    if rest.asks and run is not None:
        matched = claim_keys(connection, run, rest).query
        (key,) = matched.selected_columns
        numbers = matched.with_only_columns(reading_of(key))
        of_claims = select(readings.c.document).where(readings.c.id.in_(numbers))
        found.append(documents.c.seq.in_(of_claims))
    return found
