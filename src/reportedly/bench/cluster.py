"""Time, memory and growth of clustering on synthetic claims."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import log
from random import Random
from time import process_time
from typing import Any

from reportedly.bench.memory import peak_mebibytes
from reportedly.bench.synthetic import synthetic
from reportedly.events.cluster import Clusterer


@dataclass(frozen=True, slots=True)
class ClusterRun:
    """One size: processor seconds for all, milliseconds for each claim that comes later.

    Precision and recall are of pairs, against the events that the claims were made to tell of.
    """

    claims: int
    clusters: int
    seconds: float
    one_more_milliseconds: float
    pairwise_precision: float
    pairwise_recall: float
    peak_mebibytes: float


@dataclass(frozen=True, slots=True)
class ClusterBench:
    """Runs from the smallest to the largest; ``exponent`` is that of time over claims."""

    runs: tuple[ClusterRun, ...]
    seed: int

    @property
    def exponent(self) -> float | None:
        """Slope of the least-squares line through log claims and log seconds."""
        points = [(log(r.claims), log(r.seconds)) for r in self.runs]
        if len(points) < 2:
            return None
        mx, my = (sum(v) / len(points) for v in zip(*points, strict=True))
        over = sum((x - mx) ** 2 for x, _ in points)
        return float(sum((x - mx) * (y - my) for x, y in points) / over)

    def as_json(self) -> dict[str, Any]:
        """Return the runs as a JSON value."""
        return {
            "seed": self.seed,
            "exponent": self.exponent,
            "runs": [asdict(run) for run in self.runs],
        }


def bench_cluster(sizes: Sequence[int], seed: int = 1) -> ClusterBench:
    """Cluster synthetic claims of each size; making them is not in the time."""
    return ClusterBench(tuple(_run(size, seed) for size in sorted(sizes)), seed)


def _run(size: int, seed: int) -> ClusterRun:
    rows = list(synthetic(size, seed))
    Random(seed).shuffle(rows)  # noqa: S311 - not for secrets
    extra = rows[-min(100, size // 10 + 1) :]
    gc.collect()
    gc.freeze()
    start = process_time()
    clusterer = Clusterer(view for view, _ in rows[: -len(extra)])
    clusterer.update()
    seconds = process_time() - start
    start = process_time()
    for view, _ in extra:
        clusterer.add([view])
        clusterer.update()
    one_more = (process_time() - start) / len(extra) * 1000
    gc.unfreeze()
    key = {view.claim_id: number for view, number in rows}
    clusters = clusterer.clusters()
    precision, recall = _pairwise([[key[c] for c in cluster.claims] for cluster in clusters])
    return ClusterRun(size, len(clusters), seconds, one_more, precision, recall, peak_mebibytes())


def _pairwise(clusters: Sequence[Sequence[int]]) -> tuple[float, float]:
    shared = made = 0
    sizes: dict[int, int] = {}
    for members in clusters:
        inside: dict[int, int] = {}
        for key in members:
            inside[key] = inside.get(key, 0) + 1
            sizes[key] = sizes.get(key, 0) + 1
        shared += sum(n * (n - 1) // 2 for n in inside.values())
        made += len(members) * (len(members) - 1) // 2
    right = sum(n * (n - 1) // 2 for n in sizes.values())
    return (shared / made if made else 1.0), (shared / right if right else 1.0)
