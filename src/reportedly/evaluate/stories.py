"""Figures of clustering and of contradictions on stories: gold claims and the reader's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from reportedly.evaluate.coded import coded_gold
from reportedly.evaluate.figures import prf
from reportedly.evaluate.gold_files import corpus_digest
from reportedly.evaluate.stories_claims import GoldClaims
from reportedly.evaluate.stories_files import load_stories
from reportedly.evaluate.stories_listed import Row, listed_rows
from reportedly.evaluate.stories_measures import b_cubed, pairwise
from reportedly.events.cluster import Clusterer
from reportedly.events.contradictions import contradictions
from reportedly.events.tellings import telling, where
from reportedly.records.claim import Claim
from reportedly.review.coded import coded_claim
from reportedly.review.matching import pair_claims
from reportedly.seams import ActorRegistry, Gazetteer, Reader
from reportedly.version import __version__

#: (document, number of the gold claim)
Item = tuple[str, int]
Maker = Callable[[Sequence[Claim]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """Claims with the gold claim that each stands for, where it stands for one."""

    claims: tuple[Claim, ...]
    items: Mapping[str, Item]


@dataclass(frozen=True)
class StoriesReport:
    """The outcome: for ``gold`` and ``reader`` claims, figures of each way to cluster them."""

    corpus_digest: str
    groups: tuple[str, ...]
    documents: int
    claims: int
    listed: int
    figures: dict[str, Any]
    wrong: dict[str, list[str]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON value."""
        return {
            "program": "reportedly",
            "version": __version__,
            "corpus_digest": self.corpus_digest,
            "groups": list(self.groups),
            "documents": self.documents,
            "claims": self.claims,
            "contradictions": self.listed,
            "figures": self.figures,
            "problems": list(self.problems),
        }


def evaluate_stories(
    folder: Path,
    reader: Reader | None,
    gazetteer: Gazetteer,
    registry: ActorRegistry,
) -> StoriesReport:
    """Cluster all documents of a folder at once and compare with its event keys.

    Without a reader only gold claims are measured. Raises `DataError` where a file is not as
    expected.
    """
    groups = load_stories(folder)
    golds = {key: gold for group in groups for key, gold in group.documents.items()}
    keys = {(key, n): k for g in groups for key in g.documents for n, k in enumerate(g.keys(key))}
    listed = {row for group in groups for row in listed_rows(group)}
    coder = GoldClaims(gazetteer, registry)
    sets = {"gold": _gold(golds, coder)}
    if reader is not None:
        sets["reader"] = _read(golds, reader)
    figures: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for name, told in sets.items():
        figures[name] = {}
        for way, make in WAYS.items():
            found = make(told.claims)
            rows = _rows(told, found, keys)
            figures[name][way] = _figures(told, found, keys, rows, listed)
            if way == "events":
                wrong[name] = [*_wrong_pairs(told, found, keys), *_wrong_rows(rows, listed)]
    problems = tuple(p for gold in golds.values() for p in gold.problems())
    return StoriesReport(
        corpus_digest(golds),
        tuple(g.name for g in groups),
        len(golds),
        len(keys),
        len(listed),
        figures,
        wrong,
        problems,
    )


def _gold(golds: Mapping[str, Any], coder: GoldClaims) -> Told:
    claims: list[Claim] = []
    items: dict[str, Item] = {}
    for key, gold in golds.items():
        for number, claim in coder.claims(gold):
            claims.append(claim)
            items[claim.claim_id] = (key, number)
    return Told(tuple(claims), items)


def _read(golds: Mapping[str, Any], reader: Reader) -> Told:
    claims: list[Claim] = []
    items: dict[str, Item] = {}
    for key, gold in golds.items():
        found = reader.read(gold.document()).claims
        claims += found
        for pair in pair_claims(coded_gold(gold), [coded_claim(c) for c in found]):
            items[found[pair.found].claim_id] = (key, pair.gold)
    return Told(tuple(claims), items)


def by_events(claims: Sequence[Claim]) -> dict[str, int]:
    """Cluster as the program does."""
    clusterer = Clusterer(telling(claim) for claim in claims)
    return {c: n for n, cluster in enumerate(clusterer.clusters()) for c in cluster.claims}


def alone(claims: Sequence[Claim]) -> dict[str, int]:
    """Leave every claim alone."""
    return {claim.claim_id: n for n, claim in enumerate(claims)}


def same_place_day_category(claims: Sequence[Claim]) -> dict[str, int]:
    """Join claims of one first place, the same days and one category; others stay alone."""
    numbers: dict[object, int] = {}
    found = {}
    for claim in claims:
        time = claim.time
        days = (time.earliest, time.latest) if time else (None, None)
        place = where(claim.places[0]).id if claim.places else ""
        whole = bool(place) and days[0] is not None
        key: object = (place, days, claim.event.plover) if whole else claim.claim_id
        found[claim.claim_id] = numbers.setdefault(key, len(numbers))
    return found


WAYS: Final[dict[str, Maker]] = {
    "events": by_events,
    "alone": alone,
    "same_place_day_category": same_place_day_category,
}


def _rows(told: Told, found: Mapping[str, int], keys: Mapping[Item, str]) -> set[Row]:
    """Contradictions between documents, each under the event that most of its cluster tells of."""
    members: dict[int, list[Claim]] = {}
    for claim in told.claims:
        members.setdefault(found[claim.claim_id], []).append(claim)
    rows: set[Row] = set()
    for number, claims in sorted(members.items()):
        known = [keys[told.items[c.claim_id]] for c in claims if c.claim_id in told.items]
        name = Counter(known).most_common(1)[0][0] if known else f"#{number}"
        ids = {c.claim_id: c.document.uri or "" for c in claims}
        for row in contradictions(claims):
            left, right = ids[row.left_claim], ids[row.right_claim]
            if left != right:
                pair = frozenset((left.removeprefix("gold:"), right.removeprefix("gold:")))
                rows.add((name, row.field, pair))
    return rows


def _figures(
    told: Told,
    found: Mapping[str, int],
    keys: Mapping[Item, str],
    rows: set[Row],
    listed: set[Row],
) -> dict[str, Any]:
    """Figures over the claims that stand for a gold claim, and over all gold claims."""
    items = {item: found[claim] for claim, item in told.items.items()}
    matched = {item: keys[item] for item in items}
    every = {item: items.get(item, ("missing", item)) for item in keys}
    return {
        "claims": len(told.claims),
        "matched": len(items),
        "pairwise": pairwise(matched, items).as_json(),
        "b3": b_cubed(matched, items).as_json(),
        "pairwise_all": pairwise(keys, every).as_json(),
        "b3_all": b_cubed(keys, every).as_json(),
        "contradictions": _rounded(prf(len(rows & listed), len(listed), len(rows))),
    }


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def _wrong_pairs(told: Told, found: Mapping[str, int], keys: Mapping[Item, str]) -> Iterable[str]:
    for (a, x), (b, y) in combinations(sorted(told.items.items(), key=lambda i: i[1]), 2):
        together, right = found[a] == found[b], keys[x] == keys[y]
        if together != right:
            verb = "joined" if together else "kept apart"
            yield f"{verb}: {x[0]}/{x[1]} {keys[x]} and {y[0]}/{y[1]} {keys[y]}"


def _wrong_rows(rows: set[Row], listed: set[Row]) -> Iterable[str]:
    for verb, wrong in (("not listed", rows - listed), ("not found", listed - rows)):
        for event, name, pair in sorted(wrong, key=lambda r: (r[0], r[1], sorted(r[2]))):
            yield f"contradiction {verb}: {event} {name} {' '.join(sorted(pair))}"
