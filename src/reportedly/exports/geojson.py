"""GeoJSON (RFC 7946): points for named places only, everything else without a geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TextIO

from reportedly.events.records import EventRecord
from reportedly.exports.notice import NOTICE, READS
from reportedly.exports.privacy import Names
from reportedly.exports.units import Unit, at_home, figures, is_point, units
from reportedly.exports.wording import voice
from reportedly.records.claim import Counted
from reportedly.records.reading import Reading
from reportedly.records.serialise import dumps

_COUNTED: Final[tuple[Counted, ...]] = (
    "killed", "injured", "detained", "abducted", "missing", "displaced", "participants",
)  # fmt: skip


def write_geojson(
    readings: Iterable[Reading],
    out: TextIO,
    names: Names,
    *,
    events: Sequence[EventRecord] | None = None,
) -> None:
    """Write a FeatureCollection, one feature a line, for every unit, located or not.

    A division, region or country is never drawn as a point, nor is somebody's home: the geometry is
    null and ``no_point`` says why; ``place`` names it all the same.
    """
    head = dumps({"type": "FeatureCollection", "notice": f"{NOTICE}; {READS}"})
    out.write(head.removesuffix("}") + ', "features": [')
    for i, unit in enumerate(units(readings, names, events)):
        out.write((",\n" if i else "\n") + dumps(feature(unit)))
    out.write("\n]}\n")


def feature(unit: Unit) -> dict[str, Any]:
    """Return the feature of a unit."""
    geometry, why = _geometry(unit)
    properties = _properties(unit)
    if why:
        properties["no_point"] = why
    return {"type": "Feature", "id": unit.id, "geometry": geometry, "properties": properties}


def _geometry(unit: Unit) -> tuple[dict[str, Any] | None, str | None]:
    found = unit.place()
    place = found[1].resolved if found else None
    if found is None or place is None:
        return (
            None,
            "the claims disagree on the place" if unit.contested_place else "no place known",
        )
    if not is_point(place):
        return None, f"a {place.level}, precision {place.precision}, is no point"
    if at_home(*found):
        return None, "somebody's home is not put on a map"
    assert place.longitude is not None
    assert place.latitude is not None
    at = [round(place.longitude, 6), round(place.latitude, 6)]
    if not (-180 <= at[0] <= 180 and -90 <= at[1] <= 90):
        return None, "the coordinates are not on the globe"
    return {"type": "Point", "coordinates": at}, None


def _properties(unit: Unit) -> dict[str, Any]:
    told, event = unit.lead, unit.lead.claim.event
    first, last = unit.days()
    found = unit.place()
    place = found[1].resolved if found else None
    return {
        "claims": [t.claim.claim_id for t in unit.told],
        "documents": list(dict.fromkeys(t.claim.document.id for t in unit.told)),
        "category": event.plover,
        "mode": event.mode,
        "status": list(dict.fromkeys(t.claim.status for t in unit.told)),
        "voice": voice(told.claim, told.redaction),
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat() if last else None,
        "place": place.name if place else None,
        "place_id": place.gazetteer_id if place else None,
        "country": place.country if place else None,
        "where_prec": place.precision if place else None,
        "counts": _counts(unit),
        "independent_sources": unit.event.sources if unit.event else None,
        "denied_by": unit.event.denied_by if unit.event else None,
        "contested": [c.field for c in unit.event.contradictions] if unit.event else None,
        "evidence": told.redaction.span(told.claim.evidence),
        "uri": _uri(unit),
        "names": told.redaction.note,
    }


def _counts(unit: Unit) -> dict[str, dict[str, int | None]]:
    counted = {what: unit.counts(what) for what in _COUNTED}
    return {
        what: {"low": figures(told).low, "high": figures(told).high}
        for what, told in counted.items()
        if told
    }


def _uri(unit: Unit) -> str | None:
    told = unit.lead
    uri = told.claim.document.uri
    return told.redaction.address(uri) if uri else None
