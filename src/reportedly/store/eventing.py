"""Keeps the events of a run in step with its claims and with people's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Engine, delete, func, insert, select

from reportedly.errors import DataError
from reportedly.events.cluster import Cluster, Clusterer
from reportedly.events.copies import find_copies
from reportedly.events.decisions import Decision as Ruling
from reportedly.events.describe import describe
from reportedly.events.records import SourceProfile
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.store import profiles as profiled
from reportedly.store.connect import reading, writing
from reportedly.store.deciding import HELD, ON_EVENTS, Anchored, anchored
from reportedly.store.eventwriting import Described, Member, batches, place_of, write
from reportedly.store.locks import one_writer
from reportedly.store.rows import claim_from, document_from
from reportedly.store.tables import (
    anchors,
    claims,
    documents,
    event_members,
    events,
    readings,
    tellings,
)
from reportedly.store.tellings import load, telling_row

#: Tries to describe events beside a writer before the writer is made to wait.
_TRIES: Final = 3


#: The id that a claim is shown under, and the number of what people made of it.
_Shown = tuple[str, int]


@dataclass(slots=True)
class State:
    """What one process knows of a run's claims: kept between imports, so that little is redone."""

    run: int
    clusterer: Clusterer = field(default_factory=Clusterer)
    keys: dict[str, int] = field(default_factory=dict)
    shown: dict[int, _Shown] = field(default_factory=dict)
    ruled: tuple[Ruling, ...] = ()


def refresh(engine: Engine, name: str, state: State) -> int:
    """Bring the events of the run up to date; returns how many were made or changed."""
    try:
        return _refreshed(engine, name, state)
    except DataError:  # tellings that another version of the program made
        with writing(engine, name) as connection:
            _make_tellings(connection, state.run, name)
        state.clusterer, state.keys, state.shown, state.ruled = Clusterer(), {}, {}, ()
        return _refreshed(engine, name, state)


def _refreshed(engine: Engine, name: str, state: State) -> int:
    for attempt in range(_TRIES):
        with reading(engine, name) as connection:
            mark = _mark(connection, state.run)
            changed = _changed(connection, state)
            described = _describe(connection, state, changed, name)
        with writing(engine, name) as connection:
            one_writer(connection)
            if _mark(connection, state.run) == mark:
                return _write(connection, state, described)
            if attempt == _TRIES - 1:
                return _in_lock(connection, state, name)
    return 0


def rulings(held: Iterable[Anchored]) -> Iterator[Ruling]:
    """Turn decisions on events into what clustering obeys."""
    for one in held:
        if one.state not in HELD or not one.claims:
            continue
        decision, ids = one.decision, one.claims
        if decision.kind == "merge":
            yield Ruling("together", ids, decision.id, decision.seq)
        elif decision.kind == "split":
            yield Ruling("apart", ids, decision.id, decision.seq)
        elif decision.kind == "pin":
            yield Ruling("pin", ids, decision.id, decision.seq)


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


def _in_lock(connection: Connection, state: State, name: str) -> int:
    changed = _changed(connection, state)
    described = _describe(connection, state, changed, name)
    return _write(connection, state, described)


def _mark(connection: Connection, run: int) -> tuple[Any, ...]:
    """Changes whenever the run's claims or the decisions on them do."""
    row = connection.execute(
        select(func.max(claims.c.key), func.count(claims.c.key), func.count(claims.c.verdict))
        .select_from(claims.join(readings, readings.c.id == claims.c.reading))
        .where(readings.c.run == run, readings.c.live)
    ).one()
    held = connection.execute(
        select(func.count(), func.max(anchors.c.decision), func.max(anchors.c.at)).where(
            anchors.c.run == run
        )
    ).one()
    return (*row, *held)


def _changed(connection: Connection, state: State) -> list[Cluster]:
    """Bring the clusterer up to date; return the clusters that no stored event equals."""
    told = _live(connection, state.run)
    gone = [key for key, shown in state.shown.items() if told.get(key) != shown]
    state.clusterer.remove(state.shown[key][0] for key in gone)
    for key in gone:
        state.keys.pop(state.shown.pop(key)[0], None)
    new = [key for key in told if key not in state.shown]
    state.clusterer.add(load(connection, new))
    for key in new:
        state.shown[key] = told[key]
        state.keys[told[key][0]] = key
    ruled = tuple(rulings(anchored(connection, state.run, kinds=ON_EVENTS, states=HELD)))
    if ruled != state.ruled:
        state.clusterer.decide(ruled)
        state.ruled = ruled
    stored = _stored(connection, state.run)
    return [
        cluster
        for cluster in state.clusterer.clusters()
        if stored.get(cluster.event_id) != frozenset(_members(state, cluster))
    ]


def _members(state: State, cluster: Cluster) -> Iterator[Member]:
    for claim in cluster.claims:
        key = state.keys[claim]
        yield key, state.shown[key][1]


def _live(connection: Connection, run: int) -> dict[int, _Shown]:
    """The claims that take part in events, by key."""
    rows = connection.execute(
        select(claims.c.key, claims.c.shown, claims.c.edition)
        .join(readings, readings.c.id == claims.c.reading)
        .where(readings.c.run == run, readings.c.live)
        .where(func.coalesce(claims.c.verdict, "") != "reject")
        .order_by(claims.c.key)
    )
    return {key: (shown, edition) for key, shown, edition in rows}


def _stored(connection: Connection, run: int) -> dict[str, frozenset[Member]]:
    members: dict[str, set[Member]] = {}
    rows = connection.execute(
        select(events.c.id, event_members.c.claim, event_members.c.edition)
        .join(event_members, event_members.c.event == events.c.key)
        .where(events.c.run == run)
    )
    for event, claim, edition in rows:
        members.setdefault(event, set()).add((claim, edition))
    return {event: frozenset(found) for event, found in members.items()}


def _describe(
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
    told = tuple(_members(state, cluster))
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


def _write(connection: Connection, state: State, described: list[Described]) -> int:
    current = {cluster.event_id for cluster in state.clusterer.clusters()}
    rows = connection.execute(
        select(events.c.key, events.c.id).where(events.c.run == state.run)
    ).all()
    new = {one.record.event_id for one in described}
    gone = [row.key for row in rows if row.id not in current or row.id in new]
    write(connection, state.run, gone, described)
    return len(described)
