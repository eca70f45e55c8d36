"""The part of a project that lists, for tables, maps and timelines."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportedly.store import claimlists, documentlists, eventlists
from reportedly.store.base import Base
from reportedly.store.filters import Filters
from reportedly.store.pages import (
    Asked,
    ClaimRow,
    DocumentRow,
    EventDays,
    EventPoint,
    EventRow,
    Page,
    Step,
)

_NONE: Final = Filters()


class Listing(Base):
    """Light rows, page by page; see `reportedly.store.Project`.

    ``words`` stand in for those of the filters. A page holds ``limit`` rows from ``offset`` on, of
    ``total``; raises `UsageError` for more than 10,000 and for a ``sort`` that is none.
    """

    def events_page(  # noqa: PLR0913 - one a choice of the list
        self,
        filters: Filters = _NONE,
        *,
        words: str | None = None,
        contested: bool = False,
        sort: str = "earliest",
        descending: bool = True,
        offset: int = 0,
        limit: int = 200,
        run: int | None = None,
    ) -> Page[EventRow]:
        """Return events with a claim that matches; ``contested`` only those with contradictions.

        ``sort``: earliest, latest, category, mode, place, country, admin1, sources, denied_by,
        contradictions, claims. What is not known comes last either way.
        """
        asked = Asked(sort, descending, offset, limit)
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return Page(0, offset, ())
            found = _with(filters, words)
            return eventlists.page(connection, chosen, found, asked, contested=contested)

    def event_points(
        self,
        filters: Filters = _NONE,
        *,
        words: str | None = None,
        contested: bool = False,
        run: int | None = None,
    ) -> list[EventPoint]:
        """Return all events that match, for a map; in no order."""
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return []
            found = _with(filters, words)
            return eventlists.points(connection, chosen, found, contested=contested)

    def event_days(
        self,
        filters: Filters = _NONE,
        *,
        step: Step = "day",
        words: str | None = None,
        contested: bool = False,
        run: int | None = None,
    ) -> list[EventDays]:
        """Return how many events begin on each day, or in each month or year."""
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return []
            found = _with(filters, words)
            return eventlists.days(connection, chosen, found, step, contested=contested)

    def claims_page(
        self,
        filters: Filters = _NONE,
        *,
        words: str | None = None,
        sort: str = "position",
        descending: bool = False,
        offset: int = 0,
        limit: int = 200,
        run: int | None = None,
    ) -> Page[ClaimRow]:
        """Return claims that match, as people corrected them.

        ``sort``: position (by document and place in it), need, earliest, latest, category, mode,
        status, verdict, decided.
        """
        asked = Asked(sort, descending, offset, limit)
        with self._in_run(run) as (connection, chosen):
            if chosen is None:
                return Page(0, offset, ())
            return claimlists.page(connection, chosen, _with(filters, words), asked)

    def documents_page(
        self,
        filters: Filters = _NONE,
        *,
        words: str | None = None,
        sort: str = "need",
        descending: bool = True,
        offset: int = 0,
        limit: int = 200,
        run: int | None = None,
    ) -> Page[DocumentRow]:
        """Return documents with how many claims the run found in each and how many are reviewed.

        ``words`` are looked for in title and text. Where the filters ask for claims, only documents
        with one that matches. ``sort``: added, title, publisher, published, claims, reviewed, need.
        """
        asked = Asked(sort, descending, offset, limit)
        if words is not None:
            filters = replace(filters, words=words, anywhere=True)
        with self._in_run(run) as (connection, chosen):
            return documentlists.page(connection, chosen, filters, asked)


def _with(filters: Filters, words: str | None) -> Filters:
    return filters if words is None else replace(filters, words=words)
