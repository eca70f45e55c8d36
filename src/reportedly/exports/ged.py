"""A layout that fits tools made for UCDP GED: the columns, filled by our own rules and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TextIO

from reportedly.events.records import EventRecord
from reportedly.exports.csv_rows import joined
from reportedly.exports.filled import Filled, Row, write_rows
from reportedly.exports.ged_deaths import deaths
from reportedly.exports.ged_sides import sides, state_number
from reportedly.exports.privacy import Names
from reportedly.exports.tables import layout, regions
from reportedly.exports.units import Unit, at_home, is_point, units
from reportedly.exports.wording import voice
from reportedly.places.countries import country_name
from reportedly.records.reading import Reading

_CELLS_A_ROW: Final = 720


def write_ged(
    readings: Iterable[Reading],
    out: TextIO,
    names: Names,
    *,
    events: Sequence[EventRecord] | None = None,
    rules: TextIO | None = None,
) -> None:
    """Write the attacks that are told to have happened and to have killed somebody.

    ``rules`` gets a second table: row, column, the rule that filled the cell, what it says.
    """
    write_rows(ged_rows(units(readings, names, events)), layout("ged"), out, rules)


def ged_rows(found: Iterable[Unit]) -> Iterator[Row]:
    """Yield a row for each attack with a word about killed people, a number or not."""
    for unit in found:
        if unit.lead.claim.event.plover == "ASSAULT" and unit.counts("killed"):
            yield _row(unit)


def _row(unit: Unit) -> Row:
    filled = {
        "id": Filled(f"RPD-{unit.id[:16]}", "id.own"),
        "relid": Filled(f"RPD-{unit.id[:16]}", "id.own"),
        "code_status": Filled("Check", "status.check"),
        **sides(unit),
        **_sources(unit),
        **_where(unit),
        **_when(unit),
        **deaths(unit),
    }
    blank = Filled(None, "open")
    return {column: filled.get(column, blank) for column in layout("ged").columns}


def _sources(unit: Unit) -> dict[str, Filled]:
    documents = list({t.claim.document.id: t for t in unit.told}.values())
    number = unit.event.sources if unit.event else 1
    heads = []
    for told in documents:
        document = told.claim.document
        title = told.redaction.words(document.title or "") or None
        parts = (document.publisher, (document.published or "")[:10] or None, title)
        heads.append((", ".join(p for p in parts if p), document, title))
    return {
        "number_of_sources": Filled(number, "sources.independent" if unit.event else "sources.one"),
        "source_article": Filled(joined(h[0] for h in heads if h[0]), "source.article"),
        "source_office": Filled(
            joined(dict.fromkeys(h[1].publisher for h in heads if h[1].publisher)), "source.office"
        ),
        "source_date": Filled(
            joined((h[1].published or "")[:10] for h in heads if h[1].published), "source.date"
        ),
        "source_headline": Filled(joined(h[2] for h in heads if h[2]), "source.headline"),
        "source_original": Filled(
            joined(dict.fromkeys(voice(t.claim, t.redaction) for t in unit.told)),
            "source.original",
        ),
    }


def _where(unit: Unit) -> dict[str, Filled]:
    found = unit.place()
    place = found[1].resolved if found else None
    if found is None or place is None:
        columns = layout("ged").columns
        wanted = columns[columns.index("where_prec") : columns.index("event_clarity")]
        return {column: Filled(None, "where.open") for column in wanted}
    told, spoken = found
    region = regions().get(place.country)
    point = is_point(place) and not at_home(told, spoken)
    latitude, longitude = (place.latitude, place.longitude) if point else (None, None)
    at = "point.named" if point else "point.coarse"
    wkt, cell = None, None
    if latitude is not None and longitude is not None:
        latitude, longitude = round(latitude, 6), round(longitude, 6)
        wkt, cell = f"POINT ({longitude} {latitude})", grid_cell(latitude, longitude)
    return {
        "where_prec": Filled(place.precision, "where.precision"),
        "where_coordinates": Filled(place.name, "where.name"),
        "where_description": Filled(told.redaction.span(spoken.span), "where.words"),
        "adm_1": Filled(place.admin1, "where.division" if place.admin1 else "where.open"),
        "adm_2": Filled(place.admin2, "where.division" if place.admin2 else "where.open"),
        "latitude": Filled(latitude, at),
        "longitude": Filled(longitude, at),
        "geom_wkt": Filled(wkt, at),
        "priogrid_gid": Filled(cell, "grid.cell" if cell else at),
        "country": Filled(country_name(place.country), "country.gazetteer"),
        "country_id": Filled(state_number(place.country), "country.number"),
        "region": Filled(region.ged if region else None, "country.gazetteer"),
    }


def grid_cell(latitude: float, longitude: float) -> int:
    """Return the PRIO-GRID number of the half-degree cell that holds a point (WGS 84 degrees)."""
    row = min(int((latitude + 90) * 2), 359)
    column = min(int((longitude + 180) * 2), _CELLS_A_ROW - 1)
    return row * _CELLS_A_ROW + column + 1


def _when(unit: Unit) -> dict[str, Filled]:
    first, last = unit.days()
    several = any(len({p.span.text for p in t.claim.places}) > 1 for t in unit.told)
    length = (last - first).days + 1 if first and last else None
    clarity = 2 if several or (length or 0) > 7 else 1
    filled = {
        "event_clarity": Filled(clarity, "clarity.summary" if clarity == 2 else "clarity.single")
    }
    names = ("year", "date_prec", "date_start", "date_end")
    if first is None or last is None or length is None or length < 1:
        return filled | {name: Filled(None, "date.open") for name in names}
    bounds = (1, 6, 7, 31)
    precision = next((code for code, most in enumerate(bounds, 1) if length <= most), 5)
    return filled | {
        "year": Filled(first.year, "date.span"),
        "date_prec": Filled(precision, "date.precision"),
        "date_start": Filled(first.isoformat(), "date.span"),
        "date_end": Filled(last.isoformat(), "date.span"),
    }
