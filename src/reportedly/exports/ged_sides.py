"""The two sides of the UCDP-GED-compatible layout and the type of violence between them."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from reportedly.exports.filled import Filled
from reportedly.exports.sides import Side, two_sides
from reportedly.exports.tables import layout
from reportedly.exports.units import Unit


def sides(unit: Unit) -> dict[str, Filled]:
    """Return type of violence, names of the sides, of the dyad, and the states' numbers."""
    first, second, _ = two_sides(unit)
    if _is(second, "states") and not _is(first, "states") and not (first and first.civilian):
        first, second = second, first
    a, b = _name(first), _name(second)
    dyad = f"{a.value} - {b.value}" if a.value and b.value else None
    return {
        "type_of_violence": _violence(first, second),
        "side_a": a,
        "side_b": b,
        "dyad_name": Filled(dyad, "dyad.sides" if dyad else "side.open"),
        "gwnoa": _state(first),
        "gwnob": _state(second),
    }


def _violence(first: Side | None, second: Side | None) -> Filled:
    organised = _is(first, "states") or _is(first, "groups")
    if organised and second and second.civilian:
        return Filled(3, "violence.one_sided")
    if not organised or not (_is(second, "states") or _is(second, "groups")):
        return Filled(None, "violence.open")
    if _is(first, "states") or _is(second, "states"):
        return Filled(1, "violence.state")
    return Filled(2, "violence.groups")


def _is(side: Side | None, table: str) -> bool:
    return side is not None and side.kind in layout("ged").tables[table]


def _name(side: Side | None) -> Filled:
    if side is None:
        return Filled(None, "side.open")
    if side.civilian:
        return Filled("Civilians", "side.civilians")
    return Filled(side.name, "side.registry" if side.resolved else "side.words")


def _state(side: Side | None) -> Filled:
    country = side.resolved.country if side and side.resolved else None
    number = state_number(country) if country and _is(side, "states") else None
    return Filled(number, "state.number" if number is not None else "state.none")


def state_number(iso3: str) -> int | None:
    """Return Gleditsch and Ward's number of a state by ISO 3166-1 alpha-3, None if unknown."""
    return _numbers().get(iso3)


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    raw = resources.files("reportedly.actors").joinpath("data/states.tsv").read_text("utf-8")
    lines = [line for line in raw.splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["iso3"]: int(row["gwno"]) for row in rows if row["gwno"]}
