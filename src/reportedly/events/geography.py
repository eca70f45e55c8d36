"""How two places lie to each other: the same, one in the other, near, apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Final

from reportedly.events.tellings import Where

_DIAMETER_KM: Final = 2 * 6371.0088
#: UCDP ``where_prec``: up to 2 is a point or near one, 3 and 4 are divisions.
_POINT, _ADMIN2, _ADMIN1, _REGION, _COUNTRY = 2, 3, 4, 5, 6
_SEA: Final = "XXX"
#: Beyond this a point lies in no area that is known by its middle alone.
_REACH_KM: Final = 1500.0


def kilometres(a: Where, b: Where) -> float | None:
    """Great-circle distance; None where one of the two has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    cosines = cos(radians(a.latitude)) * cos(radians(b.latitude))
    h = sin(north / 2) ** 2 + cosines * sin(east / 2) ** 2
    return _DIAMETER_KM * asin(min(1.0, sqrt(h)))


def relation(a: Where, b: Where) -> str:
    """Name how the two lie to each other, as the weights under ``place`` are named."""
    if not a.id or not b.id:
        return "same_words" if a.words == b.words else "open"
    if a.id == b.id:
        return _same(a.precision)
    if a.precision <= _POINT and b.precision <= _POINT:
        return _points(a, b)
    return _areas(a, b) if a.precision >= b.precision else _areas(b, a)


def _same(precision: int) -> str:
    if precision <= _POINT:
        return "same_exact"
    names = {_ADMIN2: "same_division", _ADMIN1: "same_province", _COUNTRY: "same_country"}
    return names.get(precision, "same_area")


def _points(a: Where, b: Where) -> str:
    km = kilometres(a, b)
    if km is None:
        return "open"
    site = (a.level == "feature") != (b.level == "feature")
    if site and km <= 15:
        return "site_in_town"
    if km <= 3:
        return "beside"
    if km <= 12:
        return "near"
    return "neighbouring" if km <= 40 else "apart"


def _areas(wide: Where, small: Where) -> str:
    """``wide`` is an area, ``small`` is no wider."""
    if wide.precision >= _REGION and wide.precision != _COUNTRY:
        return _region(wide, small)
    if wide.country != small.country:
        return "open" if _SEA in (wide.country, small.country) else "apart"
    if wide.precision == _COUNTRY:
        return "inside_country"
    if wide.precision == _ADMIN1:
        return "inside_province" if wide.admin1 == small.admin1 else "apart"
    if wide.admin1 != small.admin1:
        return "apart"
    inside = wide.admin2 == small.admin2
    return "inside_division" if inside else "other_area"


def _region(wide: Where, small: Where) -> str:
    """Seas and historic regions have no borders here: only far away is told apart."""
    km = kilometres(wide, small)
    if km is not None and km > _REACH_KM:
        return "apart"
    if small.precision >= _REGION and small.precision != _COUNTRY:
        return "other_region"
    return "open"


def exclude(a: Where, b: Where) -> bool:
    """Whether a thing that happened at the one did not happen at the other, so far as is known."""
    if not a.id or not b.id:
        return False
    found = relation(a, b)
    if found in ("apart", "neighbouring", "other_area", "other_region"):
        return True
    return found == "near" and a.level != "feature" and b.level != "feature"
