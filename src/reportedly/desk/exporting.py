"""Exports from the browser: a file in the job's folder, of what the person may see."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from reportedly.desk.context import Desk
from reportedly.desk.jobs import Task
from reportedly.exports.from_project import content_of
from reportedly.exports.project_formats import Format, write
from reportedly.records.reading import Reading
from reportedly.store import Filters

OPTIONS: Final = {"by": ("claims", "events"), "acled_counts": (True, False)}
_PAGE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported; ``hidden`` are documents that are left out."""

    form: Format
    filters: Filters
    contested: bool
    by_event: bool
    acled_counts: bool
    reason: str | None
    hidden: frozenset[str]


def export(desk: Desk, task: Task, order: Order) -> None:
    """Write the file. Of an archive, what matches are whole documents."""
    content = content_of(desk.project, order.form, by_event=order.by_event, reason=order.reason)
    content.counts = order.acled_counts
    events = _events(desk, order)
    found = None if events is None and not order.filters.asks else _matching(desk, order)
    content.readings = _narrowed(content.readings, order, found, task)
    task.total = desk.project.status().documents
    if content.events is not None and events is not None:
        content.events = [e for e in content.events if e.event_id in events]
    if order.hidden:
        content.decisions = [d for d in content.decisions if not _about(d, order.hidden)]
    today = date.today().isoformat()
    target = task.folder / f"{desk.name.removesuffix('.rptd')}-{today}{order.form.ending}"
    with target.open("wb") as stream:
        write(order.form, content, stream)
    task.file = target


def _narrowed(
    readings: Iterable[Reading], order: Order, found: dict[str, str] | None, task: Task
) -> Iterator[Reading]:
    documents = set(found.values()) if found is not None else set()
    for done, reading in enumerate(readings, start=1):
        task.step(done, task.total)
        if reading.document.id in order.hidden:
            continue
        if found is None:
            yield reading
        elif reading.document.id in documents:
            yield reading if order.form.archive else _kept(reading, found)


def _kept(reading: Reading, claims: Container[str]) -> Reading:
    return replace(
        reading,
        claims=tuple(c for c in reading.claims if c.claim_id in claims),
        explanations=tuple(e for e in reading.explanations if e.claim_id in claims),
    )


def _matching(desk: Desk, order: Order) -> dict[str, str]:
    """The ids, as shown, of the claims that match, each with its document's."""
    found: dict[str, str] = {}
    offset = 0
    while True:
        page = desk.project.claims_page(order.filters, offset=offset, limit=_PAGE)
        found |= {row.id: row.document_id for row in page.rows}
        offset += _PAGE
        if len(page.rows) < _PAGE:
            return found


def _events(desk: Desk, order: Order) -> set[str] | None:
    """The ids of the events that match, None for all."""
    if not (order.filters.asks or order.contested or order.hidden):
        return None
    points = desk.project.event_points(order.filters, contested=order.contested)
    return {point.id for point in points}


def _about(decision: Any, documents: frozenset[str]) -> bool:
    named = {decision.get("document"), *(q["document"] for q in decision.get("quotes", ()))}
    return not documents.isdisjoint(named)
