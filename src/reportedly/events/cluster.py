"""Clusters of claims that tell of one happening: incremental, and a function of the set alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.events.blocking import CROWDED, tracks
from reportedly.events.decisions import Decision, Ruling
from reportedly.events.linkage import link
from reportedly.events.pairs import Scorer
from reportedly.events.records import Join
from reportedly.events.tellings import Telling

_NO_DAY: Final = 1 << 30


def rank(view: Telling) -> tuple[int, str, int, str]:
    """Order of claims in an event: publication day, document, offset. None is never the first."""
    day = _NO_DAY if view.published is None else view.published
    return day, view.document_id, view.start, view.claim_id


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of one event, in the order of `rank`; ``ties`` are the pairs that joined them."""

    claims: tuple[str, ...]
    ties: tuple[tuple[str, str], ...] = ()

    @property
    def event_id(self) -> str:
        """Stable while the first claim stays in the event and stays its first."""
        return "e" + self.claims[0][:24]


class Clusterer:
    """Holds claims and keeps them clustered as more come.

    The clusters follow from the claims and decisions that are held, not from the order in which
    they came. ``update`` does work only where something changed.
    """

    def __init__(
        self,
        tellings: Iterable[Telling] = (),
        decisions: Iterable[Decision] = (),
        scorer: Scorer | None = None,
    ) -> None:
        self.scorer = scorer or Scorer()
        self._views: list[Telling | None] = []
        self._at: dict[str, int] = {}
        self._blocks: dict[int, int | list[int]] = {}
        self._near: dict[int, dict[int, float]] = {}
        self._cluster: list[Cluster | None] = []
        self._set: dict[int, list[int]] = {}
        self._set_of: list[int] = []
        self._fresh: set[int] = set()
        self._dirty: set[int] = set()
        self._rechecked: set[int] = set()
        self._ruling = Ruling(decisions)
        self.add(tellings)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._at

    @property
    def overruled(self) -> tuple[str, ...]:
        """Ids of the decisions that gave way to a later one."""
        return tuple(self._ruling.overruled)

    def add(self, tellings: Iterable[Telling]) -> None:
        """Hold these claims; one that is held already under its id is replaced."""
        for view in tellings:
            held = self._at.get(view.claim_id)
            if held is not None:
                if self._views[held] == view:
                    continue
                self.remove([view.claim_id])
            self._insert(view)

    def remove(self, claim_ids: Iterable[str]) -> None:
        """Let go of these claims; unknown ids are passed over."""
        for claim_id in claim_ids:
            index = self._at.pop(claim_id, None)
            if index is not None:
                self._withdraw(index)

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Obey these decisions instead of those before."""
        before, self._ruling = self._ruling, Ruling(decisions)
        for claim_id, index in self._at.items():
            if before.bound(claim_id) or self._ruling.bound(claim_id):
                self._dirty.add(index)

    def update(self) -> tuple[Cluster, ...]:
        """Cluster what changed; returns the clusters of every claim that was looked at again."""
        self._find_edges()
        touched = [sorted(s, key=self._rank) for s in self._connected()]
        changed: list[Cluster] = []
        for items in touched:
            changed += self._settle(items)
        return tuple(changed)

    def clusters(self) -> tuple[Cluster, ...]:
        """Return all clusters, in the order of their first claims."""
        self.update()
        seen: dict[int, Cluster] = {}
        for index in self._at.values():
            cluster = self._cluster[index]
            assert cluster is not None
            seen[id(cluster)] = cluster
        return tuple(sorted(seen.values(), key=lambda c: self._rank(self._at[c.claims[0]])))

    def cluster_of(self, claim_id: str) -> Cluster:
        """Return the cluster of a claim; KeyError where it is not held."""
        self.update()
        cluster = self._cluster[self._at[claim_id]]
        assert cluster is not None
        return cluster

    def joins(self, cluster: Cluster) -> tuple[Join, ...]:
        """Why the claims stand in one event: a pair for each step of joining."""
        found = []
        for left, right in cluster.ties:
            decision = self._ruling.links.get((min(left, right), max(left, right)))
            if decision:
                found.append(Join(left, right, 1.0, ("a person's decision",), decision))
                continue
            pair = self.scorer.explain(self._view(self._at[left]), self._view(self._at[right]))
            found.append(Join(left, right, round(pair.score, 3), pair.reasons))
        return tuple(found)

    def _view(self, index: int) -> Telling:
        view = self._views[index]
        assert view is not None
        return view

    def _rank(self, index: int) -> tuple[int, str, int, str]:
        return rank(self._view(index))

    def _insert(self, view: Telling) -> None:
        index = len(self._views)
        self._views.append(view)
        self._cluster.append(None)
        self._set_of.append(-1)
        self._at[view.claim_id] = index
        self._fresh.add(index)
        for key in dict.fromkeys(own for own, _ in tracks(view)):
            held = self._blocks.get(key)
            if held is None:
                self._blocks[key] = index
            elif isinstance(held, int):
                self._blocks[key] = [held, index]
            else:
                held.append(index)
                if len(held) == CROWDED + 1:
                    self._rechecked.update(held)

    def _withdraw(self, index: int) -> None:
        view = self._view(index)
        for key in dict.fromkeys(own for own, _ in tracks(view)):
            held = self._blocks[key]
            if isinstance(held, int):
                del self._blocks[key]
                continue
            held.remove(index)
            if len(held) == CROWDED:
                self._fresh.update(held)
            if not held:
                del self._blocks[key]
        for other in self._near.pop(index, {}):
            del self._near[other][index]
        self._dirty.update(i for i in self._set.get(self._set_of[index], ()) if i != index)
        self._set.pop(self._set_of[index], None)
        for pending in (self._fresh, self._dirty, self._rechecked):
            pending.discard(index)
        self._views[index] = None

    def _candidates(self, index: int) -> set[int]:
        found: set[int] = set()
        for own, look in tracks(self._view(index)):
            if self._crowded(own):
                continue
            for key in look:
                held = self._blocks.get(key)
                if isinstance(held, int):
                    found.add(held)
                elif held is not None and len(held) <= CROWDED:
                    found.update(held)
        found.discard(index)
        return found

    def _crowded(self, key: int) -> bool:
        held = self._blocks.get(key)
        return isinstance(held, list) and len(held) > CROWDED

    def _find_edges(self) -> None:
        """Compare each new claim with those near it; drop what only a crowded key held together."""
        for index in sorted(self._rechecked - self._fresh):
            still = self._candidates(index)
            for other in [o for o in self._near.get(index, ()) if o not in still]:
                del self._near[index][other]
                del self._near[other][index]
                self._dirty.update((index, other))
        margin = self.scorer.margin
        for index in sorted(self._fresh):
            view = self._view(index)
            for other in self._candidates(index):
                if other in self._fresh and other > index:
                    continue
                value = margin(view, self._view(other))
                if value > 0:
                    self._near.setdefault(index, {})[other] = value
                    self._near.setdefault(other, {})[index] = value
                    self._dirty.add(other)
        self._dirty |= self._fresh
        self._fresh.clear()
        self._rechecked.clear()

    def _connected(self) -> Iterator[list[int]]:
        """The connected sets that hold a claim whose surroundings changed."""
        open_: set[int] = set()
        for index in self._dirty:
            open_.add(index)
            open_.update(self._set.pop(self._set_of[index], ()))
        self._dirty.clear()
        while open_:
            queue = [open_.pop()]
            found = {queue[0]}
            while queue:
                index = queue.pop()
                for other in self._neighbours(index):
                    if other not in found:
                        found.add(other)
                        queue.append(other)
                        self._set.pop(self._set_of[other], None)
            open_ -= found
            yield list(found)

    def _neighbours(self, index: int) -> Iterator[int]:
        yield from self._near.get(index, ())
        if self._ruling.links:
            for claim in self._ruling.group(self._view(index).claim_id):
                if claim in self._at:
                    yield self._at[claim]

    def _settle(self, items: list[int]) -> list[Cluster]:
        for index in items:
            self._set_of[index] = items[0]
        self._set[items[0]] = items
        groups, ties = self._link(items)
        clusters = []
        for group in groups:
            ids = tuple(self._view(items[i]).claim_id for i in group)
            held = set(ids)
            own = tuple(pair for pair in ties if pair[0] in held)
            cluster = Cluster(ids, own)
            clusters.append(cluster)
            for i in group:
                self._cluster[items[i]] = cluster
        return clusters

    def _link(self, items: list[int]) -> tuple[list[list[int]], list[tuple[str, str]]]:
        if len(items) == 1:
            return [[0]], []
        number = {index: i for i, index in enumerate(items)}
        near = {
            (number[a], number[b]): value
            for a in items
            for b, value in self._near.get(a, {}).items()
            if number[a] < number[b]
        }
        ids = [self._view(index).claim_id for index in items]
        ruling = self._ruling
        together: list[list[int]] = []
        ties: list[tuple[str, str]] = []
        bound = any(ruling.bound(claim) for claim in ids)
        if bound:
            together, ties = self._decided(ids)
        groups, merges = link(
            len(items),
            near,
            lambda i, j: self.scorer.margin(self._view(items[i]), self._view(items[j])),
            together,
            (lambda i, j: ruling.forbids(ids[i], ids[j])) if bound else None,
        )
        ties += [(ids[m.left], ids[m.right]) for m in merges]
        return groups, ties

    def _decided(self, ids: list[str]) -> tuple[list[list[int]], list[tuple[str, str]]]:
        number = {claim: i for i, claim in enumerate(ids)}
        groups: dict[int, list[int]] = {}
        for claim in ids:
            group = sorted(number[c] for c in self._ruling.group(claim) if c in number)
            if len(group) > 1:
                groups[group[0]] = group
        ties = [p for p in sorted(self._ruling.links) if p[0] in number and p[1] in number]
        return list(groups.values()), ties
