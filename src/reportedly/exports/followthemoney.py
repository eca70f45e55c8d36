"""FollowTheMoney entities as JSON lines: documents, events, organisations and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, TextIO

from reportedly.events.records import EventRecord
from reportedly.exports.notice import NOTICE
from reportedly.exports.privacy import Names
from reportedly.exports.tables import interchange
from reportedly.exports.units import Told, Unit, at_home, is_point, units
from reportedly.exports.wording import figure, published_on, voice
from reportedly.places.countries import load_countries
from reportedly.records.claim import Participant, ResolvedActor, ResolvedPlace
from reportedly.records.reading import Reading
from reportedly.records.serialise import dumps

Entity = dict[str, Any]


def write_followthemoney(
    readings: Iterable[Reading],
    out: TextIO,
    names: Names,
    *,
    events: Sequence[EventRecord] | None = None,
) -> None:
    """Write each entity once; private persons are no entities of their own.

    FollowTheMoney has no place for who says so, for precision or for several figures: an event's
    ``summary`` tells them, ``recordId`` is our id and ``proof`` the documents.
    """
    seen: set[str] = set()
    for unit in units(readings, names, events):
        for entity in entities(unit):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                out.write(dumps(entity) + "\n")


def entities(unit: Unit) -> Iterator[Entity]:
    """Yield a unit's documents, actors and place, then the event that names them."""
    for told in unit.told:
        yield _article(told)
    parties = [p for t in unit.told for p in (*t.claim.actors, *t.claim.recipients)]
    for actor in _resolved(parties):
        yield _organisation(actor)
    found = unit.place()
    place = found[1].resolved if found else None
    if found and place:
        yield _address(place, point=is_point(place) and not at_home(*found))
    yield _event(unit, parties, place)


def _key(*parts: str) -> str:
    return "rpd-" + sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _entity(key: str, schema: str, **properties: Any) -> Entity:
    kept = {
        name: [str(v) for v in (value if isinstance(value, list) else [value]) if v]
        for name, value in properties.items()
        if value
    }
    return {"id": key, "schema": schema, "properties": kept}


def _article(told: Told) -> Entity:
    document = told.claim.document
    title = told.redaction.words(document.title or "")
    uri = told.redaction.address(document.uri) if document.uri else None
    is_address = uri is not None and uri.startswith(("http://", "https://"))
    return _entity(
        _key("document", document.id),
        "Article",
        title=title,
        fileName=(uri or document.id).rsplit("/", 1)[-1] or document.id,
        author=told.redaction.words(document.author or ""),
        publisher=document.publisher,
        publishedAt=published_on(document),
        language={"en": "eng"}.get(document.language or ""),
        sourceUrl=uri if is_address else None,
        processingAgent=f"{told.claim.produced_by.engine} {told.claim.produced_by.version}",
    )


def _resolved(parties: list[Participant]) -> list[ResolvedActor]:
    return list({p.resolved.id: p.resolved for p in parties if p.resolved}.values())


def _organisation(actor: ResolvedActor) -> Entity:
    return _entity(
        _key("actor", actor.id),
        interchange()["schemata"].get(actor.kind, "Organization"),
        name=actor.name,
        country=_country(actor.country),
        legalForm=actor.kind,
    )


def _address(place: ResolvedPlace, *, point: bool) -> Entity:
    parts = (place.name, place.admin2, place.admin1, place.country)
    return _entity(
        _key("place", place.gazetteer_id),
        "Address",
        full=", ".join(dict.fromkeys(p for p in parts if p)),
        city=place.name if place.level == "place" else None,
        region=place.admin2,
        state=place.admin1,
        country=_country(place.country),
        latitude=str(place.latitude) if point else None,
        longitude=str(place.longitude) if point else None,
    )


def _event(unit: Unit, parties: list[Participant], place: ResolvedPlace | None) -> Entity:
    event = unit.lead.claim.event
    first, last = unit.days()
    code = "/".join(part for part in (event.plover, event.mode) if part)
    name = f"{code}, {place.name}" if place else code
    quotes = [t.redaction.span(t.claim.evidence) for t in unit.told]
    return _entity(
        _key("event", unit.id),
        "Event",
        name=f"{name} ({NOTICE})",
        recordId=unit.id,
        startDate=first.isoformat() if first else None,
        endDate=last.isoformat() if last else None,
        summary=[_told(t) for t in unit.told] + ([unit.event.wording] if unit.event else []),
        description=quotes,
        location=place.name if place else None,
        addressEntity=_key("place", place.gazetteer_id) if place else None,
        country=_country(place.country) if place else None,
        involved=[_key("actor", actor.id) for actor in _resolved(parties)],
        proof=list(dict.fromkeys(_key("document", t.claim.document.id) for t in unit.told)),
        keywords=[code, *event.contexts],
    )


def _told(told: Told) -> str:
    counts = [f"{c.what} {figure(c) or told.redaction.span(c.span)}" for c in told.claim.counts]
    return "; ".join([f"{voice(told.claim, told.redaction)} ({told.claim.status})", *counts])


def _country(iso3: str | None) -> str | None:
    found = load_countries().get(iso3) if iso3 else None
    return found.iso2.lower() if found else None
