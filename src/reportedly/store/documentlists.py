"""Documents for lists, with what is to be done in each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, case, func, select

from reportedly.store import pages
from reportedly.store.pages import DocumentRow, Page
from reportedly.store.search import Filters, matching, matching_documents
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
    connection: Connection,
    run: int | None,
    filters: Filters,
    *,
    order: tuple[str, bool],
    window: tuple[int, int],
) -> Page[DocumentRow]:
    """Return the documents, where claims are asked for those with one that matches.

    ``order`` is (by, descending), ``window`` (from, how many). Words with ``anywhere``, ``source``
    and ``document`` ask for no claims.
    """
    offset, limit = window
    pages.checked(limit, offset)
    by = pages.ordered(SORTS, order[0], descending=order[1], last=documents.c.seq)
    conditions = _conditions(run, filters, connection.dialect.name)
    total = pages.total(connection, select(documents.c.seq).where(*conditions))
    query = _rows(run).where(*conditions).order_by(*by).limit(limit).offset(offset)
    return Page(total, offset, tuple(DocumentRow(*row) for row in connection.execute(query)))


def _rows(run: int | None) -> Select[Any]:
    live = and_(readings.c.document == documents.c.seq, readings.c.run == run, readings.c.live)
    return (
        select(
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


def _conditions(run: int | None, filters: Filters, dialect: str) -> list[Any]:
    found: list[Any] = list(matching_documents(filters, dialect))
    rest = replace(filters, source=None, document=None)
    if rest.anywhere:
        rest = replace(rest, words=None, anywhere=False)
    if rest != Filters() and run is not None:
        with_claims = select(claims.c.reading).where(*matching(run, rest, dialect))
        found.append(
            documents.c.seq.in_(select(readings.c.document).where(readings.c.id.in_(with_claims)))
        )
    return found
