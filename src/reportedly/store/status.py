"""How much is in a project."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from reportedly.store import runs
from reportedly.store.tables import (
    anchors,
    blobs,
    captures,
    decisions,
    documents,
    events,
    failures,
    jobs,
    readings,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that the run could not read, and why."""

    source: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Job:
    """An import that did not end: the sources it was given and how far it came."""

    sources: tuple[str, ...]
    done: int
    total: int | None
    started_at: str
    touched_at: str


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """Counts of the newest run, with what failed, what was interrupted and what waits."""

    name: str
    run: int | None
    runs: int
    documents: int
    unread: int
    claims: int
    events: int
    contradictions: int
    decisions: int
    waiting: int
    bytes: int
    failures: tuple[Failure, ...] = ()
    interrupted: tuple[Job, ...] = ()


def status_of(connection: Connection, name: str) -> ProjectStatus:
    """Count what is there."""
    run = runs.latest(connection)
    live = (readings.c.run == run) & readings.c.live
    read = connection.execute(
        select(func.count(), func.coalesce(func.sum(readings.c.claims), 0)).where(live)
    ).one()
    held = _count(connection, documents)
    told = connection.execute(
        select(func.count(), func.coalesce(func.sum(events.c.contradictions), 0)).where(
            events.c.run + 0 == run  # + 0: all are gone through, most are of the run
        )
    ).one()
    waiting = select(func.count()).select_from(anchors)
    return ProjectStatus(
        name=name,
        run=run,
        runs=len(runs.all_runs(connection)),
        documents=held,
        unread=_unread(connection, run),
        claims=int(read[1]),
        events=int(told[0]),
        contradictions=int(told[1]),
        decisions=_count(connection, decisions),
        waiting=int(
            connection.execute(
                waiting.where(anchors.c.run == run, anchors.c.state == "queued")
            ).scalar_one()
        ),
        bytes=int(
            connection.execute(select(func.coalesce(func.sum(blobs.c.size), 0))).scalar_one()
        ),
        failures=tuple(failures_of(connection, run)),
        interrupted=tuple(_interrupted(connection)),
    )


def _unread(connection: Connection, run: int | None) -> int:
    """Count the documents that the run has not read, but for those that it made anew.

    Such a document has the same bytes and address as one that the run has read.
    """
    of_run = select(readings.c.document).where(readings.c.run == run, readings.c.live)
    newer = captures.alias()
    anew = (
        select(captures.c.document)
        .join(newer, (newer.c.sha256 == captures.c.sha256) & (newer.c.name == captures.c.name))
        .where(captures.c.sha256 != "", newer.c.document.in_(of_run))
        .where(newer.c.document > captures.c.document)
    )
    seq = documents.c.seq
    unread = select(func.count()).where(seq.not_in(of_run), seq.not_in(anew))
    return int(connection.execute(unread.select_from(documents)).scalar_one())


def failures_of(connection: Connection, run: int | None) -> list[Failure]:
    """Return what the run could not read and still cannot."""
    query = select(failures).where(failures.c.run == run, failures.c.resolved_at.is_(None))
    rows = connection.execute(query.order_by(failures.c.seq))
    return [Failure(row.source, row.kind, row.reason) for row in rows]


def _interrupted(connection: Connection) -> list[Job]:
    """Return the last import, where it did not end and no later one of the same sources did."""
    rows = connection.execute(select(jobs).order_by(jobs.c.seq)).all()
    last = {row.sources: row for row in rows}
    return [
        Job(tuple(json.loads(row.sources)), row.done, row.total, row.started_at, row.touched_at)
        for row in last.values()
        if row.finished_at is None
    ]


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
