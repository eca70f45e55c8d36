"""Keeps the events of a run in step with its claims and with people's decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, insert, select

from reportedly.errors import DataError
from reportedly.events.cluster import Cluster
from reportedly.events.copies import find_copies
from reportedly.events.describe import describe
from reportedly.events.records import SourceProfile
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.store import changes
from reportedly.store import profiles as profiled
from reportedly.store.connect import reading, writing
from reportedly.store.eventstate import State
from reportedly.store.eventwriting import Described, Member, batches, place_of, write
from reportedly.store.locks import one_writer
from reportedly.store.rows import claim_from, document_from
from reportedly.store.tables import (
    claims,
    documents,
    event_members,
    events,
    readings,
    tellings,
)
from reportedly.store.tellings import telling_row

#: Tries to describe events beside a writer before the writer is made to wait.
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """What has to be written: keys of events to take away, and events to put in."""

    gone: list[int]
    new: list[Described]


@dataclass(frozen=True, slots=True)
class _Stored:
    """Stored events by id: their keys, and their claims with the edition that was told."""

    keys: dict[str, int]
    members: dict[str, frozenset[Member]]


def refresh(engine: Engine, name: str, state: State) -> int:
    """Bring the events of the run up to date; returns how many were made or changed."""
    try:
        return _refreshed(engine, name, state)
    except DataError:  # tellings that another version of the program made
        with writing(engine, name) as connection:
            _make_tellings(connection, state.run, name)
        state.forget()
        return _refreshed(engine, name, state)


def _refreshed(engine: Engine, name: str, state: State) -> int:
    for attempt in range(_TRIES):
        with reading(engine, name) as connection:
            mark = changes.mark(connection, state.run)
            if mark == state.mark and not state.owed:
                return 0
            last = _last(connection)
            plan = _planned(connection, state, mark, name)
        with writing(engine, name) as connection:
            one_writer(connection)
            now = changes.mark(connection, state.run)
            same = now == mark and _last(connection) == last
            if not same and attempt < _TRIES - 1:
                continue
            if not same:
                plan, mark = _planned(connection, state, now, name), now
            write(connection, state.run, plan.gone, plan.new)
        state.mark, state.owed = mark, set()
        return len(plan.new)
    return 0


def _last(connection: Connection) -> int:
    """Return the key of the last event: another process that told events has put in a higher one.

    Where it took as many away, a plan made before takes its events away in turn.
    """
    return int(connection.execute(select(func.coalesce(func.max(events.c.key), 0))).scalar_one())


def _planned(connection: Connection, state: State, mark: changes.Mark, name: str) -> _Plan:
    """Bring the state up to the mark and compare it with the stored events."""
    keys = None
    if state.mark is not None and state.mark[:2] == mark[:2]:
        keys = changes.since(connection, state.run, state.mark[2])
    state.follow(connection, keys)
    if keys is None:
        clusters = list(state.clusterer.clusters())
        stored = _stored(connection, state.run)
    else:
        touched = state.clusterer.update()
        state.owed |= keys | {state.keys[c] for cluster in touched for c in cluster.claims}
        stored = _stored_with(connection, state.run, state.owed)
        members = {key for held in stored.members.values() for key, _ in held}
        clusters = state.clusters_of(state.owed | members)
    changed = [
        cluster
        for cluster in clusters
        if stored.members.get(cluster.event_id) != frozenset(state.members(cluster))
    ]
    current = {cluster.event_id for cluster in clusters}
    again = {cluster.event_id for cluster in changed}
    gone = [key for id_, key in stored.keys.items() if id_ not in current or id_ in again]
    return _Plan(gone, _described(connection, state, changed, name))


def _make_tellings(connection: Connection, run: int, name: str) -> None:
    """Make the tellings of all claims of a run anew."""
    keys = connection.execute(
        select(claims.c.key)
        .join(readings, readings.c.id == claims.c.reading)
        .where(readings.c.run == run, readings.c.live)
        .order_by(claims.c.key)
    )
    for batch in batches(keys.scalars().all()):
        found = claims_by_key(connection, batch, name)
        connection.execute(delete(tellings).where(tellings.c.claim.in_(batch)))
        connection.execute(insert(tellings), [telling_row(found[key], key) for key in batch])


def _stored(connection: Connection, run: int) -> _Stored:
    """Return all events of a run, those too that have lost their claims."""
    keys = connection.execute(select(events.c.id, events.c.key).where(events.c.run == run))
    members: dict[str, set[Member]] = {}
    rows = connection.execute(
        select(events.c.id, event_members.c.claim, event_members.c.edition)
        .join(event_members, event_members.c.event == events.c.key)
        .where(events.c.run == run)
    )
    for event, claim, edition in rows:
        members.setdefault(event, set()).add((claim, edition))
    return _Stored(dict(keys.tuples().all()), {k: frozenset(v) for k, v in members.items()})


def _stored_with(connection: Connection, run: int, claim_keys: Iterable[int]) -> _Stored:
    """Return the events of a run that hold one of the claims."""
    keys: dict[str, int] = {}
    members: dict[str, set[Member]] = {}
    for batch in batches(sorted(claim_keys)):
        own = select(event_members.c.event).where(event_members.c.claim.in_(batch))
        rows = connection.execute(
            select(events.c.id, events.c.key, event_members.c.claim, event_members.c.edition)
            .join(event_members, event_members.c.event == events.c.key)
            .where(events.c.run == run, events.c.key.in_(own))
        )
        for event, key, claim, edition in rows:
            keys[event] = key
            members.setdefault(event, set()).add((claim, edition))
    return _Stored(keys, {k: frozenset(v) for k, v in members.items()})


def _described(
    connection: Connection, state: State, changed: list[Cluster], name: str
) -> list[Described]:
    known = profiled.get(connection)
    described: list[Described] = []
    for batch in batches(changed):
        wanted = [state.keys[claim] for cluster in batch for claim in cluster.claims]
        found = claims_by_key(connection, wanted, name)
        for cluster in batch:
            members = [found[state.keys[claim]] for claim in cluster.claims]
            described.append(_one(state, cluster, members, known))
    return described


def _one(
    state: State, cluster: Cluster, members: list[Claim], known: dict[str, SourceProfile]
) -> Described:
    texts = {claim.document.id: claim.document for claim in members}
    shared = find_copies(texts.values()) if len(texts) > 1 else ()
    record = describe(
        members,
        copies=shared,
        profiles=known,
        joins=state.clusterer.joins(cluster),
        event_id=cluster.event_id,
    )
    told = tuple(state.members(cluster))
    return Described(record, place_of(record, members), told, tuple(shared))


def claims_by_key(connection: Connection, keys: Iterable[int], name: str) -> dict[int, Claim]:
    """Return claims as corrected, by key; claims of one document share it."""
    found: dict[int, Claim] = {}
    held: dict[int, Document] = {}
    for batch in batches(keys):
        rows = connection.execute(
            select(claims.c.key, claims.c.reading, claims.c.body, claims.c.corrected)
            .where(claims.c.key.in_(batch))
            .order_by(claims.c.key)
        ).all()
        wanted = {row.reading for row in rows} - held.keys()
        texts = connection.execute(
            select(readings.c.id, readings.c.metadata, documents.c.text, documents.c.text_exact)
            .join(documents, documents.c.seq == readings.c.document)
            .where(readings.c.id.in_(wanted))
        )
        for text in texts:
            held[text.id] = document_from(text.text, text.text_exact, text.metadata)
        for row in rows:
            found[row.key] = claim_from(held[row.reading], row.corrected or row.body, name)
    return found
