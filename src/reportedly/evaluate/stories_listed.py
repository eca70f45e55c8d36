"""The contradictions that people listed, as rows: event, field, unordered pair of documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final

from reportedly.evaluate.gold_files import GoldClaim
from reportedly.evaluate.stories_files import Group, Listed
from reportedly.review.matching import fold

Row = tuple[str, str, frozenset[str]]
_DENIED: Final = frozenset({"denied", "negated"})
_REAL: Final = _DENIED | {"occurred", "ongoing"}


def listed_rows(group: Group) -> Iterator[Row]:
    """Yield a row for each two documents whose listed values cannot both be right.

    A document may list several values; one of them suffices. Places agree where the coding
    accepts a name of the one for the other.
    """
    for listed in group.contradictions:
        accepted = _accepted(group, listed)
        for a, b in combinations(sorted(listed.values), 2):
            ours, theirs = _several(listed.values[a]), _several(listed.values[b])
            if _differ(listed.field, ours, theirs, accepted):
                yield listed.event_key, listed.field, frozenset((a, b))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _differ(
    field: str, ours: list[Any], theirs: list[Any], accepted: Mapping[str, set[str]]
) -> bool:
    if field == "status":
        return any(_opposed(x, y) for x in ours for y in theirs)
    if field in ("actor", "recipient", "place"):
        left, right = _names(ours, accepted), _names(theirs, accepted)
        return bool(left) and bool(right) and not left & right
    return any(_apart(x, y) for x in ours for y in theirs)


def _opposed(x: str, y: str) -> bool:
    return x in _REAL and y in _REAL and (x in _DENIED) != (y in _DENIED)


def _names(values: list[Any], accepted: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    for value in values:
        found |= {fold(str(value))} | accepted.get(fold(str(value)), set())
    return found


def _apart(x: Any, y: Any) -> bool:
    """Intervals of numbers or of ISO dates; a bound that is not given excludes nothing."""
    low, high = ("low", "high") if "low" in x else ("earliest", "latest")
    return _above(x.get(low), y.get(high)) or _above(y.get(low), x.get(high))


def _above(low: Any, high: Any) -> bool:
    return low is not None and high is not None and bool(low > high)


def _accepted(group: Group, listed: Listed) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in listed.values:
        gold = group.documents.get(key)
        if gold is None:
            continue
        for event_key, claim in zip(group.keys(key), gold.content.claims, strict=True):
            if event_key == listed.event_key:
                _collect(claim, found)
    return found


def _collect(claim: GoldClaim, found: dict[str, set[str]]) -> None:
    for place in claim.places:
        further = place.alt if isinstance(place.alt, list) else [place.alt]
        found.setdefault(fold(place.name), set()).update(fold(n) for n in further)
    for party in claim.actors:
        for name in party.names:
            found.setdefault(fold(name), set()).update(fold(n) for n in party.names)
