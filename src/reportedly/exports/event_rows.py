"""One row an event: what its claims agree on, what they tell of each number, what is contested."""

from __future__ import annotations

from typing import Final

from reportedly.exports.csv_rows import COUNTED, Cell, joined
from reportedly.exports.units import Unit, figures, is_point
from reportedly.exports.wording import voice
from reportedly.records.claim import Counted

_KILLED: Final[tuple[Counted, ...]] = ("killed", "injured", "detained", "abducted")
EVENT_COLUMNS: Final = (
    "event_id", "category", "mode", "earliest", "latest", "place", "place_id", "country",
    "place_precision", "latitude", "longitude", "independent_sources", "denied_by", "wording",
    *(f"{what}_{bound}" for what in COUNTED for bound in ("low", "high")),
    "contested", "claims", "voices", "evidence",
)  # fmt: skip


def event_row(unit: Unit) -> list[Cell]:
    """Return the cells of an event in the order of the columns; blank is unknown, not zero."""
    event = unit.event
    assert event is not None
    first, last = unit.days()
    found = unit.place()
    place = found[1].resolved if found else None
    point = place is not None and is_point(place)
    cells: list[Cell] = [event.event_id, event.category, event.mode]
    cells += [first.isoformat() if first else None, last.isoformat() if last else None]
    cells += (
        [place.name, place.gazetteer_id, place.country, place.precision] if place else [None] * 4
    )
    cells += [place.latitude, place.longitude] if place and point else [None, None]
    cells += [event.sources, event.denied_by, event.wording]
    for what in _KILLED:
        told = figures(unit.counts(what))
        cells += [told.low, told.high]
    contested = dict.fromkeys(f"{c.field}: {c.left} / {c.right}" for c in event.contradictions)
    cells.append(joined(unit.lead.redaction.words(c) for c in contested))
    cells.append(joined(t.claim.claim_id for t in unit.told))
    cells.append(joined(dict.fromkeys(voice(t.claim, t.redaction) for t in unit.told)))
    cells.append(joined(t.redaction.span(t.claim.evidence) for t in unit.told))
    return cells
