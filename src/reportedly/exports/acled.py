"""A layout that fits tools made for ACLED: the columns, filled by our own rules and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, TextIO

from reportedly.events.records import EventRecord
from reportedly.exports.acled_counts import fatalities
from reportedly.exports.acled_parties import parties
from reportedly.exports.csv_rows import joined
from reportedly.exports.filled import Filled, Row, write_rows
from reportedly.exports.privacy import Names
from reportedly.exports.tables import layout, regions
from reportedly.exports.units import Unit, at_home, figures, is_point, units
from reportedly.exports.wording import days, figure, voice
from reportedly.places.countries import country_name
from reportedly.records.reading import Reading

_MONTH: Final = 31
_GEO: Final = {1: (1, "exact"), 2: (2, "near"), 3: (2, "near"), 4: (3, "coarse"), 5: (3, "coarse")}


def write_acled(
    readings: Iterable[Reading],
    out: TextIO,
    names: Names,
    *,
    events: Sequence[EventRecord] | None = None,
    counts: bool = False,
    rules: TextIO | None = None,
) -> None:
    """Write what is told to have happened and has a type; ``counts`` sets numbers for vague words.

    ``rules`` gets a second table: row, column, the rule that filled the cell, what it says.
    """
    rows = acled_rows(units(readings, names, events), counts=counts)
    write_rows(rows, layout("acled"), out, rules)


def acled_rows(found: Iterable[Unit], *, counts: bool = False) -> Iterator[Row]:
    """Yield a row for each unit that happened and that the layout has a type for."""
    for unit in found:
        if unit.happened and unit.lead.claim.event.acled:
            yield _row(unit, counts=counts)


def _row(unit: Unit, *, counts: bool) -> Row:
    place = _place(unit)
    return {
        "event_id_cnty": _id(unit),
        **_when(unit),
        **_type(unit),
        **parties(unit),
        **place,
        **_source(unit),
        "notes": Filled(_notes(unit), "notes.own"),
        "fatalities": fatalities(unit, counts=counts),
        "tags": _tags(unit),
        "timestamp": Filled(None, "timestamp.open"),
    }


def _id(unit: Unit) -> Filled:
    found = unit.place()
    country = found[1].resolved.country if found and found[1].resolved else "XXX"
    return Filled(f"RPD-{country}-{unit.id[:12]}", "id.own")


def _when(unit: Unit) -> dict[str, Filled]:
    first, last = unit.days()
    length = (last - first).days + 1 if first and last else 0
    if not first or not 0 < length <= _MONTH:
        blank = Filled(None, "date.open")
        return {"event_date": blank, "year": blank, "time_precision": blank}
    day: date = first + timedelta(days=(length - 1) // 2)
    rule = "date.day" if length == 1 else "date.middle"
    precision, why = (1, "day") if length == 1 else (2, "week") if length <= 7 else (3, "month")
    return {
        "event_date": Filled(day.isoformat(), rule),
        "year": Filled(day.year, rule),
        "time_precision": Filled(precision, f"time.{why}"),
    }


def _type(unit: Unit) -> dict[str, Filled]:
    code = unit.lead.claim.event.acled
    assert code is not None
    rule = "type.code" if code.sub_event_type else "type.none"
    table = layout("acled").tables["disorder"]
    disorder = next((name for name, subs in table.items() if code.sub_event_type in subs), None)
    return {
        "disorder_type": Filled(disorder, "disorder.type" if disorder else "type.none"),
        "event_type": Filled(code.event_type, "type.code"),
        "sub_event_type": Filled(code.sub_event_type, rule),
    }


def _place(unit: Unit) -> dict[str, Filled]:
    found = unit.place()
    place = found[1].resolved if found else None
    if found is None or place is None:
        rule = "place.contested" if unit.contested_place else "place.open"
        columns = layout("acled").columns
        wanted = columns[columns.index("iso") : columns.index("source")]
        return {column: Filled(None, rule) for column in wanted}
    rule = "place.agreed" if unit.event else "place.most_exact"
    region = regions().get(place.country)
    point = is_point(place) and not at_home(*found)
    named = place.precision in (1, 2, 5)
    location = place.name if named else place.admin2 or place.admin1
    geo, why = _GEO.get(place.precision or 0, (None, None))

    def told(value: str | int | float | None) -> Filled:
        return Filled(value, rule if value is not None else "place.open")

    return {
        "iso": told(region.iso if region else None),
        "region": told(region.acled if region else None),
        "country": told(country_name(place.country)),
        "admin1": told(place.admin1),
        "admin2": told(place.admin2),
        "admin3": Filled(None, "place.open"),
        "location": told(location),
        "latitude": _coordinate(place.latitude, point=point),
        "longitude": _coordinate(place.longitude, point=point),
        "geo_precision": Filled(geo, f"geo.{why}" if why else "place.open"),
    }


def _coordinate(value: float | None, *, point: bool) -> Filled:
    if not point or value is None:
        return Filled(None, "point.coarse")
    return Filled(round(value, 4), "point.named")


def _source(unit: Unit) -> dict[str, Filled]:
    publishers = dict.fromkeys(t.claim.document.publisher for t in unit.told)
    named = joined(name for name in publishers if name)
    return {
        "source": Filled(named, "source.publishers" if named else "source.open"),
        "source_scale": Filled(None, "scale.open"),
    }


def _notes(unit: Unit) -> str:
    """Compose a line from coded values; the evidence's own sentence is not repeated."""
    told = unit.lead
    event = told.claim.event
    when = days(*unit.days()) or "on a day that is not told"
    code = "/".join(part for part in (event.plover, event.mode) if part)
    parts = [f"{voice(told.claim, told.redaction)}: {code} ({told.claim.status}), {when}"]
    for count in told.claim.counts:
        parts.append(f"{count.what}: {figure(count) or told.redaction.span(count.span)}")
    if unit.event:
        parts.append(unit.event.wording)
    return "; ".join(parts) + ". Claims, not facts."


def _tags(unit: Unit) -> Filled:
    counts = unit.counts("participants")
    if not counts:
        return Filled(None, "tags.none")
    found = figures(counts)
    told, count = counts[0]
    size = str(found.one) if found.one is not None else told.redaction.span(count.span)
    return Filled(f"crowd size={size}", "tags.crowd")
