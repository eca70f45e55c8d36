"""Events as PLOVER's JSON records, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from reportedly.codebook.load import load_codebook
from reportedly.events.records import EventRecord
from reportedly.exports.privacy import Names
from reportedly.exports.tables import interchange
from reportedly.exports.units import Told, Unit, figures, is_point, units
from reportedly.exports.wording import voice
from reportedly.records.claim import Counted, Participant
from reportedly.records.reading import Reading
from reportedly.records.serialise import dumps


def write_plover(
    readings: Iterable[Reading],
    out: TextIO,
    names: Names,
    *,
    events: Sequence[EventRecord] | None = None,
) -> None:
    """Write a record for every unit; what is not known is left out, not set to a default.

    PLOVER has no field for who says so and for denials: ``comment`` says both, and ``mode`` carries
    the auxiliary modes ``future``, ``hypothetical`` and ``negation``.
    """
    for unit in units(readings, names, events):
        out.write(dumps(record(unit)) + "\n")


def record(unit: Unit) -> dict[str, Any]:
    """Return the record of a unit."""
    told, claim = unit.lead, unit.lead.claim
    first, last = unit.days()
    fields = {
        "id": unit.id,
        "date": first.isoformat() if first else None,
        "enddate": last.isoformat() if last and last != first else None,
        "actor": [_entity(party, told) for party in claim.actors],
        "event": claim.event.plover,
        "recipient": [_entity(party, told) for party in claim.recipients],
        "mode": _modes(unit),
        "context": list(claim.event.contexts),
        "event_loc": _location(unit),
        "event_text": [told.redaction.span(claim.trigger)],
        "quad_code": _quad(claim.event.plover),
        "size": _size(unit),
        "text_info": {"start": claim.evidence.start, "end": claim.evidence.end},
        "cite_info": _cited(told),
        "coder": f"{claim.produced_by.engine} {claim.produced_by.version}",
        "comment": f"{voice(claim, told.redaction)}; {claim.status}; claims, not facts",
    }
    needed = {"id", "date", "actor", "event"}
    return {name: v for name, v in fields.items() if name in needed or v not in (None, [], {})}


def _entity(party: Participant, told: Told) -> dict[str, Any]:
    table = interchange()
    entity: dict[str, Any] = {"entity_text": told.redaction.party(party)}
    if party.person == "private":
        return entity | {"sector": "CVL"}
    if who := party.resolved:
        entity["identifier_id"] = who.id
        entity["identifier_text"] = who.name
        entity["code"] = who.country or table["country_like"].get(who.kind)
        entity["sector"] = table["sectors"].get(who.kind)
    return {name: value for name, value in entity.items() if value is not None}


def _modes(unit: Unit) -> list[str]:
    claim = unit.lead.claim
    auxiliary = {
        "planned": "future", "hypothetical": "hypothetical", "denied": "negation",
        "negated": "negation", "averted": "negation",
    }.get(claim.status)  # fmt: skip
    return [mode for mode in (claim.event.mode, auxiliary) if mode]


def _location(unit: Unit) -> dict[str, Any] | None:
    found = unit.place()
    place = found[1].resolved if found else None
    if found is None or place is None:
        return None
    told, spoken = found
    fields: dict[str, Any] = {
        "extracted_place": told.redaction.span(spoken.span),
        "resolved_place": place.name,
        "district": place.admin2,
        "province": place.admin1,
        "country_code": place.country,
        "where_prec": place.precision,
    }
    if place.gazetteer_id.startswith("geonames:"):
        fields["geonameid"] = place.gazetteer_id.removeprefix("geonames:")
    if is_point(place):
        fields |= {"lat": place.latitude, "lon": place.longitude}
    return {name: value for name, value in fields.items() if value is not None}


def _quad(category: str) -> int | None:
    found = load_codebook().categories.get(category)
    return found.quad if found else None


def _size(unit: Unit) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for what, name in interchange()["sizes"].items():
        counted: Counted = what
        found = figures(unit.counts(counted))
        if found.one is not None:
            sizes[name] = found.one
    return sizes


def _cited(told: Told) -> dict[str, str]:
    document = told.claim.document
    fields = {
        "citation": document.publisher,
        "url": told.redaction.address(document.uri) if document.uri else None,
        "title": told.redaction.words(document.title or "") or None,
        "language": document.language,
        "publication": document.published,
        "codebook": "PLOVER",
    }
    return {name: value for name, value in fields.items() if value}
