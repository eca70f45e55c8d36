"""The two actors of the ACLED-compatible layout and the classes they belong to."""

from __future__ import annotations

from typing import Final

from reportedly.exports.filled import Filled
from reportedly.exports.sides import Side, two_sides
from reportedly.exports.tables import layout
from reportedly.exports.units import Unit
from reportedly.places.countries import country_name

_STATE: Final = 1
_CIVILIANS: Final = 7
_EXTERNAL: Final = 8


def parties(unit: Unit) -> dict[str, Filled]:
    """Return the columns of actors, classes, their pair and of civilian targeting."""
    first, second, clash = two_sides(unit)
    country = _country(unit)
    crowd = _crowd(unit)
    one = _class(first, country)
    if crowd is not None:
        one = Filled(crowd, "actor.crowd")
    two = _class(second, country)
    return {
        "actor1": _name(first, "actor", country, crowd),
        "assoc_actor_1": _others(first, crowd),
        "inter1": _class_name(one),
        "actor2": Filled(_actor(second, "actor", country).value, "actor.second")
        if clash
        else _actor(second, "recipient", country),
        "assoc_actor_2": _others(second, None),
        "inter2": _class_name(two),
        "interaction": _interaction(one, two, alone=second is None),
        "civilian_targeting": _targeting(unit, two),
    }


def _country(unit: Unit) -> str | None:
    found = unit.place()
    return found[1].resolved.country if found and found[1].resolved else None


def _crowd(unit: Unit) -> int | None:
    code = unit.lead.claim.event.acled
    value = layout("acled").tables["crowds"].get(code.event_type) if code else None
    return int(value) if value is not None else None


def _name(side: Side | None, role: str, country: str | None, crowd: int | None) -> Filled:
    if crowd is None:
        return _actor(side, role, country)
    return Filled(_called(crowd, country), "actor.crowd")


def _actor(side: Side | None, role: str, country: str | None) -> Filled:
    if side is None:
        return Filled(None, "actor.open")
    if side.party.person == "private":
        return Filled(_called(_CIVILIANS, country), "actor.private")
    return Filled(side.name, f"{role}.{'registry' if side.resolved else 'words'}")


def _called(number: int, country: str | None) -> str:
    name = str(layout("acled").tables["crowd_names"][number])
    place = country_name(country) if country else None
    return f"{name} ({place})" if place else name


def _others(side: Side | None, crowd: int | None) -> Filled:
    if side is None:
        return Filled(None, "actor.open")
    if crowd is not None:
        known = [side.name if side.party.person != "private" else None, side.others]
        named = "; ".join(name for name in known if name)
        return Filled(named or None, "assoc.others")
    return Filled(side.others, "assoc.others" if side.others else "actor.open")


def _class(side: Side | None, country: str | None) -> Filled:
    """Return the number of the class, the rule with it."""
    if side is None:
        return Filled(None, "actor.open")
    if side.civilian:
        return Filled(_CIVILIANS, "actor.private" if side.kind is None else "inter.kind")
    number = layout("acled").tables["kinds"].get(side.kind)
    if number is None:
        return Filled(None, "inter.open")
    home = side.resolved.country if side.resolved else None
    if number == _STATE and home and country and country not in (home, "XXX"):
        return Filled(_EXTERNAL, "inter.abroad")
    return Filled(int(number), "inter.kind")


def _class_name(found: Filled) -> Filled:
    if found.value is None:
        return found
    return Filled(layout("acled").tables["classes"][found.value], found.rule)


def _interaction(one: Filled, two: Filled, *, alone: bool) -> Filled:
    names = layout("acled").tables["classes"]
    if not isinstance(one.value, int) or (not alone and not isinstance(two.value, int)):
        return Filled(None, "interaction.open")
    if alone:
        return Filled(f"{names[one.value]} only", "interaction.alone")
    assert isinstance(two.value, int)
    low, high = sorted((one.value, two.value))
    if (low, high) == (_CIVILIANS, _EXTERNAL):
        low, high = high, low
    return Filled(f"{names[low]}-{names[high]}", "interaction.pair")


def _targeting(unit: Unit, two: Filled) -> Filled:
    code = unit.lead.claim.event.acled
    violence = layout("acled").tables["disorder"]["Political violence"]
    if two.value == _CIVILIANS and code and code.sub_event_type in violence:
        return Filled("Civilian targeting", "civilians.target")
    return Filled(None, "civilians.none")
