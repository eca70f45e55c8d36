"""Chooses between entries of the same name by the document's countries and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.actors.entry import Entry

_WORLDWIDE = frozenset(("igo", "media"))
_EVERYWHERE = 0.5
#: The share of the most named country's mentions below which a country says nothing.
_LEAST = 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry that the context settles on, or None, and all that were considered."""

    entry: Entry | None
    candidates: tuple[tuple[Entry, float], ...]
    score: float


def choose(
    entries: Iterable[Entry],
    weights: Mapping[str, float],
    on: date | None,
    *,
    weak: bool = False,
    first: Entry | None = None,
) -> Choice:
    """Settle on one entry, or leave a tie open.

    ``weak`` names, which stand in nobody's checked list, need the document to name the country,
    and not by the way. ``first`` is the entry that mostly goes by the name: it wins a tie.
    """
    distinct = list({entry.id: entry for entry in entries}.values())
    ranked = sorted(
        ((entry, _weight(entry, weights, on)) for entry in distinct),
        key=lambda pair: (-pair[1], not pair[0].curated),
    )
    scored = tuple((entry, round(weight / (1 + weight), 3)) for entry, weight in ranked)
    best, weight = ranked[0]
    floor = _LEAST * max(weights.values(), default=0) if weak else 0.0
    if len(ranked) == 1:
        if not weak or weight > floor or best.country is None:
            return Choice(best, (), 0.98 if best.curated else 0.85)
        return Choice(None, scored, 0.0)
    if weight > ranked[1][1] and weight > floor:
        return Choice(best, scored, 0.85)
    tied = [entry for entry, value in ranked if value == weight]
    ours = [entry for entry in tied if entry.curated]
    chosen = ours[0] if len(ours) == 1 else first if first in ours else None
    if chosen is not None and (weight > 0 or not weak):
        return Choice(chosen, scored, 0.75)
    return Choice(None, scored, 0.0)


def _weight(entry: Entry, weights: Mapping[str, float], on: date | None) -> float:
    if not entry.existed(on):
        return 0.0
    if entry.kind in _WORLDWIDE:
        return _EVERYWHERE + 0.1 * weights.get(entry.country or "", 0)
    anywhere = entry.country is None and entry.curated
    home = _EVERYWHERE if anywhere else weights.get(entry.country or "", 0)
    return max([home, *(0.5 * weights.get(iso3, 0) for iso3 in entry.also)])
