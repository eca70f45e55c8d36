"""Events: the table, the map, the timeline, one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from reportedly.desk import seeing
from reportedly.desk.access import At, Caller, needs
from reportedly.desk.answers import answer
from reportedly.desk.asked import Asked, Rows
from reportedly.desk.models.base import EventId, Page
from reportedly.desk.models.events import EventDays, EventPoints, EventRow, EventView
from reportedly.desk.problems import missing
from reportedly.desk.views.event import event_view
from reportedly.desk.views.events import event_days, event_points, event_row
from reportedly.store import EventRow as Stored
from reportedly.store import Filters

router = APIRouter(tags=["events"])
Sort = Literal[
    "earliest", "latest", "category", "mode", "place", "country", "admin1", "sources",
    "denied_by", "contradictions", "claims",
]  # fmt: skip
Unit = Literal["day", "week", "month", "year"]
Contested = Annotated[bool, Query(description="Only where voices contradict each other.")]


@router.get("/events", response_model=Page[EventRow], **needs("reader"))
def events(
    at: At, filters: Asked, rows: Rows, *, contested: Contested = False, sort: Sort = "earliest"
) -> Response:
    """List the events with a claim that matches."""
    page = at.desk.project.events_page(
        filters,
        contested=contested,
        sort=sort,
        descending=rows.descending,
        offset=rows.offset,
        limit=rows.limit,
    )
    return answer(Page[EventRow](total=page.total, offset=page.offset, rows=_rows(at, page.rows)))


@router.get("/events/points", response_model=EventPoints, **needs("reader"))
def points(at: At, filters: Asked, *, contested: Contested = False) -> Response:
    """Return all events that match, for the map."""
    found = at.desk.project.event_points(filters, contested=contested)
    return answer(event_points(found))


@router.get("/events/days", response_model=EventDays, **needs("reader"))
def days(at: At, filters: Asked, *, contested: Contested = False, unit: Unit = "month") -> Response:
    """Return how many events fall into each span of days, for the timeline."""
    step = "day" if unit == "week" else unit
    return answer(
        event_days(unit, at.desk.project.event_days(filters, step=step, contested=contested))
    )


@router.get("/events/{id}", response_model=EventView, **needs("reader"))
def event(at: At, id: EventId) -> Response:  # noqa: A002 - the name in the path
    """Return an event with every voice side by side."""
    project = at.desk.project
    with seeing.needed("event"):
        record = project.event(id)
    listed = project.events_page(Filters(event=id, without=tuple(at.hidden)), limit=1).rows
    if not listed:
        raise missing("event")
    claims = project.claims_by_id(record.claims)
    found = project.claims_page(Filters(event=id), limit=seeing.MOST).rows
    log = project.decisions(id)
    view = event_view(
        record,
        _rows(at, listed)[0],
        claims,
        rows={r.id: r for r in found},
        kinds={name: profile.kind for name, profile in project.profiles().items()},
        passages=_passages(at, {claim.document.id for claim in claims.values()}),
        mask_of=lambda document: seeing.mask_of(at, document),
        decisions=seeing.decision_rows(at, log),
    )
    return answer(view)


def _rows(at: Caller, rows: Sequence[Stored]) -> list[EventRow]:
    """Show events, with words where the gazetteer has no place."""
    unnamed = [row.id for row in rows if row.place_name is None]
    told = at.desk.project.place_words(unnamed) if unnamed else {}
    words = {event: seeing.mask_of(at, found[0]).words(found[1]) for event, found in told.items()}
    return [event_row(row, words.get(row.id)) for row in rows]


def _passages(at: At, documents: set[str]) -> dict[str, list[tuple[int, int]]]:
    """Passages that the documents of an event share with each other."""
    found: dict[str, list[tuple[int, int]]] = {}
    for document in documents:
        for row in at.desk.project.copies_of(document):
            left = row["left_document"] == document
            if row["right_document" if left else "left_document"] in documents:
                pieces = [tuple(p[:2] if left else p[2:]) for p in row["passages"]]
                found.setdefault(document, []).extend(pieces)
    return found
