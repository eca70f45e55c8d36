"""What one process knows of a run's claims and events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from reportedly.events.cluster import Cluster, Clusterer
from reportedly.events.decisions import Decision as Ruling
from reportedly.store.changes import Mark
from reportedly.store.deciding import HELD, ON_EVENTS, Anchored, anchored
from reportedly.store.eventwriting import Member, batches
from reportedly.store.tables import claims, readings
from reportedly.store.tellings import load

#: The id that a claim is shown under, and the number of what people made of it.
Shown = tuple[str, int]


@dataclass(slots=True)
class State:
    """A run's claims, clustered: kept between imports and decisions, so that little is redone.

    ``mark`` is the moment up to which the stored events follow, None before the first. ``owed`` are
    the keys of claims whose events may still have to be written.
    """

    run: int
    clusterer: Clusterer = field(default_factory=Clusterer)
    keys: dict[str, int] = field(default_factory=dict)
    shown: dict[int, Shown] = field(default_factory=dict)
    ruled: tuple[Ruling, ...] = ()
    mark: Mark | None = None
    owed: set[int] = field(default_factory=set)

    def forget(self) -> None:
        """Begin anew."""
        self.clusterer, self.keys, self.shown = Clusterer(), {}, {}
        self.ruled, self.mark, self.owed = (), None, set()

    def follow(self, connection: Connection, keys: set[int] | None) -> None:
        """Take over the claims with these keys, or all, and the decisions on events."""
        told = live(connection, self.run, keys)
        before = self.shown if keys is None else keys & self.shown.keys()
        gone = [key for key in before if told.get(key) != self.shown[key]]
        self.clusterer.remove(self.shown[key][0] for key in gone)
        for key in gone:
            self.keys.pop(self.shown.pop(key)[0], None)
        new = [key for key in told if key not in self.shown]
        self.clusterer.add(load(connection, new))
        for key in new:
            self.shown[key] = told[key]
            self.keys[told[key][0]] = key
        ruled = tuple(rulings(anchored(connection, self.run, kinds=ON_EVENTS, states=HELD)))
        if ruled != self.ruled:
            self.clusterer.decide(ruled)
            self.ruled = ruled

    def members(self, cluster: Cluster) -> Iterator[Member]:
        """Yield the keys and editions of a cluster's claims."""
        for claim in cluster.claims:
            key = self.keys[claim]
            yield key, self.shown[key][1]

    def clusters_of(self, keys: Iterable[int]) -> list[Cluster]:
        """Return the clusters of the claims that take part, each once."""
        ids = (self.shown[key][0] for key in keys if key in self.shown)
        return list({id(c): c for c in map(self.clusterer.cluster_of, ids)}.values())


def live(connection: Connection, run: int, keys: set[int] | None) -> dict[int, Shown]:
    """Return the claims that take part in events, by key; those asked for, or all of the run."""
    query = (
        select(claims.c.key, claims.c.shown, claims.c.edition)
        .join(readings, readings.c.id == claims.c.reading)
        .where(readings.c.run == run, readings.c.live)
        .where(func.coalesce(claims.c.verdict, "") != "reject")
        .order_by(claims.c.key)
    )
    if keys is None:
        return {key: (shown, edition) for key, shown, edition in connection.execute(query)}
    found: dict[int, Shown] = {}
    for batch in batches(sorted(keys)):
        rows = connection.execute(query.where(claims.c.key.in_(batch)))
        found.update({key: (shown, edition) for key, shown, edition in rows})
    return found


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
