"""Places that no gazetteer has: in which division or country they lie, where the text tells it.

The answer keeps the name as it stands in the text and an id of its own (``named:MOZ:mucojo``), and
its precision is that of the area: 2 in a town, 3 and 4 in a division, 5 in a region, 6 in a
country. Only an area with a point of its own gives coordinates; a country gives none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.places.keys import folded
from reportedly.places.resolve import Resolution, Toponym
from reportedly.places.store import PlaceRow
from reportedly.records.claim import ResolvedPlace

_PRECISION = {"place": 2, "admin2": 3, "admin1": 4, "region": 5, "feature": 5, "country": 6}
_LEAST = 2
_SHARE = 0.6
_NOWHERE = "XXX"


def focus(support: Mapping[str, set[str]]) -> str | None:
    """Return the country of most names of a document, None where it is about several or none.

    ``support`` gives for each country (ISO 3166-1 alpha-3) the names that speak for it.
    """
    counts = {code: len(names) for code, names in support.items() if code != _NOWHERE}
    if not counts:
        return None
    first = max(sorted(counts), key=lambda code: counts[code])
    sure = counts[first] >= _LEAST and counts[first] >= _SHARE * sum(counts.values())
    return first if sure else None


def holder(
    toponym: Toponym, resolutions: Sequence[Resolution], sure: Sequence[bool]
) -> PlaceRow | None:
    """Return the nearest place that the words name as containing this one, where it is known."""
    for j in toponym.within:
        best = resolutions[j].best
        if sure[j] and best is not None and best.place.country != _NOWHERE:
            return best.place
    return None


def unlisted(name: str, area: PlaceRow, areas: Mapping[int, str]) -> ResolvedPlace:
    """Make the answer for a place of this name inside an area; ``areas`` are division names."""
    located = area.level != "country"
    return ResolvedPlace(
        f"named:{area.country}:{folded(name)}",
        name,
        area.country,
        "place",
        area.name if area.level == "admin1" else areas.get(area.admin1 or 0),
        area.name if area.level == "admin2" else areas.get(area.admin2 or 0),
        area.latitude if located else None,
        area.longitude if located else None,
        None,
        _PRECISION[area.level],
    )
