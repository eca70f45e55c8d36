"""Runs: one version of the program with one set of data, and what two of them say differently."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select

from reportedly.records.claim import ProducedBy
from reportedly.records.serialise import dumps
from reportedly.store.insert import insert_new
from reportedly.store.tables import claims, readings, runs


@dataclass(frozen=True, slots=True)
class Run:
    """A run: ``digests`` of all data that took part, and how much it has read so far."""

    id: int
    engine: str
    version: str
    digests: tuple[tuple[str, str], ...]
    started_at: str
    documents: int = 0
    claims: int = 0


def now() -> str:
    """Return this moment in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def ensure(connection: Connection, made_by: ProducedBy) -> int:
    """Return the id of the run of this engine, making it where there is none yet."""
    parts = {
        "engine": made_by.engine,
        "version": made_by.version,
        "digests": dumps(dict(sorted(made_by.digests))),
    }
    digest = sha256(dumps(parts).encode()).hexdigest()
    known = select(runs.c.id).where(runs.c.digest == digest)
    found = connection.execute(known).scalar()
    if found is None:
        insert_new(connection, runs, {**parts, "digest": digest, "started_at": now()})
        found = connection.execute(known).scalar_one()
    return int(found)


def all_runs(connection: Connection) -> list[Run]:
    """Return the runs, the oldest first."""
    counts = (
        select(
            readings.c.run,
            func.count().label("documents"),
            func.sum(readings.c.claims).label("claims"),
        )
        .where(readings.c.live)
        .group_by(readings.c.run)
        .subquery()
    )
    rows = connection.execute(
        select(runs, counts.c.documents, counts.c.claims)
        .outerjoin(counts, counts.c.run == runs.c.id)
        .order_by(runs.c.id)
    )
    return [
        Run(
            r.id,
            r.engine,
            r.version,
            tuple(sorted(json.loads(r.digests).items())),
            r.started_at,
            int(r.documents or 0),
            int(r.claims or 0),
        )
        for r in rows
    ]


def latest(connection: Connection) -> int | None:
    """Return the id of the newest run, None in an empty project."""
    return connection.execute(select(func.max(runs.c.id))).scalar()


def claim_ids(connection: Connection, run: int) -> dict[int, dict[str, str]]:
    """Return, by document, the run's claims: id to body."""
    found: dict[int, dict[str, str]] = {}
    rows = connection.execute(
        select(readings.c.document, claims.c.id, claims.c.body)
        .join(claims, claims.c.reading == readings.c.id)
        .where(readings.c.run == run, readings.c.live, claims.c.decision.is_(None))
    )
    for document, claim, body in rows:
        found.setdefault(document, {})[claim] = body
    return found
